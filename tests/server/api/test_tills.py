"""A till whose line is cut is away after a while, with what waited on it, and back with its line; through the real feed."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from contract.branches import TillFact
from contract.feed import Batch
from contract.ids import new_id
from server.api.tills import AWAY_S, Contacts, Tills
from server.branches import tills
from server.core.device_chain import device_chains
from tests.server.api.house import House, Person
from tests.server.api.test_feed import ask, opened, until
from tests.server.api.test_originals import Till
from tests.support import waiting


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def kofi(house: House) -> Iterator[Person]:
    yield house.sign_in("kofi", at=house.there)


def chained(till: Till, counter: int) -> None:
    """As the books of a workstation that chains what it signs: the last counter that the bank has of it."""
    row = {
        "device": till.efua.signer.device,
        "counter": counter,
        "link": "",
        "chained": True,
        "forked": False,
        "holes": [],
    }
    till.house.bank.writer.write_sync(lambda conn: conn.execute(device_chains.insert().values(row)) and None)


def told(away: bool) -> object:
    def fits(message: object) -> bool:
        facts = [fact for entry in message.entries for fact in entry.facts] if isinstance(message, Batch) else []
        return any(isinstance(fact, TillFact) and bool(fact.since) == away for fact in facts)

    return fits


def of(message: Batch) -> TillFact:
    return next(fact for entry in message.entries for fact in entry.facts if isinstance(fact, TillFact))


def test_a_manager_hears_that_a_till_is_away_and_that_it_is_back(house: House, kofi: Person) -> None:
    till = Till(house)
    chained(till, till.efua.counter)
    with opened(kofi) as manager:
        ask(manager, house.bank.hub.head)
        with opened(till.efua) as line:
            # Two commands were made there that have not come: as a till says that kept them.
            ask(line, house.bank.hub.head, made=till.efua.counter + 2)
        # The pause counts from when the server saw the line end, not from when it was cut.
        waiting.until(lambda: till.efua.signer.device not in house.parts.running.feeds)
        house.clock.pass_s(AWAY_S + 1)
        away = of(until(manager, told(True)))
        assert (away.number, away.cashier, away.unsent) == ("04", till.efua.me.user, 2)
        with opened(till.efua) as line:
            ask(line, house.bank.hub.head, made=till.efua.counter + 2)
            back = of(until(manager, told(False)))
            assert (back.device, back.unsent) == (away.device, 0)


def test_what_came_in_is_unsent_no_more(house: House) -> None:
    till, clock = Till(house), Clock()
    contacts = Contacts(clock)
    look = Tills(house.parts, contacts)
    device = till.efua.signer.device
    contacts.came(device, 12)
    contacts.went(device)
    chained(till, 9)
    with house.bank.engine.connect() as conn:
        assert look._unsent(conn, [device, new_id()]) == {device: 3}
    house.bank.writer.write_sync(lambda conn: conn.execute(device_chains.update().values(counter=14)) and None)
    with house.bank.engine.connect() as conn:
        assert look._unsent(conn, [device]) == {device: 0}
        assert tills.away(conn) == {}


def test_each_absence_is_told_once_by_a_process() -> None:
    clock = Clock()
    contacts = Contacts(clock)
    first = contacts.of("till")
    assert (first.here, first.at) == (False, clock.now), "one that was never here counts from the start"
    contacts.told("till")
    assert contacts.of("till").told
    contacts.came("till", 9)
    contacts.went("till")
    assert (contacts.of("till").told, contacts.of("till").made) == (False, 9)
    contacts.came("till", 3)
    assert contacts.of("till").made == 9, "a counter never goes back"


def written(house: House) -> int:
    """The journal's last number; the hub hears of it a little later."""
    with house.bank.engine.connect() as conn:
        return int(conn.exec_driver_sql("SELECT seq FROM journal_head").scalar_one())


def test_a_look_without_news_writes_nothing(house: House) -> None:
    before = written(house)
    assert asyncio.run(Tills(house.parts, Contacts(house.clock)).tick()) is None
    assert written(house) == before
