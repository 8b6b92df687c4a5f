"""Around a request: its thread, the teller's drawer, earlier requests, and who stands in."""

import msgspec
import pytest

from contract import paths
from contract.approvals import DelegateDecisions, EndDelegation
from teller_app.approvals.model import ApprovalsModel
from teller_app.approvals.view_side import SidePanel
from tests.teller_app.approvals.desk import INSIGHT, Replica, colleague, delegation, line, request, room
from tests.teller_app.kit import KWESI, FakePort
from tests.teller_app.room_window import TEXTS, look


def panel(qtbot, replica: Replica) -> tuple[SidePanel, ApprovalsModel, FakePort]:
    port = FakePort(KWESI)
    port.files[paths.REQUEST_INSIGHT.format(request=request().request)] = msgspec.json.encode(INSIGHT)
    model, _ = room(replica, port)
    side = SidePanel(look(), TEXTS, model)
    qtbot.addWidget(side)
    model.on_change = side.render_state
    side.render_state(model.state)
    return side, model, port


def test_questions_and_answers_in_their_order(qtbot) -> None:
    side, _, _ = panel(qtbot, Replica(thread=(line("Who is with her?"), line("Her son", asks=False))))
    assert [said.title for said in side.said.lines] == ["Who is with her?", "Her son"]
    assert "Kwesi Appiah" in side.said.lines[0].sub


def test_the_tellers_drawer_and_earlier_requests(qtbot) -> None:
    side, _, _ = panel(qtbot, Replica())
    assert "Drawer 04" in side.drawer_title.text()
    assert "46,218.70" in side.drawer_cash.text()
    assert side.earlier.lines[0].figure == "9,000.00"
    assert "Declined" in side.earlier.lines[0].title


def test_nothing_asked_says_so(qtbot) -> None:
    side, _, _ = panel(qtbot, Replica())
    assert side.no_thread.isVisibleTo(side)
    assert not side.said.isVisibleTo(side)


@pytest.mark.parametrize("lent", [False, True])
def test_handing_over_and_coming_back(qtbot, lent: bool) -> None:
    replica = Replica(colleagues=(colleague(),), lent=(delegation(),) if lent else ())
    side, _, port = panel(qtbot, replica)
    assert side.back.isVisibleTo(side) is lent
    assert side.away.isVisibleTo(side) is not lent
    if lent:
        assert "Linda Asamoah" in side.lent.text()
        side.back.click()
    else:
        side.colleague.set_key(colleague().user)
        side.lend.click()
    assert type(port.sent[0].command) is (EndDelegation if lent else DelegateDecisions)
