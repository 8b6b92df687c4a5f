"""What the branch's rooms ask of the replica."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from contract.advances import AdvanceFact
from contract.approvals import RequestFact
from contract.branches import BranchFact, DayReportFact, TillFact
from contract.drawers import DrawerFact, DrawerTotalsFact, ReconciliationFact, SessionFact
from contract.notices import NoticeFact
from contract.staff import UserFact
from contract.variances import VarianceFact
from contract.vault import CashMoveFact, StockFact, VaultFact


def _none(conn: Any, user: str) -> Sequence[NoticeFact]:
    return ()


def _no_sheets(conn: Any) -> Sequence[ReconciliationFact]:
    return ()


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Lookups:
    """Questions to the replica. ``today`` is the workstation's date, a proposal for the next business date only.

    ``usual`` says from a movement on its way, all of them and its minutes so far how many are usual, where it is later; else None.
    """

    branch: Callable[[Any, str], BranchFact | None]
    drawers: Callable[[Any], Sequence[DrawerFact]]
    sessions: Callable[[Any], Sequence[SessionFact]]
    totals: Callable[[Any], Mapping[str, DrawerTotalsFact]]
    stocks: Callable[[Any], Sequence[StockFact]]
    vaults: Callable[[Any], Sequence[VaultFact]]
    moves: Callable[[Any], Sequence[CashMoveFact]]
    requests: Callable[[Any], Sequence[RequestFact]]
    variances: Callable[[Any], Sequence[VarianceFact]]
    advances: Callable[[Any], Sequence[AdvanceFact]]
    people: Callable[[Any], Sequence[UserFact]]
    report: Callable[[Any, str], DayReportFact | None]
    today: Callable[[], date]
    alerts: Callable[[Any, str], Sequence[NoticeFact]] = _none
    tills: Callable[[Any], Sequence[TillFact]] = tuple
    usual: Callable[[CashMoveFact, Sequence[CashMoveFact], int], int | None] = lambda move, moves, minutes: None
    now: Callable[[], datetime] = _now
    closed: Callable[[Any], Sequence[ReconciliationFact]] = _no_sheets
