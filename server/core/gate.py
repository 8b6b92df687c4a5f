"""The gate: before a handler runs, the policy says allow, ask a second person, or refuse."""

from typing import Any

from contract.approvals import Requested
from contract.base import Command
from contract.commands import kind_of
from contract.errors import Rejected
from server.core.context import Context
from server.core.registry import Ask, Handler, Outcome, Policy, Redeem, Weighed

_NOTHING = Weighed()


class Gate:
    """Weighs a command, asks for approval, redeems a permit. Knows no room: ``ask``, ``redeem``, ``policy`` are the approvals'."""

    def __init__(self, ask: Ask, redeem: Redeem, policy: Policy | None = None) -> None:
        self._ask = ask
        self._redeem = redeem
        self._policy = policy

    def run(self, handler: Handler[Any], command: Command, ctx: Context) -> Outcome:
        """Decide and, where allowed, execute. The order of checks is: rights of content, permit, limits, then the rule.

        What has happened is handled whatever they say.
        """
        permit = getattr(command, "permit", None)
        if handler.happened(command):
            # Nobody can be asked about it any more. A permit is used where it fits; the cash is there where it does not.
            if permit:
                self._redeem(ctx, command, _NOTHING, permit)
            outcome = handler.handle(command, ctx)
            if self._policy is not None and not isinstance(outcome, Rejected | Requested):
                self._policy.count_happened(ctx, command)
            return outcome
        if handler.weigh is None or ctx.approved_by:
            return handler.handle(command, ctx)
        weighed = handler.weigh(command, ctx)
        if isinstance(weighed, Rejected):
            # A permit that is over says so, whatever has become of its transaction since.
            return (self._redeem(ctx, command, _NOTHING, permit) if permit else None) or weighed
        if permit:
            refusal = self._redeem(ctx, command, weighed or _NOTHING, permit)
            if refusal is not None:
                return refusal
            return self._do(handler, command, ctx, weighed)
        if weighed is not None and self._policy is not None:
            weighed = self._policy.add(ctx, command, weighed)
        if weighed is None or not weighed.reasons:
            return self._do(handler, command, ctx, weighed)
        answer: Requested | Rejected = self._ask(ctx, handler, command, weighed)
        return answer

    def _do(self, handler: Handler[Any], command: Command, ctx: Context, weighed: Weighed | None) -> Outcome:
        outcome = handler.handle(command, ctx)
        if weighed is not None and self._policy is not None and not isinstance(outcome, Rejected | Requested):
            self._policy.count(ctx, kind_of(command), weighed.account, weighed.amount, weighed.currency)
        return outcome
