"""The gate: before a handler runs, the policy says allow, ask a second person, or refuse."""

from typing import Any

from contract.approvals import Requested
from contract.base import Command
from contract.errors import Rejected
from server.core.context import Context
from server.core.registry import Ask, Handler, Outcome, Redeem, Weighed

_NOTHING = Weighed()


class Gate:
    """Weighs a command, asks for approval, redeems a permit. Knows no room: ``ask`` and ``redeem`` are the approvals'."""

    def __init__(self, ask: Ask, redeem: Redeem) -> None:
        self._ask = ask
        self._redeem = redeem

    def run(self, handler: Handler[Any], command: Command, ctx: Context) -> Outcome:
        """Decide and, where allowed, execute. The order of checks is: rights of content, permit, limits, then the rule.

        What has happened is handled whatever they say.
        """
        permit = getattr(command, "permit", None)
        if handler.happened(command):
            # Nobody can be asked about it any more. A permit is used where it fits; the cash is there where it does not.
            if permit:
                self._redeem(ctx, command, _NOTHING, permit)
            return handler.handle(command, ctx)
        if handler.weigh is None or ctx.approved_by:
            return handler.handle(command, ctx)
        weighed = handler.weigh(command, ctx)
        if isinstance(weighed, Rejected):
            return weighed
        if permit:
            refusal = self._redeem(ctx, command, weighed or _NOTHING, permit)
            if refusal is not None:
                return refusal
            return handler.handle(command, ctx)
        if weighed is None or not weighed.reasons:
            return handler.handle(command, ctx)
        answer: Requested | Rejected = self._ask(ctx, handler, command, weighed)
        return answer
