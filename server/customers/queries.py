"""Finding customers, their files, and the reader's share of a snapshot."""

import hashlib
from collections.abc import Collection, Iterable

from sqlalchemy import Connection, insert, or_, select, update

from contract import names
from contract.customers import CustomerFact
from contract.permissions import Permission
from server.core.audience import Reader
from server.core.registry import Shares, Source
from server.core.shares import branch_rows
from server.customers import rules
from server.customers.tables import CUSTOMERS, customers, files

FOUND_MAX = 20


def _customers(conn: Connection, reader: Reader, after: str, limit: int) -> Shares:
    rows = branch_rows(conn, CUSTOMERS, Permission.READ_CUSTOMERS, reader, after, limit)
    return [(row.id, rules.fact(row)) for row in rows]


def sources() -> tuple[Source, ...]:
    """The customers of the branch."""
    return (Source("customer", _customers),)


def find(conn: Connection, text: str, by_account: Iterable[str] = ()) -> list[CustomerFact]:
    """Customers by name, number, phone or card, and those who hold one of the accounts found by number."""
    words = rules.folded(text).split()
    if not words:
        return []
    by_name = [customers.c.search_name.contains(word, autoescape=True) for word in words]
    # A number is typed as it is printed: with spaces, dashes, the country's plus or a local zero.
    digits = "".join(char for char in text if char not in " -+()").lstrip("0")
    exact = [
        customers.c.number == text.strip(),
        customers.c.card_number == text.strip().upper(),
        customers.c.id.in_(list(by_account)),
    ]
    if digits.isdigit() and len(digits) >= 4:
        exact.append(customers.c.phone.endswith(digits, autoescape=True))
    name = by_name[0]
    for part in by_name[1:]:
        name = name & part
    statement = select(*CUSTOMERS.columns).where(or_(name, *exact)).order_by(customers.c.search_name).limit(FOUND_MAX)
    return [rules.fact(CUSTOMERS.make(row)) for row in conn.execute(statement).mappings()]


def refold(conn: Connection) -> int:
    """Fold those names again that were kept before the letters of Akan, Ewe and Ga were folded too; how many. For a migration."""
    unfolded = or_(*(customers.c.search_name.contains(chr(letter)) for letter in names.LETTERS))
    rows = conn.execute(select(customers.c.id, customers.c.full_name).where(unfolded)).all()
    for key, name in rows:
        conn.execute(update(customers).where(customers.c.id == key).values(search_name=rules.folded(name)))
    return len(rows)


def numbered(conn: Connection, number: str) -> CustomerFact | None:
    """The customer with this number."""
    row = conn.execute(select(*CUSTOMERS.columns).where(customers.c.number == number)).mappings().first()
    return rules.fact(CUSTOMERS.make(row)) if row else None


def numbers_taken(conn: Connection, numbers: Collection[str]) -> set[str]:
    """Which of these numbers somebody has."""
    return set(conn.scalars(select(customers.c.number).where(customers.c.number.in_(numbers))))


def store_file(conn: Connection, content: bytes, media_type: str) -> str:
    """Keep a file under its SHA-256; storing it again changes nothing."""
    key = hashlib.sha256(content).hexdigest()
    if conn.execute(select(files.c.sha256).where(files.c.sha256 == key)).first() is None:
        conn.execute(insert(files), {"sha256": key, "media_type": media_type, "content": content})
    return key


def load_file(conn: Connection, key: str) -> tuple[str, bytes] | None:
    """(media type, content)."""
    row = conn.execute(select(files.c.media_type, files.c.content).where(files.c.sha256 == key)).first()
    return (row.media_type, row.content) if row else None
