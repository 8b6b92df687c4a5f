"""Restores and the workstations that have reported since. Small, so resident."""

from sqlalchemy import BigInteger, Column, String, Table

from server.core.store import Row, Store
from server.db.columns import Id, Stamp
from server.db.metadata import metadata

recoveries = Table(
    "recoveries",
    metadata,
    Column("epoch", Id, primary_key=True),
    Column("began_at", Stamp, nullable=False),
    Column("upto", BigInteger, nullable=False),
    Column("ended_at", Stamp, nullable=False),
)
recovery_reports = Table(
    "recovery_reports",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("epoch", Id, nullable=False),
    Column("device", Id, nullable=False),
    Column("at", Stamp, nullable=False),
    Column("waived_by", Id, nullable=False),
)


class RecoveryRow(Row, frozen=True, kw_only=True):
    """An epoch that began with a restore. ``upto`` is the journal's last sequence then, ``ended_at`` empty while reports are missing."""

    epoch: str
    began_at: str
    upto: int
    ended_at: str = ""


class ReportRow(Row, frozen=True, kw_only=True):
    """One workstation's report; ``waived_by`` names who went on without it. ``id`` is ``epoch/device``."""

    id: str
    epoch: str
    device: str
    at: str
    waived_by: str = ""


RECOVERIES = Store(recoveries, RecoveryRow, key="epoch", resident=True)
REPORTS = Store(recovery_reports, ReportRow, key="id", resident=True)
