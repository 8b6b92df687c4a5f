"""Signatures of today by their content, as photos and specimens are: what was drawn on a pad, kept once under its SHA-256.

The command that brings the strokes stands in the journal; this is where somebody who looks at them fetches them from, and what an erasing
of their person empties. A copy of an earlier one, to the millisecond, is no signature of today and is refused.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import Column, Connection, String, Table, delete, select

from contract.errors import ErrorCode, Rejected
from contract.ink import MEDIA_TYPE, TEXT_MAX, name_of, raw_of, strokes_of
from server.core.context import Context
from server.core.store import Key, Row, Store
from server.db.columns import Id, Stamp
from server.db.metadata import metadata

inks = Table(
    "inks",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("about", Id, nullable=False),
    Column("account", Id, nullable=False, index=True),
    Column("ink", String(TEXT_MAX), nullable=False),
    Column("at", Stamp, nullable=False),
)


class InkRow(Row, frozen=True, kw_only=True):
    """``about`` is the transaction or the session beneath which it stands, ``account`` the customer's (empty: staff signed). ``ink`` is
    the packed text of the contract.
    """

    sha256: str
    about: str
    ink: str
    at: str
    account: str = ""


INKS = Store(inks, InkRow, key="sha256")


def needs(ink: str) -> Iterable[Key]:
    """Where it would lie, if it is one."""
    if ink and strokes_of(ink) is not None:
        yield INKS, name_of(ink)


def fault(ctx: Context, ink: str, about: str) -> Rejected | None:
    """Why these strokes are no signature beneath ``about``: they cannot be read, or they stand beneath something else."""
    if not ink:
        return None
    if strokes_of(ink) is None:
        return Rejected(code=ErrorCode.INK_UNFIT, params={"why": "unreadable"})
    held = ctx.get(INKS, name_of(ink))
    return Rejected(code=ErrorCode.INK_UNFIT, params={"why": "copied"}) if held and held.about != about else None


def keep(ctx: Context, ink: str, about: str, account: str = "") -> str:
    """Keep it, and say its name; empty where there is none, or none that counts. Keeping it again changes nothing."""
    if not ink or fault(ctx, ink, about) is not None:
        return ""
    name = name_of(ink)
    if ctx.get(INKS, name) is None:
        ctx.put(INKS, InkRow(sha256=name, about=about, account=account, ink=ink, at=ctx.at))
    return name


def load(conn: Connection, sha256: str) -> tuple[str, bytes] | None:
    """(media type, packed bytes)."""
    ink = conn.scalar(select(inks.c.ink).where(inks.c.sha256 == sha256))
    return (MEDIA_TYPE, raw_of(ink)) if ink else None


def text_of(conn: Connection, sha256: str) -> str:
    """The packed text, for a paper that shows it; empty where there is none."""
    return (conn.scalar(select(inks.c.ink).where(inks.c.sha256 == sha256)) or "") if sha256 else ""


def forget(conn: Connection, accounts: Sequence[str]) -> None:
    """The holder of these accounts was erased: what was signed about them goes."""
    conn.execute(delete(inks).where(inks.c.account.in_(accounts)))
