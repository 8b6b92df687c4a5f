import pytest

from contract.vault import MoveState
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
