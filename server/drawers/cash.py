"""The ledger's CashDesk: the till behind an envelope's lease, and the pieces that move through it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from contract.errors import ErrorCode, Rejected
from contract.ledger import Cash
from contract.money import add_pieces, pieces_total
from contract.notices import Level
from contract.permissions import Permission
from server.core.actor import Header
from server.core.audience import at_branch
from server.core.branch_table import BRANCHES
from server.core.context import Context
from server.core.store import Key
from server.core.unit import Unit
from server.drawers import facts, rules
from server.drawers.tables import BAGS, CASH_MOVES, DRAWERS, SESSIONS, BagRow, CashMoveRow, SessionRow
from server.ledger import chart, posting
from server.ledger import rules as ledger_rules
from server.ledger.cash import CashEntry
from server.ledger.ports import Tell
from server.ledger.stock import Found
from server.ledger.tables import ACCOUNTS
from server.ledger.verification import Sign

replace = msgspec.structs.replace
NEAR = {"soft": "drawer_near_soft", "insured": "drawer_near_insured", "hard": "drawer_near_hard"}
"""The notice by the bound that comes near."""
SANK = {"near": "drawer_near_minimum", "under": "drawer_under_minimum"}
"""The notice by how far the cash sank towards the minimum."""
SENT = frozenset({"to_vault", "to_drawer", "suspect"})
"""What the cashier hands on of their own will: whoever empties a drawer for the evening need not be told that it is low."""
FLOW = {("advance", 1): "advance_back", ("reversal", 1): "reversal_in", ("reversal", -1): "reversal_out"}


def drawer_bag(drawer: str) -> str:
    """The key of a drawer's bag."""
    return f"drawer:{drawer}"


def vault_bag(branch: str, currency: str) -> str:
    """The key of a vault's bag."""
    return f"vault:{branch}:{currency}"


def transit_bag(branch: str, currency: str) -> str:
    """The key of the bag of what is on its way at a branch."""
    return f"transit:{branch}:{currency}"


def bag_of(ctx: Context, holder: str, branch: str, currency: str, account: str) -> BagRow:
    """The bag, empty before its first piece."""
    return ctx.get(BAGS, holder) or BagRow(holder=holder, branch=branch, currency=currency, account=account)


def move(
    ctx: Context, bag: BagRow, pieces: Mapping[str, int], amount: int, kind: str, transaction: str, session: str
) -> BagRow:
    """Stage the bag with these signed pieces added, and the movement's line."""
    held = rules.moved(bag.pieces, pieces, {})
    if isinstance(held, Rejected):
        raise ValueError(f"{bag.holder} would go negative")
    ctx.add(CASH_MOVES, CashMoveRow(seq=ctx.seq, n=len(ctx.logs.get(CASH_MOVES, ())), holder=bag.holder, kind=kind,
                                    transaction=transaction, session=session, pieces=dict(pieces), amount=amount))  # fmt: skip
    after = ctx.put(BAGS, replace(bag, pieces=held, amount=bag.amount + amount))
    if not bag.holder.startswith("drawer:"):
        facts.say_stock(ctx, after)
    return after


def note(
    ctx: Context, tell: Tell, session: SessionRow, before: int, bag: BagRow, flow: str, amount: int, late: bool = False
) -> None:
    """What a movement does to the till's session: its flows, how near it is to its bounds, and what is said of both.

    An exchange moves no money, so it is no movement of the slip.
    """
    drawer = ctx.must(DRAWERS, session.drawer)
    word = rules.limit_word(bag.amount, drawer.soft_max, drawer.hard_max, drawer.minimum)
    flows = rules.add_flow(session.flows, flow, amount) if amount else session.flows
    session = replace(session, flows=flows, limit_word=word, last_seq=ctx.seq, late_entries=session.late_entries + late)
    facts.say_session(ctx, ctx.put(SESSIONS, session), drawer.tolerance)
    facts.say_totals(ctx, session, bag)
    bounds = {"soft": drawer.soft_max, "insured": drawer.insured, "hard": drawer.hard_max}
    for which in ledger_rules.approached(before, bag.amount, bounds):
        _tell_bound(ctx, tell, session, NEAR[which], bounds[which])
    sank = "" if flow in SENT else rules.sank(before, bag.amount, drawer.minimum)
    if sank:
        _tell_bound(ctx, tell, session, SANK[sank], drawer.minimum)


