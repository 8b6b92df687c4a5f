import msgspec

from contract.vault import MoveKind, MoveState
from teller_app.vault.card_words import card, present
from tests.teller_app.kit import KWESI_ID
from tests.teller_app.room_window import TEXTS
from tests.teller_app.vault.desk import (
    AHEAD,
    HAJARA_ID,
    KOJO_ID,
    SWAP,
    TO_BANK,
    TO_TILL,
    Replica,
    crowns,
    custody,
    move,
    room,
)


def test_a_transfer_by_its_steps() -> None:
    model, _ = room(Replica())
    sent = card(move(), model.state, TEXTS)
    assert (sent.number, sent.source, sent.target, sent.amount) == ("VT-0612", "Drawer 02", "Vault", "25,000.00")
    assert (sent.first.who, sent.first.said, sent.first.state) == ("Kojo Bediako", "Sent 09:35", "done")
    assert (sent.second.who, sent.second.said, sent.second.state) == ("You", "To receive", "active")
    assert (sent.foot, sent.age, sent.age_tone) == ("Belongs to neither until received", "10 min", "mute")
    waits = card(TO_BANK, model.state, TEXTS)
    assert (waits.second.who, waits.second.said, waits.foot, waits.age) == (
        "You",
        "To confirm",
        "Nothing has moved yet",
        "",
    )
    mine = card(TO_TILL, model.state, TEXTS)
    assert (mine.first.who, mine.second.who, mine.second.state) == ("You", "Efua Owusu", "waiting")
    counted = card(move(state=MoveState.COUNTED, receiver=HAJARA_ID, waits_for=KWESI_ID), model.state, TEXTS)
    assert (counted.second.who, counted.second.said) == ("Hajara Bawa", "Counted, You confirms")


def test_what_is_done_in_one_place_names_it_once() -> None:
    model, _ = room(Replica())
    count = card(move(kind=MoveKind.COUNT, state=MoveState.PROPOSED, waits_for=HAJARA_ID), model.state, TEXTS)
    assert (count.source, count.target) == ("Vault count", "")
    swap = card(msgspec.structs.replace(SWAP, state=MoveState.PROPOSED, waits_for=KWESI_ID), model.state, TEXTS)
    assert (swap.source, swap.target) == ("Drawer 02", "Vault")


def test_counting_is_said_while_it_is_counted_and_later_than_usual_is_amber() -> None:
    model, _ = room(Replica())
    model.choose(f"move:{move().transfer}")
    model.begin("receive")
    assert card(move(), model.state, TEXTS).second.said == "Counting now"
    before = move(
        600, state=MoveState.RECEIVED, sent_at="2026-11-22T09:00:00.000Z", received_at="2026-11-22T09:10:00.000Z"
    )
    late = move(601, sent_at="2026-11-22T08:24:00.000Z")
    model, _ = room(Replica(moves=(late, before)))
    found = card(late, model.state, TEXTS)
    assert (found.age, found.age_tone) == ("1 h 21 min, usual 10 min", "warn")


def test_a_branch_of_two_currencies_names_them() -> None:
    model, _ = room(Replica(foreign=(crowns(),)))
    assert card(move(), model.state, TEXTS).amount == "GH₵ 25,000.00"


def test_both_are_present_or_one_is_away() -> None:
    model, _ = room(Replica(vault=custody(opened_by=(HAJARA_ID, KWESI_ID))))
    assert present(model.state, TEXTS) == ("One away", "warn")
    model._set(forecast=msgspec.structs.replace(AHEAD, present=(HAJARA_ID, KOJO_ID)))
    assert present(model.state, TEXTS) == ("Both present", "pos")
