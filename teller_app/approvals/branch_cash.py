"""The branch's cash as it is now, beside a decision: what lies in the drawers and in the vault, drawer by drawer. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from contract.drawers import DrawerFact, DrawerTotalsFact, SessionFact, SessionState
from contract.vault import StockFact, VaultFact


@dataclass(frozen=True)
class Till:
    """An open drawer. ``share`` of its soft limit (0 where it is not ``limited``) in per cent; ``near``: from nine tenths on.

    ``staff_number`` decides the hue of the cashier's avatar, "" where it is not known. ``course`` is how the balance of this
    ``session`` went so far, oldest first, as far as this window has seen it.
    """

    number: str
    cashier: str
    balance: int
    share: int
    near: bool
    staff_number: str = ""
    limited: bool = True
    session: str = ""
    course: tuple[float, ...] = ()


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

    def going(self, courses: Mapping[str, tuple[float, ...]]) -> "BranchCash":
        """The same with how each balance went, by session."""
        return replace(
            self, tills=tuple(replace(till, course=courses.get(till.session, till.course)) for till in self.tills)
        )


NEAR_PERCENT = 90


def cash_of(
    currency: str,
    drawers: Sequence[DrawerFact],
    sessions: Sequence[SessionFact],
    totals: Mapping[str, DrawerTotalsFact],
    stocks: Sequence[StockFact],
    vaults: Sequence[VaultFact],
    name: Callable[[str], tuple[str, str]],
) -> BranchCash:
    """Put together from what the replica says; a drawer without totals in sight is left out. ``name`` gives a person's name and staff number."""
    by_key = {drawer.drawer: drawer for drawer in drawers}
    tills = []
    for session in sessions:
        drawer, found = by_key.get(session.drawer), totals.get(session.session)
        if drawer is None or found is None or session.state is not SessionState.OPEN or session.currency != currency:
            continue
        share = found.balance * 100 // drawer.soft_max if drawer.soft_max else 0
        who, staff_number = name(session.cashier)
        near = share >= NEAR_PERCENT
        tills.append(Till(session.number, who, found.balance, share, near, staff_number, drawer.soft_max > 0,
                          session.session))  # fmt: skip
    held = next((one.amount for one in stocks if one.holder.startswith("vault:") and one.currency == currency), None)
    most = next((vault.soft_max for vault in vaults if vault.currency == currency), 0)
    share_of = held * 100 // most if held is not None and most else None
    return BranchCash(currency, tuple(sorted(tills, key=lambda till: till.number)), held, share_of)
