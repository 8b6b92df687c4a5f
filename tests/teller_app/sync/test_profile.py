from pathlib import Path

import pytest

from teller_app.customers import folds as customers
from teller_app.sync.keyring_store import KeyringUnavailable, MemoryKeyring
from teller_app.sync.profile import open_profile
from tests.teller_app.samples import USER


class Locked(MemoryKeyring):
    def get(self, name: str) -> str | None:
        raise KeyringUnavailable("locked")

    put = drop = get  # type: ignore[assignment]


def test_the_same_device_opens_the_same_files(tmp_path: Path) -> None:
    secrets = MemoryKeyring()
    first = open_profile(tmp_path, secrets)
    first.keep_refresh(USER, "handle")
    first.replica(USER, (customers,)).close()
    first.close()
    again = open_profile(tmp_path, secrets)
    assert again.persistent
    assert again.problem == ""
    assert again.signer.public == first.signer.public
    assert again.refresh_of(USER) == "handle"
    again.drop_refresh(USER)
    assert again.refresh_of(USER) == ""
    assert sorted(file.name for file in tmp_path.glob("*.db")) == ["outbox.db", f"replica-{USER}.db"]
    again.close()


@pytest.mark.parametrize("secrets", [None, Locked()])
def test_without_a_keyring_nothing_is_left(tmp_path: Path, secrets: MemoryKeyring | None) -> None:
    profile = open_profile(tmp_path / "p", secrets)
    assert (profile.persistent, profile.problem) == (False, "no_keyring")
    profile.keep_refresh(USER, "handle")
    assert profile.refresh_of(USER) == ""
    folder = profile.folder
    assert folder.exists()
    profile.close()
    assert not folder.exists()
    assert not (tmp_path / "p").exists()


def test_a_copied_folder_is_not_opened_and_not_touched(tmp_path: Path) -> None:
    open_profile(tmp_path, MemoryKeyring()).close()
    before = (tmp_path / "outbox.db").read_bytes()
    elsewhere = open_profile(tmp_path, MemoryKeyring())
    assert (elsewhere.persistent, elsewhere.problem) == (False, "outbox_unreadable")
    elsewhere.close()
    assert (tmp_path / "outbox.db").read_bytes() == before
