from datetime import UTC, datetime, timedelta

import pytest

from server.staff import refresh
from server.staff.refresh import Fate, Renewal
from server.staff.tables import refresh_families, refresh_tokens
from tests.server.staff.bench import room

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def renew(conn, token: str, seconds: float = 0, jkt: str = "key", device: str = "till") -> Renewal:
    return refresh.renew(conn, token, jkt, device, after(seconds))


@pytest.fixture
def begun():
    with room() as conn:
        token, family = refresh.begin(conn, "efua", "till", "key", NOON, 12 * 3600)
        yield conn, token, family


def test_each_token_is_answered_with_its_successor(begun) -> None:
    conn, token, family = begun
    for step in range(5):
        done = renew(conn, token, step * 600)
        assert (done.fate, done.family and done.family.id) == (Fate.RENEWED, family.id)
        assert done.token != token
        token = done.token


def test_no_token_is_stored(begun) -> None:
    conn, token, _ = begun
    stored = conn.execute(refresh_tokens.select()).all()
    assert token not in str(stored)
    assert [row.id for row in stored] == [refresh.token_id(token)]


def test_a_lost_answer_is_given_again_for_half_a_minute(begun) -> None:
    conn, token, _ = begun
    lost = renew(conn, token).token
    again = renew(conn, token, 29)
    assert again.fate is Fate.RENEWED
    assert renew(conn, lost, 29).fate is Fate.UNKNOWN, "of two successors one counts"
    assert renew(conn, again.token, 30).fate is Fate.RENEWED


@pytest.mark.parametrize("seconds", [31, 3600])
def test_a_second_use_later_ends_the_family(begun, seconds: float) -> None:
    conn, token, family = begun
    successor = renew(conn, token).token
    assert renew(conn, token, seconds).fate is Fate.REUSED
    assert renew(conn, successor, seconds).fate is Fate.OVER
    assert refresh.find(conn, family.id).ended == "reused"


def test_a_second_use_after_the_successor_was_used_ends_the_family_at_once(begun) -> None:
    conn, token, _ = begun
    renew(conn, renew(conn, token).token, 1)
    assert renew(conn, token, 2).fate is Fate.REUSED


@pytest.mark.parametrize(("jkt", "device"), [("another key", "till"), ("key", "another till")])
def test_another_key_or_device_ends_the_family(begun, jkt: str, device: str) -> None:
    conn, token, _ = begun
    assert renew(conn, token, 0, jkt, device).fate is Fate.REUSED
    assert renew(conn, token).fate is Fate.OVER


def test_the_shift_is_the_end_however_often_it_was_renewed(begun) -> None:
    conn, token, _ = begun
    late = renew(conn, token, 12 * 3600 - 1)
    assert late.fate is Fate.RENEWED
    assert renew(conn, late.token, 12 * 3600).fate is Fate.OVER


def test_an_unknown_token_changes_nothing(begun) -> None:
    conn, token, _ = begun
    assert renew(conn, "made up") == Renewal(Fate.UNKNOWN)
    assert renew(conn, token).fate is Fate.RENEWED


def test_families_of_last_week_are_swept(begun) -> None:
    conn, _, _ = begun
    refresh.begin(conn, "kojo", "till", "key", after(9 * 86_400), 3600)
    assert [row.user for row in conn.execute(refresh_families.select())] == ["kojo"]
    assert len(conn.execute(refresh_tokens.select()).all()) == 1
