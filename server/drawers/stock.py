"""The bags as other rooms move them: the vault's, what is in transit, and tills that are open."""

from collections.abc import Mapping

import msgspec

from contract.errors import ErrorCode, Rejected
from contract.money import pieces_total
from server.core.context import Context
from server.drawers import rules
from server.drawers.cash import bag_of, drawer_bag, move, note, transit_bag, vault_bag
from server.drawers.tables import BAGS, DRAWERS, SESSIONS
from server.ledger import chart, posting
from server.ledger.ports import Tell
from server.ledger.stock import Spot

replace = msgspec.structs.replace


class BagStock:
    """``server.ledger.stock.Stock`` over this room's tables."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell

    def vault(self, ctx: Context, currency: str) -> Spot:
        """The branch's vault."""
        account = posting.internal(ctx, ctx.branch, chart.VAULT_CASH, currency)
        return Spot(account.id, ctx.branch, currency, vault_bag(ctx.branch, currency))

    def transit(self, ctx: Context, currency: str) -> Spot:
        """One bag a branch and currency: what each transfer holds of it stands in the transfer."""
        account = posting.internal(ctx, ctx.branch, chart.IN_TRANSIT, currency)
        return Spot(account.id, ctx.branch, currency, transit_bag(ctx.branch, currency))

    def bank(self, ctx: Context, currency: str) -> Spot:
        """Head office's account at this branch."""
        return Spot(posting.internal(ctx, ctx.branch, chart.HEAD_OFFICE, currency).id, ctx.branch, currency)

    def till(self, ctx: Context, currency: str, drawer: str) -> Spot | Rejected:
        """Postings stop with the first count, and so do transfers: a counted till is no till."""
        row = ctx.get(DRAWERS, drawer)
        if row is None or row.branch != ctx.branch:
            return Rejected(code=ErrorCode.DRAWER_UNKNOWN)
        if row.currency != currency:
            return Rejected(code=ErrorCode.WRONG_CURRENCY, params={"account": row.currency})
        session = ctx.get(SESSIONS, row.session) if row.session else None
        if session is None or session.state != "open":
            state = session.state if session else "closed"
            return rules.not_open(row.number, state)
        account = posting.internal(ctx, row.branch, chart.DRAWER_CASH, currency, row.number)
        return Spot(
            account.id, row.branch, currency, drawer_bag(row.id), row.number, row.id, session.id, session.cashier
        )

    def mine(self, ctx: Context, spot: Spot) -> Rejected | None:
        """The cashier's own, and not under a lease that was left behind at another workstation."""
        session, lease = ctx.must(SESSIONS, spot.session), ctx.header.lease
        if session.cashier != ctx.actor.user:
            return Rejected(code=ErrorCode.DRAWER_NOT_YOURS, params={"drawer": spot.number})
        if lease is None or lease.session != session.id:
            return Rejected(code=ErrorCode.DRAWER_NOT_OPEN, params={"drawer": spot.number, "state": session.state})
        if rules.stale(lease.number, ctx.header.device, session.lease, session.device):
            return Rejected(code=ErrorCode.LEASE_STALE, params={"drawer": spot.number})
        return None

    def own_till(self, ctx: Context) -> Spot | Rejected:
        """The maker's till by their lease."""
        session = ctx.get(SESSIONS, ctx.header.lease.session) if ctx.header.lease else None
        if session is None:
            return Rejected(code=ErrorCode.DRAWER_NOT_OPEN)
        spot = self.till(ctx, session.currency, session.drawer)
        return spot if isinstance(spot, Rejected) else self.mine(ctx, spot) or spot

    def room_for(self, ctx: Context, spot: Spot, amount: int) -> Rejected | None:
        """What the till would hold against its hard maximum."""
        if not spot.drawer:
            return None
        drawer, bag = ctx.must(DRAWERS, spot.drawer), ctx.must(BAGS, spot.holder)
        if bag.amount + amount <= drawer.hard_max:
            return None
        params = {"bound": drawer.hard_max, "currency": spot.currency}
        return Rejected(code=ErrorCode.DRAWER_OVER_HARD_LIMIT, params=params)

    def held(self, ctx: Context, spot: Spot) -> dict[str, int]:
        """Nothing where there is no bag yet."""
        bag = ctx.get(BAGS, spot.holder)
        return dict(bag.pieces) if bag else {}

    def move(
        self, ctx: Context, spot: Spot, pieces: Mapping[str, int], kind: str, transaction: str = ""
    ) -> Rejected | None:
        """Pieces in and out of one bag. The bank outside has none, so anything may come from there."""
        if not spot.holder:
            return None
        bag = bag_of(ctx, spot.holder, spot.branch, spot.currency, spot.account)
        held = rules.moved(bag.pieces, pieces, {})
        if isinstance(held, Rejected):
            code = ErrorCode.PIECES_SHORT if spot.drawer else ErrorCode.VAULT_SHORT
            return Rejected(code=code, params=held.params)
        amount = pieces_total(pieces)
        after = move(ctx, bag, pieces, amount, kind, transaction, spot.session)
        if spot.session:
            note(ctx, self._tell, ctx.must(SESSIONS, spot.session), bag.amount, after, kind, amount)
        return None
