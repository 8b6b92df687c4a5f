from dataclasses import replace

from teller_app.outbox.view_strip import StripPanel
from tests.teller_app.outbox.desk import held_back, room
from tests.teller_app.room_window import TEXTS, look


def test_four_figures_of_now_or_of_what_will_be_and_the_outage(qtbot) -> None:
    strip = StripPanel(look(), TEXTS)
    qtbot.addWidget(strip)
    strip.show()
    strip.render_state(room()[0].state)
    assert {name for name, tile in strip.tiles.items() if tile.isVisible()} == {"waiting", "booked", "held", "refused"}
    assert not strip.away.isVisible(), "there was no outage"
    strip.render_state(held_back()[0].state)
    assert {name for name, tile in strip.tiles.items() if tile.isVisible()} == {"posts", "manager", "no", "queue"}
    assert strip.title.text() == "Offline for 27 minutes"
    assert strip.outage.accessibleDescription() == "09:22 Line lost; 09:49 Line back"


def test_what_head_office_changed_meanwhile_stands_between(qtbot) -> None:
    strip = StripPanel(look(), TEXTS)
    qtbot.addWidget(strip)
    strip.render_state(replace(held_back()[0].state, changed=2))
    assert strip.outage.accessibleDescription() == (
        "09:22 Line lost; Meanwhile Head office changed 2 accounts you used; 09:49 Line back"
    )
