"""The papers of a cash advance: what is owed is re-added from them, and change counts against what came."""

import msgspec
import pytest

from contract.papers import AdvancePaper
from server.ledger.verification import signer
from teller_app import cash_papers
from teller_app.printing.advance_facts import AdvanceFacts
from teller_app.printing.errors import CodeRefused, TotalMismatch
from teller_app.printing.press import Press
from teller_app.printing.wording import VoucherWords
from tests.teller_app.printing import pdf_reader, roll_reader
from tests.teller_app.test_papers import DESK

NUMBER = "AD-040-012-1"
PAID = AdvancePaper(
    number=NUMBER, code=signer(b"k" * 32)(NUMBER), branch="b", currency="GHS", business_date="2026-11-22",
    at="2026-11-22T13:52:10.000Z", what="paid", amount=120_00, person="Yaw Boateng", due="2026-11-29", by="Efua Owusu", drawer="04",
    purpose="Fuel for the van to Kasoa and back, and two nights of parking", approved_by="Akosua Darko",
    pieces={"5000": 2, "1000": 2}, advanced=120_00, left=120_00,
)  # fmt: skip
BACK = msgspec.structs.replace(PAID, number="AD-040-012-3", what="retired", amount=55_00, spent=40_00, back=15_00, pieces={"2000": 1},
                               change={"500": 1}, papers=("GOIL 4471", "Parking 18"), left=25_00)  # fmt: skip


def facts(paper: AdvancePaper = PAID, **changes: object) -> AdvanceFacts:
    return msgspec.structs.replace(cash_papers.advance(paper, DESK, VoucherWords()), **changes)


def test_the_voucher_has_the_notes_the_purpose_and_who_signs(press: Press) -> None:
    (page,) = pdf_reader.rows(press.advance(facts()).data)
    notes = pdf_reader.between(page, "Note, coin", "Total")
    assert (
        sum(pdf_reader.minor(row[2]) for row in notes)
        == pdf_reader.minor(pdf_reader.row_of(page, "Total")[-1])
        == 120_00
    )
    said = " ".join(text for row in page for text in row)
    for text in ("Cash advance voucher", NUMBER, PAID.code, "One hundred and twenty Ghana cedis only", "Yaw Boateng", "Akosua Darko",
                 "Fuel for the van to Kasoa", "29\u00a0Nov\u00a02026", "Received by · signature"):  # fmt: skip
        assert text.replace("\u00a0", " ") in said.replace("\u00a0", " ")


def test_what_is_still_owed_is_re_added_from_the_receipt(press: Press) -> None:
    (page,) = pdf_reader.rows(press.advance(facts(BACK)).data)
    account = pdf_reader.between(page, "The advance", "Still owed")
    left = pdf_reader.minor(pdf_reader.row_of(page, "Still owed")[-1])
    assert sum(pdf_reader.minor(row[1]) for row in account) == left == 25_00
    assert [pdf_reader.minor(row[1]) for row in account] == [120_00, -40_00, -40_00, -15_00]
    notes = pdf_reader.between(page, "Note, coin", "Total")
    assert sum(pdf_reader.minor(row[2]) for row in notes) == 15_00, "a change of 5 against a note of 20"
    assert "GOIL 4471, Parking 18" in pdf_reader.flat(press.advance(facts(BACK)).data)


def test_the_roll_says_the_same(press: Press) -> None:
    for paper, words in ((PAID, "One hundred and twenty cedis only"), (BACK, "Fifty-five cedis only")):
        (roll,) = press.columns(facts(paper))
        said = roll_reader.lines(roll)
        assert any(words in line for line in said)
        assert any(paper.number in line for line in said)
        assert not press.roll(facts(paper)).kick, "no customer waits for a cash drawer"
        assert press.pictures(facts(paper))[0].width == 576


@pytest.mark.parametrize(
    "changes",
    [{"amount_minor": 1}, {"left": 1}, {"pieces": (("50", 50_00, 1),)}],
)
def test_what_does_not_add_up_is_refused(changes: dict[str, object], press: Press) -> None:
    with pytest.raises((TotalMismatch, CodeRefused)):
        press.advance(facts(**changes))
    with pytest.raises(TotalMismatch):
        press.advance(facts(BACK, spent=41_00))
    with pytest.raises(TotalMismatch):
        press.advance(facts(BACK, left=100_00))


def test_a_reprint_says_duplicate_with_the_same_code(press: Press) -> None:
    said = pdf_reader.flat(press.advance(facts(duplicate=DESK.reprint(1, None))).data)
    assert said.count("DUPLICATE") == 2
    assert PAID.code in said


def test_everything_drawn_is_tagged(press: Press) -> None:
    assert pdf_reader.structure(press.advance(facts(BACK)).data)["/Table"] == 2
