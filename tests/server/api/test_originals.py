"""What a duplicate must say again: for the maker and the journal's readers, never for others, gone when it was erased."""

import msgspec
import pytest
from sqlalchemy import update

from contract import paths
from contract.customers import RegisterCustomer
from contract.drawers import AddDrawer, FundVault, OpenDrawer
from contract.envelope import Lease
from contract.ids import new_id
from contract.ledger import Cash, Deposit, Depositor, OpenAccount, Original, Transfer, Withdraw
from contract.money import Money
from contract.numbers import receipt_number
from server.core.journal_tables import bodies
from tests.server.api.house import DAY, House, Person, problem

NOTES = {"20000": 3}
YAW = Depositor(name="Yaw Mensah", phone="0244187306", relationship="brother")


class Till:
    """Efua with an open drawer and Ama's two accounts."""

    def __init__(self, house: House) -> None:
        self.house, self.efua = house, house.sign_in("efua")
        drawer, ama = new_id(), new_id()
        house.do(AddDrawer(drawer=drawer, number="04", branch=house.branch, currency="GHS", standing_float=NOTES,
                           soft_max=4_000_000, hard_max=5_000_000, insured=6_000_000))  # fmt: skip
        house.do(FundVault(branch=house.branch, currency="GHS", pieces={"20000": 50}))
        self.lease = Lease(session=new_id(), number=1)
        self.say(OpenDrawer(session=self.lease.session, drawer=drawer, counted=NOTES))
        self.say(RegisterCustomer(customer=ama, number="C-1", full_name="Ama Mensah"))
        self.accounts = [new_id(), new_id()]
        for account in self.accounts:
            self.say(OpenAccount(account=account, customer=ama, product="10"))
        self.receipts = 0

    def say(self, command: object, lease: Lease | None = None) -> None:
        answer = self.efua.post(self.efua.seal(command, lease=lease))  # type: ignore[arg-type]
        assert answer.status_code == 200, answer.text

    def post[C: (Deposit, Withdraw, Transfer)](self, command: C) -> C:
        self.receipts += 1
        numbered = msgspec.structs.replace(command, receipt=receipt_number("04", DAY, 1, self.receipts))
        self.say(numbered, self.lease)
        return numbered


@pytest.fixture
def till(house: House) -> Till:
    return Till(house)


def read(person: Person, transaction: str) -> Original:
    answer = person.get(paths.ORIGINAL.format(transaction=transaction))
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=Original)


def test_all_that_the_first_receipt_said(house: House, till: Till) -> None:
    paid_in = till.post(Deposit(transaction=new_id(), account=till.accounts[0], amount=Money(600_00, "GHS"), depositor=YAW,
                                cash=Cash(received=NOTES), source_of_funds="Trade"))  # fmt: skip
    paid_out = till.post(Withdraw(transaction=new_id(), account=till.accounts[0], amount=Money(200_00, "GHS"),
                                  cash=Cash(given={"20000": 1})))  # fmt: skip
    moved = till.post(Transfer(transaction=new_id(), debit_account=till.accounts[0], credit_account=till.accounts[1],
                               amount=Money(10_00, "GHS")))  # fmt: skip
    for reader in (till.efua, house.sign_in("kofi", house.there)):
        assert read(reader, paid_in.transaction) == Original(
            cash=paid_in.cash, depositor=YAW, source_of_funds="Trade", device_name="TILL-1", account=till.accounts[0]
        )
        assert read(reader, paid_out.transaction) == Original(
            cash=paid_out.cash, device_name="TILL-1", account=till.accounts[0]
        )
        assert read(reader, moved.transaction) == Original(device_name="TILL-1", account=till.accounts[0])


def test_who_may_not_see_the_transaction_may_not_see_its_receipt(house: House, till: Till) -> None:
    posted = till.post(Deposit(transaction=new_id(), account=till.accounts[0], amount=Money(600_00, "GHS"),
                               cash=Cash(received=NOTES), depositor=YAW))  # fmt: skip
    path = paths.ORIGINAL.format(transaction=posted.transaction)
    assert problem(house.sign_in("kojo").get(path)) == (404, "not_found")
    assert problem(house.sign_in("yaa").get(path)) == (403, "not_permitted")
    assert problem(till.efua.get(paths.ORIGINAL.format(transaction=new_id()))) == (404, "not_found")
    assert problem(till.efua.get(paths.ORIGINAL.format(transaction="x' OR 1=1"))) == (404, "not_found")


def test_cash_taken_offline_that_was_typed_wrong_is_not_printed_twice(till: Till) -> None:
    posted = till.post(Deposit(transaction=new_id(), account=till.accounts[0], amount=Money(600_00, "GHS"),
                               cash=Cash(received={"20000": 2}), depositor=YAW, taken_offline=True))  # fmt: skip
    assert read(till.efua, posted.transaction) == Original(
        depositor=YAW, device_name="TILL-1", account=till.accounts[0]
    )


def test_an_erased_person_is_not_on_a_duplicate(house: House, till: Till) -> None:
    posted = till.post(Deposit(transaction=new_id(), account=till.accounts[0], amount=Money(600_00, "GHS"),
                               cash=Cash(received=NOTES), depositor=YAW))  # fmt: skip
    house.bank.writer.write_sync(lambda conn: conn.execute(update(bodies).values(body=None)))
    assert read(till.efua, posted.transaction) == Original(device_name="TILL-1")
