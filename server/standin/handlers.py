"""Granting a budget, arming codes, and proving what a till has paid out once the line is back."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import msgspec
from sqlalchemy import func, select

from contract.errors import ErrorCode, Rejected
from contract.feed import Gone
from contract.ledger import Withdraw
from contract.notices import Level
from contract.permissions import Permission
from contract.standin import ArmCodes, GrantStandIn, StandInCodeFact, StandInFact, TellCode
from server.core.audience import Audience, at_branch
from server.core.context import Context
from server.core.registry import Handler, Outcome
from server.ledger.verification import Sign
from server.standin import rules
from server.standin.tables import BUDGETS, CODES, BudgetRow, CodeRow, codes

replace = msgspec.structs.replace
Secret = Callable[[str, str], str]
"""(owner, code's id) to the code itself: derived by the bank's key, stored nowhere."""


def secret_of(sign: Sign) -> Secret:
    """The code behind (owner, id): the bank's print key over words that stand on no paper."""
    return lambda owner, code: sign("stand-in", owner, code)


class Till(msgspec.Struct, frozen=True):
    """A drawer session as this room asks for it."""

    drawer: str
    number: str
    branch: str
    cashier: str
    currency: str
    open: bool
    hard_max: int = 0


@dataclass(frozen=True)
class StandIns:
    """``number`` is an account's number, ``till`` finds a session, ``limit`` what the maker may pay alone (None: no bound), ``tell`` is the notices' door."""

    secret: Secret
    number: Callable[[Context, str], str]
    till: Callable[[Context, str], Till | None]
    limit: Callable[[Context, str, str], int | None]
    tell: Callable[..., None]

    def paid(self, ctx: Context, command: Withdraw) -> None:
        """Notes were handed over without the server: count them against the budget and prove the code. What is not covered raises
        a notice; above the maker's limit there must be a code, whatever the till thought."""
        session = ctx.header.lease.session if ctx.header.lease else ""
        amount, currency = command.amount.minor, command.amount.currency
        till = self.till(ctx, session) if session else None
        budget = ctx.get(BUDGETS, till.drawer) if till else None
        if budget is not None and budget.session != session:
            budget = None
        over = rules.budget_fault(budget, amount, ctx.header.made_at)
        if budget is not None:
            ctx.say(fact(ctx.put(BUDGETS, replace(budget, used=budget.used + amount))), audience(budget), budget.drawer)
        if over is not None:
            self._tell(ctx, "stand_in_over", command, over)
        bound = self.limit(ctx, "withdraw", currency)
        if command.stand_in is not None or (bound is not None and amount > bound):
            self._prove(ctx, command, session)

    def _prove(self, ctx: Context, command: Withdraw, session: str) -> None:
        row = ctx.get(CODES, command.stand_in.code) if command.stand_in else None
        secret = self.secret(row.owner, row.id) if row else ""
        replaced_at = _replaced_at(ctx, row) if row is not None and row.state == "replaced" else ""
        fault = rules.code_fault(row, command, secret, ctx.actor.user, session, ctx.header.made_at, replaced_at)
        if fault is not None:
            self._tell(ctx, "stand_in_unproven", command, fault)
        if row is not None and row.state != "used":
            # Also where the proof is wrong: a code that was spoken once is spent, and so is one that was replaced meanwhile.
            paid = {
                "paid_amount": command.amount.minor,
                "paid_currency": command.amount.currency,
                "paid_account": self.number(ctx, command.account),
            }
            row = replace(row, state="used", transaction=command.transaction, **paid)
            _leave(ctx, row)
            self._compare(ctx, row, ctx.actor.name)

    def told(self, ctx: Context, command: TellCode) -> Outcome:
        """Its owner says what a code was read out for, once."""
        row = ctx.get(CODES, command.code)
        if row is None or row.owner != ctx.actor.user:
            return Rejected(code=ErrorCode.NOT_YOURS)
        if row.told_amount:
            return Rejected(code=ErrorCode.ALREADY_THERE)
        row = ctx.put(CODES, replace(row, told_amount=command.amount.minor, told_account=command.account_end))
        self._compare(ctx, row, row.owner_name)
        return None

    def _compare(self, ctx: Context, row: CodeRow, name: str) -> None:
        fault = rules.told_fault(row)
        if fault is not None:
            params = {"name": name, "amount": row.paid_amount, "currency": row.paid_currency, **fault.params}
            self._say(ctx, "stand_in_untold", params, row.transaction)

    def _tell(self, ctx: Context, code: str, command: Withdraw, fault: Rejected) -> None:
        params: dict[str, Any] = {"name": ctx.actor.name, "amount": command.amount.minor, "currency": command.amount.currency,
                                  "receipt": command.receipt, **fault.params}  # fmt: skip
        self._say(ctx, code, params, command.transaction)

    def _say(self, ctx: Context, code: str, params: dict[str, Any], refers_to: str) -> None:
        for audience in (
            at_branch(ctx.branch, Permission.DECIDE.value),
            Audience(permission=Permission.READ_AUDIT.value),
        ):
            self.tell(ctx, code, Level.URGENT, params, audience, refers_to)


def fact(row: BudgetRow) -> StandInFact:
    """A budget as a fact."""
    return StandInFact(**msgspec.structs.asdict(row))


def audience(row: BudgetRow) -> Audience:
    """Its cashier, and those who decide at the branch."""
    return at_branch(row.branch, Permission.DECIDE.value, (row.cashier,))


def code_fact(row: CodeRow) -> StandInCodeFact:
    """A code as tills hold it."""
    return StandInCodeFact(code=row.id, owner=row.owner, owner_name=row.owner_name, branch=row.branch, hash=row.hash,
                           armed_at=row.armed_at)  # fmt: skip


def code_audience(row: CodeRow) -> Audience:
    """The tills of the branch, and its owner."""
    return at_branch(row.branch, Permission.POST_CASH.value, (row.owner,))


def grant(deps: StandIns, command: GrantStandIn, ctx: Context) -> Outcome:
    """A manager of the branch grants it, or renews it: never to a drawer of their own."""
    till = deps.till(ctx, command.session)
    if till is None or not till.open:
        return Rejected(code=ErrorCode.DRAWER_NOT_OPEN)
    if till.branch != ctx.branch and not ctx.actor.everywhere:
        return Rejected(code=ErrorCode.WRONG_BRANCH)
    if till.cashier == ctx.actor.user or not ctx.actor.decides_about(till.cashier):
        return Rejected(code=ErrorCode.MAKER_IS_CHECKER)
    latest = ctx.after(rules.GRANT_HOURS * 3_600)
    fault = rules.grant_fault(command.amount, till.hard_max, command.until, ctx.at, latest, till.currency)
    if fault is not None:
        return fault
    ctx.get(BUDGETS, till.drawer)
    row = BudgetRow(drawer=till.drawer, number=till.number, session=command.session, branch=till.branch, cashier=till.cashier, currency=till.currency,
                    granted=command.amount, used=0, until=command.until, by=ctx.actor.user, by_name=ctx.actor.name)  # fmt: skip
    ctx.say(fact(ctx.put(BUDGETS, row)), audience(row), row.drawer)
    return None


def arm(command: ArmCodes, ctx: Context) -> Outcome:
    """The codes count from now on, the owner's earlier ones no more. Runs solo: the earlier ones are searched."""
    for armed in command.codes:
        if ctx.get(CODES, armed.code) is not None:
            return Rejected(code=ErrorCode.ALREADY_THERE)
    for row in _armed(ctx):
        _leave(ctx, replace(row, state="replaced"))
    for armed in command.codes:
        row = CodeRow(id=armed.code, owner=ctx.actor.user, owner_name=ctx.actor.name, branch=ctx.branch, hash=armed.hash,
                      armed_at=ctx.at)  # fmt: skip
        ctx.say(code_fact(ctx.put(CODES, row)), code_audience(row), row.id)
    return None


def _armed(ctx: Context) -> list[CodeRow]:
    mine = select(codes.c.id).where(codes.c.owner == ctx.actor.user, codes.c.state == "armed")
    found = list(ctx.conn.scalars(mine))
    ctx.load((CODES, code) for code in found)
    return [ctx.must(CODES, code) for code in found]


def _replaced_at(ctx: Context, row: CodeRow) -> str:
    """When its owner armed the next ones."""
    later = select(func.min(codes.c.armed_at)).where(codes.c.owner == row.owner, codes.c.armed_at > row.armed_at)
    return ctx.conn.scalar(later) or row.armed_at


def _leave(ctx: Context, row: CodeRow) -> None:
    ctx.put(CODES, row)
    ctx.say(Gone(topic="stand_in_code", key=row.id), code_audience(row), row.id)


def handlers(deps: StandIns) -> tuple[Handler[Any], ...]:
    """All of the room's handlers. Both are rare, and name no needs."""
    return (
        Handler(GrantStandIn, Permission.DECIDE, partial(grant, deps)),
        Handler(ArmCodes, Permission.DECIDE, arm, solo=True),
        Handler(TellCode, Permission.DECIDE, lambda command, ctx: deps.told(ctx, command)),
    )
