"""The room's rows: settling always asks, accepting is a manager's."""

from contract.permissions import Permission
from server.variances.handlers import handlers
from server.variances.settling import Deps


def test_every_way_of_settling_is_weighed() -> None:
    made = {row.kind.__name__: row for row in handlers(Deps(object(), object()))}  # type: ignore[arg-type]
    assert made["AcceptVariance"].permission is Permission.DECIDE
    assert {name for name, row in made.items() if row.weigh is not None} == {
        "RecoverVariance",
        "WriteOffVariance",
        "ReturnVariance",
    }
