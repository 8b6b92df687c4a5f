"""The policy at the real gate: drawers, tiers, days and flags ask; a change of it takes two; what is booked counts."""

import msgspec
import pytest

from contract.approvals import ApproveRequest, SetApprovalRule, When
from contract.ledger import Transfer, Withdraw
from contract.money import Money
from contract.permissions import Permission, Role
from server.approvals import gatekeeper, policy
from server.approvals.tables import RULES, RuleRow, approval_rules
from server.customers.tables import customers
from server.ledger.tables import ACCOUNTS
from tests.server.drawers import house as h
from tests.server.drawers.house import ACCOUNT, AKOSUA, DRAWER, EFUA, House, asked, done, refused


def rule(house: House, name: str = "r", **more: object) -> None:
    """A line as the administrator has it."""
    with house.engine.begin() as conn:
        conn.execute(approval_rules.delete().where(approval_rules.c.id == name))
    values = {key: value.value if isinstance(value, When | Role) else value for key, value in more.items()}
    house.add(RULES, RuleRow(id=name, **values))  # type: ignore[arg-type]


def small(amount: int = 100_00) -> Withdraw:
    return h.withdraw(amount, {"1000": amount // 1000})


def funded(house: House) -> None:
    house.open()
    done(house.run(h.deposit(400_00, {"20000": 2})))


def test_a_bound_of_the_drawer_asks_below_the_makers_own(house: House) -> None:
    funded(house)
    rule(house, when=When.AMOUNT, act="withdraw", drawer=DRAWER, currency="GHS", bound=50_00)
    request = asked(house.run(small()))
    assert [(why.code, why.figure, why.bound) for why in request.reasons] == [("over_drawer", 100_00, 50_00)]
    rule(house, when=When.AMOUNT, act="withdraw", drawer=DRAWER, currency="GHS", bound=50_00, off=True)
    done(house.run(small(50_00)))


def test_a_day_is_used_up_by_what_was_booked_and_begins_anew(house: House) -> None:
    funded(house)
    rule(house, when=When.DAY, act="withdraw", tier=1, currency="GHS", bound=150_00)
    done(house.run(small()))
    request = asked(house.run(small()))
    assert [(why.code, why.figure) for why in request.reasons] == [("tier_day", 200_00)]
    house.next_day()
    done(house.run(small(20_00)))


def test_a_flag_asks_and_says_which(house: House) -> None:
    funded(house)
    rule(house, when=When.FLAG, act="withdraw", flag="dormant")
    with house.engine.begin() as conn:
        conn.execute(customers.update().values(flags=["dormant"]))
    assert [(why.code, why.about) for why in asked(house.run(small())).reasons] == [("flagged", "dormant")]


@pytest.mark.parametrize("line", [{"when": When.FLAG, "flag": "dormant"}, {"when": When.AMOUNT, "drawer": DRAWER},
                                  {"when": When.DAY, "tier": 1}], ids=["flag", "amount", "day"])  # fmt: skip
def test_a_transfer_within_the_makers_own_bound_is_asked_about_too(house: House, line: dict[str, object]) -> None:
    funded(house)
    other = msgspec.structs.replace(
        house.row(ACCOUNTS, ACCOUNT), id=h.new_id(), number="0400100000025", debits=0, credits=0
    )
    house.add(ACCOUNTS, other)
    rule(house, act="transfer", currency="GHS", bound=150_00, **line)
    if line["when"] is When.FLAG:
        with house.engine.begin() as conn:
            conn.execute(customers.update().values(flags=["dormant"]))
    if line["when"] is When.DAY:
        done(house.run(moved(100_00, other.id)))
    asked(house.run(moved(200_00, other.id)))


def moved(amount: int, to: str) -> Transfer:
    return Transfer(transaction=h.new_id(), debit_account=ACCOUNT, credit_account=to, amount=Money(amount, "GHS"))


def test_what_was_paid_while_the_server_was_away_uses_up_the_day(house: House) -> None:
    funded(house)
    rule(house, when=When.DAY, act="withdraw", drawer=DRAWER, currency="GHS", bound=150_00)
    done(house.run(msgspec.structs.replace(small(), paid_offline=True)))
    assert [(why.code, why.figure) for why in asked(house.run(small())).reasons] == [("drawer_day", 200_00)]


def test_going_between_branches_of_different_dates_begins_no_day_anew(house: House) -> None:
    funded(house)
    rule(house, when=When.DAY, act="withdraw", tier=1, currency="GHS", bound=150_00)

    def dated(day: str) -> None:
        with house.engine.begin() as conn:
            conn.exec_driver_sql(f"update branches set business_date='{day}'")
            house._resident.reload(conn)

    for day in ("2026-11-24", "2026-11-25"):
        dated(day)
        done(house.run(small()))
    dated("2026-11-24")
    assert [(why.code, why.figure) for why in asked(house.run(small())).reasons] == [("tier_day", 200_00)]


def test_another_role_decides_where_the_policy_says_so(house: House) -> None:
    funded(house)
    house.limit = 50_00
    rule(house, when=When.WHO, act="withdraw", branch=h.MAKOLA, role=Role.OPERATIONS)
    request = asked(house.run(small()))
    assert request.role is Role.OPERATIONS
    assert refused(house.run(ApproveRequest(request=request.request), AKOSUA)) == "not_permitted"


def test_a_change_of_the_policy_takes_a_second_person(house: House) -> None:
    rights = house.people[EFUA].permissions | {Permission.CHANGE_STAFF.value}
    house.people[EFUA] = msgspec.structs.replace(house.people[EFUA], permissions=rights)
    change = SetApprovalRule(rule="r", when=When.FLAG, flag="memo")
    assert refused(house.run(SetApprovalRule(rule="r", when=When.FLAG))) == "rule_incomplete"
    typed = (
        SetApprovalRule(rule="r", when=When.FLAG, flag="dormnat"),
        SetApprovalRule(rule="r", when=When.WHO, act="withdrw"),
        SetApprovalRule(rule="r", when=When.AMOUNT, currency="GSH", bound=1),
        SetApprovalRule(rule="r", when=When.WHO, flag="stopp"),
    )
    assert {refused(house.run(line)) for line in typed} == {"rule_incomplete"}, (
        "a word that nothing is called never holds"
    )
    request = asked(house.run(change)).request
    assert refused(house.run(SetApprovalRule(rule="r", when=When.FLAG, flag="stop"))) == "request_open"
    done(house.run(ApproveRequest(request=request), AKOSUA))
    assert house.row(RULES, "r").flag == "memo"
    assert [fact["rule"] for fact in house.seen(AKOSUA) if fact["fact"] == "approval_rule"] == ["r"]


def test_what_a_permit_paid_counts_for_the_day(house: House) -> None:
    funded(house)
    rule(house, when=When.DAY, act="withdraw", drawer=DRAWER, currency="GHS", bound=150_00)
    house.limit = 50_00
    command = small()
    request = asked(house.run(command)).request
    done(house.run(ApproveRequest(request=request), AKOSUA))
    done(house.run(msgspec.structs.replace(command, permit=request)))
    house.limit = 500_00
    assert [(why.code, why.figure) for why in asked(house.run(small())).reasons] == [("drawer_day", 200_00)]


def test_a_new_bank_has_the_first_lines_once(house: House) -> None:
    with house.engine.begin() as conn:
        for _ in range(2):
            gatekeeper.seed(conn)
        rows = [RuleRow(**row) for row in conn.execute(approval_rules.select()).mappings()]
    assert sorted(row.id for row in rows) == sorted(row.id for row in policy.FIRST)


def test_a_request_waits_and_a_permit_is_good_as_long_as_the_policy_says(house: House) -> None:
    funded(house)
    house.limit = 50_00
    rule(house, "wait", when=When.ASK_LIFE, bound=120)
    rule(house, "pay", when=When.PAY_LIFE, act="withdraw", bound=60)
    command = small()
    request = asked(house.run(command)).request
    house.wait(1.9)
    done(house.run(ApproveRequest(request=request), AKOSUA))
    house.wait(1.1)
    assert refused(house.run(msgspec.structs.replace(command, permit=request))) == "request_expired"
    other = small(110_00)
    late = asked(house.run(other)).request
    house.wait(2.1)
    assert refused(house.run(ApproveRequest(request=late), AKOSUA)) == "request_expired"


def test_how_long_a_form_is_kept_concerns_every_counter_the_bounds_who_looks_after_people(
    house: House,
) -> None:
    rule(house, "kept", when=When.HELD_LIFE, bound=3600)
    rule(house, "above", when=When.AMOUNT, currency="GHS", bound=5_00)

    def seen_by(user: str) -> set[str]:
        return {key for topic, key in house.snapshot(user) if topic == "approval_rule"}

    assert seen_by(EFUA) == {"kept"}
    assert seen_by(AKOSUA) == {"above"} | seen_by(EFUA)
    rights = house.people[EFUA].permissions | {Permission.OVERSEE_STAFF.value}
    house.people[EFUA] = msgspec.structs.replace(house.people[EFUA], permissions=rights)
    assert seen_by(EFUA) == {"kept", "above"}
