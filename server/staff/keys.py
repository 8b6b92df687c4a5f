"""The bank's own keys. They lie in a folder outside the database: who copies the database cannot sign for the bank.

The two pairs that sign can be exchanged while the bank is open (``rotate``): tokens' and seals'. Of a pair that was followed the
public half stays in ``former/``: a token's for as long as one lives, a seal's for ever, because closed days are proved for ever.
"""

import os
import secrets
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from joserfc.jwk import ECKey

from server.core.clock import stamp
from server.core.ring import Former, Held, Ring

PRINT = "print.key"
CODES = "codes.key"
FORMER = "former"
ROTATE_DAYS = 366
"""A year, as docs/operate.md says. Nothing ends by itself: a bank that cannot sign its day is worse off than one with an old key."""


class Pair(StrEnum):
    """What a pair signs, and the file it lies in."""

    TOKENS = "signing.pem"
    SEALS = "seals.pem"


class KeysMissing(Exception):
    """The key folder has no usable keys. ``path`` is what was looked at; ``why`` is absent, open_to_others or damaged."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path = path
        self.why = why


@dataclass(frozen=True)
class Keys:
    """``signing``: ES256 pairs for access tokens. ``sealing``: for day seals and exports. ``printing``: 32 bytes for verification
    codes on paper. ``codes``: 32 bytes for what is sent to phones and for authenticators' seeds.
    """

    signing: Ring
    sealing: Ring
    printing: bytes
    codes: bytes


def make_keys(folder: Path) -> Keys:
    """The folder's keys; what is not there yet is made, readable by its owner only."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    old = folder / Pair.TOKENS
    if not (folder / Pair.SEALS).exists():
        # Before there were two pairs one signed both: its seals must go on being this bank's.
        _write(folder / Pair.SEALS, _read(old) if old.exists() else _fresh())
    if not old.exists():
        _write(old, _fresh())
    for name in (PRINT, CODES):
        if not (folder / name).exists():
            _write(folder / name, secrets.token_bytes(32).hex().encode())
    return load_keys(folder)


def load_keys(folder: Path) -> Keys:
    """The keys. Raises KeysMissing where one is absent, unreadable, or readable by others."""
    rings = [_ring(folder, pair) for pair in (Pair.TOKENS, Pair.SEALS)]
    texts = [_read(folder / name) for name in (PRINT, CODES)]
    try:
        printing, codes = (bytes.fromhex(text.decode()) for text in texts)
    except ValueError as error:
        raise KeysMissing(folder, "damaged") from error
    return Keys(rings[0], rings[1], printing, codes)


def rotate(folder: Path, pair: Pair, now: datetime, at_once: bool = False) -> str:
    """A fresh pair signs from now on; its kid. ``at_once`` forgets the former ones: for a token key that somebody else has.

    Killed at any step it leaves a folder that works: the former public half is written before the new pair takes its place.
    """
    held, past = _held(folder, pair), folder / FORMER
    past.mkdir(exist_ok=True, mode=0o700)
    if at_once and pair is Pair.TOKENS:
        for file in past.glob(f"{pair.value}.*"):
            file.unlink()
    else:
        kept = past / f"{pair.value}.{int(now.timestamp())}.{held.kid}"
        kept.unlink(missing_ok=True)
        _write(kept, held.key.as_pem(private=False))
    part = folder / f"{pair.value}.part"
    part.unlink(missing_ok=True)
    fresh = _fresh()
    _write(part, fresh)
    part.replace(folder / pair)
    return ECKey.import_key(fresh).thumbprint()


def age_days(folder: Path, pair: Pair, now: datetime) -> int:
    """Whole days since the pair began to sign."""
    return max(0, int((now.timestamp() - (folder / pair).stat().st_mtime) // 86_400))


def _fresh() -> bytes:
    return ECKey.generate_key("P-256").as_pem(private=True)


def _ring(folder: Path, pair: Pair) -> Ring:
    mark, held = _mark(folder, pair), _held(folder, pair)

    def look() -> Held | None:
        nonlocal mark
        now = _mark(folder, pair)
        if now == mark:
            return None
        try:
            found = _held(folder, pair)
        except (KeysMissing, OSError):
            # Somebody is at the folder: what is held goes on, and the next look finds it whole.
            return None
        mark = now
        return found

    return Ring(held.key, held.former, look)


def _mark(folder: Path, pair: Pair) -> tuple[int, int]:
    try:
        found = (folder / pair).stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_ino


def _held(folder: Path, pair: Pair) -> Held:
    pem = _read(folder / pair)
    try:
        return Held(ECKey.import_key(pem), _former(folder, pair))
    except ValueError as error:
        raise KeysMissing(folder, "damaged") from error


def _former(folder: Path, pair: Pair) -> Mapping[str, Former]:
    found = {}
    for file in sorted((folder / FORMER).glob(f"{pair.value}.*")):
        _, until, kid = file.name.removeprefix(pair.value).split(".")
        # To the end of that second: files are named by whole ones.
        moment = stamp(datetime.fromtimestamp(int(until) + 1, UTC))
        found[kid] = Former(ECKey.import_key(_read(file)), moment)
    return found


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
