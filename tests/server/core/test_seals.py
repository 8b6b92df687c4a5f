"""Closed days are sealed by a key outside the database, and ``verify`` names what does not fit."""

from collections.abc import Callable
from pathlib import Path

import pytest
from joserfc.jwk import ECKey

from contract.branches import CloseBranchDay, OpenBranchDay
from server import build
from server.core import seals
from server.core.ring import Ring
from server.core.seals import Seals
from server.staff import activity
from tests.server.staff.bench import Founded, founded


@pytest.fixture
def closed(tmp_path: Path):
    with founded(tmp_path) as town:
        for day in ("2026-11-23", "2026-11-24"):
            town.do(OpenBranchDay(branch=town.makola, business_date=day))
            town.do(CloseBranchDay(branch=town.makola, business_date=day))
        yield town


def differences(town: Founded, key: Ring | None = None) -> list[str]:
    with town.bank.engine.connect() as conn:
        return [found.where for found in build.verify(conn, key or town.bank.keys.sealing)]


def write(town: Founded, statement: str) -> None:
    town.bank.writer.write_sync(lambda conn: conn.exec_driver_sql(statement))


def test_each_closed_day_has_its_seal_and_the_books_are_whole(closed: Founded) -> None:
    with closed.bank.engine.connect() as conn:
        rows = conn.exec_driver_sql("SELECT seq, business_date, token FROM day_seals ORDER BY seq").all()
        assert [row.business_date for row in rows] == ["2026-11-23", "2026-11-24"]
        claims = seals.read(rows[1].token, closed.bank.keys.sealing, "")
        assert claims is not None
        assert claims.hash == conn.exec_driver_sql("SELECT hash FROM journal WHERE seq = ?", (rows[1].seq,)).scalar()
    assert differences(closed) == []


@pytest.mark.parametrize(
    "harm",
    [
        lambda town: write(town, "DELETE FROM day_seals WHERE business_date = '2026-11-23'"),
        lambda town: write(town, "UPDATE day_seals SET token = (SELECT token FROM day_seals ORDER BY seq LIMIT 1)"),
        lambda town: write(town, "UPDATE day_seals SET token = 'x.y.z'"),
        lambda town: write(town, "UPDATE journal SET hash = prev_hash WHERE kind = 'close_branch_day'"),
    ],
    ids=["a seal taken away", "a seal of another day", "no seal at all", "another past"],
)
def test_what_does_not_fit_is_named(closed: Founded, harm: Callable[[Founded], None]) -> None:
    harm(closed)
    assert any(where.startswith("seal of the day") for where in differences(closed))


def test_another_key_s_seals_are_none(closed: Founded) -> None:
    assert len(differences(closed, Ring(ECKey.generate_key("P-256")))) == 2


def test_an_activity_log_cut_off_and_chained_anew_does_not_fit_the_seal(closed: Founded) -> None:
    closed.bank.writer.write_sync(lambda conn: activity.note(conn, closed.bank.clock(), activity.SIGNED_IN, "efua"))
    closed.do(OpenBranchDay(branch=closed.makola, business_date="2026-11-25"))
    closed.do(CloseBranchDay(branch=closed.makola, business_date="2026-11-25"))
    assert differences(closed) == []
    write(closed, "DELETE FROM activity")
    write(closed, f"UPDATE activity_head SET n = 0, hash = '{activity.GENESIS}'")
    assert any("activity" in where for where in differences(closed))


def test_days_closed_before_there_were_seals_are_sealed_once(closed: Founded) -> None:
    sealing = Seals(closed.bank.keys.sealing, activity.head)
    assert closed.bank.writer.write_sync(sealing.of_past) == 0, "there are seals already"
    write(closed, "DELETE FROM day_seals")
    assert len(differences(closed)) == 2
    assert closed.bank.writer.write_sync(sealing.of_past) == 2
    assert differences(closed) == []
