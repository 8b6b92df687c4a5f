import msgspec
import pytest

from contract.customers import ERASED
from contract.papers import PaperCheck, PaperKind
from teller_app.i18n.text import Texts
from teller_app.printing.wording import AdvanceWords, CountWords
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
        ({"replaced_by": "04-20261124-A1"}, "paper_replaced", "warn"),
        ({"scanned": "48000"}, "paper_genuine", "pos"),
        ({"scanned": "48001"}, "paper_altered", "neg"),
        ({"scanned": "48001", "replaced_by": "04-20261124-A1"}, "paper_altered", "neg"),
        ({"scanned": "48000", "genuine": False}, "paper_false", "neg"),
    ],
)
def test_the_verdict(changes: dict[str, object], code: str, tone: str) -> None:
    said = str(changes.pop("scanned", ""))
    found = verdict(msgspec.structs.replace(RECEIPT, **changes), said)
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
    gone = dict(lines(msgspec.structs.replace(RECEIPT, party=ERASED), TEXTS))
    assert gone["Held by"] == "Name erased since; compare the rest", "no forgery because the name is gone"


def test_of_a_false_paper_nothing_is_said() -> None:
    assert list(lines(PaperCheck(number="n"), TEXTS)) == []


WHATS = [
    *(f"count_{what}" for what in CountWords().kinds),
    *(f"advance_{what}" for what in AdvanceWords().title),
    *(f"{source}_{target}" for source in ("vault", "drawer", "bank") for target in ("vault", "drawer", "bank") if source != target),
    "drawer_drawer", "position", "trial", "over_short", "slip", "deposit", "withdraw", "transfer", "reversal",
]  # fmt: skip


@pytest.mark.parametrize("what", [what for what in WHATS if what not in ("drawer_bank", "bank_drawer")])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_kind_of_paper_has_its_name(what: str, language: str) -> None:
    said = dict(lines(msgspec.structs.replace(RECEIPT, what=what), Texts.load(language)))
    assert next(iter(said.values())) != what


def test_a_blank_sheet_has_no_figure_and_an_over_short_record_its_direction() -> None:
    blank = msgspec.structs.replace(RECEIPT, kind=PaperKind.COUNT, what="count_blank", amount=0, at="", party="")
    assert dict(lines(blank, TEXTS)) == {"Paper": "Count sheet to write on", "Business day": "24 Nov 2026"}
    counted = msgspec.structs.replace(RECEIPT, kind=PaperKind.COUNT, what="count_vault")
    assert dict(lines(counted, TEXTS))["Counted"] == "GH₵ 480.00"
    record = msgspec.structs.replace(RECEIPT, kind=PaperKind.OVER_SHORT, what="over_short", variance=-20_00)
    assert dict(lines(record, TEXTS))["Variance"] == "−20.00"
