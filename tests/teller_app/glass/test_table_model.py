from PySide6.QtCore import Qt

from teller_app.glass.table_model import Column, Figure, Lead, Row, RowList, RowModel, Status, cell_text


def test_a_cell_as_words() -> None:
    assert cell_text(Lead("receipt", "pos", "Abena Mensah", "Deposit")) == "Abena Mensah, Deposit"
    assert cell_text(Status("Posted", "pos")) == "Posted"
    assert cell_text("09:47") == "09:47"


def test_a_screen_reader_gets_every_cell() -> None:
    model = RowModel([Column("Customer"), Column("Amount", 90, "money")])
    model.set_source(RowList([Row("1", ("Abena", Figure("+2,450.00", "pos")))]))
    assert model.rowCount() == 1
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Amount"
    assert model.data(model.index(0, 1), Qt.ItemDataRole.AccessibleTextRole) == "+2,450.00"
