"""The float slip's way: asked for at the till, signed by who keeps the vault, called back, or used to open the drawer.

Signing moves the float from the vault into the drawer's own bag, so that the books say where the notes are while the line is down, and
keeps the drawer for its cashier. The opening that arrives later is proven against the row that was signed, never against what a till says.
"""

import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec

from contract.errors import ErrorCode, Rejected
from contract.floats import AskFloat, DropFloat, OpeningReviewed, OpenOnSlip, SignFloat
from contract.ledger import Side
from contract.money import pieces_total
from contract.notices import Level
from contract.permissions import Permission
from server.core.actor import Header
from server.core.audience import Audience, at_branch
from server.core.context import Context
from server.core.registry import Outcome
from server.core.store import Key
from server.core.unit import Unit
from server.drawers import facts, float_facts, opening, recount, rules
from server.drawers.cash import bag_of, drawer_bag, move, vault_bag
from server.drawers.float_tables import OPENING_COUNTS, SLIPS, SlipRow
from server.drawers.opening import Locked, Record, Taking
from server.drawers.tables import BAGS, DRAWERS, SESSIONS, BagRow, DrawerRow, SessionRow
from server.ledger import chart, posting
from server.ledger import rules as ledger_rules
from server.ledger.buckets import pieces_fault
from server.ledger.ports import Tell
from server.ledger.posting import Draft
from server.ledger.rules import Line
from server.ledger.tables import ACCOUNTS, TRANSACTIONS
from server.ledger.verification import Sign

replace = msgspec.structs.replace


@dataclass(frozen=True)
class Floats:
    """What slips need of other rooms: the notices' door, the bank's key, whether the vault is closed for the night, the variances' door."""

    tell: Tell
    sign: Sign
    locked: Locked
    record: Record


def needs(command: AskFloat | SignFloat | DropFloat | OpenOnSlip, header: Header, unit: Unit) -> Iterable[Key]:
    """The slip, then the drawer's and the vault's bag, the accounts, the session and its first count."""
    yield SLIPS, command.slip
    row = unit.peek(SLIPS, command.slip)
    if isinstance(command, OpenOnSlip):
        yield SESSIONS, command.session
        yield OPENING_COUNTS, command.session
    drawer = unit.peek(DRAWERS, row.drawer if row else getattr(command, "drawer", ""))
    if drawer is None:
        return
    yield BAGS, drawer_bag(drawer.id)
    yield BAGS, vault_bag(drawer.branch, drawer.currency)
    if row is not None and row.transaction:
        yield TRANSACTIONS, row.transaction
    for code, detail in ((chart.DRAWER_CASH, drawer.number), (chart.VAULT_CASH, ""), (chart.VAULT_DIFFERENCE, ""),
                         (chart.OVER_SHORT, drawer.number)):  # fmt: skip
        yield ACCOUNTS, chart.internal_id(drawer.branch, code, drawer.currency, detail)


def ask(deps: Floats, command: AskFloat, ctx: Context) -> Outcome:
    """At the till itself, for oneself: whose device signs the envelope is what the slip is bound to."""
    drawer = ctx.get(DRAWERS, command.drawer)
    fault = _free_fault(ctx, drawer, ctx.actor.user)
    if fault is not None or drawer is None:
        return fault or Rejected(code=ErrorCode.DRAWER_UNKNOWN)
    if ctx.get(SLIPS, command.slip) is not None:
        return Rejected(code=ErrorCode.ALREADY_THERE)
    row = SlipRow(id=command.slip, drawer=drawer.id, number=drawer.number, branch=drawer.branch, currency=drawer.currency,
                  cashier=ctx.actor.user, device=ctx.header.device, business_date=ctx.business_date, session=ctx.new_id(),
                  asked_at=ctx.at)  # fmt: skip
    float_facts.say(ctx, ctx.put(SLIPS, row))
    params = {"drawer": drawer.number, "who": ctx.actor.name}
    deps.tell(ctx, "float_asked", Level.INFO, params, at_branch(row.branch, Permission.KEEP_VAULT.value), row.id)
    return None


def _free_fault(ctx: Context, drawer: DrawerRow | None, cashier: str) -> Rejected | None:
    if drawer is None or drawer.branch != ctx.branch:
        return Rejected(code=ErrorCode.DRAWER_UNKNOWN)
    if not ctx.day_open:
        return Rejected(code=ErrorCode.DAY_NOT_OPEN)
    if drawer.session or drawer.slip:
        return Rejected(code=ErrorCode.DRAWER_TAKEN, params={"drawer": drawer.number})
    if any(row.cashier == cashier for row in ctx.all(DRAWERS).values()):
        return Rejected(code=ErrorCode.SESSION_OPEN)
    return None


