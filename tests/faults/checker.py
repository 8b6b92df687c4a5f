"""The checker of Jepsen's bank workload, and what it does not ask: whether every acknowledged id is there once, and none that nobody sent.

Source: jepsen/src/jepsen/tests/bank.clj (reads); the rest are the rules under ``ours`` in bank_workload_jepsen.json.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from server import build
from server.ledger.tables import transactions
from tests.laws.books import uneven

Read = Mapping[int, int | None]
ERRORS = ("unexpected-key", "nil-balance", "wrong-total", "negative-value")
"""In the order in which a read is asked."""


@dataclass(frozen=True)
class Verdict:
    """What the reads say. ``first_error_type`` is that of the first bad read, None without one."""

    valid: bool
    first_error_type: str | None
    read_count: int


def check_reads(accounts: Collection[int], total: int, negative_allowed: bool, reads: Sequence[Read]) -> Verdict:
    """Every read sees all the money, nowhere less than none."""
    errors = (_error(frozenset(accounts), total, negative_allowed, read) for read in reads)
    first = next((error for error in errors if error), None)
    return Verdict(first is None, first, len(reads))


def _error(accounts: frozenset[int], total: int, negative_allowed: bool, read: Read) -> str | None:
    balances = [balance for balance in read.values() if balance is not None]
    found = {
        "unexpected-key": not accounts.issuperset(read),
        "nil-balance": len(balances) != len(read),
        "wrong-total": sum(balances) != total,
        "negative-value": not negative_allowed and any(balance < 0 for balance in balances),
    }
    return next((error for error in ERRORS if found[error]), None)


@dataclass
class Ledger:
    """What the books hold against what people know they sent. ``damage`` counts by name; all zero is whole."""

    lost: set[str] = field(default_factory=set)
    doubled: set[str] = field(default_factory=set)
    strange: set[str] = field(default_factory=set)
    refused_but_booked: set[str] = field(default_factory=set)
    uneven: int = 0
    differences: list[str] = field(default_factory=list)

    @property
    def damage(self) -> dict[str, int]:
        counts = {
            "lost": len(self.lost),
            "doubled": len(self.doubled),
            "strange": len(self.strange),
            "refused but booked": len(self.refused_but_booked),
            "uneven": self.uneven,
            "differences": len(self.differences),
        }
        return {name: count for name, count in counts.items() if count}

    @property
    def line(self) -> str:
        """For people."""
        return f"lost {len(self.lost)}, doubled {len(self.doubled)}, booked that nobody sent {len(self.strange)}"


def check_books(
    conn: Connection, kinds: Collection[str], sent: set[str], acknowledged: set[str], refused: set[str]
) -> Ledger:
    """Compare by mark: each intent's transactions carry it as their narration, whatever id they came under.

    An intent whose fate nobody was told (unknown) may be there once or not at all.
    """
    booked = Counter(conn.scalars(select(transactions.c.narration).where(transactions.c.kind.in_(kinds))))
    return Ledger(
        lost=acknowledged - set(booked),
        doubled={mark for mark, times in booked.items() if times > 1},
        strange=set(booked) - sent,
        refused_but_booked=refused & set(booked),
        uneven=len(uneven(conn)),
        differences=[f"{item.where}: {item.expected} / {item.found}" for item in build.verify(conn)],
    )
