"""What stands aside at the counter: held forms, and what may be paid while the server is away. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from contract.customers import Flag, MandateFact
from contract.hands import needed
from contract.ledger import Status, TransactionFact, Withdraw
from contract.staff import Limit
from teller_app.counter.state import CounterState, Form, Held
from teller_app.manifest import Waiting

CLEAR_COUNTED = "clear_counted"
"""The question before cash that somebody counted is cleared: whatever is typed answers it with no."""
ASKING = frozenset({Flag.DORMANT})
"""Flags for which a new bank's policy asks a second person; what a till is not told, F9 cannot ask for: Ctrl+I always can."""
SIGNED = frozenset({"withdraw", "transfer"})
"""What somebody signs for."""
PAYABLE = ("withdraw", "deposit")
"""Kinds of a request that are paid at the counter once somebody has approved it."""
HELD_MAX = 9
"""Forms that can be held at once."""


def held_or_resumed(state: CounterState, now: str = "", sure: bool = False) -> dict[str, Any]:
    """Ctrl+H: a customer's form is put aside; at an empty counter the one held last is taken up again. Nothing else: no change.

    ``now`` is a stamp, ``sure`` whether it is the bank's.
    """
    if state.customer is not None and len(state.held) < HELD_MAX:
        held = Held(state.customer, state.accounts, state.account_index, state.form, now, sure)
        return {"held": (*state.held, held), "customer": None, "accounts": (), "recent": (), "find_text": "", "hits": (),
                "form": Form(mode=state.form.mode), "problem": ""}  # fmt: skip
    if state.customer is None and state.held:
        *rest, last = state.held
        return {"held": tuple(rest), "customer": last.customer, "accounts": last.accounts, "account_index": last.account_index,
                "form": last.form, "find_text": last.customer.full_name, "picked": state.picked + 1, "problem": ""}  # fmt: skip
    return {}


def counted(state: CounterState, proposed: Callable[[int], dict[str, int]]) -> bool:
    """Whether somebody counted cash into the form: what the counter proposed for a payout is nobody's count."""
    form = state.form
    if form.mode == "withdraw":
        return any(form.counts.values()) and form.counts != proposed(form.amount)
    return form.mode == "deposit" and any(form.counts.values())


def stands_by_itself(state: CounterState, proposed: Callable[[int], dict[str, int]]) -> bool:
    """Whether a form is put aside when somebody else is chosen: cash lies counted on the desk, and nobody said that it goes."""
    return state.customer is not None and counted(state, proposed) and len(state.held) < HELD_MAX


def paid_waiting(waiting: Sequence[Waiting]) -> int:
    """Minor units that were paid out without the server and that it has not answered."""
    commands = (item.command for item in waiting)
    return sum(command.amount.minor for command in commands if isinstance(command, Withdraw) and command.paid_offline)


def codes_spent(waiting: Sequence[Waiting]) -> frozenset[str]:
    """The managers' codes that something was paid with here, and that the server has not seen used yet: each pays once."""
    commands = (item.command for item in waiting)
    return frozenset(
        command.stand_in.code for command in commands if isinstance(command, Withdraw) and command.stand_in is not None
    )


def stand_in_left(state: CounterState, now: str = "") -> int:
    """What the drawer may still pay out without the server, in minor units; nothing once its time is over (``now``: a stamp)."""
    budget = state.stand_in
    if budget is not None and now > budget.until:
        return 0
    return max(0, budget.granted - budget.used - state.paid_waiting) if budget else 0


def own_limit(limits: Sequence[Limit], currency: str, kind: str = "withdraw", paid_today: int = 0) -> int:
    """What the person moves alone now: never more than their day has left. Nought without a bound, because no bound is no right."""
    bound = next((limit for limit in limits if (limit.kind, limit.currency) == (kind, currency)), None)
    if bound is None or bound.per_day is None:
        return bound.per_transaction if bound else 0
    return max(0, min(bound.per_transaction, bound.per_day - paid_today))


def paid_today(booked: Sequence[TransactionFact], waiting: Sequence[Waiting], currency: str) -> int:
    """Minor units of the person's own payouts that count for their day: booked ones, also undone ones, and those on their way."""
    done = sum(fact.amount for fact in booked
               if (fact.kind, fact.currency) == ("withdraw", currency) and fact.status in (Status.COMPLETED, Status.REVERSED))  # fmt: skip
    commands = (item.command for item in waiting)
    return done + sum(
        command.amount.minor
        for command in commands
        if isinstance(command, Withdraw) and command.amount.currency == currency
    )


def with_code(form: Form, text: str) -> Form:
    """The code as typed; whether it is one is asked anew."""
    return replace(form, code=text, code_id="")


def sent_of(state: CounterState) -> Form:
    """The form as it goes out: a manager's code that the amount does not need stays unspent, it was read out for another."""
    return state.form if state.form.amount > state.own_limit else replace(state.form, code="", code_id="")


def others_decide(state: CounterState) -> bool:
    """Whether the till knows that somebody else will be asked about what is typed."""
    if state.form.mode == "transfer":
        over = 0 < state.transfer_limit < state.form.amount
    else:
        over = state.session is not None and state.own_limit < state.form.amount
    return over or (state.customer is not None and not ASKING.isdisjoint(state.customer.flags))


def asks_to_sign(state: CounterState) -> bool:
    """Whether F9 asks for a signature first: money goes out, somebody else decides or several have to sign, and not as many have signed
    as the amount takes, nor has anybody said why not.
    """
    form = state.form
    if form.mode not in SIGNED or form.permit or form.unsigned:
        return False
    takes = needed(state.mandate, form.amount)
    if form.hands or takes > 1:
        return len(form.hands) < takes
    return not form.ink and others_decide(state)


def left_to_sign(state: CounterState) -> tuple[str, ...]:
    """Who of the mandate has not signed yet; nobody where the holder signs."""
    have = {hand.name for hand in state.form.hands}
    mandate = state.mandate
    return tuple(one.name for one in mandate.signatories if one.name not in have) if mandate else ()


def whose_turn(state: CounterState) -> str:
    """Which signatory signs next: who was chosen, else the first who has not. "": the holder, where there is no mandate."""
    left = left_to_sign(state)
    return state.signer if state.signer in left else next(iter(left), "")


def after_turn(state: CounterState) -> str:
    """Who signs in the place of whose turn it is; "" where everybody has to."""
    left = left_to_sign(state)
    if len(left) <= needed(state.mandate, state.form.amount) - len(state.form.hands):
        return ""
    return left[(left.index(whose_turn(state)) + 1) % len(left)]


def still_beneath(before: CounterState, form: Form, account: object) -> Form:
    """The form after a change: a signature beneath another amount, account or direction is none."""
    was = before.form
    if not (was.ink or was.unsigned or was.hands) or _signed(form) != _signed(was):
        return form
    of_now = (form.mode, form.amount, form.target, account)
    same = of_now == (was.mode, was.amount, was.target, before.account and before.account.account)
    return form if same else replace(form, ink="", unsigned="", hands=())


def _signed(form: Form) -> tuple[object, ...]:
    return form.ink, form.unsigned, form.hands


def of_the_mandate(form: Form, mandate: MandateFact | None) -> Form:
    """Without the hands of those who do not sign for this account any more."""
    known = {one.name for one in mandate.signatories} if mandate else set()
    gone = mandate is not None and any(hand.name not in known for hand in form.hands)
    return replace(form, hands=tuple(hand for hand in form.hands if hand.name in known)) if gone else form
