"""The policy at the gate: what the rooms weighed, with what the bank's own lines add; and the day's sums that they look at."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select

from contract.approvals import ApprovalRuleFact, SetApprovalRule, When, Why
from contract.base import Command, Fact
from contract.commands import kind_of
from contract.errors import Rejected
from contract.ids import SYSTEM_USER
from contract.ledger import Deposit, Withdraw
from contract.permissions import Permission, Role
from server.approvals import policy
from server.approvals.policy import Case
from server.approvals.tables import RULES, USE, RuleRow, UseRow, approval_rules
from server.core.audience import Audience
from server.core.context import Context
from server.core.registry import Handler, Outcome, Weighed


class Profile(msgspec.Struct, frozen=True):
    """Whose account it is, as far as the policy asks: the tier, and the flags."""

    tier: int = 0
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gatekeeper:
    """``profile`` knows an account's holder, ``drawer`` the drawer of a session."""

    profile: Callable[[Context, str], Profile]
    drawer: Callable[[Context, str], str]

    def add(self, ctx: Context, command: Command, weighed: Weighed) -> Weighed:
        """The same with the policy's reasons and the role that decides here. The bank's own hand knows no bound."""
        act = kind_of(command)
        rules = _about(ctx, act)
        if not rules or ctx.actor.user == SYSTEM_USER:
            return weighed
        case = self._case(ctx, act, weighed.account, weighed.amount, weighed.currency)
        found = (*weighed.reasons, *policy.reasons(rules, case, lambda key: _used(ctx, key)))
        return msgspec.structs.replace(weighed, reasons=found, role=policy.decider(rules, case, weighed.role))

    def count(self, ctx: Context, act: str, account: str, amount: int, currency: str) -> None:
        """Add what was booked to the day's sums that a line looks at."""
        rules = _about(ctx, act)
        if not rules or not amount or ctx.actor.user == SYSTEM_USER:
            return
        case = self._case(ctx, act, account, amount, currency)
        for key in policy.counted(rules, case):
            row = _use(ctx, key)
            ctx.put(USE, msgspec.structs.replace(row, total=row.total + amount))

    def count_happened(self, ctx: Context, command: Command) -> None:
        """What was handed over while the server was away uses up the day, too: nobody could be asked, so the next one is."""
        if isinstance(command, Deposit | Withdraw):
            self.count(ctx, kind_of(command), command.account, command.amount.minor, command.amount.currency)

    def _case(self, ctx: Context, act: str, account: str, amount: int, currency: str) -> Case:
        profile = self.profile(ctx, account) if account else Profile()
        session = ctx.header.lease.session if ctx.header.lease else ""
        return Case(act=act, branch=ctx.branch, drawer=self.drawer(ctx, session) if session else "", tier=profile.tier,
                    currency=currency, amount=amount, account=account, flags=profile.flags)  # fmt: skip


def _about(ctx: Context, act: str) -> tuple[RuleRow, ...]:
    """The policy's lines that may speak about an act, picked out once for as long as nobody changes the policy."""
    return ctx.derive(RULES, ("policy", act), lambda: policy.about(ctx.all(RULES).values(), act))


def _use(ctx: Context, key: str) -> UseRow:
    """The day's sum. Branches may be at different dates, and an account is paid at both: the later one holds, else going to and fro empties it."""
    row = ctx.get(USE, key)
    return row if row and row.day >= ctx.business_date else UseRow(id=key, day=ctx.business_date, total=0)


def _used(ctx: Context, key: str) -> int:
    return _use(ctx, key).total


def rule_fact(row: RuleRow) -> ApprovalRuleFact:
    """A line as a fact."""
    said = {name: getattr(row, name) for name in row.__struct_fields__ if name not in ("id", "when", "role")}
    return ApprovalRuleFact(rule=row.id, when=When(row.when), role=Role(row.role), **said)


def rule_audience(when: str) -> Audience:
    """Whoever looks after people, at any branch, may know by what they decide; how long a form is kept concerns every counter."""
    everybody = when == When.HELD_LIFE
    return Audience(permission=(Permission.READ_NOTICES if everybody else Permission.OVERSEE_STAFF).value)


def _fault(command: SetApprovalRule, ctx: Context) -> Rejected | None:
    return policy.rule_fault(command, ctx.get(RULES, command.rule))


def weigh(command: SetApprovalRule, ctx: Context) -> Weighed | Rejected | None:
    """A second person agrees to every change of what needs a second person."""
    fault = _fault(command, ctx)
    if fault is not None:
        return fault
    if ctx.actor.user == SYSTEM_USER:
        return None
    return Weighed(reasons=(Why(code="policy_change", about=command.rule),), object=f"rule/{command.rule}")


def set_rule(command: SetApprovalRule, ctx: Context) -> Outcome:
    """The line is this from now on."""
    fault = _fault(command, ctx)
    if fault is not None:
        return fault
    row = RuleRow(id=command.rule, when=command.when.value, act=command.act, branch=command.branch or "",
                  drawer=command.drawer or "", tier=command.tier, currency=command.currency, flag=command.flag,
                  bound=command.bound, role=command.role.value, to_branch=command.to_branch or "", off=command.off)  # fmt: skip
    ctx.say(rule_fact(ctx.put(RULES, row)), rule_audience(row.when), row.id)
    return None


def handlers() -> tuple[Handler[Any], ...]:
    """The one command about the policy."""
    return (Handler(SetApprovalRule, Permission.CHANGE_STAFF, set_rule, weigh=weigh),)


def seed(conn: Connection) -> None:
    """The first lines of a bank that has none."""
    if conn.execute(select(approval_rules.c.id)).first() is None:
        conn.execute(insert(approval_rules), [msgspec.structs.asdict(row) for row in policy.FIRST])


def is_first(fact: Fact) -> bool:
    """Whether it is a line that a new bank begins with."""
    return fact in [rule_fact(row) for row in policy.FIRST]
