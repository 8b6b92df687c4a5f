from pathlib import Path

import pytest

from teller_app.customers import folds as customers
from teller_app.sync.keyring_store import KeyringUnavailable, MemoryKeyring
from teller_app.sync.keys import DeviceSigner
from teller_app.sync.profile import DeviceKeyUnusable, open_profile
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


def test_an_operator_may_lay_down_the_identity_of_a_machine_without_a_keyring(tmp_path: Path) -> None:
    signer = DeviceSigner.generate()
    file = tmp_path / "device.key"
    file.write_text(signer.text() + "\n")
    file.chmod(0o644)
    with pytest.raises(DeviceKeyUnusable, match="read by others"):
        open_profile(tmp_path, None, file)
    file.chmod(0o600)
    profile = open_profile(tmp_path, None, file)
    assert profile.signer.public == signer.public
    profile.close()


def test_an_identity_that_nobody_laid_down_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "device.key"
    first = open_profile(tmp_path, None, file)
    again = open_profile(tmp_path, None, file)
    assert first.signer.public == again.signer.public
    assert file.stat().st_mode & 0o777 == 0o600
    for profile in (first, again):
        profile.close()
    with pytest.raises(DeviceKeyUnusable, match=r"nowhere/device\.key"):
        open_profile(tmp_path, None, tmp_path / "nowhere" / "device.key")
    file.write_text("", encoding="ascii")
    with pytest.raises(DeviceKeyUnusable):
        open_profile(tmp_path, None, file)
