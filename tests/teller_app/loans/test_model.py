"""What a person does in the loans' room, over a port without a house."""

import msgspec

from contract.approvals import Requested, RequestState, Why, WithdrawRequest
from contract.errors import ErrorCode, Rejected
from contract.feed import Awaiting, Executed, Refused
from contract.ledger import ReverseTransaction
from contract.loans import ApplyForLoan, DisburseLoan, LoanMoved, LoanState, RepayLoan, WriteOffLoan
from contract.permissions import Role
from tests.teller_app.kit import FakePort
from tests.teller_app.loans.desk import (
    APPLIED,
    APPROVED,
    CLOSED,
    SAVINGS,
    SETTLER,
    STEPS,
    Replica,
    loan,
    request,
    room,
    view,
)
from tests.teller_app.room_window import TEXTS

ASKED = Awaiting(seq=1, result=Requested(request="r", role=Role.MANAGER, reasons=(), expires_at=""))
READY = request(state=RequestState.APPROVED, ceiling=18_000_00)


def moved(fact=APPROVED, **changes: object) -> Executed:
    base = LoanMoved(
        loan=fact.loan, number=fact.number, state=LoanState.ACTIVE, left=5, receipt="R-1", business_date="2026-11-22"
    )
    return Executed(seq=1, result=msgspec.structs.replace(base, **changes))


def applying(replica: Replica | None = None, port: FakePort | None = None):
    model, port = room(replica or Replica(), port)
    assert model.begin("apply")
    model.find_customer("abena")
    model.pick("")
    for intent, value in ((model.set_product, "TRADE"), (model.set_amount, 12_000_00), (model.set_term, "18"), (model.set_first_due, "2026-12-22"),
                          (model.set_text, "Cloth")):  # fmt: skip
        intent(value)
    return model, port


def test_an_application_shows_its_schedule_and_cost_before_it_is_asked() -> None:
    model, port = applying()
    assert model.state.plan is not None
    assert len(model.state.plan.lines) == 18
    model.set_term("99")
    assert model.state.plan is None, "nothing is guessed"
    model.set_term("18")
    model.set_account(SAVINGS.account)
    assert model.forward()
    command = port.sent[0].command
    assert isinstance(command, ApplyForLoan)
    assert (command.term, command.account, command.first_due) == (18, SAVINGS.account, "2026-12-22")
    port.settle(ASKED)
    assert (model.state.page, model.state.draft.act, model.state.notice) == ("list", "", "awaiting")
    assert TEXTS("toast.loans.awaiting.title")


def test_what_is_missing_is_said_and_nothing_is_lost() -> None:
    model, port = applying()
    model.set_text("")
    model.forward()
    assert (model.state.problem, port.sent) == ("reason_missing", [])
    port.go_offline()
    model.set_text("Cloth")
    model.forward()
    assert model.state.problem == "needs_server"
    assert model.state.draft.amount == 12_000_00


def test_what_the_server_refuses_stays_written_down() -> None:
    model, port = applying()
    model.forward()
    model.set_amount(1)
    assert model.state.draft.amount == 12_000_00, "what is on its way is not changed"
    port.settle(Refused(seq=1, problem=Rejected(code=ErrorCode.REQUEST_OPEN)))
    assert (model.state.problem, model.state.page, model.state.draft.text) == ("request_open", "apply", "Cloth")


def test_handing_out_in_cash_is_asked_then_counted_and_printed() -> None:
    replica = Replica()
    model, port = room(replica)
    model.open(APPROVED.loan)
    assert model.begin("disburse")
    assert model.state.draft.amount == APPROVED.approved
    model.set_in_cash(True)
    assert model.forward()
    asked = port.sent[0].command
    assert isinstance(asked, DisburseLoan)
    assert (asked.in_cash, asked.cash.given, port.sent[0].receipt) == (True, {}, "")
    port.settle(ASKED)
    replica.requests = (request(),)
    port.tell("request")
    assert (model.why_off("disburse"), model.why_off("pay")) == ("asked", "nothing")
    replica.requests = (READY,)
    port.tell("request")
    assert model.begin("disburse"), "the same key goes on with what was approved"
    assert (model.state.draft.amount, model.state.draft.counts) == (18_000_00, {"20000": 90})
    model.set_amount(17_000_00)
    assert model.state.draft.counts == {"20000": 85}
    assert model.forward()
    paid = port.sent[1]
    assert isinstance(paid.command, DisburseLoan)
    assert (paid.command.permit, paid.command.transaction, paid.receipt) == (
        READY.request,
        READY.transaction,
        "04-20261122-1-0001",
    )
    port.settle(moved())
    (slip,) = replica.printed.receipts
    assert (slip.loan.loan, slip.drawer, slip.command) == (APPROVED.loan, "03", paid.command)
    assert (model.state.notice, model.state.draft.act) == ("done", "")


