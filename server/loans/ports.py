"""What the loans' handlers need of other rooms, and what all of their steps ask first."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from contract.errors import ErrorCode, Rejected
from contract.ledger import Status
from contract.loans import LoanMoved, LoanState
from server.core.branch_table import BRANCHES
from server.core.context import Context
from server.ledger import chart, posting
from server.ledger import rules as ledger_rules
from server.ledger.cash import CashDesk
from server.ledger.ports import Holders, Limit
from server.ledger.tables import ACCOUNTS, TRANSACTIONS, AccountRow, TransactionRow
from server.ledger.verification import Sign
from server.loans.facts import replace
from server.loans.tables import LoanRow

Count = Callable[[Context, str, str, int], None]
"""(context, kind, currency, amount): add it to the maker's day, where their day is bound."""


@dataclass(frozen=True)
class Deps:
    """The till behind the lease, the customers, the papers' code, what the maker may do alone, and the sums of their day."""

    cash: CashDesk
    holders: Holders
    sign: Sign
    limit: Limit
    count: Count


def stopped(deps: Deps, ctx: Context, customer: str) -> Rejected | None:
    """A customer under stop or deceased: no posting, whoever asks."""
    flag = deps.holders.stop(ctx, customer)
    return Rejected(code=ErrorCode.CUSTOMER_STOPPED, params={"flag": flag.value}) if flag else None


def taken(ctx: Context, transaction: str, permitted: bool) -> Rejected | None:
    """Whether the transaction's id is another one's. One that waits is the very same where its permit or approval is there."""
    held = ctx.get(TRANSACTIONS, transaction)
    if held is None or (permitted and held.status == Status.PENDING):
        return None
    return Rejected(code=ErrorCode.TRANSACTION_EXISTS)


def own_account(ctx: Context, account: str, customer: str, currency: str) -> AccountRow | Rejected:
    """The account, which must be this customer's and take money."""
    row = ctx.get(ACCOUNTS, account)
    if row is None or row.customer != customer or row.currency != currency:
        return Rejected(code=ErrorCode.LOAN_ACCOUNT)
    return ledger_rules.may_credit(row, currency) or row


def ledger_of(ctx: Context, row: LoanRow) -> str:
    """The bank's claim: an account of this loan alone."""
    return posting.internal(ctx, row.branch, chart.LOANS, row.currency, row.id).id


def day_of(ctx: Context, branch: str) -> str:
    """The branch's business date, also where the bank's clock or somebody of another branch acts."""
    found = ctx.get(BRANCHES, branch)
    return found.business_date if found else ctx.business_date


class Paper(NamedTuple):
    """What the borrower takes home: the number of the receipt, and the bank's code for it."""

    number: str
    code: str


def paper_of(deps: Deps, ctx: Context, row: LoanRow, receipt: str, amount: int) -> Paper:
    """The receipt's own number where there is one, else the loan's with the place of the step that comes now."""
    number = receipt or f"{row.number}-{row.steps + 1}"
    return Paper(number, deps.sign(number, ctx.business_date, amount, row.number))


def moved(
    row: LoanRow,
    booked: TransactionRow | None = None,
    paper: Paper | None = None,
    split: tuple[int, int, int] = (0, 0, 0),
) -> LoanMoved:
    """What the maker is told. ``split`` is principal, interest and what was over."""
    principal, interest, over = split
    said = LoanMoved(loan=row.id, number=row.number, state=LoanState(row.state), left=row.left, principal=principal,
                     interest=interest, over=over)  # fmt: skip
    if booked is None:
        return said
    return replace(said, transaction=booked.id, business_date=booked.business_date, balance_after=booked.balance_after,
                   receipt=paper.number if paper else "", verification=paper.code if paper else "")  # fmt: skip
