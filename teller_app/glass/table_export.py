"""Rows into a CSV file that spreadsheets open as it is meant: UTF-8 with a mark, commas, CRLF, plain decimals.

It works in turns of the event loop, a page at a time, so the window stays alive while a million rows are written. The
file appears under its name when it is whole; before that it ends in ``.part``.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import IO, Protocol, runtime_checkable

from PySide6.QtCore import QObject, QTimer, Signal

from contract.letters import harmless
from teller_app.glass.table_model import Column, Row
from teller_app.glass.table_plain import plain_cells

TURN = 500
"""Rows a turn: some milliseconds of work."""

type Rows = Sequence[Row]


@runtime_checkable
class Drains(Protocol):
    """Where the rows of an export come from. ``drain`` answers at once or later, always on the Qt thread."""

    def count(self) -> int: ...

    def drain(self, first: int, size: int, done: Callable[[Rows], None]) -> None: ...


class CsvExport(QObject):
    """One export under way. ``finished`` carries the number of rows, ``failed`` a code (``not_written``).

    ``moved`` carries rows written and rows in all. ``cancel`` takes the unfinished file away.
    """

    moved = Signal(int, int)
    finished = Signal(int)
    failed = Signal(str)
    cancelled = Signal()

    def __init__(self, rows: Drains, columns: Sequence[Column], shown: Sequence[int], path: Path) -> None:
        super().__init__()
        self._rows, self._columns, self._shown = rows, tuple(columns), tuple(shown)
        self.path = path
        self._part = path.with_name(path.name + ".part")
        self._file: IO[str] | None = None
        self._done = 0

    @property
    def running(self) -> bool:
        """True between start and end."""
        return self._file is not None

    def start(self) -> None:
        """Begin; the first rows are written in the next turn."""
        try:
            # utf-8-sig writes the mark by which a spreadsheet knows the encoding.
            self._file = self._part.open("w", encoding="utf-8-sig", newline="")
            self._write([[harmless(self._columns[at].title) for at in self._shown]])
        except OSError:
            self._fail()
            return
        QTimer.singleShot(0, self, self._turn)

    def cancel(self) -> None:
        """Stop and leave nothing behind."""
        if self.running:
            self._drop()
            self.cancelled.emit()

    def _turn(self) -> None:
        if self.running:
            self._rows.drain(self._done, TURN, self._came)

    def _came(self, rows: Rows) -> None:
        if not self.running:
            return
        try:
            self._write(plain_cells(row, self._columns, self._shown) for row in rows)
            self._done += len(rows)
            if not rows or self._done >= self._rows.count():
                self._end()
                return
        except OSError:
            self._fail()
            return
        self.moved.emit(self._done, self._rows.count())
        QTimer.singleShot(0, self, self._turn)

    def _write(self, lines: Iterable[Sequence[str]]) -> None:
        if self._file is not None:
            csv.writer(self._file, lineterminator="\r\n").writerows(lines)

    def _end(self) -> None:
        assert self._file is not None
        self._file.close()
        self._file = None
        self._part.replace(self.path)
        self.finished.emit(self._done)

    def _fail(self) -> None:
        self._drop()
        self.failed.emit("not_written")

    def _drop(self) -> None:
        file, self._file = self._file, None
        try:
            if file is not None:
                file.close()
        except OSError:
            # What could not be written cannot be flushed either; the part goes away below.
            pass
        self._part.unlink(missing_ok=True)