def sign(deps: Floats, command: SignFloat, ctx: Context) -> Outcome:
    """The float is in the drawer from here on, and the drawer is kept for its cashier until the slip is used or called back."""
    row = ctx.get(SLIPS, command.slip)
    if row is None or row.branch != ctx.branch or row.state != "asked" or row.business_date != ctx.business_date:
        return Rejected(code=ErrorCode.SLIP_UNKNOWN)
    if row.cashier == ctx.actor.user:
        return Rejected(code=ErrorCode.SAME_PERSON)
    drawer = ctx.get(DRAWERS, row.drawer)
    fault = _free_fault(ctx, drawer, row.cashier)
    if fault is not None or drawer is None:
        return fault or Rejected(code=ErrorCode.DRAWER_UNKNOWN)
    if deps.locked(ctx, drawer.currency):
        return Rejected(code=ErrorCode.VAULT_CLOSED)
    handed = _handed(ctx, drawer, row)
    if isinstance(handed, Rejected):
        return handed
    lease = rules.next_lease(ctx.business_date, drawer.lease_day, drawer.lease_number)
    row = replace(handed, state="signed", lease=lease, offline_budget=drawer.offline_budget, signed_by=ctx.actor.name,
                  signed_at=ctx.at)  # fmt: skip
    row = ctx.put(SLIPS, replace(row, seal=float_facts.seal_of(deps.sign, row)))
    drawer = ctx.put(DRAWERS, replace(drawer, slip=row.id, lease_day=ctx.business_date, lease_number=lease))
    facts.say_drawer(ctx, drawer)
    float_facts.say(ctx, row)
    params = {"drawer": drawer.number, "who": ctx.actor.name}
    deps.tell(ctx, "float_signed", Level.INFO, params, Audience(people=(row.cashier,)), row.id)
    return None


def _handed(ctx: Context, drawer: DrawerRow, row: SlipRow) -> SlipRow | Rejected:
    """The slip with its float: what was left in the drawer, or the standing float, which leaves the vault now."""
    bag = _bag(ctx, drawer)
    if bag.pieces:
        return replace(row, pieces=bag.pieces, amount=bag.amount, carried=True)
    pieces = {face: count for face, count in drawer.standing_float.items() if count}
    amount, vault = pieces_total(pieces), ctx.get(BAGS, vault_bag(drawer.branch, drawer.currency))
    held = rules.moved(vault.pieces if vault else {}, {}, pieces)
    if isinstance(held, Rejected):
        return Rejected(code=ErrorCode.VAULT_SHORT, params=held.params)
    row = replace(row, pieces=pieces, amount=amount, transaction=ctx.new_id() if amount else "")
    if vault is not None and amount:
        out = {face: -count for face, count in pieces.items()}
        move(ctx, vault, out, -amount, "float", row.transaction, "")
        move(ctx, bag, pieces, amount, "float", row.transaction, "")
        lines = [Line(bag.account, Side.DEBIT, amount), Line(vault.account, Side.CREDIT, amount)]
        draft = Draft(
            id=row.transaction, kind="float_slip", amount=amount, currency=drawer.currency, drawer=drawer.number
        )
        posting.book(ctx, draft, lines)
    return row


def _bag(ctx: Context, drawer: DrawerRow) -> BagRow:
    cash = posting.internal(ctx, drawer.branch, chart.DRAWER_CASH, drawer.currency, drawer.number)
    return bag_of(ctx, drawer_bag(drawer.id), drawer.branch, drawer.currency, cash.id)


def drop(deps: Floats, command: DropFloat, ctx: Context) -> Outcome:
    """A signed float goes back into the vault by the hand that gave it out, where it came from there."""
    row = ctx.get(SLIPS, command.slip)
    if row is None or row.branch != ctx.branch or row.state not in ("asked", "signed"):
        return Rejected(code=ErrorCode.SLIP_UNKNOWN)
    keeps = Permission.KEEP_VAULT in ctx.actor.permissions and row.cashier != ctx.actor.user
    if not keeps and (row.state == "signed" or row.cashier != ctx.actor.user):
        return Rejected(code=ErrorCode.NOT_YOURS)
    if keeps and not command.reason.strip():
        return Rejected(code=ErrorCode.REASON_MISSING)
    if row.state == "signed":
        if deps.locked(ctx, row.currency):
            return Rejected(code=ErrorCode.VAULT_CLOSED)
        _back(ctx, row)
    float_facts.end(ctx, ctx.put(SLIPS, replace(row, state="dropped")))
    if row.cashier != ctx.actor.user:
        params = {"drawer": row.number, "who": ctx.actor.name, "because": command.reason.strip()}
        deps.tell(ctx, "float_dropped", Level.WARN, params, Audience(people=(row.cashier,)), row.id)
    return None


def _back(ctx: Context, row: SlipRow) -> None:
    drawer = ctx.must(DRAWERS, row.drawer)
    facts.say_drawer(ctx, ctx.put(DRAWERS, replace(drawer, slip="")))
    original = ctx.get(TRANSACTIONS, row.transaction) if row.transaction else None
    if original is None:
        return
    bag, vault, back = _bag(ctx, drawer), ctx.must(BAGS, vault_bag(row.branch, row.currency)), ctx.new_id()
    move(ctx, bag, {face: -count for face, count in row.pieces.items()}, -row.amount, "float", back, "")
    move(ctx, vault, row.pieces, row.amount, "float", back, "")
    draft = Draft(id=back, kind="float_back", amount=row.amount, currency=row.currency, drawer=row.number,
                  reverses=original.id)  # fmt: skip
    posting.book(ctx, draft, ledger_rules.opposite((a, s, n) for a, s, n in original.lines))
    posting.mark_reversed(ctx, original, back)


