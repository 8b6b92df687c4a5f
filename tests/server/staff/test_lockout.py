from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, func, select

from server.staff import lockout
from server.staff.tables import sign_in_failures
from tests.server.staff.bench import room

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def test_the_wait_doubles_to_a_quarter_of_an_hour() -> None:
    waits = [lockout.wait_after(failures, 3) for failures in range(1, 14)]
    assert waits == [0, 0, 0, 5, 10, 20, 40, 80, 160, 320, 640, 900, 900]
    assert lockout.wait_after(10_000, 3) == 900


def test_guessing_slows_down_and_waiting_helps() -> None:
    with room() as conn:
        for _ in range(4):
            assert lockout.begin(conn, "efua", "there", False, NOON).wait_s == 0
        assert lockout.begin(conn, "efua", "there", False, NOON).wait_s == 5
        assert lockout.begin(conn, "efua", "elsewhere", False, NOON).wait_s == 5, "devices new to her share a counter"
        assert lockout.begin(conn, "efua", "her till", True, NOON).wait_s == 0, "her own till has its own"
        assert lockout.begin(conn, "efua", "there", False, NOON + timedelta(seconds=6)).wait_s == 0
        assert lockout.begin(conn, "efua", "there", False, NOON + timedelta(seconds=6)).wait_s == 10


def test_trying_one_password_on_everybody_slows_the_device_down() -> None:
    with room() as conn:
        for number in range(13):
            assert lockout.begin(conn, f"person {number}", "there", False, NOON).wait_s == 0
        assert lockout.begin(conn, "person 13", "there", False, NOON).wait_s == 5
        assert lockout.begin(conn, "person 13", "elsewhere", False, NOON).wait_s == 0


def test_signing_in_forgets_the_failures_and_remembers_the_device() -> None:
    with room() as conn:
        for _ in range(3):
            lockout.begin(conn, "efua", "till", False, NOON)
        assert not lockout.is_known(conn, "user", "till")
        lockout.succeed(conn, "efua", "user", "till", False, NOON)
        assert lockout.is_known(conn, "user", "till")
        assert conn.scalar(select(func.count()).select_from(sign_in_failures)) == 0


def test_counters_of_yesterday_are_swept() -> None:
    with room() as conn:
        lockout.begin(conn, "x" * 500, "there", False, NOON)
        lockout.begin(conn, "efua", "till", False, NOON + timedelta(days=2))
        assert conn.scalar(select(func.count()).select_from(sign_in_failures)) == 2


def fail(conn: Connection, name: str, device: str, known: bool, times: int) -> list[bool]:
    """So many wrong passwords, an hour apart; whether each locked."""
    locked = []
    for number in range(times):
        now = NOON + timedelta(hours=number)
        assert lockout.begin(conn, name, device, known, now) == lockout.Held()
        locked.append(lockout.fail(conn, name, device, known, now))
    return locked


def test_in_the_end_time_does_not_help_and_a_manager_does() -> None:
    with room() as conn:
        assert fail(conn, "efua", "there", False, lockout.LOCK_AFTER) == [False] * (lockout.LOCK_AFTER - 1) + [True]
        later = NOON + timedelta(days=400)
        assert lockout.begin(conn, "efua", "anywhere", False, later) == lockout.Held(locked=True)
        assert lockout.begin(conn, "efua", "her till", True, later) == lockout.Held(), (
            "nobody locks her out of her own till"
        )
        lockout.forget(conn, "efua", "user")
        assert lockout.begin(conn, "efua", "anywhere", False, later) == lockout.Held()


def test_unlocking_one_person_unlocks_nobody_else() -> None:
    with room() as conn:
        for name in ("e_ua", "efua"):
            fail(conn, name, name, True, lockout.LOCK_AFTER)
        lockout.forget(conn, "e_ua", "user")
        assert lockout.begin(conn, "efua", "efua", True, NOON + timedelta(days=9)).locked
        assert not lockout.begin(conn, "e_ua", "e_ua", True, NOON + timedelta(days=9)).locked


def test_a_workstation_that_guesses_at_everybody_is_locked_until_one_of_its_people_is_unlocked() -> None:
    with room() as conn:
        lockout.succeed(conn, "efua", "user", "till", False, NOON)
        for number in range(lockout.LOCK_DEVICE_AFTER):
            now = NOON + timedelta(hours=number)
            lockout.begin(conn, f"person {number}", "till", False, now)
            lockout.fail(conn, f"person {number}", "till", False, now)
        assert lockout.begin(conn, "kojo", "till", False, NOON + timedelta(days=99)).locked
        lockout.forget(conn, "efua", "user")
        assert not lockout.begin(conn, "kojo", "till", False, NOON + timedelta(days=99)).locked


def test_an_attempt_that_nobody_judged_makes_others_wait_a_moment_and_locks_nobody() -> None:
    """A server that dies while it looks at a right password, thirty times: not her doing."""
    with room() as conn:
        now = NOON
        for number in range(30):
            held = lockout.begin(conn, "efua", "till", True, now)
            assert held.wait_s <= lockout.UNDER_WAY_S, number
            assert not held.locked
            now += timedelta(seconds=1)
        now += timedelta(seconds=lockout.UNDER_WAY_S)
        for _ in range(4):
            assert lockout.begin(conn, "efua", "till", True, now) == lockout.Held(), "what was under way is forgotten"
        assert not lockout.fail(conn, "efua", "till", True, now)


def test_a_hundred_guesses_at_once_are_not_all_looked_at() -> None:
    with room() as conn:
        begun = [lockout.begin(conn, "efua", "till", True, NOON) for _ in range(100)]
        assert begun.count(lockout.Held()) == 4
        # A second later they are judged; the wait of the fourth failure counts from there.
        for _ in range(4):
            lockout.fail(conn, "efua", "till", True, NOON + timedelta(seconds=1))
        assert lockout.begin(conn, "efua", "till", True, NOON + timedelta(seconds=5.5)).wait_s == 1
        assert lockout.begin(conn, "efua", "till", True, NOON + timedelta(seconds=6.5)) == lockout.Held()


def test_an_attempt_that_nobody_had_time_for_was_none() -> None:
    with room() as conn:
        for _ in range(20):
            assert lockout.begin(conn, "efua", "till", True, NOON) == lockout.Held()
            lockout.withdraw(conn, "efua", "till", True)
        assert conn.scalar(select(func.count()).select_from(sign_in_failures)) == 0
        lockout.withdraw(conn, "efua", "till", True)
