"""What is told to others about a request, by the notices' room, which this one reaches through ``tell``."""

from typing import Any, Protocol

import msgspec

from contract.notices import Level
from contract.permissions import Permission
from server.approvals.tables import RequestRow
from server.core.audience import Audience
from server.core.context import Context


class Tell(Protocol):
    """The notices' own: stage a notice and state it to its audience."""

    def __call__(
        self, ctx: Context, code: str, level: Level, params: dict[str, Any], audience: Audience, refers_to: str = ""
    ) -> None: ...


def one_workstation(tell: Tell, ctx: Context, row: RequestRow) -> None:
    """Maker and decider sat at one workstation: told to those who read the audit."""
    audience = Audience(branch=row.branch, permission=Permission.READ_AUDIT.value)
    params = {"name": row.maker_name, "other": ctx.actor.name, "kind": row.kind}
    tell(ctx, "one_workstation", Level.WARN, params, audience, row.id)


def reminded(tell: Tell, ctx: Context, row: RequestRow, audience: Audience) -> None:
    """Somebody waits: who, and for what as people name it, a workstation or an account."""
    about = str(msgspec.json.decode(row.body).get("name", "")) or row.account_number
    tell(ctx, "request_waits", Level.WARN, {"who": row.maker_name, "about": about}, audience, row.id)
