from datetime import UTC, datetime, timedelta

from server.staff import secrets
from tests.server.staff.bench import room

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def test_an_order_is_for_the_hand_that_asked_once_and_for_a_day() -> None:
    with room() as conn:
        secrets.order(conn, "efua", "yaa", NOON)
        assert not secrets.take_order(conn, "efua", "kofi", NOON)
        assert not secrets.take_order(conn, "efua", "yaa", NOON + timedelta(hours=25))
        assert secrets.take_order(conn, "efua", "yaa", NOON)
        assert not secrets.take_order(conn, "efua", "yaa", NOON)
        secrets.order(conn, "efua", "yaa", NOON)
        secrets.order(conn, "efua", "kwame", NOON)
        assert not secrets.take_order(conn, "efua", "yaa", NOON), "a newer order stands in its place"


def test_a_one_time_secret_ends_by_itself_and_a_password_does_not() -> None:
    with room() as conn:
        secrets.store(conn, "efua", "first", NOON, one_time=True)
        assert secrets.stored(conn, "efua", NOON) == ("first", True)
        assert secrets.stored(conn, "efua", NOON + timedelta(hours=24)) == (None, False)
        secrets.store(conn, "efua", "own", NOON)
        assert secrets.stored(conn, "efua", NOON + timedelta(days=999)) == ("own", False)
        secrets.forget_password(conn, "efua")
        assert secrets.stored(conn, "efua", NOON) == (None, False)
