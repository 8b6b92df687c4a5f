"""The one write door: an envelope, or a list of them in the order they were made. One future each, resolved after the commit."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor

import msgspec
from sqlalchemy import Connection, delete, insert
from starlette.requests import Request
from starlette.responses import Response

from contract.commands import kind_of
from contract.envelope import BODY_BYTES_MAX, ENVELOPES_MAX
from contract.errors import ContractError, ErrorCode
from contract.feed import AnyAnswer, Awaiting, Executed, NotTaken
from contract.recovery import EPOCH_HEADER
from server.api.admission import Admission
from server.api.bodies import decoded, read_body
from server.api.identify import bearer
from server.api.parts import Parts
from server.core.batch import Order
from server.core.clock import stamp
from server.core.crash import crash_point
from server.core.journal_tables import quarantine
from server.core.writer import Ticket
from server.recovery.queries import going_on
from server.staff.denied import Denied, written
from server.staff.sessions import Session

_encode = msgspec.json.Encoder().encode
_lists = msgspec.json.Decoder(list[msgspec.Raw])
_TURNED_AWAY = {ErrorCode.BUSY, ErrorCode.STOPPING}
_FOR_A_MANAGER = {ErrorCode.MAKER_DISABLED, ErrorCode.QUARANTINED}
INLINE_MAX = 2
"""Signatures verified on the event loop itself: handing one to a thread costs as much as the 82 µs it takes."""


class CommandDoor:
    """``POST /v1/commands``. 200 executed, 202 awaiting, 422 refused, else a problem; a list is 200 with one answer each."""

    def __init__(self, parts: Parts, admission: Admission, verifiers: ThreadPoolExecutor) -> None:
        self._parts = parts
        self._admission = admission
        self._verifiers = verifiers

    async def post_commands(self, request: Request) -> Response:
        """See the class. Raises Denied or ContractError where the whole request is turned away."""
        session = bearer(self._parts, request)
        self._check_epoch(request.headers.get(EPOCH_HEADER, ""))
        raw = await read_body(request, BODY_BYTES_MAX)
        if raw.lstrip()[:1] != b"[":
            answer = await self._one(raw, session)
            crash_point("door.before_reply")
            return Response(_encode(answer), _status(answer), media_type="application/json")
        items = decoded(_lists, raw)
        if len(items) > ENVELOPES_MAX:
            raise ContractError(ErrorCode.TOO_MANY, envelopes_max=ENVELOPES_MAX)
        answers = await self._many(items, session)
        crash_point("door.before_reply")
        return Response(_encode(answers), media_type="application/json")

    def _check_epoch(self, known: str) -> None:
        """Who has not heard of the restore would send its newest first. Whoever says nothing is trusted while nothing is missing."""
        if known != self._parts.running.epoch and (known or going_on(self._parts.writer.resident)):
            raise Denied(ErrorCode.EPOCH_CHANGED)

    async def _one(self, raw: bytes, session: Session) -> AnyAnswer:
        order = self._admission.order(raw, session)
        answer: AnyAnswer = await asyncio.wrap_future(self._parts.writer.submit(Ticket(order, None)))
        if isinstance(answer, NotTaken):
            await self._review([order], [answer])
            raise Denied(answer.code, dict(answer.params))
        return answer

    async def _many(self, items: Sequence[msgspec.Raw], session: Session) -> list[AnyAnswer]:
        if len(items) <= INLINE_MAX:
            admitted = self._admit(items, session)
        else:
            loop = asyncio.get_running_loop()
            admitted = await loop.run_in_executor(self._verifiers, self._admit, items, session)
        answers = await self._submit(admitted)
        orders = [item if isinstance(item, Order) else None for item in admitted]
        await self._review(orders, answers)
        return answers

    def _admit(self, items: Sequence[msgspec.Raw], session: Session) -> list[Order | NotTaken]:
        return [self._order(item, session) for item in items]

    def _order(self, raw: msgspec.Raw, session: Session) -> Order | NotTaken:
        try:
            return self._admission.order(raw, session)
        except (ContractError, Denied) as error:
            return NotTaken(code=error.code, params=dict(error.params))

    async def _submit(self, admitted: Sequence[Order | NotTaken]) -> list[AnyAnswer]:
        futures: list[Future[AnyAnswer]] = []
        turned_away: NotTaken | None = None
        for item in admitted:
            # Once one is turned away for want of room, those behind it wait too: an outbox is booked in its order.
            fixed = item if isinstance(item, NotTaken) else turned_away
            if fixed is not None or isinstance(item, NotTaken):
                futures.append(_done(fixed or NotTaken(code=ErrorCode.INTERNAL)))
                continue
            future = self._parts.writer.submit(Ticket(item, None))
            turned_away = _turned_away(future)
            futures.append(future)
        return list(await asyncio.gather(*(asyncio.wrap_future(future) for future in futures)))

    async def _review(self, orders: Sequence[Order | None], answers: Sequence[AnyAnswer]) -> None:
        """What a disabled person asked for before leaving, and what keeps failing, is not booked and not lost: it lies in
        quarantine, and a manager is told. (Cash that has happened is booked, see ``Handler.happened``.)"""
        for order, answer in zip(orders, answers, strict=True):
            if order is None or not isinstance(answer, NotTaken) or answer.code not in _FOR_A_MANAGER:
                continue
            if answer.code is ErrorCode.MAKER_DISABLED:
                await written(self._parts.writer, lambda conn, kept=order: self._set_aside(conn, kept))  # type: ignore[misc]
            maker, kind = order.header.made_by, kind_of(order.command)
            await self._parts.alarm(answer.code.value, maker, {"kind": kind, "command": order.header.command_id})

    def _set_aside(self, conn: Connection, order: Order) -> None:
        row = {
            "command_id": order.header.command_id,
            "made_by": order.header.made_by,
            "kind": kind_of(order.command),
            "body": order.raw.decode(),
            "error": ErrorCode.MAKER_DISABLED.value,
            "at": stamp(self._parts.clock()),
        }
        conn.execute(delete(quarantine).where(quarantine.c.command_id == row["command_id"]))
        conn.execute(insert(quarantine), row)


def _status(answer: AnyAnswer) -> int:
    if isinstance(answer, Executed):
        return 200
    return 202 if isinstance(answer, Awaiting) else 422


def _done(answer: NotTaken) -> Future[AnyAnswer]:
    future: Future[AnyAnswer] = Future()
    future.set_result(answer)
    return future


def _turned_away(future: Future[AnyAnswer]) -> NotTaken | None:
    if not future.done():
        return None
    answer = future.result()
    return answer if isinstance(answer, NotTaken) and answer.code in _TURNED_AWAY else None
