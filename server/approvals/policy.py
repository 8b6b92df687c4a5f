"""The policy's lines read: which ask for a second person, who decides, where it goes unanswered, how long it waits. Pure."""

from collections.abc import Callable, Iterable

import msgspec

from contract.approvals import ASK_S, HELD_S, LIFE_LEAST_S, LIFE_MOST_S, PERMIT_S, SetApprovalRule, When, Why
from contract.commands import KINDS
from contract.customers import Flag
from contract.errors import ErrorCode, Rejected
from contract.money import CURRENCIES
from contract.permissions import Role
from server.approvals.tables import RuleRow

UNANSWERED_S = 5 * 60
"""After how long a request goes on where its line of the policy says nought seconds."""


class Case(msgspec.Struct, frozen=True):
    """What somebody is about to do: the act, where, how much, for whom."""

    act: str
    branch: str
    drawer: str = ""
    tier: int = 0
    currency: str = ""
    amount: int = 0
    account: str = ""
    flags: tuple[str, ...] = ()


Used = Callable[[str], int]
"""The day's sum so far under a key of ``use_key``."""


def matches(rule: RuleRow, case: Case) -> bool:
    """Whether the line is about such a case. What it leaves empty holds for all."""
    return (
        not rule.off
        and rule.act in ("", case.act)
        and rule.branch in ("", case.branch)
        and rule.drawer in ("", case.drawer)
        and rule.currency in ("", case.currency)
        and rule.tier in (0, case.tier)
    )


WEIGHING = frozenset({When.AMOUNT, When.DAY, When.FLAG, When.WHO})
"""Lines that are asked about each case. The others say what becomes of a request that waits already."""


def about(rules: Iterable[RuleRow], act: str) -> tuple[RuleRow, ...]:
    """The lines that hold, weigh a case, and name this act or none: no other can match a case of it."""
    return tuple(rule for rule in rules if not rule.off and rule.act in ("", act) and rule.when in WEIGHING)


def use_key(rule: RuleRow, case: Case) -> str:
    """Whose day the line counts: the drawer's, the account's where it is about a tier, else the branch's."""
    subject = case.drawer if rule.drawer else case.account if rule.tier else case.branch
    return f"{rule.id}/{subject}/{case.currency}"


def reasons(rules: Iterable[RuleRow], case: Case, used: Used) -> tuple[Why, ...]:
    """Why a second person is asked, each reason with its figure; of two bounds of one sort the lower one speaks."""
    found: dict[str, Why] = {}
    for rule in sorted(rules, key=lambda row: (row.bound, row.id)):
        if not matches(rule, case):
            continue
        why = _why(rule, case, used)
        if why is not None:
            found.setdefault(f"{why.code}/{why.about}", why)
    return tuple(found.values())


def _why(rule: RuleRow, case: Case, used: Used) -> Why | None:
    if rule.when == When.FLAG and rule.flag in case.flags:
        return Why(code="flagged", about=rule.flag)
    if rule.when == When.AMOUNT and case.amount > rule.bound:
        return _over(rule, case.amount)
    if rule.when == When.DAY:
        total = used(use_key(rule, case)) + case.amount
        return _over_day(rule, total) if total > rule.bound else None
    return None


def _over(rule: RuleRow, figure: int) -> Why:
    if rule.drawer:
        return Why(code="over_drawer", figure=figure, bound=rule.bound)
    if rule.tier:
        return Why(code="over_tier", figure=figure, bound=rule.bound)
    return Why(code="over_rule", figure=figure, bound=rule.bound)


def _over_day(rule: RuleRow, figure: int) -> Why:
    if rule.drawer:
        return Why(code="drawer_day", figure=figure, bound=rule.bound)
    if rule.tier:
        return Why(code="tier_day", figure=figure, bound=rule.bound)
    return Why(code="rule_day", figure=figure, bound=rule.bound)


def decider(rules: Iterable[RuleRow], case: Case, otherwise: Role) -> Role:
    """The role that decides such a case at this branch: the line that says most about it, ``otherwise`` where none does."""
    lines = [rule for rule in rules if rule.when == When.WHO and matches(rule, case)]
    return Role(max(lines, key=_closeness).role) if lines else otherwise


def escalation(rules: Iterable[RuleRow], act: str, branch: str) -> RuleRow | None:
    """Where an unanswered request of this branch goes, and after how many seconds (``bound``)."""
    case = Case(act=act, branch=branch)
    lines = [rule for rule in rules if rule.when == When.ESCALATE and matches(rule, case)]
    return max(lines, key=_closeness) if lines else None


LIVES = {When.ASK_LIFE: ASK_S, When.PAY_LIFE: PERMIT_S, When.HELD_LIFE: HELD_S}
"""How long each lasts where no line says it, in seconds."""


def lifetime_s(rules: Iterable[RuleRow], when: When, act: str, branch: str) -> int:
    """How long a request waits or a permit is good, in seconds: what the closest line says."""
    case = Case(act=act, branch=branch)
    lines = [rule for rule in rules if rule.when == when and matches(rule, case)]
    return max(lines, key=_closeness).bound if lines else LIVES[when]


def counts_openly(rules: Iterable[RuleRow], branch: str, drawer: str) -> bool:
    """Whether a cashier may see what this drawer should hold before it is counted: only where a line says so."""
    case = Case(act="", branch=branch, drawer=drawer)
    return any(rule.when == When.OPEN_COUNT and matches(rule, case) for rule in rules)


def _closeness(rule: RuleRow) -> tuple[int, str]:
    said = (rule.act, rule.branch, rule.drawer, rule.tier, rule.currency)
    return sum(1 for part in said if part), rule.id


def counted(rules: Iterable[RuleRow], case: Case) -> list[str]:
    """The keys under which this case counts towards a day."""
    return [use_key(rule, case) for rule in rules if rule.when == When.DAY and matches(rule, case)]


def rule_fault(command: SetApprovalRule, before: RuleRow | None = None) -> Rejected | None:
    """Whether the line says what its sort needs, and is of the sort it began with: who may see it hangs on that."""
    if before is not None and before.when != command.when:
        return Rejected(code=ErrorCode.RULE_OTHER_SORT, params={"rule": command.rule})
    missing = ""
    # A word that nothing is called would be a line that never holds, and nobody would miss it.
    if (command.when is When.FLAG or command.flag) and command.flag not in set(Flag):
        missing = "flag"
    if command.act and command.act not in KINDS:
        missing = "act"
    if command.when is When.ESCALATE and command.to_branch is None:
        missing = "to_branch"
    if (command.when in (When.AMOUNT, When.DAY) or command.currency) and command.currency not in CURRENCIES:
        missing = "currency"
    if command.when in LIVES and not LIFE_LEAST_S <= command.bound <= LIFE_MOST_S:
        missing = "bound"
    return Rejected(code=ErrorCode.RULE_INCOMPLETE, params={"missing": missing}) if missing else None


FIRST = (
    RuleRow(id="dormant-withdraw", when=When.FLAG.value, act="withdraw", flag="dormant"),
    RuleRow(id="dormant-transfer", when=When.FLAG.value, act="transfer", flag="dormant"),
    RuleRow(id="exposed-withdraw", when=When.FLAG.value, act="withdraw", flag="politically_exposed"),
    *(RuleRow(id=when.value.replace("_", "-"), when=when.value, bound=bound) for when, bound in LIVES.items()),
)
"""What a new bank starts with. They are data: an administrator changes them, no code names one."""
