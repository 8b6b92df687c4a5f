"""Float slips, and opening counts that were too far off to be booked at once."""

from sqlalchemy import Boolean, Column, Integer, String, Table

from server.core.store import Row, Store
from server.db.columns import Day, Id, Json, Minor, Name, Stamp
from server.db.metadata import metadata

float_slips = Table(
    "float_slips",
    metadata,
    Column("id", Id, primary_key=True),
    Column("drawer", Id, nullable=False),
    Column("number", Name, nullable=False),
    Column("branch", Id, nullable=False, index=True),
    Column("currency", String(3), nullable=False),
    Column("cashier", Id, nullable=False),
    Column("device", Id, nullable=False),
    Column("business_date", Day, nullable=False),
    Column("session", Id, nullable=False),
    Column("lease", Integer, nullable=False),
    Column("offline_budget", Minor, nullable=False),
    Column("pieces", Json, nullable=False),
    Column("amount", Minor, nullable=False),
    Column("carried", Boolean, nullable=False),
    Column("transaction", Id, nullable=False),
    Column("state", String(8), nullable=False),
    Column("seal", String(16), nullable=False),
    Column("asked_at", Stamp, nullable=False),
    Column("signed_by", Name, nullable=False),
    Column("signed_at", Stamp, nullable=False),
)

opening_counts = Table(
    "opening_counts",
    metadata,
    Column("session", Id, primary_key=True),
    Column("drawer", Id, nullable=False),
    Column("cashier", Id, nullable=False),
    Column("at", Stamp, nullable=False),
    Column("counted", Json, nullable=False),
    Column("difference", Minor, nullable=False),
)


class SlipRow(Row, frozen=True, kw_only=True):
    """A slip: asked, signed, then used or dropped. ``pieces`` and ``amount`` (minor units) are the float, known to the server alone.

    ``carried``: it was left in the drawer, nothing came from the vault and ``transaction`` is empty.
    """

    id: str
    drawer: str
    number: str
    branch: str
    currency: str
    cashier: str
    device: str
    business_date: str
    session: str
    asked_at: str
    lease: int = 0
    offline_budget: int = 0
    pieces: dict[str, int] = {}
    amount: int = 0
    carried: bool = False
    transaction: str = ""
    state: str = "asked"
    seal: str = ""
    signed_by: str = ""
    signed_at: str = ""


class OpeningCountRow(Row, frozen=True, kw_only=True):
    """The first count of an opening that has to be counted again. ``difference`` in minor units."""

    session: str
    drawer: str
    cashier: str
    at: str
    counted: dict[str, int]
    difference: int


SLIPS = Store(float_slips, SlipRow, key="id")
OPENING_COUNTS = Store(opening_counts, OpeningCountRow, key="session")
