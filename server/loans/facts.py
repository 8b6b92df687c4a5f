"""How loans and their products are said, and the schedule between row and contract."""

from typing import Any

import msgspec

from contract.loan_doors import Instalment, StepKind
from contract.loans import LoanFact, LoanProductFact, LoanState, LoanTerms
from contract.permissions import Permission
from server.core.audience import Audience, at_branch
from server.core.context import Context
from server.loans.tables import LOAN_STEPS, LOANS, LoanProductRow, LoanRow, LoanStepRow

replace = msgspec.structs.replace
_KEPT = ("opens", "due", "principal", "interest", "accrued", "paid_principal", "paid_interest")
"""What a row keeps of each instalment; its number is its place, the balance follows."""


def terms_of(row: LoanRow | LoanProductRow) -> LoanTerms:
    """The terms as the contract says them."""
    return msgspec.convert(row.terms, LoanTerms)


def kept_terms(terms: LoanTerms) -> dict[str, Any]:
    """The same as a row keeps them."""
    return dict(msgspec.to_builtins(terms))


def lines_of(row: LoanRow) -> tuple[Instalment, ...]:
    """The schedule of a loan that was handed out."""
    found, balance = [], row.principal
    for number, kept in enumerate(row.lines, 1):
        values = dict(zip(_KEPT, kept, strict=True))
        balance -= values["principal"]
        found.append(Instalment(number=number, balance=balance, **values))
    return tuple(found)


def kept_lines(lines: tuple[Instalment, ...]) -> list[list[Any]]:
    """The same as a row keeps it."""
    return [[getattr(line, name) for name in _KEPT] for line in lines]


def product_fact(row: LoanProductRow) -> LoanProductFact:
    """A product as it holds."""
    return LoanProductFact(product=row.code, name=row.name, currency=row.currency, least=row.least, most=row.most,
                           shortest=row.shortest, longest=row.longest, terms=terms_of(row), off=row.off)  # fmt: skip


def product_audience() -> Audience:
    """Whoever reads accounts, at any branch."""
    return Audience(permission=Permission.READ_ACCOUNTS.value)


_SAID = tuple(name for name in LoanFact.__struct_fields__ if name not in ("loan", "state"))


def loan_fact(row: LoanRow) -> LoanFact:
    """A loan as it stands."""
    return LoanFact(loan=row.id, state=LoanState(row.state), **{name: getattr(row, name) for name in _SAID})


def loan_audience(row: LoanRow) -> Audience:
    """Those who read accounts at the branch."""
    return at_branch(row.branch, Permission.READ_ACCOUNTS.value)


def keep(ctx: Context, row: LoanRow, day: str) -> LoanRow:
    """Stage it as of this business date of its branch, and say it."""
    row = ctx.put(LOANS, replace(row, business_date=day))
    ctx.say(loan_fact(row), loan_audience(row), row.id)
    return row


def stepped(ctx: Context, before: LoanRow, row: LoanRow, kind: StepKind, transaction: str, **more: Any) -> LoanRow:
    """The loan after a step that moved money, with what the step changed written down, so that it can be undone exactly."""
    row = replace(row, last_step=transaction, steps=before.steps + 1)
    old, new = msgspec.structs.asdict(before), msgspec.structs.asdict(row)
    changed = {name: value for name, value in old.items() if new[name] != value and name != "steps"}
    ctx.put(LOAN_STEPS, LoanStepRow(id=transaction, loan=row.id, seq=ctx.seq, place=row.steps, kind=kind.value, at=ctx.at,
                                    business_date=ctx.business_date, by=ctx.actor.user, approved_by=ctx.approved_by,
                                    left=row.left, before=changed, **more))  # fmt: skip
    return keep(ctx, row, ctx.business_date)
