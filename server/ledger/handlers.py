"""The ledger's handlers, one row each."""

from functools import partial
from typing import Any

from contract.ledger import Deposit, OpenAccount, RefundFee, ReverseTransaction, Transfer, Withdraw
from contract.permissions import Permission
from server.core.registry import Handler
from server.ledger import deposits, opening, refunds, reversals, transfers, withdrawals
from server.ledger.ports import Deps


def handlers(deps: Deps) -> tuple[Handler[Any], ...]:
    """All of the room's handlers with what they need of other rooms."""
    return (
        Handler(
            OpenAccount, Permission.OPEN_ACCOUNTS, partial(opening.handle, deps), needs=partial(opening.needs, deps)
        ),
        Handler(
            Deposit,
            Permission.POST_CASH,
            partial(deposits.handle, deps),
            needs=partial(deposits.needs, deps),
            weigh=partial(deposits.weigh, deps),
            happened=deposits.happened,
        ),
        Handler(
            Withdraw,
            Permission.POST_CASH,
            partial(withdrawals.handle, deps),
            needs=partial(withdrawals.needs, deps),
            weigh=partial(withdrawals.weigh, deps),
            hold=partial(withdrawals.hold, deps),
            release=withdrawals.release,
            happened=withdrawals.happened,
        ),
        Handler(
            Transfer,
            Permission.POST_TRANSFER,
            partial(transfers.handle, deps),
            needs=partial(transfers.needs, deps),
            weigh=partial(transfers.weigh, deps),
            hold=partial(transfers.hold, deps),
            release=transfers.release,
        ),
        Handler(
            ReverseTransaction,
            Permission.REVERSE,
            partial(reversals.handle, deps),
            needs=partial(reversals.needs, deps),
            weigh=partial(reversals.weigh, deps),
            hold=reversals.hold,
            release=reversals.release,
        ),
        Handler(
            RefundFee,
            Permission.REVERSE,
            partial(refunds.handle, deps),
            needs=partial(refunds.needs, deps),
            weigh=partial(refunds.weigh, deps),
        ),
    )
