"""A loan's life by keys alone at two windows, with the server dying between a key and its answer wherever money moves:
applied for, less approved at the other window, paid out in cash, a repayment with change, and that repayment undone."""

from datetime import date, timedelta
from itertools import cycle

import pytest

from contract.loans import LoanTerms, SetLoanProduct
from server.loans.tables import loans
from tests.journeys.street import Street
from tests.journeys.test_key_and_answer import AT_SERVER, Plug, rows
from tests.journeys.window import Window

pytestmark = pytest.mark.journey
PRODUCT = SetLoanProduct(product="market", name="Market loan", currency="GHS", least=200_00, most=5_000_00, shortest=3, longest=26,
                         terms=LoanTerms(rate=240_000))  # fmt: skip


def apply(efua: Window, hajara: Window) -> None:
    """Asked for with the schedule in sight; the manager approves less, and the teller is told so."""
    first = (date.today() + timedelta(days=30)).strftime("%d %m %Y")
    count, cost = efua.do("begin_application", "000003", "1500", "6", first, "Cloth")
    assert count == "6"
    assert cost.endswith("%")
    efua.do("press", "F9")
    efua.do("until_toast", "The manager has been asked")
    hajara.do("to_approvals")
    hajara.do("until_request")
    hajara.do("approve_less", "1200", "Her susu book shows less")
    efua.do("open_loan")
    efua.do("until_loan", "approved")


def hand_out(efua: Window, hajara: Window, plug: Plug) -> None:
    """Asked for, agreed to, counted: the server dies behind the teller's key."""
    efua.do("begin_disbursal")
    efua.do("press", "F9")
    efua.do("until_toast", "The manager has been asked")
    hajara.do("choose_waiting")
    hajara.do("decide", "Signed for before me")
    efua.do("count_permit")
    plug.server(efua, "F9")
    assert efua.do("until_loan", "active") == [1_200_00, 1]


def repay_and_undo(efua: Window, hajara: Window, plug: Plug) -> None:
    """A payment on the day itself covers principal alone, since no interest has grown; then it is taken back whole."""
    interest, principal, change = efua.do("begin_repayment", "150", {"20000": 1})
    assert interest + principal == 150_00
    assert change == 50_00
    plug.server(efua, "F9")
    left, steps = efua.do("until_loan", "active")
    assert (left, steps) == (1_200_00 - principal, 2)
    efua.do("begin_undo", "Another customer's money")
    efua.do("press", "F9")
    efua.do("until_toast", "The manager has been asked")
    hajara.do("choose_waiting")
    hajara.do("decide", "Both were here")
    efua.do("count_permit")
    plug.server(efua, "F9")
    assert efua.do("until_loan", "active") == [1_200_00, 1]


@pytest.mark.timeout(900)
def test_a_loan_from_the_application_to_an_undone_repayment(street: Street) -> None:
    efua, hajara = street.open("efua", "hajara")
    assert street.server is not None
    street.server.kill()
    street.by_hand(PRODUCT)
    street.serve()
    street.at_counter(efua, "efua", 1)
    assert hajara.do("sign_in_as", "hajara") == ""
    plug = Plug(street, cycle(AT_SERVER))
    apply(efua, hajara)
    hand_out(efua, hajara, plug)
    repay_and_undo(efua, hajara, plug)
    assert rows(street, loans.c.state, loans.c.approved, loans.c.left) == [("active", 1_200_00, 1_200_00)]
    assert street.differences() == []
    papers = efua.do("papers")
    assert any("Loan-disbursal-receipt" in name for name in papers), papers
    assert any("Loan-repayment-receipt" in name for name in papers), papers
    for window in street.windows.values():
        assert "Traceback" not in window.text
