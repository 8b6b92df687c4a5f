from contract.beside import SecondHere
from contract.counts import CountState, WitnessCount
from contract.errors import ErrorCode
from contract.feed import Executed, NotTaken
from contract.vault import ConfirmCash, Moved, MoveState
from teller_app.vault.beside import second_here
from tests.teller_app.kit import KWESI_ID
from tests.teller_app.samples import some_id
from tests.teller_app.vault.desk import HAJARA_ID, KOJO_ID, TO_BANK, Replica, count, move, room

MINE = move(615, maker=KWESI_ID, waits_for=HAJARA_ID, second=HAJARA_ID, state=MoveState.PROPOSED)
COUNTED = move(616, receiver=KWESI_ID, receiver_second=HAJARA_ID, waits_for=HAJARA_ID, state=MoveState.COUNTED)
OTHERS = move(617, maker=KOJO_ID, waits_for=HAJARA_ID, second=HAJARA_ID, state=MoveState.PROPOSED)


def test_beside_whoever_has_a_part_in_it_the_second_person_confirms() -> None:
    model, port = room(Replica(moves=(MINE, COUNTED, OTHERS, TO_BANK)))
    for found in (MINE, COUNTED):
        model.choose(f"move:{found.transfer}")
        yes = SecondHere(second=HAJARA_ID, act=ConfirmCash(transfer=found.transfer))
        assert second_here(model.state) == yes
        assert model.forward()
        assert port.sent[-1].command == yes
        port.settle(Executed(seq=1, result=None))
    for found in (OTHERS, TO_BANK):
        model.choose(f"move:{found.transfer}")
        assert second_here(model.state) is None, "another's, and what waits for oneself"


def test_the_witness_of_a_count_says_yes_beside_whoever_counted() -> None:
    taken = count(by=KWESI_ID, witness=HAJARA_ID, state=CountState.TAKEN)
    model, _ = room(Replica(counts=(taken,)))
    model.choose(f"count:{taken.count}")
    assert second_here(model.state) == SecondHere(second=HAJARA_ID, act=WitnessCount(count=taken.count))
    model, _ = room(Replica(counts=(count(by=KWESI_ID, witness=HAJARA_ID, state=CountState.WITNESSED),)))
    model.choose(f"count:{taken.count}")
    assert second_here(model.state) is None


def test_what_was_just_written_down_is_chosen_so_that_the_second_person_can_go_on() -> None:
    model, port = room(Replica())
    model.begin("send")
    model.set_place(target=some_id(703))
    model.set_counts({"20000": 2})
    model.set_second(HAJARA_ID)
    model.forward()
    key = port.sent[-1].command.transfer
    port.settle(Executed(seq=1, result=Moved(transfer=key, number="VT-1", state=MoveState.PROPOSED)))
    assert model.state.chosen == f"move:{key}"


def test_without_the_server_nobody_says_yes_and_a_yes_that_was_let_be_is_said() -> None:
    model, port = room(Replica(moves=(MINE,)))
    model.choose(f"move:{MINE.transfer}")
    model.forward()
    port.settle(NotTaken(code=ErrorCode.SECOND_NEEDED))
    assert model.state.problem == "second_needed"
    port.go_offline()
    model.forward()
    assert (model.state.problem, len(port.sent)) == ("needs_server", 1)
