"""What the withdrawal voucher takes as input beyond its receipt: what the cashier was shown and asked for."""

import msgspec

from teller_app.printing.facts import ReceiptFacts
from teller_app.printing.numbers import masked_account


class WithdrawalFacts(msgspec.Struct, frozen=True, kw_only=True):
    """``receipt`` is that of the withdrawal, whose number and code the voucher has. ``mandate`` says who signs, ``card`` is the
    masked identity card on file ("": it is written in by hand), ``approval`` who let it pass or why nobody had to. Of a
    duplicate they are not known any more: they stand on the signed original.
    """

    receipt: ReceiptFacts
    mandate: str = ""
    card: str = ""
    approval: str = ""

    def stub(self) -> ReceiptFacts:
        """The customer's part (PRINT 6, 04): it leaves the bank, so the account is masked on it."""
        return msgspec.structs.replace(self.receipt, account=masked_account(self.receipt.account))
