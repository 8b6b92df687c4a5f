"""An opening of two signatures: no cash before the custodian's, and a refused one leaves nothing behind."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from contract.drawers import (
    CallCustodian,
    ContinueDrawer,
    DeclineFloat,
    ForceCloseDrawer,
    OpenDrawer,
    RefuseOpening,
    SignOpening,
    SubmitCount,
)
from contract.floats import InkOpening
from contract.ids import new_id
from contract.ink import Dot, name_of, packed
from contract.ledger import ReverseTransaction
from contract.vault import AskForCash, ConfirmCash, ExchangeCash, Place, Where
from server.drawers.tables import BAGS, DRAWERS, SESSIONS
from tests.server.drawers import house as h
from tests.server.drawers.house import ABENA, AKOSUA, EFUA, FLOAT, FLOAT_TOTAL, KOJO, YAW, House, done, refused
from tests.server.drawers.replica import Replica

TILL = new_id()
SHORT = {**FLOAT, "1000": 19}


@pytest.fixture
def house(tmp_path: Path, database_url: str) -> Iterator[House]:
    """The bank of house.py on either database, with a till of two signatures."""
    bank = House(tmp_path, database_url)
    done(bank.run(h.drawer(TILL, "07", two_sign=True), AKOSUA))
    yield bank
    bank.engine.dispose()


def waiting(house: House, counted: dict[str, int] | None = None) -> str:
    return house.open(EFUA, counted, TILL)


def stand(house: House) -> tuple[Any, ...]:
    """Everything that an opening moves."""
    bag, vault = house.row(BAGS, f"vault:{h.MAKOLA}:GHS"), house.balance("1020")
    return (
        vault,
        bag.pieces,
        bag.amount,
        house.balance("1430"),
        house.balance("1010", "07"),
        house.balance("1420", "07"),
    )


def test_no_cash_moves_before_the_custodian_signs_and_then_it_does(house: House) -> None:
    session = waiting(house)
    assert (house.balance("1010", "07"), house.row(SESSIONS, session).state) == (FLOAT_TOTAL, "unsigned")
    assert h.codes(house.seen(AKOSUA)) == ["opening_waits"]
    assert refused(house.run(h.deposit(100, {"100c": 1}))) == "opening_unsigned"
    assert refused(house.run(AskForCash(requisition=new_id(), amount=100))) == "opening_unsigned"
    assert done(house.run(SignOpening(session=session), AKOSUA)) is None
    row = house.row(SESSIONS, session)
    assert (row.state, row.signed_by, bool(row.signed_at)) == ("open", "Akosua", True)
    assert [(fact["state"], fact["signed_by"]) for fact in house.said("session")] == [("open", "Akosua")]
    done(house.run(h.deposit(100, {"100c": 1})))
    assert house.differences() == []


def test_an_unsigned_session_is_open_for_nothing(house: House) -> None:
    session = waiting(house)
    for command, who in (
        (ContinueDrawer(session=session), EFUA),
        (SubmitCount(session=session, attempt=new_id(), counted=FLOAT), EFUA),
        (ForceCloseDrawer(session=session, attempt=new_id(), counted=FLOAT, reason="Ill"), AKOSUA),
    ):
        assert refused(house.run(command, who)) == "opening_unsigned"
    assert refused(house.close()) == "opening_unsigned"
    assert refused(house.run(OpenDrawer(session=new_id(), drawer=TILL, counted=FLOAT), KOJO)) == "drawer_taken"


def test_what_was_taken_offline_is_kept_though_no_drawer_holds_it(house: House) -> None:
    session = waiting(house)
    done(house.run(h.deposit(100, {"100c": 1}, taken_offline=True)))
    assert house.balance("1010", "07") == FLOAT_TOTAL
    done(house.run(RefuseOpening(session=session, reason="Strap missing"), AKOSUA))
    done(house.run(h.deposit(100, {"100c": 1}, taken_offline=True)))
    assert house.balance("1010", "07") == 0
    assert house.differences() == []


def test_who_counted_does_not_sign_and_nobody_signs_from_elsewhere(house: House) -> None:
    session = house.open(AKOSUA, None, TILL)
    assert refused(house.run(SignOpening(session=session), AKOSUA)) == "same_person"
    assert refused(house.run(RefuseOpening(session=session, reason="Mine"), AKOSUA)) == "same_person"
    assert refused(house.run(SignOpening(session=session), ABENA)) == "drawer_not_open"
    assert refused(house.run(SignOpening(session=new_id()), YAW)) == "drawer_not_open"
    assert refused(house.run(RefuseOpening(session=session, reason="  "), YAW)) == "reason_missing"
    done(house.run(SignOpening(session=session), YAW))
    assert refused(house.run(SignOpening(session=session), YAW)) == "already_there"
    assert refused(house.run(RefuseOpening(session=session, reason="Late"), YAW)) == "already_there"


def test_a_refused_opening_gives_everything_back(house: House) -> None:
    before = stand(house)
    session = waiting(house, SHORT)
    assert stand(house) != before
    done(house.run(RefuseOpening(session=session, reason="Strap 7 is one short"), AKOSUA))
    assert h.codes(house.seen(EFUA)) == ["opening_refused"]
    assert stand(house) == before
    row, till = house.row(SESSIONS, session), house.row(DRAWERS, TILL)
    assert (row.state, row.refused, till.session, till.carried_forward) == ("closed", "Strap 7 is one short", "", False)
    linked = [fact for fact in house.said("transaction") if fact["kind"] == "opening_refused"]
    assert len(linked) == 1 and linked[0]["reverses"]
    assert house.differences() == []


def test_a_refused_carry_forward_leaves_what_was_left(house: House) -> None:
    done(house.run(SignOpening(session=waiting(house)), AKOSUA))
    house.count(FLOAT)
    done(house.close())
    before = stand(house)
    for counted in ({**FLOAT, "100c": 52}, FLOAT):
        session = waiting(house, counted)
        done(house.run(RefuseOpening(session=session, reason="Count again"), AKOSUA))
        assert stand(house) == before
        assert house.row(BAGS, f"drawer:{TILL}").pieces == FLOAT
        assert house.row(DRAWERS, TILL).carried_forward
    assert house.differences() == []


def test_a_refused_session_is_no_day_of_the_drawers_record(house: House) -> None:
    done(house.run(RefuseOpening(session=waiting(house, SHORT), reason="Again"), AKOSUA))
    done(house.run(SignOpening(session=waiting(house)), AKOSUA))
    house.count(FLOAT)
    assert done(house.close()).variance == 0
    assert house.differences() == []


def test_a_replica_that_followed_is_what_a_fresh_snapshot_says(house: House) -> None:
    replicas = [Replica(house, user) for user in (EFUA, AKOSUA)]
    for end in (RefuseOpening(session=new_id(), reason="Strap 7 is one short"), SignOpening(session=new_id())):
        session = waiting(house, SHORT)
        for replica in replicas:
            replica.follow()
            assert replica.differs() == []
        done(house.run(msgspec.structs.replace(end, session=session), AKOSUA))
        for replica in replicas:
            replica.follow()
            assert replica.differs() == []


def test_a_morning_refused_once_then_signed_and_a_day_that_closes(house: House) -> None:
    done(house.run(RefuseOpening(session=waiting(house, SHORT), reason="Strap 7"), AKOSUA))
    session = waiting(house)
    assert refused(house.run(h.deposit(100, {"100c": 1}))) == "opening_unsigned"
    done(house.run(SignOpening(session=session), AKOSUA))
    done(house.run(h.deposit(100, {"100c": 1})))
    house.count({**FLOAT, "100c": 51})
    assert done(house.close()).variance == 0
    assert house.differences() == []


def test_a_drawer_of_one_signature_opens_as_ever(house: House) -> None:
    session = house.open()
    assert house.row(SESSIONS, session).state == "open"
    assert refused(house.run(SignOpening(session=session), AKOSUA)) == "already_there"


def test_a_float_that_the_cashier_declines_comes_back_by_two_hands(house: House) -> None:
    before = stand(house)
    session = waiting(house, SHORT)
    booked = stand(house)
    done(house.run(DeclineFloat(session=session, reason=" Two notes of 50 look wrong ")))
    assert h.codes(house.seen(AKOSUA)) == ["float_declined"]
    assert stand(house) == booked, "one hand moves nothing"
    row = house.row(SESSIONS, session)
    assert (row.state, row.refused) == ("unsigned", "Two notes of 50 look wrong")
    assert refused(house.run(SignOpening(session=session), AKOSUA)) == "float_declined"
    assert refused(house.run(DeclineFloat(session=session, reason="Again"))) == "already_there"
    assert refused(house.run(h.deposit(100, {"100c": 1}))) == "opening_unsigned"
    done(house.run(RefuseOpening(session=session, reason="Taken back"), AKOSUA))
    assert stand(house) == before
    assert refused(house.run(DeclineFloat(session=session, reason="Late"))) == "drawer_not_open"
    assert house.differences() == []


def test_the_custodian_is_called_again_once_in_ten_minutes(house: House) -> None:
    session = waiting(house)
    call = CallCustodian(session=session)
    done(house.run(call))
    assert h.codes(house.seen(AKOSUA)) == ["opening_waits"]
    assert h.codes(house.seen(EFUA)) == []
    (fact,) = house.said("session")
    assert fact["called_at"] == house.row(SESSIONS, session).called_at != ""
    house.wait(9)
    assert refused(house.run(call)) == "nudged_already"
    house.wait(1)
    done(house.run(call))
    assert h.codes(house.seen(AKOSUA)) == ["opening_waits"]
    house.wait(10)
    done(house.run(DeclineFloat(session=session, reason="Strap 7")))
    done(house.run(call))
    assert h.codes(house.seen(AKOSUA)) == ["float_declined"]
    assert house.differences() == []


def test_nobody_is_called_to_what_does_not_wait_or_is_not_ones_own(house: House) -> None:
    session = waiting(house)
    assert refused(house.run(CallCustodian(session=session), KOJO)) == "drawer_not_yours"
    assert refused(house.run(CallCustodian(session=new_id()))) == "drawer_not_open"
    done(house.run(SignOpening(session=session), AKOSUA))
    assert refused(house.run(CallCustodian(session=session))) == "already_there"
    assert h.codes(house.seen(AKOSUA)) == []


def test_a_drawer_of_one_signature_is_declined_before_its_first_cash_only(house: House) -> None:
    vault = house.row(BAGS, f"vault:{h.MAKOLA}:GHS")
    session = house.open(EFUA, SHORT)
    done(house.run(DeclineFloat(session=session, reason="Strap 7")))
    assert refused(house.run(h.deposit(100, {"100c": 1}))) == "opening_unsigned"
    done(house.run(RefuseOpening(session=session, reason="Taken back"), AKOSUA))
    assert (house.row(BAGS, vault.holder).pieces, house.balance("1010", "04")) == (vault.pieces, 0)
    session = house.open()
    done(house.run(h.deposit(100, {"100c": 1})))
    assert refused(house.run(DeclineFloat(session=session, reason="Too late"))) == "float_in_use"
    assert house.row(SESSIONS, session).state == "open"
    assert house.differences() == []


def test_an_exchange_moved_cash_too(house: House) -> None:
    session = house.open()
    swap = ExchangeCash(transfer=new_id(), one=Place(where=Where.DRAWER, drawer=h.DRAWER), other=Place(where=Where.VAULT),
                        currency="GHS", given={"10000": 1}, taken={"5000": 2}, second=AKOSUA)  # fmt: skip
    done(house.run(swap))
    done(house.run(ConfirmCash(transfer=swap.transfer), AKOSUA))
    assert refused(house.run(DeclineFloat(session=session, reason="Too late"))) == "float_in_use"
    assert house.differences() == []


def test_a_float_is_declined_by_its_cashier_with_a_reason(house: House) -> None:
    session = waiting(house)
    assert refused(house.run(DeclineFloat(session=session, reason="Not mine"), KOJO)) == "drawer_not_yours"
    assert refused(house.run(DeclineFloat(session=session, reason="  "))) == "reason_missing"
    assert refused(house.run(DeclineFloat(session=new_id(), reason="Whose"))) == "drawer_not_open"


def test_the_opening_says_how_it_was_booked(house: House) -> None:
    answer = done(house.run(OpenDrawer(session=new_id(), drawer=TILL, counted=SHORT)))
    assert [(line.code, line.detail, line.debit, line.credit) for line in answer.booked] == [
        ("1010", "07", FLOAT_TOTAL - 1000, 0),
        ("1430", "", 1000, 0),
        ("1020", "", 0, FLOAT_TOTAL),
    ]
    house.lease[EFUA] = h.Lease(session=answer.session, number=answer.lease)
    done(house.run(SignOpening(session=answer.session), AKOSUA))
    house.count(FLOAT)
    done(house.close(reason="A note too many"))
    left = done(house.run(OpenDrawer(session=new_id(), drawer=TILL, counted=SHORT)))
    assert [(line.code, line.debit, line.credit) for line in left.booked] == [("1010", 0, 1000), ("1420", 1000, 0)]
    done(house.run(RefuseOpening(session=left.session, reason="Again"), AKOSUA))
    assert done(house.run(OpenDrawer(session=new_id(), drawer=TILL, counted=FLOAT))).booked == (), (
        "an equal count moves nothing"
    )


def test_an_opening_is_undone_once_and_by_its_refusal_alone(house: House) -> None:
    before = stand(house)
    session = waiting(house, SHORT)
    (opened,) = house.said("transaction")
    done(house.run(DeclineFloat(session=session, reason="Strap 7")))
    refusal = RefuseOpening(session=session, reason="Taken back")
    undo = ReverseTransaction(transaction=new_id(), original=opened["transaction"], reason="Mine")
    assert refused(house.run(undo, AKOSUA)) == "not_reversible"
    done(house.run(refusal, AKOSUA))
    back = next(row["transaction"] for row in house.said("transaction") if row["kind"] == "opening_refused")
    for key in (opened["transaction"], back):
        undo = ReverseTransaction(transaction=new_id(), original=key, reason="Mine")
        assert refused(house.run(undo, AKOSUA)) == "not_reversible"
    assert refused(house.run(refusal, YAW)) == "already_there"
    assert stand(house) == before
    assert house.differences() == []


def test_both_sign_on_the_pad_besides_where_they_wish(house: House) -> None:
    first, again, theirs = (packed(((Dot(n, 0, 0), Dot(n, 400, 90)),)) for n in (1, 2, 3))
    session = waiting(house)
    done(house.run(InkOpening(session=session, ink=first)))
    done(house.run(InkOpening(session=session, ink=again)))
    assert refused(house.run(InkOpening(session=session, ink=again), KOJO)) == "drawer_not_yours"
    assert refused(house.run(SignOpening(session=session, ink=again), AKOSUA)) == "ink_unfit", "the cashier's hand"
    assert refused(house.run(SignOpening(session=session, ink="abcd"), AKOSUA)) == "ink_unfit"
    done(house.run(SignOpening(session=session, ink=theirs), AKOSUA))
    row = house.row(SESSIONS, session)
    assert (row.state, row.cashier_ink, row.custodian_ink) == ("open", name_of(again), name_of(theirs))
    assert house.said("session")[-1]["custodian_ink"] == name_of(theirs)
    assert refused(house.run(InkOpening(session=session, ink=first))) == "already_there"
    assert house.differences() == []
