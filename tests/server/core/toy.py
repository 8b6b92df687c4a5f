"""The smallest real bank for testing the write path: real commands, real tables, rules of a few lines.

A notice is a tally: acknowledging adds one to it, a declined request is always refused, a withdrawn one breaks on purpose.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import BigInteger, Column, Integer, Table
from sqlalchemy.engine import Engine

from contract.approvals import DeclineRequest, WithdrawRequest
from contract.errors import ErrorCode, Rejected
from contract.ids import SYSTEM_USER, new_id
from contract.notices import AcknowledgeNotice, Level, NoticeFact
from contract.permissions import Permission
from server.core.actor import Actor, Header
from server.core.audience import Audience
from server.core.batch import Rules
from server.core.branch_table import BRANCHES
from server.core.context import Context
from server.core.gate import Gate
from server.core.hub import Hub
from server.core.registry import Handler, Outcome, Registry
from server.core.store import Log, Row, Store
from server.core.unit import Resident, Unit
from server.core.writer import Writer
from server.db.columns import Id
from server.db.engine import open_engine
from server.db.metadata import metadata

tallies = Table("toy_tallies", metadata, Column("id", Id, primary_key=True), Column("total", BigInteger))
ticks = Table(
    "toy_ticks",
    metadata,
    Column("seq", BigInteger, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("tally", Id),
)


class TallyRow(Row, frozen=True, kw_only=True):
    id: str
    total: int


class TickRow(Row, frozen=True, kw_only=True):
    seq: int
    n: int
    tally: str


TALLIES = Store(tallies, TallyRow, key="id", kept=True)
TICKS = Log(ticks, TickRow)
MAKER = new_id()
IDLE = new_id()
BRANCH = new_id()


def count(command: AcknowledgeNotice, ctx: Context) -> Outcome:
    row = ctx.get(TALLIES, command.notice) or TallyRow(id=command.notice, total=0)
    row = ctx.put(TALLIES, TallyRow(id=row.id, total=row.total + 1))
    ctx.add(TICKS, TickRow(seq=ctx.seq, n=0, tally=row.id))
    fact = NoticeFact(notice=row.id, level=Level.INFO, code="tally", at=ctx.at, params={"total": row.total})
    ctx.say(fact, Audience(branch=BRANCH, permission=Permission.READ_NOTICES.value))
    return None


def refuse(command: DeclineRequest, ctx: Context) -> Outcome:
    ctx.put(TALLIES, TallyRow(id=command.request, total=-1))
    return Rejected(code=ErrorCode.REQUEST_UNKNOWN)


def break_down(command: WithdrawRequest, ctx: Context) -> Outcome:
    raise RuntimeError("a broken invariant")


def needs(command: AcknowledgeNotice, header: Header, unit: Unit) -> list[tuple[Store[TallyRow], str]]:
    return [(TALLIES, command.notice)]


HANDLERS = (
    Handler(AcknowledgeNotice, Permission.READ_NOTICES, count, needs=needs),
    Handler(DeclineRequest, Permission.READ_NOTICES, refuse),
    Handler(WithdrawRequest, Permission.READ_NOTICES, break_down),
)


def actor_of(resident: Resident, user: str) -> Actor | None:
    if user not in (MAKER, IDLE, SYSTEM_USER):
        return None
    rights = frozenset({Permission.READ_NOTICES.value})
    return Actor(user=user, name=user, branch=BRANCH, roles=frozenset(), permissions=rights, active=user != IDLE)


def header(command_id: str = "", made_by: str = MAKER) -> Header:
    return Header(command_id=command_id or new_id(), made_by=made_by, delivered_by=made_by, device=new_id(), counter=1,
                  made_at="2026-11-24T08:00:00.000Z")  # fmt: skip


def rules() -> Rules:
    def nobody(*args: object) -> Rejected:
        return Rejected(code=ErrorCode.REQUEST_UNKNOWN)

    return Rules(Registry(HANDLERS), Gate(nobody, nobody), actor_of, lambda unit, request: None)  # type: ignore[arg-type]


@contextmanager
def bank(url: str, make: type[Writer] = Writer) -> Iterator[tuple[Engine, Writer]]:
    """A started writer over a fresh database."""
    engine = open_engine(url)
    metadata.create_all(engine)
    writer = make(engine, Resident([BRANCHES]), rules(), Hub())
    writer.start()
    try:
        yield engine, writer
    finally:
        writer.stop()
        engine.dispose()


def sqlite_url(folder: Path) -> str:
    return f"sqlite:///{folder}/bank.db"
