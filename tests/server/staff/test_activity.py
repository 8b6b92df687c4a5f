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
