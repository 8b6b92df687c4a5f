from dataclasses import replace

from contract.drawers import BookedLine
from contract.staff import Limit
from teller_app.drawers.state import DrawerState
from teller_app.drawers.view_opening_aside import BeforePanel, EntryLines, LimitsPanel
from tests.teller_app.drawers.desk import before, drawer, opened
from tests.teller_app.room_window import TEXTS, look

STATE = DrawerState(phase="opening", drawer=drawer(), before=before(), before_by="Kwesi Appiah")


def test_an_entry_shows_each_leg_under_its_side(qtbot) -> None:
    made = EntryLines(look(), TEXTS)
    qtbot.addWidget(made)
    made.show_lines(opened(-1000).booked, "GHS")
    assert [(leg.code, leg.name) for leg in made.table.legs] == [
        ("1010-04", "Cash in drawer 04"),
        ("1430", "Vault difference"),
        ("1020", "Vault cash"),
    ]
    cash, gap, vault = made.table.legs
    assert (cash.credit, gap.debit, gap.credit, vault.debit) == ("", "10.00", "", "")
    made.show_lines([BookedLine(code="9999", debit=1)], "GHS")
    assert made.table.legs[0].name == "9999"
    made.show_lines((), "GHS")
    assert not made.isVisibleTo(None)


def test_the_last_close_is_told_with_a_difference_only_where_one_may_know_it(qtbot) -> None:
    made = BeforePanel(look(), TEXTS)
    qtbot.addWidget(made)
    made.render_state(STATE)
    titles = [line.title for line in made.lines.lines]
    assert titles == ["Drawer 04 closed", "It was left empty", "You: drawer 02"]
    assert [line.tint for line in made.lines.lines] == ["pos", "accent", "info"]
    assert made.lines.lines[0].sub.startswith("Kwesi Appiah")
    known = before(variance=-500, accepted=True, left_in=True, own_number="04")
    made.render_state(replace(STATE, before=known))
    assert [line.title for line in made.lines.lines] == ["Drawer 04 closed", "Its cash stayed", "Short GH₵ 5.00"]
    made.render_state(replace(STATE, before=before(session="", own_number="")))
    assert made.lines.lines[0].title == "Never closed yet"
    made.render_state(replace(STATE, before=None))
    assert made.isHidden()


def test_the_cashiers_own_limit_stands_below_the_drawers_and_above_the_variance(qtbot) -> None:
    made = LimitsPanel(look(), TEXTS)
    qtbot.addWidget(made)
    own = (
        Limit(kind="withdraw", currency="GHS", per_transaction=500_000),
        Limit(kind="withdraw", currency="CZK", per_transaction=7),
    )
    made.render_drawer(drawer(), 2_000_000, own)
    own_limit = made.bounds.lines[-2]
    assert (own_limit.title, own_limit.figure) == ("Your withdrawal limit", "5,000.00")
    made.render_drawer(drawer(), None)
    assert made.bounds.lines[-1].title == "Variance you may book"
