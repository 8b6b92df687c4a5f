"""The float slip: what it moves, what it is bound to, and every way to cheat with it that we could think of."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import update

from contract.drawers import DeclineFloat, OpenDrawer, RefuseOpening, SubmitCount
from contract.envelope import Lease
from contract.feed import Executed
from contract.floats import AskFloat, CountAgain, DropFloat, OpeningReviewed, OpenOnSlip, SignFloat
from contract.ids import new_id
from contract.ledger import Cash, Deposit
from contract.money import Money
from server.drawers.float_tables import SLIPS, SlipRow, float_slips
from server.drawers.tables import BAGS, DRAWERS, SESSIONS
from server.ledger import chart
from tests.server.drawers import house as h
from tests.server.drawers.house import AKOSUA, DRAWER, EFUA, FLOAT, FLOAT_TOTAL, KOJO, House, done, refused


@pytest.fixture
def house(tmp_path: Path, database_url: str) -> Iterator[House]:
    """The bank of house.py on either database."""
    bank = House(tmp_path, database_url)
    yield bank
    bank.engine.dispose()


def asked(house: House, drawer: str = DRAWER, maker: str = EFUA) -> str:
    slip = new_id()
    done(house.run(AskFloat(slip=slip, drawer=drawer), maker))
    return slip


def signed(house: House, drawer: str = DRAWER, maker: str = EFUA) -> SlipRow:
    slip = asked(house, drawer, maker)
    done(house.run(SignFloat(slip=slip), AKOSUA))
    return house.row(SLIPS, slip)


def use(row: SlipRow, offline: bool = True, counted: dict[str, int] | None = None, **changes: str) -> OpenOnSlip:
    made = OpenOnSlip(slip=row.id, seal=row.seal, session=row.session, counted=FLOAT if counted is None else counted,
                      opened_offline=offline)  # fmt: skip
    return msgspec.structs.replace(made, **changes)


def reviewed(house: House, command: OpenOnSlip, maker: str = EFUA, device: str = "") -> str:
    """Why the opening goes to review: nothing is booked, manager, auditor and maker hear of it, the books stay whole."""
    stand = (house.balance("1010", "04"), house.balance("1020"), house.row(DRAWERS, DRAWER).session)
    answer = house.run(command, maker, device=device)
    assert isinstance(answer, Executed) and isinstance(answer.result, OpeningReviewed)
    assert h.codes(house.seen(AKOSUA)) == ["float_slip_unproven"]
    assert h.codes(house.seen(maker)) == ["float_slip_unproven"]
    assert (house.balance("1010", "04"), house.balance("1020"), house.row(DRAWERS, DRAWER).session) == stand
    assert house.differences() == []
    return answer.result.why


def test_asking_moves_nothing_and_tells_who_keeps_the_vault(house: House) -> None:
    vault = house.balance("1020")
    slip = asked(house)
    assert h.codes(house.seen(AKOSUA)) == ["float_asked"]
    assert (house.balance("1020"), house.row(SLIPS, slip).seal) == (vault, "")
    assert house.row(SLIPS, slip).device == h.DESKS[EFUA]
    assert refused(house.run(AskFloat(slip=slip, drawer=DRAWER))) == "already_there"
    assert refused(house.run(AskFloat(slip=new_id(), drawer=new_id()))) == "drawer_unknown"


def test_the_signature_hands_the_float_over_and_keeps_the_drawer(house: House) -> None:
    vault = house.balance("1020")
    slip = signed(house)
    assert (house.balance("1020"), house.balance("1010", "04")) == (vault - FLOAT_TOTAL, FLOAT_TOTAL)
    assert (slip.state, slip.lease, house.row(DRAWERS, DRAWER).slip) == ("signed", 1, slip.id)
    told = [fact for fact in house.seen(EFUA) if fact["fact"] == "float_slip"]
    assert told[0]["seal"] == slip.seal and not {"amount", "pieces"} & told[0].keys()
    assert not [fact for fact in house.seen(EFUA) if fact["fact"] == "transaction"], "the count stays blind"
    taken = OpenDrawer(session=new_id(), drawer=DRAWER, counted=FLOAT)
    assert refused(house.run(taken, KOJO)) == refused(house.run(taken)) == "drawer_taken"
    assert refused(house.run(AskFloat(slip=new_id(), drawer=DRAWER), KOJO)) == "drawer_taken"
    assert house.differences() == []


def test_nobody_signs_their_own_and_nothing_is_signed_twice(house: House) -> None:
    own = asked(house, maker=AKOSUA)
    assert refused(house.run(SignFloat(slip=own), AKOSUA)) == "same_person"
    slip = signed(house)
    assert refused(house.run(SignFloat(slip=slip.id), AKOSUA)) == "slip_unknown"
    assert refused(house.run(SignFloat(slip=new_id()), AKOSUA)) == "slip_unknown"


def test_a_vault_without_the_pieces_signs_nothing(house: House) -> None:
    greedy = new_id()
    done(house.run(h.drawer(greedy, "06", standing_float={"10000": 101}), AKOSUA))
    slip = asked(house, greedy)
    assert refused(house.run(SignFloat(slip=slip), AKOSUA)) == "vault_short"
    assert house.row(SLIPS, slip).state == "asked"


def test_the_opening_of_before_arrives_and_what_was_taken_in_meanwhile_is_cash(house: House) -> None:
    slip = signed(house)
    opened = done(house.run(use(slip)))
    assert (opened.session, opened.lease, opened.difference, opened.booked) == (slip.session, 1, 0, ())
    session = house.row(SESSIONS, slip.session)
    assert (session.state, session.opened_at, session.signed_by) == ("open", "2026-11-24T08:00:00.000Z", slip.signed_by)
    house.lease[EFUA] = Lease(session=slip.session, number=1)
    money = Money(minor=100_00, currency="GHS")
    posting = Deposit(transaction=new_id(), account=h.ACCOUNT, amount=money, cash=Cash(received={"10000": 1}),
                      receipt="04-20261124-1-0001", taken_offline=True)  # fmt: skip
    posted = done(house.run(posting))
    assert not posted.in_suspense if hasattr(posted, "in_suspense") else True
    assert house.row(BAGS, f"drawer:{DRAWER}").amount == FLOAT_TOTAL + 100_00
    assert (house.row(SLIPS, slip.id).state, house.row(DRAWERS, DRAWER).slip) == ("used", "")
    assert house.differences() == []


def test_with_the_server_there_the_same_slip_opens_and_its_difference_is_the_vaults(house: House) -> None:
    slip = signed(house)
    opened = done(house.run(use(slip, offline=False, counted={**FLOAT, "1000": 19})))
    assert (opened.difference, house.balance("1430"), house.balance("1010", "04")) == (-1000, 1000, FLOAT_TOTAL - 1000)
    assert [line.code for line in opened.booked] == [chart.DRAWER_CASH, chart.VAULT_DIFFERENCE]
    assert house.differences() == []


def test_what_was_left_in_the_drawer_can_be_on_a_slip(house: House) -> None:
    house.open()
    house.count(FLOAT)
    done(house.close())
    vault, slip = house.balance("1020"), signed(house)
    assert (slip.carried, slip.lease, house.balance("1020")) == (True, 2, vault)
    done(house.run(use(slip, counted={**FLOAT, "100c": 52})))
    assert house.balance("1420", "04") == -200
    assert house.differences() == []


def test_a_difference_above_the_bound_is_looked_at_where_nobody_could_ask_for_a_second_count(house: House) -> None:
    slip = signed(house)
    opened = done(house.run(use(slip, counted={**FLOAT, "10000": 9})))
    assert opened.difference == -100_00
    assert h.codes(house.seen(AKOSUA)) == ["opening_difference", "float_mismatch"]
    assert house.differences() == []


def test_with_the_server_there_the_second_count_is_asked_for(house: House) -> None:
    slip = signed(house)
    short = {**FLOAT, "10000": 9}
    assert isinstance(done(house.run(use(slip, offline=False, counted=short))), CountAgain)
    assert house.row(SLIPS, slip.id).state == "signed"
    assert done(house.run(use(slip, offline=False))).counts == 2
    assert house.differences() == []


# -- attacks ---------------------------------------------------------------------------------------------------------


def test_a_slip_that_was_never_given(house: House) -> None:
    slip = signed(house)
    assert reviewed(house, use(slip, slip=new_id())) == "unknown"


def test_a_forged_seal_or_another_session(house: House) -> None:
    slip = signed(house)
    wrong = slip.seal[:-1] + ("0" if slip.seal[-1] != "0" else "1")
    assert reviewed(house, use(slip, seal=wrong)) == "forged"
    assert reviewed(house, use(slip, session=new_id())) == "forged"
    assert done(house.run(use(slip))).session == slip.session, "a failed try does not spend it"


def test_one_that_nobody_signed(house: House) -> None:
    row = house.row(SLIPS, asked(house))
    assert reviewed(house, use(row, seal="AAAA-AAAA-AAAA")) == "forged"


def test_the_slip_of_another_till_and_of_another_cashier(house: House) -> None:
    slip = signed(house)
    assert reviewed(house, use(slip), device=h.DESKS[KOJO]) == "till"
    assert reviewed(house, use(slip), KOJO, device=h.DESKS[EFUA]) == "cashier"


def test_twice_also_from_a_cloned_profile(house: House) -> None:
    """A clone has the till's key and the slip; the first of the two to arrive uses it."""
    slip = signed(house)
    done(house.run(use(slip)))
    house.lease.clear()
    answer = house.run(use(slip, counted={**FLOAT, "10000": 8}))
    assert isinstance(answer, Executed) and answer.result == OpeningReviewed(session=slip.session, why="used")
    assert h.codes(house.seen(AKOSUA)) == ["float_slip_unproven"]
    assert house.row(BAGS, f"drawer:{DRAWER}").amount == FLOAT_TOTAL
    assert house.differences() == []


