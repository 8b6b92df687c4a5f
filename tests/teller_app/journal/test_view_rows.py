from teller_app.glass.table_order import Order
from teller_app.journal.view_rows import DayRows, columns
from tests.teller_app.journal.desk import DAY, TRANSFER, WITHDRAWAL, posting
from tests.teller_app.room_window import TEXTS


def keys(rows: DayRows) -> list[str]:
    return [rows.row(at).key for at in range(rows.count())]


def test_rows_are_sorted_by_their_facts_and_a_withdrawal_is_a_minus() -> None:
    rows = DayRows(DAY, TEXTS)
    assert len(columns(TEXTS)) == len(rows.row(0).cells)
    rows.arrange(Order(3))
    assert keys(rows)[0] == WITHDRAWAL.transaction
    rows.arrange(Order(1, descending=True))
    assert keys(rows)[0] == TRANSFER.transaction
    assert rows.place_of(TRANSFER.transaction) == 0
    assert rows.place_of("nobody") == -1
    rows.arrange(Order())
    assert keys(rows) == [fact.transaction for fact in DAY]


def test_a_row_is_made_once_and_only_when_it_is_asked_for() -> None:
    rows = DayRows(DAY, TEXTS)
    assert rows.row(2) is rows.row(2)
    assert len(rows._made) == 1
    drained: list[str] = []
    rows.drain(1, 3, lambda run: drained.extend(row.key for row in run))
    assert drained == [fact.transaction for fact in DAY[1:4]]


def test_what_belongs_to_no_customer_is_named_by_its_kind() -> None:
    rows = DayRows([posting(7, kind="open_drawer", holder="", account_numbers=(), accounts=())], TEXTS)
    assert rows.row(0).cells[1].title == TEXTS(
        "journal.kind.open_drawer" if "journal.kind.open_drawer" in TEXTS else "journal.kind.other"
    )
