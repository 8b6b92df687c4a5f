"""What the window remembers between two runs: nothing secret, nothing that matters if it is lost."""

from __future__ import annotations

import logging
from pathlib import Path

import msgspec

from contract.base import UNREADABLE

FILE_NAME = "window.json"
_log = logging.getLogger(__name__)


class Place(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where a window lay on a screen, in logical px of the whole desktop, and whether it filled the screen."""

    x: int
    y: int
    width: int
    height: int
    maximized: bool = False


class Windows(msgspec.Struct, frozen=True, omit_defaults=True):
    """One window's places by the name of the screen, and the screen it was on last."""

    screen: str = ""
    places: dict[str, Place] = {}


class Remembered(msgspec.Struct, frozen=True, omit_defaults=True):
    """``registered`` is the device that the bank let in last; unknown fields of a newer app are passed over."""

    theme: str = ""
    text_scale: int = 0
    language: str = ""
    username: str = ""
    registered: str = ""
    bank: str = ""
    branch: str = ""
    windows: dict[str, Windows] = {}
    apart: dict[str, tuple[str, ...]] = {}
    """By person: the rooms that they left in windows of their own."""


class Memory:
    """A small file in the profile, replaced as a whole."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self.now = self._read()

    def _read(self) -> Remembered:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=Remembered)
        except FileNotFoundError:
            return Remembered()
        except (OSError, *UNREADABLE):
            _log.warning("window.json cannot be read and is begun anew")
            return Remembered()

    def keep(self, **changes: object) -> None:
        """Remember; a disk that refuses costs the comfort, not the work."""
        changed = msgspec.structs.replace(self.now, **changes)
        if changed == self.now:
            return
        self.now = changed
        fresh = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(msgspec.json.encode(changed))
            fresh.replace(self._path)
        except OSError:
            _log.warning("window.json cannot be written")
