"""PRINT's loans: 12,000.00 over eighteen months at 30 per cent, and a repayment of 900.00 that covers arrears first."""

from datetime import date

import msgspec

from teller_app.printing import facts as f
from teller_app.printing.loan_facts import Instalment, LoanReceiptFacts, ScheduleFacts
from tests.teller_app.printing import samples

NUMBER, LOAN, RECEIPT = "LS-040-2611-0207", "LN-040-26-01187", "04-20261120-1-0029"


def instalments(principal: int = 12_000_00, count: int = 18) -> tuple[Instalment, ...]:
    """Equal parts of the principal, two and a half per cent a month on what is owed."""
    rows, owed = [], principal
    for number in range(1, count + 1):
        part = owed if number == count else principal // count
        interest = owed * 25 // 1000
        owed -= part
        year, month = divmod(2026 * 12 + 10 + number, 12)
        rows.append(Instalment(number, date(year, month + 1, 20), part, interest, owed))
    return tuple(rows)


def schedule(count: int = 18, **changes: object) -> ScheduleFacts:
    rows = instalments(count=count)
    base = ScheduleFacts(
        number=NUMBER, loan=LOAN, currency=f.GHS, borrower="Emmanuel Kofi Tetteh", product="Akoma Trade Loan",
        account="040 1033 8804 02", interest="30.00% a year on the balance", method="Equal principal, 30/360",
        start=date(2026, 11, 20), disbursed=True, principal=12_000_00, apr="40.0%", rows=rows,
        printed=f.Stamp(samples.at("11:26:40"), "WS-MAK-07", "J. Addo"),
        verification=samples.verified(NUMBER, sum(row.total for row in rows)),
    )  # fmt: skip
    return msgspec.structs.replace(base, **changes)


def receipt(**changes: object) -> LoanReceiptFacts:
    base = LoanReceiptFacts(
        number=RECEIPT, loan="LN-040-26-00418", currency=f.GHS, what="repaid", amount_minor=900_00, in_cash=True,
        borrower="Gifty Ansah Mensah", account="", cashier="Efua Owusu", drawer="04", business_date=samples.DAY,
        at=samples.at("13:31:55"), owed_before=3_506_77, owed_after=2_717_48, pieces={200_00: 4, 100_00: 2}, change_minor=100_00,
        parts=(("Interest", 94_80), ("Principal", 789_29), ("To your account", 15_91)),
        printed=f.Stamp(samples.at("13:31:55"), "WS-MAK-04"), verification=samples.verified(RECEIPT, 900_00),
    )  # fmt: skip
    return msgspec.structs.replace(base, **changes)


DISBURSED = receipt(what="disbursed", number="04-20261120-1-0030", amount_minor=12_000_00, owed_before=0, owed_after=12_000_00,
                    pieces={200_00: 60}, change_minor=0, parts=(),
                    verification=samples.verified("04-20261120-1-0030", 12_000_00))  # fmt: skip
