"""Allow, ask or refuse, in this order: content, permit, reasons, rule."""

from types import SimpleNamespace
from typing import Any

import pytest

from contract.approvals import Requested, Why
from contract.errors import ErrorCode, Rejected
from contract.permissions import Permission, Role
from server.core.gate import Gate
from server.core.registry import Handler, Weighed

ASKED = Requested(request="r", role=Role.MANAGER, reasons=(), expires_at="")
REFUSED = Rejected(code=ErrorCode.PERMIT_MISMATCH)
OVER = Weighed(reasons=(Why(code="over_limit"),))


def run(
    weighed: Weighed | Rejected | None, permit: str = "", approved_by: str = "", redeem: Rejected | None = None
) -> Any:
    def weigh(command: Any, ctx: Any) -> Any:
        return weighed

    handler: Handler[Any] = Handler(SimpleNamespace, Permission.POST_CASH, lambda command, ctx: None, weigh=weigh)  # type: ignore[type-var]
    gate = Gate(lambda *_: ASKED, lambda *_: redeem)
    return gate.run(handler, SimpleNamespace(permit=permit), SimpleNamespace(approved_by=approved_by))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("outcome", "given"),
    [
        (None, {"weighed": None}),
        (None, {"weighed": Weighed()}),
        (ASKED, {"weighed": OVER}),
        (REFUSED, {"weighed": REFUSED}),
        (None, {"weighed": OVER, "approved_by": "hajara"}),
        (None, {"weighed": OVER, "permit": "p"}),
        (REFUSED, {"weighed": OVER, "permit": "p", "redeem": REFUSED}),
    ],
)
def test_what_the_gate_says(outcome: object, given: dict[str, Any]) -> None:
    assert run(**given) == outcome
