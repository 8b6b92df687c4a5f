"""The desk where requests lie: asking, using a permit, and what still waits. The gate and the drawers come through here."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import msgspec

from contract.approvals import Requested, RequestFact, RequestState, When, Why
from contract.base import Command
from contract.commands import encode, kind_of
from contract.errors import ErrorCode, Rejected
from contract.hands import Hand, SignedHand
from contract.ink import name_of
from contract.permissions import Permission, Role
from server.approvals import policy, rules
from server.approvals.tables import OBJECTS, REQUESTS, RULES, WAITING, ObjectRow, RequestRow, WaitingRow
from server.core.actor import Actor
from server.core.audience import Audience, at_branch
from server.core.context import Context
from server.core.registry import Handler, Policy, Weighed
from server.core.unit import Unit

replace = msgspec.structs.replace


class Subject(msgspec.Struct):
    """What the stored command is about, where it names another transaction, a variance, a loan or a person; and how its customer signed."""

    original: str = ""
    variance: str = ""
    loan: str = ""
    user: str | None = ""
    ink: str = ""
    unsigned: str | None = ""
    hands: tuple[Hand, ...] = ()

    def signed(self) -> tuple[SignedHand, ...]:
        """Who signed on the pad; a name that is empty is the holder's."""
        alone = (SignedHand(name="", file=name_of(self.ink)),) if self.ink else ()
        return alone or tuple(SignedHand(name=hand.name, file=name_of(hand.ink)) for hand in self.hands)


def subject_of(row: RequestRow) -> Subject:
    """Read from the command that the request keeps."""
    return msgspec.json.decode(row.body, type=Subject)


def signed_of(body: str | bytes) -> tuple[tuple[SignedHand, ...], str]:
    """Who signed beneath a command on the pad, and why nobody did, or no more of them."""
    subject = msgspec.json.decode(body, type=Subject)
    return subject.signed(), subject.unsigned or ""


def request_fact(row: RequestRow) -> RequestFact:
    """A request as a fact."""
    subject = subject_of(row)
    return RequestFact(
        request=row.id,
        kind=row.kind,
        state=RequestState(row.state),
        maker=row.maker,
        maker_name=row.maker_name,
        branch=row.branch,
        role=Role(row.role),
        reasons=tuple(Why(**why) for why in row.reasons),
        at=row.at,
        expires_at=row.expires_at,
        amount=row.amount,
        currency=row.currency,
        account=row.account,
        account_number=row.account_number,
        holder=row.holder,
        drawer=row.drawer,
        transaction=row.transaction,
        command=row.command,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        reason=row.reason,
        is_permit=row.is_permit,
        narration=row.narration,
        original=subject.original or subject.variance or subject.loan,
        content="" if row.amount or row.transaction else row.body,
        binding=row.binding,
        ceiling=row.ceiling,
        taken_by=row.taken_by,
        taken_by_name=row.taken_by_name,
        taken_at=row.taken_at,
        asks=row.asks,
        escalated_to=row.escalated_to,
        session=row.session,
        reminded_at=row.reminded_at,
        ink=next((hand.file for hand in subject.signed()), ""),
        unsigned=subject.unsigned or "",
        hands=tuple(hand for hand in subject.signed() if hand.name),
    )


def audiences(branch: str, maker: str, escalated_to: str) -> Iterable[Audience]:
    """Those who decide at the branch, and the maker; once it was escalated, those who decide there, too."""
    yield at_branch(branch, Permission.DECIDE.value, (maker,))
    if escalated_to and escalated_to != branch:
        yield at_branch(escalated_to, Permission.DECIDE.value)


def keep(ctx: Context, row: RequestRow) -> RequestRow:
    """Stage a request, its place in its session's list, what is open about its object, and its fact."""
    for audience in audiences(row.branch, row.maker, row.escalated_to):
        ctx.say(request_fact(row), audience, row.id)
    if row.object:
        about = ctx.get(OBJECTS, row.object) or ObjectRow(object=row.object, request="")
        ctx.put(OBJECTS, replace(about, request=row.id if rules.is_open(row) else ""))
    if row.session:
        held = ctx.get(WAITING, row.session) or WaitingRow(session=row.session)
        others = [request for request in held.requests if request != row.id]
        ctx.put(WAITING, replace(held, requests=[*others, row.id] if rules.is_open(row) else others))
    return ctx.put(REQUESTS, row)


def settle(ctx: Context, row: RequestRow, state: RequestState, reason: str = "") -> RequestRow:
    """Move a request on. Raises ValueError for a move that the rules do not know."""
    if not rules.may_become(row, state):
        raise ValueError(f"request {row.id} is {row.state}")
    if state is RequestState.USED:
        return keep(ctx, replace(row, state=state.value))
    return keep(ctx, replace(row, state=state.value, decided_by=ctx.actor.user, decided_at=ctx.at, reason=reason))


