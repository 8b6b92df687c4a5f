"""What is about to be sent to a drawer, a row for each piece: how many, their value, what the drawer has, will have, and until when
that lasts (picture 12, requisition)."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from contract.money import money_text
from teller_app.glass.cash import piece_chip
from teller_app.glass.count_edit import CountEdit
from teller_app.glass.look import Look
from teller_app.glass.paint import CENTER, RIGHT, rounded, text, well
from teller_app.glass.spoken import Spoken
from teller_app.glass.tab_order import outside, stop_before

DASH = "—"
ROW, HEAD = (38, 30), 26
FIELD_X, FIELD = 60, (92, 64)
VALUE_RIGHT, NOW_RIGHT, AFTER_RIGHT = 0.48, 0.68, 0.82
"""Shares of the width at which the figures end."""


class SendRow(msgspec.Struct, frozen=True):
    """One piece. ``held`` is what the drawer has of it, None where the reader may not know; ``strap`` are the words of sealed notes."""

    face: str
    label: str
    minor: int
    note: bool
    count: int
    held: int | None = None
    until: str = ""
    short: bool = False
    strap: str = ""


class SendGrid(QWidget):
    """``set_rows`` shows pieces, ``changed`` tells the counts by face. ``heads`` are piece, send, value, now, after, until.

    ``next_stop``: what the Tab key comes to behind the last piece.
    """

    changed = Signal(object)

    def __init__(
        self, look: Look, heads: tuple[str, str, str, str, str, str], next_stop: QWidget, decimals: int = 2
    ) -> None:
        super().__init__()
        self.look, self._next_stop = look, next_stop
        self._heads, self._decimals = heads, decimals
        self._rows: tuple[SendRow, ...] = ()
        self.edits: list[CountEdit] = []
        self._spoken: list[Spoken] = []
        self._read_only = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.follow(self._refresh)

    def set_heads(self, heads: tuple[str, str, str, str, str, str]) -> None:
        """Another currency in the head of the values."""
        self._heads = heads
        self.update()

    def counts(self) -> dict[str, int]:
        """Pieces by face, without those that count none."""
        pairs = zip(self._rows, self.edits, strict=True)
        return {row.face: edit.count() for row, edit in pairs if edit.count()}

    def set_rows(self, rows: Sequence[SendRow], read_only: bool) -> None:
        """Other rows, or other words on the same; what is typed keeps its field and the caret."""
        faces = [row.face for row in rows]
        if faces != [row.face for row in self._rows]:
            self._rebuild(rows)
        self._rows, self._read_only = tuple(rows), read_only
        for row, edit, spoken in zip(rows, self.edits, self._spoken, strict=True):
            if edit.count() != row.count:
                edit.blockSignals(True)
                edit.set_count(row.count)
                edit.blockSignals(False)
            edit.setReadOnly(read_only)
            spoken.say(row.label)
            edit.setAccessibleDescription(self._said(row))
        self.updateGeometry()
        self.update()

    def needs(self) -> int:
        """How many rows it has."""
        return len(self._rows)

    def focus_first(self) -> None:
        """Begin to change the amounts."""
        if self.edits:
            self.edits[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def sizeHint(self) -> QSize:
        """The head and all rows."""
        return QSize(420, HEAD + self._high() * len(self._rows) + 2)

    def minimumSizeHint(self) -> QSize:
        """Never lower: what does not fit is scrolled."""
        return QSize(self.look.pick(400, 330), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the editors into their wells."""
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Heads, then row by row."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, face, wide = self.look.tokens, self.look.font("micro-strong"), float(self.width())
        field = self.look.pick(*FIELD)
        text(p, QRectF(2, 0, FIELD_X, HEAD - 4), self._heads[0], face, tokens.text3)
        text(p, QRectF(FIELD_X, 0, field, HEAD - 4), self._heads[1], face, tokens.text3, CENTER)
        for words, right in zip(self._heads[2:], (VALUE_RIGHT, NOW_RIGHT, AFTER_RIGHT, 1.0), strict=True):
            text(p, QRectF(0, 0, wide * right, HEAD - 4), words, face, tokens.text3, RIGHT, False)
        p.fillRect(QRectF(0, HEAD - 3, wide, 1), tokens.sep)
        for at, row in enumerate(self._rows):
            self._draw_row(p, at, row)

    def _draw_row(self, p: QPainter, at: int, row: SendRow) -> None:
        look, tokens, wide = self.look, self.look.tokens, float(self.width())
        line = QRectF(0, HEAD + at * self._high(), wide, self._high())
        piece_chip(p, 2, line.center().y(), row.minor, row.note, self._decimals, 44, look.pick(24, 20))
        if self._read_only:
            rounded(p, self._field(at), 8, tokens.fill, tokens.focus if self.edits[at].hasFocus() else None, 2)
        else:
            well(p, self._field(at), tokens, 8, self.edits[at].hasFocus(), base=False)
        strong, medium = look.font("body-strong"), look.font("body-medium")
        worth = money_text(row.minor * row.count, self._decimals) if row.count else DASH
        cells = [(VALUE_RIGHT, worth, strong, tokens.text if row.count else tokens.text3)]
        if row.held is not None:
            cells += [(NOW_RIGHT, f"{row.held:,}", look.font("body"), tokens.text2),
                      (AFTER_RIGHT, f"{row.held + row.count:,}", medium, tokens.text)]  # fmt: skip
        cells.append((1.0, row.until or row.strap, medium, tokens.warn if row.short else tokens.text2))
        for right, words, face, ink in cells:
            text(p, QRectF(0, line.top(), wide * right, line.height()), words, face, ink, RIGHT, False)

    def _said(self, row: SendRow) -> str:
        held = [] if row.held is None else [f"{self._heads[3]} {row.held}", f"{self._heads[4]} {row.held + row.count}"]
        until = [f"{self._heads[5]} {row.until}"] if row.until else []
        return ", ".join([part for part in (row.strap,) if part] + held + until)

    def _rebuild(self, rows: Sequence[SendRow]) -> None:
        for part in (*self._spoken, *self.edits):
            part.hide()
            part.deleteLater()
        self.edits = [CountEdit(self.look, row.label, self) for row in rows]
        self._spoken = [Spoken(self, edit) for edit in self.edits]
        for at, edit in enumerate(self.edits):
            edit.setPlaceholderText("0")
            edit.counted.connect(lambda _: self.changed.emit(self.counts()))
            edit.stepped.connect(lambda by, here=at: self._step(here + by))
            edit.tabbed.connect(self._leave)
            edit.focus_moved.connect(self.update)
            edit.show()
        self._rows = tuple(rows)
        if self.edits and self._next_stop.window() is self.window():
            stop_before(self._next_stop, self.edits)
        self._lay_out()

    def _step(self, to: int) -> None:
        if 0 <= to < len(self.edits):
            self.edits[to].setFocus(Qt.FocusReason.TabFocusReason)

    def _leave(self, by: int) -> None:
        """The Tab key leaves the rows as a whole: Enter and the arrows go on in them."""
        target = outside(self.edits, by)
        if target is not None:
            reason = Qt.FocusReason.TabFocusReason if by > 0 else Qt.FocusReason.BacktabFocusReason
            target.setFocus(reason)

    def _field(self, at: int) -> QRectF:
        high = self._high()
        return QRectF(FIELD_X, HEAD + at * high + 3, self.look.pick(*FIELD), high - 6)

    def _lay_out(self) -> None:
        for at, edit in enumerate(self.edits):
            edit.setGeometry(self._field(at).adjusted(8, 0, -10, 0).toRect())
            self._spoken[at].stand(QRectF(0, self._field(at).top(), FIELD_X - 8, self._high() - 6))

    def _high(self) -> int:
        return self.look.grown(self.look.pick(*ROW))

    def _refresh(self) -> None:
        self._lay_out()
        self.updateGeometry()
        self.update()
