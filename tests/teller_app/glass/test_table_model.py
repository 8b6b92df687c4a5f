from PySide6.QtCore import Qt

from teller_app.glass.table_model import (
    Card,
    Column,
    Figure,
    Gauge,
    Lead,
    Person,
    Row,
    RowList,
    RowModel,
    Status,
    Trend,
    cell_text,
)


def test_a_cell_as_words() -> None:
    assert cell_text(Lead("receipt", "pos", "Abena Mensah", "Deposit")) == "Abena Mensah, Deposit"
    assert cell_text(Status("Posted", "pos")) == "Posted"
    assert cell_text("09:47") == "09:47"
    assert cell_text(Gauge("52,980.00", "88% of 60,000.00", 0.88)) == "52,980.00, 88% of 60,000.00"
    assert cell_text(Trend((1.0, 2.0), "From 1.00 at 09:00 to 2.00")) == "From 1.00 at 09:00 to 2.00"


def test_a_screen_reader_gets_every_cell() -> None:
    model = RowModel([Column("Customer"), Column("Amount", 90, "money")])
    model.set_source(RowList([Row("1", ("Abena", Figure("+2,450.00", "pos")))]))
    assert model.rowCount() == 1
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Amount"
    assert model.data(model.index(0, 1), Qt.ItemDataRole.AccessibleTextRole) == "+2,450.00"


def test_a_card_is_one_sentence() -> None:
    face = Person("Kumasi Timber Ltd", "KT", "000412", "Withdrawal")
    card = Card(face, "18,500.00", "2 min", (Status("High 82", "neg"), Status("Over teller limit", "mute", plain=True)))
    assert cell_text(card) == "Kumasi Timber Ltd, Withdrawal, 18,500.00, 2 min, High 82, Over teller limit"
