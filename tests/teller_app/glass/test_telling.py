import pytest

from teller_app.glass.alert import Alert
from teller_app.glass.look import Look
from teller_app.glass.telling import tell_trouble
from teller_app.i18n.text import Texts
from teller_app.manifest import Line
from teller_app.room_model import RoomState

TEXTS = Texts.load()
WRONG = TEXTS.for_code("amount_missing").title
WAITS = TEXTS("shell.on_its_way.title")


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (RoomState(problem="amount_missing"), WRONG),
        (RoomState(problem="reason_missing"), ""),
        (RoomState(busy=True, line=Line("online")), ""),
        (RoomState(busy=True, line=Line("offline")), WAITS),
        (RoomState(busy=True, line=Line("offline"), problem="amount_missing"), WRONG),
        (RoomState(line=Line("offline")), ""),
    ],
)
def test_a_problem_or_what_waits_is_said_and_nothing_else(qtbot, state: RoomState, said: str) -> None:
    alert = Alert(Look(), "neg", "")
    qtbot.addWidget(alert)
    tell_trouble(alert, state, TEXTS, {"reason_missing"})
    assert alert.isVisibleTo(None) is bool(said)
    assert not said or alert.accessibleName() == said
