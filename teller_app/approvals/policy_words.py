"""A line of the policy in words. Pure; no Qt."""

import re
from collections.abc import Sequence

from contract.approvals import ApprovalRuleFact, When
from contract.branches import BranchFact
from contract.customers import Flag
from contract.drawers import DrawerFact
from contract.permissions import Role
from teller_app.approvals.policy import LIVES, TIMED, Draft, PolicyState
from teller_app.glass.amounts import parse_minor
from teller_app.i18n import formats
from teller_app.i18n.text import Texts

ACTS = ("withdraw", "deposit", "transfer", "reverse_transaction")
"""Acts that a line can be about: those with an account and an amount. A line about any act needs none of them."""
TIERS = ("1", "2", "3")
FLAGS = (Flag.DORMANT.value, Flag.POLITICALLY_EXPOSED.value, Flag.MEMO.value)
CURRENCIES = ("GHS", "CZK")
MINUTE_S = 60
_TIME = re.compile(r"([0-9]{1,5})( ?s)?")
type Options = list[tuple[str, str]]


def title(fact: ApprovalRuleFact, texts: Texts) -> str:
    """What the line does: "Above an amount, a second person is asked"."""
    return texts(f"policy.when.{fact.when.value}")


def scope(fact: ApprovalRuleFact, state: PolicyState, texts: Texts) -> str:
    """What it holds for; what it leaves empty holds for all, and is not said."""
    branch = next((one.name for one in state.branches if one.branch == fact.branch), fact.branch[-6:])
    drawer = next((one.number for one in state.drawers if one.drawer == fact.drawer), fact.drawer[-6:])
    parts = (
        act_words(fact.act, texts) if fact.act else "",
        branch,
        texts("approvals.drawer", number=drawer) if fact.drawer else "",
        texts("policy.tier", n=fact.tier) if fact.tier else "",
        texts(f"policy.flag.{fact.flag}") if fact.flag in FLAGS else fact.flag,
    )
    said = " · ".join(part for part in parts if part)
    return said or texts("policy.everything")


def figure(fact: ApprovalRuleFact, state: PolicyState, texts: Texts) -> str:
    """Its bound, its time, or whom it names."""
    if fact.when in LIVES:
        return minutes_words(fact.bound, texts)
    if fact.when is When.ESCALATE:
        return next((one.name for one in state.branches if one.branch == fact.to_branch), fact.to_branch[-6:])
    if fact.when is When.WHO:
        return role_words(fact.role, texts)
    if fact.when in (When.FLAG, When.OPEN_COUNT):
        return formats.EM_DASH
    return formats.money_with_sign(fact.bound, fact.currency) if fact.currency else formats.money(fact.bound)


def status(fact: ApprovalRuleFact, state: PolicyState, texts: Texts) -> tuple[str, str]:
    """Words and tone: whether it holds, and whether a change waits."""
    if fact.rule in state.waiting:
        return texts("policy.status.waits"), "warn"
    return (texts("policy.status.off"), "mute") if fact.off else (texts("policy.status.holds"), "pos")


def minutes_words(seconds: int, texts: Texts) -> str:
    """ "15 min"; what is no whole minute keeps its seconds."""
    whole, rest = divmod(seconds, MINUTE_S)
    return texts("policy.minutes", n=whole) if not rest else texts("policy.seconds", n=seconds)


def bound_of(draft: Draft, text: str) -> int | None:
    """What was typed as a bound: minutes where the sort is timed ("15", or "90 s"), else money in minor units."""
    if draft.when in TIMED:
        match = _TIME.fullmatch(text.strip())
        return int(match[1]) * (1 if match[2] else MINUTE_S) if match else None
    found = parse_minor(text, 2)
    return found if isinstance(found, int) else None


def bound_text(draft: Draft) -> str:
    """A bound as it would be typed."""
    if draft.bound is None:
        return ""
    if draft.when not in TIMED:
        return formats.money(draft.bound)
    return str(draft.bound // MINUTE_S) if draft.bound % MINUTE_S == 0 else f"{draft.bound} s"


def act_words(act: str, texts: Texts) -> str:
    """The name of an act."""
    key = f"approvals.kind.{act}"
    return texts(key) if key in texts else act


def role_words(role: Role, texts: Texts) -> str:
    """The name of a role, as it stands in a list."""
    return texts(f"policy.role.{role.value}")


def whens(texts: Texts) -> Options:
    """The sorts of lines."""
    return [(when.value, texts(f"policy.when.{when.value}")) for when in When]


def acts(texts: Texts) -> Options:
    """Any act, or one."""
    return [("", texts("policy.any.act")), *((act, act_words(act, texts)) for act in ACTS)]


def branches(found: Sequence[BranchFact], texts: Texts, any_one: bool = True) -> Options:
    """Every branch, or one."""
    named = [(one.branch, one.name) for one in found]
    return [("", texts("policy.any.branch")), *named] if any_one else named


def drawers(found: Sequence[DrawerFact], branch: str, texts: Texts) -> Options:
    """Every drawer, or one of the branch."""
    here = [one for one in found if not branch or one.branch == branch]
    return [
        ("", texts("policy.any.drawer")),
        *((one.drawer, texts("approvals.drawer", number=one.number)) for one in here),
    ]


def tiers(texts: Texts) -> Options:
    """Every tier, or one."""
    return [("", texts("policy.any.tier")), *((tier, texts("policy.tier", n=tier)) for tier in TIERS)]


def flags(texts: Texts) -> Options:
    """The flags that can ask for a second person."""
    return [(flag, texts(f"policy.flag.{flag}")) for flag in FLAGS]


def roles(texts: Texts) -> Options:
    """Who can be named to decide."""
    return [(role.value, role_words(role, texts)) for role in Role]
