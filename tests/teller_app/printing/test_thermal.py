import pytest
from hypothesis import given
from hypothesis import strategies as st

from teller_app.printing.errors import FigureDoesNotFit
from teller_app.printing.thermal import BIG, BOLD, CODE_PAGE, A, B, EscRoll, roll_text


def test_what_the_code_page_cannot_say_is_mapped() -> None:
    assert roll_text("GH₵ 20 − 5 × 2 · Ɛsi Ɔfori’s …") == "GHS 20 - 5 x 2 . Esi Ofori's .."
    assert roll_text("₵5 Dvořák café 漢") == "GHS5 Dvorák café ?"
    assert roll_text("fees\x1bp\x00\x19\xfa") == "fees p  ú"


@given(st.text(max_size=60))
def test_no_control_sign_ever_reaches_the_printer(text: str) -> None:
    assert all(byte >= 0x20 and byte != 0x7F for byte in roll_text(text).encode(CODE_PAGE))


@given(st.text(max_size=80), st.text(min_size=0, max_size=46))
def test_lines_never_exceed_their_columns(label: str, value: str) -> None:
    roll = EscRoll()
    roll.centre(label, BOLD)
    roll.name(label, B)
    roll.field("Held by", value)
    roll.wrap(label, B, indent=2)
    assert all(len(op.text) <= op.style.columns for op in roll.ops)
    assert all(len(line) <= 64 for line in roll.text())


def test_values_are_whole_and_labels_give_way() -> None:
    roll = EscRoll()
    roll.pair("A label that is much too long for this line", "12,345,678.90")
    roll.field("Held by", "The Registered Trustees of the Makola No. 2 Market")
    assert roll.text()[0] == "A label that is much too long fo.. 12,345,678.90"
    assert roll.text()[1:] == ("Held by", "  The Registered Trustees of the Makola No. 2", "  Market")


def test_figures_that_are_too_long_are_refused() -> None:
    roll = EscRoll()
    with pytest.raises(FigureDoesNotFit):
        roll.pair("GHS", "9" * 23, BIG)
    with pytest.raises(FigureDoesNotFit):
        roll.columns([("x", -24), ("9" * 7, 6)])
    roll.pair("GHS", "999,999,999,999.99", BIG)
    with pytest.raises(FigureDoesNotFit):
        roll.figure("=" * 49, A)


def test_double_width_is_spaced_out_in_the_plain_text() -> None:
    roll = EscRoll()
    roll.pair("GHS", "480.00", BIG)
    assert roll.text()[0].startswith("G H S ")
    assert roll.text()[0].endswith("4 8 0 . 0 0")
