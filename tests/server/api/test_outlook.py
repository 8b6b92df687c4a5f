"""Looking before sending: the outlook is what then happens, and asking changes nothing."""

import msgspec
import pytest

from contract import paths
from contract.drawers import SubmitCount
from contract.envelope import Envelope
from contract.feed import AnyAnswer, Batch, Executed
from contract.ids import new_id
from contract.ledger import Cash, Deposit, Withdraw
from contract.money import Money
from contract.notices import NoticeFact
from contract.numbers import receipt_number
from contract.outbox import AskManager, AskOutlook, DrawerThen, ExpectedLine, Fate, Outlook
from server.core import journal
from server.ledger.tables import ACCOUNTS
from tests.server.api.house import DAY, House, Person, problem
from tests.server.api.test_originals import Till


@pytest.fixture
def till(house: House) -> Till:
    return Till(house)


def taken(till: Till, minor: int, account: str = "", **more: object) -> Envelope:
    """Cash that was taken in while the server was away, sealed and not sent."""
    till.receipts += 1
    number = receipt_number("04", DAY, 1, till.receipts)
    command = Deposit(transaction=new_id(), account=account or till.accounts[0], amount=Money(minor, "GHS"),
                      cash=Cash(received={"10000": minor // 10_000}), receipt=number, taken_offline=True, **more)  # type: ignore[arg-type]  # fmt: skip
    return till.efua.seal(command, lease=till.lease)


def asked(person: Person, *envelopes: Envelope) -> Outlook:
    body = msgspec.json.encode(AskOutlook(envelopes=tuple(msgspec.Raw(msgspec.json.encode(one)) for one in envelopes)))
    answer = person.call("POST", paths.OUTLOOK, body)
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=Outlook)


def sent(till: Till, *envelopes: Envelope) -> list[AnyAnswer]:
    return msgspec.json.decode(till.efua.post(*envelopes, many=True).content, type=list[AnyAnswer])


def head(house: House) -> tuple[int, str]:
    with house.bank.engine.connect() as conn:
        at = journal.read_head(conn)
    return at.seq, at.hash


def test_what_was_foreseen_is_what_happens_and_asking_books_nothing(house: House, till: Till) -> None:
    waiting = (taken(till, 50_000), taken(till, 20_000, account=new_id()), taken(till, 30_000))
    before = head(house)
    found = asked(till.efua, *waiting)
    assert asked(till.efua, *waiting) == found
    assert head(house) == before
    assert [row.fate for row in found.rows] == [Fate.POSTS, Fate.SUSPENSE, Fate.POSTS]
    assert (found.rows[1].reason, found.rows[1].balance_after) == ("account_unknown", None)
    assert [row.balance_after for row in found.rows] == [50_000, None, 80_000], "each stands on those before it"
    assert [(line.code, line.debit, line.credit) for line in found.rows[1].lines] == [
        ("1010", 20_000, 0),
        ("2900", 0, 20_000),
    ]
    account = house.bank.writer.write_sync(lambda conn: ACCOUNTS.fetch(conn, [till.accounts[0]]))[till.accounts[0]]
    assert found.rows[0].lines[1] == ExpectedLine(account=account.number, credit=50_000)
    assert found.drawers == (DrawerThen(session=till.lease.session, number="04", currency="GHS", moved=100_000),), (
        "whoever counts blind is told no total"
    )
    really = sent(till, *waiting)
    assert all(isinstance(answer, Executed) for answer in really)
    booked = [answer.result for answer in really if isinstance(answer, Executed)]
    assert [getattr(result, "balance_after", None) for result in booked] == [50_000, None, 80_000]
    assert [row.fate for row in asked(till.efua, *waiting).rows] == [Fate.BOOKED] * 3


def test_a_manager_at_this_workstation_sees_the_drawer_before_and_after(house: House, till: Till) -> None:
    waiting = taken(till, 50_000)
    (drawer,) = asked(house.sign_in("kofi"), waiting).drawers
    assert (drawer.before, drawer.after, drawer.moved, drawer.over_short) == (60_000, 110_000, 50_000, 0)


def test_after_the_count_it_goes_against_that_sessions_over_short(house: House, till: Till) -> None:
    waiting = taken(till, 50_000)
    counted = {"20000": 3, "10000": 5}
    till.say(SubmitCount(session=till.lease.session, attempt=new_id(), counted=counted), till.lease)
    found = asked(till.efua, waiting)
    assert [row.fate for row in found.rows] == [Fate.OVER_SHORT]
    assert (found.drawers[0].moved, found.drawers[0].over_short) == (0, -50_000)


def test_what_is_no_cash_is_weighed_as_it_would_be(till: Till) -> None:
    poor = Withdraw(transaction=new_id(), account=till.accounts[0], amount=Money(10_000, "GHS"),
                    cash=Cash(given={"10000": 1}), receipt=receipt_number("04", DAY, 1, 90))  # fmt: skip
    (row,) = asked(till.efua, till.efua.seal(poor, lease=till.lease)).rows
    assert (row.fate, row.reason) == (Fate.REFUSED, "insufficient_funds")


def test_nobody_looks_at_what_another_workstation_holds(house: House, till: Till) -> None:
    stranger = house.sign_in("kofi", house.there)
    (row,) = asked(stranger, taken(till, 50_000)).rows
    assert (row.fate, row.reason) == (Fate.NOT_TAKEN, "not_yours")
    assert problem(stranger.call("POST", paths.OUTLOOK, b'{"envelopes":[]}')) == (400, "malformed")


def test_a_manager_is_called_once_for_the_same_postings(house: House, till: Till) -> None:
    before = house.bank.hub.head
    body = msgspec.json.encode(AskManager(count=3, receipts=("04-20261124-1-0001",)))
    for _ in range(2):
        assert till.efua.call("POST", paths.OUTLOOK_MANAGER, body).status_code == 204
    batch = msgspec.json.decode(
        house.sign_in("kofi", house.there).get(paths.ENTRIES, after=str(before)).content, type=Batch
    )
    told = [fact for entry in batch.entries for fact in entry.facts if isinstance(fact, NoticeFact)]
    assert [(fact.code, fact.params) for fact in told] == [
        ("outbox_asked", {"name": "Efua", "device": "TILL-1", "count": "3", "receipts": "04-20261124-1-0001"})
    ]
