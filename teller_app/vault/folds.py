"""Vaults, movements of cash and requisitions in the replica. What is finished stays until its branch has a later business day."""

from contract.branches import BranchFact
from contract.vault import CashMoveFact, MoveState, RequisitionFact, RequisitionState, StockFact, VaultFact
from teller_app.sync.facts import encoded
from teller_app.sync.sqlcipher import Connection

TABLES = (
    "CREATE TABLE stocks (holder TEXT PRIMARY KEY, branch TEXT NOT NULL, fact BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE vaults (vault TEXT PRIMARY KEY, branch TEXT NOT NULL, fact BLOB NOT NULL) WITHOUT ROWID",
    """CREATE TABLE cash_moves (
        transfer TEXT PRIMARY KEY, branch TEXT NOT NULL, business_date TEXT NOT NULL, over INTEGER NOT NULL, at TEXT NOT NULL,
        fact BLOB NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE requisitions (
        requisition TEXT PRIMARY KEY, branch TEXT NOT NULL, business_date TEXT NOT NULL, over INTEGER NOT NULL,
        at TEXT NOT NULL, fact BLOB NOT NULL) WITHOUT ROWID""",
    "CREATE TABLE vault_days (branch TEXT PRIMARY KEY, business_date TEXT NOT NULL) WITHOUT ROWID",
)
GOING = (MoveState.PROPOSED, MoveState.SENT, MoveState.COUNTED)
ASKING = (RequisitionState.ASKED, RequisitionState.GRANTED)


def fold_stock(connection: Connection, fact: StockFact) -> None:
    """What lies in a vault or is in transit."""
    connection.execute("INSERT OR REPLACE INTO stocks VALUES (?, ?, ?)", (fact.holder, fact.branch, encoded(fact)))


def fold_vault(connection: Connection, fact: VaultFact) -> None:
    """A vault's custody."""
    connection.execute("INSERT OR REPLACE INTO vaults VALUES (?, ?, ?)", (fact.vault, fact.branch, encoded(fact)))


def fold_move(connection: Connection, fact: CashMoveFact) -> None:
    """A movement as it stands."""
    over = fact.state not in GOING
    if over and _past(connection, fact.branch, fact.business_date):
        drop_move(connection, fact.transfer)
        return
    row = (fact.transfer, fact.branch, fact.business_date, over, fact.at, encoded(fact))
    connection.execute("INSERT OR REPLACE INTO cash_moves VALUES (?, ?, ?, ?, ?, ?)", row)


def fold_requisition(connection: Connection, fact: RequisitionFact) -> None:
    """A requisition as it stands."""
    over = fact.state not in ASKING
    if over and _past(connection, fact.branch, fact.business_date):
        drop_requisition(connection, fact.requisition)
        return
    row = (fact.requisition, fact.branch, fact.business_date, over, fact.at, encoded(fact))
    connection.execute("INSERT OR REPLACE INTO requisitions VALUES (?, ?, ?, ?, ?, ?)", row)


def fold_branch(connection: Connection, fact: BranchFact) -> None:
    """A later business day: what was finished before it goes."""
    past = (fact.branch, fact.business_date)
    connection.execute("INSERT OR REPLACE INTO vault_days VALUES (?, ?)", past)
    connection.execute("DELETE FROM cash_moves WHERE branch = ? AND over AND business_date < ?", past)
    connection.execute("DELETE FROM requisitions WHERE branch = ? AND over AND business_date < ?", past)


def _past(connection: Connection, branch: str, business_date: str) -> bool:
    row = connection.execute("SELECT business_date FROM vault_days WHERE branch = ?", (branch,)).fetchone()
    return row is not None and business_date < str(row[0])


def drop_stock(connection: Connection, key: str) -> None:
    """Out of this reader's sight."""
    connection.execute("DELETE FROM stocks WHERE holder = ?", (key,))


def drop_vault(connection: Connection, key: str) -> None:
    """Out of this reader's sight."""
    connection.execute("DELETE FROM vaults WHERE vault = ?", (key,))


def drop_move(connection: Connection, key: str) -> None:
    """Out of this reader's sight."""
    connection.execute("DELETE FROM cash_moves WHERE transfer = ?", (key,))


def drop_requisition(connection: Connection, key: str) -> None:
    """Out of this reader's sight."""
    connection.execute("DELETE FROM requisitions WHERE requisition = ?", (key,))


def drop_branch(connection: Connection, key: str) -> None:
    """No longer this reader's branch."""
    connection.execute("DELETE FROM vault_days WHERE branch = ?", (key,))


FOLDS = {
    StockFact: fold_stock,
    VaultFact: fold_vault,
    CashMoveFact: fold_move,
    RequisitionFact: fold_requisition,
    BranchFact: fold_branch,
}
GONE = {
    "stock": drop_stock,
    "vault": drop_vault,
    "cash_move": drop_move,
    "requisition": drop_requisition,
    "branch": drop_branch,
}
