"""Sending a code to a person and taking it back, for whatever it is about. Nothing leaves before the row is committed."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from sqlalchemy import Connection

from contract.doors import CodeSent, ConfirmCode
from contract.errors import ErrorCode
from server.core.clock import Clock
from server.core.writer import Writer
from server.staff import activity, codes, totp
from server.staff.codes import Code, Fate, Wanted
from server.staff.denied import Denied, written
from server.staff.sealing import Sealer
from server.staff.tables import UserRow

Carry = Callable[[str, str, str], Awaitable[str]]
"""(phone, text, purpose): hand a message that holds a secret to the carrier; its state afterwards."""
ACT_MAX = 90


@dataclass(frozen=True)
class CodeDesk:
    """``bank_name`` stands in front of every message."""

    writer: Writer
    carry: Carry
    sealer: Sealer
    clock: Clock
    bank_name: str

    async def send(self, wanted: Wanted, person: UserRow, act: str, aloud: bool = False, proves: str = "") -> CodeSent:
        """A fresh code. ``act`` says in words what it is for. Raises Denied: slow_down or no_way_for_code.

        ``aloud``: the person reads it to somebody else, so it must come by message: an authenticator's code is bound to no content.
        ``proves``: a phone that does not count yet; the code goes there and nowhere else.
        """
        code, phone = codes.fresh_code(), proves or person.phone
        by_message = aloud or bool(proves)
        row = await written(self.writer, lambda conn: self._begin(conn, wanted, person, code, phone, by_message))
        if row.way == codes.SMS:
            await self.carry(phone, self._text(code, act, aloud), wanted.purpose)
        end = phone[-3:] if row.way == codes.SMS else ""
        return CodeSent(challenge=row.id, way=row.way, expires_at=row.expires_at, tries=codes.TRIES_MAX, sent_to=end)

    async def confirm(
        self, ask: ConfirmCode, fits: Callable[[Code], bool], then: Callable[[Connection, Code], None]
    ) -> Code:
        """Take the code. ``fits`` says whether the challenge is this caller's; ``then`` runs with a right one. Raises Denied."""
        row, fate = await written(self.writer, lambda conn: self._answer(conn, ask, fits, then))
        if fate is not Fate.RIGHT or row is None:
            raise Denied(ErrorCode.CODE_WRONG if fate is Fate.WRONG else ErrorCode.CODE_OVER)
        return row

    def _begin(
        self, conn: Connection, wanted: Wanted, person: UserRow, code: str, phone: str, by_message: bool
    ) -> Code:
        now = self.clock()
        way = codes.TOTP if totp.has(conn, person.id) and not by_message else codes.SMS
        if way == codes.SMS and not phone:
            raise Denied(ErrorCode.NO_WAY_FOR_CODE)
        if codes.asked_lately(conn, person.id, now) >= codes.ASKED_MAX:
            raise Denied(ErrorCode.SLOW_DOWN, retry_after_s=codes.ASKED_WITHIN_S)
        activity.note(conn, now, activity.CODE_SENT, person.id, person.username, wanted.device, wanted.subject_word)
        return codes.begin(conn, self.sealer, wanted, way, code, now)

    def _answer(
        self, conn: Connection, ask: ConfirmCode, fits: Callable[[Code], bool], then: Callable[[Connection, Code], None]
    ) -> tuple[Code | None, Fate]:
        now = self.clock()
        row = codes.find(conn, ask.challenge)
        if row is None or not fits(row):
            return None, Fate.OVER
        fate = codes.answer(conn, self.sealer, row, ask.code, now)
        right = fate is Fate.RIGHT
        activity.note(conn, now, activity.CODE_CONFIRMED if right else activity.CODE_WRONG, row.user, device=row.device)
        if right:
            then(conn, row)
        return row, fate

    def _text(self, code: str, act: str, aloud: bool) -> str:
        minutes = codes.LIVES_S // 60
        tell = "Read it only to them, and only if they read you these words" if aloud else "Tell it to nobody"
        return f"{self.bank_name}: {code} to {act[:ACT_MAX]}. Counts once within {minutes} minutes. {tell}."
