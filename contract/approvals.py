"""Requests that a second person decides, and the permits that a decision about cash grants."""

from enum import StrEnum
from typing import Annotated

import msgspec

from contract.base import Command, Fact, Result, Wire
from contract.calendar import INSTANT
from contract.hands import SignedHand
from contract.ids import Code, Id
from contract.permissions import Role
from contract.staff import Reason

Instant = Annotated[
    str,
    msgspec.Meta(pattern=rf"^({INSTANT})(?!\n)$", description="RFC 3339, UTC"),
]
Minor = Annotated[int, msgspec.Meta(ge=0, le=99_999_999_999_999)]
Act = Annotated[str, msgspec.Meta(pattern=r"^([a-z_]{2,40})?(?!\n)$", description="a kind of command; empty: any")]


class RequestState(StrEnum):
    """awaiting → approved | declined | withdrawn | expired; approved (a permit) → used | expired."""

    AWAITING = "awaiting"
    APPROVED = "approved"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    USED = "used"


class When(StrEnum):
    """What a line of the policy looks at: one amount, the day's sum, a flag, who decides, where it goes unanswered; and how long
    a request waits, a permit is good, a form that a teller put aside is kept. ``open_count`` lets cashiers look at what their open
    drawer should hold; where no line says so they count blind.
    """

    AMOUNT = "amount"
    DAY = "day"
    FLAG = "flag"
    WHO = "who"
    ESCALATE = "escalate"
    ASK_LIFE = "ask_life"
    PAY_LIFE = "pay_life"
    HELD_LIFE = "held_life"
    OPEN_COUNT = "open_count"


LIFE_LEAST_S, LIFE_MOST_S = 60, 24 * 60 * 60
"""Bounds of a lifetime: a decision takes a minute, and nothing waits over the next day."""
ASK_S = 15 * 60
"""How long a request waits for a decision where no line of the policy says it."""
PERMIT_S = 10 * 60
"""How long the maker may take to hand the notes over once it was approved, where no line says it."""
HELD_S = 8 * 60 * 60
"""How long a form that was put aside stays on its device, where no line says it."""


class ApproveRequest(Command, frozen=True, tag="approve_request"):
    """``shown`` is the ``binding`` of what the decider saw (empty: not said). ``ceiling``, in minor units of the request's
    currency, approves less than was asked: the permit is good up to it. None: all of it.
    """

    request: Id
    note: Annotated[str, msgspec.Meta(max_length=400)] = ""
    shown: Annotated[str, msgspec.Meta(pattern=r"^([0-9a-f]{64})?(?!\n)$")] = ""
    ceiling: Annotated[int, msgspec.Meta(ge=1, le=99_999_999_999_999)] | None = None


class DeclineRequest(Command, frozen=True, tag="decline_request"):
    request: Id
    reason: Reason


class WithdrawRequest(Command, frozen=True, tag="withdraw_request"):
    """The maker takes it back."""

    request: Id


class TakeRequest(Command, frozen=True, tag="take_request"):
    """A decider has it before them: its maker sees who, and since when."""

    request: Id


class RemindRequest(Command, frozen=True, tag="remind_request"):
    """Its maker waits and says so again: to ``to`` where somebody is named, else to everybody who may decide it."""

    request: Id
    to: Id | None = None


class AskBack(Command, frozen=True, tag="ask_back"):
    """A question about the request, from whoever decides it. ``line`` is the id of the question."""

    request: Id
    line: Id
    text: Reason


class AnswerBack(Command, frozen=True, tag="answer_back"):
    """The maker's answer, in the same thread."""

    request: Id
    line: Id
    text: Reason


class EscalateRequest(Command, frozen=True, tag="escalate_request"):
    """Put it before those whom the policy names for what is not answered, beside the branch's own deciders."""

    request: Id
    reason: Reason


class DelegateDecisions(Command, frozen=True, tag="delegate_decisions"):
    """While the decider is away ``to`` decides in their place, until ``until`` at the latest. Never about own requests."""

    delegation: Id
    to: Id
    until: Instant
    reason: Reason


class EndDelegation(Command, frozen=True, tag="end_delegation"):
    """The decider is back, or its time is over."""

    delegation: Id


class SetApprovalRule(Command, frozen=True, tag="set_approval_rule"):
    """One line of the policy, known by ``rule``. What is left empty holds for all: of acts, branches, drawers, tiers, currencies.

    ``amount`` and ``day`` ask above ``bound`` (minor units); ``flag`` asks where the customer has it; ``who`` names the role that
    decides; ``escalate`` names the branch whose deciders are asked, too, after ``bound`` seconds. A ``..._life`` is ``bound`` seconds long. A line stays of
    the sort it began with. ``off``: it holds no more.
    """

    rule: Code
    when: When
    act: Act = ""
    branch: Id | None = None
    drawer: Id | None = None
    tier: Annotated[int, msgspec.Meta(ge=0, le=9)] = 0
    currency: Annotated[str, msgspec.Meta(pattern=r"^([A-Z]{3})?(?!\n)$")] = ""
    flag: Annotated[str, msgspec.Meta(max_length=40)] = ""
    bound: Minor = 0
    role: Role = Role.MANAGER
    to_branch: Id | None = None
    off: bool = False


