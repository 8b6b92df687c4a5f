from teller_app.branches.view_live import LiveColumn
from tests.teller_app.branches.desk import Replica, room
from tests.teller_app.room_window import TEXTS, look, words_on


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
    assert column.bars._labels[:2] == ("07", "08")
