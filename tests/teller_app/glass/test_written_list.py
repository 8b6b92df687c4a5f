import pytest
from pytestqt.qtbot import QtBot

from teller_app.glass.alert import Alert
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.lines import Lines
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.scroll_column import ScrollColumn
from teller_app.glass.table import DataTable
from teller_app.glass.table_model import Column
from teller_app.glass.written_list import WrittenList

SAYS = {name: name for name in ("new", "drop", "change", "turn", "send")}


@pytest.fixture
def view(qtbot: QtBot) -> WrittenList:
    look, found = Look(), WrittenList()
    qtbot.addWidget(found)
    found.list = GlassPanel(look, "All", rows=DataTable.gutter)
    found.table = DataTable(look, (Column("One"),), "All")
    found.none = EmptyState(look, "money", "None", "Add one")
    found.panel, found.facts = GlassPanel(look, "One"), Lines(look, "One")
    found.reading = ScrollColumn(look, name="One")
    found.waits, found.reads, found.problem = (Alert(look, "info", "") for _ in range(3))
    found.make_buttons(look, SAYS)
    found.lay_out(look, "All of it", GlassPanel(look, "Form"), ("All", "money"), ("One", "money"))
    return found


def seen(view: WrittenList) -> set[str]:
    return {name for name, button in view.buttons().items() if button.isVisibleTo(view)}


def test_reading_offers_what_changes_it_and_writing_what_ends_it(view: WrittenList) -> None:
    view.show_buttons(may_change=True, chosen=True, writes=False, busy=False, why=lambda name: "")
    assert seen(view) == {"new", "change", "turn"}
    view.show_buttons(may_change=True, chosen=True, writes=True, busy=False, why=lambda name: "")
    assert seen(view) == {"drop", "send"}
    view.show_buttons(may_change=True, chosen=False, writes=False, busy=False, why=lambda name: "")
    assert seen(view) == {"new"}


def test_who_may_only_read_is_offered_nothing(view: WrittenList) -> None:
    view.show_buttons(may_change=False, chosen=True, writes=False, busy=False, why=lambda name: "")
    assert seen(view) == set()


def test_what_cannot_be_had_says_why_and_what_was_typed_can_always_be_dropped(view: WrittenList) -> None:
    view.show_buttons(may_change=True, chosen=True, writes=True, busy=False, why=lambda name: "No server")
    assert (view.send.toolTip(), view.send.isEnabled(), view.drop.isEnabled()) == ("No server", False, True)
