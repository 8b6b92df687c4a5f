"""Whose hand stands beside whose specimen."""

from contract.customers import MandateFact, Signatory
from contract.hands import SignedHand
from teller_app.glass.hands_beside import Today, signers
from teller_app.i18n.text import Texts
from tests.teller_app import samples

TEXTS = Texts.load("en")
HOLDER = samples.customer(1, "Danso Timber")
MANDATE = MandateFact(account="a", branch="b", bands=(), signatories=(
    Signatory(name="Kofi Danso", signature="k"), Signatory(name="Ama Danso", signature="a"), Signatory(name="Esi Danso")))  # fmt: skip


def tiles(*hands: tuple[str, str], mandate: MandateFact | None = MANDATE, unsigned: str = "") -> list[tuple[str, ...]]:
    today = Today(tuple(SignedHand(name=name, file=file) for name, file in hands), unsigned, "2026-11-22T09:30:00.000Z")
    return [(one.name, one.file, one.missing) for one in signers(HOLDER, mandate, today, TEXTS)]


def test_each_hand_follows_its_own_specimen_whatever_the_order_of_signing() -> None:
    assert tiles(("ama danso", "2"), ("Kofi Danso", "1")) == [
        ("Ama Danso", "a", ""), ("ama danso", "2", ""), ("Kofi Danso", "k", ""), ("Kofi Danso", "1", ""), ("Esi Danso", "", ""),
    ]  # fmt: skip


def test_who_does_not_sign_any_more_has_no_specimen_and_is_said_so() -> None:
    assert tiles(("Yaw Gone", "9"))[:2] == [("Yaw Gone", "", "No signatory any more"), ("Yaw Gone", "9", "")]


def test_why_no_more_of_them_signed_is_said_after_those_who_did() -> None:
    assert tiles(("Kofi Danso", "1"), unsigned="on_paper")[2:] == [
        ("Today", "", "Signed on paper at the till"), ("Ama Danso", "a", ""), ("Esi Danso", "", ""),
    ]  # fmt: skip


def test_the_holder_signs_where_no_mandate_is_on_file() -> None:
    assert tiles(("", "1"), mandate=None) == [("Danso Timber", HOLDER.signature, ""), ("Today", "1", "")]
    assert tiles(mandate=None)[1] == ("Today", "", "Not taken at the till")
    assert len(signers(HOLDER, None, None, TEXTS)) == 1
    assert [one.name for one in signers(None, None, Today(), TEXTS)] == ["Today"]
