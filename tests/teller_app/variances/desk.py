"""Variances for tests, and a model over a fake port."""

from dataclasses import dataclass, field
from typing import Any

import msgspec

from contract.approvals import RequestFact, RequestState
from contract.permissions import Permission
from contract.variances import OverShortFact, StepKind, VarianceFact, VarianceState, VarianceStep
from teller_app.variances.model import Lookups, VariancesModel
from tests.teller_app import samples
from tests.teller_app.approvals.desk import request
from tests.teller_app.branches.desk import DAY, MANAGER
from tests.teller_app.kit import BRANCH, EFUA_ID, KWESI_ID, FakePort
from tests.teller_app.samples import some_id
from tests.teller_app.vault.desk import HAJARA_ID, HOUR, KOJO_ID, PEOPLE

SETTLER = msgspec.structs.replace(MANAGER, permissions=(*MANAGER.permissions, Permission.SETTLE_VARIANCES))


def variance(number: int = 501, **changes: Any) -> VarianceFact:
    base = VarianceFact(variance=some_id(number), branch=BRANCH, currency="GHS", drawer="04", person=EFUA_ID, amount=-100_00,
                        left=60_00, state=VarianceState.ACCEPTED, business_date=DAY, at=HOUR, reason="Not found", steps=(
                            VarianceStep(kind=StepKind.ACCEPTED, by="", at=HOUR),
                            VarianceStep(kind=StepKind.RECOVERED, by=KOJO_ID, at=HOUR, amount=40_00, approved_by=HAJARA_ID),
                        ))  # fmt: skip
    return msgspec.structs.replace(base, **changes)


OVER = variance(502, amount=50_00, left=50_00, person=KOJO_ID, drawer="02", steps=())
RECORDED = variance(503, state=VarianceState.RECORDED, left=100_00, steps=(), forced_by=HAJARA_ID)
OWN = variance(504, person=KWESI_ID)
SUM = OverShortFact(key=f"{EFUA_ID}:GHS", person=EFUA_ID, branch=BRANCH, currency="GHS", total=-80_00, over=20_00, short=100_00,
                    count=4)  # fmt: skip


def permit(**changes: Any) -> RequestFact:
    return request(9, kind="recover_variance", state=RequestState.APPROVED, original=some_id(501), amount=20_00,
                   narration="From wages", transaction=some_id(77), maker=KWESI_ID, **changes)  # fmt: skip


@dataclass
class Replica:
    """What the replica says."""

    variances: tuple[VarianceFact, ...] = (variance(), OVER, RECORDED, OWN)
    permits: tuple[RequestFact, ...] = ()
    drawer: str = "05"
    printed: list[str] = field(default_factory=list)


def room(replica: Replica, port: FakePort | None = None) -> tuple[VariancesModel, FakePort]:
    """A settling manager's model unless another person's port is given."""
    port = port or FakePort(SETTLER)
    known = samples.account(1)
    lookups = Lookups(
        variances=lambda conn: replica.variances,
        sums=lambda conn: (SUM,),
        people=lambda conn: PEOPLE,
        permits=lambda conn, user: replica.permits,
        account=lambda conn, number: (known, "Abena Mensah") if number == known.number else None,
        drawer=lambda conn, user: replica.drawer,
    )
    model = VariancesModel(port, lookups, lambda variance, found: replica.printed.append(variance))
    model.refresh()
    return model, port
