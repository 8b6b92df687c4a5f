import stat
import sys
from pathlib import Path

import pytest

from server.staff.keys import KeysMissing, load_keys, make_keys


def test_keys_are_made_once_and_for_their_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "bank.keys"
    first, second = make_keys(folder), make_keys(folder)
    assert first.signing.thumbprint() == second.signing.thumbprint()
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
