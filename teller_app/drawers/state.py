"""The drawer room as one frozen state."""

from dataclasses import dataclass, field
from typing import Any

from contract.drawers import CountTaken, DrawerFact, DrawerOpened, ReconciliationFact, SessionFact
from contract.money import pieces_total
from teller_app.manifest import Line


@dataclass(frozen=True)
class DrawerState:
    """``phase``: choose (no session, none picked), opening (counting the float), opened (its result is shown), open,
    counting (blind), reconcile (a count is in), awaiting (a manager weighs it), closed (slip ready)."""

    line: Line = Line()
    phase: str = "choose"
    drawers: tuple[DrawerFact, ...] = ()
    drawer: DrawerFact | None = None
    session: SessionFact | None = None
    reconciliation: ReconciliationFact | None = None
    opened: DrawerOpened | None = None
    taken: CountTaken | None = None
    counts: dict[str, int] = field(default_factory=dict)
    reason: str = ""
    unsent: int = 0
    device: str = ""
    busy: bool = False
    problem: str = ""
    problem_params: dict[str, Any] = field(default_factory=dict)
    tick: int = 0

    @property
    def counted(self) -> int:
        """What was typed so far, in minor units."""
        return pieces_total(self.counts)

    @property
    def pieces(self) -> int:
        """How many notes and coins were typed."""
        return sum(self.counts.values())
