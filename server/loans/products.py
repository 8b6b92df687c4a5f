"""Loan products as data: set by a person with a second one's yes, or by the bank's own hand."""

from collections.abc import Iterable

from contract.approvals import Why
from contract.errors import Rejected
from contract.ids import SYSTEM_USER
from contract.loans import SetLoanProduct
from server.core.actor import Header
from server.core.context import Context
from server.core.registry import Outcome, Weighed
from server.core.store import Key
from server.core.unit import Unit
from server.loans import rules
from server.loans.facts import kept_terms, product_audience, product_fact
from server.loans.tables import LOAN_PRODUCTS, LoanProductRow


def needs(command: SetLoanProduct, header: Header, unit: Unit) -> Iterable[Key]:
    """The product, where it is there."""
    yield LOAN_PRODUCTS, command.product


def _fault(command: SetLoanProduct, ctx: Context) -> Rejected | None:
    return rules.product_fault(command, ctx.get(LOAN_PRODUCTS, command.product))


def weigh(command: SetLoanProduct, ctx: Context) -> Weighed | Rejected | None:
    """A second person agrees to every change of what the bank lends on. The command line asks nobody."""
    fault = _fault(command, ctx)
    if fault is not None:
        return fault
    if ctx.actor.user == SYSTEM_USER:
        return None
    return Weighed(
        reasons=(Why(code="loan_product_change", about=command.product),), object=f"loan_product/{command.product}"
    )


def handle(command: SetLoanProduct, ctx: Context) -> Outcome:
    """The product is this from now on. Loans keep the terms that they were applied for under."""
    fault = _fault(command, ctx)
    if fault is not None:
        return fault
    row = LoanProductRow(code=command.product, name=command.name, currency=command.currency, least=command.least,
                         most=command.most, shortest=command.shortest, longest=command.longest,
                         terms=kept_terms(command.terms), off=command.off)  # fmt: skip
    ctx.say(product_fact(ctx.put(LOAN_PRODUCTS, row)), product_audience(), row.code)
    return None
