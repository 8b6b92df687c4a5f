from tests.teller_app.history.desk import Replica
from tests.teller_app.history.windowed import place
from tests.teller_app.room_window import words_on


def test_position_postings_and_lists_follow_the_handle(qtbot) -> None:
    _, view, model, _ = place(qtbot, Replica())
    model.to(11)
    said = words_on(view)
    for word in (
        "Position at 13:52:10",
        "After 04-20261122-1-0497",
        "44,130.50",
        "Spot count 11:00",
        "VT-0604",
        "chain whole",
    ):
        assert word in said
    rows = {row.face.face: row for row in view.position.rows.rows}
    assert (rows["20000"].then, rows["20000"].since, rows["20000"].last) == (97, 57, "13:52")
    model.to(0)
    assert all(row.since == 0 for row in view.position.rows.rows)
