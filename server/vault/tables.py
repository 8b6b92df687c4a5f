"""Vaults in custody, movements of cash step by step, requisitions."""

from sqlalchemy import Boolean, Column, Index, String, Table, Text, text

from contract.vault import IDLE_LOCK_MIN
from server.core.store import Row, Store
from server.db.columns import Day, Id, Json, Minor, Name, Stamp
from server.db.metadata import metadata

vaults = Table(
    "vaults",
    metadata,
    Column("id", Name, primary_key=True),
    Column("branch", Id, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("open", Boolean, nullable=False),
    Column("soft_max", Minor, nullable=False),
    Column("insured", Minor, nullable=False),
    Column("counted", Minor, nullable=False),
    Column("counted_at", Stamp, nullable=False),
    Column("counted_on", Day, nullable=False),
    Column("counted_by", Json, nullable=False),
    Column("closed_on", Day, nullable=False),
    Column("opened_at", Stamp, nullable=False, server_default=""),
    Column("opened_by", Json, nullable=False, server_default="[]"),
    Column("locks_at", Stamp, nullable=False, server_default=""),
    Column("idle_lock_min", Minor, nullable=False, server_default=text(str(IDLE_LOCK_MIN))),
)

cash_transfers = Table(
    "cash_transfers",
    metadata,
    Column("id", Id, primary_key=True),
    Column("number", Name, nullable=False),
    Column("kind", String(8), nullable=False),
    Column("state", String(9), nullable=False),
    Column("branch", Id, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("source", String(6), nullable=False),
    Column("source_drawer", Id, nullable=False),
    Column("source_number", Name, nullable=False),
    Column("target", String(6), nullable=False),
    Column("target_drawer", Id, nullable=False),
    Column("target_number", Name, nullable=False),
    Column("pieces", Json, nullable=False),
    Column("taken", Json, nullable=False),
    Column("basis", Json, nullable=False),
    Column("amount", Minor, nullable=False),
    Column("maker", Id, nullable=False),
    Column("second", Id, nullable=False),
    Column("waits_for", Id, nullable=False),
    Column("at", Stamp, nullable=False),
    Column("sent_at", Stamp, nullable=False),
    Column("business_date", Day, nullable=False),
    Column("receiver", Id, nullable=False),
    Column("receiver_second", Id, nullable=False),
    Column("received", Json, nullable=False),
    Column("received_at", Stamp, nullable=False),
    Column("difference", Minor, nullable=False),
    Column("reason", Text, nullable=False),
    Column("note", Name, nullable=False),
    Column("reference", Name, nullable=False),
    Column("requisition", Id, nullable=False),
    Column("closing", Boolean, nullable=False),
    Column("people", Json, nullable=False),
    Column("giver", Name, nullable=False, server_default=""),
    Column("phone", Name, nullable=False, server_default=""),
    Column("second_ink", String(64), nullable=False, server_default=""),
)
Index("ix_cash_transfers_day", cash_transfers.c.branch, cash_transfers.c.business_date)
Index("ix_cash_transfers_number", cash_transfers.c.branch, cash_transfers.c.number)
Index("ix_cash_transfers_state", cash_transfers.c.branch, cash_transfers.c.state)

requisitions = Table(
    "requisitions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("number", Name, nullable=False),
    Column("state", String(9), nullable=False),
    Column("branch", Id, nullable=False),
    Column("drawer", Id, nullable=False),
    Column("drawer_number", Name, nullable=False),
    Column("session", Id, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("amount", Minor, nullable=False),
    Column("pieces", Json, nullable=False),
    Column("granted", Json, nullable=False),
    Column("transfer", Id, nullable=False),
    Column("asked_by", Id, nullable=False),
    Column("at", Stamp, nullable=False),
    Column("business_date", Day, nullable=False),
    Column("note", Name, nullable=False),
    Column("reason", Text, nullable=False),
)
Index("ix_requisitions_state", requisitions.c.branch, requisitions.c.state)


class VaultRow(Row, frozen=True, kw_only=True):
    """A vault's custody; a vault without a row is unlocked, unbounded and never counted. ``locks_at`` is empty unless two have unlocked it."""

    id: str
    branch: str
    currency: str
    open: bool = True
    soft_max: int = 0
    insured: int = 0
    counted: int = 0
    counted_at: str = ""
    counted_on: str = ""
    counted_by: list[str] = []
    closed_on: str = ""
    opened_at: str = ""
    opened_by: list[str] = []
    locks_at: str = ""
    idle_lock_min: int = IDLE_LOCK_MIN


class TransferRow(Row, frozen=True, kw_only=True):
    """A movement of cash. ``second_ink`` names what the second person drew on a pad. ``basis`` is the vault's stock when it was counted; ``people`` everybody who was ever told of it.

    ``business_date`` is that of its last step: what was sent yesterday and is received today belongs to today.
    """

    id: str
    number: str
    kind: str
    state: str
    branch: str
    currency: str
    source: str
    target: str
    maker: str
    at: str
    business_date: str
    source_drawer: str = ""
    source_number: str = ""
    target_drawer: str = ""
    target_number: str = ""
    pieces: dict[str, int] = {}
    taken: dict[str, int] = {}
    basis: dict[str, int] = {}
    amount: int = 0
    second: str = ""
    waits_for: str = ""
    sent_at: str = ""
    receiver: str = ""
    receiver_second: str = ""
    received: dict[str, int] = {}
    received_at: str = ""
    difference: int = 0
    reason: str = ""
    note: str = ""
    reference: str = ""
    requisition: str = ""
    closing: bool = False
    people: list[str] = []
    giver: str = ""
    phone: str = ""
    second_ink: str = ""


class RequisitionRow(Row, frozen=True, kw_only=True):
    """What a drawer's session asked for."""

    id: str
    number: str
    state: str
    branch: str
    drawer: str
    drawer_number: str
    session: str
    currency: str
    amount: int
    asked_by: str
    at: str
    business_date: str
    pieces: dict[str, int] = {}
    granted: dict[str, int] = {}
    transfer: str = ""
    note: str = ""
    reason: str = ""


VAULTS = Store(vaults, VaultRow, key="id", resident=True)
TRANSFERS = Store(cash_transfers, TransferRow, key="id")
REQUISITIONS = Store(requisitions, RequisitionRow, key="id")
