"""Who signed for a payment: whether these hands are those that the account's mandate takes for it, and keeping what they drew.

The machine cannot see whose ink it is, so it says whose it is said to be, and lets people compare. What it can know it refuses: somebody
who does not sign for the account, the same one twice, fewer than the amount takes without a word why.
"""

from collections.abc import Iterable

from contract.errors import ErrorCode, Rejected
from contract.hands import Hand, needed
from contract.ledger import Transfer, Withdraw
from contract.names import plain
from server.core.context import Context
from server.core.store import Key
from server.ledger import inks
from server.ledger.ports import Deps
from server.ledger.tables import ACCOUNTS

type Signed = Withdraw | Transfer


def payer(command: Signed) -> str:
    """The account that pays, whose signatories sign."""
    return command.account if isinstance(command, Withdraw) else command.debit_account


def needs(deps: Deps, command: Signed) -> Iterable[Key]:
    """The mandate, and where what was drawn would lie."""
    yield deps.holders.mandate_key(payer(command))
    for ink in _drawn(command):
        yield from inks.needs(ink)


def fault(deps: Deps, command: Signed, ctx: Context) -> Rejected | None:
    """Why this is not signed as it says."""
    drawn = _drawn(command)
    unfit = next((found for ink in drawn if (found := inks.fault(ctx, ink, command.transaction)) is not None), None)
    if unfit is not None or not command.hands:
        return unfit
    if command.ink or len(set(drawn)) < len(drawn):
        return Rejected(code=ErrorCode.INK_UNFIT, params={"why": "copied"})
    return _of_the_mandate(deps, command, ctx)


def changed(deps: Deps, command: Signed, ctx: Context) -> Rejected | None:
    """Once it was asked for, another mandate asks anew: whoever decided compared the hands of the one before."""
    mandate = deps.holders.mandate(ctx, payer(command))
    if not ctx.asked_at or mandate is None or mandate.at <= ctx.asked_at:
        return None
    return Rejected(code=ErrorCode.MANDATE_CHANGED, params={"at": mandate.at})


def keep(command: Signed, ctx: Context, transaction: str = "") -> None:
    """Keep what was drawn, under the payment (``transaction`` where it is booked as another one) and its account."""
    for ink in _drawn(command):
        inks.keep(ctx, ink, transaction or command.transaction, payer(command))


def _drawn(command: Signed) -> list[str]:
    return [ink for ink in (command.ink, *(hand.ink for hand in command.hands)) if ink]


def _of_the_mandate(deps: Deps, command: Signed, ctx: Context) -> Rejected | None:
    account = ctx.get(ACCOUNTS, payer(command))
    mandate = deps.holders.mandate(ctx, payer(command))
    holder = deps.holders.name(ctx, account.customer) if account else ""
    people = [one.name for one in mandate.signatories] if mandate and mandate.signatories else [holder]
    known = {plain(name) for name in people}
    stranger = next((hand.name for hand in command.hands if plain(hand.name) not in known), "")
    if stranger:
        return Rejected(code=ErrorCode.SIGNATORY_UNKNOWN, params={"name": stranger})
    twice = _twice(command.hands)
    if twice:
        return Rejected(code=ErrorCode.SIGNED_TWICE, params={"name": twice})
    takes = needed(mandate, command.amount.minor)
    if len(command.hands) < takes and command.unsigned is None:
        return Rejected(code=ErrorCode.SIGNATURES_MISSING, params={"needed": takes, "given": len(command.hands)})
    return None


def _twice(hands: tuple[Hand, ...]) -> str:
    names = [plain(hand.name) for hand in hands]
    return next((hand.name for place, hand in enumerate(hands) if names[place] in names[:place]), "")