def _unbound(ctx: Context, kind: str, currency: str) -> int | None:
    return None


def _no_code(ctx: Context, currency: str) -> int | None:
    return None


def _not_told(ctx: Context, row: RequestRow) -> None:
    return None


def _not_reminded(ctx: Context, row: RequestRow, audience: Audience) -> None:
    return None


@dataclass(frozen=True)
class Approvals:
    """``ask`` and ``redeem`` are the gate's two doors, the rest answers questions about what waits.

    ``own_bound`` is up to where the decider may approve a kind of command, ``uncoded`` up to where without a fresh code, ``flag``
    tells those who look for it that maker and decider sat at one workstation, ``remind`` those who decide that one waits.

    ``lookup`` finds a command's handler once the registry is built, ``actor`` a person with their rights of now,
    ``subject`` an account's number and holder, ``drawer_number`` the drawer of a session. ``policy`` is told what a decision booked.
    """

    lookup: Callable[[Command], Handler[Any]]
    actor: Callable[[Context, str], Actor | None]
    subject: Callable[[Context, str], tuple[str, str]]
    drawer_number: Callable[[Context, str], str]
    own_bound: Callable[[Context, str, str], int | None] = _unbound
    uncoded: Callable[[Context, str], int | None] = _no_code
    flag: Callable[[Context, RequestRow], None] = _not_told
    remind: Callable[[Context, RequestRow, Audience], None] = _not_reminded
    policy: Policy | None = None

    def ask(self, ctx: Context, handler: Handler[Any], command: Command, weighed: Weighed) -> Requested | Rejected:
        """Stage a request with the command in it and hold what it needs."""
        row = self._row(ctx, command, weighed)
        held = ctx.get(OBJECTS, row.object)
        if held is not None and held.request:
            return Rejected(code=ErrorCode.REQUEST_OPEN, params={"request": held.request})
        if handler.hold is not None:
            refusal = handler.hold(command, ctx, row.id)
            if refusal is not None:
                return refusal
        keep(ctx, row)
        return Requested(request=row.id, role=weighed.role, reasons=weighed.reasons, expires_at=row.expires_at)

    def _row(self, ctx: Context, command: Command, weighed: Weighed) -> RequestRow:
        header, lease = ctx.header, ctx.header.lease
        number, holder = self.subject(ctx, weighed.account) if weighed.account else ("", weighed.holder)
        session = lease.session if lease else ""
        return RequestRow(
            id=ctx.new_id(),
            kind=kind_of(command),
            state=RequestState.AWAITING.value,
            maker=ctx.actor.user,
            maker_name=ctx.actor.name,
            branch=weighed.branch or ctx.branch,
            role=weighed.role.value,
            reasons=[msgspec.to_builtins(why) for why in weighed.reasons],
            at=ctx.at,
            expires_at=ctx.after(self._waits_s(ctx, kind_of(command), weighed.branch or ctx.branch)),
            command=header.command_id,
            body=encode(command).decode(),
            binding=rules.binding_of(command),
            device=header.device,
            counter=header.counter,
            made_at=header.made_at,
            amount=weighed.amount,
            currency=weighed.currency,
            account=weighed.account,
            account_number=number,
            holder=holder,
            drawer=self.drawer_number(ctx, session) if session else "",
            transaction=weighed.transaction,
            narration=weighed.narration,
            is_permit=weighed.cash,
            session=session,
            lease=lease.number if lease else 0,
            object=weighed.object or rules.binding_of(command),
        )

    @staticmethod
    def _waits_s(ctx: Context, act: str, branch: str) -> int:
        return policy.lifetime_s(ctx.all(RULES).values(), When.ASK_LIFE, act, branch)

    def redeem(self, ctx: Context, command: Command, weighed: Weighed, permit: str) -> Rejected | None:
        """Use a permit, once. If the handler refuses afterwards, the overlay is dropped and the permit is as before."""
        row = ctx.get(REQUESTS, permit)
        if row is None:
            return Rejected(code=ErrorCode.REQUEST_UNKNOWN)
        session = ctx.header.lease.session if ctx.header.lease else ""
        fault = rules.permit_fault(row, command, ctx.actor.user, session, ctx.at, weighed.amount)
        if fault is not None:
            return fault
        settle(ctx, row, RequestState.USED)
        ctx.request, ctx.approved_by, ctx.refers_to = row.id, row.decided_by, row.command
        ctx.asked_at = row.at
        return None

    def waiting(self, ctx: Context, session: str) -> tuple[str, ...]:
        """Requests and unused permits of a drawer session, but for the one that is being executed now."""
        held = ctx.get(WAITING, session)
        return tuple(request for request in held.requests if request != ctx.request) if held else ()


def state_of(unit: Unit, request: str) -> RequestState | None:
    """The request's state of now, None where there is no such request (the batch's Rules ask)."""
    row = unit.get(REQUESTS, request)
    return RequestState(row.state) if row else None