def test_a_first_day_that_was_moved_goes_with_the_payment_as_well() -> None:
    replica = Replica()
    model, port = room(replica)
    model.open(APPROVED.loan)
    model.begin("disburse")
    model.set_in_cash(True)
    model.set_first_due("2026-12-30")
    model.forward()
    asked = port.sent[0].command
    assert isinstance(asked, DisburseLoan)
    port.settle(ASKED)
    moved_to = Why("loan_term", 24, about="2026-12-30")
    replica.requests = (request(state=RequestState.APPROVED, transaction=asked.transaction, reasons=(moved_to,)),)
    port.tell("request")
    model.pay()
    model.set_counts({})
    assert model.leave(), "a look at something else, or another workstation"
    assert model.pay()
    model.forward()
    paid = port.sent[1].command
    assert isinstance(paid, DisburseLoan)
    assert (asked.first_due, paid.first_due) == ("2026-12-30", "2026-12-30")


def test_a_permit_is_found_from_the_room_of_decisions() -> None:
    model, _ = room(Replica(requests=(READY,)))
    assert not model.use_permit(request("withdraw"))
    assert not model.use_permit(request("reverse_transaction", original="unknown"))
    assert model.use_permit(READY)
    assert (model.state.chosen, model.state.page, model.state.draft.act) == (APPROVED.loan, "loan", "disburse")


def test_the_key_again_leaves_what_was_counted_and_a_permit_puts_other_cash_aside() -> None:
    model, _ = room(Replica(requests=(READY,)))
    model.open(loan().loan)
    model.begin("repay")
    model.set_counts({"20000": 7})
    assert model.use_permit(READY)
    assert [one.counts for one in model.state.held] == [{"20000": 7}]
    model.set_counts({"10000": 180})
    assert model.begin("disburse") and model.pay()
    assert model.state.draft.counts == {"10000": 180}


def test_nothing_to_pay_is_said() -> None:
    model, _ = room(Replica())
    model.open(APPROVED.loan)
    assert not model.pay()
    assert model.state.notice == "nothing_to_pay"


def test_a_repayment_says_what_it_covers_and_gives_change() -> None:
    replica = Replica()
    model, port = room(replica)
    model.open(loan().loan)
    assert model.begin("repay")
    assert model.state.draft.amount == view().standing.due, "what is due stands there"
    assert model.state.cover is not None and model.state.cover.over == 0
    model.set_amount(1_500_00)
    model.set_counts({"20000": 8})
    assert model.state.draft.change == {"10000": 1}
    assert model.toggle_change()
    model.set_counts({"5000": 2})
    assert (model.state.draft.change, model.state.net) == ({"5000": 2}, 1_500_00)
    model.forward()
    command = port.sent[0].command
    assert isinstance(command, RepayLoan)
    assert (command.cash.received, command.cash.given) == ({"20000": 8}, {"5000": 2})
    port.settle(moved(loan(), state=LoanState.CLOSED, left=0))
    assert model.state.notice == "closed"
    assert replica.printed.receipts[0].moved.left == 0


def test_from_the_account_no_cash_is_counted() -> None:
    model, port = room(Replica())
    model.open(loan().loan)
    model.begin("repay")
    model.set_in_cash(False)
    assert model.state.draft.account == SAVINGS.account
    model.forward()
    command = port.sent[0].command
    assert isinstance(command, RepayLoan)
    assert (command.account, port.sent[0].receipt, command.cash.received) == (SAVINGS.account, "", {})


