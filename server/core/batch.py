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
from server.core import answers, journal
from server.core.actor import Actor, Header
from server.core.branch_table import BRANCHES
from server.core.context import Context
from server.core.gate import Gate
from server.core.hub import Push, Pushed
from server.core.journal import Head, Line, Receipt
from server.core.registry import Outcome, Registry
from server.core.unit import Recent, Resident, Unit
from server.db.bulk import Asked

ROUNDS_MAX = 4
_encode = msgspec.json.Encoder().encode


class Order(msgspec.Struct):
    """A command at the writer's door. ``payload`` travels beside it (import rows) and is covered by a digest in it."""

    header: Header
    command: Command
    canonical: bytes
    fingerprint: str
    raw: bytes
    payload: Any = None


class Rules(msgspec.Struct):
    """What the writer needs to know of the rooms, handed in by build.py."""

    registry: Registry
    gate: Gate
    actor_of: Callable[[Resident, str], Actor | None]
    request_state: Callable[[Unit, str], RequestState | None]


class Done(msgspec.Struct):
    """A batch after it ran: answers in order, lines to write, the pushed rows."""

    answers: list[AnyAnswer]
    lines: list[Line]
    pushed: list[Pushed]


def load(unit: Unit, rules: Rules, orders: Sequence[Order]) -> dict[str, Receipt]:
    """Fetch what the handlers name, in rounds: a session's drawer can be named once the session is here.

    With the first round come the receipts of those commands that were sent before.
    """
    asked = [(order, needs) for order in orders if (needs := rules.registry.of(order.command).needs) is not None]
    receipts: dict[str, Receipt] = {}
    beside: tuple[Asked, ...] = (journal.receipts_of([order.header.command_id for order in orders]),)
    for _ in range(ROUNDS_MAX):
        named = [(pair, list(pair[1](pair[0].command, pair[0].header, unit))) for pair in asked]
        found, texts = unit.load_beside((key for _, keys in named for key in keys), *beside)
        if beside:
            receipts, beside = journal.receipts(texts[0]), ()
        # Only whom the round brought something can name more.
        asked = [pair for pair, keys in named if not found.isdisjoint(keys)] if found else []
        if not asked:
            break
    return receipts


def run(
    conn: Connection,
    resident: Resident,
    rules: Rules,
    orders: Sequence[Order],
    at: Head,
    now: datetime,
    recent: Recent | None = None,
) -> tuple[Unit, Done]:
    """Decide every order in sequence and stage its consequences. The caller writes and commits."""
    unit = Unit(conn, resident, recent)
    done = Done(answers=[], lines=[], pushed=[])
    receipts = load(unit, rules, orders)
    seen: dict[str, tuple[str, str, AnyAnswer]] = {}
    for order in orders:
        done.answers.append(_one(unit, rules, order, at, now, receipts, seen, done))
    return unit, done


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
    answer = _decide(unit, rules, order, at, now, done)
    if not isinstance(answer, NotTaken):
        seen[header.command_id] = (order.fingerprint, header.made_by, answer)
    return answer


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
    if actor is None or not actor.active:
        return NotTaken(code=ErrorCode.MAKER_DISABLED)
    if handler.permission not in actor.permissions:
        return NotTaken(code=ErrorCode.NOT_PERMITTED, params={"permission": handler.permission.value})
    ctx = open_context(unit, actor, header, now, at.seq + 1)
    ctx.payload = order.payload
    outcome = rules.gate.run(handler, order.command, ctx)
    if isinstance(outcome, Rejected):
        ctx.drop()
    ctx.commit()
    return _book(order, ctx, outcome, at, done)


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
    line = journal.make_line(row, at, order.raw, header.signature, ctx.facts, journal.books_hash(ctx.logs))
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
