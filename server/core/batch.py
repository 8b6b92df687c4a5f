"""One batch in one transaction: recognise, load, gate, stage, chain. No threads here, so it can be tested line by line."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection

from contract.approvals import RequestState
from contract.base import Command
from contract.commands import kind_of
from contract.errors import ErrorCode, Rejected
from contract.feed import AnyAnswer, NotTaken
from contract.ids import SYSTEM_USER
from server.core import answers, journal
from server.core.actor import Actor, Header
from server.core.branch_table import BRANCHES
from server.core.context import Context
from server.core.device_chain import CHAINS, ChainRow, Judged, Mark, judge, reopened
from server.core.gate import Gate
from server.core.hub import Push, Pushed
from server.core.journal import Head, Line, Receipt, Salts
from server.core.needs import Needs
from server.core.order import Order
from server.core.registry import Handler, Outcome, Registry
from server.core.unit import Recent, Resident, Unit

_encode = msgspec.json.Encoder().encode


def _no_code(ctx: Context, fingerprint: str) -> bool:
    return False


def _no_second(ctx: Context, second: str, fingerprint: str) -> bool:
    return False


def _no_seal(conn: Connection, lines: Sequence[Line]) -> None:
    return None


def unwarned(resident: Resident, header: Header, judged: Judged) -> Sequence[Order]:
    """Nobody is told: for a bank without a room that could."""
    return ()


class Rules(msgspec.Struct):
    """What the writer needs to know of the rooms, handed in by build.py. ``warn`` makes the bank's own commands that tell what was
    found about a device; they are booked in the same transaction."""

    registry: Registry
    gate: Gate
    actor_of: Callable[[Resident, str], Actor | None]
    request_state: Callable[[Unit, str], RequestState | None]
    shut: Callable[[Unit, Order], bool] = lambda unit, order: False
    """Whether a command has to wait, because the bank was restored and other workstations have not reported."""
    seal: Callable[[Connection, Sequence[Line]], None] = _no_seal
    """Told of the lines that a transaction wrote, before it commits: a day's close is signed."""
    code_taken: Callable[[Context, str], bool] = _no_code
    """(context, fingerprint): whether the maker confirmed a code for exactly this command; it counts once."""
    second_taken: Callable[[Context, str, str], bool] = _no_second
    """(context, second, fingerprint): whether that person proved themselves beside the maker for exactly this command; it counts once."""
    warn: Callable[[Resident, Header, Judged], Sequence[Order]] = unwarned


class Done(msgspec.Struct):
    """A batch after it ran: answers in order, lines to write, the pushed rows."""

    answers: list[AnyAnswer]
    lines: list[Line]
    pushed: list[Pushed]
    salts: Salts


def run(
    conn: Connection,
    resident: Resident,
    rules: Rules,
    orders: Sequence[Order],
    at: Head,
    now: datetime,
    recent: Recent | None = None,
) -> tuple[Unit, Done]:
    """Load what the orders need, and decide them."""
    unit = Unit(conn, resident, recent)
    return unit, decide(unit, rules, orders, Needs(unit, rules.registry, orders).fetch(), at, now)


def decide(
    unit: Unit, rules: Rules, orders: Sequence[Order], receipts: dict[str, Receipt], at: Head, now: datetime
) -> Done:
    """Decide every order in sequence and stage its consequences. The caller writes and commits."""
    done = Done(answers=[], lines=[], pushed=[], salts=Salts(len(orders)))
    seen: dict[str, tuple[str, str, AnyAnswer]] = {}
    for order in orders:
        done.answers.append(_one(unit, rules, order, at, now, receipts, seen, done))
    return done


def _one(
    unit: Unit,
    rules: Rules,
    order: Order,
    at: Head,
    now: datetime,
    receipts: dict[str, Receipt],
    seen: dict[str, tuple[str, str, AnyAnswer]],
    done: Done,
) -> AnyAnswer:
    header = order.header
    if header.command_id in seen:
        mark, maker, given = seen[header.command_id]
        return given if (mark, maker) == (order.fingerprint, header.made_by) else _reused(mark, order)
    if header.command_id in receipts:
        return _stored(unit, rules, order, receipts[header.command_id])
    if not _fits_chain(unit, rules, header, at, now, done):
        return NotTaken(code=ErrorCode.DEVICE_FORKED, params={"counter": header.counter})
    answer = _decide(unit, rules, order, at, now, done)
    if not isinstance(answer, NotTaken):
        seen[header.command_id] = (order.fingerprint, header.made_by, answer)
    elif header.chain:
        _put_chain(unit, reopened(_chain(unit, header.device), _mark(header)))
    return answer


def _fits_chain(unit: Unit, rules: Rules, header: Header, at: Head, now: datetime, done: Done) -> bool:
    """Whether the envelope continues its device's chain; what is wrong with it is told in this very transaction."""
    if not header.link:
        return True
    row = _chain(unit, header.device)
    judged = judge(row, _mark(header))
    if judged.row != row:
        _put_chain(unit, judged.row)
    if judged.finding is not None:
        for told in rules.warn(unit.resident, header, judged):
            _decide(unit, rules, told, at, now, done)
    return judged.taken


