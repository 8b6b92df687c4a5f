"""Commands about loans: see ``samples.py``."""

from contract import loans
from contract.base import Command
from contract.money import Money
from tests.contract.sample_parts import NOTES, RECEIPT, cash, uid

LOANS: tuple[Command, ...] = (
    loans.SetLoanProduct(product="salary", name="Salary loan", currency="GHS", least=100_000, most=5_000_000, shortest=3, longest=36,
                         terms=loans.LoanTerms(rate=240_000)),
    loans.SetLoanProduct(
        product="market", name="Market loan", currency="GHS", least=20_000, most=500_000, shortest=4, longest=52, off=True,
        terms=loans.LoanTerms(
            rate=360_000, interest=loans.Interest.FLAT, spread=loans.Spread.PRINCIPAL, accrual=loans.Accrual.PERIOD,
            year=loans.YearDays.D364, month=loans.MonthDays.D30, every=loans.Every.WEEK, grace_principal=2, grace_interest=1,
            step=100, due=(loans.Part.PRINCIPAL, loans.Part.INTEREST), early=(loans.Part.PRINCIPAL, loans.Part.INTEREST),
            by_part=True, ahead=loans.Ahead.LAST)),
    loans.ApplyForLoan(loan=uid(21), customer=uid(4), product="market", amount=Money(200_000, "GHS"), term=12,
                       first_due="2026-12-20", purpose="stock for Christmas"),
    loans.ApplyForLoan(loan=uid(21), customer=uid(4), product="salary", amount=Money(1_200_000, "GHS"), term=12,
                       first_due="2026-12-20", purpose="roof", account=uid(5)),
    loans.DisburseLoan(loan=uid(21), transaction=uid(6), amount=Money(1_200_000, "GHS")),
    loans.DisburseLoan(loan=uid(21), transaction=uid(6), amount=Money(60200, "GHS"), in_cash=True, cash=cash(given=NOTES),
                       receipt=RECEIPT, permit=uid(9), first_due="2027-01-20", taken_offline=True),
    loans.RepayLoan(loan=uid(21), transaction=uid(6), amount=Money(60200, "GHS"), cash=cash(NOTES), receipt=RECEIPT),
    loans.RepayLoan(loan=uid(21), transaction=uid(6), amount=Money(60200, "GHS"), account=uid(5), permit=uid(9),
                    taken_offline=True),
    loans.WriteOffLoan(loan=uid(21), transaction=uid(6), reason="moved away, nothing to be had"),
)  # fmt: skip
