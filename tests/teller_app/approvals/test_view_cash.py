"""Branch cash beside the decision: live, with the drawer that is near its limit marked."""

from teller_app.approvals.branch_cash import BranchCash, Till
from teller_app.approvals.room import MANIFEST, make_view
from teller_app.approvals.state import ApprovalsState
from teller_app.approvals.view_cash import CashPanel, DrawersPanel
from teller_app.glass.table_model import cell_text
from tests.teller_app.approvals.desk import HOURS, Replica, no_files, no_pictures, room
from tests.teller_app.room_window import TEXTS, look, shown, words_on

CASH = BranchCash(
    "GHS",
    (
        Till("02", "Kwabena Sarpong", 47_980_00, 96, True, course=(10_000_00.0, 47_980_00.0)),
        Till("04", "Efua Owusu", 100_00, 1, False, "CSH-4"),
        Till("05", "Kojo Bediako", 7_00, 0, False, "CSH-5", limited=False),
    ),  # fmt: skip
    62_000_00,
    62,
)


def rows(panel: DrawersPanel) -> list[list[str]]:
    """The drawers as a screen reader says them."""
    cells = [panel.table._model.source.row(at).cells for at in range(panel.table.row_count())]
    return [[cell_text(cell) for cell in row] for row in cells]


def test_each_drawer_how_it_went_and_who_is_near_the_limit(qtbot) -> None:
    panel = DrawersPanel(look(), TEXTS)
    qtbot.addWidget(panel)
    panel.show_cash(CASH)
    assert rows(panel) == [
        ["Kwabena Sarpong, Drawer 02 · near its limit", "From 10,000.00 to 47,980.00", "47,980.00, 96% of limit"],
        ["Efua Owusu, Drawer 04", "From — to 100.00", "100.00, 1% of limit"],
        ["Kojo Bediako, Drawer 05", "From — to 7.00", "7.00"],
    ]
    panel.show_cash(None)
    assert panel.none.isVisibleTo(panel) and not panel.table.isVisibleTo(panel)


def test_drawers_vault_and_the_hours(qtbot) -> None:
    panel = CashPanel(look(), TEXTS)
    qtbot.addWidget(panel)
    panel.render_state(ApprovalsState(cash=CASH, hours=HOURS[:1]))
    assert (panel.drawers.figure, panel.drawers.note) == ("48,087.00", "3 open")
    assert (panel.vault.figure, panel.vault.note) == ("62,000.00", "62% of limit")
    assert panel.bars.accessibleDescription() == "08:00: 1,200.00 in, 800.00 out"
    panel.render_state(ApprovalsState())
    assert (panel.vault.figure, panel.vault.note) == ("—", "")
    assert panel.chip.words() == TEXTS("branches.live_past"), "without the server nothing is live"


def test_it_follows_the_drawers_while_a_request_is_read(qtbot) -> None:
    replica = Replica(cash=CASH)
    model, port = room(replica)
    view = make_view(look(), TEXTS, model, no_pictures, no_files)
    window = shown(qtbot, MANIFEST, view, look())
    assert "62% of limit" in words_on(window)
    replica.cash = BranchCash("GHS", CASH.tills[:1], 1_00, None)
    port.tell("drawer_totals")
    assert view.side.drawers.table.row_count() == 1
