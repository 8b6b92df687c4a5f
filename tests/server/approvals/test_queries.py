"""Who finds which requests in a snapshot, what the clock has to end."""

import pytest

from contract.approvals import ApproveRequest, DeclineRequest
from server.approvals import queries
from server.approvals.tables import REQUESTS
from tests.server.drawers import house as h
from tests.server.drawers.house import ABENA, AKOSUA, EFUA, KOJO, SYSTEM, House, asked, done


def ask(house: House) -> str:
    return str(asked(house.run(h.deposit(600_00, {"20000": 3}))).request)


def found(house: House, user: str) -> set[str]:
    return {key for topic, key in house.snapshot(user) if topic == "request"}


def test_the_maker_and_the_branchs_deciders_find_it(house: House) -> None:
    house.open()
    request = ask(house)
    assert {user for user in (EFUA, KOJO, AKOSUA, ABENA) if found(house, user)} == {EFUA, AKOSUA}
    assert found(house, SYSTEM) == {request}


def test_a_snapshot_keeps_the_newest_and_whatever_is_open(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.open()
    waiting, declined, last = ask(house), ask(house), ask(house)
    for request in (declined, last):
        done(house.run(DeclineRequest(request=request, reason="no"), AKOSUA))
    monkeypatch.setattr(queries, "NEWEST_MAX", 1)
    assert found(house, AKOSUA) == {waiting, last}


def test_due_are_requests_and_permits_past_their_time(house: House) -> None:
    def due() -> list[str]:
        with house.engine.connect() as conn:
            return queries.due(conn, house.now)

    house.open()
    declined, permit = ask(house), ask(house)
    done(house.run(DeclineRequest(request=declined, reason="no"), AKOSUA))
    house.wait(8)
    done(house.run(ApproveRequest(request=permit), AKOSUA))
    waiting = ask(house)
    house.wait(9)
    assert due() == []
    house.wait(1)
    assert due() == [permit]
    house.wait(5)
    assert due() == [permit, waiting]
    assert house.row(REQUESTS, waiting).state == "awaiting"
