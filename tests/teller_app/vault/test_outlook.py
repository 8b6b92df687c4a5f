import msgspec
import pytest

from contract.vault import MoveState
from teller_app.vault import outlook
from tests.teller_app.room_window import TEXTS
from tests.teller_app.samples import some_id
from tests.teller_app.vault.desk import AHEAD, DONE, STOCK, TO_TILL, move, room, teller
from tests.teller_app.vault.desk import Replica as Known


def test_each_piece_says_how_long_it_lasts() -> None:
    vault = outlook.place_of(AHEAD)
    assert vault is not None
    found = {item.face: item for item in outlook.run_outs(AHEAD, vault, STOCK)}
    assert (found["20000"].minute, found["20000"].tone, found["20000"].share) == (None, "accent", 1.0)
    assert (found["1000"].left, found["1000"].needed) == (902, 1452)
    assert outlook.clock(found["1000"].minute or 0) == "16:25"
    assert found["1000"].tone == "neg"
    gone = outlook.first_gone(list(found.values()))
    assert gone is not None
    assert (gone.face, outlook.to_order(gone)) == ("1000", 600)


def test_worn_and_doubtful_notes_last_nobody() -> None:
    vault = outlook.place_of(AHEAD)
    assert vault is not None
    worn = {"1000:mutilated": 9_000, "1000:suspect": 5, "1000:strapped": 400}
    (tens,) = (item for item in outlook.run_outs(AHEAD, vault, worn) if item.face == "1000")
    assert tens.left == 400


def test_how_long_a_drawer_lasts_with_what_is_sent() -> None:
    found = outlook.lasting(AHEAD, some_id(703), {"1000": 20}, {"1000": 30, "20000": 2}, TEXTS)
    assert found == [
        ("20000", "Now 0, after 2", "", False),
        ("1000", "Now 20, after 50", "Until 16:07", True),
    ]
    assert outlook.lasting(AHEAD, some_id(703), {"1000": 20}, {"1000": 100}, TEXTS)[0][2] == "All day"
    assert outlook.lasting(None, some_id(703), {}, {"1000": 1}, TEXTS) == [("1000", "Now 0, after 1", "", False)]


@pytest.mark.parametrize(("minutes", "late"), [(40, None), (75, None), (76, 50), (81, 50)])
def test_later_than_usual_is_half_as_long_again(minutes: int, late: int | None) -> None:
    usual = msgspec.structs.replace(DONE, sent_at="2026-11-22T09:00:00.000Z", received_at="2026-11-22T09:50:00.000Z")
    assert outlook.later_than_usual(move(), [usual], minutes) == late
    assert outlook.later_than_usual(move(state=MoveState.RECEIVED), [usual], minutes) is None
    assert outlook.later_than_usual(TO_TILL, [usual], 500) is None, "another road"


def test_a_custodian_hears_what_will_run_out_and_a_cashier_never() -> None:
    model, port = room(Known())
    model.look_ahead()
    assert model.state.forecast == AHEAD
    assert port.fetched[-1][1] == {"currency": "GHS"}
    model, port = teller(Known())
    model.look_ahead()
    assert port.fetched == []
    assert model.state.forecast is None


def test_how_far_what_lies_there_reaches_into_the_day() -> None:
    share, low = outlook.day_stock(AHEAD, {"20000": 96, "5000": 900, "1000": 726})
    assert (share["20000"], share["5000"], share["1000"]) == (0.5, 1.0, 0.25)
    assert low == {"1000", "500"}
    assert outlook.day_stock(None, STOCK) == ({}, frozenset())


def test_the_axis_goes_from_now_to_the_end() -> None:
    assert outlook.axis(AHEAD) == ("15:30", "16:15", "17:00")
    assert outlook.axis(msgspec.structs.replace(AHEAD, since=AHEAD.until)) == ()
