"""Tills, the vault's cash, opening a session and going on with it elsewhere."""

from collections.abc import Iterable
from typing import Any

import msgspec

from contract.drawers import AddDrawer, ContinueDrawer, DrawerOpened, FundVault, LeaseGranted, OpenDrawer
from contract.errors import ErrorCode, Rejected
from contract.ledger import Side
from contract.money import pieces_total, unknown_faces
from contract.notices import Level
from server.core.actor import Header
from server.core.audience import at_branch
from server.core.branch_table import BRANCHES
from server.core.context import Context
from server.core.registry import Outcome
from server.core.store import Key
from server.core.unit import Unit
from server.drawers import facts, rules
from server.drawers.cash import drawer_bag, move, vault_bag
from server.drawers.tables import BAGS, DRAWERS, SESSIONS, BagRow, DrawerRow, SessionRow
from server.ledger import chart, posting
from server.ledger.ports import Tell
from server.ledger.posting import Draft
from server.ledger.rules import Line
from server.ledger.tables import ACCOUNTS

replace = msgspec.structs.replace


def add_drawer(command: AddDrawer, ctx: Context) -> Outcome:
    """A new till."""
    taken = any(row.number == command.number and row.branch == command.branch for row in ctx.all(DRAWERS).values())
    if taken or ctx.get(DRAWERS, command.drawer):
        return Rejected(code=ErrorCode.ALREADY_THERE, params={"drawer": command.number})
    if ctx.get(BRANCHES, command.branch) is None:
        return Rejected(code=ErrorCode.BRANCH_UNKNOWN)
    unknown = unknown_faces(command.standing_float, command.currency)
    if unknown:
        return Rejected(code=ErrorCode.UNKNOWN_DENOMINATION, params={"faces": ", ".join(unknown)})
    fields = {name: getattr(command, name) for name in AddDrawer.__struct_fields__ if name != "drawer"}
    facts.say_drawer(ctx, ctx.put(DRAWERS, DrawerRow(id=command.drawer, **fields)))
    return None


def fund_needs(command: FundVault, header: Header, unit: Unit) -> Iterable[Key]:
    """The vault's bag and both accounts."""
    yield BAGS, vault_bag(command.branch, command.currency)
    yield ACCOUNTS, chart.internal_id(command.branch, chart.VAULT_CASH, command.currency)
    yield ACCOUNTS, chart.internal_id(command.branch, chart.HEAD_OFFICE, command.currency)


def fund_vault(command: FundVault, ctx: Context) -> Outcome:
    """Cash from head office."""
    branch = ctx.get(BRANCHES, command.branch)
    unknown = unknown_faces(command.pieces, command.currency)
    amount = pieces_total(command.pieces)
    if branch is None:
        return Rejected(code=ErrorCode.BRANCH_UNKNOWN)
    if unknown or amount <= 0:
        return Rejected(code=ErrorCode.UNKNOWN_DENOMINATION, params={"faces": ", ".join(unknown)})
    ctx.work_at(branch.id, branch.business_date, branch.open)
    vault = posting.internal(ctx, branch.id, chart.VAULT_CASH, command.currency)
    source = posting.internal(ctx, branch.id, chart.HEAD_OFFICE, command.currency)
    draft = Draft(id=ctx.new_id(), kind="fund_vault", amount=amount, currency=command.currency)
    posting.book(ctx, draft, [Line(vault.id, Side.DEBIT, amount), Line(source.id, Side.CREDIT, amount)])
    bag = _bag(ctx, vault_bag(branch.id, command.currency), branch.id, command.currency, vault.id)
    move(ctx, bag, command.pieces, amount, "fund_vault", draft.id, "")
    return None


def _bag(ctx: Context, holder: str, branch: str, currency: str, account: str) -> BagRow:
    return ctx.get(BAGS, holder) or BagRow(holder=holder, branch=branch, currency=currency, account=account)


def open_needs(command: OpenDrawer, header: Header, unit: Unit) -> Iterable[Key]:
    """The session's id, both bags, the accounts of cash, vault and differences."""
    yield SESSIONS, command.session
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
    if drawer.session or ctx.get(SESSIONS, command.session) is not None:
        return Rejected(code=ErrorCode.DRAWER_TAKEN, params={"drawer": drawer.number})
    if any(row.cashier == ctx.actor.user for row in ctx.all(DRAWERS).values()):
        return Rejected(code=ErrorCode.SESSION_OPEN)
    unknown = unknown_faces(command.counted, drawer.currency)
    return Rejected(code=ErrorCode.UNKNOWN_DENOMINATION, params={"faces": ", ".join(unknown)}) if unknown else None


