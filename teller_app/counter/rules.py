"""What the counter decides by itself: whether a posting may be sent now, and which notes to propose. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from contract.base import Command
from contract.customers import CustomerFact, Flag
from contract.drawers import SessionFact, SessionState
from contract.ledger import AccountFact, AccountStatus, Transfer, Withdraw
from contract.money import pieces_total
from contract.numbers import account_mistyped

MODES = ("deposit", "withdraw", "transfer")
STOPPING = (Flag.STOP, Flag.DECEASED)


@dataclass(frozen=True)
class Cash:
    """The pieces typed: ``received`` over the counter, ``given`` back."""

    received: Mapping[str, int]
    given: Mapping[str, int]

    @property
    def net_in(self) -> int:
        """What the drawer gains, in minor units."""
        return pieces_total(self.received) - pieces_total(self.given)


@dataclass(frozen=True)
class Draft:
    """A posting as typed so far, with what it must be judged against.

    ``ceiling`` is what a permit is good for (0: no permit); ``stand_in_left`` what the drawer may pay without the server, ``own_limit``
    what the person pays without a code, ``coded`` that a manager's code was given. ``held_back``: the server is there and could be asked,
    were nothing held back here: then nobody pays without it.
    """

    mode: str
    customer: CustomerFact | None
    account: AccountFact | None
    target: AccountFact | None
    amount: int
    cash: Cash
    session: SessionFact | None
    online: bool
    queued_deposits: int
    available: int
    ceiling: int = 0
    target_typed: str = ""
    stand_in_left: int = 0
    own_limit: int = 0
    coded: bool = False
    held_back: bool = False


def change_due(amount: int, received: Mapping[str, int]) -> int:
    """What goes back to the customer, zero where nothing does."""
    return max(0, pieces_total(received) - amount)


def stopping_flag(customer: CustomerFact | None) -> Flag | None:
    """The flag that forbids any posting for this customer."""
    return next((flag for flag in STOPPING if customer and flag in customer.flags), None)


def blocked(draft: Draft) -> str:
    """The error code that keeps this posting from being sent, or an empty string. The order is the order of mending."""
    return _who(draft) or _amount(draft) or _drawer(draft) or _line(draft) or _cash(draft)


def _who(draft: Draft) -> str:
    if draft.customer is None or draft.account is None:
        return "customer_missing"
    if stopping_flag(draft.customer):
        return "customer_stopped"
    bad = {AccountStatus.CLOSED: "account_closed", AccountStatus.BLOCKED: "account_blocked"}
    if draft.account.status in bad:
        return bad[draft.account.status]
    if draft.mode == "transfer" and draft.target is None:
        return _no_target(draft.target_typed)
    if draft.mode == "transfer" and draft.target and draft.target.account == draft.account.account:
        return "same_account"
    return ""


def _no_target(typed: str) -> str:
    if not typed.strip():
        return "target_missing"
    return "target_mistyped" if account_mistyped(typed) else "target_unknown"


def _amount(draft: Draft) -> str:
    if draft.amount <= 0:
        return "amount_missing"
    if draft.mode != "deposit" and (draft.online or draft.stand_in_left) and draft.amount > draft.available:
        return "insufficient_funds"
    return "permit_exceeded" if draft.ceiling and draft.amount > draft.ceiling else ""


def _drawer(draft: Draft) -> str:
    if draft.session is None:
        return "drawer_not_open"
    if draft.session.state is SessionState.UNSIGNED:
        return "opening_unsigned"
    if draft.session.state is not SessionState.OPEN:
        return "drawer_counted"
    if draft.account and draft.mode != "transfer" and draft.account.currency != draft.session.currency:
        return "wrong_currency"
    return ""


def _line(draft: Draft) -> str:
    if draft.online:
        return ""
    if draft.held_back and draft.mode != "deposit":
        return "held_back"
    if draft.mode == "withdraw" and draft.stand_in_left:
        return _dead_line(draft)
    if draft.mode != "deposit":
        return "needs_server"
    if draft.session and draft.queued_deposits + draft.amount > draft.session.offline_budget:
        return "offline_budget"
    return ""


def _dead_line(draft: Draft) -> str:
    if draft.amount > draft.stand_in_left:
        return "stand_in_budget"
    return "code_missing" if draft.amount > draft.own_limit and not draft.coded else ""


def _cash(draft: Draft) -> str:
    if draft.mode == "transfer":
        return ""
    wanted = draft.amount if draft.mode == "deposit" else -draft.amount
    return "" if draft.cash.net_in == wanted else "cash_mismatch"


def available_now(account: AccountFact, pending_debits: Sequence[int]) -> int:
    """The replica's *available* minus own debits that the server has not booked yet. A balance is never guessed."""
    return account.available - sum(pending_debits)


def debit_on(command: Command, account: str) -> int:
    """What an own command takes from this account, in minor units; 0 where it is about another, or brings something."""
    if isinstance(command, Withdraw) and command.account == account:
        return command.amount.minor
    if isinstance(command, Transfer) and command.debit_account == account:
        return command.amount.minor
    return 0
