"""The customer panel: hits while typing, then the person, with flags before any amount."""

import pytest

from teller_app.counter.view import no_picture
from teller_app.counter.view_customer import CustomerPanel
from teller_app.glass.look import Look
from teller_app.i18n.text import Texts
from tests.teller_app.counter.world import World


@pytest.fixture
def panel(qtbot) -> CustomerPanel:
    made = CustomerPanel(Look("dark"), Texts.load(), no_picture)
    qtbot.addWidget(made)
    made.resize(384, 900)
    made.show()
    return made


def test_nobody_then_hits_then_the_person(panel: CustomerPanel) -> None:
    model = World().model()
    panel.render_state(model.state)
    assert panel._empty.isVisible()
    model.find("a")
    panel.render_state(model.state)
    assert [row.isVisible() for row in panel._rows[:3]] == [True, True, False]
    model.pick(0)
    panel.render_state(model.state)
    assert panel._name.text() == "Abena Serwaa Mensah"
    assert [card.isVisible() for card in panel._cards] == [True, True, False, False]
    assert not panel._flag.isVisible()


def test_nobody_found_says_so(panel: CustomerPanel) -> None:
    model = World().model()
    model.find("zzz")
    panel.render_state(model.state)
    assert panel._none.isVisible()
