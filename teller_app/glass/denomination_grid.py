"""The cash count: one row a denomination, a real editor in each, values and coins total beside. Source: LOOK 6."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from contract.money import MINUS, money_text
from teller_app.glass import denomination_layout as place
from teller_app.glass.cash import piece_chip
from teller_app.glass.count_edit import CountEdit
from teller_app.glass.denominations import Denomination, GridTexts, piece_count, total_minor
from teller_app.glass.look import Look
from teller_app.glass.paint import CENTER, RIGHT, alpha, dim, rounded, text, well
from teller_app.glass.spoken import Spoken
from teller_app.glass.tab_order import outside
from teller_app.glass.type import text_width

DASH = "—"
VALUE_FACES, VALUE_GAP = ("body-strong", "caption-strong"), 8
"""Of a value beside its count, the larger first, and the room between the two in px."""
# Room for the focus ring and for the marked row, which is wider than its figures.
GUTTER = 4
# Right edges of the two compare columns, from the left of the grid (picture 10).
SENT_RIGHT = 136
DIFFERENCE_RIGHT = 100
HEAD_OUT = 8
"""How far a head may reach out of its field on both sides, in px."""


class DenominationGrid(QWidget):
    """``changed(total_minor, pieces)`` follows every change; ``finished`` is Enter on the last row.

    ``one_column`` lists all pieces below each other with the compare columns; else notes lie left and coins right.
    Counts are keyed by face ("20000", "200c"), because GH₵ 2 is a note and a coin.
    """

    gutter = GUTTER
    changed = Signal(object, int)
    finished = Signal()

    def __init__(
        self,
        look: Look,
        denominations: Sequence[Denomination],
        texts: GridTexts,
        decimals: int = 2,
        one_column: bool = False,
        row_height: int | None = None,
    ) -> None:
        super().__init__()
        self.look = look
        self._denominations = tuple(denominations)
        self._texts = texts
        self._decimals = decimals
        self._one_column = one_column
        self._row_height = row_height
        self._sent: dict[str, int] | None = None
        self._quiet = False
        self._columns: tuple[place.Column, ...] = ()
        self._places: dict[int, place.RowPlace] = {}
        notes, coins = place.split(self._denominations)
        self._groups = [group for group in (notes, coins) if group]
        self._order = notes + coins
        self.edits = [CountEdit(look, item.label, self) for item in self._denominations]
        self._pieces = [Spoken(self, edit) for edit in self.edits]
        for index, edit in enumerate(self.edits):
            self._connect(index, edit)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._describe()
        look.follow(self._refresh)

    def counts(self) -> dict[str, int]:
        """Counted pieces by face, without faces that count none."""
        pairs = zip(self._denominations, self.edits, strict=True)
        return {item.face: edit.count() for item, edit in pairs if edit.count()}

    def total(self) -> int:
        """The value of the count in minor units."""
        return total_minor(self._denominations, self.counts())

    def pieces(self) -> int:
        """How many pieces were counted."""
        return piece_count(self.counts())

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show a count; emits ``changed`` once. Raises KeyError for a face the grid does not have."""
        unknown = set(counts) - {item.face for item in self._denominations}
        if unknown:
            raise KeyError(f"unknown faces {sorted(unknown)}")
        self._quiet = True
        for item, edit in zip(self._denominations, self.edits, strict=True):
            edit.set_count(counts.get(item.face, 0))
        self._quiet = False
        self.update()
        self._tell()

    def clear(self) -> None:
        """Count nothing."""
        self.set_counts({})

    def set_placeholders(self, stock: Mapping[str, int]) -> None:
        """Show pieces in stock, grey, where nothing is counted yet (payout); an empty mapping shows zeros again."""
        for item, edit in zip(self._denominations, self.edits, strict=True):
            edit.setPlaceholderText(str(stock.get(item.face, 0)))
        self.update()

    def set_heads(self, sent: str, count: str) -> None:
        """Other words above what is compared: two counts, where nothing was sent."""
        self._texts = replace(self._texts, sent=sent, count=count)
        self._describe()
        self.update()

    def set_compare(self, sent: Mapping[str, int] | None) -> None:
        """Show what was sent and the differences (one column only), or hide both: a blind count must not see them."""
        self._sent = None if sent is None else dict(sent)
        self._describe()
        self.update()

    def set_read_only(self, read_only: bool) -> None:
        """A submitted count can be read but not changed."""
        for edit in self.edits:
            edit.setReadOnly(read_only)
        self.update()

    def first(self) -> QWidget:
        """Where one begins to count."""
        return self.edits[self._order[0]]

    def focus_first(self) -> None:
        """Begin to count."""
        self.first().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step(self, by: int) -> None:
        """Next or previous denomination: F6 and Enter; past the last one ``finished`` is emitted."""
        at = next((i for i, index in enumerate(self._order) if self.edits[index].hasFocus()), -1)
        target = at + by
        if target >= len(self._order):
            self.finished.emit()
        elif target >= 0:
            self.edits[self._order[target]].setFocus(Qt.FocusReason.TabFocusReason)

    def sizeHint(self) -> QSize:
        """All rows; the coins total takes a row of its own."""
        if self._one_column:
            rows = len(self._denominations)
        else:
            notes, coins = place.split(self._denominations)
            rows = max(len(notes), len(coins) + 1)
        return QSize(420, place.height(self._measure(), self._line_height(), rows))

    def minimumSizeHint(self) -> QSize:
        """Room for chips, counts and short values."""
        return QSize(self.look.pick(420, 240 if self._one_column else 376), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the editors into their wells."""
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Heads and the rows that need it."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        dim(p, self.isEnabled())
        # Not its bounds: the row that was typed in and the total of the coins lie far apart.
        dirty = event.region()
        if event.rect().top() < self._measure().head:
            self._draw_heads(p)
        for index, row in self._places.items():
            if dirty.intersects(row.line.adjusted(-6, -6, 6, 6).toAlignedRect()):
                self._draw_row(p, index, row)
        if dirty.intersects(self._coins_total_line().toAlignedRect()):
            self._draw_coins_total(p)

    def _connect(self, index: int, edit: CountEdit) -> None:
        edit.setPlaceholderText("0")
        edit.counted.connect(lambda: self._counted(index))
        edit.stepped.connect(self.step)
        edit.tabbed.connect(lambda by: self._leave_group(index, by))
        edit.focus_moved.connect(lambda: self._update_row(index))

    def _counted(self, index: int) -> None:
        self._describe_row(index)
        if not self._quiet:
            self._update_row(index)
            self._tell()

    def _tell(self) -> None:
        self.update(self._coins_total_line().adjusted(0, 0, 0, 2).toAlignedRect())
        self.changed.emit(self.total(), self.pieces())

    def _update_row(self, index: int) -> None:
        """Repaint one row with the room of its focus halo, not the whole grid (a key press has 2 ms)."""
        if index in self._places:
            self.update(self._places[index].line.adjusted(-6, -6, 6, 6).toAlignedRect())

    def _leave_group(self, index: int, by: int) -> None:
        """Tab goes from notes to coins and then out of the grid; Shift+Tab the other way."""
        at = next(i for i, group in enumerate(self._groups) if index in group)
        reason = Qt.FocusReason.TabFocusReason if by > 0 else Qt.FocusReason.BacktabFocusReason
        if 0 <= at + by < len(self._groups):
            self.edits[self._groups[at + by][0]].setFocus(reason)
            return
        target = outside([self.edits[place] for place in self._order], by)
        if target is not None:
            target.setFocus(reason)

    def _measure(self) -> place.Measure:
        return self.look.pick(place.REGULAR, place.COMPACT)

    def _line_height(self) -> int:
        regular = self._row_height or place.REGULAR.row
        return self.look.grown(self.look.pick(regular, place.COMPACT.row))

    def _lay_out(self) -> None:
        notes, coins = place.split(self._denominations)
        measure, line, width = self._measure(), self._line_height(), float(self.width() - 2 * GUTTER)
        self._columns = (
            (place.list_column(measure, line, width, len(self._order)),)
            if self._one_column
            else place.pair_columns(measure, line, width, len(notes), len(coins))
        )
        self._columns = tuple(column.moved(GUTTER) for column in self._columns)
        rows = [row for column in self._columns for row in column.rows]
        self._places = dict(zip(self._order, rows, strict=True))
        for index, row in self._places.items():
            field = row.field.toAlignedRect().adjusted(8, 1, -8, -1)
            self.edits[index].setGeometry(field)
            self._pieces[index].stand(QRectF(row.line.left(), row.line.top(), measure.chip, row.line.height()))

    def _draw_heads(self, p: QPainter) -> None:
        face, color, texts = self.look.font("micro-strong"), self.look.tokens.text3, self._texts
        titles = (texts.piece,) if self._one_column else (texts.notes, texts.coins)
        for column, title in zip(self._columns, titles, strict=True):
            if not column.rows:
                continue  # Notes alone: a head over nothing says nothing.
            head = column.head
            text(p, head.adjusted(2, 0, 0, 0), title, face, color)
            text(p, head.adjusted(0, 0, -4, 0), texts.value, face, color, RIGHT)
            field = column.rows[0].field
            # Beside what it is compared with it may be a longer word than the field is wide.
            out = HEAD_OUT if self._sent is not None else 0
            box = QRectF(field.left() - out, head.top(), field.width() + 2 * out, head.height())
            text(p, box, texts.count, face, color, CENTER)
            if self._one_column and self._sent is not None:
                text(p, QRectF(head.left(), head.top(), SENT_RIGHT, head.height()), texts.sent, face, color, RIGHT)
                text(p, self._difference_box(head, column.rows[0].field), texts.difference, face, color, RIGHT)

    def _difference_box(self, line: QRectF, field: QRectF) -> QRectF:
        return QRectF(field.right(), line.top(), DIFFERENCE_RIGHT, line.height())

    def _draw_row(self, p: QPainter, index: int, row: place.RowPlace) -> None:
        item, edit = self._denominations[index], self.edits[index]
        tokens, measure = self.look.tokens, self._measure()
        count = edit.count()
        if self._sent is not None:
            self._draw_compare(p, item, row, count)
        piece_chip(
            p, row.line.left() + 2, row.middle, item.value_minor, item.is_note, self._decimals, measure.chip,
            measure.chip_height,
        )  # fmt: skip
        if edit.isReadOnly():
            rounded(p, row.field, 8, tokens.fill, tokens.focus if edit.hasFocus() else None, 2)
        else:
            well(p, row.field, tokens, 8, edit.hasFocus(), base=False)
        value, face, color = DASH, "body", tokens.text3
        if count:
            value, face = self._fitting(item.value_minor * count, row.line.right() - row.field.right() - VALUE_GAP)
            color = tokens.text
        text(p, row.line.adjusted(0, 0, -4, 0), value, self.look.font(face), color, RIGHT)

    def _fitting(self, minor: int, room: float) -> tuple[str, str]:
        """A value and its face as they fit beside the count: first smaller, then a whole one without its decimals. Never cut: a figure
        without its first digit is another figure."""
        whole = money_text(minor, self._decimals)
        values = (whole,) if minor % 10**self._decimals else (whole, whole.partition(".")[0])
        found = [(value, face) for value in values for face in VALUE_FACES]
        return next((one for one in found if text_width(one[0], self.look.font(one[1])) <= room), found[-1])

    def _draw_compare(self, p: QPainter, item: Denomination, row: place.RowPlace, count: int) -> None:
        """Sent pieces, and the difference on an amber row with its sign in figures: never colour alone."""
        tokens, face = self.look.tokens, self.look.font("body-medium")
        sent = (self._sent or {}).get(item.face, 0)
        line = row.line
        if count != sent:
            rounded(p, line.adjusted(-4, 1, 4, -1), 10, tokens.warn_soft, alpha(tokens.warn, 0.45))
        box = QRectF(line.left(), line.top(), SENT_RIGHT, line.height())
        text(p, box, f"{sent:,}" if sent else DASH, face, tokens.text2, RIGHT)
        box = self._difference_box(line, row.field)
        words, color = _signed(count - sent), tokens.warn if count != sent else tokens.text3
        text(p, box, words, self.look.font("body-strong") if count != sent else face, color, RIGHT)

    def _coins_total_line(self) -> QRectF:
        """The row below the last coin; empty in one column."""
        if len(self._columns) < 2:
            return QRectF()
        head, height = self._columns[1].head, self._line_height()
        return QRectF(head.left(), self._measure().head + len(self._columns[1].rows) * height, head.width(), height)

    def _draw_coins_total(self, p: QPainter) -> None:
        coins = [item for item in self._denominations if not item.is_note]
        if not coins or len(self._columns) < 2:
            return
        tokens, line = self.look.tokens, self._coins_total_line()
        p.fillRect(QRectF(line.left(), line.top(), line.width(), 1), tokens.sep)
        text(p, line.adjusted(2, 0, 0, 0), self._texts.coins_total, self.look.font("caption-medium"), tokens.text2)
        value = money_text(total_minor(coins, self.counts()), self._decimals)
        text(p, line.adjusted(0, 0, -4, 0), value, self.look.font("body-strong"), tokens.text, RIGHT)

    def _describe(self) -> None:
        """What is painted beside an editor is told with it, or a screen reader would not know it."""
        for index, item in enumerate(self._denominations):
            self._pieces[index].say(item.label)
            self._describe_row(index)

    def _describe_row(self, index: int) -> None:
        item, edit = self._denominations[index], self.edits[index]
        parts = [f"{self._texts.value} {money_text(item.value_minor * edit.count(), self._decimals)}"]
        if self._sent is not None:
            sent = self._sent.get(item.face, 0)
            parts += [f"{self._texts.sent} {sent}", f"{self._texts.difference} {_signed(edit.count() - sent)}"]
        edit.setAccessibleDescription(", ".join(parts))

    def _refresh(self) -> None:
        self.updateGeometry()
        self._lay_out()
        self.update()


def _signed(count: int) -> str:
    if not count:
        return DASH
    return f"+{count}" if count > 0 else f"{MINUS}{-count}"
