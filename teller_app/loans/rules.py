"""What the loans' room works out by itself: the plan of an application, how an instalment stands, what a payment covers. Pure; no Qt.

Every figure comes of ``contract/schedules.py`` and ``contract/repaying.py``, which the server reckons by as well.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from contract.loan_doors import Instalment, LoanLine, LoanView
from contract.loans import LoanFact, LoanProductFact, LoanState
from contract.repaying import cover
from contract.schedules import effective_rate, latest_first_due, plan

WAITING = frozenset({LoanState.APPLIED, LoanState.APPROVED})
TABS = ("waiting", "active", "late", "all")
SHOWN = ("all", "open", "late")
"""Which instalments of a schedule are listed."""


@dataclass(frozen=True)
class Plan:
    """What an application would come to: its instalments, all interest, and the effective annual rate in parts per million."""

    lines: tuple[Instalment, ...]
    interest: int
    rate_year: int

    @property
    def largest(self) -> int:
        """The largest instalment."""
        return max(line.principal + line.interest for line in self.lines)


@dataclass(frozen=True)
class Covering:
    """What an amount would pay today: interest, principal, what is more than all that is owed, and the principal owed after it."""

    interest: int
    principal: int
    over: int
    left: int

    @property
    def closes(self) -> bool:
        """Whether the loan ends with it."""
        return not self.left


def read_term(text: str) -> int:
    """The number of instalments as typed; 0 for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else 0


def is_day(text: str) -> bool:
    """Whether this is a day, as YYYY-MM-DD."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10


def unfit(product: LoanProductFact, amount: int, term: int, first_due: str, today: str) -> str:
    """Why this cannot be applied for, as an error code; "" where it can. The server says the same."""
    if not product.least <= amount <= product.most or not product.shortest <= term <= product.longest:
        return "loan_bounds"
    if not is_day(first_due):
        return "date_unknown"
    if not today:
        # A branch that has never opened a day: nothing can be reckoned from it.
        return "day_not_open"
    return "" if today < first_due <= latest_first_due(product.terms.every, today) else "loan_first_due"


def planned(product: LoanProductFact, amount: int, term: int, first_due: str, today: str) -> Plan | None:
    """The schedule that an application would have were it handed out today; None while it is none."""
    if unfit(product, amount, term, first_due, today):
        return None
    lines = plan(product.terms, amount, today, first_due, term)
    rate = effective_rate(amount, today, lines, product.terms.every)
    return Plan(lines, sum(line.interest for line in lines), rate)


def covering(view: LoanView, amount: int, today: str) -> Covering:
    """What ``amount`` would pay of a loan today."""
    parts = cover(view.terms, view.schedule, amount, today)
    interest, principal = sum(part.interest for part in parts), sum(part.principal for part in parts)
    return Covering(interest, principal, amount - interest - principal, view.loan.left - principal)


def rest_of(line: Instalment) -> int:
    """What of an instalment is not paid."""
    return line.principal + line.interest - line.paid_principal - line.paid_interest


def days_to(line: Instalment, today: str) -> int:
    """Days until it is due; below nought where it was."""
    return (date.fromisoformat(line.due) - date.fromisoformat(today)).days


def stand_of(line: Instalment, today: str, owing: bool) -> str:
    """How an instalment stands: paid, part (of one to come), late, today, or scheduled. ``owing``: the loan was handed out and runs."""
    if owing and rest_of(line) <= 0:
        return "paid"
    if not owing or not today:
        return "scheduled"
    days = days_to(line, today)
    if days <= 0:
        return "late" if days else "today"
    return "part" if line.paid_principal + line.paid_interest else "scheduled"


def instalments(view: LoanView, which: str, today: str) -> tuple[Instalment, ...]:
    """Those that are listed: all, open or late ones."""
    owing = view.loan.state is LoanState.ACTIVE
    if which == "all":
        return view.schedule
    if which == "late":
        return tuple(line for line in view.schedule if stand_of(line, today, owing) == "late")
    return tuple(line for line in view.schedule if rest_of(line) > 0)


def next_open(lines: Sequence[Instalment]) -> int:
    """The number of the first instalment that is not paid; 0 where all are."""
    return next((line.number for line in lines if rest_of(line) > 0), 0)


def found(loans: Sequence[LoanFact], text: str) -> tuple[LoanFact, ...]:
    """Those whose number or holder has every word of ``text``."""
    words = text.lower().split()
    return tuple(loan for loan in loans if all(word in f"{loan.number} {loan.holder}".lower() for word in words))


def of_tab(loans: Sequence[LoanFact], tab: str) -> tuple[LoanFact, ...]:
    """What a tab can show of the replica alone: nobody here knows what is late."""
    if tab == "waiting":
        return tuple(loan for loan in loans if loan.state in WAITING)
    if tab in ("active", "late"):
        return tuple(loan for loan in loans if loan.state is LoanState.ACTIVE)
    return tuple(loans)


def plan_left(view: LoanView, today: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """(principal owed by the plan at each due date from the start on, principal really owed at each up to today), for the chart.

    What was paid is known by instalment, not by day: the line of what is owed ends at today with what is owed today.
    """
    lent = view.loan.principal or (view.schedule[0].principal + view.schedule[0].balance if view.schedule else 0)
    by_plan = (lent, *(line.balance for line in view.schedule))
    if view.loan.state not in (LoanState.ACTIVE, LoanState.CLOSED, LoanState.WRITTEN_OFF):
        return by_plan, ()
    past, owed = [lent], lent
    for line in view.schedule:
        if line.due > today:
            break
        owed -= line.paid_principal
        past.append(owed)
    past[-1] = view.loan.left if len(past) > 1 else past[-1]
    return by_plan, tuple(past)


def with_facts(lines: Sequence[LoanLine], loans: Sequence[LoanFact]) -> tuple[LoanLine, ...]:
    """A list from the server with what the journal said of its loans since."""
    now = {loan.loan: loan for loan in loans}
    return tuple(LoanLine(now.get(line.loan.loan, line.loan), line.standing) for line in lines)
