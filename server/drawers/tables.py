"""Drawers, their sessions, the pieces they hold, every movement and every count."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, String, Table, false

from server.core.store import Log, Row, Store
from server.db.columns import Day, Id, Json, Minor, Name, Stamp
from server.db.metadata import metadata

drawers = Table(
    "drawers",
    metadata,
    Column("id", Id, primary_key=True),
    Column("number", Name, nullable=False),
    Column("branch", Id, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("standing_float", Json, nullable=False),
    Column("soft_max", Minor, nullable=False),
    Column("hard_max", Minor, nullable=False),
    Column("insured", Minor, nullable=False),
    Column("tolerance", Minor, nullable=False),
    Column("second_count_above", Minor, nullable=False),
    Column("offline_budget", Minor, nullable=False),
    Column("session", Id, nullable=False),
    Column("cashier", Id, nullable=False),
    Column("carried_forward", Boolean, nullable=False),
    Column("lease_day", Day, nullable=False),
    Column("lease_number", Integer, nullable=False),
    Column("two_sign", Boolean, nullable=False, server_default=false()),
    Column("minimum", Minor, nullable=False, server_default="0"),
    Column("slip", Id, nullable=False, server_default=""),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("drawer", Id, nullable=False),
    Column("number", Name, nullable=False),
    Column("branch", Id, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("cashier", Id, nullable=False),
    Column("device", Id, nullable=False),
    Column("lease", Integer, nullable=False),
    Column("state", String(8), nullable=False),
    Column("business_date", Day, nullable=False),
    Column("opened_at", Stamp, nullable=False),
    Column("closed_at", Stamp, nullable=False),
    Column("opening", Minor, nullable=False),
    Column("flows", Json, nullable=False),
    Column("limit_word", String(8), nullable=False),
    Column("offline_budget", Minor, nullable=False),
    Column("attempts", Json, nullable=False),
    Column("counted_pieces", Json, nullable=False),
    Column("expected_pieces", Json, nullable=False),
    Column("over_short_before", Minor, nullable=False),
    Column("reason", String(400), nullable=False),
    Column("accepted_by", Id, nullable=False),
    Column("request", Id, nullable=False),
    Column("late_entries", Integer, nullable=False),
    Column("amended", Integer, nullable=False),
    Column("first_seq", BigInteger, nullable=False),
    Column("last_seq", BigInteger, nullable=False),
    Column("receipts", Json, nullable=False),
    Column("missing_receipts", Json, nullable=False),
    Column("late_pieces", Json, nullable=False),
    Column("hash_tail", String(64), nullable=False),
    Column("verification", Name, nullable=False),
    Column("recent", Json, nullable=False),
    Column("forced_by", Id, nullable=False, server_default=""),
    Column("signed_by", Name, nullable=False, server_default=""),
    Column("signed_at", Stamp, nullable=False, server_default=""),
    Column("refused", String(400), nullable=False, server_default=""),
    Column("called_at", Stamp, nullable=False, server_default=""),
    Column("post_to", String(16), nullable=False, server_default="over_short"),
    Column("cashier_ink", String(64), nullable=False, server_default=""),
    Column("custodian_ink", String(64), nullable=False, server_default=""),
    Column("unused_receipts", Json, nullable=False, server_default="[]"),
)
Index("ix_sessions_cashier", sessions.c.cashier, sessions.c.state)
Index("ix_sessions_day", sessions.c.branch, sessions.c.business_date)

bags = Table(
    "bags",
    metadata,
    Column("holder", Name, primary_key=True),
    Column("branch", Id, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("account", Id, nullable=False),
    Column("pieces", Json, nullable=False),
    Column("amount", Minor, nullable=False),
)

cash_moves = Table(
    "cash_moves",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("holder", Name, nullable=False, index=True),
    Column("kind", Name, nullable=False),
    Column("transaction", Id, nullable=False),
    Column("session", Id, nullable=False),
    Column("pieces", Json, nullable=False),
    Column("amount", Minor, nullable=False),
)


class DrawerRow(Row, frozen=True, kw_only=True):
    """A till as data; ``session`` and ``cashier`` are empty while it is closed.

    ``lease_number`` is the last lease of the business date ``lease_day``: receipt numbers carry date and lease, so a lease is
    numbered by drawer and day, also where a drawer is opened twice a day. ``slip`` is the signed float slip that keeps it for somebody.
    """

    id: str
    number: str
    branch: str
    currency: str
    standing_float: dict[str, int]
    soft_max: int
    hard_max: int
    insured: int
    tolerance: int
    second_count_above: int
    offline_budget: int
    session: str = ""
    cashier: str = ""
    carried_forward: bool = False
    lease_day: str = ""
    lease_number: int = 0
    two_sign: bool = False
    minimum: int = 0
    slip: str = ""


class SessionRow(Row, frozen=True, kw_only=True):
    """One person's time with a drawer. ``flows`` maps a movement kind to [items, signed amount].

    ``expected_pieces`` are the bag's at the last count, ``late_pieces`` those that became known after it. ``recent`` are
    [business date, variance] of the drawer's closed sessions before. ``hash_tail`` is what journal row ``last_seq`` was chained to.
    ``signed_by`` is the name of the custodian who signed the opening, ``refused`` why it is not to be: unsigned by the cashier's word, or
    closed without a count once the custodian has the float. ``post_to`` is the account that the variance went to, or is asked to go to.
    ``cashier_ink`` and ``custodian_ink`` name what they drew on a pad beneath the opening, besides.
    """

    id: str
    drawer: str
    number: str
    branch: str
    currency: str
    cashier: str
    device: str
    business_date: str
    opened_at: str
    lease: int = 1
    state: str = "open"
    closed_at: str = ""
    opening: int = 0
    flows: dict[str, list[int]] = {}
    limit_word: str = "normal"
    offline_budget: int = 0
    attempts: list[dict[str, object]] = []
    counted_pieces: dict[str, int] = {}
    expected_pieces: dict[str, int] = {}
    over_short_before: int = 0
    reason: str = ""
    accepted_by: str = ""
    request: str = ""
    late_entries: int = 0
    amended: int = 0
    first_seq: int = 0
    last_seq: int = 0
    receipts: dict[str, list[int]] = {}
    missing_receipts: list[int] = []
    late_pieces: dict[str, int] = {}
    hash_tail: str = ""
    verification: str = ""
    recent: list[list[object]] = []
    forced_by: str = ""
    signed_by: str = ""
    signed_at: str = ""
    refused: str = ""
    called_at: str = ""
    post_to: str = "over_short"
    cashier_ink: str = ""
    custodian_ink: str = ""
    unused_receipts: list[dict[str, object]] = []


class BagRow(Row, frozen=True, kw_only=True):
    """The pieces in a drawer or a vault: ``drawer:<id>``, ``vault:<branch>:<currency>``."""

    holder: str
    branch: str
    currency: str
    account: str
    pieces: dict[str, int] = {}
    amount: int = 0


class CashMoveRow(Row, frozen=True, kw_only=True):
    """Pieces that moved: positive in, negative out."""

    seq: int
    n: int
    holder: str
    kind: str
    transaction: str
    session: str
    pieces: dict[str, int]
    amount: int


DRAWERS = Store(drawers, DrawerRow, key="id", resident=True)
SESSIONS = Store(sessions, SessionRow, key="id", kept=True, moving=("flows", "limit_word", "late_entries", "last_seq"))
BAGS = Store(bags, BagRow, key="holder", kept=True, moving=("pieces", "amount"))
CASH_MOVES = Log(cash_moves, CashMoveRow)
