import msgspec
from PySide6.QtWidgets import QWidget

from contract.causes import Causes
from teller_app.drawers.state import DrawerState
from teller_app.drawers.view_causes import SHOWN, CausesPart
from tests.teller_app import samples
from tests.teller_app.drawers.desk import SESSION_ID, drawer, sheet, taken
from tests.teller_app.room_window import TEXTS, look

FOUND = msgspec.json.decode(samples.causes(SESSION_ID), type=Causes)
STATE = DrawerState(phase="reconcile", drawer=drawer(), reconciliation=sheet(), causes=FOUND)


def part(qtbot, state: DrawerState) -> CausesPart:
    home = QWidget()
    qtbot.addWidget(home)
    made = CausesPart(look(), TEXTS)
    made.setParent(home)
    made.home = home  # kept alive with it
    made.render_state(state)
    home.show()
    return made


def test_the_likeliest_with_its_posting_and_score(qtbot) -> None:
    made = part(qtbot, STATE)
    assert made.isVisible()
    first = made.lines.lines[0]
    assert (first.title, first.figure) == ("1 × 20 too many changed hands.", "60%")
    assert "04-20261122-1-0497" in first.sub
    assert len(made.lines.lines) <= SHOWN


def test_away_while_a_second_count_is_due_and_when_nothing_is_off(qtbot) -> None:
    for state in (
        msgspec.structs.replace(FOUND, final=False),
        msgspec.structs.replace(FOUND, variance=-1),
        None,
    ):
        assert not part(
            qtbot, DrawerState(phase="reconcile", drawer=drawer(), reconciliation=sheet(), causes=state)
        ).isVisible()
    again = DrawerState(
        phase="reconcile", drawer=drawer(), reconciliation=sheet(), taken=taken(second=True), causes=FOUND
    )
    assert not part(qtbot, again).isVisible()
    counting = DrawerState(phase="counting", drawer=drawer(), reconciliation=sheet(), causes=FOUND)
    assert not part(qtbot, counting).isVisible(), "a recount is blind to what the first one said"
