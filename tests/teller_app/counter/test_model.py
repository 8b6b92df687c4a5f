"""The counter's behaviour: what is sent, what is kept, what is refused, with the server there and away."""

from collections.abc import Callable

import msgspec

from contract import ledger
from contract.errors import ErrorCode, Rejected
from contract.feed import Refused
from contract.standin import proof_of
from teller_app.counter.model import CounterModel
from teller_app.manifest import Line
from tests.teller_app.counter.test_signing import INK
from tests.teller_app.counter.world import KOFI, KOFIS, SAVINGS, SESSION, World, granted, posted
from tests.teller_app.kit import EFUA_ID

FIVE_HUNDRED = {"20000": 2, "10000": 1}


def test_a_deposit_is_sent_with_its_pieces_and_the_form_is_free_at_once() -> None:
    world = World()
    model = world.at_abena()
    model.set_amount(500_00)
    model.set_counts(FIVE_HUNDRED)
    assert model.state.blocked == ""
    assert model.post()
    command = world.port.sent[0].command
    assert isinstance(command, ledger.Deposit)
    assert (command.account, command.amount.minor, command.cash.received) == (SAVINGS, 500_00, FIVE_HUNDRED)
    assert not command.taken_offline
    assert model.state.customer is None
    assert world.printed == [], "the receipt follows the server's answer"
    world.port.settle(posted(command.receipt))
    assert world.printed[0].answer == posted(command.receipt)


def test_change_is_proposed_and_travels_with_the_deposit() -> None:
    world = World()
    model = world.at_abena()
    model.set_amount(480_00)
    model.set_counts(FIVE_HUNDRED)
    assert model.state.change_due == 20_00
    assert model.post()
    command = world.port.sent[0].command
    assert isinstance(command, ledger.Deposit)
    assert command.cash.given == {"2000": 1}


def test_what_does_not_add_up_is_not_sent() -> None:
    world = World()
    model = world.at_abena()
    model.set_amount(500_00)
    model.set_counts({"20000": 1})
    assert not model.post()
    assert model.state.problem == "cash_mismatch"
    model.set_text("narration", "Market day")
    assert model.state.problem == "cash_mismatch", "nothing about the cash has changed"
    model.set_counts({"20000": 2, "10000": 1})
    assert (model.state.problem, model.state.blocked) == ("", ""), "what is mended is not complained of"
    assert world.port.sent == []


def test_a_stopped_customer_takes_no_posting() -> None:
    world = World()
    model = world.model()
    model.find("kofi")
    model.pick()
    model.set_amount(100_00)
    assert not model.post()
    assert model.state.problem == "customer_stopped"


def test_offline_deposits_queue_within_the_budget_and_withdrawals_say_why_not() -> None:
    world = World()
    model = world.at_abena()
    world.port.go_offline()
    model.set_amount(500_00)
    model.set_counts(FIVE_HUNDRED)
    assert model.post()
    command = world.port.sent[0].command
    assert isinstance(command, ledger.Deposit)
    assert command.taken_offline
    assert world.printed[0].answer is None, "a PROVISIONAL receipt comes after the outbox has it"
    model.find("abena")
    model.pick()
    model.set_amount(19_600_00)
    model.set_counts({"20000": 98})
    assert not model.post()
    assert model.state.problem == "offline_budget"
    model.set_mode("withdraw")
    assert not model.post()
    assert model.state.problem == "needs_server"


def test_available_lacks_own_debits_that_are_not_booked_yet() -> None:
    world = World()
    model = world.at_abena()
    model.set_mode("withdraw")
    model.set_amount(400_00)
    assert model.state.form.counts == {"20000": 2}, "notes are proposed"
    assert model.post()
    model.find("abena")
    model.pick()
    assert model.state.available == 18_420_55 - 400_00


def test_a_transfer_needs_another_account() -> None:
    world = World()
    model = world.at_abena()
    model.set_mode("transfer")
    model.set_amount(10_00)
    assert model.state.blocked == "target_missing"
    for number, why in (("0401 0000 0009 9", "target_mistyped"), ("0401009999990", "target_unknown")):
        model.set_target(number)
        assert model.state.blocked == why
    model.set_target("")
    model.set_target("0401000000012")
    assert model.state.blocked == "same_account"
    model.set_target("0401 0000 0003 6")
    assert model.state.form.target is not None
    assert model.state.form.target.account == KOFIS
    assert model.post()
    assert isinstance(world.port.sent[0].command, ledger.Transfer)


def test_a_full_disk_loses_nothing_that_was_typed() -> None:
    world = World()
    model = world.at_abena()
    model.set_amount(500_00)
    model.set_counts(FIVE_HUNDRED)
    world.port.disk_full = True
    model.post()
    assert model.state.problem == "storage_full"
    assert model.state.form.counts == FIVE_HUNDRED
    assert not model.state.busy


