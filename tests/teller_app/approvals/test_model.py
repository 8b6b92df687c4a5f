import msgspec
import pytest

from contract import paths
from contract.approvals import (
    AnswerBack,
    ApproveRequest,
    AskBack,
    Decided,
    DelegateDecisions,
    EndDelegation,
    EscalateRequest,
    Insight,
    RequestState,
    TakeRequest,
)
from contract.feed import Executed
from contract.permissions import Permission
from teller_app.approvals.branch_cash import BranchCash
from tests.teller_app import samples
from tests.teller_app.approvals.desk import (
    DECLINED,
    INSIGHT,
    REVERSAL,
    VARIANCE,
    Clock,
    Replica,
    colleague,
    delegation,
    line,
    request,
    room,
)
from tests.teller_app.kit import EFUA, KWESI, KWESI_ID, FakePort


def test_nobody_decides_an_own_request_whatever_the_role() -> None:
    both = msgspec.structs.replace(EFUA, permissions=(*EFUA.permissions, Permission.DECIDE))
    model, port = room(Replica(), FakePort(both))
    model.approve()
    assert (model.state.problem, port.sent) == ("maker_is_checker", [])


def test_without_the_right_there_is_no_decision() -> None:
    model, port = room(Replica(requests=(request(maker="somebody"),)), FakePort(EFUA))
    model.approve()
    assert (model.state.problem, port.sent) == ("not_permitted", [])


def test_whoever_asked_hears_of_a_no_and_why_and_nobody_else_does() -> None:
    own = msgspec.structs.replace(request(maker=EFUA.user), holder="Kofi Tetteh")
    replica = Replica(requests=(own, request(2, maker=KWESI_ID)))
    model, port = room(replica, FakePort(EFUA))
    replica.requests = tuple(
        msgspec.structs.replace(one, state=RequestState.DECLINED, reason="No invoice") for one in replica.requests
    )
    port.tell("request")
    told = model.state
    assert (told.notice, told.notice_tone, told.tick) == ("declined", "neg", 1)
    assert (told.notice_params["about"], told.notice_params["because"]) == ("Kofi Tetteh", "No invoice")
    port.tell("request")
    assert model.state.tick == 1, "once"


def test_the_choice_follows_its_request_and_the_note_stays_with_it() -> None:
    replica = Replica()
    model, port = room(replica)
    model.choose(1)
    model.set_reason("Seen the slip")
    replica.requests = (VARIANCE, *replica.requests[:2])
    port.tell("request")
    assert (model.state.chosen, model.state.reason) == (REVERSAL, "Seen the slip")
    model.choose(0)
    assert model.state.reason == ""


def test_a_decision_is_never_queued() -> None:
    model, port = room(Replica())
    port.go_offline()
    model.approve()
    model.set_reason("No")
    model.decline()
    assert (model.state.problem, port.sent) == ("needs_server", [])


@pytest.mark.parametrize("state", [state for state in RequestState if state is not RequestState.AWAITING])
def test_what_is_decided_is_not_decided_again(state: RequestState) -> None:
    model, port = room(Replica(requests=(request(state=state),)))
    model.approve()
    assert (model.state.problem, port.sent) == ("request_decided", [])


def test_only_an_unused_permit_of_ones_own_can_be_paid() -> None:
    for state, permit, mine, paid in (
        (RequestState.APPROVED, True, True, 1),
        (RequestState.APPROVED, False, True, 0),
        (RequestState.USED, True, True, 0),
        (RequestState.APPROVED, True, False, 0),
    ):
        replica = Replica(requests=(request(state=state, is_permit=permit),))
        model, _ = room(replica, FakePort(EFUA if mine else KWESI))
        model.pay()
        assert len(replica.paid) == paid


def test_the_first_that_arrives_is_chosen_when_there_was_none() -> None:
    replica = Replica(requests=())
    model, port = room(replica)
    replica.requests = (VARIANCE,)
    port.tell("request")
    assert model.state.chosen == VARIANCE
    model.approve()
    assert port.sent[0].command == ApproveRequest(request=VARIANCE.request, shown=VARIANCE.binding)


