"""A workstation that waits for a manager: what it is told, how it reminds, and how a manager's code lets it in over a voice line.

Whoever asks has no session: the proof of the key that the request is about is all they have, and another's request looks like none.
"""

from sqlalchemy import Connection

from contract.approvals import ApproveRequest, RemindRequest, RequestState, WithdrawRequest
from contract.base import Command
from contract.commands import decode, encode, fingerprint
from contract.compare import compare_words
from contract.doors import Admission, AskAdmission, AskedManager, AskManagerCode, CodeSent, ConfirmCode
from contract.errors import ErrorCode
from contract.feed import NotTaken, Refused
from contract.ids import new_id
from contract.permissions import Role
from contract.staff import AskForDevice
from server.api.parts import Parts
from server.approvals import rules
from server.approvals.queries import request_of
from server.approvals.tables import RequestRow
from server.core.actor import Header
from server.core.branch_table import BRANCHES
from server.core.clock import stamp
from server.staff import codes, refresh
from server.staff.actors import actor_of
from server.staff.codes import Code, Wanted
from server.staff.denied import Denied
from server.staff.dpop import thumbprint_of
from server.staff.tables import USERS, UserRow

ASKED_MAX = 4
"""Managers whom a workstation is told of."""
NEWCOMER = str(AskForDevice.__struct_config__.tag)
"""The kind of a request that a workstation made for itself."""


class Newcomers:
    """``jkt`` is the thumbprint of the key that made the proof."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def look(self, ask: AskAdmission, jkt: str) -> Admission:
        """How the request stands; a reminder or its withdrawal first, where one is asked. Raises Denied."""
        row = await self._row(ask.request, jkt)
        if ask.act == "remind":
            await self._give(RemindRequest(request=row.id, to=ask.to), row, row.maker)
        elif ask.act == "withdraw":
            await self._give(WithdrawRequest(request=row.id), row, row.maker)
        return await self._parts.reads.run(self._standing, row.id)

    async def ask_code(self, ask: AskManagerCode, jkt: str) -> CodeSent:
        """A code to the manager's phone, for exactly this workstation. Raises Denied: also where they have no phone for it."""
        row = await self._row(ask.request, jkt)
        fault = rules.open_fault(row, stamp(self._parts.clock()), RequestState.APPROVED)
        if fault is not None:
            raise Denied(fault.code, dict(fault.params))
        manager = self._parts.writer.resident.get(USERS, ask.user)
        if manager is None or not self._decides(row, manager):
            raise Denied(ErrorCode.NOT_FOUND)
        command = asked_of(row)
        said = " ".join(compare_words(row.id, command.device, command.name, command.key))
        wanted = Wanted(manager.id, row.device, codes.ADMIT, fingerprint(_yes(row)), row.id)
        act = f"admit {said} ({command.name}, {row.maker_name})"
        return await self._parts.code_desk.send(wanted, manager, act, aloud=True)

    async def confirm(self, ask: ConfirmCode, jkt: str) -> Admission:
        """The code as the manager read it: their yes, given here, and both are told that it came from one workstation. Raises Denied."""

        def fits(code: Code) -> bool:
            return code.purpose == codes.ADMIT

        def then(conn: Connection, code: Code) -> None:
            codes.grant(conn, code.user, code.device, code.binding, self._parts.clock())

        found = await self._parts.reads.run(codes.find, ask.challenge)
        if found is None or found.purpose != codes.ADMIT:
            raise Denied(ErrorCode.CODE_OVER)
        row = await self._row(found.subject, jkt)
        await self._parts.code_desk.confirm(ask, fits, then)
        await self._give(_yes(row), row, found.user)
        return await self._parts.reads.run(self._standing, row.id)

    async def _row(self, request: str, jkt: str) -> RequestRow:
        row = await self._parts.reads.run(request_of, request)
        if row is None or row.kind != NEWCOMER:
            raise Denied(ErrorCode.NOT_FOUND)
        key = asked_of(row).key
        if thumbprint_of(key.x, key.y) != jkt:
            raise Denied(ErrorCode.NOT_FOUND)
        return row

    async def _give(self, command: Command, row: RequestRow, made_by: str) -> None:
        raw = encode(command)
        header = Header(command_id=new_id(), made_by=made_by, delivered_by=made_by, device=row.device, counter=0,
                        made_at=stamp(self._parts.clock()))  # fmt: skip
        answer = await self._parts.writer.execute(header, command, raw, raw)
        if isinstance(answer, Refused):
            raise Denied(answer.problem.code, dict(answer.problem.params))
        if isinstance(answer, NotTaken):
            raise Denied(answer.code)

    def _standing(self, conn: Connection, request: str) -> Admission:
        row = request_of(conn, request)
        assert row is not None, "a request is never deleted"
        resident = self._parts.writer.resident
        here = set(conn.scalars(refresh.signed_in(self._parts.clock())))
        people = [person for person in resident.rows(USERS).values() if self._decides(row, person)]
        asked = [
            AskedManager(
                user=person.id,
                full_name=person.full_name,
                roles=tuple(Role(role) for role in person.roles),
                branch_name=branch.name if (branch := resident.get(BRANCHES, person.branch)) else "",
                here=person.id in here,
                seen_at=row.taken_at if row.taken_by == person.id else "",
            )
            for person in people
        ]
        asked.sort(key=lambda one: (not one.seen_at, not one.here, one.full_name))
        return Admission(request=row.id, state=RequestState(row.state), expires_at=row.expires_at, asked=tuple(asked[:ASKED_MAX]),
                         reminded_at=row.reminded_at, reason=row.reason)  # fmt: skip

    def _decides(self, row: RequestRow, person: UserRow) -> bool:
        actor = actor_of(self._parts.writer.resident, person.id)
        if actor is None or not actor.active:
            return False
        return (
            rules.decider_fault(row, actor.user, actor.apart_from(row.maker).deciding, actor.branch, actor.everywhere)
            is None
        )


def asked_of(row: RequestRow) -> AskForDevice:
    """What the workstation asked."""
    command = decode(row.body.encode())
    assert isinstance(command, AskForDevice)
    return command


def _yes(row: RequestRow) -> ApproveRequest:
    """The decision that the code is bound to: of this request, and of the content that was asked."""
    return ApproveRequest(request=row.id, shown=row.binding)