def open_on_slip(deps: Floats, command: OpenOnSlip, ctx: Context) -> Outcome:
    """Prove the slip and open the drawer. What is not proven is booked nowhere: a manager and the auditors hear of it."""
    row = ctx.get(SLIPS, command.slip)
    fault = pieces_fault(command.counted, row.currency) if row is not None else None
    if fault is not None and not command.opened_offline:
        return fault
    why = "count" if fault is not None else _why(deps, command, ctx, row)
    if why or row is None:
        return _reviewed(deps, command, ctx, row, why or "unknown")
    drawer = ctx.must(DRAWERS, row.drawer)
    taking = Taking(row.session, ctx.new_id(), row.carried, row.pieces, {f: n for f, n in command.counted.items() if n})
    if not command.opened_offline:
        again = recount.needed(deps.tell, ctx, drawer, row.session, taking.counted, taking.difference)
        if again is not None:
            return again
    session = _session(command, ctx, drawer, row, taking)
    other = (chart.OVER_SHORT, drawer.number) if row.carried else (chart.VAULT_DIFFERENCE, "")
    parts = [(chart.DRAWER_CASH, drawer.number, taking.difference), (*other, -taking.difference)]
    booked = opening.book_parts(ctx, drawer, taking, parts)
    float_facts.end(ctx, ctx.put(SLIPS, replace(row, state="used")))
    opened = opening.enter(deps.tell, deps.record, ctx, drawer, session, _bag(ctx, drawer), taking, booked)
    if command.opened_offline and rules.second_count_needed(taking.difference, drawer.second_count_above, 1):
        # Nobody could ask for the second count: people look at it instead.
        params = {"drawer": row.number, "who": ctx.actor.name, "amount": taking.difference, "currency": row.currency}
        _say(deps, ctx, "float_mismatch", params, row.branch, row.session)
    return opened


def _why(deps: Floats, command: OpenOnSlip, ctx: Context, row: SlipRow | None) -> str:
    """What does not fit, "" where all does. The seal is made anew from the row, so that a changed amount is a forged slip, too."""
    if row is None:
        return "unknown"
    drawer, sealed = ctx.get(DRAWERS, row.drawer), float_facts.seal_of(deps.sign, row)
    whole = hmac.compare_digest(command.seal, sealed) and hmac.compare_digest(row.seal, sealed)
    busy = drawer is None or drawer.session or drawer.slip != row.id or _bag(ctx, drawer).pieces != row.pieces
    checks = (
        ("used", row.state == "used"),
        ("dropped", row.state == "dropped"),
        ("forged", row.state != "signed" or not whole or command.session != row.session),
        ("cashier", row.cashier != ctx.actor.user),
        ("till", row.device != ctx.header.device),
        ("maker", ctx.doubt is not None),
        ("day", row.business_date != ctx.business_date or row.branch != ctx.branch or not ctx.day_open),
        ("busy", bool(busy) or any(one.cashier == row.cashier for one in ctx.all(DRAWERS).values())),
    )
    return next((why for why, wrong in checks if wrong), "")


def _reviewed(deps: Floats, command: OpenOnSlip, ctx: Context, row: SlipRow | None, why: str) -> OpeningReviewed:
    params = {"drawer": row.number if row else "", "who": ctx.actor.name, "why": why}
    _say(deps, ctx, "float_slip_unproven", params, row.branch if row else ctx.branch, command.slip)
    return OpeningReviewed(session=command.session, why=why)


def _say(deps: Floats, ctx: Context, code: str, params: Mapping[str, object], branch: str, refers_to: str) -> None:
    for audience in (
        at_branch(branch, Permission.DECIDE.value, (ctx.actor.user,)),
        Audience(permission=Permission.READ_AUDIT.value),
    ):
        deps.tell(ctx, code, Level.URGENT, dict(params), audience, refers_to)


def _session(command: OpenOnSlip, ctx: Context, drawer: DrawerRow, row: SlipRow, taking: Taking) -> SessionRow:
    """Open at once, also at a drawer of two signatures: the slip is the second. Offline it was open since the till's clock said so."""
    return SessionRow(id=row.session, drawer=drawer.id, number=drawer.number, branch=drawer.branch, currency=drawer.currency,
                      cashier=row.cashier, device=row.device, business_date=row.business_date,
                      opened_at=ctx.header.made_at if command.opened_offline else ctx.at, opening=taking.total, lease=row.lease,
                      offline_budget=row.offline_budget, first_seq=ctx.seq, last_seq=ctx.seq, signed_by=row.signed_by,
                      signed_at=row.signed_at,
                      limit_word=rules.limit_word(taking.total, drawer.soft_max, drawer.hard_max, drawer.minimum))  # fmt: skip