def tell_opened_low(ctx: Context, tell: Tell, session: SessionRow) -> None:
    """A drawer that opens below its minimum wants cash before the first customer does."""
    if session.limit_word == "low":
        _tell_bound(ctx, tell, session, SANK["under"], ctx.must(DRAWERS, session.drawer).minimum)


def _tell_bound(ctx: Context, tell: Tell, session: SessionRow, code: str, bound: int) -> None:
    """The bound, never the total: the cashier hears it too, and counts blind."""
    params = {"drawer": session.number, "bound": bound, "currency": session.currency}
    audience = at_branch(session.branch, Permission.SEE_DRAWER_TOTALS.value, (session.cashier,))
    tell(ctx, code, Level.WARN, params, audience, session.id)


class DrawerCash:
    """See the module. ``tell`` is the notices' door, ``sign`` makes the code of an amended slip, ``record`` is the
    variances': a late entry changes what a close left."""

    def __init__(self, tell: Tell, sign: Sign, record: Callable[[Context, Found], None]) -> None:
        self._tell = tell
        self._sign = sign
        self._record = record

    def needs(self, header: Header, unit: Unit) -> Iterable[Key]:
        """Session, then its bag, its cash and its over/short account."""
        if header.lease is None:
            return
        yield SESSIONS, header.lease.session
        session = unit.peek(SESSIONS, header.lease.session)
        if session is not None:
            yield BAGS, drawer_bag(session.drawer)
            code = chart.DRAWER_CASH if session.state == "open" else chart.OVER_SHORT
            yield ACCOUNTS, chart.internal_id(session.branch, code, session.currency, session.number)

    def entry(self, ctx: Context, currency: str, taken_offline: bool = False) -> CashEntry | Rejected:
        """The session behind the lease. What was taken offline is accepted under a stale lease and after the count.

        Under a stale lease the cash lies in the drawer and is yet to be counted, so it is booked as cash; after the count it
        can only be what the count was over.
        """
        return ctx.once(self._entry, currency, taken_offline)

    def _entry(self, ctx: Context, currency: str, taken_offline: bool) -> CashEntry | Rejected:
        lease = ctx.header.lease
        session = ctx.get(SESSIONS, lease.session) if lease else None
        if lease is None or session is None:
            return Rejected(code=ErrorCode.DRAWER_NOT_OPEN)
        fault = self._foreign(ctx, session, currency, taken_offline)
        if fault is None and (session.state == "unsigned" or session.refused):
            # No count of this session's will ever find it: even what was taken offline is no cash of this drawer.
            fault = rules.not_open(session.number, session.state)
        if fault is not None:
            return fault
        if session.branch != ctx.branch:
            home = ctx.must(BRANCHES, session.branch)
            ctx.work_at(home.id, home.business_date, home.open)
        stale = rules.stale(lease.number, ctx.header.device, session.lease, session.device)
        counted = session.state != "open"
        if not taken_offline and counted:
            return rules.not_open(session.number, session.state)
        if not taken_offline and stale:
            return Rejected(code=ErrorCode.LEASE_STALE, params={"drawer": session.number})
        code = chart.OVER_SHORT if counted else chart.DRAWER_CASH
        account = posting.internal(ctx, session.branch, code, currency, session.number)
        return CashEntry(account_id=account.id, drawer=session.number, session=session.id, business_date=session.business_date,
                         lease=session.lease, late=stale or counted, counted=counted, physical=taken_offline)  # fmt: skip

    def unplaced(self, ctx: Context, currency: str) -> CashEntry:
        """In transit under the maker's name, at the branch that is worked at. No piece is anywhere until a manager has looked."""
        account = posting.internal(ctx, ctx.branch, chart.IN_TRANSIT, currency, ctx.actor.user)
        return CashEntry(account_id=account.id, drawer="", session="", business_date=ctx.business_date, lease=0, late=True,
                         physical=True)  # fmt: skip

    def _foreign(self, ctx: Context, session: SessionRow, currency: str, taken_offline: bool) -> Rejected | None:
        # Who was moved to another branch has left cash in the drawer of the old one: that much is theirs still.
        elsewhere = session.branch != ctx.branch and not taken_offline
        if session.cashier != ctx.actor.user or elsewhere:
            return Rejected(code=ErrorCode.DRAWER_NOT_YOURS, params={"drawer": session.number})
        if session.currency != currency:
            return Rejected(code=ErrorCode.WRONG_CURRENCY, params={"account": session.currency})
        return None

    def take(
        self,
        ctx: Context,
        entry: CashEntry,
        currency: str,
        cash: Cash,
        net_in: int,
        transaction: str,
        kind: str,
        receipt: str = "",
    ) -> Rejected | None:
        """Move the pieces, or say what does not add up. After the count only the slip changes."""
        received, given = dict(cash.received), dict(cash.given)
        fault = rules.cash_fault(received, given, net_in, currency)
        if fault is not None and not entry.physical:
            return fault
        if fault is not None:
            # The cash is in the drawer, whatever was typed: its value is booked, the next count says which pieces it is.
            received, given = rules.as_pieces(net_in, currency), {}
            if pieces_total(received) != net_in:
                return fault
        session = ctx.must(SESSIONS, entry.session)
        if entry.counted:
            used = rules.with_receipt(session.receipts, receipt, session.number, session.business_date)
            self._amend(ctx, replace(session, receipts=used), rules.difference(given, received), net_in, transaction)
            return None
        bag = ctx.must(BAGS, drawer_bag(session.drawer))
        pieces = rules.difference(given, received)
        held = rules.moved(bag.pieces, received, given)
        if isinstance(held, Rejected):
            if not entry.physical:
                return held
            pieces = rules.difference(bag.pieces, rules.spread(bag.pieces, bag.amount + net_in, currency))
        return self._move(ctx, entry, session, bag, pieces, net_in, transaction, kind)

    def _move(
        self,
        ctx: Context,
        entry: CashEntry,
        session: SessionRow,
        bag: BagRow,
        pieces: Mapping[str, int],
        net_in: int,
        transaction: str,
        kind: str,
    ) -> Rejected | None:
        drawer = ctx.must(DRAWERS, session.drawer)
        word = rules.limit_word(bag.amount + net_in, drawer.soft_max, drawer.hard_max)
        if word == "over" and net_in > 0 and not entry.physical:
            params = {"bound": drawer.hard_max, "currency": session.currency}
            return Rejected(code=ErrorCode.DRAWER_OVER_HARD_LIMIT, params=params)
        before, bag = bag.amount, move(ctx, bag, pieces, net_in, kind, transaction, session.id)
        flow = FLOW.get((kind, 1 if net_in > 0 else -1), kind)
        note(ctx, self._tell, session, before, bag, flow, net_in, entry.late)
        return None

    def _amend(
        self, ctx: Context, session: SessionRow, pieces: Mapping[str, int], net_in: int, transaction: str
    ) -> None:
        """A late entry: the session's over/short absorbs it, the slip is reissued as amended, a manager is told."""
        drawer = ctx.must(DRAWERS, session.drawer)
        flow = rules.LATE[0] if net_in > 0 else rules.LATE[1]
        session = replace(session, late_entries=session.late_entries + 1, amended=session.amended + 1,
                          flows=rules.add_flow(session.flows, flow, net_in),
                          late_pieces=add_pieces(session.late_pieces, pieces))  # fmt: skip
        if session.state == "closed":
            session = replace(session, verification=facts.newest_code(self._sign, session))
        facts.say_session(ctx, ctx.put(SESSIONS, session), drawer.tolerance)
        if session.state == "closed":
            # Whoever accepted the close has not seen what it has become.
            self._record(ctx, replace(facts.found(session, drawer.tolerance), accepted_by=""))
        params: dict[str, Any] = {"drawer": session.number, "amount": net_in, "currency": session.currency}
        audience = at_branch(ctx.branch, Permission.DECIDE.value, (session.cashier,))
        self._tell(ctx, "late_entry", Level.WARN, params, audience, transaction)
