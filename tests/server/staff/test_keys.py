import stat
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from server.core.clock import stamp
from server.staff.keys import KeysMissing, Pair, load_keys, make_keys, rotate

NOW = datetime(2026, 11, 24, 9, 0, 0, tzinfo=UTC)


def test_keys_are_made_once_and_for_their_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "bank.keys"
    first, second = make_keys(folder), make_keys(folder)
    assert first.signing.held.kid == second.signing.held.kid
    assert first.printing == second.printing == load_keys(folder).printing
    assert len(first.printing) == 32
    if sys.platform != "win32":
        assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_keys_that_are_absent_open_or_damaged_are_named(tmp_path: Path) -> None:
    with pytest.raises(KeysMissing) as missing:
        load_keys(tmp_path)
    assert missing.value.why == "absent"
    make_keys(tmp_path)
    (tmp_path / "print.key").chmod(0o644)
    if sys.platform != "win32":
        with pytest.raises(KeysMissing) as missing:
            load_keys(tmp_path)
        assert missing.value.why == "open_to_others"
    (tmp_path / "print.key").chmod(0o600)
    (tmp_path / "signing.pem").write_text("nonsense")
    with pytest.raises(KeysMissing) as missing:
        load_keys(tmp_path)
    assert missing.value.why == "damaged"


def test_a_rotated_pair_is_taken_up_by_who_holds_the_old_one(tmp_path: Path) -> None:
    held, before = make_keys(tmp_path), stamp(NOW)
    old = {Pair.TOKENS: held.signing.held.kid, Pair.SEALS: held.sealing.held.kid}
    assert len(set(old.values())) == 2, "a pair for each purpose"
    for pair, ring in ((Pair.TOKENS, held.signing), (Pair.SEALS, held.sealing)):
        token = ring.sign("t", b"said")
        assert not ring.refresh()
        fresh = rotate(tmp_path, pair, NOW)
        assert ring.refresh()
        assert ring.held.kid == fresh != old[pair]
        assert list(ring.held.former) == [old[pair]]
        assert not ring.held.former[old[pair]].key.is_private
        assert ring.opened(token, "t", before) == b"said"
        assert ring.opened(token, "t", stamp(NOW + timedelta(seconds=2))) is None
    again = load_keys(tmp_path)
    assert again.signing.held.kid == held.signing.held.kid
    if sys.platform != "win32":
        assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.rglob("*") if path.is_file()} == {0o600}


def test_a_stolen_token_pair_is_forgotten_and_seals_never_are(tmp_path: Path) -> None:
    make_keys(tmp_path)
    for pair in Pair:
        rotate(tmp_path, pair, NOW)
        rotate(tmp_path, pair, NOW + timedelta(days=1), at_once=True)
    keys = load_keys(tmp_path)
    assert (len(keys.signing.held.former), len(keys.sealing.held.former)) == (0, 2)


def test_a_folder_of_before_goes_on_sealing_with_the_pair_it_had(tmp_path: Path) -> None:
    kid = make_keys(tmp_path).signing.held.kid
    (tmp_path / "seals.pem").unlink()
    with pytest.raises(KeysMissing):
        load_keys(tmp_path)
    assert make_keys(tmp_path).sealing.held.kid == kid


def test_killed_before_the_exchange_the_folder_works_and_the_next_try_goes_through(tmp_path: Path) -> None:
    keys = make_keys(tmp_path)
    rotate(tmp_path, Pair.SEALS, NOW)
    (tmp_path / "seals.pem.part").write_bytes(b"half a k")
    assert rotate(tmp_path, Pair.SEALS, NOW) == load_keys(tmp_path).sealing.held.kid
    # What was written beside names the key that still signs: nothing is lost by that either.
    assert keys.sealing.refresh()
    damaged = tmp_path / "seals.pem"
    damaged.write_bytes(b"half a k")
    assert not keys.sealing.refresh(), "what is held goes on"
