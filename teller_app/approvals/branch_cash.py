"""The branch's cash as it is now, beside a decision: what lies in the drawers and in the vault, drawer by drawer. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from contract.drawers import DrawerFact, DrawerTotalsFact, SessionFact, SessionState
from contract.vault import StockFact, VaultFact


@dataclass(frozen=True)
class Till:
    """An open drawer. ``share`` of its soft limit (0 where it has none) in per cent; ``near``: from nine tenths on."""

    number: str
    cashier: str
    balance: int
    share: int
    near: bool


@dataclass(frozen=True)
class BranchCash:
    """Minor units of ``currency``. ``vault`` is None where the reader may not see it, its ``share`` None where it has no limit."""

    currency: str
    tills: tuple[Till, ...] = ()
    vault: int | None = None
    share: int | None = None

    @property
    def in_drawers(self) -> int:
        """What lies in the open drawers together."""
        return sum(till.balance for till in self.tills)


NEAR_PERCENT = 90


def cash_of(
    currency: str,
    drawers: Sequence[DrawerFact],
    sessions: Sequence[SessionFact],
    totals: Mapping[str, DrawerTotalsFact],
    stocks: Sequence[StockFact],
    vaults: Sequence[VaultFact],
    name: Callable[[str], str],
) -> BranchCash:
    """Put together from what the replica says; a drawer without totals in sight is left out."""
    by_key = {drawer.drawer: drawer for drawer in drawers}
    tills = []
    for session in sessions:
        drawer, found = by_key.get(session.drawer), totals.get(session.session)
        if drawer is None or found is None or session.state is not SessionState.OPEN or session.currency != currency:
            continue
        share = found.balance * 100 // drawer.soft_max if drawer.soft_max else 0
        tills.append(Till(session.number, name(session.cashier), found.balance, share, share >= NEAR_PERCENT))
    held = next((one.amount for one in stocks if one.holder.startswith("vault:") and one.currency == currency), None)
    most = next((vault.soft_max for vault in vaults if vault.currency == currency), 0)
    share_of = held * 100 // most if held is not None and most else None
    return BranchCash(currency, tuple(sorted(tills, key=lambda till: till.number)), held, share_of)
