"""A till that is away is stated once to who sees the branch's drawers, and back again; a snapshot says the same as the feed."""

from pathlib import Path

import msgspec
import pytest

from contract.branches import NoteTills, TillAway, TillFact
from contract.ids import new_id
from contract.permissions import Permission
from server.branches import tills
from server.branches.handlers import handlers
from server.branches.queries import sources
from server.branches.tables import TILLS
from tests.server.branches.test_handlers import Bank
from tests.server.room_kit import ABENA, AUDITOR, EFUA, KOFI, MAKOLA

AWAY = TillAway(
    device=new_id(),
    session=new_id(),
    number="06",
    branch=MAKOLA,
    cashier=EFUA,
    since="2026-11-24T15:22:00.000Z",
    unsent=7,
)


@pytest.fixture
def bank(tmp_path: Path) -> Bank:
    return Bank(tmp_path)


def said(bank: Bank, reader: str) -> list[tuple[str, int]]:
    return [(fact.get("since", ""), fact.get("unsent", 0)) for fact in bank.seen(reader) if fact["fact"] == "till"]


def test_away_and_back_are_each_stated_once(bank: Bank) -> None:
    bank.run(NoteTills(away=(AWAY,)), maker=KOFI)
    assert said(bank, KOFI) == [(AWAY.since, 7)]
    with bank.engine.connect() as conn:
        assert tills.away(conn) == {AWAY.device: AWAY}
    bank.run(NoteTills(away=(AWAY,)), maker=KOFI)
    assert said(bank, KOFI) == [], "another process says the same: no news"
    bank.run(NoteTills(back=(AWAY.device, new_id())), maker=KOFI)
    assert said(bank, KOFI) == [("", 0)]
    with bank.engine.connect() as conn:
        assert tills.away(conn) == {}


def test_a_snapshot_holds_who_is_away_for_who_sees_the_drawers_there(bank: Bank) -> None:
    source = next(source for source in sources() if source.topic == "till")
    bank.run(NoteTills(away=(AWAY,)), maker=KOFI)
    assert set(bank.snapshot(KOFI, source)) == set(bank.snapshot(AUDITOR, source)) == {AWAY.device}
    assert bank.snapshot(ABENA, source) == {}, "another branch"
    blind = bank.people[KOFI].permissions - {Permission.SEE_DRAWER_TOTALS.value}
    bank.people[KOFI] = msgspec.structs.replace(bank.people[KOFI], permissions=blind)
    assert bank.snapshot(KOFI, source) == {}
    bank.run(NoteTills(back=(AWAY.device,)), maker=ABENA)
    assert bank.snapshot(AUDITOR, source) == {}


def test_only_the_banks_own_clock_says_it() -> None:
    handler = next(item for item in handlers(None, None) if item.kind is NoteTills)  # type: ignore[arg-type]
    assert handler.permission is Permission.SYSTEM
    assert isinstance(tills.fact(TILLS.make(msgspec.structs.asdict(AWAY))), TillFact)
