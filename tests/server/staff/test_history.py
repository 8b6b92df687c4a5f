"""What one may see of others: nobody's, the branch's, everybody's."""

import pytest
from sqlalchemy import insert

from contract.permissions import Role
from contract.staff import EndSessions, ReadmitDevice
from server.core.actor import Actor
from server.core.clock import later
from server.core.device_chain import device_chains
from server.staff import activity, refresh
from server.staff.actors import actor_of
from server.staff.history import Filter, activity_page, devices_seen, may_end, oversees, sessions_of
from tests.server.staff.bench import Founded
from tests.server.staff.test_devices import device


class Town:
    """Efua and Abena at two branches, each signed in at a workstation; a failure on an unknown name at Efua's."""

    def __init__(self, town: Founded) -> None:
        self.town, self.now = town, town.bank.clock()
        self.efua = town.person("efua", Role.CASHIER)
        self.abena = town.person("abena", Role.CASHIER, branch=town.osu)
        self.till = device(town)
        town.do(self.till)
        town.bank.writer.write_sync(self.work)

    def work(self, conn) -> None:
        for person in (self.efua, self.abena):
            refresh.begin(conn, person, self.till.device, "jkt", self.now, 3600)
            activity.note(conn, self.now, activity.SIGNED_IN, person, device=self.till.device)
        activity.note(conn, self.now, activity.SIGN_IN_FAILED, "", "ghost", self.till.device)

    def actor(self, user: str) -> Actor:
        found = actor_of(self.town.bank.writer.resident, user)
        assert found is not None
        return found

    def lines(self, reader: str, **asked: object) -> list[str]:
        with self.town.bank.engine.connect() as conn:
            page = activity_page(conn, self.town.bank.writer.resident, self.actor(reader), Filter(**asked))  # type: ignore[arg-type]
        return [f"{line.what} {line.full_name or line.username}".strip() for line in page.lines]

    def sessions(self, user: str) -> list[str]:
        with self.town.bank.engine.connect() as conn:
            found = sessions_of(conn, self.town.bank.writer.resident, self.actor(user), "", self.now)
        return sorted(view.full_name for view in found)


@pytest.fixture
def here(town: Founded) -> Town:
    return Town(town)


def test_who_sees_whom(here: Town) -> None:
    mine = ["signed_in Efua"]
    assert here.lines(here.efua) == mine
    assert here.lines(here.town.kofi) == ["sign_in_failed ghost", "signed_in Efua", "device_added"]
    assert "signed_in Abena" in here.lines(here.town.yaa)
    assert (here.sessions(here.efua), here.sessions(here.town.kofi)) == (["Efua"], ["Efua"])
    assert here.sessions(here.town.yaa) == ["Abena", "Efua"]
    assert [oversees(here.actor(user)) for user in (here.efua, here.town.kofi)] == [False, True]


def test_who_may_end_whose_session(here: Town) -> None:
    resident = here.town.bank.writer.resident
    asked = [(here.efua, here.efua), (here.efua, here.abena), (here.town.kofi, here.efua), (here.town.kofi, here.abena),
             (here.town.yaa, here.abena), (here.town.yaa, "nobody")]  # fmt: skip
    assert [may_end(here.actor(by), resident, user) for by, user in asked] == [True, False, True, False, True, False]


def test_lines_are_filtered_and_paged(here: Town) -> None:
    assert here.lines(here.town.yaa, what="signed_in", user=here.abena) == ["signed_in Abena"]
    assert here.lines(here.town.yaa, until=later(here.now, -10)) == []
    assert len(here.lines(here.town.yaa, limit=2)) == 2
    assert here.lines(here.town.yaa, before=1) == []


def test_whoever_was_signed_out_everywhere_has_no_session_any_more(here: Town) -> None:
    here.town.do(EndSessions(user=here.efua))
    assert here.sessions(here.town.yaa) == ["Abena"]


def test_when_a_workstation_was_last_heard_of(here: Town) -> None:
    with here.town.bank.engine.connect() as conn:
        (seen,) = devices_seen(conn, here.actor(here.town.yaa))
        assert (seen.device, seen.full_name in ("Efua", "Abena")) == (here.till.device, True)
        assert len(devices_seen(conn, here.actor(here.town.kofi))) == 1
        elsewhere = here.town.person("musa", Role.MANAGER, branch=here.town.osu)
        assert devices_seen(conn, here.actor(elsewhere)) == []
        assert not seen.forked


def test_a_workstation_whose_record_split_is_told_until_it_is_readmitted(here: Town) -> None:
    row = {"device": here.till.device, "counter": 4, "link": "", "chained": True, "forked": True, "holes": []}
    here.town.bank.writer.write_sync(lambda conn: conn.execute(insert(device_chains), row))
    with here.town.bank.engine.connect() as conn:
        assert devices_seen(conn, here.actor(here.town.yaa))[0].forked
    here.town.do(ReadmitDevice(device=here.till.device, reason="looked at"))
    with here.town.bank.engine.connect() as conn:
        assert not devices_seen(conn, here.actor(here.town.yaa))[0].forked
