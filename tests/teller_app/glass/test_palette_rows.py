from PySide6.QtCore import Qt

from teller_app.glass.look import Look
from teller_app.glass.palette_rows import PaletteGroup, PaletteItem, PaletteList


def test_rows_are_buttons_that_can_be_read_and_clicked(qtbot) -> None:
    rows = PaletteList(Look(), "Results", "Enter")
    qtbot.addWidget(rows)
    rows.resize(500, 300)
    rows.show()
    items = (PaletteItem("a", "Abena", "CIF 1", "18.00", initials="AB"), PaletteItem("b", "Deposit", keycap="F3"))
    rows.set_groups([PaletteGroup("Customers", items), PaletteGroup("Receipts", ())], "Nothing")
    assert [row.accessibleName() for row in rows.rows] == ["Abena", "Deposit"]
    assert rows.rows[0].accessibleDescription() == "CIF 1, 18.00"
    with qtbot.waitSignal(rows.picked) as picked:
        qtbot.mouseClick(rows.rows[1], Qt.MouseButton.LeftButton)
    assert picked.args == ["b"]


def test_the_current_row_stops_at_both_ends(qtbot) -> None:
    rows = PaletteList(Look(), "Results", "Enter")
    qtbot.addWidget(rows)
    rows.set_groups([PaletteGroup("g", tuple(PaletteItem(str(n), str(n)) for n in range(3)))], "Nothing")
    for by, expected in ((-1, "0"), (1, "1"), (5, "2")):
        rows.step(by)
        assert rows.current().item.key == expected
    rows.set_groups([], "Nothing")
    assert rows.current() is None
    rows.step(1)
    assert rows.current() is None
