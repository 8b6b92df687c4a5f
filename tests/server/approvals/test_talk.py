"""Around a decision: who has it, question and answer, whom else it is put before. Ends with the law of the replica."""

import pytest

from contract.approvals import (
    AnswerBack,
    ApproveRequest,
    AskBack,
    DeclineRequest,
    EscalateRequest,
    RemindRequest,
    TakeRequest,
)
from contract.feed import NotTaken
from contract.ids import new_id
from server.approvals import talk
from server.approvals.queries import unanswered, unseen
from server.approvals.tables import REQUESTS, RULES, RuleRow
from tests.server.drawers import house as h
from tests.server.drawers.house import ABENA, AKOSUA, EFUA, KOJO, MAKOLA, OSU, House, asked, done, refused
from tests.server.drawers.replica import Replica


@pytest.fixture
def request_id(house: House) -> str:
    """A deposit over the limit that waits."""
    house.open()
    return str(asked(house.run(h.deposit(600_00, {"20000": 3}))).request)


def question(request: str, text: str = "Who is with her?") -> AskBack:
    return AskBack(request=request, line=new_id(), text=text)


def answer(request: str) -> AnswerBack:
    return AnswerBack(request=request, line=new_id(), text="Her son")


def head_office(house: House) -> None:
    house.add(RULES, RuleRow(id="up", when="escalate", branch=MAKOLA, to_branch=OSU, bound=120))


def test_whoever_opened_it_has_it_and_since_when_stays_true(house: House, request_id: str) -> None:
    done(house.run(TakeRequest(request=request_id), AKOSUA))
    since = house.row(REQUESTS, request_id).taken_at
    fact = next(fact for fact in house.seen(EFUA) if fact["fact"] == "request")
    assert (fact["taken_by"], fact["taken_by_name"], fact["taken_at"]) == (AKOSUA, "Akosua", since)
    house.wait(1)
    done(house.run(TakeRequest(request=request_id), AKOSUA))
    assert house.row(REQUESTS, request_id).taken_at == since
    assert house.facts == []
    done(house.run(DeclineRequest(request=request_id, reason="no"), AKOSUA))
    assert refused(house.run(TakeRequest(request=request_id), AKOSUA)) == "request_decided"


def test_the_maker_reminds_who_may_decide_and_not_again_at_once(house: House, request_id: str) -> None:
    kept = house.row(REQUESTS, request_id)
    assert unseen_of(house, kept.kind) == []
    house.wait(3)
    assert unseen_of(house, kept.kind) == [request_id]
    assert refused(house.run(RemindRequest(request=request_id), KOJO)) == "not_yours"
    assert refused(house.run(RemindRequest(request=request_id, to=EFUA))) == "maker_is_checker"
    assert refused(house.run(RemindRequest(request=request_id, to=new_id()))) == "user_unknown"
    done(house.run(RemindRequest(request=request_id, to=AKOSUA)))
    fact = next(fact for fact in house.seen(EFUA) if fact["fact"] == "request")
    assert fact["reminded_at"] == house.row(REQUESTS, request_id).reminded_at
    assert unseen_of(house, kept.kind) == [], "they were told"
    assert refused(house.run(RemindRequest(request=request_id))) == "nudged_already"
    house.wait(2)
    done(house.run(RemindRequest(request=request_id)))
    done(house.run(DeclineRequest(request=request_id, reason="no"), AKOSUA))
    house.wait(2)
    assert refused(house.run(RemindRequest(request=request_id))) == "request_decided"


def test_what_has_run_out_is_not_kept_alive_by_putting_it_before_others(house: House, request_id: str) -> None:
    head_office(house)
    house.wait(16)
    assert refused(house.run(EscalateRequest(request=request_id, reason="Nobody answers"))) == "request_expired"


def unseen_of(house: House, kind: str) -> list[str]:
    with house.engine.connect() as conn:
        return unseen(conn, kind, 120, house.now)


def test_a_question_and_its_answer_are_bound_to_the_request(house: House, request_id: str) -> None:
    asks = question(request_id)
    done(house.run(asks, AKOSUA))
    assert house.row(REQUESTS, request_id).asks
    told = [fact for fact in house.seen(EFUA) if fact["fact"] == "request_line"]
    assert [(line["text"], line["asks"], line["by_name"]) for line in told] == [("Who is with her?", True, "Akosua")]
    assert [fact for fact in house.seen(KOJO) if fact["fact"] == "request_line"] == []
    assert refused(house.run(answer(request_id), KOJO)) == "not_yours"
    done(house.run(answer(request_id)))
    assert not house.row(REQUESTS, request_id).asks
    assert refused(house.run(AskBack(request=request_id, line=asks.line, text="again"), AKOSUA)) == "already_there"
    assert isinstance(house.run(question(request_id)), NotTaken), "a cashier asks nobody back"
    done(house.run(ApproveRequest(request=request_id), AKOSUA))
    assert refused(house.run(question(request_id), AKOSUA)) == "request_decided"


def test_a_thread_has_an_end(house: House, request_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(talk, "LINES_MAX", 2)
    done(house.run(question(request_id), AKOSUA))
    done(house.run(answer(request_id)))
    assert refused(house.run(question(request_id), AKOSUA)) == "too_many"


def test_put_before_others_they_see_it_with_its_thread_and_may_decide(house: House, request_id: str) -> None:
    assert refused(house.run(EscalateRequest(request=request_id, reason="away"), AKOSUA)) == "nowhere_to_escalate"
    head_office(house)
    assert refused(house.run(ApproveRequest(request=request_id), ABENA)) == "wrong_branch"
    done(house.run(question(request_id), AKOSUA))
    assert refused(house.run(EscalateRequest(request=request_id, reason="too long"), KOJO)) == "not_permitted"
    done(house.run(EscalateRequest(request=request_id, reason="too long")))
    assert {fact["fact"] for fact in house.seen(ABENA)} == {"request", "request_line"}
    assert refused(house.run(EscalateRequest(request=request_id, reason="again"))) == "nowhere_to_escalate"
    done(house.run(ApproveRequest(request=request_id), ABENA))
    assert house.row(REQUESTS, request_id).decided_by == ABENA


def test_the_clock_finds_what_nobody_answered(house: House, request_id: str) -> None:
    head_office(house)
    rules = [RuleRow(id="up", when="escalate", branch=MAKOLA, to_branch=OSU, bound=120)]

    def late() -> list[str]:
        with house.engine.connect() as conn:
            return unanswered(conn, rules, house.now)

    house.wait(1)
    assert late() == []
    house.wait(1)
    assert late() == [request_id]
    done(house.run(EscalateRequest(request=request_id, reason="unanswered")))
    assert late() == []


def test_a_replica_that_followed_equals_a_fresh_one(house: House, request_id: str) -> None:
    head_office(house)
    followers = [Replica(house, user) for user in (EFUA, AKOSUA, ABENA)]
    for command, maker in (
        (TakeRequest(request=request_id), AKOSUA),
        (question(request_id), AKOSUA),
        (answer(request_id), EFUA),
        (EscalateRequest(request=request_id, reason="too long"), EFUA),
        (question(request_id, "And the card?"), ABENA),
        (DeclineRequest(request=request_id, reason="no card"), ABENA),
    ):
        done(house.run(command, maker))
        for follower in followers:
            follower.follow()
    assert [follower.differs() for follower in followers] == [[], [], []]
