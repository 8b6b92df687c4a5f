import msgspec

from contract.outbox import DrawerThen
from teller_app.outbox.view_cash import CashPanel
from tests.teller_app.outbox.desk import BACK, OUTLOOK, held_back, room
from tests.teller_app.room_window import TEXTS, look


def test_it_shows_what_was_looked_at_and_no_total_of_a_blind_drawer(qtbot) -> None:
    panel = CashPanel(look(), TEXTS)
    qtbot.addWidget(panel)
    panel.show()
    panel.render_state(held_back()[0].state)
    assert panel.blind.isVisible() and panel.agree.accessibleName() == TEXTS("outbox.cash.agree")
    seen = DrawerThen(session="s", number="04", currency="GHS", moved=1, before=1, after=2)
    panel.render_state(held_back(outlook=msgspec.structs.replace(OUTLOOK, drawers=(seen,)))[0].state)
    assert not panel.blind.isVisible()
    panel.render_state(held_back(rows=(msgspec.structs.replace(BACK[0], pieces=1), *BACK[1:]))[0].state)
    assert panel.agree.accessibleName() == TEXTS("outbox.cash.differ")
    panel.render_state(room()[0].state)
    assert not panel.isVisible()
