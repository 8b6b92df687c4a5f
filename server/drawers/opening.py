"""Tills, the vault's cash, opening a session and going on with it elsewhere."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import msgspec

from contract.buckets import Bucket
from contract.drawers import AddDrawer, BookedLine, ContinueDrawer, DrawerOpened, FundVault, LeaseGranted, OpenDrawer
from contract.errors import ErrorCode, Rejected
from contract.ledger import Side
from contract.money import CURRENCIES, pieces_total
from contract.notices import Level
from contract.permissions import Permission
from server.core.actor import Header
from server.core.audience import at_branch
from server.core.branch_table import BRANCHES, BranchRow
from server.core.context import Context
from server.core.registry import Outcome
from server.core.store import Key
from server.core.unit import Unit
from server.drawers import facts, recount, rules
from server.drawers.cash import bag_of, drawer_bag, move, tell_opened_low, vault_bag
from server.drawers.float_tables import OPENING_COUNTS
from server.drawers.tables import BAGS, DRAWERS, SESSIONS, BagRow, DrawerRow, SessionRow
from server.ledger import chart, posting
from server.ledger.buckets import payable_fault, pieces_fault
from server.ledger.ports import Tell
from server.ledger.posting import Draft
from server.ledger.rules import Line
from server.ledger.stock import Found
from server.ledger.tables import ACCOUNTS

replace = msgspec.structs.replace
Booked = tuple[BookedLine, ...]
Record = Callable[[Context, Found], None]
"""The variances' door: what an opening or a close left over or short."""
Locked = Callable[[Context, str], bool]
"""(context, currency) to whether the branch's vault is closed for the night."""


@dataclass(frozen=True)
class Taking:
    """What was sent and what was counted. ``carried``: left in the drawer at the last close, not from the vault."""

    session: str
    transaction: str
    carried: bool
    sent: dict[str, int]
    counted: dict[str, int]

    @property
    def sent_total(self) -> int:
        return pieces_total(self.sent)

    @property
    def total(self) -> int:
        return pieces_total(self.counted)

    @property
    def difference(self) -> int:
        return self.total - self.sent_total


def _at(ctx: Context, key: str) -> BranchRow | Rejected:
    """The branch that is worked at: one's own, or any for the bank's own hand."""
    branch = ctx.get(BRANCHES, key)
    if branch is None:
        return Rejected(code=ErrorCode.BRANCH_UNKNOWN)
    if key != ctx.branch and not ctx.actor.everywhere:
        return Rejected(code=ErrorCode.WRONG_BRANCH)
    ctx.work_at(branch.id, branch.business_date, branch.open)
    return branch


def add_drawer(command: AddDrawer, ctx: Context) -> Outcome:
    """A new till. Its number stands in receipt numbers, so it is unique in its branch."""
    branch = _at(ctx, command.branch)
    if isinstance(branch, Rejected):
        return branch
    taken = any(row.number == command.number and row.branch == command.branch for row in ctx.all(DRAWERS).values())
    if taken or ctx.get(DRAWERS, command.drawer):
        return Rejected(code=ErrorCode.ALREADY_THERE, params={"drawer": command.number})
    if command.currency not in CURRENCIES:
        return Rejected(code=ErrorCode.UNKNOWN_DENOMINATION, params={"faces": command.currency})
    fault = pieces_fault(command.standing_float, command.currency, (Bucket.FIT,))
    if fault is not None:
        return fault
    fields = {name: getattr(command, name) for name in AddDrawer.__struct_fields__ if name != "drawer"}
    facts.say_drawer(ctx, ctx.put(DRAWERS, DrawerRow(id=command.drawer, **fields)))
    return None


def fund_needs(command: FundVault, header: Header, unit: Unit) -> Iterable[Key]:
    """The vault's bag and both accounts."""
    yield BAGS, vault_bag(command.branch, command.currency)
    yield ACCOUNTS, chart.internal_id(command.branch, chart.VAULT_CASH, command.currency)
    yield ACCOUNTS, chart.internal_id(command.branch, chart.HEAD_OFFICE, command.currency)


