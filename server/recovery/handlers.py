"""A workstation reports, a manager waives; with the last one the bank is open again."""

from collections.abc import Callable, Collection
from functools import partial
from typing import Any

import msgspec

from contract.errors import ErrorCode, Rejected
from contract.permissions import Permission
from contract.recovery import ReportResent, WaiveReports
from server.core.context import Context
from server.core.registry import Handler, Outcome
from server.recovery import rules
from server.recovery.tables import RECOVERIES, REPORTS, RecoveryRow, ReportRow

DevicesOf = Callable[[Context], Collection[str]]
"""The workstations whose reports count: all that are active."""


def report(devices: DevicesOf, command: ReportResent, ctx: Context) -> Outcome:
    """Said again, or said when nobody waits any more, it changes nothing."""
    row = ctx.get(RECOVERIES, command.epoch)
    if row is None:
        return Rejected(code=ErrorCode.EPOCH_CHANGED)
    if not row.ended_at:
        _note(ctx, row, ctx.header.device, "")
        _end_if_complete(devices, ctx, row)
    return None


def waive(devices: DevicesOf, command: WaiveReports, ctx: Context) -> Outcome:
    """Whoever decides takes it on themselves that something may come in late."""
    row = ctx.get(RECOVERIES, command.epoch)
    if row is None or row.ended_at:
        return Rejected(code=ErrorCode.EPOCH_CHANGED)
    waiting = rules.missing(row.epoch, devices(ctx), ctx.all(REPORTS).values())
    unknown = set(command.devices) - set(waiting)
    if unknown:
        return Rejected(code=ErrorCode.DEVICE_UNKNOWN, params={"devices": ", ".join(sorted(unknown))})
    for device in command.devices or waiting:
        _note(ctx, row, device, ctx.actor.user)
    _end_if_complete(devices, ctx, row)
    return None


def _note(ctx: Context, row: RecoveryRow, device: str, waived_by: str) -> None:
    key = rules.report_id(row.epoch, device)
    if ctx.get(REPORTS, key) is None:
        ctx.put(REPORTS, ReportRow(id=key, epoch=row.epoch, device=device, at=ctx.at, waived_by=waived_by))


def _end_if_complete(devices: DevicesOf, ctx: Context, row: RecoveryRow) -> None:
    if not rules.missing(row.epoch, devices(ctx), ctx.all(REPORTS).values()):
        ctx.put(RECOVERIES, msgspec.structs.replace(row, ended_at=ctx.at))


def handlers(devices: DevicesOf) -> tuple[Handler[Any], ...]:
    """All of the room's handlers. Whoever may sign in reports for their workstation; who decides waives."""
    return (
        Handler(ReportResent, Permission.READ_NOTICES, partial(report, devices)),
        Handler(WaiveReports, Permission.DECIDE, partial(waive, devices)),
    )
