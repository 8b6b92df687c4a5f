"""A payout out of what came in: exact, and no stock is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.ids import new_id
from contract.ledger import Cash, Deposit, Transfer, Withdraw
from contract.money import CURRENCIES, Money, pieces_total
from teller_app.counter import tally
from teller_app.counter.tally import MOST, Tally
from tests.teller_app.counter.world import SAVINGS, World, posted, session

PIECES = st.dictionaries(st.sampled_from(["20000", "5000", "1000", "500", "100c"]), st.integers(-60, 60))


@given(st.integers(0, 10**9), st.sampled_from(["GHS", "CZK"]), PIECES)
def test_proposed_pieces_are_worth_the_amount(amount: int, currency: str, came_in: dict[str, int]) -> None:
    step = min(item.minor for item in CURRENCIES[currency].denominations)
    whole = amount - amount % step
    assert pieces_total(tally.propose(whole, currency, came_in)) == whole


def test_what_came_in_goes_out_first_so_that_the_float_keeps_its_change() -> None:
    assert tally.propose(60_00, "GHS", {}) == {"5000": 1, "1000": 1}
    assert tally.propose(60_00, "GHS", {"2000": 7}) == {"2000": 3}
    assert tally.propose(60_00, "GHS", {"2000": 2, "5000": -3}) == {"2000": 3}
    assert tally.propose(700_00, "GHS", {"500": 500})["500"] == MOST
    assert tally.propose(50_00, "GHS", {"50c": 1}) == {"5000": 1}, "one coin breaks no note"
    assert tally.propose(5_200_00, "GHS", {"20000": 70, "10000": 11, "5000": 1, "50c": 1}) == {
        "20000": 20, "10000": 11, "5000": 2}  # fmt: skip


def test_a_withdrawn_note_that_came_in_does_not_go_out_again() -> None:
    assert tally.propose(300, "GHS", {"200": 5, "100": 5}) == {"200c": 1, "100c": 1}


def test_a_tally_is_the_net_of_a_sessions_own_postings() -> None:
    paid_in = Deposit(transaction=new_id(), account=SAVINGS, amount=Money(80_00, "GHS"),
                      cash=Cash(received={"5000": 2}, given={"2000": 1}))  # fmt: skip
    out = Withdraw(transaction=new_id(), account=SAVINGS, amount=Money(50_00, "GHS"), cash=Cash(given={"5000": 1}))
    across = Transfer(transaction=new_id(), debit_account=SAVINGS, credit_account=SAVINGS, amount=Money(1, "GHS"))
    found = Tally(session="s")
    for command in (paid_in, out, across):
        found = tally.after(found, command)
    assert found == Tally(session="s", pieces={"5000": 1, "2000": -1})
    assert tally.read(tally.written(found), "s") == found
    assert tally.read(tally.written(found), "another") == Tally(session="another")


@pytest.mark.parametrize("kept", [None, b"", b"{", b'{"session":1}'])
def test_what_cannot_be_read_is_no_tally(kept: bytes | None) -> None:
    assert tally.read(kept, "s") == Tally(session="s")


def test_the_counter_proposes_what_came_in_also_after_a_new_start() -> None:
    world = World()
    model = world.at_abena()
    model.set_amount(100_00)
    model.set_counts({"2000": 5})
    assert model.post()
    world.port.settle(posted(world.port.sent[0].command.receipt))
    for again in (model, world.model()):
        again.find("abena")
        again.pick()
        again.set_mode("withdraw")
        again.set_amount(60_00)
        assert again.state.form.counts == {"2000": 3}


def test_a_new_session_begins_with_nothing() -> None:
    world = World()
    model = world.at_abena()
    model.set_amount(100_00)
    model.set_counts({"2000": 5})
    assert model.post()
    world.port.settle(posted(world.port.sent[0].command.receipt))
    world.session = type(session())(
        **{**{f: getattr(session(), f) for f in session().__struct_fields__}, "session": new_id()}
    )
    model.refresh()
    model.set_mode("withdraw")
    model.set_amount(60_00)
    assert model.state.form.counts == {"5000": 1, "1000": 1}