def fund_vault(command: FundVault, ctx: Context) -> Outcome:
    """Cash from head office at a branch's founding, by the bank's own hand. People go the way of two (``server/vault``)."""
    branch = _at(ctx, command.branch)
    if isinstance(branch, Rejected):
        return branch
    pieces = {face: count for face, count in command.pieces.items() if count}
    fault, amount = payable_fault(pieces, command.currency), pieces_total(pieces)
    if fault is not None:
        return fault
    if not amount:
        return Rejected(code=ErrorCode.CASH_NEEDED)
    if not branch.open:
        return Rejected(code=ErrorCode.DAY_NOT_OPEN)
    vault = posting.internal(ctx, branch.id, chart.VAULT_CASH, command.currency)
    source = posting.internal(ctx, branch.id, chart.HEAD_OFFICE, command.currency)
    draft = Draft(id=ctx.new_id(), kind="fund_vault", amount=amount, currency=command.currency)
    posting.book(ctx, draft, [Line(vault.id, Side.DEBIT, amount), Line(source.id, Side.CREDIT, amount)])
    bag = bag_of(ctx, vault_bag(branch.id, command.currency), branch.id, command.currency, vault.id)
    move(ctx, bag, pieces, amount, "fund_vault", draft.id, "")
    return None


def open_needs(command: OpenDrawer, header: Header, unit: Unit) -> Iterable[Key]:
    """The session's id, both bags, the accounts of cash, vault and differences."""
    yield SESSIONS, command.session
    yield OPENING_COUNTS, command.session
    drawer = unit.peek(DRAWERS, command.drawer)
    if drawer is None:
        return
    yield BAGS, drawer_bag(drawer.id)
    yield BAGS, vault_bag(drawer.branch, drawer.currency)
    for code, detail in ((chart.DRAWER_CASH, drawer.number), (chart.VAULT_CASH, ""), (chart.VAULT_DIFFERENCE, ""),
                         (chart.OVER_SHORT, drawer.number)):  # fmt: skip
        yield ACCOUNTS, chart.internal_id(drawer.branch, code, drawer.currency, detail)


def _open_fault(command: OpenDrawer, ctx: Context, drawer: DrawerRow | None) -> Rejected | None:
    if drawer is None or drawer.branch != ctx.branch:
        return Rejected(code=ErrorCode.DRAWER_UNKNOWN)
    if not ctx.day_open:
        return Rejected(code=ErrorCode.DAY_NOT_OPEN)
    if drawer.session or drawer.slip:
        return Rejected(code=ErrorCode.DRAWER_TAKEN, params={"drawer": drawer.number})
    if any(row.cashier == ctx.actor.user for row in ctx.all(DRAWERS).values()):
        return Rejected(code=ErrorCode.SESSION_OPEN)
    if ctx.get(SESSIONS, command.session) is not None or recount.foreign(ctx, command.session, drawer.id):
        return Rejected(code=ErrorCode.ALREADY_THERE)
    return pieces_fault(command.counted, drawer.currency)


def open_drawer(
    tell: Tell, locked: Locked, record: Record, command: OpenDrawer, ctx: Context, handed: bool = False
) -> Outcome:
    """Take what the vault sends, or what was left; book what was counted; a difference is booked and told.

    The answer is the first that the cashier hears of what was sent: the opening count is blind, too. ``handed``: from one
    cashier to the next, so that the vault sends nothing, not even to an empty drawer.
    """
    drawer = ctx.get(DRAWERS, command.drawer)
    fault = _open_fault(command, ctx, drawer)
    if fault is not None or drawer is None:
        return fault or Rejected(code=ErrorCode.DRAWER_UNKNOWN)
    if locked(ctx, drawer.currency):
        # Branch, vault, drawers: the morning's order, also for a drawer that carries its own cash forward.
        return Rejected(code=ErrorCode.VAULT_CLOSED)
    cash = posting.internal(ctx, drawer.branch, chart.DRAWER_CASH, drawer.currency, drawer.number)
    bag = bag_of(ctx, drawer_bag(drawer.id), drawer.branch, drawer.currency, cash.id)
    taking = _taking(ctx, command, drawer, bag, handed)
    again = recount.needed(tell, ctx, drawer, taking.session, taking.counted, taking.difference)
    if again is not None:
        return again
    refusal = None if taking.carried else _from_vault(ctx, drawer, taking)
    if refusal is not None:
        return refusal
    lease = rules.next_lease(ctx.business_date, drawer.lease_day, drawer.lease_number)
    session = _session(ctx, drawer, taking, lease)
    if drawer.two_sign:
        tell_waits(tell, ctx, session)
    return enter(tell, record, ctx, drawer, session, bag, taking, _book(ctx, drawer, taking))


