"""From what was typed to the command that says it, and why it cannot be sent yet. Pure."""

from contract.base import Command
from contract.ids import new_id
from contract.ledger import Cash, ReverseTransaction
from contract.loans import ApplyForLoan, DisburseLoan, RepayLoan, WriteOffLoan
from contract.money import Money
from teller_app.loans import rules
from teller_app.loans.state import Draft, LoansState


def fault(state: LoansState) -> str:
    """The error code of what is to be mended first; "" where it can be sent. The order is the order of mending."""
    draft = state.draft
    if not state.online:
        return "needs_server"
    if draft.act == "apply":
        return _application(state)
    if draft.act in ("write_off", "undo") and not draft.permit:
        return "" if draft.text.strip() else "reason_missing"
    return _money(state) or (_cash(state) if draft.in_cash else _account(state))


def _application(state: LoansState) -> str:
    draft, product = state.draft, state.product
    if draft.customer is None:
        return "customer_missing"
    if draft.amount_error or not draft.amount:
        return draft.amount_error or "amount_missing"
    if product is None:
        return "loan_product_missing"
    found = rules.unfit(product, draft.amount, rules.read_term(draft.term), draft.first_due, state.business_date)
    return found or ("" if draft.text.strip() else "reason_missing")


def _money(state: LoansState) -> str:
    draft, loan = state.draft, state.loan
    if loan is None:
        # Taken up again before the server has said what it is: nobody knows its currency yet.
        return "loan_unknown"
    if draft.amount_error or not draft.amount:
        return draft.amount_error or "amount_missing"
    if draft.ceiling and draft.amount > draft.ceiling:
        return "permit_exceeded"
    if draft.act == "disburse" and draft.amount > loan.approved:
        return "loan_too_much"
    over = state.cover.over if draft.act == "repay" and state.cover is not None else 0
    return "loan_overpaid" if over and (not draft.in_cash or not loan.account) else ""


def _cash(state: LoansState) -> str:
    if state.session is None:
        return "drawer_not_open"
    if not state.in_drawer:
        return "wrong_currency"
    return "cash_mismatch" if state.counts_cash and state.net != state.draft.amount else ""


def _account(state: LoansState) -> str:
    draft, loan = state.draft, state.loan
    if draft.act == "disburse":
        return "" if loan is not None and loan.account else "loan_account"
    return "" if draft.account else "loan_account"


def command_of(state: LoansState, receipt: str = "") -> Command:
    """The command of a draft without faults. What asks first carries no cash; with its permit it is the same command again."""
    draft, currency = state.draft, currency_of(state)
    if draft.act == "apply":
        return _apply(draft, currency)
    transaction = draft.transaction or new_id()
    if draft.act == "write_off":
        return WriteOffLoan(loan=draft.loan, transaction=transaction, reason=draft.text.strip())
    permit, cash = draft.permit or None, _cash_of(state)
    if draft.act == "undo":
        return ReverseTransaction(transaction=transaction, original=draft.original, reason=draft.text.strip(), cash=cash, receipt=receipt,
                                  permit=permit)  # fmt: skip
    amount = Money(draft.amount, currency)
    if draft.act == "disburse":
        return DisburseLoan(loan=draft.loan, transaction=transaction, amount=amount, in_cash=draft.in_cash, cash=cash, receipt=receipt,
                            permit=permit, first_due=draft.first_due or None)  # fmt: skip
    return RepayLoan(loan=draft.loan, transaction=transaction, amount=amount, account=None if draft.in_cash else draft.account, cash=cash,
                     receipt=receipt, permit=permit)  # fmt: skip


def _apply(draft: Draft, currency: str) -> ApplyForLoan:
    if draft.customer is None:
        raise ValueError("an application without its customer has a fault")
    return ApplyForLoan(loan=new_id(), customer=draft.customer.customer, product=draft.product, amount=Money(draft.amount, currency),
                        term=rules.read_term(draft.term), first_due=draft.first_due, purpose=draft.text.strip(),
                        account=draft.account or None)  # fmt: skip


def currency_of(state: LoansState) -> str:
    """In which currency is written down what is written down."""
    if state.draft.act == "apply":
        return state.product.currency if state.product is not None else "GHS"
    return state.loan.currency if state.loan is not None else "GHS"


def _cash_of(state: LoansState) -> Cash:
    if not state.counts_cash:
        return Cash()
    pieces, change = _whole(state.draft.counts), _whole(state.draft.change)
    return Cash(given=pieces) if state.pays_out else Cash(received=pieces, given=change)


def _whole(pieces: dict[str, int]) -> dict[str, int]:
    return {face: count for face, count in pieces.items() if count}
