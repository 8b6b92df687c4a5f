"""Questions about the vault and cash on its way to the replica."""

from contract.vault import CashMoveFact, RequisitionFact, StockFact, VaultFact
from teller_app.sync.facts import facts_of
from teller_app.sync.sqlcipher import Connection


def moves(connection: Connection) -> tuple[CashMoveFact, ...]:
    """What is on its way first, oldest first; then what was finished, newest first."""
    going = facts_of(connection, CashMoveFact, "SELECT fact FROM cash_moves WHERE NOT over ORDER BY at, transfer")
    over = facts_of(connection, CashMoveFact, "SELECT fact FROM cash_moves WHERE over ORDER BY at DESC, transfer DESC")
    return going + over


def requisitions(connection: Connection) -> tuple[RequisitionFact, ...]:
    """Those that wait first, oldest first; then the others, newest first."""
    asked = facts_of(
        connection, RequisitionFact, "SELECT fact FROM requisitions WHERE NOT over ORDER BY at, requisition"
    )
    over = "SELECT fact FROM requisitions WHERE over ORDER BY at DESC, requisition DESC"
    return asked + facts_of(connection, RequisitionFact, over)


def stocks(connection: Connection) -> tuple[StockFact, ...]:
    """Vaults and what is in transit, for those who may see it."""
    return facts_of(connection, StockFact, "SELECT fact FROM stocks ORDER BY holder")


def vaults(connection: Connection) -> tuple[VaultFact, ...]:
    """The custody of the vaults in sight."""
    return facts_of(connection, VaultFact, "SELECT fact FROM vaults ORDER BY vault")
