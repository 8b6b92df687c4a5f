"""Passwords known from breaches, in a file of the bank's own: lines of SHA-1 in capitals and in order, as haveibeenpwned hands them out.

Forty gigabytes are looked through in forty reads; nothing is loaded, and nobody outside the bank is asked. SHA-1 is that list's own name
for a password and protects nothing here.
"""

import hashlib
import os
from pathlib import Path

DIGITS = 40
LINE_MAX = 64
"""A hash, a colon, how often it was seen, the line's end."""


class BreachedUnusable(Exception):
    """The file is not there or is none. ``path`` is what was looked at."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class Breached:
    """Opened for each question: an operator exchanges the file while the bank is open. An empty path knows nothing."""

    def __init__(self, path: str) -> None:
        self._path = Path(path) if path else None
        if self._path is not None:
            self._demand(self._path)

    def knows(self, password: str) -> bool:
        """Whether the password is in the list. Raises BreachedUnusable where the file has gone."""
        if self._path is None:
            return False
        wanted = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
        try:
            with self._path.open("rb") as file:
                return _found(file.fileno(), os.fstat(file.fileno()).st_size, wanted)
        except OSError as error:
            raise BreachedUnusable(self._path) from error

    @staticmethod
    def _demand(path: Path) -> None:
        try:
            with path.open("rb") as file:
                first = file.read(DIGITS)
        except OSError as error:
            raise BreachedUnusable(path) from error
        if len(first) != DIGITS or not set(first) <= set(b"0123456789ABCDEF"):
            raise BreachedUnusable(path)


def _found(file: int, size: int, wanted: bytes) -> bool:
    """Halve the bytes, not the lines: they differ in length by the count at their end."""
    low, high = 0, size
    while low < high:
        middle = (low + high) // 2
        begin = _line_at(file, middle)
        digits = os.pread(file, DIGITS, begin)
        if digits == wanted:
            return True
        if digits < wanted and len(digits) == DIGITS:
            low = middle + 1
        else:
            high = middle
    return os.pread(file, DIGITS, _line_at(file, low)) == wanted


def _line_at(file: int, at: int) -> int:
    """Where the first line begins that begins at ``at`` or later."""
    if at == 0:
        return 0
    end = os.pread(file, LINE_MAX, at - 1).find(b"\n")
    return at + end if end >= 0 else 1 << 62
