"""What was signed, laid beside the specimens: once all is known, and what is not here yet comes into its tile."""

from collections.abc import Mapping

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from contract.customers import MandateFact, Signatory
from contract.hands import SignedHand
from contract.ink import name_of, packed, raw_of
from teller_app.glass.compare_sheet import CompareSheet
from teller_app.glass.hands_beside import Compared, Today
from teller_app.glass.ink_picture import ink_image
from teller_app.glass.look import Look
from teller_app.i18n.text import Texts
from tests.teller_app.hands import hand

INK, SPECIMEN = packed(hand(3)), packed(hand(3, 2))
MANDATE = MandateFact(
    account="a", branch="b", signatories=(Signatory(name="Ama", signature=name_of(SPECIMEN)),), bands=()
)
SIGNED = Today((SignedHand(name="Ama", file=name_of(INK)),))


def test_it_opens_with_what_is_known_and_a_late_picture_of_something_else_is_not_shown(qtbot) -> None:
    asked: list[tuple[tuple[str, ...], object]] = []
    window = QWidget()
    window.resize(900, 700)
    qtbot.addWidget(window)
    window.show()
    sheet = CompareSheet(
        Look(reduced_motion=True), Texts.load("en"), window, lambda *one: asked.append(one), lambda: None
    )
    sheet.show_compared(Compared("1"), "this")
    assert not sheet.is_open, "not known yet"
    sheet.show_compared(Compared("1", None, MANDATE, SIGNED, (INK,)), "this")
    assert sheet.is_open and sheet.text.text() == "this"
    assert asked[0][0] == (name_of(SPECIMEN),), "what lies here is not asked for"
    assert [tile.signed for tile in sheet.tiles.tiles] == [False, True]
    images: Mapping[str, QImage | None] = {name_of(SPECIMEN): ink_image(raw_of(SPECIMEN))}
    asked[0][1](images)  # type: ignore[operator]
    assert [tile.signed for tile in sheet.tiles.tiles] == [True, True]
    sheet.show_compared(None, "")
    assert not sheet.is_open
    sheet.show_compared(Compared("2", None, MANDATE, Today(unsigned="cannot")), "that")
    asked[0][1](images)  # type: ignore[operator]
    assert [tile.signed for tile in sheet.tiles.tiles] == [False, False]
