import dataclasses

import pytest

from contract.ledger import ReverseTransaction
from contract.loans import ApplyForLoan, DisburseLoan, RepayLoan, WriteOffLoan
from teller_app.loans import drafting, rules
from teller_app.loans.state import Draft, LoansState
from teller_app.manifest import Line
from tests.teller_app.branches.desk import DAY
from tests.teller_app.loans.desk import ABENA, APPROVED, PRODUCT, SAVINGS, STEPS, Replica, loan, room, view
from tests.teller_app.vault import desk as vault

ONLINE = Line("online", 1)
APPLY = Draft(act="apply", customer=ABENA, product="TRADE", amount=12_000_00, term="18", first_due="2026-12-22", text="Cloth",
              account=SAVINGS.account, in_cash=False)  # fmt: skip


def at(draft: Draft, fact=None, **changes: object) -> LoansState:
    fact = fact or loan()
    base = LoansState(line=ONLINE, loans=(fact,), chosen=fact.loan, view=view(fact), products=(PRODUCT,), business_date=DAY,
                      session=vault.session(), draft=draft)  # fmt: skip
    return dataclasses.replace(base, **changes)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, ""),
        ({"customer": None}, "customer_missing"),
        ({"amount": 0}, "amount_missing"),
        ({"amount_error": "amount_not_a_number"}, "amount_not_a_number"),
        ({"product": ""}, "loan_product_missing"),
        ({"term": "99"}, "loan_bounds"),
        ({"first_due": "soon"}, "date_unknown"),
        ({"text": "  "}, "reason_missing"),
    ],
)
def test_an_application_says_what_is_missing_in_the_order_of_mending(changes: dict[str, object], why: str) -> None:
    assert drafting.fault(at(dataclasses.replace(APPLY, **changes))) == why


def test_without_the_line_nothing_goes_out() -> None:
    assert drafting.fault(at(APPLY, line=Line())) == "needs_server"


def test_handing_out_keeps_to_what_was_approved() -> None:
    draft = Draft(act="disburse", loan=APPROVED.loan, amount=20_000_00, in_cash=False)
    assert drafting.fault(at(draft, APPROVED)) == ""
    assert drafting.fault(at(dataclasses.replace(draft, amount=20_000_01), APPROVED)) == "loan_too_much"
    cash = dataclasses.replace(draft, in_cash=True)
    assert drafting.fault(at(cash, APPROVED, session=None)) == "drawer_not_open"
    assert drafting.fault(at(cash, APPROVED)) == "", "it is asked for first, nothing is counted"
    paying = dataclasses.replace(cash, permit="p", ceiling=18_000_00)
    assert drafting.fault(at(paying, APPROVED)) == "permit_exceeded"
    ready = dataclasses.replace(paying, amount=18_000_00)
    assert drafting.fault(at(ready, APPROVED)) == "cash_mismatch"
    assert drafting.fault(at(dataclasses.replace(ready, counts={"20000": 90}), APPROVED)) == ""
    without = at(draft, APPROVED)
    fact = dataclasses.replace(without, loans=(type(APPROVED)(**_fields(APPROVED) | {"account": ""}),))
    assert drafting.fault(fact) == "loan_account"


def _fields(fact) -> dict[str, object]:
    return {name: getattr(fact, name) for name in fact.__struct_fields__}


def test_more_than_is_owed_has_to_have_an_account_to_go_to() -> None:
    payoff = view().standing.payoff
    draft = Draft(act="repay", loan=loan().loan, amount=payoff + 1, counts={"20000": 1})
    cover = rules.covering(view(), payoff + 1, DAY)
    assert drafting.fault(at(draft, loan(account=""), cover=cover)) == "loan_overpaid"
    assert drafting.fault(at(draft, cover=cover)) == "cash_mismatch", "the account takes it"
    by_account = dataclasses.replace(draft, in_cash=False, account=SAVINGS.account)
    assert drafting.fault(at(by_account, cover=cover)) == "loan_overpaid"
    assert drafting.fault(at(dataclasses.replace(by_account, amount=10, account=""))) == "loan_account"


