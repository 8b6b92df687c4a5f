import msgspec
import pytest

from contract.approvals import ApproveRequest, RequestState
from contract.permissions import Permission
from tests.teller_app import samples
from tests.teller_app.approvals.desk import REVERSAL, VARIANCE, Replica, request, room
from tests.teller_app.kit import EFUA, KWESI, FakePort


def test_nobody_decides_an_own_request_whatever_the_role() -> None:
    both = msgspec.structs.replace(EFUA, permissions=(*EFUA.permissions, Permission.DECIDE))
    model, port = room(Replica(), FakePort(both))
    model.approve()
    assert (model.state.problem, port.sent) == ("maker_is_checker", [])


def test_without_the_right_there_is_no_decision() -> None:
    model, port = room(Replica(requests=(request(maker="somebody"),)), FakePort(EFUA))
    model.approve()
    assert (model.state.problem, port.sent) == ("not_permitted", [])


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
    assert port.sent[0].command == ApproveRequest(request=VARIANCE.request)


def test_whose_account_it_is_comes_with_the_request() -> None:
    kofi = samples.customer(1, "Kofi Boateng")
    model, _ = room(Replica((request(), VARIANCE), kofi))
    assert model.state.customer == kofi
    model.choose(1)
    assert model.state.customer is None, "a drawer has no holder"
    model.choose(0)
    assert model.state.customer == kofi
