"""Branch cash beside the decision: live, with the drawer that is near its limit marked."""

from teller_app.approvals.branch_cash import BranchCash, Till
from teller_app.approvals.room import MANIFEST, make_view
from teller_app.approvals.view_cash import CashCard
from teller_app.glass.table_model import cell_text
from tests.teller_app.approvals.desk import Replica, no_files, no_pictures, room
from tests.teller_app.room_window import TEXTS, look, shown, words_on

CASH = BranchCash(
    "GHS",
    (
        Till("02", "Kwabena Sarpong", 47_980_00, 96, True),
        Till("04", "Efua Owusu", 100_00, 1, False, "CSH-4"),
        Till("05", "Kojo Bediako", 7_00, 0, False, "CSH-5", limited=False),
    ),  # fmt: skip
    62_000_00,
    62,
)


def rows(card: CashCard) -> list[list[str]]:
    """The drawers as a screen reader says them."""
    cells = [card.table._model.source.row(at).cells for at in range(card.table.row_count())]
    return [[cell_text(cell) for cell in row] for row in cells]


def test_drawers_vault_and_who_is_near_the_limit(qtbot) -> None:
    card = CashCard(look(), TEXTS)
    qtbot.addWidget(card)
    card.show_cash(CASH)
    assert rows(card) == [
        ["Kwabena Sarpong, Drawer 02 · near its limit", "47,980.00, 96% of limit"],
        ["Efua Owusu, Drawer 04", "100.00, 1% of limit"],
        ["Kojo Bediako, Drawer 05", "7.00"],
    ]
    assert (card.drawers.note, card.vault.note) == ("3 open", "62% of limit")
    card.show_cash(None)
    assert card.none.isVisibleTo(card) and not card.table.isVisibleTo(card)
    assert card.vault.note == ""


def test_it_follows_the_drawers_while_a_request_is_read(qtbot) -> None:
    replica = Replica(cash=CASH)
    model, port = room(replica)
    view = make_view(look(), TEXTS, model, no_pictures, no_files)
    window = shown(qtbot, MANIFEST, view, look())
    view.side.pages.setCurrentIndex(1)
    assert view.side.cash.isVisible() and not view.side.rows.isVisible()
    assert "62% of limit" in words_on(window)
    replica.cash = BranchCash("GHS", CASH.tills[:1], 1_00, None)
    port.tell("drawer_totals")
    assert view.side.cash.table.row_count() == 1
