"""Lent while somebody is away: who may get it, what it gives, and that it ends."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from contract.advances import RequestAdvance
from contract.approvals import ApproveRequest, DelegateDecisions, EndDelegation
from contract.ids import new_id
from contract.money import Money
from contract.permissions import Role
from server.core.audience import Reader
from server.core.clock import stamp, system_clock
from server.staff import actors, delegations
from server.staff.delegations import DelegationRow
from server.staff.tables import RoleRow, UserRow
from tests.server.approvals.many import opened, word

NOW = "2026-11-24T08:00:00.000Z"
MAKOLA, KWESI, EFUA = new_id(), new_id(), new_id()
ROLES = {
    "manager": RoleRow(role="manager", permissions=["decide", "run_day"]),
    "cashier": RoleRow(role="cashier", permissions=["post_cash"]),
}
BOSS = UserRow(id=KWESI, username="kwesi.a", full_name="Kwesi", staff_number="1", roles=["manager"], branch=MAKOLA)
TELLER = UserRow(id=EFUA, username="efua.o", full_name="Efua", staff_number="2", roles=["cashier"], branch=MAKOLA)
replace = msgspec.structs.replace


def command(until: str = "2026-11-24T17:00:00.000Z") -> DelegateDecisions:
    return DelegateDecisions(delegation=new_id(), to=EFUA, until=until, reason="at head office")


@pytest.mark.parametrize(
    ("to", "until", "code"),
    [
        (TELLER, "2026-11-24T17:00:00.000Z", ""),
        (None, "2026-11-24T17:00:00.000Z", "delegate_unfit"),
        (BOSS, "2026-11-24T17:00:00.000Z", "delegate_unfit"),
        (replace(TELLER, active=False), "2026-11-24T17:00:00.000Z", "delegate_unfit"),
        (replace(TELLER, branch=new_id()), "2026-11-24T17:00:00.000Z", "delegate_unfit"),
        (TELLER, NOW, "date_unknown"),
        (TELLER, "2026-12-26T08:00:00.000Z", "date_unknown"),
    ],
)
def test_to_somebody_else_here_for_a_time_to_come(to: UserRow | None, until: str, code: str) -> None:
    fault = delegations.delegation_fault(command(until), KWESI, to, MAKOLA, NOW)
    assert (fault.code.value if fault else "") == code


def test_what_is_lent_decides_and_nothing_else() -> None:
    actor = actors.lent(actors.make_actor(TELLER, ROLES), [BOSS], ROLES)
    assert (actor.lent, actor.permissions) == (frozenset({(KWESI, "manager")}), frozenset({"post_cash", "decide"}))
    assert actor.roles == frozenset({"cashier"}), "own limits stay the cashier's"
    for nobody in (None, replace(BOSS, active=False), replace(BOSS, roles=["cashier"])):
        assert actors.lent(actors.make_actor(TELLER, ROLES), [nobody], ROLES) == actors.make_actor(TELLER, ROLES)


def test_who_asked_decides_it_through_nobody_else_either() -> None:
    actor = actors.lent(actors.make_actor(TELLER, ROLES), [BOSS], ROLES)
    assert (actor.deciding, actor.apart_from(EFUA).deciding) == (frozenset({"manager", "cashier"}),) * 2
    assert actor.apart_from(KWESI).deciding == frozenset({"cashier"})
    assert (actor.stands_in, actor.decides_about(EFUA), actor.decides_about(KWESI)) == (True, True, False)
    other = replace(TELLER, roles=["cashier", "manager"])
    assert actors.lent(actors.make_actor(other, ROLES), [BOSS], ROLES).decides_about(KWESI), "in their own right"


def test_another_scope_makes_the_feed_begin_afresh() -> None:
    before = actors.make_actor(TELLER, ROLES)
    assert actors.scope_of(before) != actors.scope_of(actors.lent(before, [BOSS], ROLES))


def row(**more: str) -> DelegationRow:
    return DelegationRow(by=KWESI, id="d", by_name="Kwesi", to=EFUA, to_name="Efua", branch=MAKOLA, reason="away",
                         **{"until": "2026-11-24T17:00:00.000Z", **more})  # fmt: skip


def test_only_open_ones_count_and_the_clock_finds_those_that_are_over() -> None:
    assert delegations.lenders({KWESI: row()}, EFUA) == [KWESI]
    assert delegations.lenders({KWESI: row(state="ended")}, EFUA) == []
    assert list(delegations.over({KWESI: row()}, datetime(2026, 11, 24, 16, 59, tzinfo=UTC))) == []
    assert list(delegations.over({KWESI: row()}, datetime(2026, 11, 24, 17, tzinfo=UTC))) == ["d"]


def test_through_the_real_bank_the_other_decides_until_it_ends(tmp_path: Path) -> None:
    with opened(f"sqlite:///{tmp_path}/bank.db", tmp_path) as many:
        manager, helper = many.checkers[0], many.person("linda", Role.OPERATIONS)
        request = many.ask()
        assert word(many.act(ApproveRequest(request=request), helper)) == "not_permitted"
        now = system_clock()
        lend = DelegateDecisions(delegation=new_id(), to=helper, until=stamp(now + timedelta(hours=1)), reason="away")
        assert word(many.act(lend, manager)) == "executed"
        assert word(many.act(ApproveRequest(request=request), helper)) == "executed"
        again = many.ask(back=True)
        assert word(many.act(EndDelegation(delegation=lend.delegation), helper)) == "not_yours"
        assert word(many.act(EndDelegation(delegation=lend.delegation), manager)) == "executed"
        assert word(many.act(ApproveRequest(request=again), helper)) == "not_permitted"
        assert word(many.act(EndDelegation(delegation=lend.delegation), manager)) == "delegation_unknown"


def test_nobody_lends_the_decision_about_their_own_request(tmp_path: Path) -> None:
    with opened(f"sqlite:///{tmp_path}/bank.db", tmp_path) as many:
        boss, helper, other = many.checkers[0], many.person("linda", Role.OPERATIONS), many.checkers[1]
        until = stamp(system_clock() + timedelta(hours=1))
        for maker in (boss, other):
            lend = DelegateDecisions(delegation=new_id(), to=helper, until=until, reason="away")
            many.act(lend, maker)
            if maker == boss:
                advance = RequestAdvance(
                    advance=new_id(), amount=Money(100_00, "GHS"), purpose="Fuel", due="2026-11-30"
                )
                own = many.act(advance, boss).result.request
                assert word(many.act(ApproveRequest(request=own), helper)) == "not_permitted"
        assert word(many.act(ApproveRequest(request=own), helper)) == "executed", "another manager lent it, too"


def test_who_stands_in_for_whom_is_in_a_snapshot_while_it_holds(tmp_path: Path) -> None:
    with opened(f"sqlite:///{tmp_path}/bank.db", tmp_path) as many:
        until = stamp(system_clock() + timedelta(hours=1))
        lend = DelegateDecisions(delegation=new_id(), to=many.maker, until=until, reason="away")
        many.act(lend, many.checkers[0])
        (source,) = delegations.sources()

        def found(user: str, permissions: frozenset[str]) -> list[str]:
            reader = Reader(user, many.branch, permissions)
            with many.bank.engine.connect() as conn:
                return [key for key, fact in source.page(conn, reader, "", 10) if fact is not None]

        assert found(many.maker, frozenset()) == [lend.delegation]
        assert found(many.checkers[1], frozenset({"decide"})) == [lend.delegation]
        assert found(new_id(), frozenset()) == []
        many.act(EndDelegation(delegation=lend.delegation), many.checkers[0])
        assert found(many.maker, frozenset()) == []
