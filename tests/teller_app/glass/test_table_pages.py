from collections.abc import Callable

from teller_app.glass.table_model import WAITING, Row
from teller_app.glass.table_order import Order
from teller_app.glass.table_pages import PAGE, PAGES_MAX, Page, PagedRows


class Bank:
    """Answers when told to, as a worker thread would."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.asked: list[tuple[int, Order]] = []
        self.answers: list[Callable[[], None]] = []

    def fetch(self, first: int, size: int, order: Order, done: Callable[[Page], None]) -> None:
        self.asked.append((first // PAGE, order))
        rows = tuple(Row(f"{order.needle}{at}", (str(at),)) for at in range(first, min(first + size, self.total)))
        self.answers.append(lambda: done(Page(first, self.total, rows)))

    def answer(self) -> None:
        self.answers.pop(0)()


class Turns:
    """Calls for after the painting."""

    def __init__(self) -> None:
        self.calls: list[Callable[[], None]] = []

    def later(self, call: Callable[[], None]) -> None:
        self.calls.append(call)

    def run(self) -> None:
        calls, self.calls = self.calls, []
        for call in calls:
            call()


def begun(total: int = 1_000_000) -> tuple[PagedRows, Bank, Turns]:
    bank, turns = Bank(total), Turns()
    rows = PagedRows(bank, turns.later)
    rows.begin()
    turns.run()
    return rows, bank, turns


def test_a_row_waits_for_its_page_and_painting_never_fetches() -> None:
    rows, bank, turns = begun()
    assert (rows.count(), rows.known) == (0, False)
    told: list[bool] = []
    rows.changed = told.append
    bank.answer()
    assert (rows.count(), rows.known, rows.row(3).key) == (1_000_000, True, "3")
    assert rows.row(500_000) is WAITING
    assert len(bank.asked) == 1
    turns.run()
    bank.answer()
    assert rows.row(500_000).key == "500000"
    assert told == [True, False]


def test_what_the_hand_passed_over_is_not_fetched() -> None:
    rows, bank, turns = begun()
    bank.answer()
    for number in range(1, 60):
        rows.row(number * PAGE)
    turns.run()
    while bank.answers:
        bank.answer()
        turns.run()
    assert [number for number, _ in bank.asked] == [0, 59, 58, 57]


def test_another_order_drops_late_answers() -> None:
    rows, bank, turns = begun()
    rows.arrange(Order(2, True, "x"))
    turns.run()
    bank.answer()
    assert rows.count() == 0
    bank.answer()
    assert rows.row(0).key == "x0"
    assert bank.asked[-1] == (0, Order(2, True, "x"))
    assert rows.place_of("x7") == 7
    assert rows.place_of("nobody") == -1


def test_memory_stays_bounded() -> None:
    rows, bank, turns = begun()
    bank.answer()
    for number in range(PAGES_MAX + 5):
        rows.row(number * PAGE)
        turns.run()
        if bank.answers:
            bank.answer()
    assert len(rows.loaded()) == PAGES_MAX * PAGE
    assert rows.row(0) is WAITING


def test_a_reload_shows_what_was_there_until_the_answer_is_in() -> None:
    rows, bank, turns = begun(3)
    bank.answer()
    bank.total = 2
    rows.reload()
    turns.run()
    assert (rows.count(), rows.row(2).key) == (3, "2")
    bank.answer()
    assert rows.count() == 2
    assert len(bank.asked) == 2
