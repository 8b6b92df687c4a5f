"""What a borrower paid or was paid: the parts give the amount, the loan before and after is re-added from the paper."""

import pytest

from teller_app.printing.errors import CodeRefused, TotalMismatch
from teller_app.printing.press import Press
from tests.teller_app.printing import pdf_reader, roll_reader, samples
from tests.teller_app.printing.loan_samples import DISBURSED, RECEIPT, receipt


def test_the_parts_give_the_amount_and_the_loan_is_re_added(press: Press) -> None:
    (page,) = pdf_reader.rows(press.loan_receipt(receipt()).data)
    parts = pdf_reader.between(page, "Part", "Total")
    assert (
        sum(pdf_reader.minor(row[-1]) for row in parts)
        == pdf_reader.minor(pdf_reader.row_of(page, "Total")[-1])
        == 900_00
    )
    before, paid = (
        pdf_reader.minor(pdf_reader.row_of(page, f"Principal {what}")[-1]) for what in ("owed before", "paid now")
    )
    assert before + paid == pdf_reader.minor(pdf_reader.row_of(page, "Principal owed now")[-1]) == 2_717_48
    said = " ".join(text for row in page for text in row).replace("\u00a0", " ")
    for text in (
        "Loan repayment receipt",
        RECEIPT,
        "Nine hundred Ghana cedis only",
        "4 × 200 + 2 × 100",
        "Change given",
    ):
        assert text in said


def test_a_disbursal_in_cash_is_signed_for(press: Press) -> None:
    (page,) = pdf_reader.rows(press.loan_receipt(DISBURSED).data)
    said = " ".join(text for row in page for text in row)
    for text in ("Loan disbursal receipt", "Amount paid out in cash", "+12,000.00", "Borrower · signature and date"):
        assert text in said


def test_without_cash_nobody_signs_and_the_account_is_named(press: Press) -> None:
    facts = receipt(in_cash=False, pieces={}, change_minor=0, account="040 1033 8804 02", drawer="", owed_after=0)
    said = pdf_reader.flat(press.loan_receipt(facts).data)
    assert "Amount taken from the account" in said
    assert "Nothing is owed any more. This loan is closed." in said
    assert "Notes received" not in said


def test_the_roll_says_the_same(press: Press) -> None:
    for facts, words in ((receipt(), "Nine hundred cedis only"), (DISBURSED, "Twelve thousand cedis only")):
        (roll,) = press.columns(facts)
        said = roll_reader.lines(roll)
        assert any(words in line for line in said)
        assert any(facts.number in line for line in said)


@pytest.mark.parametrize("changes", [{"change_minor": 0}, {"parts": receipt().parts[:1]}, {"amount_minor": 0}])
def test_what_does_not_add_up_is_refused(changes: dict[str, object], press: Press) -> None:
    with pytest.raises(TotalMismatch):
        press.loan_receipt(receipt(**changes))


def test_a_foreign_code_is_refused(press: Press) -> None:
    with pytest.raises(CodeRefused):
        press.loan_receipt(receipt(verification=samples.verified(RECEIPT, 1)))