def enter(
    tell: Tell,
    record: Record,
    ctx: Context,
    drawer: DrawerRow,
    session: SessionRow,
    bag: BagRow,
    taking: Taking,
    booked: Booked,
) -> DrawerOpened:
    """What every opening does once its count stands and is booked: the drawer holds what was counted, and is the cashier's."""
    bag = move(ctx, bag, rules.difference(bag.pieces, taking.counted), taking.total - bag.amount, "opening",
               taking.transaction, taking.session)  # fmt: skip
    ctx.put(SESSIONS, session)
    drawer = replace(drawer, session=session.id, cashier=session.cashier, carried_forward=taking.carried,
                     lease_day=session.business_date, lease_number=session.lease, slip="")  # fmt: skip
    facts.say_drawer(ctx, ctx.put(DRAWERS, drawer))
    facts.say_session(ctx, session, drawer.tolerance)
    facts.say_totals(ctx, session, bag)
    tell_opened_low(ctx, tell, session)
    if taking.difference:
        params = {"drawer": drawer.number, "amount": taking.difference, "currency": drawer.currency}
        audience = at_branch(drawer.branch, Permission.DECIDE.value, (session.cashier,))
        tell(ctx, "opening_difference", Level.WARN, params, audience, session.id)
        account = chart.OVER_SHORT if taking.carried else chart.VAULT_DIFFERENCE
        record(ctx, facts.opened(session, taking.transaction, taking.difference, drawer.tolerance, account))
    return DrawerOpened(session=session.id, lease=session.lease, sent=taking.sent, sent_total=taking.sent_total,
                        counted_total=taking.total, difference=taking.difference, carried_forward=taking.carried,
                        business_date=ctx.business_date, booked=booked, counts=recount.counts(ctx, session.id))  # fmt: skip


def tell_waits(tell: Tell, ctx: Context, session: SessionRow) -> None:
    """What the custodians hear of an opening that was counted: whose it is, and what it came to."""
    params = {"drawer": session.number, "amount": session.opening, "currency": session.currency, "who": ctx.actor.name}
    tell(ctx, "opening_waits", Level.WARN, params, at_branch(session.branch, Permission.KEEP_VAULT.value), session.id)


def _taking(ctx: Context, command: OpenDrawer, drawer: DrawerRow, bag: BagRow, handed: bool) -> Taking:
    carried = handed or bool(bag.pieces)
    sent = {face: count for face, count in (bag.pieces if carried else drawer.standing_float).items() if count}
    counted = {face: count for face, count in command.counted.items() if count}
    return Taking(command.session, ctx.new_id(), carried, sent, counted)


def _from_vault(ctx: Context, drawer: DrawerRow, taking: Taking) -> Rejected | None:
    vault = ctx.get(BAGS, vault_bag(drawer.branch, drawer.currency))
    held = rules.moved(vault.pieces if vault else {}, {}, taking.sent)
    if isinstance(held, Rejected):
        return Rejected(code=ErrorCode.VAULT_SHORT, params=held.params)
    if vault is not None and taking.sent:
        sent = {face: -count for face, count in taking.sent.items()}
        move(ctx, vault, sent, -taking.sent_total, "float", taking.transaction, taking.session)
    return None


