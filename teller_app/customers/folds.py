"""Customers with one line of search text for each (name, number, phone, card, the numbers of the accounts), and who signs for an account."""

from contract.customers import CustomerFact, MandateFact
from contract.ledger import AccountFact
from contract.names import plain
from teller_app.sync.facts import encoded
from teller_app.sync.sqlcipher import Connection

TABLES = (
    """CREATE TABLE customers (
        id INTEGER PRIMARY KEY, customer TEXT NOT NULL UNIQUE, number TEXT NOT NULL, name TEXT NOT NULL,
        fact BLOB NOT NULL)""",
    "CREATE INDEX customers_name ON customers (name)",
    "CREATE INDEX customers_number ON customers (number)",
    """CREATE TABLE customer_accounts (
        account TEXT PRIMARY KEY, customer TEXT NOT NULL, numbers TEXT NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX customer_accounts_customer ON customer_accounts (customer)",
    "CREATE TABLE mandates (account TEXT PRIMARY KEY, fact BLOB NOT NULL) WITHOUT ROWID",
    "CREATE VIRTUAL TABLE customer_search USING fts5(words, tokenize = 'trigram')",
)


def bare(text: str) -> str:
    """Letters and digits alone: how numbers are compared, however they were spaced."""
    return "".join(letter for letter in plain(text) if letter.isalnum())


def fold_customer(connection: Connection, fact: CustomerFact) -> None:
    """The person as they are now."""
    connection.execute(
        """INSERT INTO customers (customer, number, name, fact) VALUES (?, ?, ?, ?)
           ON CONFLICT (customer) DO UPDATE SET number = excluded.number, name = excluded.name, fact = excluded.fact""",
        (fact.customer, fact.number, plain(fact.full_name), encoded(fact)),
    )
    _index(connection, fact.customer, (fact.full_name, fact.number, fact.phone, fact.card_number))


def fold_account(connection: Connection, fact: AccountFact) -> None:
    """The account's numbers lead to its holder."""
    before = connection.execute("SELECT customer FROM customer_accounts WHERE account = ?", (fact.account,)).fetchone()
    connection.execute(
        "INSERT OR REPLACE INTO customer_accounts VALUES (?, ?, ?)",
        (fact.account, fact.customer, f"{bare(fact.number)} {bare(fact.external_number)}".strip()),
    )
    for customer in {fact.customer, str(before[0]) if before else fact.customer}:
        _again(connection, customer)


def fold_mandate(connection: Connection, fact: MandateFact) -> None:
    """Who signs for the account now."""
    connection.execute("INSERT OR REPLACE INTO mandates VALUES (?, ?)", (fact.account, encoded(fact)))


def drop_mandate(connection: Connection, key: str) -> None:
    """Somebody else's account now."""
    connection.execute("DELETE FROM mandates WHERE account = ?", (key,))


def drop_customer(connection: Connection, key: str) -> None:
    """Somebody else's customer now."""
    connection.execute(
        "DELETE FROM customer_search WHERE rowid = (SELECT id FROM customers WHERE customer = ?)", (key,)
    )
    connection.execute("DELETE FROM customers WHERE customer = ?", (key,))


def drop_account(connection: Connection, key: str) -> None:
    """Somebody else's account now."""
    row = connection.execute("SELECT customer FROM customer_accounts WHERE account = ?", (key,)).fetchone()
    connection.execute("DELETE FROM customer_accounts WHERE account = ?", (key,))
    if row:
        _again(connection, str(row[0]))


def _again(connection: Connection, customer: str) -> None:
    row = connection.execute(
        """SELECT json_extract(fact, '$.full_name'), number, json_extract(fact, '$.phone'),
                  json_extract(fact, '$.card_number') FROM customers WHERE customer = ?""",
        (customer,),
    ).fetchone()
    if row:
        _index(connection, customer, tuple(str(part or "") for part in row))


def _index(connection: Connection, customer: str, parts: tuple[str, ...]) -> None:
    name, *numbers = parts
    rows = connection.execute(
        "SELECT numbers FROM customer_accounts WHERE customer = ? ORDER BY numbers", (customer,)
    ).fetchall()
    words = " ".join([plain(name), *(bare(number) for number in numbers if number), *(str(row[0]) for row in rows)])
    connection.execute(
        "INSERT OR REPLACE INTO customer_search (rowid, words) SELECT id, ? FROM customers WHERE customer = ?",
        (words, customer),
    )


FOLDS = {CustomerFact: fold_customer, AccountFact: fold_account, MandateFact: fold_mandate}
GONE = {"customer": drop_customer, "account": drop_account, "mandate": drop_mandate}
