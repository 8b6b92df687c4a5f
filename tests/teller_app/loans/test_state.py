import dataclasses

from contract.approvals import RequestState
from contract.loan_doors import StepKind
from teller_app.loans.state import Draft, LoansState
from tests.teller_app.loans.desk import APPLIED, APPROVED, OTHER, PRODUCT, STEPS, line, loan, request, step, view


def at(fact, **changes: object) -> LoansState:
    return dataclasses.replace(LoansState(loans=(fact,), chosen=fact.loan, view=view(fact)), **changes)


def test_the_chosen_one_is_what_the_journal_says_then_the_server_then_the_list() -> None:
    assert at(loan(left=1)).loan == loan(left=1)
    assert at(loan(), loans=()).loan == view().loan
    assert at(loan(), loans=(), view=None, lines=(line(loan()),)).loan == loan()
    assert LoansState().loan is None


def test_an_own_request_belongs_to_its_loan() -> None:
    asked = request()
    state = at(APPROVED, requests=(asked,))
    assert (state.waiting, state.permit) == (asked, None)
    ready = request(state=RequestState.APPROVED)
    assert at(APPROVED, requests=(ready,)).permit == ready
    assert at(loan(), requests=(asked,)).request is None
    application = request("apply_for_loan", APPLIED, request=APPLIED.request, original="", is_permit=False)
    assert at(APPLIED, requests=(application,)).waiting == application
    undoing = request("reverse_transaction", original=STEPS[-1].transaction)
    assert at(loan(), requests=(undoing,)).request == undoing


def test_only_the_newest_step_that_holds_can_be_undone() -> None:
    gone = step(9, undone=True)
    state = at(loan(), view=view(steps=(*STEPS, gone)))
    assert state.newest == STEPS[-1]
    assert state.paid_step == STEPS[-1]
    assert dataclasses.replace(state, step=STEPS[2].transaction).paid_step == STEPS[2]


def test_change_counts_against_what_was_received() -> None:
    draft = Draft(act="repay", amount=1_500_00, counts={"20000": 8}, change={"10000": 1})
    state = at(loan(), draft=draft)
    assert (state.net, state.change_due) == (1_500_00, 100_00)
    assert at(loan(), draft=dataclasses.replace(draft, act="disburse")).change_due == 0


def test_pieces_are_typed_once_somebody_agreed_and_for_a_repayment_at_once() -> None:
    assert at(loan(), draft=Draft(act="repay")).counts_cash
    assert not at(loan(), draft=Draft(act="repay", in_cash=False)).counts_cash
    assert not at(APPROVED, draft=Draft(act="disburse")).counts_cash
    assert at(APPROVED, draft=Draft(act="disburse", permit="p")).counts_cash
    assert not at(loan(), draft=Draft(act="write_off")).counts_cash


def test_what_a_repayment_brought_goes_out_when_it_is_undone() -> None:
    assert at(loan(), draft=Draft(act="undo", original=STEPS[-1].transaction)).pays_out
    assert STEPS[0].kind is StepKind.DISBURSED
    assert not at(loan(), draft=Draft(act="undo", original=STEPS[0].transaction)).pays_out


def test_what_is_off_is_not_offered() -> None:
    off = type(OTHER)(**{name: getattr(OTHER, name) for name in OTHER.__struct_fields__} | {"off": True})
    state = LoansState(products=(PRODUCT, off), draft=Draft(act="apply", product="SUSU"))
    assert state.offered == (PRODUCT,)
    assert state.product == off, "an application that is held knows its product"
