"""The operating system's keyring of a test's workstation: it outlives the app, also one that was killed."""

import json
from pathlib import Path

from teller_app.sync.keyring_store import MemoryKeyring


class KeyringFile(MemoryKeyring):
    """Secrets in a file of the test's own folder; the product itself refuses such a keyring."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        if path.exists():
            self.secrets.update(json.loads(path.read_text()))

    def put(self, name: str, value: str) -> None:
        """Keep it, also over a kill."""
        super().put(name, value)
        self._write()

    def drop(self, name: str) -> None:
        """Forget it."""
        super().drop(name)
        self._write()

    def _write(self) -> None:
        fresh = self._path.with_suffix(".new")
        fresh.write_text(json.dumps(self.secrets))
        fresh.replace(self._path)
