"""The customers as the ledger sees them: whose account, and may it be touched."""

from contract.customers import Flag, MandateFact
from server.core.context import Context
from server.core.store import Key
from server.customers import mandates, rules
from server.customers.tables import CUSTOMERS, MANDATES


class CustomerHolders:
    """The ledger's ``Holders``."""

    def key(self, customer: str) -> Key:
        """What to load."""
        return CUSTOMERS, customer

    def stop(self, ctx: Context, customer: str) -> Flag | None:
        """The flag that refuses any posting, if there is one."""
        row = ctx.get(CUSTOMERS, customer)
        return rules.stopping(row.flags) if row else None

    def name(self, ctx: Context, customer: str) -> str:
        """The holder's name, empty for nobody's account."""
        row = ctx.get(CUSTOMERS, customer)
        return row.full_name if row else ""

    def branch(self, ctx: Context, customer: str) -> str:
        """The holder's branch, empty for an unknown customer."""
        row = ctx.get(CUSTOMERS, customer)
        return row.branch if row else ""

    def mandate_key(self, account: str) -> Key:
        """What to load for who signs."""
        return MANDATES, account

    def mandate(self, ctx: Context, account: str) -> MandateFact | None:
        """Who signs for the account; None where its holder does."""
        row = ctx.get(MANDATES, account)
        return mandates.fact(row) if row else None
