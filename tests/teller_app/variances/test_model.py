import pytest

from contract.feed import Awaiting, Executed
from contract.ledger import Cash
from contract.money import Money
from contract.paths import DRAWER_CAUSES
from contract.variances import AcceptVariance, Origin, RecoverVariance, ReturnVariance, WriteOffVariance
from teller_app.manifest import Line
from tests.teller_app import samples
from tests.teller_app.kit import FakePort
from tests.teller_app.room_window import TEXTS
from tests.teller_app.samples import some_id
from tests.teller_app.test_room_model import ASKED
from tests.teller_app.variances.desk import OVER, OWN, RECORDED, Replica, permit, room, variance
from tests.teller_app.vault.desk import HAJARA_ID, KEEPER, TELLER


def sent(port: FakePort):
    return port.sent[-1].command


@pytest.mark.parametrize(
    ("key", "act", "why"),
    [
        (variance().variance, "recover", ""),
        (variance().variance, "write_off", ""),
        (variance().variance, "return", "side"),
        (variance().variance, "accept", "state"),
        (OVER.variance, "return", ""),
        (OVER.variance, "recover", "side"),
        (RECORDED.variance, "accept", ""),
        (RECORDED.variance, "write_off", "state"),
        (OWN.variance, "write_off", "own"),
        (OWN.variance, "recover", ""),
        ("none", "accept", "choice"),
    ],
)
def test_which_act_fits_which(key: str, act: str, why: str) -> None:
    model, _ = room(Replica())
    model.choose(key)
    assert model.why_off(act) == why
    assert model.begin(act) is (why == "")


def test_rights_and_a_drawer_are_needed() -> None:
    model, _ = room(Replica(drawer=""))
    model.choose(variance().variance)
    assert model.why_off("recover") == "drawer"
    model, _ = room(Replica(), FakePort(TELLER))
    model.choose(OVER.variance)
    assert (model.why_off("return"), model.why_off("accept")) == ("right", "right")
    model, port = room(Replica(), FakePort(KEEPER))
    port.go_offline()
    model.choose(OVER.variance)
    assert model.why_off("write_off") == "offline"


def test_a_recovery_is_asked_for_and_then_taken_against_the_permit() -> None:
    replica = Replica()
    model, port = room(replica)
    model.choose(variance().variance)
    model.begin("recover")
    assert model.state.amount == 60_00
    model.set_amount(20_00)
    model.set_reason("From wages")
    model.forward()
    asked = sent(port)
    assert isinstance(asked, RecoverVariance)
    assert (asked.amount, asked.permit, asked.cash) == (Money(20_00, "GHS"), None, Cash())
    port.settle(port_answer())
    replica.permits = (permit(),)
    port.tell("request")
    model.begin("recover")
    model.forward()
    assert model.state.problem == "cash_mismatch"
    model.set_counts({"1000": 2})
    model.forward()
    paid = sent(port)
    assert (paid.permit, paid.transaction, paid.reason) == (permit().request, some_id(77), "From wages")
    assert paid.cash.received == {"1000": 2}


def port_answer():
    from contract.feed import Executed

    return Executed(seq=1)


def test_written_off_and_returned_with_a_reason() -> None:
    model, port = room(Replica())
    model.choose(variance().variance)
    model.begin("write_off")
    model.forward()
    assert model.state.problem == "reason_missing"
    model.set_reason("Not found")
    model.forward()
    assert isinstance(sent(port), WriteOffVariance)
    model, port = room(Replica())
    model.choose(OVER.variance)
    model.begin("return")
    model.set_reason("Hers")
    model.forward()
    assert model.state.problem == "account_unknown"
    model.set_number(samples.account(1).number)
    model.forward()
    command = sent(port)
    assert isinstance(command, ReturnVariance)
    assert (command.account, command.amount) == (samples.account(1).account, Money(50_00, "GHS"))


def test_accepting_needs_no_word_and_another_choice_leaves_what_was_begun() -> None:
    model, port = room(Replica())
    model.choose(RECORDED.variance)
    model.begin("accept")
    model.forward()
    assert sent(port) == AcceptVariance(variance=RECORDED.variance)
    assert not model.forward(), "once"
    model.choose(OVER.variance)
    assert model.state.act == ""
    assert not model.leave()


def test_the_chosen_ones_likely_causes_are_asked_for_once_and_fit_its_amount() -> None:
    replica = Replica()
    model, port = room(replica)
    key = variance().variance
    path = DRAWER_CAUSES.format(session=key)
    port.files[path] = samples.causes(key, -100_00)
    model.choose(key)
    assert model.state.explained is not None and len(model.state.explained.causes) == 3
    model.choose(OVER.variance)
    assert model.state.explained is None, "the server said nothing of that one"
    model.choose(key)
    assert port.fetched.count((path, {})) == 1
    replica.variances = (variance(amount=-80_00), OVER)
    port.files[path] = samples.causes(key, -80_00)
    port.tell("variance")
    assert model.state.explained is not None and model.state.explained.variance == -80_00, "a late entry changed it"


def test_what_no_close_left_has_no_record_and_no_causes_and_is_settled_all_the_same() -> None:
    replica = Replica(variances=(variance(origin=Origin.VAULT, drawer="VT-0012", person=HAJARA_ID),))
    model, port = room(replica)
    model.choose(variance().variance)
    assert (model.why_unprinted(), model.print_record(), port.fetched) == ("kind", False, [])
    assert model.begin("write_off")


def test_the_way_of_what_is_left_is_what_counts() -> None:
    replica = Replica(variances=(variance(amount=0, left=60_00), variance(502, amount=-40_00, left=20_00, turned=True)))
    model, _ = room(replica)
    for key in (some_id(501), some_id(502)):
        model.choose(key)
        assert [model.why_off(act) for act in ("recover", "return")] == ["side", ""]


def test_the_record_of_the_chosen_one_is_printed_also_ones_own_but_not_without_the_server() -> None:
    replica = Replica()
    model, port = room(replica)
    assert not model.print_record(), "nothing is chosen"
    for item in (variance(), OWN):
        model.choose(item.variance)
        assert model.print_record()
    assert replica.printed == [variance().variance, OWN.variance]
    port.set_line(Line("offline"))
    assert not model.print_record()


def test_the_same_key_again_takes_nothing_back_and_what_is_no_amount_is_said() -> None:
    model, port = room(Replica())
    model.choose(variance().variance)
    model.begin("recover")
    model.set_amount(0, "amount_negative")
    model.forward()
    assert (model.state.problem, port.sent) == ("amount_negative", [])
    model.set_amount(20_00)
    assert model.begin("recover")
    assert model.state.amount == 20_00


def test_an_answer_under_way_leaves_the_next_one_alone() -> None:
    model, port = room(Replica())
    model.choose(RECORDED.variance)
    model.begin("accept")
    model.forward()
    model.choose(variance().variance)
    model.begin("write_off")
    model.set_reason("Seen by two")
    port.settle(Executed(seq=1))
    assert (model.state.busy, model.state.act, model.state.reason) == (False, "write_off", "Seen by two")


def test_that_a_second_person_was_asked_is_told() -> None:
    model, port = room(Replica())
    model.choose(variance().variance)
    model.begin("write_off")
    model.set_reason("Seen by two")
    model.forward()
    port.settle(Awaiting(seq=1, result=ASKED))
    assert (model.state.notice, model.state.act) == ("awaiting", "")
    assert TEXTS("toast.variances.awaiting.title")