class ExpireRequests(Command, frozen=True, tag="expire_requests"):
    """The bank's clock: requests and permits past their time end, and what they held is released."""

    requests: Annotated[tuple[Id, ...], msgspec.Meta(max_length=200)]


class Why(Wire, frozen=True):
    """One reason a second person is asked, as a code with its figures. ``about`` names what it is about as people read it: a receipt."""

    code: str
    figure: int = 0
    bound: int = 0
    about: str = ""


class RequestFact(Fact, frozen=True, tag="request"):
    """A request as it stands. ``original`` is the transaction that a reversal is about (or the variance, or the loan); ``content`` the command as it was
    asked, as JSON, where it moves no money: whoever decides sees what they sign.

    ``binding`` is the digest of what is asked: a decision names the one it saw. ``ceiling`` (0: nothing less than asked) is what a
    permit is good for. ``asks`` says that the maker owes an answer. ``escalated_to`` is the branch that is asked, too.
    ``reminded_at`` is when those who decide were last reminded. ``ink`` is the SHA-256 of how the customer signed at the till, to be
    fetched as pictures are; ``unsigned`` is why nobody did (both empty: nobody was asked to). ``hands`` are those who signed by the
    mandate, each by name; the first of them is ``ink``, too.
    """

    request: Id
    kind: str
    state: RequestState
    maker: Id
    maker_name: str
    branch: Id
    role: Role
    reasons: tuple[Why, ...]
    at: str
    expires_at: str
    amount: int = 0
    currency: str = ""
    account: str = ""
    account_number: str = ""
    holder: str = ""
    drawer: str = ""
    transaction: str = ""
    command: str = ""
    decided_by: str = ""
    decided_at: str = ""
    reason: str = ""
    is_permit: bool = False
    narration: str = ""
    original: str = ""
    content: str = ""
    binding: str = ""
    ceiling: int = 0
    taken_by: str = ""
    taken_by_name: str = ""
    taken_at: str = ""
    asks: bool = False
    escalated_to: str = ""
    session: str = ""
    reminded_at: str = ""
    ink: str = ""
    unsigned: str = ""
    hands: tuple[SignedHand, ...] = ()


class RequestLineFact(Fact, frozen=True, tag="request_line"):
    """A line of the thread that is bound to a request; ``asks``: a question, else the maker's answer."""

    line: Id
    request: Id
    by: Id
    by_name: str
    at: str
    text: str
    asks: bool


class DelegationFact(Fact, frozen=True, tag="delegation"):
    """Who decides in whose place, and how long."""

    delegation: Id
    by: Id
    by_name: str
    to: Id
    to_name: str
    branch: Id
    until: str
    reason: str


class ApprovalRuleFact(Fact, frozen=True, tag="approval_rule"):
    """A line of the policy as it holds: the fields of ``SetApprovalRule``."""

    rule: str
    when: When
    act: str = ""
    branch: str = ""
    drawer: str = ""
    tier: int = 0
    currency: str = ""
    flag: str = ""
    bound: int = 0
    role: Role = Role.MANAGER
    to_branch: str = ""
    off: bool = False


class Requested(Result, frozen=True, tag="requested"):
    request: Id
    role: Role
    reasons: tuple[Why, ...]
    expires_at: str


class Decided(Result, frozen=True, tag="decided"):
    request: Id
    state: RequestState


class MonthSum(Wire, frozen=True):
    """One month of one kind of movement on an account: ``month`` is YYYY-MM, the rest items, their sum and the largest."""

    month: str
    items: int
    total: int
    largest: int


class RiskPart(Wire, frozen=True):
    """One part of the score: what it looks at, the figure it saw, and its points. The parts add up to the score."""

    code: str
    points: int
    figure: int = 0
    bound: int = 0


class Earlier(Wire, frozen=True):
    """An earlier request about the same account."""

    request: Id
    kind: str
    state: RequestState
    at: str
    amount: int
    currency: str
    maker_name: str


class DrawerStand(Wire, frozen=True):
    """The teller's drawer as the decider may see it."""

    number: str
    balance: int
    soft_max: int
    hard_max: int
    insured: int
    minimum: int = 0


class Insight(Wire, frozen=True):
    """What a decider weighs, as the books stand: GET ``paths.REQUEST_INSIGHT``.

    Amounts are minor units of the request's currency. ``before`` and ``after`` are what is available without and with this
    request; ``usual`` the median of such movements in the 12 months (``partial``: there were more than are counted); ``limit`` what the reader may approve (None: no bound).
    """

    request: Id
    months: tuple[MonthSum, ...] = ()
    usual: int = 0
    partial: bool = False
    score: int = 0
    level: str = "low"
    parts: tuple[RiskPart, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    before: int | None = None
    after: int | None = None
    limit: int | None = None
    drawer: DrawerStand | None = None
    product: str = ""
    since: str = ""
    tier: int = 0
    flags: tuple[str, ...] = ()
