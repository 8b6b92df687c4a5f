from teller_app.glass.look import Look
from teller_app.glass.table_head import FIGURE_GAP, PAD, TableHead, column_boxes
from teller_app.glass.table_model import Column


def test_columns_of_no_width_share_the_rest() -> None:
    boxes = column_boxes([Column("a", 50), Column("b"), Column("c", 100, "money"), Column("d", 60)], 500)
    assert [left for left, _ in boxes] == [PAD, 62, 328, 428]
    assert boxes[1][1] == 500 - 2 * PAD - 210
    assert boxes[2][1] == 100 - FIGURE_GAP


def test_the_head_names_its_columns(qtbot) -> None:
    head = TableHead(Look(), [Column("Time"), Column(""), Column("Status")])
    qtbot.addWidget(head)
    assert head.accessibleName() == "Time, Status"
