"""What the loans' reads answer: one loan with its schedule, a branch's loans page by page, what a payment would cover."""

from enum import StrEnum

from contract.base import Wire
from contract.loans import LoanFact, LoanTerms


class Instalment(Wire, frozen=True):
    """One line of a schedule. ``opens`` and ``due`` bound its period, ``accrued`` is the interest of that period alone, ``interest`` what is
    asked for with it (more, where a grace before it has carried some over). ``balance`` is the principal owed after it. The ``paid_``
    fields are what of it came in.
    """

    number: int
    opens: str
    due: str
    principal: int
    interest: int
    accrued: int
    balance: int
    paid_principal: int = 0
    paid_interest: int = 0


class Standing(Wire, frozen=True):
    """How a loan stands on a day. ``due`` is what should have been paid by then and was not, ``arrears`` what of it is late (due before that
    day), ``days`` since the oldest of it was due. ``next_due`` and ``next_amount`` are the next instalment to come. ``payoff`` ends the loan
    that day; ``payoff_interest`` is the interest in it, negative where more was paid ahead.
    """

    on: str
    due: int = 0
    arrears: int = 0
    days: int = 0
    next_due: str = ""
    next_amount: int = 0
    payoff: int = 0
    payoff_interest: int = 0


class StepKind(StrEnum):
    """The steps of a loan that moved money."""

    DISBURSED = "disbursed"
    REPAID = "repaid"
    WRITTEN_OFF = "written_off"


class LoanStep(Wire, frozen=True):
    """One step that moved money. ``left`` is the principal owed after it, ``undone`` says that it was reversed. ``number`` is that of the
    borrower's receipt (the drawer's where cash moved, else the loan's own with the step's place) and ``verification`` the bank's code for it.
    """

    transaction: str
    kind: StepKind
    amount: int
    at: str
    business_date: str
    by_name: str
    principal: int = 0
    interest: int = 0
    over: int = 0
    left: int = 0
    in_cash: bool = False
    receipt: str = ""
    approved_by_name: str = ""
    note: str = ""
    undone: bool = False
    number: str = ""
    verification: str = ""


class LoanView(Wire, frozen=True):
    """GET ``paths.LOAN``: one loan whole. Before it is handed out the schedule is the one that it would have, and nothing is paid.

    ``made_by_name`` and ``approved_by_name`` are the two people of the application; ``reason`` is the decider's word on it. ``paper`` is the
    number of the schedule's paper and ``code`` the bank's for it; it vouches for all that is to be paid, principal and interest.
    """

    loan: LoanFact
    terms: LoanTerms
    standing: Standing
    schedule: tuple[Instalment, ...]
    steps: tuple[LoanStep, ...] = ()
    made_by_name: str = ""
    approved_by_name: str = ""
    reason: str = ""
    paper: str = ""
    code: str = ""


class LoanLine(Wire, frozen=True):
    """One loan of a list."""

    loan: LoanFact
    standing: Standing


class LoanPage(Wire, frozen=True):
    """GET ``paths.LOANS`` (a branch's, newest first; ``?state=`` one state, ``?late=1`` those in arrears, ``?q=`` number or holder,
    ``?limit=``) and ``paths.CUSTOMER_LOANS``. ``next`` is the ``?before=`` of the following page, empty at the end.
    """

    lines: tuple[LoanLine, ...]
    next: str = ""


class Covered(Wire, frozen=True):
    """What a payment would pay of one instalment."""

    number: int
    due: str
    principal: int
    interest: int


class LoanCover(Wire, frozen=True):
    """GET ``paths.LOAN_COVER`` with ``?amount=`` (minor units): what that much would cover today. ``over`` is more than all that is owed,
    ``left`` the principal owed after it, ``closes`` says that the loan ends with it.
    """

    loan: str
    amount: int
    principal: int
    interest: int
    over: int
    left: int
    closes: bool
    parts: tuple[Covered, ...]
    before: Standing
    after: Standing
