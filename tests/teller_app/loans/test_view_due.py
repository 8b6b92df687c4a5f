from teller_app.loans.view_due import DueField
from tests.teller_app.room_window import TEXTS, look


def test_a_day_is_kept_as_the_command_has_it_and_typing_is_not_written_over(qtbot) -> None:
    typed: list[str] = []
    field = DueField(look(), TEXTS, "First", typed.append)
    qtbot.addWidget(field)
    field.show_day("2026-12-22", "2026-11-22")
    assert field.text() == "22 Dec 2026"
    field.set_text("3")
    field.changed.emit("3")
    assert typed[-1] == "3", "no day yet"
    field.changed.emit("3 1 27")
    assert typed[-1] == "2027-01-03"
    field.set_text("3 1 27")
    field.show_day("2027-01-03", "2026-11-22")
    assert field.text() == "3 1 27", "whoever types is not written over"
    field.show_day("", "")
    assert field.text() == ""
    field.changed.emit("3 1 27")
    assert typed[-1] == "2027-01-03", "of this century, also before the branch's first day"
