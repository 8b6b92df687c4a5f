from datetime import UTC, datetime

from server.staff import activity
from tests.server.staff.bench import room


def test_a_line_is_kept_within_its_bounds() -> None:
    with room() as conn:
        activity.note(
            conn, datetime(2026, 11, 24, 12, 0, tzinfo=UTC), activity.SIGN_IN_FAILED, "", "x" * 500, "till", "y" * 500
        )
        row = conn.exec_driver_sql("SELECT at, what, username, device, detail FROM activity").one()
    assert row == ("2026-11-24T12:00:00.000Z", "sign_in_failed", "x" * 64, "till", "y" * 200)


def test_a_line_altered_or_taken_out_is_named() -> None:
    with room() as conn:
        for number in range(5):
            activity.note(conn, datetime(2026, 11, 24, 12, number, tzinfo=UTC), activity.SIGNED_IN, f"user {number}")
        assert list(activity.check(conn)) == []
        assert activity.hash_at(conn, 5) == activity.head(conn)[1]
        assert activity.hash_at(conn, 6) == ""
        assert activity.stretch(conn, 0).upto == activity.stretch(conn, 2).upto == 5
        conn.exec_driver_sql("UPDATE activity SET detail = 'was nothing' WHERE n = 3")
        assert (activity.stretch(conn, 1).bad, activity.stretch(conn, 3).bad) == (3, 0)
        assert [found.where for found in activity.check(conn)] == ["activity 3 hash"]
        conn.exec_driver_sql("DELETE FROM activity WHERE n = 3")
        assert [found.where for found in activity.check(conn)][0] == "activity 3"
        conn.exec_driver_sql("DELETE FROM activity WHERE n > 3")
        assert "activity head" in [found.where for found in activity.check(conn)]