def _book(ctx: Context, drawer: DrawerRow, taking: Taking) -> Booked:
    """From the vault: cash against vault and its difference. Carried forward: only the difference, as over/short. The legs, as booked."""
    if taking.carried:
        parts = [
            (chart.DRAWER_CASH, drawer.number, taking.difference),
            (chart.OVER_SHORT, drawer.number, -taking.difference),
        ]
    else:
        parts = [(chart.DRAWER_CASH, drawer.number, taking.total), (chart.VAULT_DIFFERENCE, "", -taking.difference),
                 (chart.VAULT_CASH, "", -taking.sent_total)]  # fmt: skip
    return book_parts(ctx, drawer, taking, parts)


def book_parts(ctx: Context, drawer: DrawerRow, taking: Taking, parts: list[tuple[str, str, int]]) -> Booked:
    """The entry of an opening from (chart code, detail, signed debit); nothing where all are nought."""
    parts = [part for part in parts if part[2]]
    if parts:
        lines = [_line(ctx, drawer, code, detail, minor) for code, detail, minor in parts]
        amount = sum(line.amount for line in lines if line.side is Side.DEBIT)
        kind = "opening_difference" if taking.carried else "open_drawer"
        draft = Draft(id=taking.transaction, kind=kind, amount=amount, currency=drawer.currency, drawer=drawer.number,
                      session=taking.session)  # fmt: skip
        posting.book(ctx, draft, lines)
    return tuple(
        BookedLine(code=code, detail=detail, debit=max(minor, 0), credit=max(-minor, 0))
        for code, detail, minor in parts
    )


def _line(ctx: Context, drawer: DrawerRow, code: str, detail: str, debit: int) -> Line:
    account = posting.internal(ctx, drawer.branch, code, drawer.currency, detail)
    return Line(account.id, Side.DEBIT if debit >= 0 else Side.CREDIT, abs(debit))


def _session(ctx: Context, drawer: DrawerRow, taking: Taking, lease: int) -> SessionRow:
    return SessionRow(id=taking.session, drawer=drawer.id, number=drawer.number, branch=drawer.branch, currency=drawer.currency,
                     cashier=ctx.actor.user, device=ctx.header.device, business_date=ctx.business_date, opened_at=ctx.at,
                     opening=taking.total, lease=lease, offline_budget=drawer.offline_budget, first_seq=ctx.seq, last_seq=ctx.seq,
                     limit_word=rules.limit_word(taking.total, drawer.soft_max, drawer.hard_max, drawer.minimum),
                     state="unsigned" if drawer.two_sign else "open")  # fmt: skip


def go_on(command: ContinueDrawer, ctx: Context) -> Outcome:
    """The same cashier at another workstation: a new lease, the old one is stale from here on."""
    session = ctx.get(SESSIONS, command.session)
    if session is None or session.state == "closed":
        return Rejected(code=ErrorCode.DRAWER_NOT_OPEN)
    if session.cashier != ctx.actor.user:
        return Rejected(code=ErrorCode.DRAWER_NOT_YOURS, params={"drawer": session.number})
    if session.state == "unsigned":
        return rules.not_open(session.number, session.state)
    if session.device != ctx.header.device:
        drawer = ctx.must(DRAWERS, session.drawer)
        lease = rules.next_lease(session.business_date, drawer.lease_day, drawer.lease_number)
        ctx.put(DRAWERS, replace(drawer, lease_day=session.business_date, lease_number=lease))
        session = replace(session, device=ctx.header.device, lease=lease, last_seq=ctx.seq)
        facts.say_session(ctx, ctx.put(SESSIONS, session), drawer.tolerance)
    return LeaseGranted(session=session.id, lease=session.lease, business_date=session.business_date)


def session_needs(command: ContinueDrawer, header: Header, unit: Unit) -> Iterable[Key]:
    """The session."""
    yield SESSIONS, command.session
