"""The one write door: an envelope, or a list of them in the order they were made. One future each, resolved after the commit."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import msgspec
from sqlalchemy import Connection
from starlette.types import Receive, Scope, Send

from contract.commands import kind_of
from contract.envelope import BODY_BYTES_MAX, ENVELOPES_MAX
from contract.errors import ContractError, ErrorCode
from contract.feed import AnyAnswer, Awaiting, Executed, NotTaken
from contract.recovery import EPOCH_HEADER
from server.api.admission import Admission
from server.api.bodies import decoded, read_body
from server.api.identify import header_of, token_of
from server.api.parts import Parts
from server.api.patience import WHOLE
from server.api.refusals import SESSION
from server.core.aside import put_aside
from server.core.clock import stamp
from server.core.crash import crash_point
from server.core.order import Order
from server.recovery.queries import going_on
from server.staff import activity
from server.staff.denied import Denied, written
from server.staff.sessions import Session

_encode = msgspec.json.Encoder().encode
_lists = msgspec.json.Decoder(list[msgspec.Raw])
_EPOCH = EPOCH_HEADER.encode()
_TURNED_AWAY = {ErrorCode.BUSY, ErrorCode.STOPPING}
_FOR_A_MANAGER = {ErrorCode.MAKER_DISABLED, ErrorCode.QUARANTINED}
_FOR_THE_LOG = {ErrorCode.COMMAND_ID_REUSED, ErrorCode.NOT_YOURS}
"""An id that stands for something else: no program of ours asks so, and whoever reads the activity must see it."""
INLINE_MAX = 2
"""Signatures verified on the event loop itself: handing one to a thread costs as much as the 82 µs it takes."""


class CommandDoor:
    """``POST /v1/commands``. 200 executed, 202 awaiting, 422 refused, else a problem; a list is 200 with one answer each.

    An application of its own, not a function of the framework's: this one door is most of what a bank's server does.
    """

    def __init__(self, parts: Parts, admission: Admission, verifiers: ThreadPoolExecutor) -> None:
        self._parts = parts
        self._admission = admission
        self._verifiers = verifiers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See the class. Raises Denied or ContractError where the whole request is turned away."""
        scope["endpoint"] = self.post_commands
        status, body = await self.post_commands(scope, receive)
        headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def post_commands(self, scope: Scope, receive: Receive) -> tuple[int, bytes]:
        """Status and body."""
        session = self._parts.sessions.admit(token_of(scope["headers"]))
        scope[SESSION] = session
        self._check_epoch(header_of(scope["headers"], _EPOCH))
        raw = await read_body(scope["headers"], receive, BODY_BYTES_MAX, whole=WHOLE in scope)
        # Verifying what will be turned away would take the time of those that are served.
        if code := self._parts.writer.turned_away():
            raise Denied(code)
        if raw.lstrip()[:1] != b"[":
            answer = await self._one(raw, session)
            crash_point("door.before_reply")
            return _status(answer), _encode(answer)
        items = decoded(_lists, raw, parts_follow=True)
        if len(items) > ENVELOPES_MAX:
            raise ContractError(ErrorCode.TOO_MANY, envelopes_max=ENVELOPES_MAX)
        answers = await self._many(items, session)
        crash_point("door.before_reply")
        return 200, _encode(answers)

    def _check_epoch(self, known: str) -> None:
        """Who has not heard of the restore would send its newest first. Whoever says nothing is trusted while nothing is missing."""
        if known != self._parts.running.epoch and (known or going_on(self._parts.writer.resident)):
            raise Denied(ErrorCode.EPOCH_CHANGED)

    async def _one(self, raw: bytes, session: Session) -> AnyAnswer:
        order = self._admission.order(raw, session)
        answer = await self._parts.writer.take(order)
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
        """Taken in the device's own sequence, whatever order the list came in; answered in the list's."""
        futures: dict[int, asyncio.Future[AnyAnswer] | NotTaken] = {}
        turned_away: NotTaken | None = None
        for place, item in sorted(enumerate(admitted), key=_sequence):
            if isinstance(item, NotTaken):
                futures[place] = item
            elif turned_away is not None:
                # Once one is turned away for want of room, those behind it wait too: an outbox is booked in its order.
                futures[place] = turned_away
            else:
                future = self._parts.writer.take(item)
                turned_away = _turned_away(future)
                futures[place] = future
        found = [futures[place] for place in range(len(admitted))]
        return [item if isinstance(item, NotTaken) else await item for item in found]

    async def _review(self, orders: Sequence[Order | None], answers: Sequence[AnyAnswer]) -> None:
        """What a disabled person asked for before leaving, and what keeps failing, is not booked and not lost: it lies in
        quarantine, and a manager is told. (Cash that has happened is booked, see ``Handler.happened``.) An id used again is written down,
        within what one workstation may fill of the log."""
        for order, answer in zip(orders, answers, strict=True):
            if order is None or not isinstance(answer, NotTaken):
                continue
            if answer.code in _FOR_THE_LOG and self._parts.misses.take(order.header.device, self._now_s()):
                await written(self._parts.writer, lambda conn, kept=order: self._write_down(conn, kept))  # type: ignore[misc]
            if answer.code not in _FOR_A_MANAGER:
                continue
            if answer.code is ErrorCode.MAKER_DISABLED:
                await written(self._parts.writer, lambda conn, kept=order: self._set_aside(conn, kept))  # type: ignore[misc]
            maker, kind = order.header.made_by, kind_of(order.command)
            await self._parts.alarm(answer.code.value, maker, {"kind": kind, "command": order.header.command_id})

    def _now_s(self) -> float:
        return self._parts.clock().timestamp()

    def _write_down(self, conn: Connection, order: Order) -> None:
        header, detail = order.header, f"{kind_of(order.command)} {order.header.command_id}"
        activity.note(
            conn, self._parts.clock(), activity.ID_REUSED, header.made_by, device=header.device, detail=detail
        )

    def _set_aside(self, conn: Connection, order: Order) -> None:
        put_aside(conn, order, ErrorCode.MAKER_DISABLED.value, stamp(self._parts.clock()))


def _sequence(placed: tuple[int, Order | NotTaken]) -> int:
    """Admission has seen that all are of one device. What is not taken stands in nobody's way."""
    item = placed[1]
    return item.header.counter if isinstance(item, Order) else 0


def _status(answer: AnyAnswer) -> int:
    if isinstance(answer, Executed):
        return 200
    return 202 if isinstance(answer, Awaiting) else 422


def _turned_away(future: asyncio.Future[AnyAnswer]) -> NotTaken | None:
    if not future.done():
        return None
    answer = future.result()
    return answer if isinstance(answer, NotTaken) and answer.code in _TURNED_AWAY else None
