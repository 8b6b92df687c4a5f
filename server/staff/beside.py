"""The second person's yes at the first one's workstation: the act runs in the second's name, by its own room's rule.

So each rule about who may say it (the named one, never the maker, whoever keeps the vault) stands in one place, wherever it is said.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from contract.base import Command
from contract.beside import SecondHere
from contract.errors import ErrorCode, Rejected
from contract.permissions import Permission
from server.core.actor import Actor, Header
from server.core.context import Context
from server.core.registry import Handler, Outcome
from server.core.store import Key
from server.core.unit import Unit

Of = Callable[[Command], Handler[Any]]
Who = Callable[[Context, str], Actor | None]


def handlers(of: Of, who: Who) -> tuple[Handler[Any], ...]:
    """One row. Solo, because what a second person says yes to may have to search."""

    def needs(command: SecondHere, header: Header, unit: Unit) -> Iterable[Key]:
        inner = of(command.act).needs
        return inner(command.act, header, unit) if inner is not None else ()

    row = Handler(SecondHere, Permission.MOVE_CASH, partial(say, of, who), needs=needs, solo=True, second=_second)
    return (row,)


def _second(command: SecondHere) -> str:
    return command.second


def say(of: Of, who: Who, command: SecondHere, ctx: Context) -> Outcome:
    """What the second person would have been told from an own session. Rights are theirs as of now."""
    handler, first = of(command.act), ctx.actor
    if command.second == first.user:
        return Rejected(code=ErrorCode.SAME_PERSON)
    second = who(ctx, command.second)
    if second is None or not second.active or second.branch != ctx.branch:
        return Rejected(code=ErrorCode.SECOND_UNFIT)
    if handler.permission.value not in second.permissions:
        return Rejected(code=ErrorCode.NOT_PERMITTED, params={"permission": handler.permission.value})
    ctx.actor = second
    try:
        return handler.handle(command.act, ctx)
    finally:
        ctx.actor = first
