"""One cashier's day at the real window, on both databases: what the keys did is what the books say afterwards."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from server.db.engine import open_engine
from server.drawers.tables import bags
from server.ledger.tables import legs, transactions
from tests.journeys.street import Street

pytestmark = pytest.mark.journey

BOOKED = {"deposit": 13, "withdraw": 1, "transfer": 1}
CASH_TAKEN = 480_00 + 9 * 300_00 + 3 * 200_00 - 120_00


def kinds(street: Street) -> dict[str, int]:
    """How many transactions of each kind a customer makes at the counter were booked today."""
    engine = open_engine(street.settings.url)
    with engine.connect() as conn:
        query = select(transactions.c.kind).where(transactions.c.kind.in_(BOOKED), transactions.c.drawer != "")
        found = list(conn.execute(query).scalars())
    engine.dispose()
    return {kind: found.count(kind) for kind in set(found)}


def till_movements(street: Street) -> dict[str, int]:
    """Net debits of each cash account of a drawer by kind of transaction, in minor units."""
    engine = open_engine(street.settings.url)
    with engine.connect() as conn:
        tills = select(bags.c.account).where(bags.c.holder.startswith("drawer:"))
        joined = legs.join(transactions, transactions.c.id == legs.c.transaction)
        query = select(transactions.c.kind, legs.c.side, legs.c.amount).select_from(joined)
        rows = conn.execute(query.where(legs.c.account.in_(tills))).all()
    engine.dispose()
    net: dict[str, int] = {}
    for kind, side, amount in rows:
        net[kind] = net.get(kind, 0) + (amount if side == "debit" else -amount)
    return net


def test_a_cashiers_day(street: Street) -> None:
    (window,) = street.open("one")
    for move in ("sign_in", "open_drawer"):
        window.do(move)
    window.do("deposit", "000003", "480", {"20000": 2, "10000": 1}, {"2000": 1})
    window.do("withdraw", "000003", "120", {"10000": 1, "2000": 1})
    window.do("more")
    window.do("transfer")
    assert street.server is not None
    street.server.kill()
    window.do("outage")
    street.serve()
    window.do("until_states", ["completed"] * sum(BOOKED.values()))
    window.do("count")
    assert street.server.stop() == 0, "it drains and ends"
    assert kinds(street) == BOOKED
    moved = till_movements(street)
    assert moved["deposit"] + moved["withdraw"] == CASH_TAKEN
    assert moved["variance"] == -5_00, "the missing note is booked"
    assert sum(moved.values()) == moved["open_drawer"] + CASH_TAKEN - 5_00, "and nothing else moved"
    assert street.differences() == []
    papers = {name: text_of(window.folder / "profile" / "papers" / name) for name in window.do("papers")}
    slips = [text for text in papers.values() if "Drawer reconciliation" in text]
    assert len(slips) == 1
    assert "5.00" in slips[0] and "SHORT" in slips[0]
    provisional = [text for text in papers.values() if "PROVISIONAL" in text]
    assert len(provisional) == 3


def text_of(path: Path) -> str:
    """The words of a printed page."""
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)
