"""The third column: who stands in for whom, and that whoever counts blind has no such column."""

import pytest

from contract.approvals import DelegateDecisions, EndDelegation
from contract.staff import Me
from teller_app.approvals.room import MANIFEST, make_view
from teller_app.approvals.view_side import AwayCard
from tests.teller_app.approvals.desk import Replica, colleague, delegation, no_files, no_pictures, room
from tests.teller_app.kit import EFUA, KWESI, FakePort
from tests.teller_app.room_window import TEXTS, look, shown


def card(qtbot, replica: Replica) -> tuple[AwayCard, FakePort]:
    port = FakePort(KWESI)
    model, _ = room(replica, port)
    made = AwayCard(look(), TEXTS, model)
    qtbot.addWidget(made)
    model.on_change = made.render_state
    made.render_state(model.state)
    return made, port


@pytest.mark.parametrize("lent", [False, True])
def test_handing_over_and_coming_back(qtbot, lent: bool) -> None:
    replica = Replica(colleagues=(colleague(),), lent=(delegation(),) if lent else ())
    side, port = card(qtbot, replica)
    assert side.back.isVisibleTo(side) is lent
    assert side.ask.isVisibleTo(side) is not lent
    if lent:
        assert "Linda Asamoah" in side.lent.text()
        side.back.click()
    else:
        side.colleague.set_key(colleague().user)
        side.lend.click()
    assert type(port.sent[0].command) is (EndDelegation if lent else DelegateDecisions)


@pytest.mark.parametrize("me", [KWESI, EFUA])
def test_the_branchs_cash_is_for_who_decides(qtbot, me: Me) -> None:
    model, _ = room(Replica(), FakePort(me))
    view = make_view(look(), TEXTS, model, no_pictures, no_files)
    shown(qtbot, MANIFEST, view, look())
    assert view.side.isVisible() is (me is KWESI)
