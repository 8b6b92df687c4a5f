"""What was signed is asked for and laid beside the specimens; nobody signs for a deposit, and without the server it is not to be had."""

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from contract import paths
from contract.hands import SignedHand
from contract.ink import name_of, packed, raw_of
from contract.ledger import Original
from teller_app.journal.room import MANIFEST, make_view
from teller_app.manifest import Line
from tests.teller_app import samples
from tests.teller_app.approvals.desk import mandate
from tests.teller_app.hands import hand
from tests.teller_app.journal.desk import CURRENT, DAY, WITHDRAWAL, Replica, room
from tests.teller_app.room_window import TEXTS, eyes, look, shown

INK = packed(hand(3))
SIGNED = Original(account=CURRENT, signed=(SignedHand(name="Ama Danso", file=name_of(INK)),), unsigned="on_paper")
PATH = paths.ORIGINAL.format(transaction=WITHDRAWAL.transaction)
KNOWN = {CURRENT: (samples.customer(1, "Danso Timber"), mandate())}


def test_ctrl_i_lays_it_beside_the_specimen_and_esc_ends_it(qtbot) -> None:
    # It went to suspense: the fact names no account, what it was meant for stands in the original.
    lost = msgspec.structs.replace(WITHDRAWAL, accounts=(), account_numbers=(), in_suspense=True)
    model, port = room(Replica(day=(lost,), signatories=KNOWN))
    port.files[PATH], port.pictures[name_of(INK)] = msgspec.json.encode(SIGNED), raw_of(INK)
    view = make_view(look(), TEXTS, model, eyes(port)[1])
    window = shown(qtbot, MANIFEST, view, look())
    window.press("Ctrl+I")
    sheet = view.compare
    assert sheet is not None and sheet.is_open
    assert "Kofi Asante" in sheet.text.text() and "800.00" in sheet.text.text()
    assert [(tile.accessibleName(), tile.signed) for tile in sheet.tiles.tiles] == [
        ("Ama Danso, Joint signatory", False), ("Ama Danso, On the pad", True), ("Today", False), ("Kofi Danso, Account holder", False),
    ]  # fmt: skip
    assert sheet.tiles.tiles[2].accessibleDescription() == "Signed on paper at the till"
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: model.state.comparing is None)
    assert not sheet.is_open


def test_nobody_signs_for_a_deposit_and_without_the_server_it_is_not_to_be_had(qtbot) -> None:
    model, port = room(Replica(signatories=KNOWN))
    assert (model.compare(), model.state.why_not_compared) == (False, "nobody_signs")
    model.choose(DAY.index(WITHDRAWAL))
    port.set_line(Line("offline"))
    assert (model.compare(), model.state.why_not_compared) == (False, "offline")
    port.set_line(Line("online"))
    assert model.compare()
    assert (model.state.comparing, model.state.problem) == (None, "needs_server"), "the line went while it was asked"
    port.files[PATH] = b"not an original"
    model.compare()
    assert (model.state.comparing, model.state.problem) == (None, "server_fault")


def test_an_answer_to_what_is_not_asked_any_more_opens_nothing() -> None:
    model, port = room(Replica(signatories=KNOWN))
    model.choose(DAY.index(WITHDRAWAL))
    answers = []
    port.fetch = lambda path, params, then: answers.append(then)
    model.compare()
    model.leave_compare()
    answers[0](msgspec.json.encode(SIGNED), "")
    assert model.state.comparing is None
