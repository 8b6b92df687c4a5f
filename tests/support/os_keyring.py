"""A keyring of the operating system for an app that runs as a process of its own: what ``PYTHON_KEYRING_BACKEND`` names there."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from keyring.backend import KeyringBackend

WHERE = "COASTAL_TEST_KEYRING"


def surroundings(path: Path, secrets: Mapping[str, str]) -> dict[str, str]:
    """What a process finds in its environment, so that this file with these secrets is its keyring."""
    path.write_text(json.dumps(dict(secrets)))
    return {"PYTHON_KEYRING_BACKEND": f"{__name__}.FileBackend", WHERE: str(path)}


class FileBackend(KeyringBackend):
    """Of one service, in a file: for tests alone, the product takes no library that does so."""

    priority: Any = 1

    def get_password(self, service: str, username: str) -> str | None:
        """The secret, or None."""
        return self._read().get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        self._write(self._read() | {username: password})

    def delete_password(self, service: str, username: str) -> None:
        """Forget it."""
        self._write({name: secret for name, secret in self._read().items() if name != username})

    def _read(self) -> dict[str, str]:
        found: dict[str, str] = json.loads(Path(os.environ[WHERE]).read_text())
        return found

    def _write(self, secrets: dict[str, str]) -> None:
        Path(os.environ[WHERE]).write_text(json.dumps(secrets))
