"""What was looked at before a decision, and what was not."""

from dataclasses import replace

import msgspec
import pytest

from contract.hands import SignedHand
from teller_app.approvals.checks import checks
from teller_app.approvals.state import ApprovalsState
from tests.teller_app.approvals.desk import HOLDER, VARIANCE, line, mandate, request
from tests.teller_app.room_window import TEXTS


def state(**changes: object) -> ApprovalsState:
    one = request()
    base = ApprovalsState(requests=(one,), holders={one.request: HOLDER}, mandates={one.request: mandate()})
    return replace(base, **changes)  # type: ignore[arg-type]


def test_card_mandate_and_that_nobody_called_yet() -> None:
    assert [(check.words, check.tone) for check in checks(state(), TEXTS)] == [
        ("Ghana Card on file", "pos"),
        ("No fingerprint is taken", "mute"),
        ("Any one signs for this amount", "pos"),
        ("Call-back not done", "warn"),
    ]


@pytest.mark.parametrize(
    "changes",
    [{"reason": "Called 024 418 7306 at 09:31"}, {"thread": (line("Called 024 418 7306 at 09:31"),)}],
)
def test_the_note_or_the_thread_says_that_the_number_was_called(changes: dict[str, object]) -> None:
    assert (checks(state(**changes), TEXTS)[-1].words, checks(state(**changes), TEXTS)[-1].tone) == (
        "Called back",
        "pos",
    )


@pytest.mark.parametrize(
    ("signed", "said"), [(2, ("2 of 2 signed on the pad", "pos")), (1, ("1 of 2 signed on the pad", "warn"))]
)
def test_how_many_of_several_have_signed_is_counted(signed: int, said: tuple[str, str]) -> None:
    hands = tuple(SignedHand(name=one.name, file="f") for one in mandate().signatories[:signed])
    high = request(amount=2_000_001, hands=hands)
    found = checks(state(requests=(high,), holders={high.request: HOLDER}), TEXTS)
    assert [(check.words, check.tone) for check in found][2:4] == [("Both sign for this amount", "pos"), said]


def test_another_number_is_no_call_back() -> None:
    assert checks(state(reason="Called 020 000 0000 at 09:31"), TEXTS)[-1].tone == "warn"


def test_what_is_missing_is_said() -> None:
    bare = msgspec.structs.replace(HOLDER, card_number="", phone="")
    found = checks(state(holders={request().request: bare}, mandates={}), TEXTS)
    assert [check.words for check in found] == [
        "No Ghana Card on file",
        "No fingerprint is taken",
        "No mandate on file",
        "No number to call back",
    ]
    assert [check.tone for check in found] == ["warn", "mute", "warn", "warn"]


def test_nobody_signs_for_what_comes_in_and_a_drawer_has_no_face() -> None:
    paid_in = request(kind="deposit")
    assert len(checks(state(requests=(paid_in,)), TEXTS)) == 2
    assert checks(state(requests=(VARIANCE,)), TEXTS) == []
