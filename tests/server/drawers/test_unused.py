"""A receipt number that was asked under or refused is accounted for; only one that nobody knows of is a gap, and a likely cause."""

import msgspec

from contract.approvals import ApproveRequest, DeclineRequest
from contract.causes import CauseSign
from contract.ids import new_id
from contract.ledger import Transfer
from contract.money import Money, add_pieces
from contract.receipts import UnusedReceipt, UnusedWhy
from server.api.causes import causes_of
from server.ledger.tables import ACCOUNTS
from tests.server.drawers import house as h
from tests.server.drawers.house import ACCOUNT, AKOSUA, EFUA, FLOAT, House, asked, done, refused
from tests.server.drawers.test_closing import receipt


def unused(house: House) -> list[UnusedReceipt]:
    return [msgspec.convert(one, UnusedReceipt) for one in house.said("reconciliation")[0].get("unused_receipts", [])]


def signs(house: House, session: str) -> list[CauseSign]:
    found = house.ask(lambda conn, held: causes_of(conn, held, house.reader(EFUA), session))
    assert found is not None and found.final
    return [link.sign for cause in found.causes for link in cause.links]


def a_payout_over_the_limit(house: House) -> None:
    """Numbers 1 (the customer's cash), 2 (asked), 3 (paid)."""
    house.limit = 5_000_00
    done(house.run(h.deposit(800_00, {"20000": 4}, receipt=receipt(1))))
    house.limit = 500_00
    over = h.withdraw(600_00, {"10000": 6}, receipt=receipt(2))
    request = asked(house.run(over)).request
    done(house.run(ApproveRequest(request=request), AKOSUA))
    paid = msgspec.structs.replace(over, permit=request, receipt=receipt(3))
    done(house.run(paid))


def test_a_payout_that_was_approved_leaves_no_gap_and_no_cause(house: House) -> None:
    session = house.open()
    a_payout_over_the_limit(house)
    short = add_pieces(FLOAT, {"20000": 4, "10000": -6, "1000": -1})
    house.count(short)
    sheet = house.said("reconciliation")[0]
    assert (sheet.get("receipt_gaps"), sheet["variance"]) == (None, -10_00)
    assert unused(house) == [UnusedReceipt(receipt=receipt(2), why=UnusedWhy.PAID, instead=receipt(3))]
    assert CauseSign.GAP not in signs(house, session)
    done(house.close(reason="one note"))
    assert unused(house) == [UnusedReceipt(receipt=receipt(2), why=UnusedWhy.PAID, instead=receipt(3))]


def test_what_was_declined_or_refused_is_said_and_an_unknown_number_stays_a_gap(house: House) -> None:
    session = house.open()
    done(house.run(h.deposit(400_00, {"20000": 2}, receipt=receipt(1))))
    house.limit = 100_00
    request = asked(house.run(h.withdraw(300_00, {"10000": 3}, receipt=receipt(2)))).request
    done(house.run(DeclineRequest(request=request, reason="who is this"), AKOSUA))
    assert refused(house.run(h.deposit(50_00, {"1000": 1}, receipt=receipt(3)))) == "cash_mismatch"
    # Another drawer's number says nothing of this one.
    assert refused(house.run(h.deposit(50_00, {"1000": 1}, receipt="05-20261124-1-0009"))) == "receipt_mismatch"
    done(house.run(h.deposit(20_00, {"1000": 2}, receipt=receipt(5))))
    house.count(add_pieces(FLOAT, {"20000": 2, "1000": 1}))
    assert unused(house) == [
        UnusedReceipt(receipt=receipt(2), why=UnusedWhy.ASKED),
        UnusedReceipt(receipt=receipt(3), why=UnusedWhy.REFUSED),
    ]
    assert house.said("reconciliation")[0]["receipt_gaps"] == [receipt(4)]
    assert CauseSign.GAP in signs(house, session)
    done(house.close(reason="one note"))
    # What was refused here was booked under the same number by a till that was cut off.
    done(house.run(h.deposit(10_00, {"1000": 1}, taken_offline=True, receipt=receipt(3))))
    assert [one.receipt for one in unused(house)] == [receipt(2)]


def test_a_transfer_that_its_approval_executed_was_booked_under_its_number(house: House) -> None:
    house.open()
    done(house.run(h.deposit(400_00, {"20000": 2}, receipt=receipt(1))))
    other = new_id()
    house.add(
        ACCOUNTS,
        msgspec.structs.replace(house.row(ACCOUNTS, ACCOUNT), id=other, number="0400100000025", debits=0, credits=0),
    )
    house.limit = 100_00
    over = Transfer(
        transaction=new_id(),
        debit_account=ACCOUNT,
        credit_account=other,
        amount=Money(150_00, "GHS"),
        receipt=receipt(2),
    )
    done(house.run(ApproveRequest(request=asked(house.run(over)).request), AKOSUA))
    done(house.run(h.deposit(20_00, {"1000": 2}, receipt=receipt(3))))
    house.count(add_pieces(FLOAT, {"20000": 2, "1000": 2}))
    assert (unused(house), house.said("reconciliation")[0].get("receipt_gaps")) == ([], None)
