"""Commands that are made under the drawer's lease: the server refuses cash without one."""

from contract.advances import PayAdvance, RetireAdvance
from contract.drawers import CloseDrawer, SubmitCount
from contract.ledger import Deposit, ReverseTransaction, Transfer, Withdraw
from contract.loans import DisburseLoan, RepayLoan
from contract.variances import RecoverVariance
from contract.vault import AskForCash, ExchangeCash, ImpoundNotes, ReceiveCash, SendCash, SortNotes

LEASED = (Deposit, Withdraw, Transfer, ReverseTransaction, SubmitCount, CloseDrawer, SendCash, ReceiveCash, ExchangeCash, AskForCash,
          SortNotes, ImpoundNotes, RecoverVariance, PayAdvance, RetireAdvance, DisburseLoan, RepayLoan)  # fmt: skip
