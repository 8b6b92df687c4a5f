"""A posting becomes a paper in the queue, off the Qt thread; what cannot be printed says why."""

import threading
from pathlib import Path

import pytest

from teller_app.counter.model import Slip
from teller_app.printing.press import Press
from teller_app.printing.print_queue import PrintQueue
from teller_app.printing.printer import PdfFolderPrinter
from teller_app.shell.press_room import PressRoom, Sources
from tests.teller_app.counter.world import ABENA, ACCOUNTS, PEOPLE, booked, posted
from tests.teller_app.kit import FakePort
from tests.teller_app.test_papers import DESK, NUMBER, deposit, press

__all__ = ["press"]


@pytest.fixture
def room(press: Press, tmp_path: Path):
    queue = PrintQueue(tmp_path / "queue", {"pdf": PdfFolderPrinter(tmp_path / "papers")}, DESK.clock)
    sources = Sources(account=lambda conn, key: ACCOUNTS[ABENA][0], own_command=lambda transaction: None)
    made = PressRoom(press, queue, "pdf", DESK, FakePort(), sources)
    yield made
    made.close()


def test_a_queued_deposit_prints_a_provisional_receipt(room: PressRoom, tmp_path: Path, qtbot) -> None:
    slip = Slip(deposit(), "c", None, PEOPLE[0], ACCOUNTS[ABENA][0], NUMBER)
    with qtbot.waitSignal(room.printed, timeout=10_000):
        room.receipt(slip)
    assert [path.suffix for path in (tmp_path / "papers").iterdir()] == [".pdf"]
    assert threading.current_thread() is threading.main_thread()


def test_a_wrong_code_is_refused_and_nothing_printed(room: PressRoom, tmp_path: Path, qtbot) -> None:
    answer = posted(NUMBER)
    bad = type(answer)(
        seq=1,
        result=type(answer.result)(
            transaction="x", receipt=NUMBER, business_date="2026-11-22", verification="AAAA-AAAA-AAAA"
        ),
    )
    with qtbot.waitSignal(room.refused, timeout=10_000):
        room.receipt(Slip(deposit(), "c", bad, PEOPLE[0], ACCOUNTS[ABENA][0], NUMBER))
    assert not (tmp_path / "papers").exists()


def test_what_has_no_receipt_has_no_paper(room: PressRoom, qtbot) -> None:
    fact = booked(1, "variance", 5_00)
    fact = type(fact)(**{name: getattr(fact, name) for name in fact.__struct_fields__} | {"receipt": ""})
    with qtbot.waitSignal(room.refused):
        room.again(fact)
