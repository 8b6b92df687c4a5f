import pytest

from contract.advances import PayAdvance, RequestAdvance, RetireAdvance
from contract.errors import ErrorCode, Rejected
from contract.feed import Awaiting, Executed, Refused
from contract.money import Money
from tests.teller_app.advances.desk import APPROVED, OWN, RETIRED, Replica, advance, room
from tests.teller_app.room_window import TEXTS
from tests.teller_app.test_room_model import ASKED


@pytest.mark.parametrize(
    ("key", "act", "why"),
    [
        ("", "request", ""),
        ("", "pay", "choice"),
        (APPROVED.advance, "pay", ""),
        (APPROVED.advance, "retire", "unpaid"),
        (advance().advance, "retire", ""),
        (OWN.advance, "retire", "own"),
        (RETIRED.advance, "retire", "retired"),
    ],
)
def test_which_act_fits_which(key: str, act: str, why: str) -> None:
    model, _ = room(Replica())
    model.choose(key)
    assert model.why_off(act) == why
    assert model.begin(act) is (why == "")


def test_asked_for_with_a_purpose_and_a_date() -> None:
    model, port = room(Replica())
    model.begin("request")
    for problem, step in (
        ("amount_missing", lambda: model.set_amount(120_00)),
        ("reason_missing", lambda: model.set_text("Fuel")),
    ):
        model.forward()
        assert model.state.problem == problem
        step()
    model.set_due("soon")
    model.forward()
    assert model.state.problem == "date_unknown"
    model.set_due("2026-11-30")
    model.forward()
    command = port.sent[0].command
    assert isinstance(command, RequestAdvance)
    assert (command.amount, command.purpose, command.due) == (Money(120_00, "GHS"), "Fuel", "2026-11-30")


def test_paid_exactly_and_retired_with_receipts_and_change() -> None:
    model, port = room(Replica())
    model.choose(APPROVED.advance)
    model.begin("pay")
    model.set_counts({"5000": 2})
    model.forward()
    assert model.state.problem == "cash_mismatch"
    model.set_counts({"5000": 2, "1000": 2})
    model.forward()
    assert isinstance(port.sent[0].command, PayAdvance)
    model, port = room(Replica())
    model.choose(advance().advance)
    model.begin("retire")
    assert model.state.amount == 120_00
    model.set_amount(85_00)
    model.forward()
    assert model.state.problem == "papers_missing"
    model.set_text("GOIL 4471, Toll 9")
    model.set_counts({"1000": 4})
    model.forward()
    assert model.state.problem == "advance_amount"
    model.set_counts({"1000": 3, "500": 1})
    model.forward()
    command = port.sent[0].command
    assert isinstance(command, RetireAdvance)
    assert (command.spent, command.papers, command.cash.received) == (
        85_00,
        ("GOIL 4471", "Toll 9"),
        {"1000": 3, "500": 1},
    )
    port.settle(Refused(seq=1, problem=Rejected(code=ErrorCode.ADVANCE_STATE)))
    assert (model.state.problem, model.state.act) == ("advance_state", "retire")


def test_without_a_drawer_or_the_line_nothing_is_paid() -> None:
    model, port = room(Replica(drawer=""))
    model.choose(APPROVED.advance)
    assert model.why_off("pay") == "drawer"
    port.go_offline()
    assert model.why_off("request") == "offline"
    assert not model.leave()
    assert not model.forward()


def test_the_newest_paper_and_the_voucher_are_printed_also_ones_own_but_not_before_anything_was_paid() -> None:
    replica = Replica()
    model, port = room(replica)
    for key, why in (
        ("", "choice"),
        (APPROVED.advance, "unpaid"),
        (advance().advance, ""),
        (OWN.advance, "" if OWN.steps else "unpaid"),
    ):
        model.choose(key)
        assert model.why_off("print") == model.why_off("voucher") == why
        assert model.print_step("print") is (why == "")
    model.choose(advance().advance)
    assert model.print_step("voucher")
    assert replica.printed[0] == (advance().advance, 0)
    assert replica.printed[-1] == (advance().advance, 1)
    port.go_offline()
    assert not model.print_step("print")


def test_the_same_key_again_takes_nothing_back_and_what_is_no_amount_is_said() -> None:
    model, port = room(Replica())
    model.choose(advance().advance)
    model.begin("retire")
    model.set_amount(0, "amount_not_a_number")
    model.set_counts({"1000": 2})
    model.forward()
    assert (model.state.problem, port.sent) == ("amount_not_a_number", [])
    model.set_amount(30_00)
    model.set_text("R-7")
    assert model.begin("retire")
    assert (model.state.amount, model.state.text, model.state.counts) == (30_00, "R-7", {"1000": 2})
    model.begin("request")
    assert (model.state.amount, model.state.amount_error) == (0, "")


def test_an_answer_under_way_leaves_the_next_form_alone() -> None:
    model, port = room(Replica())
    model.choose(APPROVED.advance)
    model.begin("pay")
    model.set_counts({"5000": 2, "1000": 2})
    model.forward()
    model.begin("request")
    model.set_text("Fuel")
    port.settle(Executed(seq=1))
    assert (model.state.act, model.state.text) == ("request", "Fuel")
    model.set_amount(20_00)
    model.forward()
    model.choose(advance().advance)
    port.settle(Executed(seq=2))
    assert model.state.act == "", "a look at the list begins nothing else"


def test_that_a_second_person_was_asked_is_told() -> None:
    model, port = room(Replica())
    model.begin("request")
    model.set_amount(20_00)
    model.set_text("Fuel")
    model.forward()
    port.settle(Awaiting(seq=1, result=ASKED))
    assert (model.state.notice, model.state.act) == ("awaiting", "")
    assert TEXTS("toast.advances.awaiting.title")


def test_the_only_advance_is_chosen_by_itself_and_a_form_begun_stays() -> None:
    model, _ = room(Replica(advances=(APPROVED,)))
    assert (model.state.chosen, model.why_off("pay")) == (APPROVED.advance, "")
    several, port = room(Replica(advances=()))
    several.begin("request")
    several.set_text("Fuel")
    assert several.state.chosen == ""
    several._lookups = model._lookups
    several.refresh()
    assert (several.state.chosen, several.state.act, several.state.text) == (APPROVED.advance, "request", "Fuel")
    assert port.sent == []


def test_whoever_asked_hears_of_the_yes_once() -> None:
    others, own = (advance(),), advance(122, person=OWN.person, state=APPROVED.state, left=0, steps=())
    replica = Replica(advances=others)
    model, _ = room(replica)
    assert model.state.notice == "", "what was there before is no news"
    replica.advances = (*others, APPROVED, own)
    model.refresh()
    assert (model.state.notice, model.state.notice_params["number"], model.state.tick) == ("approved", "AD-122", 1)
    model.refresh()
    assert model.state.tick == 1
    assert "AD-122" in TEXTS("toast.advances.approved.title", **model.state.notice_params)
    assert "120.00" in TEXTS("toast.advances.approved.body", **model.state.notice_params)
