"""Proving the cash: every bag is the sum of its movements, is worth what the ledger says, and holds nothing negative.

And the tills: what no fact tells of one (its float is not to be known before a count) is what the command said that added it.
"""

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from contract.money import add_pieces, pieces_total
from server.core.chain import Difference
from server.drawers.tables import bags, cash_moves, drawers
from server.ledger.tables import ACCOUNTS

PAGE = 5_000
ADDING = "add_drawer"


class _Added(msgspec.Struct, frozen=True):
    """What ``DrawerFact`` leaves out. Nothing changes it afterwards. The defaults are those of ``AddDrawer``."""

    drawer: str
    standing_float: dict[str, int]
    second_count_above: int = 5_000
    offline_budget: int = 2_000_000


_added = msgspec.json.Decoder(_Added)


class Tills:
    """Shown every journal row (``look``), then asked (``check``)."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn
        self._added: dict[str, tuple[int, _Added]] = {}

    def look(self, row: Any) -> Iterator[Difference]:
        """One more row. Finds nothing yet. A command that waited for a second person was journalled when it was asked."""
        if row["kind"] == ADDING and row["outcome"] in ("executed", "awaiting") and row["body"]:
            said = _added.decode(row["body"])
            self._added[said.drawer] = row["seq"], said
        yield from ()

    def check(self) -> Iterator[Difference]:
        """Tills that are not as they were added. One that nobody added is named with the other tables."""
        names = [name for name in _Added.__struct_fields__ if name != "drawer"]
        for row in self._conn.execute(
            select(drawers.c.id, *(drawers.c[name] for name in names)).order_by(drawers.c.id)
        ):
            seq, said = self._added.get(row.id, (0, None))
            if said and (other := [name for name in names if getattr(row, name) != getattr(said, name)]):
                yield Difference(f"drawer {row.id}", f"as journal {seq} states it", f"another {', '.join(other)}")


def check(conn: Connection) -> Iterator[Difference]:
    """Every difference between the pieces, their movements and the cash accounts."""
    summed: dict[str, dict[str, int]] = {}
    moves = select(cash_moves.c.holder, cash_moves.c.pieces).order_by(cash_moves.c.seq, cash_moves.c.n)
    for holder, pieces in conn.execute(moves.execution_options(yield_per=PAGE)):
        summed[holder] = add_pieces(summed.get(holder, {}), pieces)
        if any(count < 0 for count in summed[holder].values()):
            yield Difference(f"bag {holder}", "no negative pieces", str(summed[holder]))
    for bag in conn.execute(select(bags)).mappings():
        where = f"bag {bag['holder']}"
        if summed.pop(bag["holder"], {}) != bag["pieces"]:
            yield Difference(where, "pieces as moved", str(bag["pieces"]))
        if pieces_total(bag["pieces"]) != bag["amount"]:
            yield Difference(where, f"worth {bag['amount']}", f"pieces worth {pieces_total(bag['pieces'])}")
        account = ACCOUNTS.fetch(conn, [bag["account"]]).get(bag["account"])
        if account is None or account.balance != bag["amount"]:
            yield Difference(where, f"ledger {account.balance if account else None}", f"bag {bag['amount']}")
    for holder in summed:
        yield Difference(f"bag {holder}", "a bag", "only movements")