def test_whose_account_it_is_comes_with_the_request() -> None:
    kofi = samples.customer(1, "Kofi Boateng")
    model, _ = room(Replica((request(), VARIANCE), kofi))
    assert model.state.customer == kofi
    model.choose(1)
    assert model.state.customer is None, "a drawer has no holder"
    model.choose(0)
    assert model.state.customer == kofi


def approved(replica: Replica, port: FakePort) -> None:
    """The server's yes to the first request, and the fact that follows."""
    replica.requests = (request(state=RequestState.APPROVED), *replica.requests[1:])
    port.settle(Executed(seq=3, result=Decided(request=request().request, state=RequestState.APPROVED)))


def test_the_next_request_is_there_at_once_and_a_second_press_does_not_reach_it() -> None:
    replica, clock = Replica(), Clock()
    model, port = room(replica, clock=clock)
    model.approve()
    approved(replica, port)
    assert model.state.chosen == REVERSAL
    model.approve()
    assert len(port.sent) == 1, "meant for the one before"
    clock.now = 0.8
    model.approve()
    assert port.sent[1].command.request == REVERSAL.request


def test_once_all_are_decided_the_next_one_that_is_asked_is_before_the_manager() -> None:
    replica = Replica(requests=(request(),))
    model, port = room(replica)
    model.approve()
    approved(replica, port)
    assert model.state.chosen is not None and model.state.chosen.state is RequestState.APPROVED
    replica.requests = (REVERSAL, *replica.requests)
    port.tell("request")
    assert model.state.chosen == REVERSAL


def test_a_yes_names_what_was_seen() -> None:
    shown = request(binding="ab" * 32)
    model, port = room(Replica(requests=(shown,)))
    model.approve()
    assert port.sent[0].command == ApproveRequest(request=shown.request, shown="ab" * 32)


def test_less_is_approved_with_a_reason_only_and_never_more() -> None:
    model, port = room(Replica(requests=(request(),)))
    model.lessen()
    for minor in (None, 0, 1_850_000, 1_850_001):
        model.set_less(minor)
        model.set_reason("half of it")
        model.approve()
        assert (model.state.problem, port.sent) == ("ceiling_unfit", [])
    model.set_less(1_000_000)
    model.set_reason("")
    model.approve()
    assert (model.state.problem, port.sent) == ("reason_missing", [])
    model.set_reason("half of it")
    model.approve()
    assert port.sent[0].command == ApproveRequest(request=request().request, note="half of it", ceiling=1_000_000)


def test_what_is_no_permit_is_not_approved_for_less() -> None:
    model, _ = room(Replica(requests=(VARIANCE,)))
    model.lessen()
    assert not model.state.lessening


def test_the_insight_is_fetched_for_what_waits_and_a_high_score_asks_for_words() -> None:
    port = FakePort(KWESI)
    path = paths.REQUEST_INSIGHT.format(request=request().request)
    port.files[path] = msgspec.json.encode(INSIGHT)
    model, _ = room(Replica(), port)
    assert [where for where, _ in port.fetched].count(path) == 1
    assert model.state.insight == INSIGHT
    model.approve()
    assert (model.state.problem, port.sent) == ("reason_missing", [])
    assert model.state.why_not_approved == "reason"
    assert isinstance(model.state.insights[request().request], Insight)


def test_a_cashier_asks_for_no_insight() -> None:
    _, port = room(Replica(), FakePort(EFUA))
    assert port.fetched == []


def test_the_decider_asks_and_the_maker_answers_in_one_thread() -> None:
    replica = Replica(requests=(request(asks=True),), thread=(line("Who is with her?"),))
    for port, kind in ((FakePort(KWESI), AskBack), (FakePort(EFUA), AnswerBack)):
        model, _ = room(replica, port)
        assert [said.text for said in model.state.thread] == ["Who is with her?"]
        model.say()
        assert (model.state.problem, port.sent) == ("reason_missing", [])
        model.set_reason("Her son")
        model.say()
        command = port.sent[0].command
        assert isinstance(command, kind)
        assert (command.request, command.text) == (request().request, "Her son")


