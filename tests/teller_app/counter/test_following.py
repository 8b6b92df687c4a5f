"""What the counter follows: its own requests, the stand-in budget, its person's limit."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from contract import ledger
from contract.staff import Limit
from teller_app.manifest import Line
from tests.teller_app.approvals.desk import request
from tests.teller_app.counter.world import World, granted


def test_requests_budget_and_limit_come_from_the_replica() -> None:
    world = World(asked=(request(),), stand_in=granted(100_00))
    model = world.model()
    assert (model.state.asked, model.state.stand_in) == ((request(),), granted(100_00))
    assert model.state.own_limit == 1_000_000
    assert Limit(kind="withdraw", currency="GHS", per_transaction=1_000_000) in world.port.me.limits
    world.asked = ()
    world.port.tell("request")
    assert model.state.asked == ()


def test_without_a_drawer_there_is_no_budget() -> None:
    world = World(stand_in=granted(100_00), session=None)
    assert world.model().state.stand_in is None


def test_wrong_codes_are_forgotten_once_the_server_is_there() -> None:
    world = World()
    model = world.model()
    model.state = replace(model.state, code_tries=5)
    world.port.go_offline()
    assert model.state.code_tries == 5
    world.port.set_line(Line("online"))
    assert model.state.code_tries == 0


def test_a_slower_answer_never_names_the_account_of_an_older_number(monkeypatch) -> None:
    world = World()
    model = world.at_abena()
    model.set_mode("transfer")
    late: list[Callable[[], None]] = []

    def answers_later(ask: Callable[[Any], Any], then: Callable[[Any], None]) -> None:
        late.append(lambda: then(ask(None)))

    monkeypatch.setattr(world.port, "query", answers_later)
    model.set_target("0401 0000 0003 6")
    model.set_target("0401 0000 0003 67")
    for answer in late:
        answer()
    assert (model.state.form.target, model.state.form.target_name) == (None, "")
    assert model.state.blocked in ("target_missing", "target_unknown")


def test_a_line_that_goes_while_the_disk_numbers_a_payout_does_not_make_it_one_without_the_server(monkeypatch) -> None:
    world = World()
    model = world.at_abena()
    model.set_mode("withdraw")
    model.set_amount(500_00)

    def torn(then: Callable[[str], None]) -> None:
        world.port.go_offline()
        then("04-20261122-1-0001")

    monkeypatch.setattr(world.port, "next_receipt", torn)
    assert model.post()
    paid = world.port.sent[0].command
    assert isinstance(paid, ledger.Withdraw)
    assert not paid.paid_offline, "nobody asked whether the drawer may pay without the server"
    assert world.printed == []
