"""Advances for tests, and a model over a fake port."""

from dataclasses import dataclass, field
from typing import Any

import msgspec

from contract.advances import AdvanceFact, AdvanceState, AdvanceStep
from teller_app.advances.model import AdvancesModel, Lookups
from tests.teller_app.branches.desk import DAY
from tests.teller_app.kit import BRANCH, EFUA_ID, KWESI_ID, FakePort
from tests.teller_app.samples import some_id
from tests.teller_app.vault.desk import HAJARA_ID, HOUR, PEOPLE, TELLER


def advance(number: int = 118, **changes: Any) -> AdvanceFact:
    base = AdvanceFact(advance=some_id(number), number=f"AD-{number}", branch=BRANCH, person=HAJARA_ID, currency="GHS",
                       amount=120_00, left=120_00, state=AdvanceState.PAID, purpose="Fuel for the van", due="2026-11-21", at=HOUR,
                       business_date=DAY, approved_by=KWESI_ID, steps=(
                           AdvanceStep(kind="paid", by=EFUA_ID, at=HOUR),
                       ))  # fmt: skip
    return msgspec.structs.replace(base, **changes)


APPROVED = advance(119, state=AdvanceState.APPROVED, left=0, steps=(), due="2026-11-30")
OWN = advance(120, person=EFUA_ID)
RETIRED = advance(121, state=AdvanceState.RETIRED, left=0)


@dataclass
class Replica:
    """What the replica says."""

    advances: tuple[AdvanceFact, ...] = (advance(), APPROVED, OWN, RETIRED)
    drawer: str = "03"
    printed: list[tuple[str, int]] = field(default_factory=list)


def room(replica: Replica, port: FakePort | None = None) -> tuple[AdvancesModel, FakePort]:
    """A teller's model unless another person's port is given."""
    port = port or FakePort(TELLER)
    lookups = Lookups(
        advances=lambda conn: replica.advances,
        people=lambda conn: PEOPLE,
        drawer=lambda conn, user: replica.drawer,
        day=lambda conn: DAY,
    )
    model = AdvancesModel(port, lookups, lambda key, step: replica.printed.append((key, step)))
    model.refresh()
    return model, port
