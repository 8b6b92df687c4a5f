"""A count by denomination and bucket: the grid of loose pieces, and one of notes alone for each bucket beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from contract.buckets import Bucket, laid_in, of_bucket
from contract.money import pieces_total
from teller_app.glass.bucket_tabs import BucketTabs
from teller_app.glass.count_edit import CountEdit
from teller_app.glass.counting import faces, grid_texts
from teller_app.glass.denomination_grid import DenominationGrid
from teller_app.glass.look import Look
from teller_app.i18n import formats
from teller_app.i18n.text import Texts

ALL = tuple(Bucket)


class BucketGrid(QWidget):
    """Speaks as ``DenominationGrid`` does, with faces that name their bucket ("5000:mutilated").

    ``set_buckets`` says which of them this count knows; with one alone there is nothing to choose.
    """

    changed = Signal(object, int)
    finished = Signal()
    gutter = DenominationGrid.gutter

    def __init__(
        self, look: Look, texts: Texts, currency: str, one_column: bool = False, row_height: int | None = None
    ) -> None:
        super().__init__()
        self._texts = texts
        known, heads = faces(currency, texts), grid_texts(currency, texts)
        notes = tuple(item for item in known if item.is_note)
        self.tabs = BucketTabs(look, [texts(f"bucket.{item.value}") for item in ALL], texts("bucket.choose"))
        self.loose = DenominationGrid(look, known, heads, one_column=one_column, row_height=row_height)
        self.notes = DenominationGrid(look, notes, heads, one_column=one_column, row_height=row_height)
        self._counts: dict[str, int] = {}
        self._sent: dict[str, int] | None = None
        self._buckets: tuple[Bucket, ...] = ALL
        self._coins = True
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.tabs, self.loose, self.notes):
            column.addWidget(part)
        column.addStretch(1)
        for grid in (self.loose, self.notes):
            grid.changed.connect(self._typed)
            grid.finished.connect(self.finished)
        self.tabs.currentChanged.connect(self._turned)
        self._show()

    @property
    def bucket(self) -> Bucket:
        """The one that is typed into."""
        at = self.tabs.currentIndex()
        return self._buckets[at] if 0 <= at < len(self._buckets) else Bucket.FIT

    @property
    def grid(self) -> DenominationGrid:
        """The rows that are shown."""
        return self.loose if self.bucket is Bucket.FIT and self._coins else self.notes

    @property
    def edits(self) -> list[CountEdit]:
        """The fields that are shown."""
        return self.grid.edits

    def stops(self) -> list[QWidget]:
        """What the Tab key may come to, shown or not."""
        return [self.tabs, *self.loose.edits, *self.notes.edits]

    def set_buckets(self, buckets: Sequence[Bucket], coins: bool = True) -> None:
        """Which buckets this count knows; ``coins`` False leaves loose coins out, where only notes are meant."""
        if (tuple(buckets), coins) == (self._buckets, self._coins):
            return
        self._buckets, self._coins = tuple(buckets), coins
        with QSignalBlocker(self.tabs):
            self.tabs.set_segments([self._texts(f"bucket.{item.value}") for item in self._buckets])
            self.tabs.setCurrentIndex(0)
        self._show()

    def turn(self) -> bool:
        """The next bucket. False where there is one alone, or none is seen."""
        if len(self._buckets) < 2 or not self.isVisible():
            return False
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + 1) % len(self._buckets))
        self.focus_first()
        return True

    def counts(self) -> dict[str, int]:
        """All counted pieces by face and bucket, without faces that count none."""
        return dict(self._counts)

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show a count; emits ``changed`` once. One that begins anew begins with the first bucket: the last one ended with another."""
        self._counts = {face: count for face, count in counts.items() if count}
        if not self._counts:
            with QSignalBlocker(self.tabs):
                self.tabs.setCurrentIndex(0)
        self._show()
        self.changed.emit(self.total(), self.pieces())

    def clear(self) -> None:
        """Count nothing."""
        self.set_counts({})

    def total(self) -> int:
        """The value as cash in minor units: suspect notes count nothing."""
        return pieces_total(self._counts)

    def pieces(self) -> int:
        """How many pieces were counted, in all buckets."""
        return sum(self._counts.values())

    def set_compare(self, sent: Mapping[str, int] | None) -> None:
        """Show what was sent and the differences (one column only), or hide both."""
        self._sent = None if sent is None else dict(sent)
        self._show()

    def set_heads(self, sent: str, count: str) -> None:
        """Other words above what is compared."""
        for grid in (self.loose, self.notes):
            grid.set_heads(sent, count)

    def set_read_only(self, read_only: bool) -> None:
        """A submitted count can be read, bucket by bucket, but not changed."""
        for grid in (self.loose, self.notes):
            grid.set_read_only(read_only)

    def first(self) -> QWidget:
        """Where one begins to count."""
        return self.grid.first()

    def focus_first(self) -> None:
        """Begin to count what is shown."""
        self.grid.focus_first()

    def step(self, by: int) -> None:
        """Next or previous denomination."""
        self.grid.step(by)

    def _typed(self, total: int, pieces: int) -> None:
        shown = laid_in(self.grid.counts(), self.bucket)
        others = {face: n for item in ALL if item is not self.bucket
                  for face, n in laid_in(of_bucket(self._counts, item), item).items()}  # fmt: skip
        self._counts = {**others, **shown}
        self._sums()
        self.changed.emit(self.total(), self.pieces())

    def _turned(self, at: int) -> None:
        self._show()

    def _show(self) -> None:
        """The rows of the chosen bucket."""
        self.tabs.setVisible(len(self._buckets) > 1)
        shown, other = (self.loose, self.notes) if self.grid is self.loose else (self.notes, self.loose)
        had = any(edit.hasFocus() for edit in other.edits)
        other.hide()
        shown.show()
        counts = of_bucket(self._counts, self.bucket)
        if shown.counts() != counts:
            with QSignalBlocker(shown):
                shown.set_counts(counts)
        shown.set_compare(None if self._sent is None else of_bucket(self._sent, self.bucket))
        self._sums()
        if had:
            shown.focus_first()

    def _sums(self) -> None:
        """Below each name what lies there; suspect notes have pieces and no value."""
        self.tabs.set_sums([self._sum(bucket) for bucket in self._buckets])

    def _sum(self, bucket: Bucket) -> str:
        held = laid_in(of_bucket(self._counts, bucket), bucket)
        if not held:
            return formats.EM_DASH
        if bucket is Bucket.SUSPECT:
            return self._texts("drawers.pieces", n=sum(held.values()))
        return formats.money(pieces_total(held))