def test_who_looks_at_it_long_enough_has_it_once() -> None:
    replica = Replica()
    model, port = room(replica)
    model.look()
    assert port.sent[0].command == TakeRequest(request=request().request)
    replica.requests = (request(taken_by=KWESI_ID), *replica.requests[1:])
    port.tell("request")
    model.look()
    assert len(port.sent) == 1
    cashier, other = room(replica, FakePort(EFUA))
    cashier.look()
    assert other.sent == []


def test_others_are_asked_too() -> None:
    model, port = room(Replica())
    model.set_reason("above my bound")
    model.escalate()
    assert port.sent[0].command == EscalateRequest(request=request().request, reason="above my bound")


def test_decisions_are_lent_until_the_shift_ends_and_taken_back() -> None:
    replica = Replica(colleagues=(colleague(),))
    model, port = room(replica)
    model.lend("")
    assert port.sent == []
    model.lend(colleague().user)
    command = port.sent[0].command
    assert isinstance(command, DelegateDecisions)
    assert (command.to, command.until) == (colleague().user, KWESI.shift_ends_at)
    port.settle(Executed(seq=3))
    replica.lent = (delegation(),)
    port.tell("delegation")
    model.back()
    assert port.sent[1].command == EndDelegation(delegation=delegation().delegation)


def test_a_permit_can_be_taken_back_too() -> None:
    model, port = room(Replica(requests=(request(state=RequestState.APPROVED),)), FakePort(EFUA))
    assert model.state.can_withdraw
    model.withdraw()
    assert len(port.sent) == 1


def test_the_lists_are_gone_through_by_one_key_and_the_note_stays_behind() -> None:
    replica = Replica()
    model, port = room(replica)
    model.set_reason("seen")
    model.next_tab()
    assert (model.state.tab, model.state.requests, model.state.index, model.state.reason) == (
        "done",
        (DECLINED,),
        0,
        "",
    )
    model.next_tab()
    assert (model.state.tab, len(model.state.requests)) == ("mine", 3)
    replica.requests = (VARIANCE, DECLINED)
    port.tell("request")
    assert model.state.requests == (VARIANCE,)
    assert model.state.every == (VARIANCE, DECLINED)


def test_a_delegate_has_what_waits_for_the_one_who_is_away() -> None:
    deputy = msgspec.structs.replace(KWESI, user=colleague().user, roles=())
    replica = Replica(lent=(delegation(),))
    model, port = room(replica, FakePort(deputy))
    model.show_tab("mine")
    assert len(model.state.requests) == 3
    replica.lent = ()
    port.tell("delegation")
    assert model.state.requests == ()


def test_cash_is_counted_apart_and_only_for_who_decides() -> None:
    replica = Replica(cash=BranchCash("GHS", vault=5))
    model, port = room(replica)
    assert model.state.cash == replica.cash
    replica.cash = BranchCash("GHS", vault=6)
    port.tell("stock")
    assert model.state.cash == replica.cash
    teller, _ = room(replica, FakePort(EFUA))
    assert teller.state.cash is None


def test_whoever_comes_in_finds_what_waits() -> None:
    model, _ = room(Replica(requests=(request(), DECLINED)))
    model.show_tab("branch")
    done = next(at for at, one in enumerate(model.state.requests) if one.state is not RequestState.AWAITING)
    model.choose(done)
    model.meet()
    assert model.state.chosen is not None and model.state.chosen.state is RequestState.AWAITING
    assert model.state.tab == "branch", "a list that somebody chose stays"
    fresh, _ = room(Replica(requests=(DECLINED, request())))
    fresh.meet()
    assert (fresh.state.tab, fresh.state.chosen) == ("mine", request()), "what waits for them, and nothing else"
    only_done, _ = room(Replica(requests=(request(state=RequestState.USED),)))
    before = only_done.state.chosen
    only_done.meet()
    assert only_done.state.chosen == before


@pytest.mark.parametrize(("state", "told"), [(RequestState.AWAITING, True), (RequestState.USED, False)])
def test_figures_of_now_are_not_put_beside_what_is_done(state: RequestState, told: bool) -> None:
    port = FakePort(KWESI)
    port.files[paths.REQUEST_INSIGHT.format(request=INSIGHT.request)] = msgspec.json.encode(INSIGHT)
    model, _ = room(Replica(requests=(request(state=state),)), port)
    assert (request().request in model.state.insights) is told