def test_a_refusal_is_told_with_its_code() -> None:
    world = World()
    model = world.at_abena()
    model.set_amount(500_00)
    model.set_counts(FIVE_HUNDRED)
    model.post()
    world.port.settle(Refused(seq=8, problem=Rejected(code=ErrorCode.ACCOUNT_BLOCKED)))
    assert model.state.notice == "error.account_blocked"
    assert world.printed == []


def test_escape_clears_the_form_then_the_customer() -> None:
    model = World().at_abena()
    model.set_amount(5_00)
    model.clear()
    assert model.state.form.amount == 0
    assert model.state.customer is not None
    model.clear()
    assert model.state.customer is None


def test_an_answer_to_an_older_search_is_dropped() -> None:
    world = World()
    model = world.model()
    late: list[object] = []
    world.port.query = lambda ask, then: late.append((ask, then))  # type: ignore[method-assign]
    model.find("abena")
    model.find("kofi")
    for ask, then in reversed(late):  # type: ignore[misc]
        then(ask(None))
    assert [hit.customer.full_name for hit in model.state.hits] == ["Kofi Asante"]


def test_what_stood_there_at_f9_is_posted_whatever_is_typed_meanwhile() -> None:
    """The disk is asked for a receipt; a fast teller is at the next customer before it answers."""
    world = World()
    model = world.at_abena()
    model.set_amount(500_00)
    model.set_counts(FIVE_HUNDRED)
    waiting: list[Callable[[str], None]] = []
    world.port.next_receipt = waiting.append  # type: ignore[method-assign]
    assert model.post()
    model.find("kofi")
    model.pick()
    model.set_amount(7_00)
    waiting[0]("04-20261122-1-0001")
    sent = world.port.sent[0].command
    assert isinstance(sent, ledger.Deposit)
    assert (sent.account, sent.amount.minor, sent.cash.received) == (SAVINGS, 500_00, FIVE_HUNDRED)
    assert model.state.customer is not None
    assert (model.state.customer.customer, model.state.form.amount, model.state.busy) == (KOFI, 7_00, False)


def away(world: World, amount: int, budget: int = 20_000_00) -> CounterModel:
    """Abena wants cash, and the server is away."""
    world.stand_in = granted(budget)
    model = world.at_abena()
    model.set_mode("withdraw")
    model.set_amount(amount)
    world.port.go_offline()
    return model


def test_without_the_server_cash_goes_out_within_the_budget_only() -> None:
    world = World()
    model = away(world, 500_00)
    assert model.post()
    paid = world.port.sent[0].command
    assert (paid.paid_offline, paid.stand_in) == (True, None)
    assert world.printed[0].answer is None, "PROVISIONAL"
    model = away(World(), 500_00, budget=499_99)
    assert not model.post()
    assert model.state.problem == "stand_in_budget"
    model = away(World(), 500_00, budget=0)
    assert not model.post()
    assert model.state.problem == "needs_server"


def test_a_budget_whose_time_is_over_pays_nothing() -> None:
    world = World(now="2026-11-22T17:00:00.001Z")
    model = away(world, 500_00)
    assert not model.post()
    assert model.state.problem == "needs_server"


def test_above_ones_own_limit_a_managers_code_is_bound_to_what_is_paid() -> None:
    world = World(codes={"AMV5CK6F1QK5": "code-1"})
    model = away(world, 12_000_00)
    assert not model.post()
    assert model.state.problem == "code_missing"
    model.set_code("AMV5-CK6F-1QK6")
    assert (model.state.problem, model.state.code_tries) == ("code_unknown", 1)
    model.set_code("amv5-ck6f-1qk5")
    assert not model.post()
    model.sign(INK)
    paid = world.port.sent[0].command
    assert (paid.stand_in.code, paid.ink) == ("code-1", INK), "the strokes go with the envelope"
    bare = msgspec.structs.replace(paid, stand_in=None)
    assert paid.stand_in.proof == proof_of("AMV5-CK6F-1QK5", bare, EFUA_ID, SESSION)
    assert model.state.form.code == "", "a code is not kept"


def test_after_five_wrong_codes_the_server_must_be_seen_first() -> None:
    world = World(codes={"AMV5CK6F1QK5": "code-1"})
    model = away(world, 12_000_00)
    for n in range(5):
        model.set_code(f"AMV5-CK6F-000{n}")
    model.set_code("AMV5-CK6F-1QK5")
    assert (model.state.problem, model.state.form.code_id) == ("code_locked", "")
    world.port.set_line(Line("online"))
    assert model.state.code_tries == 0
