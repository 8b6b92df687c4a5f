"""Loans of the demonstration bank, made as people at the counter make them: two products, one that is being paid, one new, one to be handed out."""

from datetime import date, timedelta
from functools import partial

import msgspec
from sqlalchemy import Connection, select

from contract.approvals import ApproveRequest
from contract.base import Command
from contract.feed import Awaiting, Executed
from contract.ids import SYSTEM_USER, new_id
from contract.loans import ApplyForLoan, DisburseLoan, Every, Interest, LoanTerms, Part, RepayLoan, SetLoanProduct
from contract.money import Money
from server.core.actor import system_header
from server.core.clock import stamp, system_clock
from server.core.writer import Writer
from server.customers.tables import customers
from server.ledger.tables import accounts

SALARY = SetLoanProduct(product="salary", name="Salary loan", currency="GHS", least=500_00, most=20_000_00, shortest=3, longest=36,
                        terms=LoanTerms(rate=240_000, early=(Part.PRINCIPAL, Part.INTEREST)))  # fmt: skip
MARKET = SetLoanProduct(product="market", name="Market loan", currency="GHS", least=200_00, most=5_000_00, shortest=4, longest=26,
                        terms=LoanTerms(rate=360_000, interest=Interest.FLAT, every=Every.WEEK))  # fmt: skip
FROM = 40
"""The day at the counter is with the customers before this one."""


def put_loans(writer: Writer, branch: str, today: date, maker: str, decider: str) -> list[str]:
    """The loans' ids: paid on, new, allowed."""
    for product in (SALARY, MARKET):
        _done(writer, product, SYSTEM_USER)
    month, week = (today + timedelta(days=days) for days in (30, 7))
    found = writer.write_sync(partial(_borrowers, branch=branch))
    asked = (
        ("salary", 4_800_00, 12, month, "School fees, second term", 4_800_00, 600_00),
        ("market", 1_500_00, 16, week, "Stock for Christmas", 1_500_00, 0),
        ("salary", 9_000_00, 24, month, "A roof for the store", 0, 0),
    )
    loans = []
    for (customer, account), (product, amount, term, first, purpose, out, back) in zip(found, asked, strict=True):
        apply = ApplyForLoan(loan=new_id(), customer=customer, product=product, amount=Money(amount, "GHS"), term=term,
                             first_due=first.isoformat(), purpose=purpose, account=account)  # fmt: skip
        _allowed(writer, apply, maker, decider)
        loans.append(apply.loan)
        if out:
            disburse = DisburseLoan(loan=apply.loan, transaction=new_id(), amount=Money(out, "GHS"))
            _allowed(writer, disburse, maker, decider)
        if back:
            repay = RepayLoan(loan=apply.loan, transaction=new_id(), amount=Money(back, "GHS"), account=account)
            _done(writer, repay, maker)
    return loans


def _borrowers(conn: Connection, branch: str) -> list[tuple[str, str]]:
    """Three customers with an account in cedis that nothing keeps from posting."""
    query = select(customers.c.id, accounts.c.id).join(accounts, accounts.c.customer == customers.c.id)
    query = query.where(customers.c.branch == branch, customers.c.flags == [], accounts.c.currency == "GHS",
                        accounts.c.status == "active", accounts.c.product == "10")  # fmt: skip
    return [(row[0], row[1]) for row in conn.execute(query.order_by(customers.c.number).offset(FROM).limit(3))]


def _allowed(writer: Writer, command: Command, maker: str, decider: str) -> None:
    """Asked by one, allowed by the other."""
    answer = _give(writer, command, maker)
    if not isinstance(answer, Awaiting):
        raise RuntimeError(f"{type(command).__name__}: {answer}")
    _done(writer, ApproveRequest(request=answer.result.request), decider)


def _done(writer: Writer, command: Command, made_by: str) -> None:
    answer = _give(writer, command, made_by)
    if not isinstance(answer, Executed):
        raise RuntimeError(f"{type(command).__name__}: {answer}")


def _give(writer: Writer, command: Command, made_by: str) -> object:
    header = msgspec.structs.replace(system_header(new_id(), stamp(system_clock())), made_by=made_by)
    return writer.execute_sync(header, command)
