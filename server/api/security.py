"""The staff's own doors: passwords, one-time secrets, codes, new workstations, authenticators, ending sessions, noting prints."""

import asyncio
from typing import Any

import msgspec
from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from contract.beside import SecondHere
from contract.commands import decode, fingerprint, kind_of
from contract.doors import (
    AskAdmission,
    AskCode,
    AskManagerCode,
    ConfirmCode,
    DrawSecret,
    EndSession,
    Enrol,
    NoteActivity,
    OneTimeSecret,
    ProveSecond,
    SetPassword,
    TotpAsk,
    TotpConfirm,
    TotpSecret,
)
from contract.envelope import BODY_BYTES_MAX
from contract.errors import ErrorCode
from contract.papers import NotePrint
from contract.permissions import Permission
from contract.staff import ConfirmPhone
from server.api.bodies import body_of, decoded, json_answer
from server.api.code_words import act_of
from server.api.identify import allow, device_key, proven, stranger_key
from server.api.newcomers import Newcomers
from server.api.parts import Parts
from server.core.clock import later
from server.core.pace import Bucket
from server.staff import activity, codes, history, phones, refresh, secrets, totp
from server.staff.codes import Code, Wanted
from server.staff.denied import Denied, written
from server.staff.passwords import one_time
from server.staff.prints import note_print
from server.staff.sessions import Session
from server.staff.sign_in import store_password
from server.staff.tables import USERS, UserRow

BODY_MAX = 4096
STRANGERS_PER_S, STRANGERS_BURST, STRANGERS_WAIT_S = 2.0, 60, 5
"""At the doors for workstations that nobody knows yet: enough for a branch that opens, too little to fill a log or a queue."""
LOOKS_PER_S, LOOKS_BURST = 4.0, 120
"""Twenty workstations that wait for a manager look every five seconds; each look is a signature and a read."""
NOTES_WAIT_S = 5
DRAW_SECRET, NOTE_ACTIVITY, NOTE_PRINT = Permission.CHANGE_STAFF, None, Permission.READ_ACCOUNTS
"""What the three doors need that are not everybody's own affair; ``api/permission_table.py`` lists them."""
_DECODERS: dict[type[Any], Any] = {
    kind: msgspec.json.Decoder(kind)
    for kind in (
        AskAdmission,
        AskCode,
        AskManagerCode,
        ConfirmCode,
        DrawSecret,
        EndSession,
        Enrol,
        NoteActivity,
        NotePrint,
        ProveSecond,
        SetPassword,
        TotpAsk,
        TotpConfirm,
    )
}


