"""What of a drawer's day is told to whom, and when its till was cut off."""

from contract.history import HistoryStep
from server.drawers.history import LATE_S, gaps, opening_of, sessions_of, steps_of, told
from server.drawers.tables import DRAWERS
from tests.server.drawers.house import AKOSUA, DAY, DRAWER, EFUA, FLOAT, KOJO, House, deposit, done


def step(made: str, heard: str) -> HistoryStep:
    day = "2026-11-24T{}.000Z"
    return HistoryStep(seq=1, at=day.format(heard), made_at=day.format(made), kind="deposit", amount=1, pieces={}, session="s",
                       made_by="u")  # fmt: skip


def test_gaps_are_merged_and_a_slow_line_is_none() -> None:
    assert LATE_S == 60
    steps = [
        step("09:00:00", "09:00:59"),
        step("10:00:00", "10:30:00"),
        step("10:20:00", "10:31:00"),
        step("12:00:00", "12:05:00"),
    ]
    assert [(start[11:19], end[11:19]) for start, end in gaps(steps)] == [
        ("10:00:00", "10:31:00"),
        ("12:00:00", "12:05:00"),
    ]


def test_whose_sessions_and_what_was_there_before(house: House) -> None:
    house.open()
    done(house.run(deposit(20_00, {"1000": 2})))
    with house.engine.connect() as conn:
        drawer = DRAWERS.fetch(conn, [DRAWER])[DRAWER]
        (row,) = sessions_of(conn, drawer, DAY, house.reader(AKOSUA))
        assert sessions_of(conn, drawer, DAY, house.reader(EFUA)) == []
        assert opening_of(conn, DRAWER, row.first_seq) == {}
        assert [item.kind for item in steps_of(conn, DRAWER, [row], 1 << 40)] == ["opening", "deposit"]
        assert [item.kind for item in steps_of(conn, DRAWER, [row], row.last_seq)] == ["opening"]
    assert told(row).variance is None, "nothing is final while it is open"
    house.count({**FLOAT, "1000": 22})
    done(house.close())
    with house.engine.connect() as conn:
        (row,) = sessions_of(conn, drawer, DAY, house.reader(EFUA))
        assert sessions_of(conn, drawer, DAY, house.reader(KOJO)) == []
        assert opening_of(conn, DRAWER, row.last_seq + 1) == {**FLOAT, "1000": 22}
    assert told(row).variance == 0
