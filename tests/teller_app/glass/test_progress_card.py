from teller_app.glass.look import Look
from teller_app.glass.meter import Meter
from teller_app.glass.progress_card import ProgressCard


def test_progress_is_a_share_and_its_words(qtbot) -> None:
    card = ProgressCard(Look(reduced_motion=True), "Importing")
    qtbot.addWidget(card)
    card.show()
    meter = card.findChild(Meter)
    assert not meter.isVisible()
    card.set_progress("transactions.csv", 0.25, "500 of 2,000")
    assert meter.isVisible()
    assert meter.share == 0.25
    assert card.accessibleDescription() == "transactions.csv 500 of 2,000"


def test_long_work_can_be_stopped_once(qtbot) -> None:
    card = ProgressCard(Look(), "Export", "Journal", cancel="Stop")
    qtbot.addWidget(card)
    card.show()
    asked: list[int] = []
    card.cancelled.connect(lambda: asked.append(1))
    card.stop.click()
    card.stop.click()
    assert asked == [1]
