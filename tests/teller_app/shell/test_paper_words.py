import msgspec
import pytest

from contract.papers import PaperCheck, PaperKind
from teller_app.shell.paper_words import lines, verdict
from tests.teller_app.shell.rooms import TEXTS

RECEIPT = PaperCheck(number="n", kind=PaperKind.RECEIPT, genuine=True, what="deposit", business_date="2026-11-24",
                     at="2026-11-24T13:52:19.000Z", amount=480_00, currency="GHS", party="Ama Mensah")  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "code", "tone"),
    [
        ({}, "paper_genuine", "pos"),
        ({"undone": True}, "paper_undone", "warn"),
        ({"genuine": False}, "paper_false", "neg"),
        ({"genuine": False, "replaced_by": "04-20261124-A1"}, "paper_replaced", "warn"),
    ],
)
def test_the_verdict(changes: dict[str, object], code: str, tone: str) -> None:
    found = verdict(msgspec.structs.replace(RECEIPT, **changes))
    assert found[:2] == (code, tone)
    assert TEXTS.for_code(code, found[2]).title


def test_what_the_paper_must_say_and_nothing_it_does_not_carry() -> None:
    said = dict(lines(RECEIPT, TEXTS))
    assert said == {
        "Paper": "Deposit receipt", "Amount": "GH₵ 480.00", "Held by": "Ama Mensah", "Business day": "24 Nov 2026", "Time": "13:52:19",
    }  # fmt: skip
    slip = dict(
        lines(msgspec.structs.replace(RECEIPT, kind=PaperKind.SLIP, what="slip", party="", variance=-20_00), TEXTS)
    )
    assert (slip["Counted"], slip["Variance"]) == ("GH₵ 480.00", "−20.00")
    assert dict(lines(msgspec.structs.replace(RECEIPT, what="barter"), TEXTS))["Paper"] == "barter"


def test_of_a_false_paper_nothing_is_said() -> None:
    assert list(lines(PaperCheck(number="n"), TEXTS)) == []
