from datetime import date

import pytest
from PySide6.QtCore import Qt

from teller_app.glass.date_field import DateField, months_on, read_date
from teller_app.glass.look import Look

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("22 11", TODAY),
        ("22/11/26", TODAY),
        ("221126", TODAY),
        ("2026-11-22", TODAY),
        ("1.2.2027", date(2027, 2, 1)),
        ("0102", date(2026, 2, 1)),
        ("30 2", None),
        ("22 13", None),
        ("soon", None),
    ],
)
def test_dates_are_read_as_they_are_written_here(typed: str, read: date | None) -> None:
    assert read_date(typed, TODAY) == read


def test_a_month_on_from_the_last_day_is_the_last_day() -> None:
    assert months_on(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert months_on(date(2026, 1, 15), -1) == date(2025, 12, 15)


@pytest.fixture
def field(qtbot) -> DateField:
    made = DateField(Look(), "Value date", lambda day: day.strftime("%d.%m.%Y"), "No such day", lambda: TODAY)
    qtbot.addWidget(made)
    made.show()
    return made


def test_keys_step_by_days_and_months_within_the_bounds(qtbot, field: DateField) -> None:
    field.set_bounds(date(2026, 11, 20), date(2026, 12, 24))
    chosen: list[date] = []
    field.chosen.connect(chosen.append)
    qtbot.keyClick(field.edit, Qt.Key.Key_T)
    qtbot.keyClick(field.edit, Qt.Key.Key_Up)
    qtbot.keyClick(field.edit, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(field.edit, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert chosen == [TODAY, date(2026, 11, 23), date(2026, 12, 23), date(2026, 12, 24)]
    assert field.text() == "24.12.2026"


def test_what_is_no_date_is_said_and_mended(qtbot, field: DateField) -> None:
    for typed, error, found in (("31 2", "No such day", None), ("3 2", "", date(2026, 2, 3)), ("", "", None)):
        field.edit.setText(typed)
        qtbot.keyClick(field.edit, Qt.Key.Key_Return)
        assert (field.error(), field.value) == (error, found)
