import time
from pathlib import Path

import pytest

from teller_app.resources import resource_path
from teller_app.self_check import parts
from teller_app.self_check.finding import Limited, Unfit
from teller_app.settings import Settings
from teller_app.sync.keyring_store import KeyringUnavailable, MemoryKeyring


class Forgetful(MemoryKeyring):
    def get(self, name: str) -> str | None:
        return None


class Clinging(MemoryKeyring):
    def drop(self, name: str) -> None:
        pass


class Locked(MemoryKeyring):
    def put(self, name: str, value: str) -> None:
        raise KeyringUnavailable("InitError")


def test_a_keyring_keeps_and_forgets() -> None:
    kept = MemoryKeyring()
    assert parts.keyring(lambda: kept) == "keeps_secrets"
    assert kept.secrets == {}, "nothing stays behind"


@pytest.mark.parametrize(("found", "code"), [(None, "no_keyring"), (Locked(), "no_keyring InitError")])
def test_without_a_keyring_the_app_is_limited(found: MemoryKeyring | None, code: str) -> None:
    with pytest.raises(Limited, match=f"^{code}$"):
        parts.keyring(lambda: found)


@pytest.mark.parametrize(("found", "code"), [(Forgetful(), "keyring_forgets"), (Clinging(), "keyring_keeps")])
def test_a_keyring_that_lies_is_unfit(found: MemoryKeyring, code: str) -> None:
    with pytest.raises(Unfit, match=code):
        parts.keyring(lambda: found)


def test_a_keyring_that_never_answers_counts_as_none(monkeypatch) -> None:
    monkeypatch.setattr(parts, "KEYRING_S", 0.05)
    with pytest.raises(Limited, match="keyring_silent"):
        parts.keyring(lambda: time.sleep(0.3))


def test_the_store_is_tried_in_the_profile_and_leaves_nothing(tmp_path: Path) -> None:
    assert parts.store(tmp_path / "profile").startswith("sqlcipher 4")
    assert list((tmp_path / "profile").iterdir()) == []


def test_a_store_that_does_not_encrypt_is_found(tmp_path: Path, monkeypatch) -> None:
    """With SQLCipher's key left out, which is what a plain SQLite under its name would do."""
    import sqlite3

    monkeypatch.setattr(parts, "open_encrypted", lambda path, key: sqlite3.connect(path, isolation_level=None))
    with pytest.raises(Unfit, match="store_not_encrypted"):
        parts.store(tmp_path)


def test_fonts_and_pictures_are_the_bundled_ones(qapp) -> None:
    assert parts.fonts().endswith("roles")
    icons = len(list(resource_path("icons", "regular").glob("*.svg")))
    assert parts.pictures() == f"{icons} icons, 2 wallpapers"


def test_a_bundle_without_its_icons_is_found(qapp, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(parts, "resource_path", lambda *names: tmp_path.joinpath(*names))
    with pytest.raises(Unfit, match="icons_missing"):
        parts.pictures()


def test_authorities_come_from_the_bundle_or_from_the_banks_file(tmp_path: Path) -> None:
    assert int(parts.tls(Settings()).split()[0]) > 50
    empty = tmp_path / "ca.pem"
    empty.write_text("no certificate")
    with pytest.raises(Unfit, match="ca_unreadable"):
        parts.tls(Settings(ca_file=empty))
    with pytest.raises(Unfit, match="ca_unreadable FileNotFoundError"):
        parts.tls(Settings(ca_file=tmp_path / "missing.pem"))


def test_every_language_has_its_words() -> None:
    assert parts.words() == "en fr tw"


def test_what_is_made_for_the_check_stays_out_of_the_profile(tmp_path: Path) -> None:
    apart = parts.scratch(Settings(profile=tmp_path / "real", printer="lobby"), tmp_path / "apart")
    assert (apart.profile, apart.papers, apart.printer) == (tmp_path / "apart", tmp_path / "apart" / "papers", "")
