import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.errors import KeyringLocked, PasswordDeleteError

from teller_app.sync.keyring_store import KeyringUnavailable, MemoryKeyring, OsKeyring, acceptable, os_keyring


class Wallet(KeyringBackend):
    priority = 1  # type: ignore[assignment]
    locked = False

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked("locked")
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise KeyringLocked("locked")
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError("none")


class PlainFile(Wallet):
    pass


PlainFile.__module__ = "keyrings.alt.file"


@pytest.fixture
def use() -> object:
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


@pytest.mark.parametrize("backend", [fail.Keyring(), null.Keyring(), PlainFile()])
def test_what_keeps_nothing_or_in_the_clear_is_no_keyring(use, backend: KeyringBackend) -> None:
    use(backend)
    assert not acceptable(backend)
    assert os_keyring("p") is None


def test_secrets_are_kept_by_profile(use) -> None:
    use(Wallet())
    one, two = os_keyring("one"), os_keyring("two")
    one.put("store-key", "a")
    assert (one.get("store-key"), two.get("store-key")) == ("a", None)
    one.drop("store-key")
    one.drop("store-key")
    assert one.get("store-key") is None


def test_a_locked_keyring_says_so() -> None:
    wallet = Wallet()
    wallet.locked = True
    with pytest.raises(KeyringUnavailable):
        OsKeyring(wallet, "p").get("device")


def test_memory() -> None:
    store = MemoryKeyring()
    store.put("a", "1")
    store.drop("a")
    store.drop("a")
    assert store.get("a") is None
