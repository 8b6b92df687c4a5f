import msgspec

from contract.approvals import Requested
from contract.errors import ErrorCode, Rejected
from contract.feed import Awaiting, NotTaken, Refused
from contract.ids import new_id
from contract.ledger import RefundFee, ReverseTransaction, Status
from contract.permissions import Role
from tests.teller_app.journal.desk import DAY, TRANSFER, WITHDRAWAL, Replica, permit, posting, room


def test_filter_takes_names_receipts_and_accounts() -> None:
    model, _ = room(Replica())
    for text, holders in (
        ("mens 1-0499", ["Abena Serwaa Mensah"]),
        ("102010092", ["Kofi Asante", "Yaw Ofori Atta"]),
        ("zz", []),
    ):
        model.set_filter(text)
        assert [fact.holder for fact in model.state.shown] == holders
    model.set_filter("")
    model.set_kind("cash")
    assert {fact.kind for fact in model.state.shown} == {"deposit", "withdraw"}


def test_a_reversal_waits_for_a_second_person() -> None:
    replica = Replica()
    model, port = room(replica)
    model.ask_reversal()
    model.reverse("  ")
    assert (model.state.problem, port.sent) == ("reason_missing", [])
    model.reverse("Wrong account")
    model.reverse("Wrong account")
    assert len(port.sent) == 1
    port.settle(Awaiting(seq=4, result=Requested(request="r", role=Role.MANAGER, reasons=(), expires_at="")))
    assert (model.state.notice, model.state.busy) == ("awaiting", False)
    original = model.state.chosen
    assert original is not None
    for status, notice in ((Status.PENDING, "awaiting"), (Status.FAILED, "")):
        waiting = msgspec.structs.replace(original, transaction=new_id(), reverses=original.transaction, status=status)
        replica.day = (waiting, *DAY)
        port.tell("transaction")
        assert model.state.notice == notice, "asked is not asked any more once somebody has answered"


def test_the_permit_pays_the_very_transaction_that_was_asked_for() -> None:
    """Two withdrawals look alike: the one that was chosen when asking is the one that is paid."""
    twin = posting(7, kind="withdraw", amount=80_000, holder="Kofi Asante", accounts=WITHDRAWAL.accounts,
                   account_numbers=WITHDRAWAL.account_numbers)  # fmt: skip
    model, port = room(Replica(day=(WITHDRAWAL, twin)))
    model.choose(1)
    model.ask_reversal()
    model.reverse("Wrong account")
    asked = port.sent[0].command
    assert isinstance(asked, ReverseTransaction)
    model.choose(0)
    granted = permit(twin, asked.transaction)
    assert model.original_of(granted) == twin
    model.use_permit(granted)
    model.set_counts({"20000": 4})
    port.settle(Awaiting(seq=4, result=Requested(request="r", role=Role.MANAGER, reasons=(), expires_at="")))
    model.pay()
    paid = port.sent[1].command
    assert (paid.original, paid.transaction, paid.permit) == (twin.transaction, asked.transaction, granted.request)
    assert paid.cash.received == {"20000": 4}


def test_a_deposit_taken_back_is_given_out() -> None:
    model, port = room(Replica())
    model.use_permit(permit(DAY[0], "t"))
    model.set_counts({"20000": 12})
    model.pay()
    assert model.state.problem == "cash_mismatch"
    model.set_counts({"20000": 12, "5000": 1})
    model.pay()
    assert port.sent[0].command.cash.given == {"20000": 12, "5000": 1}
    assert port.sent[0].receipt == port.sent[0].command.receipt != ""


def test_a_permit_for_nothing_on_this_day_is_said() -> None:
    model, port = room(Replica(day=(TRANSFER,)))
    model.use_permit(permit(WITHDRAWAL, "t"))
    assert (model.state.problem, model.state.paying, port.sent) == ("permit_mismatch", None, [])


def test_refusals_are_said() -> None:
    model, port = room(Replica())
    for answer, code in (
        (Refused(seq=1, problem=Rejected(code=ErrorCode.NOT_REVERSIBLE)), "not_reversible"),
        (NotTaken(code=ErrorCode.BUSY), "busy"),
    ):
        model.reverse("Wrong")
        port.settle(answer)
        assert (model.state.problem, model.state.busy) == (code, False)


def test_what_has_no_receipt_is_not_printed() -> None:
    replica = Replica(day=(posting(receipt=""),))
    model, _ = room(replica)
    assert model.reprint() is False
    assert replica.printed == []


def test_a_fee_is_given_back_by_two_people() -> None:
    model, port = room(Replica())
    model.choose(DAY.index(TRANSFER))
    model.ask_refund()
    assert (model.state.reversing, model.state.refunding) == (True, True)
    model.reverse(" ")
    assert model.state.problem == "reason_missing"
    model.reverse("charged in error")
    assert port.sent[0].command == RefundFee(original=TRANSFER.transaction, amount=200, reason="charged in error")
    assert not model.state.refunding
    model.choose(0)
    assert model.state.why_not_refunded == "no_fee"
    model.ask_refund()
    assert (model.state.problem, model.state.reversing) == ("no_fee", False)
    model.choose(DAY.index(TRANSFER))
    model.ask_reversal()
    assert not model.state.refunding, "a reversal asked after it is a reversal"


def test_a_loan_s_step_is_undone_here_and_its_paper_is_printed_where_the_loan_is() -> None:
    repaid = posting(
        8,
        kind="loan_repayment",
        amount=300_00,
        holder="Ama Mensah",
        accounts=(),
        account_numbers=(),
        drawer="04",
        receipt="04-20261122-1-0044",
    )
    replica = Replica(day=(repaid,))
    model, port = room(replica)
    assert model.state.why_not_reversed == "" and model.reprint() is False
    model.set_kind("cash")
    assert model.state.shown == (repaid,)
    granted = msgspec.structs.replace(
        permit(WITHDRAWAL, new_id()), account="", original=repaid.transaction, amount=300_00
    )
    model.use_permit(granted)
    model.set_counts({"10000": 3})
    model.pay()
    paid = port.sent[0].command
    assert isinstance(paid, ReverseTransaction)
    assert (paid.original, paid.cash.given, paid.cash.received) == (repaid.transaction, {"10000": 3}, {})