def test_another_day(house: House) -> None:
    slip = signed(house)
    house.next_day()
    assert reviewed(house, use(slip)) == "day"


@pytest.mark.parametrize("change", [{"amount": FLOAT_TOTAL + 50_00}, {"pieces": {**FLOAT, "10000": 11}}])
def test_an_amount_that_was_altered_in_the_books(house: House, change: dict[str, object]) -> None:
    slip = signed(house)
    with house.engine.begin() as conn:
        conn.execute(update(float_slips).where(float_slips.c.id == slip.id).values(**change))
    assert reviewed(house, use(slip)) == "forged"


def test_one_that_was_called_back(house: House) -> None:
    vault, slip = house.balance("1020"), signed(house)
    assert refused(house.run(DropFloat(slip=slip.id))) == "not_yours", "two hands gave it out"
    assert refused(house.run(DropFloat(slip=slip.id), KOJO)) == "not_yours"
    assert refused(house.run(DropFloat(slip=slip.id), AKOSUA)) == "reason_missing"
    done(house.run(DropFloat(slip=slip.id, reason="The cashier was sent home"), AKOSUA))
    assert h.codes(house.seen(EFUA)) == ["float_dropped"]
    assert (house.balance("1020"), house.balance("1010", "04"), house.row(DRAWERS, DRAWER).slip) == (vault, 0, "")
    assert reviewed(house, use(slip)) == "dropped"
    assert refused(house.run(DropFloat(slip=slip.id, reason="Again"), AKOSUA)) == "slip_unknown"