def _mark(header: Header) -> Mark:
    return Mark(header.counter, header.chain, header.link)


def _chain(unit: Unit, device: str) -> ChainRow:
    return unit.get(CHAINS, device) or ChainRow(device=device)


def _put_chain(unit: Unit, row: ChainRow) -> None:
    unit.take({CHAINS: {row.device: row}}, {})


def _reused(mark: str, order: Order) -> NotTaken:
    return NotTaken(code=ErrorCode.NOT_YOURS if mark == order.fingerprint else ErrorCode.COMMAND_ID_REUSED)


def _stored(unit: Unit, rules: Rules, order: Order, receipt: Receipt) -> AnyAnswer:
    if receipt.fingerprint != order.fingerprint or receipt.made_by != order.header.made_by:
        return _reused(receipt.fingerprint, order)
    state = None
    if receipt.outcome == "awaiting":
        request = msgspec.json.decode(receipt.result)["request"]
        state = rules.request_state(unit, request)
    return answers.restore(receipt.seq, receipt.outcome, receipt.result, state)


def _decide(unit: Unit, rules: Rules, order: Order, at: Head, now: datetime, done: Done) -> AnyAnswer:
    header = order.header
    actor = rules.actor_of(unit.resident, header.made_by)
    handler = rules.registry.of(order.command)
    # Rights are checked here again, in sequence: a revocation booked a moment ago already counts.
    if actor is None:
        return NotTaken(code=ErrorCode.MAKER_DISABLED)
    doubt = _doubt(actor, handler)
    if doubt is not None and not handler.happened(order.command):
        return NotTaken(code=doubt.code, params=doubt.params)
    if rules.shut(unit, order):
        return NotTaken(code=ErrorCode.EPOCH_CHANGED)
    ctx = open_context(unit, actor, header, now, at.seq + 1)
    ctx.payload, ctx.doubt = order.payload, doubt
    if _asks_code(handler, order.command, ctx) and not rules.code_taken(ctx, order.fingerprint):
        return NotTaken(code=ErrorCode.CODE_NEEDED, params={"kind": kind_of(order.command)})
    second = handler.second(order.command) if handler.second is not None else ""
    if second and not rules.second_taken(ctx, second, order.fingerprint):
        return NotTaken(code=ErrorCode.SECOND_NEEDED, params={"kind": kind_of(order.command), "second": second})
    outcome = rules.gate.run(handler, order.command, ctx)
    if isinstance(outcome, Rejected):
        ctx.drop()
    ctx.commit()
    return _book(order, ctx, outcome, at, done)


def _doubt(actor: Actor, handler: Handler[Any]) -> Rejected | None:
    if not actor.active:
        return Rejected(code=ErrorCode.MAKER_DISABLED)
    if handler.permission not in actor.permissions:
        return Rejected(code=ErrorCode.NOT_PERMITTED, params={"permission": handler.permission.value})
    return None


def _asks_code(handler: Handler[Any], command: Command, ctx: Context) -> bool:
    return handler.code is not None and ctx.actor.user != SYSTEM_USER and handler.code(command, ctx)


def open_context(unit: Unit, actor: Actor, header: Header, now: datetime, seq: int) -> Context:
    """A fresh overlay for this actor at their branch's business date."""
    branch = unit.peek(BRANCHES, actor.branch)
    day = branch.business_date if branch else ""
    return Context(unit, actor, header, now, day, seq, day_open=bool(branch and branch.open))


def _book(order: Order, ctx: Context, outcome: Outcome, at: Head, done: Done) -> AnyAnswer:
    word, result = answers.store(outcome)
    header = order.header
    row: dict[str, Any] = {
        "seq": ctx.seq,
        "command_id": header.command_id,
        "fingerprint": order.fingerprint,
        "kind": kind_of(order.command),
        "made_by": header.made_by,
        "delivered_by": header.delivered_by,
        "device": header.device,
        "counter": header.counter,
        "branch": ctx.branch,
        "business_date": ctx.business_date,
        "made_at": header.made_at,
        "at": ctx.at,
        "outcome": word,
        "refers_to": ctx.refers_to,
        "result": result,
    }
    books = journal.books_hash(ctx.logs)
    salt = done.salts.take()
    line = journal.make_line(row, at, order.raw, header.signature, ctx.facts, books, header.signed, salt)
    answer = answers.answer(ctx.seq, outcome)
    done.lines.append(line)
    done.pushed.append(
        Pushed(
            seq=ctx.seq,
            at=row["at"],
            kind=row["kind"],
            command_id=header.command_id,
            made_by=header.made_by,
            answer=_encode(answer),
            facts=line.facts,
        )
    )
    return answer


def push_of(before: int, at: Head, done: Done) -> Push:
    """What the hub is told after the commit."""
    return Push(after=before, upto=at.seq, head_hash=at.hash, safe_seq=at.safe_seq, rows=done.pushed)
