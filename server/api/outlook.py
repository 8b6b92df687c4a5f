"""Looking before sending: what would become of a workstation's waiting envelopes, decided by the very rules and never written."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from contract.drawers import DrawerTotalsFact
from contract.envelope import BODY_BYTES_MAX
from contract.errors import ContractError, ErrorCode
from contract.feed import AnyAnswer, AnyFact, Awaiting, NotTaken, Refused
from contract.ledger import Posted, Side
from contract.notices import NoticeFact
from contract.outbox import AskManager, AskOutlook, DrawerThen, Expected, ExpectedLine, Fate, Outlook
from contract.permissions import Permission
from server.api.admission import Admission
from server.api.bodies import body_of, decoded, json_answer
from server.api.identify import allow, proven
from server.api.parts import Parts
from server.core.audience import Reader, may_see
from server.core.batch import Done
from server.core.order import Order
from server.core.unit import Unit
from server.drawers.tables import SESSIONS
from server.ledger import chart
from server.ledger.tables import ACCOUNTS, LEGS, AccountRow, LegRow
from server.staff.actors import reader_of
from server.staff.denied import Denied
from server.staff.sessions import Session

ASK_OUTLOOK, ASK_MANAGER = Permission.READ_ACCOUNTS, Permission.READ_ACCOUNTS
"""What the two doors need; ``api/permission_table.py`` lists them."""
ASK_MAX = 4096
_SUSPENDED = ("deposit_in_suspense", "withdrawal_in_suspense")
_asks = msgspec.json.Decoder(AskOutlook)
_calls = msgspec.json.Decoder(AskManager)
_facts = msgspec.json.Decoder(AnyFact)


class OutlookDoor:
    """``POST /v1/outlook`` and the call for a manager beside it."""

    def __init__(self, parts: Parts, admission: Admission) -> None:
        self._parts = parts
        self._admission = admission

    async def post_outlook(self, request: Request) -> Response:
        """``Outlook``."""
        session = await proven(self._parts, request)
        allow(session, ASK_OUTLOOK)
        ask = decoded(_asks, await body_of(request, BODY_BYTES_MAX))
        return json_answer(await self._parts.reads.run(self._foreseen, ask.envelopes, session))

    async def post_manager(self, request: Request) -> Response:
        """Nothing: those who decide at the branch are told, once for the same receipts."""
        session = await proven(self._parts, request)
        allow(session, ASK_MANAGER)
        ask = decoded(_calls, await body_of(request, ASK_MAX))
        params = {"device": session.device.name, "count": str(ask.count), "receipts": ", ".join(ask.receipts)[:200]}
        await self._parts.alarm("outbox_asked", session.actor.user, params)
        return Response(status_code=204)

    def _foreseen(self, conn: Connection, envelopes: Sequence[msgspec.Raw], session: Session) -> Outlook:
        admitted = [self._order(raw, session) for raw in envelopes]
        orders = [item for item in admitted if isinstance(item, Order) and self._foreseeable(item)]
        unit, done = self._parts.writer.foresee(conn, orders)
        answers = {id(order): answer for order, answer in zip(orders, done.answers, strict=True)}
        view = _View(unit, done, reader_of(session.actor))
        rows = tuple(view.expected(item, answers.get(id(item))) for item in admitted)
        return Outlook(rows=rows, drawers=view.drawers(orders))

    def _order(self, raw: msgspec.Raw, session: Session) -> Order | NotTaken:
        try:
            return self._admission.order(raw, session)
        except (ContractError, Denied) as error:
            return NotTaken(code=error.code, params=dict(error.params))

    def _foreseeable(self, order: Order) -> bool:
        """What searches in a transaction of its own, or takes a code away, is only known once it is done."""
        handler = self._parts.registry.of(order.command)
        return not handler.solo and handler.code is None


class _View:
    """What a batch that was only thought of would have booked, as this reader may see it."""

    def __init__(self, unit: Unit, done: Done, reader: Reader) -> None:
        self._unit, self._reader = unit, reader
        self._new = {pushed.command_id for pushed in done.pushed}
        self._facts = [
            (pushed.command_id, audience, _facts.decode(raw))
            for pushed in done.pushed
            for audience, raw in pushed.facts
        ]
        self._legs: dict[str, list[LegRow]] = {}
        for leg in unit.appended.get(LEGS, []):
            self._legs.setdefault(leg.transaction, []).append(leg)

    def expected(self, item: Order | NotTaken, answer: AnyAnswer | None) -> Expected:
        said = item if isinstance(item, NotTaken) else answer
        if isinstance(said, NotTaken):
            return Expected(fate=Fate.NOT_TAKEN, reason=said.code.value, params=dict(said.params))
        if said is None or isinstance(item, NotTaken):
            return Expected(fate=Fate.UNKNOWN)
        command = item.header.command_id
        if command not in self._new:
            return Expected(fate=Fate.BOOKED)
        if isinstance(said, Refused):
            return Expected(fate=Fate.REFUSED, reason=said.problem.code.value, params=dict(said.problem.params))
        if isinstance(said, Awaiting):
            return Expected(fate=Fate.WAITS)
        posted = said.result if isinstance(said.result, Posted) else None
        return self._posted(command, posted) if posted else Expected(fate=Fate.POSTS)

    def _posted(self, command: str, posted: Posted) -> Expected:
        legs = self._legs.get(posted.transaction, [])
        lines = tuple(_line(leg, account) for leg in legs if (account := self._account(leg)) is not None)
        codes = {line.code for line in lines}
        fate = Fate.POSTS
        if posted.in_suspense:
            fate = Fate.SUSPENSE
        elif chart.OVER_SHORT in codes:
            fate = Fate.OVER_SHORT
        reason = self._told(command, posted.transaction) if fate is Fate.SUSPENSE else ""
        return Expected(fate=fate, reason=reason, balance_after=posted.balance_after, lines=lines)

    def _told(self, command: str, transaction: str) -> str:
        """Why, as the managers would be told it."""
        # No other notice: whether a manager's code was right is not told before the code is spent.
        marks = {(code, transaction) for code in _SUSPENDED}
        told = (
            fact for of, _, fact in self._facts
            if of == command and isinstance(fact, NoticeFact) and (fact.code, fact.refers_to) in marks
        )  # fmt: skip
        return next((str(fact.params["code"]) for fact in told if "code" in fact.params), ErrorCode.INTERNAL.value)

    def _account(self, leg: LegRow) -> AccountRow | None:
        return self._unit.peek(ACCOUNTS, leg.account)

    def drawers(self, orders: Sequence[Order]) -> tuple[DrawerThen, ...]:
        """The sessions whose leases the envelopes name, in that order."""
        leases = dict.fromkeys(order.header.lease.session for order in orders if order.header.lease is not None)
        return tuple(found for session in leases if (found := self._drawer(session)) is not None)

    def _drawer(self, session: str) -> DrawerThen | None:
        row = self._unit.get(SESSIONS, session)
        if row is None:
            return None
        moved, late = (
            self._net(chart.internal_id(row.branch, code, row.currency, row.number))
            for code in (chart.DRAWER_CASH, chart.OVER_SHORT)
        )
        totals = [
            fact.balance for _, audience, fact in self._facts
            if isinstance(fact, DrawerTotalsFact) and fact.session == session and may_see(self._reader, audience)
        ]  # fmt: skip
        after = totals[-1] if totals else None
        return DrawerThen(
            session=session,
            number=row.number,
            currency=row.currency,
            moved=moved,
            over_short=-late,
            before=None if after is None else after - moved,
            after=after,
        )

    def _net(self, account: str) -> int:
        """What all of them would move into an account that is debit-normal."""
        legs = (leg for legs in self._legs.values() for leg in legs if leg.account == account)
        return sum(leg.amount if leg.side == Side.DEBIT else -leg.amount for leg in legs)


def _line(leg: LegRow, account: AccountRow) -> ExpectedLine:
    debit = leg.side == Side.DEBIT
    return ExpectedLine(
        account=account.number,
        code="" if account.customer else account.product,
        debit=leg.amount if debit else 0,
        credit=0 if debit else leg.amount,
    )