def test_a_cashier_who_took_another_drawer_meanwhile(house: House) -> None:
    slip, other = signed(house), new_id()
    done(house.run(h.drawer(other, "05"), AKOSUA))
    house.open(EFUA, key=other)
    assert reviewed(house, use(slip)) == "busy"


def test_notes_that_are_none_are_refused_with_the_server_and_looked_at_without(house: House) -> None:
    slip = signed(house)
    assert refused(house.run(use(slip, offline=False, counted={"300": 1}))) == "unknown_denomination"
    assert reviewed(house, use(slip, counted={"300": 1})) == "count"


def test_cash_under_a_slip_that_was_not_proven_lies_in_transit_and_is_nowhere_lost(house: House) -> None:
    slip = signed(house)
    reviewed(house, use(slip), device=h.DESKS[KOJO])
    posting = Deposit(transaction=new_id(), account=h.ACCOUNT, amount=Money(minor=50_00, currency="GHS"),
                      cash=Cash(received={"5000": 1}), receipt="04-20261124-1-0001", taken_offline=True)  # fmt: skip
    done(house.run(posting, lease=Lease(session=slip.session, number=1), device=h.DESKS[KOJO]))
    assert house.balance(chart.IN_TRANSIT, EFUA) == 50_00
    assert house.row(BAGS, f"drawer:{DRAWER}").amount == FLOAT_TOTAL
    assert house.differences() == []


# -- what follows ----------------------------------------------------------------------------------------------------


def test_an_unsigned_one_is_withdrawn_by_its_cashier(house: House) -> None:
    slip = asked(house)
    assert refused(house.run(DropFloat(slip=slip), KOJO)) == "not_yours"
    done(house.run(DropFloat(slip=slip)))
    assert house.row(SLIPS, slip).state == "dropped"


def test_a_float_on_a_slip_can_be_declined_after_the_count(house: House) -> None:
    slip = signed(house)
    done(house.run(use(slip, counted={**FLOAT, "1000": 19})))
    done(house.run(DeclineFloat(session=slip.session, reason="Strap 3 is short")))
    done(house.run(RefuseOpening(session=slip.session, reason="Strap 3 is short"), AKOSUA))
    assert (house.row(DRAWERS, DRAWER).session, house.balance("1430")) == ("", 0)
    assert house.row(BAGS, f"drawer:{DRAWER}").pieces == FLOAT, (
        "it is left in the drawer, and counted at the next opening"
    )
    assert house.differences() == []


def test_a_snapshot_holds_what_the_feed_said(house: House) -> None:
    slip = signed(house)
    key = ("float_slip", slip.id)
    assert house.snapshot(EFUA)[key] == house.snapshot(AKOSUA)[key]
    assert key not in house.snapshot(KOJO)
    done(house.run(use(slip)))
    assert key not in house.snapshot(EFUA)
    done(house.run(SubmitCount(session=slip.session, attempt=new_id(), counted=FLOAT)))
    assert house.differences() == []
