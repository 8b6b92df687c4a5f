import msgspec

from contract.drawers import SessionState
from contract.vault import MoveKind, MoveState, RequisitionState
from teller_app.vault import words
from tests.teller_app.kit import EFUA_ID, KWESI_ID, FakePort
from tests.teller_app.room_window import TEXTS
from tests.teller_app.vault.desk import (
    COUNT,
    DONE,
    HOUR,
    SWAP,
    TELLER,
    TO_BANK,
    Replica,
    asked,
    custody,
    move,
    room,
    session,
    teller,
)

STATE = room(Replica())[0].state


def test_a_movement_says_its_way() -> None:
    assert words.title(move(), TEXTS) == "VT-0612  Drawer 02 → Vault"
    assert words.title(SWAP, TEXTS) == "VT-0610  Drawer 02 ⇄ Vault"
    assert words.title(COUNT, TEXTS) == "VT-0609  Count, then locked"


def test_a_step_says_who_and_when_or_for_whom_it_waits() -> None:
    assert words.step(TO_BANK, STATE, TEXTS) == "Waits for you"
    assert words.step(move(), STATE, TEXTS).startswith("Kojo Bediako, ")
    assert words.step(DONE, STATE, TEXTS).startswith("you, ")
    alone = move(kind=MoveKind.SORT, state=MoveState.RECEIVED, received_at=HOUR)
    assert words.step(alone, STATE, TEXTS).startswith("Kojo Bediako, ")


def test_what_waits_for_the_reader_and_a_difference_are_said_first() -> None:
    assert words.state_words(TO_BANK, STATE, TEXTS) == ("Waits for you", "warn")
    assert words.state_words(DONE, STATE, TEXTS) == ("Off −200.00", "warn")
    assert words.state_words(move(), STATE, TEXTS) == ("On the way", "info")


def test_a_changed_requisition_says_so() -> None:
    assert words.asked_words(asked(changed=True), TEXTS)[0] == "Asked"
    assert words.asked_words(asked(changed=True, state=RequisitionState.SENT), TEXTS)[0] == "Granted, changed"


def test_pieces_from_the_largest_down() -> None:
    assert (
        words.pieces_words({"1000": 2, "20000": 1, "200c": 3, "200": 1}, "GHS")
        == "1 × 200.00, 2 × 10.00, 1 × 2.00, 3 × 2.00"
    )


def test_everybody_on_it_in_order() -> None:
    assert words.people_of(DONE, STATE, TEXTS) == "Kojo Bediako → you, Hajara Bawa"


def test_an_opening_says_who_counted_and_whose_signature_is_missing() -> None:
    theirs, mine = (session(3, user, SessionState.UNSIGNED) for user in (EFUA_ID, KWESI_ID))
    assert words.opening_title(theirs, TEXTS) == "Opening, drawer 03"
    assert words.opening_step(theirs, STATE, TEXTS).startswith("Efua Owusu counted at ")
    assert words.opening_words(theirs, STATE, TEXTS) == ("Waits for you", "warn")
    assert words.opening_words(mine, STATE, TEXTS) == ("Custodian", "warn")


def test_in_a_list_the_places_stand_above_the_number() -> None:
    assert words.places(move(), TEXTS) == "Drawer 02 → Vault"
    assert words.places(COUNT, TEXTS) == "Count, then locked"
    assert words.numbered("VT-0612", "you at 09:35") == "VT-0612 · you at 09:35"
    assert words.numbered("VT-0612", "") == "VT-0612"


def test_keys_that_are_off_are_not_offered_where_nothing_is() -> None:
    without, _ = room(Replica(), FakePort(TELLER))
    assert words.to_do(without.state, "vault.nothing_do", TEXTS) == TEXTS("vault.off.drawer")
    assert words.to_do(room(Replica(vault=custody(open=False)))[0].state, "vault.nothing_do", TEXTS) == TEXTS(
        "vault.off.locked"
    )
    assert "F3" in words.to_do(teller(Replica())[0].state, "vault.nothing_do", TEXTS)


def test_only_what_has_left_is_on_the_way() -> None:
    noted = msgspec.structs.replace(TO_BANK, kind=MoveKind.TRANSFER)
    assert words.on_the_way([noted], STATE, TEXTS) == ""
    assert words.on_the_way([noted, move()], STATE, TEXTS) == "1 on the way, 25,000.00"
