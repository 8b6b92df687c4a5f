"""The figures beside the amount, the year, and a score whose parts add up on the screen."""

import msgspec

from contract.approvals import Insight
from teller_app.approvals.view_insight import FiguresRow, PartsCard, YearCard
from tests.teller_app.approvals.desk import INSIGHT, request
from tests.teller_app.room_window import TEXTS, look


def test_available_after_and_the_readers_limit(qtbot) -> None:
    row = FiguresRow(look(), TEXTS)
    qtbot.addWidget(row)
    row.show_insight(INSIGHT)
    assert [tile.figure for tile in row.tiles] == ["41,260.75", "22,760.75", "50,000.00"]
    row.show_insight(msgspec.structs.replace(INSIGHT, limit=None))
    assert row.tiles[2].figure == "—"
    row.show_insight(Insight(request=request().request))
    assert not row.isVisibleTo(None), "a drawer's variance has no account"


def test_twelve_bars_and_the_usual_size(qtbot) -> None:
    card = YearCard(look(), TEXTS)
    qtbot.addWidget(card)
    card.show_insight(request(), INSIGHT)
    assert "4,000.00" in card.usual.text()
    assert card.bars.accessibleDescription().count(";") == 11
    card.show_insight(request(), msgspec.structs.replace(INSIGHT, usual=0))
    assert card.usual.text() == TEXTS("approvals.no_usual")


def test_the_parts_add_up_to_the_score(qtbot) -> None:
    card = PartsCard(look(), TEXTS)
    qtbot.addWidget(card)
    card.show_insight(request(), INSIGHT)
    *parts, total = card.parts.lines
    assert sum(int(line.figure) for line in parts) == int(total.figure) == 82
    assert parts[0].title == "4.6 × the usual size"
    assert total.sub == TEXTS("approvals.risk.high")


def test_the_bars_are_single_movements_as_the_usual_size_is(qtbot) -> None:
    card = YearCard(look(), TEXTS)
    qtbot.addWidget(card)
    twice = tuple(msgspec.structs.replace(month, items=2, total=month.total * 2) for month in INSIGHT.months)
    card.show_insight(request(), msgspec.structs.replace(INSIGHT, months=twice))
    assert card.bars.accessibleDescription().startswith("2025-12 3,900.00;")
