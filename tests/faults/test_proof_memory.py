"""``verify`` reads page after page: books of four times the size cost it no more memory."""

import tracemalloc
from pathlib import Path

import pytest

from contract.ids import new_id
from server import build
from server.core import chain
from server.core.actor import Header
from server.drawers import verify as drawers
from server.ledger import verify as ledger
from server.settings import Settings
from tests.demo import bank as demo
from tests.faults.run import Run
from tests.faults.square import Square, transfer

SMALL, LARGE, PAGE = 300, 1_200, 50


def peak(square: Square) -> int:
    """Bytes at the highest point of a whole proof."""

    def prove(conn: object) -> int:
        tracemalloc.start()
        try:
            assert list(build.verify(conn)) == []  # type: ignore[arg-type]
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    return square.look(prove)


def book(square: Square, count: int) -> None:
    with build.bank(square.settings) as bank:
        for number in range(count):
            source, target = square.accounts[number % 2], square.accounts[1 - number % 2]
            header = Header(command_id=new_id(), made_by=demo.STAFF[0].id, delivered_by=demo.STAFF[0].id, device=new_id(),
                            counter=1, made_at="2026-11-24T10:00:00.000Z")  # fmt: skip
            bank.writer.execute_sync(header, transfer(source, target, 1, new_id()))


@pytest.mark.parametrize("paged", [True, False])
def test_the_memory_is_that_of_a_page(
    sqlite_url: str, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, paged: bool
) -> None:
    """With pages as large as the books, the control, it grows with them."""
    for module in (chain, ledger, drawers):
        monkeypatch.setattr(module, "PAGE", PAGE if paged else 1_000_000)
    square = Square(Settings(url=sqlite_url, key_dir=str(tmp_path / "keys")), tmp_path).found()
    book(square, SMALL)
    small = peak(square)
    book(square, LARGE - SMALL)
    large = peak(square)
    run.fault()
    run.did("ok", LARGE)
    run.figures["KiB"] = f"{small // 1024} to {large // 1024}"
    assert (large < 2 * small) is paged
