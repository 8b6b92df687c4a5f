"""Secrets in the operating system's keyring: the device key, the store key, the refresh handle. Never in a plain file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "coastal-teller"
_REFUSED = ("keyrings.alt", "keyring.backends.null", "keyring.backends.fail")


class KeyringUnavailable(Exception):
    """There is no keyring, it is locked, or it failed."""


class SecretStore(Protocol):
    """Short texts by name. Every method may raise KeyringUnavailable, and may take long: never call on the Qt thread."""

    def get(self, name: str) -> str | None: ...
    def put(self, name: str, value: str) -> None: ...
    def drop(self, name: str) -> None: ...


class OsKeyring:
    """The operating system's keyring; names are kept apart by profile."""

    def __init__(self, backend: KeyringBackend, profile: str) -> None:
        self._backend = backend
        self._profile = profile

    def get(self, name: str) -> str | None:
        """The secret, or None."""
        from keyring.errors import KeyringError

        try:
            return self._backend.get_password(SERVICE, self._name(name))
        except KeyringError as error:
            raise KeyringUnavailable(type(error).__name__) from None

    def put(self, name: str, value: str) -> None:
        """Keep it."""
        from keyring.errors import KeyringError

        try:
            self._backend.set_password(SERVICE, self._name(name), value)
        except KeyringError as error:
            raise KeyringUnavailable(type(error).__name__) from None

    def drop(self, name: str) -> None:
        """Forget it; one that is not there is forgotten already."""
        from keyring.errors import KeyringError, PasswordDeleteError

        try:
            self._backend.delete_password(SERVICE, self._name(name))
        except PasswordDeleteError:
            return
        except KeyringError as error:
            raise KeyringUnavailable(type(error).__name__) from None

    def _name(self, name: str) -> str:
        return f"{self._profile}/{name}"


class MemoryKeyring:
    """For tests, and for an app that may keep nothing."""

    def __init__(self) -> None:
        self.secrets: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        """The secret, or None."""
        return self.secrets.get(name)

    def put(self, name: str, value: str) -> None:
        """Keep it until the process ends."""
        self.secrets[name] = value

    def drop(self, name: str) -> None:
        """Forget it."""
        self.secrets.pop(name, None)


def acceptable(backend: KeyringBackend) -> bool:
    """Whether a backend keeps secrets as an operating system does: not in a plain file, not nowhere."""
    return not type(backend).__module__.startswith(_REFUSED)


def os_keyring(profile: str) -> OsKeyring | None:
    """The keyring for this profile, or None where there is none fit to hold a key. May take seconds."""
    # Its library asks for every backend there is, which is slow: on the thread that may be slow.
    import keyring
    from keyring.backends.chainer import ChainerBackend
    from keyring.errors import KeyringError

    try:
        found = keyring.get_keyring()
        candidates = list(found.backends) if isinstance(found, ChainerBackend) else [found]
    except (KeyringError, RuntimeError, ImportError):
        return None
    for backend in candidates:
        if acceptable(backend):
            return OsKeyring(backend, profile)
    return None
