import pytest

from contract.errors import ErrorCode
from contract.feed import Executed, NotTaken
from contract.ids import new_id
from contract.permissions import Permission as P
from contract.permissions import Role
from contract.staff import ChangeRole, SetLimit
from server.staff.actors import actor_of
from server.staff.limits import Bounds, bounds_for
from server.staff.tables import LIMITS
from tests.server.staff.bench import Founded
from tests.server.staff.test_handlers import code


def may(town: Founded, user: str) -> frozenset[str]:
    actor = actor_of(town.bank.writer.resident, user)
    assert actor is not None
    return actor.permissions


def test_a_role_s_rights_change_by_two_hands_and_at_once(town: Founded) -> None:
    efua = town.person("efua", Role.CASHIER)
    change = ChangeRole(role=Role.CASHIER, permissions=(P.READ_STAFF, P.POST_CASH, P.READ_STAFF))
    assert type(town.do(change, by=town.yaa)) is NotTaken, "without a code"
    assert isinstance(town.agreed(change), Executed)
    assert may(town, efua) == {"read_staff", "post_cash"}


@pytest.mark.parametrize(
    ("role", "permissions", "refused"),
    [
        (Role.CASHIER, (P.SYSTEM,), ErrorCode.NOT_PERMITTED),
        (Role.OPERATIONS, (P.CHANGE_STAFF, P.POST_CASH), ErrorCode.NOT_PERMITTED),
        (Role.AUDITOR, (P.READ_AUDIT, P.RUN_DAY), ErrorCode.NOT_PERMITTED),
        (Role.ADMINISTRATOR, (P.READ_STAFF,), ErrorCode.NOT_PERMITTED),
    ],
    ids=["the bank's own", "both hands", "an auditor acts", "one's own"],
)
def test_rights_that_no_role_may_hold(
    town: Founded, role: Role, permissions: tuple[P, ...], refused: ErrorCode
) -> None:
    assert code(town.coded(ChangeRole(role=role, permissions=permissions), town.yaa)) is refused


def test_administrators_always_can_put_rights_right_again(town: Founded) -> None:
    lost = ChangeRole(role=Role.ADMINISTRATOR, permissions=(P.READ_STAFF,))
    assert code(town.do(lost)) is ErrorCode.LAST_ADMINISTRATOR


def test_bounds_of_role_person_and_branch_are_set_and_taken_away(town: Founded) -> None:
    efua = town.person("efua", Role.CASHIER)

    def bounds() -> Bounds:
        resident = town.bank.writer.resident
        actor = actor_of(resident, efua)
        assert actor is not None
        return bounds_for(resident.rows(LIMITS).get, actor, "withdraw", "GHS")

    def bound(amount: int, **more: object) -> SetLimit:
        return SetLimit(act="withdraw", currency="GHS", per_transaction=amount, **more)  # type: ignore[arg-type]

    assert isinstance(town.agreed(bound(700, role=Role.CASHIER)), Executed)
    assert bounds() == Bounds(700)
    assert isinstance(town.agreed(bound(900, user=efua, per_day=2_000)), Executed)
    assert bounds() == Bounds(900, 2_000)
    assert isinstance(town.agreed(bound(500, branch=town.makola)), Executed)
    assert bounds() == Bounds(500, 2_000)
    for gone in (bound(0, user=efua, removed=True), bound(0, branch=town.makola, removed=True)):
        assert isinstance(town.agreed(gone), Executed)
    assert bounds() == Bounds(700)


def test_a_bound_names_exactly_one_and_somebody_who_is_there(town: Founded) -> None:
    for given, refused in (
        ({}, ErrorCode.MALFORMED),
        ({"role": Role.CASHIER, "branch": town.makola}, ErrorCode.MALFORMED),
        ({"user": new_id()}, ErrorCode.USER_UNKNOWN),
        ({"branch": new_id()}, ErrorCode.BRANCH_UNKNOWN),
        ({"user": town.yaa}, ErrorCode.NOT_PERMITTED),
    ):
        command = SetLimit(act="deposit", currency="GHS", per_transaction=1, **given)  # type: ignore[arg-type]
        assert code(town.coded(command, town.yaa)) is refused, given
