from teller_app.glass.gallery import build_gallery
from teller_app.glass.look import Look
from teller_app.glass.offline_banner import OfflineBanner
from teller_app.glass.panel import GlassPanel
from teller_app.glass.person_line import PersonLine


def test_one_panel_in_six_states_and_a_stale_one_says_so(qtbot) -> None:
    window = build_gallery(Look(reduced_motion=True), "states")
    qtbot.addWidget(window)
    names = [panel.accessibleName() for panel in window.findChildren(GlassPanel)]
    assert names.count("Live drawers") == 5
    assert names.count("Waiting for you") == 1
    assert len(window.findChildren(OfflineBanner)) == 1
    said = [line.accessibleDescription() for line in window.findChildren(PersonLine)]
    assert sum("Last: " in words for words in said) == 3 + 5
