import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from teller_app.glass.amounts import AmountError
from teller_app.glass.look import Look
from teller_app.glass.money_field import MoneyField


@pytest.fixture
def field(qtbot) -> MoneyField:
    made = MoneyField(Look(), "Amount", "GH₵")
    qtbot.addWidget(made)
    made.resize(520, made.sizeHint().height())
    made.show()
    made.setFocus()
    return made


def refusals(field: MoneyField) -> list[str]:
    seen: list[str] = []
    field.refused.connect(seen.append)
    return seen


def test_formats_while_it_is_typed(qtbot, field: MoneyField) -> None:
    seen: list[int | None] = []
    field.changed.connect(seen.append)
    qtbot.keyClicks(field.edit, "4865.5")
    assert field.edit.text() == "4,865.5" and field.minor() == 486550
    assert seen == [400, 4800, 48600, 486500, 486500, 486550]


def test_double_zero_key_and_enter(qtbot, field: MoneyField) -> None:
    entered: list[bool] = []
    field.submitted.connect(lambda: entered.append(True))
    qtbot.keyClicks(field.edit, "12")
    field.edit.insert("00")
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert entered == [True] and field.edit.text() == "1,200.00" and field.minor() == 120000


def test_caret_keeps_its_place_when_commas_come_and_go(qtbot, field: MoneyField) -> None:
    qtbot.keyClicks(field.edit, "1234567")
    field.edit.setCursorPosition(2)
    qtbot.keyClicks(field.edit, "9")
    assert (field.edit.text(), field.edit.cursorPosition()) == ("19,234,567", 2)
    qtbot.keyClick(field.edit, Qt.Key.Key_Backspace)
    assert (field.edit.text(), field.edit.cursorPosition()) == ("1,234,567", 1)


@pytest.mark.parametrize(
    ("typed", "error"),
    [("12k", AmountError.NOT_A_NUMBER), ("1.234", AmountError.DECIMALS), ("1,2,3", AmountError.GROUPING), ("-5", AmountError.NEGATIVE)],
)  # fmt: skip
def test_no_amount_keeps_its_text_and_says_why(qtbot, field: MoneyField, typed: str, error: AmountError) -> None:
    seen = refusals(field)
    qtbot.keyClicks(field.edit, typed)
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.edit.text() == typed and field.minor() is None
    assert field.amount_error() is error and seen[-1] == error


def test_unfinished_text_is_not_refused_before_it_is_left(qtbot, field: MoneyField) -> None:
    seen = refusals(field)
    qtbot.keyClicks(field.edit, "1,2")
    assert seen == []
    qtbot.keyClicks(field.edit, "00")
    assert seen == [] and field.minor() == 120000


def test_typist_who_writes_commas_is_grouped_again_afterwards(qtbot, field: MoneyField) -> None:
    qtbot.keyClicks(field.edit, "1,200")
    qtbot.keyClicks(field.edit, "5")
    assert field.edit.text() == "12,005"


def test_figures_around_the_amount_are_read_out(field: MoneyField) -> None:
    field.set_words("Five cedis")
    field.set_balance("Balance after posting", "GH₵ 23,286.05")
    field.set_charges("Charges", "0.00")
    assert field.edit.accessibleName() == "Amount, GH₵"
    assert field.edit.accessibleDescription() == "Five cedis. Balance after posting GH₵ 23,286.05. Charges 0.00"
    field.set_error("Type figures only, for example 1,200.50.")
    assert field.edit.accessibleDescription().startswith("Type figures only")


def test_set_minor_and_heights(field: MoneyField) -> None:
    field.set_minor(5)
    assert field.edit.text() == "0.05" and field.sizeHint().height() == 130
    field.set_minor(None)
    assert field.edit.text() == "" and field.amount_error() is AmountError.EMPTY


def test_what_a_screen_reader_puts_in_counts_like_typing(qtbot) -> None:
    field = MoneyField(Look(), "Amount", "GH₵")
    qtbot.addWidget(field)
    heard: list[object] = []
    field.changed.connect(heard.append)
    reader = QAccessible.queryAccessibleInterface(field.edit)
    reader.setText(QAccessible.Text.Value, "1200")
    assert (field.minor(), heard[-1]) == (120_000, 120_000)
    assert field.edit.text() == "1,200"


@pytest.mark.parametrize(
    ("typed", "minor", "code"),
    [("", 0, ""), ("1200", 1200_00, ""), ("12k", 0, "amount_not_a_number"), ("-5", 0, "amount_negative"),
     ("9" * 15, 0, "amount_too_large"), ("٣٤", 0, "amount_not_a_number"), ("1\u200b0", 10_00, ""),
     ("\u202e15", 15_00, ""), ("😀", 0, "amount_not_a_number")],
)  # fmt: skip
def test_what_stands_there_is_an_amount_or_says_why_not(field: MoneyField, typed: str, minor: int, code: str) -> None:
    field.edit.setText(typed)
    assert field.read() == (minor, code)


def test_what_the_room_holds_replaces_what_stands_there_unless_its_typist_has_to_mend_it(field: MoneyField) -> None:
    field.edit.setText("12k")
    field.show_typed(0, "That is not an amount")
    assert (field.edit.text(), field.error()) == ("12k", "That is not an amount")
    field.show_typed(0, "")
    assert (field.edit.text(), field.error()) == ("", "")
    field.show_typed(50_00, "")
    field.edit.setText("50")
    field.show_typed(50_00, "")
    assert field.edit.text() == "50", "the same amount is not written anew under the typist's fingers"


def test_too_many_digits_are_too_large_and_nothing_else(qtbot, field: MoneyField) -> None:
    qtbot.keyClicks(field.edit, "1" + "0" * 15)
    assert field.read() == (0, "amount_too_large")
    for _ in range(6):
        qtbot.keyClick(field.edit, Qt.Key.Key_Backspace)
    assert field.read() == (1_000_000_000_00, "")
