"""Lines of the policy read: which are about a case, which of two bounds speaks, who decides, where it goes unanswered."""

import msgspec
import pytest

from contract.approvals import SetApprovalRule, When
from contract.ids import new_id
from contract.permissions import Role
from server.approvals import policy
from server.approvals.policy import Case
from server.approvals.tables import RuleRow

HERE, DRAWER = "makola", "drawer-4"
CASE = Case(act="withdraw", branch=HERE, drawer=DRAWER, tier=1, currency="GHS", amount=600_00, account="acc",
            flags=("dormant",))  # fmt: skip


def line(when: When, **more: object) -> RuleRow:
    return RuleRow(id=str(more.pop("id", new_id())), when=when.value, **more)  # type: ignore[arg-type]


def codes(*rules: RuleRow, case: Case = CASE, used: int = 0) -> list[tuple[str, int, int]]:
    return [(why.code, why.figure, why.bound) for why in policy.reasons(rules, case, lambda key: used)]


@pytest.mark.parametrize(
    ("more", "openly"),
    [({}, True), ({"branch": HERE}, True), ({"branch": "osu"}, False), ({"drawer": DRAWER}, True), ({"drawer": "drawer-5"}, False),
     ({"off": True}, False)],
)  # fmt: skip
def test_a_drawer_is_counted_blind_unless_a_line_says_otherwise(more: dict[str, object], openly: bool) -> None:
    assert not policy.counts_openly((line(When.AMOUNT),), HERE, DRAWER)
    assert policy.counts_openly((line(When.OPEN_COUNT, **more),), HERE, DRAWER) is openly
    assert codes(line(When.OPEN_COUNT, **more)) == []


@pytest.mark.parametrize(
    ("more", "about"),
    [
        ({}, True),
        ({"act": "withdraw", "branch": HERE, "drawer": DRAWER, "tier": 1, "currency": "GHS"}, True),
        ({"act": "deposit"}, False),
        ({"branch": "osu"}, False),
        ({"drawer": "drawer-5"}, False),
        ({"tier": 2}, False),
        ({"currency": "CZK"}, False),
        ({"off": True}, False),
    ],
)
def test_what_a_line_leaves_empty_holds_for_all(more: dict[str, object], about: bool) -> None:
    assert policy.matches(line(When.AMOUNT, **more), CASE) is about


def test_lines_about_how_long_a_request_lives_are_not_weighed_with_each_case() -> None:
    assert policy.about(policy.FIRST, "deposit") == ()
    assert [rule.id for rule in policy.about(policy.FIRST, "withdraw")] == ["dormant-withdraw", "exposed-withdraw"]
    sorts = [line(when, act="deposit") for when in When] + [line(When.AMOUNT, off=True), line(When.DAY, act="transfer")]
    assert {rule.when for rule in policy.about(sorts, "deposit")} == {"amount", "day", "flag", "who"}


def test_each_sort_of_bound_is_a_reason_with_its_figure_and_the_lower_one_speaks() -> None:
    drawer = [line(When.AMOUNT, drawer=DRAWER, bound=bound) for bound in (500_00, 400_00)]
    assert codes(*drawer, line(When.AMOUNT, tier=1, bound=300_00), line(When.AMOUNT, bound=700_00)) == [
        ("over_tier", 600_00, 300_00),
        ("over_drawer", 600_00, 400_00),
    ]
    assert codes(line(When.AMOUNT, bound=600_00)) == [], "up to the bound is within it"
    assert codes(line(When.FLAG, flag="dormant"), line(When.FLAG, flag="stop")) == [("flagged", 0, 0)]


def test_a_day_counts_what_was_done_before() -> None:
    day = line(When.DAY, tier=1, bound=1_000_00)
    assert codes(day, used=400_00) == []
    assert codes(day, used=400_01) == [("tier_day", 1_000_01, 1_000_00)]
    assert policy.counted([day, line(When.DAY, act="deposit")], CASE) == [policy.use_key(day, CASE)]


def test_a_day_belongs_to_the_drawer_the_account_or_the_branch() -> None:
    keys = [policy.use_key(line(When.DAY, id="r", **more), CASE) for more in ({"drawer": DRAWER}, {"tier": 1}, {})]
    assert keys == ["r/drawer-4/GHS", "r/acc/GHS", "r/makola/GHS"]


def test_the_closest_line_names_the_role_of_this_branch() -> None:
    rules = [
        line(When.WHO, role="operations"),
        line(When.WHO, act="withdraw", branch=HERE, role="administrator"),
        line(When.WHO, act="withdraw", branch="osu", role="auditor"),
    ]
    assert policy.decider(rules, CASE, Role.MANAGER) is Role.ADMINISTRATOR
    elsewhere = msgspec.structs.replace(CASE, branch="tema")
    assert policy.decider(rules, elsewhere, Role.MANAGER) is Role.OPERATIONS
    assert policy.decider([], CASE, Role.MANAGER) is Role.MANAGER


def test_unanswered_it_goes_where_the_closest_line_says() -> None:
    rules = [line(When.ESCALATE, to_branch="head"), line(When.ESCALATE, branch=HERE, to_branch="area", bound=60)]
    assert [getattr(policy.escalation(rules, "withdraw", at), "to_branch", "") for at in (HERE, "osu")] == [
        "area",
        "head",
    ]
    assert policy.escalation([], "withdraw", HERE) is None


@pytest.mark.parametrize(
    ("when", "more", "missing"),
    [
        (When.FLAG, {}, "flag"),
        (When.ESCALATE, {}, "to_branch"),
        (When.AMOUNT, {}, "currency"),
        (When.DAY, {}, "currency"),
        (When.WHO, {}, ""),
        (When.AMOUNT, {"currency": "GHS"}, ""),
    ],
)
def test_a_line_says_what_its_sort_needs(when: When, more: dict[str, str], missing: str) -> None:
    fault = policy.rule_fault(SetApprovalRule(rule="r", when=when, **more))  # type: ignore[arg-type]
    assert (fault.params["missing"] if fault else "") == missing


def test_how_long_it_waits_is_what_the_closest_line_says() -> None:
    rules = [
        line(When.ASK_LIFE, bound=300),
        line(When.ASK_LIFE, act="withdraw", bound=120),
        line(When.PAY_LIFE, bound=60),
    ]
    assert policy.lifetime_s(rules, When.ASK_LIFE, "withdraw", HERE) == 120
    assert policy.lifetime_s(rules, When.ASK_LIFE, "transfer", HERE) == 300
    assert (
        policy.lifetime_s(
            [*rules[:1], line(When.ASK_LIFE, act="withdraw", bound=9, off=True)], When.ASK_LIFE, "withdraw", HERE
        )
        == 300
    )
    assert policy.lifetime_s([], When.PAY_LIFE, "withdraw", HERE) == policy.LIVES[When.PAY_LIFE] == 600


@pytest.mark.parametrize(
    ("bound", "code"), [(59, "rule_incomplete"), (60, ""), (86_400, ""), (86_401, "rule_incomplete")]
)
def test_a_lifetime_has_bounds(bound: int, code: str) -> None:
    fault = policy.rule_fault(SetApprovalRule(rule="r", when=When.ASK_LIFE, bound=bound))
    assert (fault.code.value if fault else "") == code


def test_a_line_keeps_its_sort() -> None:
    fault = policy.rule_fault(SetApprovalRule(rule="r", when=When.WHO), line(When.FLAG, id="r"))
    assert fault is not None and fault.code.value == "rule_other_sort"
    assert policy.rule_fault(SetApprovalRule(rule="r", when=When.WHO), line(When.WHO, id="r")) is None
