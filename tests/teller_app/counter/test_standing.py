"""Held forms and what may be paid without the server."""

from dataclasses import replace

import msgspec
import pytest

from contract.ids import derived_id, new_id
from contract.ledger import Cash, Deposit, StandIn, Status, Withdraw
from contract.money import Money
from contract.staff import Limit
from teller_app.counter import standing
from teller_app.counter.state import CounterState, Form
from teller_app.manifest import Waiting
from tests.teller_app.counter.world import ABENA, ACCOUNTS, PEOPLE, World, booked, granted

AT_WORK = CounterState(
    customer=PEOPLE[0], accounts=ACCOUNTS[ABENA], account_index=1, form=Form(mode="withdraw", amount=5), find_text="x"
)


def after(state: CounterState) -> CounterState:
    return replace(state, **standing.held_or_resumed(state))


def test_a_form_is_put_aside_whole_and_taken_up_as_it_was() -> None:
    aside = after(AT_WORK)
    assert (aside.customer, aside.form, len(aside.held)) == (None, Form(mode="withdraw"), 1)
    again = after(aside)
    assert (again.customer, again.account_index, again.form, again.held) == (PEOPLE[0], 1, AT_WORK.form, ())


def test_the_last_one_held_comes_first_and_there_is_a_bound() -> None:
    state = CounterState()
    assert standing.held_or_resumed(state) == {}
    for amount in range(1, standing.HELD_MAX + 2):
        state = after(replace(AT_WORK, form=Form(amount=amount), held=state.held))
    assert len(state.held) == standing.HELD_MAX
    assert state.form.amount == standing.HELD_MAX + 1, "the tenth stays on the counter"
    assert after(replace(state, customer=None)).form.amount == standing.HELD_MAX


@pytest.mark.parametrize(
    ("budget", "waiting", "left"), [(None, 0, 0), (granted(100, 30), 20, 50), (granted(100, 90), 20, 0)]
)
def test_the_budget_counts_down(budget, waiting: int, left: int) -> None:
    assert standing.stand_in_left(CounterState(stand_in=budget, paid_waiting=waiting)) == left


def test_only_what_was_paid_without_the_server_waits_against_it() -> None:
    def waiting(command) -> Waiting:
        return Waiting(new_id(), command, "", "", "")

    paid = Withdraw(
        transaction=new_id(), account=derived_id("a"), amount=Money(30, "GHS"), cash=Cash(), paid_offline=True
    )
    online = Withdraw(transaction=new_id(), account=derived_id("a"), amount=Money(50, "GHS"), cash=Cash())
    taken = Deposit(
        transaction=new_id(), account=derived_id("a"), amount=Money(70, "GHS"), cash=Cash(), taken_offline=True
    )
    assert standing.paid_waiting([waiting(command) for command in (paid, online, taken)]) == 30


def test_without_a_bound_nothing_is_paid_alone() -> None:
    limits = (
        Limit(kind="withdraw", currency="GHS", per_transaction=500),
        Limit(kind="deposit", currency="CZK", per_transaction=9),
    )
    assert [standing.own_limit(limits, currency) for currency in ("GHS", "CZK")] == [500, 0]


@pytest.mark.parametrize(("used", "left"), [(0, 500), (400, 500), (700, 200), (900, 0), (1_000, 0)])
def test_nobody_pays_alone_what_their_day_has_no_more(used: int, left: int) -> None:
    limits = (Limit(kind="withdraw", currency="GHS", per_transaction=500, per_day=900),)
    assert standing.own_limit(limits, "GHS", paid_today=used) == left


def test_the_day_is_used_by_what_was_booked_and_by_what_is_on_its_way() -> None:
    away = Withdraw(
        transaction=new_id(), account=derived_id("a"), amount=Money(30, "GHS"), cash=Cash(), paid_offline=True
    )
    lines = [booked(1, kind="withdraw", amount=500), booked(2, kind="withdraw", amount=200, status=Status.REVERSED),
              booked(3, kind="withdraw", amount=90, status=Status.FAILED), booked(4, kind="deposit", amount=7)]  # fmt: skip
    assert standing.paid_today(lines, [Waiting(new_id(), away, "", "", "")], "GHS") == 730
    assert standing.paid_today(lines, [Waiting(new_id(), away, "", "", "")], "CZK") == 0


def test_another_text_is_another_code() -> None:
    assert standing.with_code(Form(code="A", code_id="x"), "AB") == Form(code="AB")


def test_a_code_goes_out_with_nothing_that_does_not_need_it() -> None:
    typed = Form(mode="withdraw", amount=600_00, code="ENG1-ZVSS-1P9C", code_id="x")
    assert standing.sent_of(CounterState(form=typed, own_limit=5_000_00)) == Form(mode="withdraw", amount=600_00)
    above = replace(typed, amount=5_500_00)
    assert standing.sent_of(CounterState(form=above, own_limit=5_000_00)) == above


def test_a_code_that_paid_here_is_spent_until_the_server_has_seen_it() -> None:
    paid = Withdraw(transaction="t", account="a", amount=Money(6_000_00, "GHS"), cash=Cash(given={"20000": 30}),
                    paid_offline=True, stand_in=StandIn(code="code-1", proof="0" * 64))  # fmt: skip
    plain = msgspec.structs.replace(paid, stand_in=None)
    waiting = [Waiting("1", paid, "u", "", ""), Waiting("2", plain, "u", "", "")]
    assert standing.codes_spent(waiting) == {"code-1"}
    assert standing.codes_spent(waiting[1:]) == frozenset()


def test_escape_asks_once_before_counted_cash_goes() -> None:
    model = World().at_abena()
    model.set_amount(5_00)
    model.set_counts({"500": 1})
    model.clear()
    assert (model.state.problem, model.state.form.counts) == ("clear_counted", {"500": 1})
    # Whoever goes on typing meant no; the next Esc asks anew.
    model.set_text("narration", "takings")
    assert model.state.problem == ""
    model.clear()
    model.clear()
    assert (model.state.problem, model.state.form.counts, model.state.customer is not None) == ("", {}, True)


def test_escape_does_not_ask_for_notes_that_the_counter_proposed() -> None:
    model = World().at_abena()
    model.set_mode("withdraw")
    model.set_amount(5_00)
    assert model.state.form.counts
    model.clear()
    assert (model.state.problem, model.state.form.amount) == ("", 0)


def test_counted_cash_stands_aside_when_somebody_else_is_chosen() -> None:
    model = World().at_abena()
    model.set_amount(5_00)
    model.set_counts({"500": 1})
    form = model.state.form
    model.find("kofi")
    model.pick(0)
    assert [one.form for one in model.state.held] == [form]
    assert (model.state.form.counts, model.state.notice) == ({}, "aside")
    # Without cash nothing is kept: an amount is typed again in a second.
    model.set_amount(7_00)
    model.find("abena")
    model.pick(0)
    assert len(model.state.held) == 1
