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


@pytest.mark.parametrize(
    ("weighed", "permit", "doors"),
    [
        (None, "", []),
        (REFUSED, "", []),
        (REFUSED, "p", ["redeem"]),
        (OVER, "", ["ask"]),
        (OVER, "p", ["redeem", "handle"]),
        (None, "p", ["redeem", "handle"]),
    ],
    ids=[
        "nothing to ask",
        "content first",
        "a permit that is over says so itself",
        "asks",
        "permit",
        "a permit that nobody asked for is judged too",
    ],
)
def test_what_is_asked_of_whom(weighed: Weighed | Rejected | None, permit: str, doors: list[str]) -> None:
    log: list[str] = []

    def door(name: str, answer: object) -> Any:
        return lambda *_: (log.append(name), answer)[1]

    handler: Handler[Any] = Handler(  # type: ignore[type-var]
        SimpleNamespace, Permission.POST_CASH, door("handle", None), weigh=lambda command, ctx: weighed
    )
    gate = Gate(door("ask", ASKED), door("redeem", None))
    gate.run(handler, SimpleNamespace(permit=permit), SimpleNamespace(approved_by=""))  # type: ignore[arg-type]
    assert log == (doors or (["handle"] if weighed is None else []))


@pytest.mark.parametrize(("permit", "doors"), [("", ["handle"]), ("p", ["redeem", "handle"])])
def test_nobody_is_asked_about_what_has_happened(permit: str, doors: list[str]) -> None:
    """A permit is used where it fits; one that does not fit refuses nothing, because the cash is there."""
    log: list[str] = []

    def door(name: str, answer: object) -> Any:
        return lambda *_: (log.append(name), answer)[1]

    handler: Handler[Any] = Handler(  # type: ignore[type-var]
        SimpleNamespace, Permission.POST_CASH, door("handle", None), weigh=door("weigh", OVER), happened=lambda _: True
    )
    gate = Gate(door("ask", ASKED), door("redeem", REFUSED))
    assert gate.run(handler, SimpleNamespace(permit=permit), SimpleNamespace(approved_by="")) is None  # type: ignore[arg-type]
    assert log == doors


def test_a_kind_without_a_question_is_handled_whatever_it_carries() -> None:
    handler: Handler[Any] = Handler(SimpleNamespace, Permission.POST_CASH, lambda command, ctx: REFUSED)  # type: ignore[type-var]
    gate = Gate(lambda *_: ASKED, lambda *_: None)
    assert gate.run(handler, SimpleNamespace(permit="p"), SimpleNamespace(approved_by="")) == REFUSED  # type: ignore[arg-type]
