"""Whose report is missing, and what may be booked meanwhile. Pure."""

from collections.abc import Collection, Iterable

from server.recovery.tables import RecoveryRow, ReportRow


def report_id(epoch: str, device: str) -> str:
    """The key of a report."""
    return f"{epoch}/{device}"


def going_on(rows: Iterable[RecoveryRow]) -> RecoveryRow | None:
    """The recovery that has not ended; there is one at most."""
    return next((row for row in rows if not row.ended_at), None)


def missing(epoch: str, devices: Collection[str], reports: Iterable[ReportRow]) -> list[str]:
    """The devices that have neither reported nor been waived."""
    there = {row.device for row in reports if row.epoch == epoch}
    return sorted(set(devices) - there)
