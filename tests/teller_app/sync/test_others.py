from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from contract.ledger import Deposit
from teller_app.sync.desk import Desk, Intent, Maker, stamp
from teller_app.sync.keyring_store import MemoryKeyring
from teller_app.sync.others import HOURS_MAX, Other, note_leaving, others
from teller_app.sync.profile import Profile, open_profile
from tests.teller_app.samples import deposit, me
from tests.teller_app.sync.test_outbox import put

NOW = datetime(2026, 11, 22, 15, 47, tzinfo=UTC)
EFUA = me()
KOJO = msgspec.structs.replace(EFUA, user="0189-kojo", username="kojo", full_name="Kojo Bediako", staff_number="000008")
AMA = msgspec.structs.replace(EFUA, user="0189-ama", username="ama", full_name="Ama Boateng", staff_number="000031")


@pytest.fixture
def profile(tmp_path: Path):
    made = open_profile(tmp_path, MemoryKeyring())
    yield made
    made.close()


def known(hours_ago: float, *people) -> list:
    return [(one, int((NOW - timedelta(hours=hours_ago)).timestamp())) for one in people]


def took_in(profile: Profile, user: str) -> None:
    command: Deposit = deposit()
    Desk(profile.signer, profile.outbox).store(command.transaction, Intent(command), Maker(user, 0, online=True))


def test_who_left_a_drawer_is_named_however_long_ago_and_who_left_nothing_for_a_shift(profile: Profile) -> None:
    at = stamp(NOW - timedelta(hours=HOURS_MAX + 8))
    note_leaving(profile, KOJO.user, "03", at)
    note_leaving(profile, AMA.user, "", at)
    found = others(profile, EFUA.user, known(30, EFUA, KOJO, AMA), NOW)
    assert found == (Other("kojo", "Kojo Bediako", "000008", at, "03"),)
    note_leaving(profile, AMA.user, "", stamp(NOW))
    assert [one.username for one in others(profile, EFUA.user, known(30, EFUA, KOJO, AMA), NOW)] == ["ama", "kojo"]


def test_whose_postings_wait_stands_first(profile: Profile) -> None:
    note_leaving(profile, KOJO.user, "03", stamp(NOW))
    took_in(profile, AMA.user)
    took_in(profile, EFUA.user)
    found = others(profile, EFUA.user, known(60, EFUA, KOJO, AMA), NOW)
    assert [(one.username, one.unsent) for one in found] == [("ama", 1), ("kojo", 0)]


def test_what_is_held_back_waits_too(profile: Profile) -> None:
    put(profile.outbox, maker=AMA.user)
    assert profile.outbox.back.hold() == 1
    assert [one.unsent for one in others(profile, EFUA.user, known(60, AMA), NOW)] == [1]


def test_a_power_cut_leaves_only_when_somebody_came_and_a_look_makes_no_files(profile: Profile) -> None:
    (found,) = others(profile, EFUA.user, known(2, EFUA, KOJO), NOW)
    assert (found.left_at, found.drawer) == ("2026-11-22T13:47:00.000Z", "")
    assert not profile.notes(KOJO.user)[0].exists()


def test_whoever_came_again_after_they_left_is_of_that_time(profile: Profile) -> None:
    note_leaving(profile, KOJO.user, "", stamp(NOW - timedelta(hours=5)))
    (found,) = others(profile, EFUA.user, known(1, KOJO), NOW)
    assert found.left_at == "2026-11-22T14:47:00.000Z"
