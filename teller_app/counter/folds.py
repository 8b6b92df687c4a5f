"""Accounts with the names of their holders, and the branches: what the counter shows of the world."""

from msgspec.structs import replace

from contract.branches import BranchFact
from contract.customers import CustomerFact
from contract.ledger import AccountFact
from contract.products import ProductFact
from teller_app.sync.facts import encoded, facts_of
from teller_app.sync.sqlcipher import Connection

TABLES = (
    """CREATE TABLE accounts (
        account TEXT PRIMARY KEY, customer TEXT NOT NULL, number TEXT NOT NULL, external TEXT NOT NULL,
        fact BLOB NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX accounts_customer ON accounts (customer, number)",
    "CREATE INDEX accounts_number ON accounts (number)",
    "CREATE INDEX accounts_external ON accounts (external) WHERE external <> ''",
    "CREATE TABLE holders (customer TEXT PRIMARY KEY, full_name TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE branches (branch TEXT PRIMARY KEY, code TEXT NOT NULL, fact BLOB NOT NULL) WITHOUT ROWID",
)


def fold_account(connection: Connection, fact: AccountFact) -> None:
    """The account as it is now."""
    connection.execute(
        "INSERT OR REPLACE INTO accounts VALUES (?, ?, ?, ?, ?)",
        (fact.account, fact.customer, fact.number, fact.external_number, encoded(fact)),
    )


def fold_customer(connection: Connection, fact: CustomerFact) -> None:
    """Only the name: it stands beside the account that a transfer goes to."""
    connection.execute("INSERT OR REPLACE INTO holders VALUES (?, ?)", (fact.customer, fact.full_name))


def fold_product(connection: Connection, fact: ProductFact) -> None:
    """Another name of a product is stated once, and not for each of its accounts: they take it from there."""
    sql = """SELECT fact FROM accounts WHERE json_extract(fact, '$.product') = ?
             AND json_extract(fact, '$.product_name') <> ?"""
    for account in facts_of(connection, AccountFact, sql, (fact.product, fact.name)):
        fold_account(connection, replace(account, product_name=fact.name))


def fold_branch(connection: Connection, fact: BranchFact) -> None:
    """The branch and its business day."""
    connection.execute("INSERT OR REPLACE INTO branches VALUES (?, ?, ?)", (fact.branch, fact.code, encoded(fact)))


def drop_account(connection: Connection, key: str) -> None:
    """Somebody else's account now."""
    connection.execute("DELETE FROM accounts WHERE account = ?", (key,))


def drop_holder(connection: Connection, key: str) -> None:
    """Somebody else's customer now."""
    connection.execute("DELETE FROM holders WHERE customer = ?", (key,))


def drop_branch(connection: Connection, key: str) -> None:
    """No longer this reader's branch."""
    connection.execute("DELETE FROM branches WHERE branch = ?", (key,))


FOLDS = {AccountFact: fold_account, CustomerFact: fold_customer, ProductFact: fold_product, BranchFact: fold_branch}
GONE = {"account": drop_account, "customer": drop_holder, "branch": drop_branch}
