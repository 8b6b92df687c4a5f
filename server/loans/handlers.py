"""The loans' handlers, one row each."""

from functools import partial
from typing import Any

from contract.loans import ApplyForLoan, DisburseLoan, RepayLoan, SetLoanProduct, WriteOffLoan
from contract.permissions import Permission
from server.core.registry import Handler
from server.ledger.cash import CashDesk
from server.ledger.ports import Holders, Limit
from server.ledger.verification import Sign
from server.loans import applying, disbursing, products, repaying, writing_off
from server.loans.ports import Count, Deps
from server.loans.undoing import LoanUndoing


def undoing() -> LoanUndoing:
    """What the ledger's reversals ask of this room."""
    return LoanUndoing()


def handlers(cash: CashDesk, holders: Holders, sign: Sign, limit: Limit, count: Count) -> tuple[Handler[Any], ...]:
    """All of the room's handlers with what they need of other rooms. An application runs solo: it looks for what else the customer owes."""
    deps = Deps(cash, holders, sign, limit, count)
    return (
        Handler(SetLoanProduct, Permission.CHANGE_STAFF, products.handle, needs=products.needs, weigh=products.weigh),
        Handler(
            ApplyForLoan,
            Permission.ASK_FOR_LOANS,
            partial(applying.handle, deps),
            needs=partial(applying.needs, deps),
            weigh=partial(applying.weigh, deps),
            hold=partial(applying.hold, deps),
            release=applying.release,
            lessen=applying.lessen,
            solo=True,
        ),
        Handler(
            DisburseLoan,
            Permission.SERVE_LOANS,
            partial(disbursing.handle, deps),
            needs=partial(disbursing.needs, deps),
            weigh=partial(disbursing.weigh, deps),
        ),
        Handler(
            RepayLoan,
            Permission.SERVE_LOANS,
            partial(repaying.handle, deps),
            needs=partial(repaying.needs, deps),
            weigh=partial(repaying.weigh, deps),
            hold=repaying.hold,
            release=repaying.release,
        ),
        Handler(
            WriteOffLoan,
            Permission.SETTLE_LOANS,
            writing_off.handle,
            needs=writing_off.needs,
            weigh=writing_off.weigh,
        ),
    )
