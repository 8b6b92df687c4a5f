"""Around a request: its thread, the teller's drawer, earlier requests, all its facts."""

import msgspec

from contract import paths
from teller_app.approvals.view_around import AroundCard, ThreadCard
from tests.teller_app.approvals.desk import INSIGHT, Replica, line, request, room
from tests.teller_app.kit import KWESI, FakePort
from tests.teller_app.room_window import TEXTS, look


def card(qtbot, replica: Replica) -> AroundCard:
    port = FakePort(KWESI)
    port.files[paths.REQUEST_INSIGHT.format(request=request().request)] = msgspec.json.encode(INSIGHT)
    model, _ = room(replica, port)
    made = AroundCard(look(), TEXTS)
    qtbot.addWidget(made)
    made.render_state(model.state)
    return made


def test_questions_and_answers_in_their_order(qtbot) -> None:
    made = ThreadCard(look(), TEXTS)
    qtbot.addWidget(made)
    made.show_thread((line("Who is with her?"), line("Her son", asks=False)))
    assert [said.title for said in made.said.lines] == ["Who is with her?", "Her son"]
    assert "Kwesi Appiah" in made.said.lines[0].sub
    made.show_thread(())
    assert not made.isVisible()


def test_the_tellers_drawer_and_earlier_requests(qtbot) -> None:
    made = card(qtbot, Replica())
    assert "Drawer 04" in made.drawer_title.text()
    assert "46,218.70" in made.drawer_cash.text()
    assert made.earlier.lines[0].figure == "9,000.00"
    assert "Declined" in made.earlier.lines[0].title
    assert ("Asked by", "Efua Owusu") in [(fact.title, fact.figure) for fact in made.facts.lines]


def test_without_requests_there_is_nothing(qtbot) -> None:
    assert not card(qtbot, Replica(requests=())).isVisibleTo(None)
