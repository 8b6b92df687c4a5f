from teller_app.loans import held
from tests.teller_app.loans.desk import ABENA, APPROVED, SAVINGS, Replica, loan, room


def test_a_form_is_put_aside_and_taken_up_again() -> None:
    model, port = room(Replica())
    model.open(loan().loan)
    model.begin("repay")
    model.set_amount(300_00)
    model.set_counts({"20000": 2})
    assert model.hold()
    assert (model.state.draft.act, model.state.page, len(model.state.held)) == ("", "list", 1)
    assert held.unpacked(port.notes[held.NOTE]) == model.state.held
    model.open(APPROVED.loan)
    assert model.hold()
    assert (model.state.chosen, model.state.draft.counts, model.state.cover is not None) == (
        loan().loan,
        {"20000": 2},
        True,
    )
    assert model.state.held == ()


def test_nothing_to_hold_and_nothing_held_is_no_key() -> None:
    model, _ = room(Replica())
    assert not model.hold()


def test_beginning_something_else_puts_counted_cash_aside() -> None:
    model, _ = room(Replica())
    model.open(loan().loan)
    model.begin("repay")
    model.set_counts({"20000": 2})
    assert model.begin("apply")
    assert (model.state.draft.act, model.state.held[0].counts) == ("apply", {"20000": 2})


def test_who_applies_is_found_as_one_types() -> None:
    model, _ = room(Replica())
    model.begin("apply")
    model.find_customer("abena")
    assert ABENA in model.state.hits
    model.pick(ABENA.customer)
    assert (model.state.draft.customer, model.state.hits) == (ABENA, ())
    assert SAVINGS in model.state.accounts
    model.set_account(SAVINGS.account)
    model.find_customer("abena s")
    assert (model.state.draft.customer, model.state.draft.account) == (None, ""), "another name is another person"
    model.find_customer("")
    assert (model.state.hits, model.state.accounts) == ((), ())
    model.pick("nobody")
    assert model.state.draft.customer is None


def test_a_repayment_without_change_has_no_other_side() -> None:
    model, _ = room(Replica())
    model.open(loan().loan)
    assert not model.toggle_change()
    model.begin("repay")
    model.set_amount(200_00)
    model.set_counts({"20000": 1})
    assert not model.toggle_change()


def test_another_way_drops_the_pieces_and_a_permit_is_for_its_way_alone() -> None:
    model, _ = room(Replica())
    model.open(loan().loan)
    model.begin("repay")
    model.set_counts({"20000": 1})
    model.set_in_cash(False)
    assert model.state.draft.counts == {}
    model._write(permit="p")
    model.set_in_cash(True)
    assert not model.state.draft.in_cash
