"""What one process let through the next one knows, for as long as it matters, in files that stay small."""

import asyncio
import os
from contextlib import closing
from pathlib import Path

import pytest

from contract.errors import ErrorCode
from server.staff.denied import Denied
from server.staff.replay_log import ReplayLog, make_replays
from server.staff.replays import KEPT_S
from server.staff.strict_jws import TokenRefused

NOW = 1_770_000_000.0


def taken(log: ReplayLog, *marks: str, now: float = NOW) -> list[bool]:
    async def take() -> list[bool]:
        return [await log.take(mark, now) for mark in marks]

    return asyncio.run(take())


def sizes(bank: Path) -> dict[str, int]:
    return {path.name: path.stat().st_size for path in bank.parent.iterdir()}


def test_the_next_process_knows_it_until_it_counts_no_more(tmp_path: Path) -> None:
    bank = tmp_path / "bank.db"
    # Not closed: a process that is killed closes nothing.
    left = ReplayLog(bank)
    assert taken(left, "till.one", "till.two") == [True, True]
    with closing(ReplayLog(bank)) as after:
        assert taken(after, "till.one", "till.two", "till.three", now=NOW + KEPT_S - 1) == [False, False, True]
    with closing(ReplayLog(bank)) as later:
        assert taken(later, "till.one", "till.three", now=NOW + KEPT_S + 1) == [True, False]
    left.close()
    assert (tmp_path / "bank.db-proofs").stat().st_mode & 0o077 == 0


def test_files_take_turns_and_nothing_that_counts_is_forgotten(tmp_path: Path) -> None:
    bank = tmp_path / "bank.db"
    with closing(ReplayLog(bank)) as log:
        for turn in range(6):
            taken(log, f"till.{turn}", now=NOW + turn * (KEPT_S - 1))
        assert set(sizes(bank)) == {"bank.db-proofs", "bank.db-proofs-before"}
        assert sum(sizes(bank).values()) <= 4 * 60
    with closing(ReplayLog(bank)) as after:
        assert taken(after, "till.5", "till.0", now=NOW + 5 * (KEPT_S - 1)) == [False, True]


def test_a_server_that_starts_again_and_again_keeps_no_more_than_what_counts(tmp_path: Path) -> None:
    bank = tmp_path / "bank.db"
    for start in range(20):
        with closing(ReplayLog(bank)) as log:
            taken(log, f"till.{start}", now=NOW + start * KEPT_S / 2)
    assert sum(sizes(bank).values()) <= 4 * 60


def test_a_line_that_a_crash_tore_harms_nothing(tmp_path: Path) -> None:
    bank = tmp_path / "bank.db"
    with closing(ReplayLog(bank)) as log:
        taken(log, "till.one")
    with (tmp_path / "bank.db-proofs").open("ab") as file:
        file.write(b"\xff\x00 torn")
    with closing(ReplayLog(bank)) as after:
        assert taken(after, "till.one", "till.two") == [False, True]


def test_a_disk_that_takes_nothing_lets_nobody_in_unseen(tmp_path: Path) -> None:
    with closing(ReplayLog(tmp_path / "gone" / "bank.db")) as log, pytest.raises(Denied) as denied:
        taken(log, "till.one")
    assert denied.value.code is ErrorCode.BUSY


def test_a_bank_in_a_file_has_its_log_and_one_in_memory_none(tmp_path: Path) -> None:
    async def twice(url: str) -> str:
        for _ in range(2):
            replays = make_replays(url)
            try:
                await replays.take("till.one", NOW)
            except TokenRefused as refused:
                return refused.why
            finally:
                replays.close()
        return ""

    assert asyncio.run(twice(f"sqlite:///{tmp_path / 'bank.db'}")) == "replay"
    assert asyncio.run(twice("sqlite://")) == ""
    assert sorted(os.listdir(tmp_path)) == ["bank.db-proofs"]