def test_each_act_becomes_its_command() -> None:
    applied = drafting.command_of(at(APPLY))
    assert isinstance(applied, ApplyForLoan)
    assert (applied.amount.minor, applied.term, applied.account, applied.purpose) == (
        12_000_00,
        18,
        SAVINGS.account,
        "Cloth",
    )
    asked = drafting.command_of(at(Draft(act="disburse", loan=APPROVED.loan, amount=5, counts={"20000": 1}), APPROVED))
    assert isinstance(asked, DisburseLoan)
    assert (asked.in_cash, asked.cash.given, asked.permit, asked.first_due) == (True, {}, None, None)
    paid = drafting.command_of(
        at(
            Draft(act="disburse", loan="l", amount=5, permit="p", transaction="t", counts={"20000": 1, "5000": 0}),
            APPROVED,
        ),
        "R",
    )
    assert isinstance(paid, DisburseLoan)
    assert (paid.transaction, paid.permit, paid.cash.given, paid.receipt) == ("t", "p", {"20000": 1}, "R")
    repaid = drafting.command_of(
        at(Draft(act="repay", loan="l", amount=5, counts={"20000": 2}, change={"10000": 1})), "R"
    )
    assert isinstance(repaid, RepayLoan)
    assert (repaid.cash.received, repaid.cash.given, repaid.account) == ({"20000": 2}, {"10000": 1}, None)
    account = drafting.command_of(at(Draft(act="repay", loan="l", amount=5, in_cash=False, account="a")))
    assert isinstance(account, RepayLoan)
    assert (account.account, account.cash.received) == ("a", {})
    written = drafting.command_of(at(Draft(act="write_off", loan="l", text=" gone ")))
    assert isinstance(written, WriteOffLoan)
    assert written.reason == "gone"
    undone = drafting.command_of(
        at(
            Draft(
                act="undo",
                original=STEPS[-1].transaction,
                text="twice",
                permit="p",
                transaction="t",
                counts={"20000": 1},
            )
        ),
        "R",
    )
    assert isinstance(undone, ReverseTransaction)
    assert (undone.original, undone.reason, undone.cash.given) == (STEPS[-1].transaction, "twice", {"20000": 1})


def test_an_application_without_its_customer_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="customer"):
        drafting.command_of(at(Draft(act="apply")))


def test_no_notes_are_counted_for_a_loan_in_another_currency_than_the_drawer_s() -> None:
    foreign = loan(currency="CZK")
    model, port = room(Replica(loans=(foreign,), views=(view(foreign),)))
    model.open(foreign.loan)
    model.begin("repay")
    assert not model.state.counts_cash
    model.set_counts({"20000": 99})
    assert (model.state.draft.change, model.forward(), model.state.problem) == ({}, True, "wrong_currency")
    model.set_in_cash(False)
    model.forward()
    assert port.sent[0].command.amount.currency == "CZK"  # type: ignore[attr-defined]


def test_before_the_branch_has_opened_its_first_day_nothing_is_reckoned_and_nothing_fails() -> None:
    model, _ = room(Replica())
    model.begin("apply")
    model.find_customer("abena")
    model.pick("")
    model.set_product("TRADE")
    model.set_term("18")
    model.set_first_due("2026-12-22")
    model._lookups = dataclasses.replace(model._lookups, day=lambda conn: "")
    model.refresh()
    model.set_amount(9_000_00)
    assert (model.state.plan, model.forward(), model.state.problem) == (None, True, "day_not_open")


def test_a_form_of_a_loan_that_nobody_has_described_yet_is_not_sent() -> None:
    model, port = room(Replica())
    model.open(loan().loan)
    model.begin("repay")
    model.set_counts({"100c": 5})
    model.hold()
    port.files.clear()
    model._lookups = dataclasses.replace(model._lookups, loans=lambda conn: ())
    model._set(chosen="", view=None, lines=())
    model.refresh()
    assert model.hold() and model.state.loan is None
    assert (model.forward(), model.state.problem, port.sent) == (True, "loan_unknown", [])
