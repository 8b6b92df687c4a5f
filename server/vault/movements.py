"""What every movement of cash shares: the doors it is given, its number, its people, its pieces and their legs."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import msgspec

from contract.errors import ErrorCode, Rejected
from contract.ledger import Side
from contract.money import pieces_total
from contract.notices import Level
from contract.permissions import Permission
from contract.variances import Origin
from contract.vault import Moved, MoveKind, MoveState, Place, Where
from server.core.actor import Actor
from server.core.audience import at_branch
from server.core.context import Context
from server.ledger import posting
from server.ledger.ports import Tell
from server.ledger.posting import Draft
from server.ledger.rules import Line, approached
from server.ledger.stock import Found, Spot, Stock
from server.ledger.tables import SERIALS, SerialRow
from server.vault import facts, rules
from server.vault.tables import TRANSFERS, VAULTS, TransferRow, VaultRow

replace = msgspec.structs.replace


@dataclass(frozen=True)
class Deps:
    """What the room needs of others: the bags, the notices' door, who somebody is now, and the variances' door."""

    stock: Stock
    tell: Tell
    actor: Callable[[Context, str], Actor | None]
    record: Callable[[Context, Found], None]


def serial(ctx: Context, prefix: str) -> str:
    """The branch's next number of this kind: ``VT-0612``."""
    name = f"{prefix}/{ctx.branch}"
    row = ctx.get(SERIALS, name) or SerialRow(name=name, last=0)
    ctx.put(SERIALS, SerialRow(name=name, last=row.last + 1))
    return f"{prefix}-{row.last + 1:04d}"


def custodian_fault(ctx: Context) -> Rejected | None:
    """Whether the maker keeps the vault."""
    if Permission.KEEP_VAULT.value in ctx.actor.permissions:
        return None
    return Rejected(code=ErrorCode.NOT_PERMITTED, params={"permission": Permission.KEEP_VAULT.value})


def second_fault(
    deps: Deps, ctx: Context, second: str | None, on_it: Iterable[str], custodian: bool
) -> Rejected | None:
    """Whether the named second person may be one."""
    actor = deps.actor(ctx, second) if second else None
    rights = actor.permissions if actor is not None and actor.active else None
    return rules.second_fault(second or "", rights, ctx.branch, actor.branch if actor else "", on_it, custodian)


def vault_of(ctx: Context, currency: str) -> VaultRow:
    """The custody of the branch's vault."""
    key = f"vault:{ctx.branch}:{currency}"
    return ctx.get(VAULTS, key) or VaultRow(id=key, branch=ctx.branch, currency=currency)


def vault_fault(ctx: Context, currency: str) -> Rejected | None:
    """Whether anything may go in or out: the day is open and the vault is unlocked."""
    if not ctx.day_open:
        return Rejected(code=ErrorCode.DAY_NOT_OPEN)
    return None if unlocked(vault_of(ctx, currency), ctx.at) else Rejected(code=ErrorCode.VAULT_CLOSED)


def unlocked(row: VaultRow, at: str) -> bool:
    """Whether a vault is open at this stamp. Its hour counts also before the bank's clock has written it down."""
    return row.open and (not row.locks_at or at < row.locks_at)


def until(ctx: Context, row: VaultRow) -> VaultRow:
    """Two people are at the vault now: from here on it stays open for so long."""
    return replace(row, locks_at=ctx.after(row.idle_lock_min * 60) if row.idle_lock_min else "")


def spot_of(deps: Deps, ctx: Context, currency: str, place: Place) -> Spot | Rejected:
    """Where this is. A drawer has to be open, the vault unlocked."""
    if place.where is Where.DRAWER:
        return deps.stock.till(ctx, currency, place.drawer or "")
    if place.where is Where.BANK:
        return deps.stock.bank(ctx, currency)
    return vault_fault(ctx, currency) or deps.stock.vault(ctx, currency)


