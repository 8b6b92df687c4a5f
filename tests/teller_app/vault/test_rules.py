import pytest

from contract.buckets import Bucket
from contract.vault import ImpoundNotes, MoveState, SortNotes
from teller_app.vault import rules
from teller_app.vault.state import Form
from tests.teller_app.kit import EFUA_ID, KWESI_ID
from tests.teller_app.samples import some_id
from tests.teller_app.vault.desk import COUNT, DONE, HAJARA_ID, KOJO_ID, TO_BANK, TO_TILL, Replica, move, room, teller


def ids(people) -> set[str]:
    return {person.user for person in people}


def test_nobody_who_has_a_part_is_the_second() -> None:
    state = room(Replica())[0].state
    assert ids(rules.seconds(state, Form(act="send", source="vault", target=some_id(703)))) == {HAJARA_ID, KOJO_ID}
    assert ids(rules.seconds(state, Form(act="count"))) == {EFUA_ID, HAJARA_ID, KOJO_ID}


def test_a_cashiers_exchange_wants_a_custodian() -> None:
    state = teller(Replica())[0].state
    assert ids(rules.seconds(state, Form(act="exchange", source=some_id(703)))) == {HAJARA_ID, KWESI_ID}


@pytest.mark.parametrize(
    ("fact", "mine", "theirs"),
    [
        (move(), True, False),
        (TO_TILL, False, True),
        (TO_BANK, True, False),
        (DONE, False, False),
        (COUNT, False, False),
    ],
    ids=["to the vault", "to my drawer", "proposed", "received", "a count"],
)
def test_who_may_refuse_what(fact, mine: bool, theirs: bool) -> None:
    assert rules.refuses(room(Replica())[0].state, fact) is mine
    assert rules.refuses(teller(Replica())[0].state, fact) is theirs


def test_neither_of_the_two_who_sent_it_takes_it_back() -> None:
    state = room(Replica())[0].state
    assert not rules.refuses(state, move(maker=state.user))
    assert not rules.refuses(state, move(second=state.user))


def test_a_count_that_waits_can_be_taken_back_by_who_made_it() -> None:
    waiting = move(state=MoveState.COUNTED, receiver=EFUA_ID, waits_for=KOJO_ID)
    assert rules.refuses(teller(Replica())[0].state, waiting)


def test_where_cash_goes_from_where() -> None:
    state = room(Replica())[0].state
    assert rules.sources(state, "send") == ("vault", "bank")
    assert rules.targets(state, Form(act="send", source="vault")) == (some_id(702), some_id(703), "bank")
    assert rules.targets(state, Form(act="send", source="bank")) == ("vault",)
    state = teller(Replica())[0].state
    assert rules.sources(state, "send") == (some_id(703),)
    assert rules.targets(state, Form(act="send", source=some_id(703))) == ("vault", some_id(702))


def test_the_only_one_is_chosen() -> None:
    people = room(Replica())[0].state.people
    assert rules.default_second(people[:1]) == people[0].user
    assert rules.default_second(people) == ""


def test_worn_and_doubtful_notes_go_one_way() -> None:
    payable, every = (Bucket.FIT, Bucket.STRAPPED), tuple(Bucket)
    till = some_id(703)
    for form, buckets in (
        (Form(act="send", source="vault", target=till), payable),
        (Form(act="send", source=till, target=some_id(702)), payable),
        (Form(act="send", source=till, target="vault"), every),
        (Form(act="send", source="vault", target="bank"), every),
        (Form(act="send", source="bank", target="vault"), payable),
        (Form(act="exchange", source=till, target="vault", part="taken"), payable),
        (Form(act="exchange", source=till, target="vault"), (*payable, Bucket.MUTILATED)),
        (Form(act="count"), every),
        (Form(act="sort"), (Bucket.FIT,)),
        (Form(act="grant"), payable),
    ):
        assert rules.buckets_of(form) == buckets, form


def test_only_the_vault_sorts_out_of_custody() -> None:
    assert Bucket.SUSPECT not in rules.sort_sources(Form(act="sort", source=some_id(703)))
    assert Bucket.SUSPECT in rules.sort_sources(Form(act="sort", source="vault"))
    assert rules.sort_targets(Form(bucket_from=Bucket.MUTILATED)) == (Bucket.FIT, Bucket.STRAPPED, Bucket.SUSPECT)


def test_a_cashier_sorts_worn_notes_with_a_key() -> None:
    model, port = teller(Replica())
    assert model.begin("sort")
    model.forward()
    assert model.state.problem == "cash_needed"
    model.set_counts({"5000": 3})
    model.set_buckets(target=Bucket.STRAPPED)
    model.forward()
    assert model.state.problem == "strap_broken"
    model.set_buckets(target=Bucket.SUSPECT)
    model.forward()
    assert model.state.problem == "reason_missing"
    model.set_buckets(target=Bucket.MUTILATED)
    model.forward()
    command = port.sent[-1].command
    assert isinstance(command, SortNotes)
    assert (command.place.drawer, command.second) == (some_id(703), None)
    assert (command.taken, command.put) == ({"5000": 3}, {"5000:mutilated": 3})


def test_a_custodian_sorts_the_vault_with_a_second_person() -> None:
    model, port = room(Replica())
    assert model.begin("sort")
    model.set_counts({"5000": 200})
    model.set_buckets(target=Bucket.STRAPPED)
    model.forward()
    assert model.state.problem == "second_missing"
    model.set_second(HAJARA_ID)
    model.forward()
    assert port.sent[-1].command.second == HAJARA_ID


def test_a_doubtful_note_needs_its_giver_and_a_reason() -> None:
    assert rules.why_off(room(Replica())[0].state, "impound") == "drawer"
    model, port = teller(Replica())
    assert model.begin("impound")
    model.set_counts({"20000": 1})
    model.forward()
    assert model.state.problem == "giver_missing"
    model.set_giver("Ama Serwaa", "0244000017", "AB17")
    model.forward()
    assert model.state.problem == "reason_missing"
    model.set_reason("No thread")
    model.forward()
    command = port.sent[-1].command
    assert isinstance(command, ImpoundNotes)
    assert (command.giver, command.serials, command.pieces) == ("Ama Serwaa", "AB17", {"20000": 1})
