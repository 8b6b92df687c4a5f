"""The variances' handlers, one row each."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from contract.permissions import Permission
from contract.variances import AcceptVariance, RecoverVariance, ReturnVariance, WriteOffVariance
from server.core.actor import Header
from server.core.registry import Handler
from server.core.store import Key
from server.core.unit import Unit
from server.variances import settling
from server.variances.settling import Deps
from server.variances.tables import VARIANCES


def _needs(command: AcceptVariance, header: Header, unit: Unit) -> Iterable[Key]:
    yield VARIANCES, command.variance


def handlers(deps: Deps) -> tuple[Handler[Any], ...]:
    """All of the room's handlers."""
    shared: dict[str, Any] = {"needs": partial(settling.needs, deps), "weigh": partial(settling.weigh, deps)}
    return (
        Handler(AcceptVariance, Permission.DECIDE, settling.accept, needs=_needs),
        Handler(RecoverVariance, Permission.POST_CASH, partial(settling.recover, deps), **shared),
        Handler(WriteOffVariance, Permission.SETTLE_VARIANCES, settling.write_off, **shared),
        Handler(ReturnVariance, Permission.SETTLE_VARIANCES, partial(settling.give_back, deps), **shared),
    )
