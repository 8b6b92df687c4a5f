import msgspec

from teller_app.branches.model import BranchModel
from teller_app.branches.view_live import LiveColumn
from teller_app.glass.table_model import Figure, Gauge, Lead, Person, Row, RowModel, Status, Trend, TwoLines
from tests.teller_app.branches.desk import MANAGER, Replica, room, silent, watched
from tests.teller_app.kit import FakePort
from tests.teller_app.room_window import TEXTS, look, words_on


def shown_rows(column: LiveColumn) -> list[Row]:
    model = column.table.view.model()
    assert isinstance(model, RowModel)
    return [model.source.row(at) for at in range(model.source.count())]


def test_a_row_for_each_drawer_and_no_hours_before_a_report(qtbot) -> None:
    column = LiveColumn(look(), TEXTS)
    qtbot.addWidget(column)
    column.show()
    column.render_state(room(Replica())[0].state)
    assert column.table.row_count() == 3
    assert TEXTS("branches.no_hours") in words_on(column)


def test_the_hours_have_labels_and_ticks_of_what_is_usual(qtbot) -> None:
    model, _, _ = room(Replica())
    column = LiveColumn(look(), TEXTS)
    qtbot.addWidget(column)
    column.show()
    model.read_report()
    column.render_state(model.state)
    assert [label.text() for label in column.legend.labels] == ["In", "Out", "Usual"]
    assert column.bars._usual[1] == 8 * 900_00
    assert column.bars._labels[:2] == ("07:00", "08:00")


def rows(column: LiveColumn, model: BranchModel) -> list[Row]:
    seen = model.state.seen
    sessions = {one.session: one for one in seen.sessions}
    return [column.row_of(model.state, drawer, sessions.get(drawer.session)) for drawer in seen.drawers]


def test_a_row_says_who_how_the_balance_went_and_how_much_of_the_limit_it_is(qtbot) -> None:
    model, _, _ = watched(Replica())
    column = LiveColumn(look(), TEXTS)
    qtbot.addWidget(column)
    who, state, trend, flow, gauge = rows(column, model)[0].cells
    assert who == Person("Kojo Bediako", "KB", "S", "Drawer 02", "on")
    assert state == Status("Near limit", "warn")
    assert isinstance(trend, Trend)
    assert trend.words == "From 20,000.00 at 09:00 to 52,980.00"
    assert (trend.values[0], trend.values[-1], trend.mark) == (20_000_00.0, 52_980_00.0, "warn_mark")
    assert max(trend.values[5:20]) < 52_980_00.0, "it was seen on its way there"
    assert flow == TwoLines("+58,410.00", "−25,430.00", "pos")
    assert gauge == Gauge("52,980.00", "88% of 60,000.00", 0.88, "warn_mark", 0.66)
    calm = rows(column, model)[1].cells[4]
    assert calm == Gauge("21,644.50", "36% of 60,000.00", 0.36)


def test_a_drawer_that_nobody_holds_has_neither_line_nor_bar(qtbot) -> None:
    model, _, _ = watched(Replica())
    column = LiveColumn(look(), TEXTS)
    qtbot.addWidget(column)
    who, state, *rest = rows(column, model)[2].cells
    assert who == Lead("cash-register", "mute", "Nobody", "Drawer 04", among_people=True)
    assert (state, rest) == (Status("Closed", "mute"), ["", "", Figure("—", "text3")])


def test_a_drawer_without_a_limit_has_a_figure_and_no_bar(qtbot) -> None:
    free = msgspec.structs.replace(Replica().drawers[0], hard_max=0, soft_max=0)
    model, _, _ = room(Replica(drawers=(free,)))
    column = LiveColumn(look(), TEXTS)
    qtbot.addWidget(column)
    assert rows(column, model)[0].cells[4] == Figure("20,000.00")


def test_a_till_that_is_away_has_a_grey_dot_and_rows_without_the_server_are_not_live(qtbot) -> None:
    model, port, _ = room(Replica(tills=(silent(),)), FakePort(MANAGER))
    column = LiveColumn(look(), TEXTS)
    qtbot.addWidget(column)
    column.render_state(model.state)
    who = rows(column, model)[1].cells[0]
    assert isinstance(who, Person)
    assert who.presence == "off"
    assert column.chip.words() == "Live"
    port.go_offline()
    column.render_state(model.state)
    assert column.chip.words() == "Not live now"


def test_a_balance_that_moved_is_painted_anew(qtbot) -> None:
    replica = Replica()
    model, _, _ = watched(replica)
    column = LiveColumn(look(), TEXTS)
    qtbot.addWidget(column)
    column.render_state(model.state)
    replica.held = dict.fromkeys(replica.held, 6100000)
    model.refresh()
    column.render_state(model.state)
    shown = column.table.view.model()
    assert shown.data(shown.index(0, 4)) == "61,000.00, 101% of 60,000.00"


def test_a_till_that_goes_away_changes_its_row_alone(qtbot) -> None:
    replica = Replica()
    model, _, _ = watched(replica)
    column = LiveColumn(look(), TEXTS)
    qtbot.addWidget(column)
    column.render_state(model.state)
    before = shown_rows(column)
    replica.tills = (silent(),)
    model.refresh()
    column.render_state(model.state)
    after = shown_rows(column)
    assert [one is other for one, other in zip(before, after, strict=True)] == [True, False, True]
    who = after[1].cells[0]
    assert isinstance(who, Person)
    assert who.presence == "off"
