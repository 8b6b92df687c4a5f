import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from teller_app.glass.look import Look
from teller_app.glass.table_cells import CellPainter
from teller_app.glass.table_model import Cell, Column, Figure, Lead, Person, Status, TwoLines


def painted(look: Look, column: Column, cell: Cell) -> QImage:
    image = QImage(220, 48, QImage.Format.Format_RGB32)
    image.fill(look.tokens.solid)
    p = QPainter(image)
    CellPainter(look).paint(p, QRectF(0, 0, 220, 48), column, cell, False)
    p.end()
    return image


@pytest.mark.parametrize(
    "cell",
    [
        "09:47",
        Lead("receipt", "pos", "Abena", "Deposit"),
        Person("Abena", "AM", "1", "CIF"),
        TwoLines("a", "b"),
        Status("Posted", "pos"),
    ],
)
def test_every_kind_of_cell_is_drawn(qapp, cell: Cell) -> None:
    look = Look()
    blank = painted(look, Column("x"), "")
    assert painted(look, Column("x"), cell) != blank


def test_a_figure_stands_at_the_right_in_its_colour(qapp) -> None:
    look = Look()
    image = painted(look, Column("x", 0, "money"), Figure("+2,450.00", "pos"))
    ground = look.tokens.solid.rgb()
    inked = [x for x in range(220) if any(image.pixel(x, y) != ground for y in range(48))]
    assert min(inked) > 110
    assert max(inked) >= 214
    greens = [QColor(image.pixel(x, y)) for x in inked for y in range(48)]
    assert any(color.green() > 200 and color.red() < 150 for color in greens)
