"""Reads through the real door: each needs its right, and shows what it should."""

import msgspec
import pytest

from contract import paths
from contract.customers import CustomerFact, RegisterCustomer
from contract.feed import AnyOutcome, Batch, Executed
from contract.ids import new_id
from contract.ledger import AccountFact, OpenAccount, Statement
from contract.papers import PaperCheck
from contract.standin import StandInSecret, spoken
from server.api.reads import EACH_MAX
from tests.server.api.house import House, Person, problem


@pytest.fixture
def efua(house: House) -> Person:
    return house.sign_in("efua")


def ama(person: Person) -> str:
    command = RegisterCustomer(customer=new_id(), number="C-1", full_name="Ama Mensah", phone="+233244123456")
    assert person.post(person.seal(command)).status_code == 200
    return command.customer


def account(person: Person, customer: str) -> AccountFact:
    command = OpenAccount(account=new_id(), customer=customer, product="10")
    answer = person.post(person.seal(command))
    assert answer.status_code == 200, answer.text
    found = person.get(paths.CUSTOMER_ACCOUNTS.format(customer=customer))
    return msgspec.json.decode(found.content, type=list[AccountFact])[0]


def test_a_customer_is_found_by_what_one_knows(efua: Person) -> None:
    customer = ama(efua)
    number = account(efua, customer).number
    for text in ("mensah", "AMA m", "C-1", "0244123456", number, number[:6]):
        found = msgspec.json.decode(efua.get(paths.CUSTOMERS_FIND, q=text).content, type=list[CustomerFact])
        assert [fact.customer for fact in found] == [customer], text
    for text in ("", "a", "kofi", "%", "' OR 1=1--"):
        assert efua.get(paths.CUSTOMERS_FIND, q=text).json() == []


def test_an_empty_account_has_an_empty_statement(efua: Person) -> None:
    held = account(efua, ama(efua))
    answer = efua.get(paths.STATEMENT.format(account=held.account), after="0", limit="10")
    statement = msgspec.json.decode(answer.content, type=Statement)
    assert (statement.number, statement.balance, statement.lines) == (held.number, 0, ())
    newest = efua.get(paths.STATEMENT.format(account=held.account), last="10")
    assert msgspec.json.decode(newest.content, type=Statement) == statement
    for wrong in ({"limit": "-1"}, {"last": "ten"}, {"last": "-1"}):
        assert problem(efua.get(paths.STATEMENT.format(account=held.account), **wrong)) == (400, "malformed")
    assert problem(efua.get(paths.STATEMENT.format(account=new_id()))) == (404, "not_found")
    assert problem(efua.get(paths.STATEMENT.format(account="x' OR 1=1"))) == (404, "not_found")


def test_one_s_own_command_can_be_asked_for_and_nobody_else_s(house: House, efua: Person) -> None:
    envelope = efua.seal(RegisterCustomer(customer=new_id(), number="C-9", full_name="Ama"))
    efua.post(envelope)
    path = paths.COMMAND_STATE.format(command=envelope.id)
    assert isinstance(msgspec.json.decode(efua.get(path).content, type=AnyOutcome), Executed)
    assert problem(house.sign_in("kojo").get(path)) == (404, "not_found")


def test_entries_come_after_a_sequence_for_the_reader(house: House, efua: Person) -> None:
    ama(efua)
    head = house.bank.hub.head
    batch = msgspec.json.decode(efua.get(paths.ENTRIES, after=str(head - 1)).content, type=Batch)
    assert (batch.after, batch.upto, batch.head_hash) == (head - 1, head, house.bank.hub.head_hash)
    assert isinstance(batch.entries[0].facts[0], CustomerFact)
    first = msgspec.json.decode(efua.get(paths.ENTRIES, after="0", limit="2").content, type=Batch)
    assert (first.after, first.upto) == (0, 2)
    assert efua.get(paths.ENTRIES, after=str(head)).json()["upto"] == head


def test_what_is_not_one_s_to_read_is_refused(house: House) -> None:
    yaa = house.sign_in("yaa")
    for path in (paths.CUSTOMERS_FIND, paths.CUSTOMER_ACCOUNTS.format(customer=new_id())):
        assert problem(yaa.get(path, q="ama")) == (403, "not_permitted")
    assert problem(yaa.get(paths.VERIFY_RECEIPT.format(number="04-20261124-1-0001"))) == (403, "not_permitted")


def test_a_receipt_nobody_gave_is_not_found(efua: Person) -> None:
    assert problem(efua.get(paths.VERIFY_RECEIPT.format(number="04-20261124-1-0001"))) == (404, "not_found")


def test_a_code_for_the_dead_line_is_its_owners_alone(house: House) -> None:
    kofi, code = house.sign_in("kofi"), new_id()
    path = paths.STAND_IN_SECRET.format(code=code)
    first, again = (msgspec.json.decode(kofi.get(path).content, type=StandInSecret) for _ in range(2))
    assert first == again
    assert len(spoken(first.secret)) == 12
    other = kofi.get(paths.STAND_IN_SECRET.format(code=new_id())).json()["secret"]
    assert other != first.secret
    assert problem(house.sign_in("efua").get(path)) == (403, "not_permitted")
    assert problem(kofi.get(paths.STAND_IN_SECRET.format(code="x"))) == (404, "not_found")


def test_an_insight_is_for_deciders_and_about_requests_that_are_there(house: House) -> None:
    path = paths.REQUEST_INSIGHT.format(request=new_id())
    assert problem(house.sign_in("kofi").get(path)) == (404, "not_found")
    assert problem(house.sign_in("efua").get(path)) == (403, "not_permitted")


def test_a_paper_of_nobody_is_answered_without_a_word(efua: Person) -> None:
    found = msgspec.json.decode(
        efua.get(paths.CHECK_PAPER.format(number="04-20261124"), code="x").content, type=PaperCheck
    )
    assert found == PaperCheck(number="04-20261124")


def test_no_workstation_keeps_the_others_from_reading(house: House) -> None:
    efua, kojo = house.sign_in("efua"), house.sign_in("kojo", at=house.there)
    held = house.parts.running.reads
    held[house.here.device] = EACH_MAX
    refused = efua.get(paths.CUSTOMERS_FIND, q="Ama")
    assert problem(refused) == (429, "slow_down")
    assert refused.headers["retry-after"] == "1"
    assert kojo.get(paths.CUSTOMERS_FIND, q="Ama").status_code == 200
    held[house.here.device] -= 1
    assert efua.get(paths.CUSTOMERS_FIND, q="Ama").status_code == 200
    assert held == {house.here.device: EACH_MAX - 1}