class SecurityDoor:
    """Each endpoint decodes, proves, and hands on; what it does is in ``server/staff``."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._newcomers = Newcomers(parts)
        self._strangers = Bucket(STRANGERS_PER_S, STRANGERS_BURST)
        self._waiting = Bucket(LOOKS_PER_S, LOOKS_BURST)

    async def post_password(self, request: Request) -> Response:
        """``Tokens`` for the password of now and a new one."""
        ask: SetPassword = await self._body(request, SetPassword)
        return json_answer(
            await self._parts.sign_ins.set_password(ask, await device_key(self._parts, request, ask.device))
        )

    async def post_one_time_secret(self, request: Request) -> Response:
        """``OneTimeSecret``, once, for whoever asked for the person or the reset."""
        session, ask = await self._asked(request, DrawSecret)
        allow(session, DRAW_SECRET)
        row, secret = self._person(ask.user), one_time()
        phone = phones.secret_goes_to(row)
        encoded = await self._parts.sign_ins.hashed(secret)
        expires_at = await written(self._parts.writer, lambda conn: self._draw(conn, session, row, encoded, phone))
        if phone:
            text = (
                f"{self._parts.settings.bank_name}: {secret} opens your first sign-in. Then choose your own password."
            )
            await self._parts.courier.carry(phone, text, "secret", secret=True)
            return json_answer(OneTimeSecret(user=row.id, expires_at=expires_at, sent_to=phone[-3:]))
        return json_answer(OneTimeSecret(user=row.id, expires_at=expires_at, secret=secret))

    async def post_code(self, request: Request) -> Response:
        """``CodeSent`` for exactly this command."""
        session = await proven(self._parts, request)
        ask: AskCode = decoded(_DECODERS[AskCode], await body_of(request, BODY_BYTES_MAX))
        command = decode(bytes(ask.command))
        allow(session, self._parts.registry.of(command).permission)
        act = await self._parts.reads.run(act_of, self._parts.writer.resident, command)
        wanted = Wanted(session.actor.user, session.device.id, codes.ACT, fingerprint(command), kind_of(command))
        person = self._person(session.actor.user)
        proves = ""
        if isinstance(command, ConfirmPhone):
            if (why := phones.fault(person, command)) is not None:
                raise Denied(why.code)
            proves = person.noted_phone
        return json_answer(await self._parts.code_desk.send(wanted, person, act, proves=proves))

    async def post_code_confirm(self, request: Request) -> Response:
        """204: the command is taken once now."""
        session, ask = await self._asked(request, ConfirmCode)

        def fits(row: Code) -> bool:
            mine = (row.user, row.device) == (session.actor.user, session.device.id)
            return mine and row.purpose == codes.ACT

        def then(conn: Connection, row: Code) -> None:
            codes.grant(conn, row.user, row.device, row.binding, self._parts.clock())

        await self._parts.code_desk.confirm(ask, fits, then)
        return Response(status_code=204)

    async def post_second(self, request: Request) -> Response:
        """204: the command is taken once now, in the second person's name too."""
        session = await proven(self._parts, request)
        ask: ProveSecond = decoded(_DECODERS[ProveSecond], await body_of(request, BODY_BYTES_MAX))
        command = decode(bytes(ask.command))
        allow(session, self._parts.registry.of(command).permission)
        if not isinstance(command, SecondHere):
            raise Denied(ErrorCode.NOT_PERMITTED, {"kind": kind_of(command)})
        mark, what = fingerprint(command), kind_of(command.act)
        await self._parts.sign_ins.beside(session, command.second, ask.password, mark, what)
        return Response(status_code=204)

    async def post_device(self, request: Request) -> Response:
        """``CodeSent``: a workstation that is not known asks in somebody's name."""
        self._pace_strangers()
        ask: Enrol = await self._body(request, Enrol)
        return json_answer(await self._parts.enrolments.ask(ask, await stranger_key(self._parts, request)))

    async def post_device_confirm(self, request: Request) -> Response:
        """``Enrolled``: a manager is asked now."""
        self._pace_strangers()
        ask: ConfirmCode = await self._body(request, ConfirmCode)
        return json_answer(await self._parts.enrolments.confirm(ask, await stranger_key(self._parts, request)))

    async def post_device_request(self, request: Request) -> Response:
        """``Admission``: how the request of a workstation that waits stands."""
        self._pace(self._waiting)
        ask: AskAdmission = await self._body(request, AskAdmission)
        return json_answer(await self._newcomers.look(ask, await stranger_key(self._parts, request)))

    async def post_manager_code(self, request: Request) -> Response:
        """``CodeSent``: to a manager, who reads it to whoever waits."""
        self._pace_strangers()
        ask: AskManagerCode = await self._body(request, AskManagerCode)
        return json_answer(await self._newcomers.ask_code(ask, await stranger_key(self._parts, request)))

    async def post_manager_confirm(self, request: Request) -> Response:
        """``Admission`` after the manager's code."""
        self._pace_strangers()
        ask: ConfirmCode = await self._body(request, ConfirmCode)
        return json_answer(await self._newcomers.confirm(ask, await stranger_key(self._parts, request)))

    async def post_totp(self, request: Request) -> Response:
        """``TotpSecret``, shown once, after the password was typed again."""
        session, ask = await self._asked(request, TotpAsk)
        await self._parts.sign_ins.verify_again(session, ask.password)
        row = self._person(session.actor.user)
        seed = await written(self._parts.writer, lambda conn: totp.begin(conn, self._parts.code_desk.sealer, row.id))
        return json_answer(TotpSecret(secret=seed, uri=totp.uri(self._parts.settings.bank_name, row.username, seed)))

    async def post_totp_confirm(self, request: Request) -> Response:
        """204: codes come from the authenticator now."""
        session, ask = await self._asked(request, TotpConfirm)
        if not await written(self._parts.writer, lambda conn: self._confirm_totp(conn, session, ask.code)):
            raise Denied(ErrorCode.CODE_WRONG)
        await self._parts.sign_ins.tell("authenticator_set", session.actor.user, session.device.id)
        return Response(status_code=204)

    async def post_session_end(self, request: Request) -> Response:
        """204: the sign-in is over, its feeds close."""
        session, ask = await self._asked(request, EndSession)
        family = await self._parts.reads.run(refresh.find, ask.session)
        if family is None or not history.may_end(session.actor, self._parts.writer.resident, family.user):
            raise Denied(ErrorCode.NOT_FOUND)
        await self._parts.sign_ins.end(family.id, session)
        self._parts.hub.nudge()
        return Response(status_code=204)

    async def post_activity(self, request: Request) -> Response:
        """204: the app printed or wrote out somebody's data, and says so. Past the bound one line says that there was more."""
        session, ask = await self._asked(request, NoteActivity)
        now, user, device = self._parts.clock(), session.actor.user, session.device.id
        what, about = str(ask.what), ask.about
        if bounded := not self._parts.notes.take(user, now.timestamp()):
            what, about = activity.NOTED_TOO_OFTEN, f"{ask.what} {ask.about}"
        if not bounded or self._parts.seldom.first(now.timestamp(), what, user):
            await written(
                self._parts.writer, lambda conn: activity.note(conn, now, what, user, device=device, detail=about)
            )
        if bounded:
            raise Denied(ErrorCode.SLOW_DOWN, retry_after_s=NOTES_WAIT_S)
        return Response(status_code=204)

    async def post_print(self, request: Request) -> Response:
        """``PrintNoted``: how often a paper was printed before, wherever that was; this print counts from now on."""
        session, ask = await self._asked(request, NotePrint)
        allow(session, NOTE_PRINT)
        resident, at, who = self._parts.writer.resident, self._parts.clock(), session.actor.user
        return json_answer(
            await written(self._parts.writer, lambda conn: note_print(conn, resident, ask, at, who, session.device.id))
        )

    def _pace_strangers(self) -> None:
        """Nobody knows who they are, so all of them together are bound: each try is a write, a line and a slow hash."""
        self._pace(self._strangers)

    def _pace(self, bucket: Bucket) -> None:
        if not bucket.take(asyncio.get_running_loop().time()):
            raise Denied(ErrorCode.SLOW_DOWN, retry_after_s=STRANGERS_WAIT_S)

    async def _body(self, request: Request, kind: type[Any]) -> Any:
        return decoded(_DECODERS[kind], await body_of(request, BODY_MAX))

    async def _asked(self, request: Request, kind: type[Any]) -> tuple[Session, Any]:
        session = await proven(self._parts, request)
        return session, await self._body(request, kind)

    def _person(self, user: str) -> UserRow:
        row = self._parts.writer.resident.get(USERS, user)
        if row is None:
            raise Denied(ErrorCode.USER_UNKNOWN)
        return row

    def _draw(self, conn: Connection, session: Session, row: UserRow, encoded: str, phone: str) -> str:
        now = self._parts.clock()
        if not secrets.take_order(conn, row.id, session.actor.user, now):
            raise Denied(ErrorCode.NOT_FOUND)
        store_password(conn, row.id, encoded, now, one_time=True, sent_to=phone)
        return later(now, secrets.SECRET_S)

    def _confirm_totp(self, conn: Connection, session: Session, code: str) -> bool:
        now, user = self._parts.clock(), session.actor.user
        right = totp.confirm(conn, self._parts.code_desk.sealer, user, code, now)
        what = activity.TOTP_SET if right else activity.CODE_WRONG
        if right or self._parts.misses.take(session.device.id, now.timestamp()):
            activity.note(conn, now, what, user, device=session.device.id)
        return right
