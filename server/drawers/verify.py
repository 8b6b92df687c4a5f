"""Proving the cash: every bag is the sum of its movements, is worth what the ledger says, and holds nothing negative."""

from collections.abc import Iterator

from sqlalchemy import Connection, select

from contract.money import add_pieces, pieces_total
from server.core.chain import Difference
from server.drawers.tables import bags, cash_moves
from server.ledger.tables import ACCOUNTS

PAGE = 5_000


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