def open_drawer(tell: Tell, command: OpenDrawer, ctx: Context) -> Outcome:
    """Take what the vault sends, or what was left; book what was counted; a difference is booked and told."""
    drawer = ctx.get(DRAWERS, command.drawer)
    fault = _open_fault(command, ctx, drawer)
    if fault is not None or drawer is None:
        return fault or Rejected(code=ErrorCode.DRAWER_UNKNOWN)
    cash = posting.internal(ctx, drawer.branch, chart.DRAWER_CASH, drawer.currency, drawer.number)
    bag = _bag(ctx, drawer_bag(drawer.id), drawer.branch, drawer.currency, cash.id)
    carried = bool(bag.pieces)
    sent = dict(bag.pieces if carried else drawer.standing_float)
    if not carried:
        refusal = _from_vault(ctx, drawer, sent, command.session)
        if refusal is not None:
            return refusal
    counted_total, sent_total = pieces_total(command.counted), pieces_total(sent)
    transaction = ctx.new_id()
    _book(ctx, drawer, transaction, command.session, sent_total, counted_total, carried)
    counted = {face: count for face, count in command.counted.items() if count}
    bag = move(
        ctx,
        bag,
        rules.difference(bag.pieces, counted),
        counted_total - bag.amount,
        "opening",
        transaction,
        command.session,
    )
    session = _session(ctx, drawer, command.session, counted_total)
    facts.say_drawer(
        ctx, ctx.put(DRAWERS, replace(drawer, session=session.id, cashier=session.cashier, carried_forward=False))
    )
    facts.say_session(ctx, session, drawer.tolerance)
    facts.say_totals(ctx, session, bag)
    difference = counted_total - sent_total
    if difference:
        params: dict[str, Any] = {"drawer": drawer.number, "amount": difference, "currency": drawer.currency}
        tell(
            ctx,
            "opening_difference",
            Level.WARN,
            params,
            at_branch(drawer.branch, "decide", (session.cashier,)),
            session.id,
        )
    return DrawerOpened(session=session.id, lease=1, sent=sent, sent_total=sent_total, counted_total=counted_total,
                        difference=difference, carried_forward=carried, business_date=ctx.business_date)  # fmt: skip


def _from_vault(ctx: Context, drawer: DrawerRow, sent: dict[str, int], session: str) -> Rejected | None:
    vault = ctx.get(BAGS, vault_bag(drawer.branch, drawer.currency))
    if vault is None or isinstance(rules.moved(vault.pieces, {}, sent), Rejected):
        return Rejected(code=ErrorCode.VAULT_SHORT)
    move(ctx, vault, {face: -count for face, count in sent.items()}, -pieces_total(sent), "float", "", session)
    return None


def _book(
    ctx: Context, drawer: DrawerRow, transaction: str, session: str, sent: int, counted: int, carried: bool
) -> None:
    """From the vault: cash against vault and its difference. Carried forward: only the difference, as over/short."""
    cash = posting.internal(ctx, drawer.branch, chart.DRAWER_CASH, drawer.currency, drawer.number)
    if carried:
        code, detail, moved = chart.OVER_SHORT, drawer.number, counted - sent
    else:
        code, detail, moved = chart.VAULT_DIFFERENCE, "", counted
    lines = [_signed(cash.id, moved)]
    if not carried:
        lines.append(_signed(posting.internal(ctx, drawer.branch, chart.VAULT_CASH, drawer.currency).id, -sent))
    if counted != sent:
        lines.append(_signed(posting.internal(ctx, drawer.branch, code, drawer.currency, detail).id, sent - counted))
    lines = [line for line in lines if line.amount]
    if lines:
        draft = Draft(id=transaction, kind="open_drawer", amount=counted, currency=drawer.currency, drawer=drawer.number,
                      session=session)  # fmt: skip
        posting.book(ctx, draft, lines)


def _signed(account: str, debit: int) -> Line:
    return Line(account, Side.DEBIT if debit >= 0 else Side.CREDIT, abs(debit))


def _session(ctx: Context, drawer: DrawerRow, key: str, opening: int) -> SessionRow:
    row = SessionRow(id=key, drawer=drawer.id, number=drawer.number, branch=drawer.branch, currency=drawer.currency,
                     cashier=ctx.actor.user, device=ctx.header.device, business_date=ctx.business_date, opened_at=ctx.at,
                     opening=opening, offline_budget=drawer.offline_budget, first_seq=ctx.seq, last_seq=ctx.seq,
                     limit_word=rules.limit_word(opening, drawer.soft_max, drawer.hard_max))  # fmt: skip
    return ctx.put(SESSIONS, row)


def go_on(command: ContinueDrawer, ctx: Context) -> Outcome:
    """The same cashier at another workstation: a new lease, the old one is stale from here on."""
    session = ctx.get(SESSIONS, command.session)
    if session is None or session.state == "closed":
        return Rejected(code=ErrorCode.DRAWER_NOT_OPEN)
    if session.cashier != ctx.actor.user:
        return Rejected(code=ErrorCode.DRAWER_NOT_YOURS, params={"drawer": session.number})
    if session.device != ctx.header.device:
        session = replace(session, device=ctx.header.device, lease=session.lease + 1, last_seq=ctx.seq)
        facts.say_session(ctx, ctx.put(SESSIONS, session), ctx.must(DRAWERS, session.drawer).tolerance)
    return LeaseGranted(session=session.id, lease=session.lease, business_date=session.business_date)


def session_needs(command: ContinueDrawer, header: Header, unit: Unit) -> Iterable[Key]:
    """The session."""
    yield SESSIONS, command.session
