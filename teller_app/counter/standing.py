"""What stands aside at the counter: held forms, and what may be paid while the server is away. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from contract.customers import Flag
from contract.ledger import Withdraw
from contract.staff import Limit
from teller_app.counter.state import CounterState, Form, Held
from teller_app.manifest import Waiting

CLEAR_COUNTED = "clear_counted"
"""The question before cash that somebody counted is cleared: whatever is typed answers it with no."""
ASKING = frozenset({Flag.DORMANT})
"""Flags for which a new bank's policy asks a second person; what a till is not told, F9 cannot ask for: Ctrl+I always can."""
HELD_MAX = 9
"""Forms that can be held at once."""


def held_or_resumed(state: CounterState, now: str = "") -> dict[str, Any]:
    """Ctrl+H: a customer's form is put aside; at an empty counter the one held last is taken up again. Nothing else: no change."""
    if state.customer is not None and len(state.held) < HELD_MAX:
        held = Held(state.customer, state.accounts, state.account_index, state.form, now)
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


def own_limit(limits: Sequence[Limit], currency: str) -> int:
    """What the person pays out alone; nought without a bound, because no bound is no right."""
    return next(
        (limit.per_transaction for limit in limits if (limit.kind, limit.currency) == ("withdraw", currency)), 0
    )


def with_code(form: Form, text: str) -> Form:
    """The code as typed; whether it is one is asked anew."""
    return replace(form, code=text, code_id="")


def sent_of(state: CounterState) -> Form:
    """The form as it goes out: a manager's code that the amount does not need stays unspent, it was read out for another."""
    return state.form if state.form.amount > state.own_limit else replace(state.form, code="", code_id="")


def asks_to_sign(state: CounterState) -> bool:
    """Whether F9 asks for a signature first: cash goes out, somebody else will decide, and nobody has signed or said why not."""
    form = state.form
    if form.mode != "withdraw" or form.permit or form.ink or form.unsigned:
        return False
    over = 0 < state.own_limit < form.amount
    return over or (state.customer is not None and not ASKING.isdisjoint(state.customer.flags))


def still_beneath(before: CounterState, form: Form, account: object) -> Form:
    """The form after a change: a signature beneath another amount, account or direction is none."""
    was = before.form
    if not (was.ink or was.unsigned) or (form.ink, form.unsigned) != (was.ink, was.unsigned):
        return form
    same = (form.mode, form.amount, account) == (was.mode, was.amount, before.account and before.account.account)
    return form if same else replace(form, ink="", unsigned="")
