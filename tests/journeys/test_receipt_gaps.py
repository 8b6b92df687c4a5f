"""A receipt number that the till gave out and that never became a booking stands on the slip, wherever it was lost."""

import pytest

from contract.drawers import CloseDrawer, ReconciliationFact, SessionState, SubmitCount
from contract.envelope import Lease
from contract.feed import Executed, Refused
from contract.ids import new_id
from contract.ledger import Cash, Deposit, Withdraw
from contract.money import Money, add_pieces
from contract.numbers import receipt_number
from contract.receipts import UnusedReceipt, UnusedWhy
from teller_app.drawers.queries import reconciliation
from teller_app.sync.events import TopicsChanged
from tests.demo import bank as demo
from tests.journeys.town import Town
from tests.journeys.workstation import Workstation

pytestmark = pytest.mark.journey
DAY, NOTE = "2026-11-24", {"20000": 1}


def given_out(station: Workstation, lease: Lease) -> str:
    """The next number, from the outbox itself."""
    box: list[str] = []
    station.engine.next_receipt("01", DAY, lease, box.append)
    while not box:
        station.ask(lambda conn: None)
    return box[0]


def closed_sheet(station: Workstation, session: str) -> ReconciliationFact:
    """The reconciliation once the feed says that the drawer is closed."""
    while True:
        sheet = station.ask(lambda conn: reconciliation(conn, session))
        if sheet is not None and sheet.state is SessionState.CLOSED:
            return sheet
        station.wait_for(TopicsChanged)


def test_numbers_burnt_at_the_till_are_on_the_slip(town: Town) -> None:
    town.serve()
    station, lease = town.at_work()
    account = town.account(station).account

    def paid_in(receipt: str) -> Deposit:
        money, cash = Money(200_00, "GHS"), Cash(received=NOTE)
        return Deposit(transaction=new_id(), account=account, amount=money, cash=cash, receipt=receipt)

    assert isinstance(station.do(paid_in(given_out(station, lease)), lease), Executed)
    given_out(station, lease)  # the form was given up, or the disk was full
    assert isinstance(station.do(paid_in(given_out(station, lease)), lease), Executed)
    wrong = Withdraw(transaction=new_id(), account=account, amount=Money(300_00, "GHS"), cash=Cash(given=NOTE),
                     receipt=given_out(station, lease))  # fmt: skip
    assert isinstance(station.do(wrong, lease), Refused)
    given_out(station, lease)
    counted = add_pieces(demo.FLOAT, {"20000": 2})
    count = SubmitCount(session=lease.session, attempt=new_id(), counted=counted)
    assert isinstance(station.do(count, lease), Executed)
    assert isinstance(station.do(CloseDrawer(session=lease.session), lease), Executed)
    sheet = closed_sheet(station, lease.session)
    assert sheet.receipt_gaps == (receipt_number("01", DAY, 1, 2), receipt_number("01", DAY, 1, 5))
    refusal = UnusedReceipt(receipt=receipt_number("01", DAY, 1, 4), why=UnusedWhy.REFUSED)
    assert sheet.unused_receipts == (refusal,), "the bank knows what became of it"
    assert town.differences() == []
