"""Bounds of roles, people and branches; what is left of a day; what a decider may approve."""

from datetime import UTC, datetime

import pytest

from contract.ids import SYSTEM_USER, new_id
from contract.ledger import Cash, Withdraw
from contract.money import Money
from contract.permissions import Permission
from contract.staff import Limit
from server.core.actor import Actor, Header
from server.core.context import Context
from server.core.registry import Handler
from server.core.unit import Resident, Unit
from server.staff.limits import (
    Bounds,
    bounds_for,
    counting,
    decision_bound,
    limit_for,
    limits_of,
    of_roles,
    uncoded_bound,
)
from server.staff.tables import LIMITS, LimitRow
from tests.server.staff.bench import room

EFUA = Actor(user="efua", name="Efua", branch="makola", roles=frozenset({"cashier"}), permissions=frozenset())
BOTH = Actor(
    user="kofi", name="Kofi", branch="makola", roles=frozenset({"cashier", "manager"}), permissions=frozenset()
)


def row(owner: str, kind: str, bound: int, per_day: int | None = None) -> LimitRow:
    return LimitRow(id=f"{owner}/{kind}/GHS", role=owner if ":" not in owner else "", kind=kind, currency="GHS",
                    per_transaction=bound, per_day=per_day, user=owner.removeprefix("user:") if "user:" in owner else "",
                    branch=owner.removeprefix("branch:") if "branch:" in owner else "")  # fmt: skip


def rows(*items: LimitRow) -> dict[str, LimitRow]:
    return {item.id: item for item in items}


ROLES = (row("cashier", "withdraw", 5), row("manager", "withdraw", 50), row("cashier", "deposit", 7, per_day=20))


def test_the_largest_of_the_roles_bounds_counts() -> None:
    find = rows(*ROLES).get
    assert of_roles(find, ["cashier"], "withdraw", "GHS") == Bounds(5)
    assert of_roles(find, ["cashier", "manager"], "withdraw", "GHS") == Bounds(50)


def test_without_a_row_nobody_acts_alone() -> None:
    find = rows(*ROLES).get
    assert of_roles(find, ["auditor"], "withdraw", "GHS") == Bounds(0)
    assert of_roles(find, ["cashier"], "withdraw", "CZK") == Bounds(0)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ((row("user:efua", "withdraw", 2),), Bounds(2)),
        ((row("user:efua", "withdraw", 9, per_day=30),), Bounds(9, 30)),
        ((row("user:efua", "withdraw", -1),), Bounds(5)),
        ((row("branch:makola", "withdraw", 3),), Bounds(3)),
        ((row("branch:makola", "withdraw", 99, per_day=40),), Bounds(5, 40)),
        ((row("branch:osu", "withdraw", 1),), Bounds(5)),
        ((row("user:efua", "withdraw", 9, per_day=30), row("branch:makola", "withdraw", 8, per_day=60)), Bounds(8, 30)),
    ],
    ids=["own lower", "own higher", "own taken away", "ceiling", "ceiling of the day", "another branch", "both"],
)
def test_a_persons_own_bound_stands_before_the_roles_and_the_branchs_over_all(
    more: tuple[LimitRow, ...], expected: Bounds
) -> None:
    assert bounds_for(rows(*ROLES, *more).get, EFUA, "withdraw", "GHS") == expected


def test_all_bounds_of_a_person() -> None:
    assert limits_of(rows(*ROLES), BOTH) == (
        Limit(kind="deposit", currency="GHS", per_transaction=7, per_day=20),
        Limit(kind="withdraw", currency="GHS", per_transaction=50),
    )


def context(unit: Unit, actor: Actor, day: str = "2026-11-24") -> Context:
    header = Header(command_id="c", made_by=actor.user, delivered_by=actor.user, device="d", counter=1, made_at="")
    return Context(unit, actor, header, datetime(2026, 11, 24, tzinfo=UTC), day, 1)


def test_what_is_left_of_the_day_falls_with_each_booking_and_is_whole_the_next_day() -> None:
    handler: Handler[Withdraw] = counting(Handler(Withdraw, Permission.POST_CASH, lambda command, ctx: None))
    with room() as conn:
        LIMITS.insert(conn, [row("cashier", "withdraw", 50, per_day=80)])
        resident = Resident([LIMITS])
        resident.reload(conn)
        unit = Unit(conn, resident)
        left = []
        for amount in (30, 40):
            ctx = context(unit, EFUA)
            left.append(limit_for(ctx, "withdraw", "GHS"))
            handler.handle(
                Withdraw(transaction=new_id(), account=new_id(), amount=Money(amount, "GHS"), cash=Cash()), ctx
            )
            ctx.commit()
        assert [*left, limit_for(context(unit, EFUA), "withdraw", "GHS")] == [50, 50, 10]
        unit.flush()
        assert limit_for(context(Unit(conn, resident), EFUA), "withdraw", "GHS") == 10, "kept in the database"
        assert limit_for(context(unit, EFUA, "2026-11-25"), "withdraw", "GHS") == 50


def test_a_decider_s_bound_and_the_bank_s_own_hand() -> None:
    system = Actor(user=SYSTEM_USER, name="", branch="", roles=frozenset(), permissions=frozenset())
    with room() as conn:
        LIMITS.insert(conn, [*ROLES, row("manager", "approve_without_code", 25)])
        resident = Resident([LIMITS])
        resident.reload(conn)
        unit = Unit(conn, resident)
        assert decision_bound(context(unit, BOTH), "withdraw", "GHS") == 50
        assert decision_bound(context(unit, BOTH), "reverse_transaction", "GHS") is None
        assert (uncoded_bound(context(unit, BOTH), "GHS"), uncoded_bound(context(unit, EFUA), "GHS")) == (25, 0)
        assert limit_for(context(unit, system), "withdraw", "GHS") is None
        assert decision_bound(context(unit, system), "withdraw", "GHS") is None
