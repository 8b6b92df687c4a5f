from teller_app.glass.look import Look
from teller_app.glass.offline_banner import HIGH, OfflineBanner


def test_it_says_what_happened_and_tries_when_asked(qtbot) -> None:
    banner = OfflineBanner(Look(), "Try now", "F5")
    qtbot.addWidget(banner)
    banner.resize(900, HIGH)
    banner.show()
    banner.set_words("No line since 15:22.", "Trying again in 12 s")
    assert (banner.accessibleName(), banner.accessibleDescription()) == ("No line since 15:22.", "Trying again in 12 s")
    with qtbot.waitSignal(banner.tried):
        banner.again.click()
