"""The words of a loan's papers: the schedule with its cost, and what was paid out or paid back."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class ScheduleWords:
    """Labels and sentences of the schedule."""

    title: str = "Loan schedule and cost"
    subject: str = "{borrower}, loan {loan}"
    meta: tuple[str, str, str, str] = ("Borrower", "Loan", "Product", "Disbursed")
    planned: str = "To be disbursed"
    more: tuple[str, str, str, str] = ("Paid into", "First instalment", "Interest", "Method")
    none: str = "none"
    bands: tuple[str, str, str, str] = (
        "You receive {symbol}",
        "You pay, {count} instalments {symbol}",
        "You repay in all {symbol}",
        "Annual percentage rate (APR)",
    )
    cost: str = "What this loan costs"
    principal: str = "Principal"
    interest: str = "Interest over the term"
    total_cost: str = "You repay in all"
    per_hundred: str = "Cost for each {symbol} 100 you receive"
    chart: str = "Principal still owed, {symbol}"
    chart_alt: str = "Step chart of the principal still owed: {first} at the start, {middle} after {half} instalments, {last} after {count}"
    chart_note: str = "{amount} after {count}"
    heads: tuple[str, str, str, str, str, str] = (
        "No.",
        "Due",
        "Instalment {symbol}",
        "Principal {symbol}",
        "Interest {symbol}",
        "Owed after {symbol}",
    )
    total: str = "Total"
    carried: str = "Carried forward"
    brought: str = "Brought forward"
    apr: str = (
        " is the yearly cost of what you receive, dates included, so that you can compare offers. The last instalment settles "
        "roundings. You may ask for this schedule again at any time, free."
    )
    apr_lead: str = "APR"
    rates: dict[str, str] = field(
        default_factory=lambda: {"declining": "{rate} a year on the balance", "flat": "{rate} a year, flat"}
    )
    spreads: dict[str, str] = field(
        default_factory=lambda: {"instalments": "Equal instalments, {basis}", "principal": "Equal principal, {basis}"}
    )
    by_period: str = "by the period"
    months: dict[str, str] = field(default_factory=lambda: {"actual": "actual", "30": "30"})
    years: dict[str, str] = field(
        default_factory=lambda: {"actual": "actual", "360": "360", "364": "364", "365": "365"}
    )
    signs: tuple[str, str] = ("Borrower · signature and date", "For the bank · signature and date")


@dataclass(frozen=True)
class LoanReceiptWords:
    """Labels of a repayment's receipt and of a disbursal's."""

    title: dict[str, str] = field(
        default_factory=lambda: {"repaid": "Loan repayment receipt", "disbursed": "Loan disbursal receipt"}
    )
    subject: str = "Loan {loan}, {day}"
    amount: dict[str, str] = field(
        default_factory=lambda: {
            "repaid": "Amount received in cash",
            "disbursed": "Amount paid out in cash",
            "repaid_account": "Amount taken from the account",
            "disbursed_account": "Amount paid into the account",
        }
    )
    loan: str = "Loan"
    borrower: str = "Borrower"
    business_date: str = "Business date"
    at: str = "At"
    account: str = "Account"
    notes: dict[str, str] = field(default_factory=lambda: {"repaid": "Notes received", "disbursed": "Notes paid"})
    change: str = "Change given"
    served: str = "Served by"
    drawer: str = "Drawer"
    where: str = "Where your money went"
    parts: tuple[str, str, str] = ("Interest", "Principal", "To your account")
    heads: tuple[str, str] = ("Part", "Paid {symbol}")
    total: str = "Total"
    own: str = "Your loan"
    lines: dict[str, tuple[str, str, str]] = field(
        default_factory=lambda: {
            "repaid": ("Principal owed before", "Principal paid now", "Principal owed now"),
            "disbursed": ("Principal owed before", "Principal lent now", "Principal owed now"),
        }
    )
    closed: str = "Nothing is owed any more. This loan is closed."
    received: str = "I have received the amount above in full and owe it by the schedule of this loan."
    sign: str = "Borrower · signature and date"
    cashier: str = "Cashier"
    check: str = "Check it at any counter of this bank."