def test_the_newest_step_is_undone_with_a_reason_then_its_cash_goes_back() -> None:
    replica = Replica()
    model, port = room(replica)
    model.open(loan().loan)
    assert model.begin("undo")
    model.set_text("Booked twice")
    model.forward()
    asked = port.sent[0].command
    assert isinstance(asked, ReverseTransaction)
    assert (asked.original, asked.cash.given) == (STEPS[-1].transaction, {})
    port.settle(ASKED)
    replica.requests = (request("reverse_transaction", state=RequestState.APPROVED, original=asked.original, transaction=asked.transaction,
                                amount=STEPS[-1].amount, narration="Booked twice"),)  # fmt: skip
    port.tell("request")
    assert model.pay()
    assert model.state.pays_out
    model.forward()
    back = port.sent[1].command
    assert isinstance(back, ReverseTransaction)
    assert (back.transaction, back.reason, bool(back.permit)) == (asked.transaction, "Booked twice", True)
    assert sum(int(face.rstrip("c")) * count for face, count in back.cash.given.items()) == STEPS[-1].amount
    port.settle(Executed(seq=2))
    assert model.state.notice == "undone"


def test_writing_off_is_for_those_who_may_and_asks() -> None:
    model, _ = room(Replica())
    model.open(loan().loan)
    assert model.why_off("write_off") == "right"
    model, port = room(Replica(), FakePort(SETTLER))
    model.open(loan().loan)
    assert model.begin("write_off")
    model.forward()
    assert model.state.problem == "reason_missing"
    model.set_text("Left the country")
    model.forward()
    assert isinstance(port.sent[0].command, WriteOffLoan)


def test_why_an_act_cannot_be_had() -> None:
    model, port = room(Replica())
    assert (model.why_off("repay"), model.why_off("schedule"), model.why_off("receipt")) == (
        "choice",
        "choice",
        "nothing",
    )
    model.open(CLOSED.loan)
    assert (model.why_off("repay"), model.why_off("disburse")) == ("state", "state")
    model.open(APPLIED.loan)
    assert model.why_off("undo") == "newest"
    assert not model.begin("repay")
    port.go_offline()
    assert {model.why_off(act) for act in ("apply", "repay", "withdraw", "pay")} == {"offline"}
    empty, _ = room(Replica(products=()))
    assert empty.why_off("apply") == "product"
    nobody, _ = room(Replica(), FakePort(msgspec.structs.replace(SETTLER, permissions=())))
    nobody.open(loan().loan)
    assert {nobody.why_off(act) for act in ("apply", "repay", "write_off", "undo")} == {"right"}
    for why in ("choice", "nothing", "state", "newest", "offline", "product", "right", "asked", "permit", "written"):
        assert TEXTS(f"loans.off.{why}")


def test_an_own_request_is_taken_back() -> None:
    replica = Replica(requests=(request(),))
    model, port = room(replica)
    model.open(APPROVED.loan)
    assert model.withdraw()
    assert isinstance(port.sent[0].command, WithdrawRequest)
    replica.requests = ()
    port.settle(Executed(seq=1))
    assert model.state.notice == "withdrawn"
    assert not model.withdraw()
    replica.requests = (request(),)
    port.tell("request")
    port.go_offline()
    assert model.withdraw()
    assert model.state.problem == "needs_server"


def test_leaving_asks_before_counted_cash_goes_then_leads_back_to_the_list() -> None:
    model, _ = room(Replica())
    model.open(loan().loan)
    model.begin("repay")
    model.set_counts({"20000": 1})
    assert model.leave()
    assert (model.state.problem, model.state.draft.act) == ("clear_counted", "repay")
    assert model.leave()
    assert (model.state.draft.act, model.state.page) == ("", "loan")
    assert model.leave()
    assert model.state.page == "list"
    assert not model.leave()


def test_papers_are_asked_for_by_key() -> None:
    replica = Replica()
    model, _ = room(replica)
    assert not model.print_schedule()
    assert not model.print_step()
    model.open(loan().loan)
    model.choose_step(STEPS[3].transaction)
    assert model.print_schedule() and model.print_step()
    assert (replica.printed.schedules, replica.printed.again) == ([view()], [STEPS[3]])


def test_a_full_disk_sends_nothing_and_keeps_everything() -> None:
    model, port = room(Replica())
    model.open(loan().loan)
    model.begin("repay")
    model.set_amount(200_00)
    model.set_counts({"20000": 1})
    port.disk_full = True
    model.forward()
    assert (model.state.problem, model.state.busy, model.state.draft.counts) == ("storage_full", False, {"20000": 1})
