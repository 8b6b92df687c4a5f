"""The bank's own keys. They lie in a folder outside the database: who copies the database cannot sign for the bank."""

import os
import secrets
import sys
from dataclasses import dataclass
from pathlib import Path

from joserfc.jwk import ECKey

SIGNING = "signing.pem"
PRINT = "print.key"
CODES = "codes.key"


class KeysMissing(Exception):
    """The key folder has no usable keys. ``path`` is what was looked at; ``why`` is absent, open_to_others or damaged."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path = path
        self.why = why


@dataclass(frozen=True)
class Keys:
    """``signing``: ES256 pair for tokens and day seals. ``printing``: 32 bytes for verification codes on paper. ``codes``: 32 bytes
    for what is sent to phones and for authenticators' seeds.
    """

    signing: ECKey
    printing: bytes
    codes: bytes


def make_keys(folder: Path) -> Keys:
    """The folder's keys; what is not there yet is made, readable by its owner only."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not (folder / SIGNING).exists():
        _write(folder / SIGNING, ECKey.generate_key("P-256").as_pem(private=True))
    for name in (PRINT, CODES):
        if not (folder / name).exists():
            _write(folder / name, secrets.token_bytes(32).hex().encode())
    return load_keys(folder)


def load_keys(folder: Path) -> Keys:
    """The keys. Raises KeysMissing where one is absent, unreadable, or readable by others."""
    pem, *texts = (_read(folder / name) for name in (SIGNING, PRINT, CODES))
    try:
        printing, codes = (bytes.fromhex(text.decode()) for text in texts)
        return Keys(signing=ECKey.import_key(pem), printing=printing, codes=codes)
    except ValueError as error:
        raise KeysMissing(folder, "damaged") from error


def _write(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _read(path: Path) -> bytes:
    if not path.is_file():
        raise KeysMissing(path, "absent")
    if sys.platform != "win32" and path.stat().st_mode & 0o077:
        raise KeysMissing(path, "open_to_others")
    return path.read_bytes()