def side(row: TransferRow, source: bool) -> Place:
    """One side of a movement as a place."""
    where, drawer = (row.source, row.source_drawer) if source else (row.target, row.target_drawer)
    return Place(where=Where(where), drawer=drawer or None)


def begin(ctx: Context, transfer: str, kind: MoveKind, currency: str, source: Place, target: Place) -> TransferRow:
    """A movement that nobody has confirmed yet."""
    return TransferRow(id=transfer, number=serial(ctx, "VT"), kind=kind.value, state=MoveState.PROPOSED.value, branch=ctx.branch,
                       currency=currency, source=source.where.value, source_drawer=source.drawer or "", target=target.where.value,
                       target_drawer=target.drawer or "", maker=ctx.actor.user, at=ctx.at, business_date=ctx.business_date,
                       people=[ctx.actor.user])  # fmt: skip


def keep(ctx: Context, row: TransferRow, *people: str) -> TransferRow:
    """Stage the movement with whoever has a part in it from now on, as of this business date, and say it."""
    known = [*row.people, *(person for person in people if person)]
    row = replace(row, people=list(dict.fromkeys(known)), business_date=ctx.business_date)
    facts.say_move(ctx, ctx.put(TRANSFERS, row))
    return row


def moved(row: TransferRow) -> Moved:
    """The answer of a step."""
    return Moved(transfer=row.id, number=row.number, state=MoveState(row.state), difference=row.difference)


def transaction_of(ctx: Context, row: TransferRow) -> str:
    """The id of the booking that a step makes; none where nothing but suspect notes moves, which are no money."""
    return ctx.new_id() if row.amount or row.difference else ""


def found_of(row: TransferRow, amount: int, other: str, origin: Origin, account: str) -> Found:
    """What a movement left over or short, for the variances. Neither who began it nor the ``other`` who counted accepts it."""
    return Found(id=row.id, branch=row.branch, currency=row.currency, drawer=row.number, person=row.maker, amount=amount,
                 reason=row.reason, within=False, accepted_by="", forced_by=other, origin=origin, account=account)  # fmt: skip


def shift(
    deps: Deps, ctx: Context, spot: Spot, pieces: Mapping[str, int], flow: str, transaction: str = ""
) -> Rejected | None:
    """Move pieces and, where they came into the vault, see whether it is near a bound."""
    before = pieces_total(deps.stock.held(ctx, spot))
    fault = deps.stock.move(ctx, spot, pieces, flow, transaction)
    if fault is None and spot.holder.startswith("vault:"):
        _near(deps, ctx, spot, before, before + pieces_total(pieces))
    return fault


def _near(deps: Deps, ctx: Context, spot: Spot, before: int, after: int) -> None:
    vault = vault_of(ctx, spot.currency)
    bounds = {"soft": vault.soft_max, "insured": vault.insured}
    for which in approached(before, after, bounds):
        code = "vault_near_soft" if which == "soft" else "vault_near_insured"
        params = {"bound": bounds[which], "currency": spot.currency, "amount": after}
        deps.tell(ctx, code, Level.WARN, params, at_branch(ctx.branch, Permission.KEEP_VAULT.value), spot.holder)


def book(ctx: Context, row: TransferRow, transaction: str, kind: str, legs: Iterable[tuple[Spot | str, int]]) -> None:
    """One transaction of signed debits on these places' cash accounts; what is nothing is left out."""
    lines = [
        Line(place if isinstance(place, str) else place.account, Side.DEBIT if debit > 0 else Side.CREDIT, abs(debit))
        for place, debit in legs
        if debit
    ]
    if not lines:
        return
    till = next((place for place, _ in legs if isinstance(place, Spot) and place.session), None)
    amount = sum(line.amount for line in lines if line.side is Side.DEBIT)
    draft = Draft(id=transaction, kind=kind, amount=amount, currency=row.currency, drawer=till.number if till else "",
                  session=till.session if till else "", narration=row.number)  # fmt: skip
    posting.book(ctx, draft, lines)
