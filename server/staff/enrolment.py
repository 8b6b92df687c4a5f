"""A workstation that the bank does not know: name and password, a code to the person's phone, then a manager."""

from sqlalchemy import Connection

from contract.commands import decode, encode, fingerprint
from contract.doors import CodeSent, ConfirmCode, Enrol, Enrolled
from contract.errors import ErrorCode
from contract.feed import Awaiting, NotTaken, Refused
from contract.ids import derived_id
from contract.staff import AskForDevice
from server.core.actor import Header
from server.core.clock import Clock, stamp
from server.core.writer import Writer
from server.staff import activity, codes
from server.staff.code_desk import CodeDesk
from server.staff.codes import Code, Wanted
from server.staff.denied import Denied
from server.staff.dpop import thumbprint_of
from server.staff.sign_in import SignIns
from server.staff.tables import DEVICES

PLACE = "unenrolled"
"""All unknown workstations are counted as one place: whoever guesses from there slows the others down, not those at work."""


class Enrolments:
    """The caller has checked the proof and hands in the thumbprint of the key that made it."""

    def __init__(self, writer: Writer, sign_ins: SignIns, desk: CodeDesk, clock: Clock) -> None:
        self._writer = writer
        self._sign_ins = sign_ins
        self._desk = desk
        self._clock = clock

    async def ask(self, ask: Enrol, jkt: str) -> CodeSent:
        """A code to the person in whose name it is asked. Raises Denied."""
        if thumbprint_of(ask.key.x, ask.key.y) != jkt:
            raise Denied(ErrorCode.BAD_PROOF, {"why": "jwk"})
        if self._writer.resident.get(DEVICES, ask.device) is not None:
            raise Denied(ErrorCode.ALREADY_THERE, {"device": ask.device})
        person, _ = await self._sign_ins.verified(ask.username, ask.password, PLACE)
        await self._sign_ins.forgive(person, PLACE)
        command = AskForDevice(device=ask.device, name=ask.name, key=ask.key)
        wanted = Wanted(person.id, ask.device, codes.DEVICE, fingerprint(command), encode(command).decode())
        return await self._desk.send(wanted, person, f"use the workstation {ask.name}")

    async def confirm(self, ask: ConfirmCode, jkt: str) -> Enrolled:
        """The code was right: a manager is asked, in the person's name. Raises Denied."""

        def fits(row: Code) -> bool:
            return row.purpose == codes.DEVICE and jkt == _jkt(row)

        def then(conn: Connection, row: Code) -> None:
            now = self._clock()
            codes.grant(conn, row.user, row.device, row.binding, now)
            activity.note(conn, now, activity.DEVICE_ASKED, row.user, device=row.device, detail=_command(row).name)

        row = await self._desk.confirm(ask, fits, then)
        command = _command(row)
        raw = encode(command)
        header = Header(
            command_id=derived_id("enrolment", row.id),
            made_by=row.user,
            delivered_by=row.user,
            device=row.device,
            counter=0,
            made_at=stamp(self._clock()),
        )
        answer = await self._writer.execute(header, command, raw, raw)
        if isinstance(answer, Awaiting):
            return Enrolled(request=answer.result.request, expires_at=answer.result.expires_at)
        if isinstance(answer, Refused):
            raise Denied(answer.problem.code, dict(answer.problem.params))
        raise Denied(answer.code if isinstance(answer, NotTaken) else ErrorCode.INTERNAL)


def _command(row: Code) -> AskForDevice:
    command = decode(row.subject.encode())
    assert isinstance(command, AskForDevice)
    return command


def _jkt(row: Code) -> str:
    key = _command(row).key
    return thumbprint_of(key.x, key.y)
