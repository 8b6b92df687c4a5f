"""Every (state, move) of a request, who may decide it, and what a permit is tied to."""

from itertools import product

import msgspec
import pytest

from contract.approvals import RequestState as S
from contract.approvals import Why
from contract.errors import Rejected
from contract.ids import new_id
from contract.ledger import Cash, Deposit, Withdraw
from contract.money import Money
from server.approvals import rules
from server.approvals.tables import RequestRow

MAKER, BRANCH, SESSION = new_id(), new_id(), new_id()
COMMAND = Withdraw(transaction=new_id(), account=new_id(), amount=Money(600_00, "GHS"), cash=Cash())
LATER = "2026-11-24T09:00:00.000Z"
ROW = RequestRow(id=new_id(), kind="withdraw", state="awaiting", maker=MAKER, maker_name="Efua", branch=BRANCH, role="manager",
                 reasons=[], at="2026-11-24T08:00:00.000Z", expires_at=LATER, command=new_id(), body="", device=new_id(),
                 counter=1, made_at="", binding=rules.binding_of(COMMAND), session=SESSION, is_permit=True)  # fmt: skip
replace = msgspec.structs.replace
ALLOWED = {
    (S.AWAITING, S.APPROVED), (S.AWAITING, S.DECLINED), (S.AWAITING, S.WITHDRAWN), (S.AWAITING, S.EXPIRED),
    (S.APPROVED, S.USED), (S.APPROVED, S.WITHDRAWN), (S.APPROVED, S.EXPIRED),
}  # fmt: skip


def code(outcome: Rejected | None) -> str:
    return outcome.code.value if outcome else ""


@pytest.mark.parametrize(("now", "then"), list(product(S, S)))
def test_every_move_of_a_request(now: S, then: S) -> None:
    row = replace(ROW, state=now.value)
    assert rules.may_become(row, then) is ((now, then) in ALLOWED)
    executed = replace(row, is_permit=False)
    assert rules.may_become(executed, then) is (now is S.AWAITING and (now, then) in ALLOWED)


def test_open_is_what_anything_may_still_come_of() -> None:
    permits = {state for state in S if rules.is_open(replace(ROW, state=state.value))}
    others = {state for state in S if rules.is_open(replace(ROW, state=state.value, is_permit=False))}
    assert (permits, others) == ({S.AWAITING, S.APPROVED}, {S.AWAITING})


@pytest.mark.parametrize(
    ("user", "roles", "branch", "everywhere", "expected"),
    [
        ("other", {"manager"}, BRANCH, False, ""),
        ("other", {"cashier"}, BRANCH, False, "not_permitted"),
        ("other", {"manager"}, "osu", False, "wrong_branch"),
        ("other", {"manager"}, "osu", True, ""),
        (MAKER, {"manager", "administrator"}, BRANCH, True, "maker_is_checker"),
    ],
)
def test_who_may_decide(user: str, roles: set[str], branch: str, everywhere: bool, expected: str) -> None:
    assert code(rules.decider_fault(ROW, user, roles, branch, everywhere)) == expected


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ({"cash": Cash(given={"20000": 3})}, True),
        ({"receipt": "04-20261124-1-0001"}, True),
        ({"permit": new_id()}, True),
        ({"narration": "for the shop"}, True),
        ({"amount": Money(600_01, "GHS")}, False),
        ({"amount": Money(600_00, "CZK")}, False),
        ({"account": new_id()}, False),
        ({"transaction": new_id()}, False),
    ],
)
def test_what_a_permit_is_tied_to(changes: dict, same: bool) -> None:
    assert (rules.binding_of(replace(COMMAND, **changes)) == ROW.binding) is same


@pytest.mark.parametrize(
    ("amount", "reasons", "same"),
    [
        (500, (Why(code="variance_settled", figure=-500, bound=500, about="04"),), True),
        (500, (), True),
        (500, (Why(code="over_limit", figure=500, bound=90), Why(code="variance_settled", figure=-500, bound=20, about="04")), True),
        (400, (Why(code="variance_settled", figure=-500, about="04"),), False),
        (500, (Why(code="variance_settled", figure=-900, about="04"),), False),
    ],
    ids=["as it was", "no reason any more", "other bounds", "another amount", "another figure"],
)  # fmt: skip
def test_a_yes_is_to_the_figures_that_were_seen(amount: int, reasons: tuple[Why, ...], same: bool) -> None:
    seen = replace(ROW, amount=500, reasons=[{"code": "variance_settled", "figure": -500, "bound": 500, "about": "04"}])
    assert (rules.figures_fault(seen, amount, reasons) is None) is same


def test_a_permit_for_one_kind_is_none_for_another() -> None:
    fields = {name: getattr(COMMAND, name) for name in ("transaction", "account", "amount", "cash")}
    assert rules.binding_of(Deposit(**fields)) != ROW.binding


@pytest.mark.parametrize(
    ("row", "maker", "session", "at", "expected"),
    [
        ({}, MAKER, SESSION, "2026-11-24T08:59:59.999Z", ""),
        ({}, MAKER, SESSION, LATER, "request_expired"),
        ({}, new_id(), SESSION, "2026", "permit_mismatch"),
        ({}, MAKER, new_id(), "2026", "permit_mismatch"),
        ({"is_permit": False}, MAKER, SESSION, "2026", "permit_mismatch"),
        ({"state": "awaiting"}, MAKER, SESSION, "2026", "permit_mismatch"),
        ({"state": "used"}, MAKER, SESSION, "2026", "request_decided"),
        ({"state": "declined"}, MAKER, SESSION, "2026", "request_decided"),
        ({"state": "expired"}, MAKER, SESSION, "2026", "request_expired"),
    ],
)
def test_whether_a_permit_fits(row: dict, maker: str, session: str, at: str, expected: str) -> None:
    approved = replace(ROW, **{"state": "approved", **row})
    assert code(rules.permit_fault(approved, COMMAND, maker, session, at)) == expected


def test_less_is_allowed_where_the_act_itself_can_be_less() -> None:
    asked = replace(ROW, is_permit=False, amount=500)
    assert code(rules.ceiling_fault(asked, 400, lessens=True)) == ""
    assert code(rules.ceiling_fault(asked, 500, lessens=False)) == ""
    assert code(rules.ceiling_fault(asked, 400, lessens=False)) == "ceiling_not_possible"
    assert code(rules.ceiling_fault(asked, 501, lessens=True)) == "ceiling_not_possible"
