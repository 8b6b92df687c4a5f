"""Lines of the list: what there is, what waits about it, what is asked for as new."""

import msgspec

from contract.approvals import RequestState
from contract.products import terms_of
from teller_app.products.state import Draft, asked_of, draft_of, shown
from tests.teller_app.approvals.desk import request
from tests.teller_app.products.desk import CURRENT, NEW, PRODUCTS, asked, change


def test_a_change_that_waits_stands_with_its_product_and_a_new_one_in_its_place() -> None:
    waiting, new = asked(), asked(NEW)
    rows = shown(PRODUCTS, (new, request(), waiting))
    assert [(row.product, row.there, row.request) for row in rows] == [
        ("10", True, None), ("20", True, waiting), ("30", True, None), ("40", False, new)]  # fmt: skip
    assert rows[1].terms == terms_of(CURRENT), "until it is decided the product is as it was"
    assert rows[3].terms == NEW.terms


def test_only_a_request_about_a_product_that_still_waits_and_can_be_read_says_one() -> None:
    assert asked_of(asked()) == change(withdrawal_fee=1_50, name="Current plus")
    assert asked_of(asked(state=RequestState.DECLINED)) is None
    assert asked_of(request()) is None
    newer = msgspec.structs.replace(asked(), content='{"kind":"set_product","product":"20","colour":"red"}')
    assert asked_of(newer) is None


def test_a_draft_of_what_stands_says_the_same() -> None:
    for row in shown(PRODUCTS, ()):
        assert draft_of(row).terms == row.terms == draft_of(row).before


def test_what_is_no_amount_is_named() -> None:
    assert Draft().no_amount == ""
    assert Draft(transfer_fee=None, overdraft=None).no_amount == "overdraft"
