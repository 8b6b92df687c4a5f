"""The blind count: a field for each note and coin, and the total of what was typed. It knows no expected figure."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from contract.buckets import Bucket
from teller_app.glass.bucket_grid import ALL, BucketGrid
from teller_app.glass.button import GlassButton
from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.match_bar import MatchBar
from teller_app.glass.panel import GlassPanel
from teller_app.glass.scroll_column import ScrollColumn
from teller_app.glass.tab_order import stop_before
from teller_app.i18n import formats
from teller_app.i18n.text import Texts

LOWEST, LOW = 240, 92
"""Below which height the rows scroll, in px."""


class CountPanel(GlassPanel):
    """``counts`` hears of every change. ``one_column`` has room to compare with what was sent (picture 10).

    ``next_stop``: what the Tab key comes to behind the last piece; ``before``: what it comes to before the first.
    """

    def __init__(
        self, look: Look, texts: Texts, title: str, counts: Callable[[dict[str, int]], None], one_column: bool = False
    ) -> None:
        super().__init__(look, title)
        self._texts, self._tell, self._one_column = texts, counts, one_column
        self._currency = ""
        self._buckets: tuple[Bucket, ...] = ALL
        self.grid: BucketGrid | None = None
        self._instead: QWidget | None = None
        self.line = Text(look, "", "body", "text2", wrap=True)
        self.total = MatchBar(look, texts("drawers.total"), large=True)
        self.clear = GlassButton(look, texts("drawers.clear"), "ghost", "eraser", "Ctrl+R")
        self.next_stop: QWidget = self.clear
        self.before: tuple[QWidget, ...] = ()
        self._scroll = ScrollColumn(look, LOWEST)
        self._place = self._scroll.column
        self._place.addStretch(1)
        self.trouble = QVBoxLayout()
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(4)
        self.buttons.addWidget(self.clear)
        self.buttons.addStretch(1)
        self.body.add(self.line)
        self.body.addWidget(self._scroll, 1)
        self.body.add(self.total)
        self.body.add_row(self.trouble)
        self.body.addLayout(self.buttons)
        self._low = self._typing = False
        self._place_line()
        look.follow(self._place_line)

    def add_below(self, part: QWidget) -> None:
        """Something that belongs below the rows and scrolls with them."""
        self._place.insertWidget(self._place.count() - 1, part)

    def set_low(self, low: bool) -> None:
        """In a low window the rows scroll, so that the total and its buttons stay in sight."""
        self._low = low
        self._scroll.set_lowest(LOW if low else LOWEST)
        self._place_line()

    def _place_line(self) -> None:
        """Fifteen rows need the height of a compact window; what the line says stands in the panel beside as well."""
        self.body.setSpacing(self.look.pick(10, 6))
        self.line.setVisible(not self._low and not (self._one_column and self.look.compact))

    def show_count(self, currency: str, counts: Mapping[str, int], open_for_typing: bool) -> None:
        """Show pieces by face; a count that is in can be read but not changed."""
        grid = self._grid_of(currency)
        if grid is None:
            return
        if grid.counts() != {face: count for face, count in counts.items() if count}:
            with QSignalBlocker(grid):
                grid.set_counts(counts)
        grid.set_read_only(not open_for_typing)
        if self._typing and not open_for_typing:
            # What was counted is read from its heads on; in a low window they were scrolled away.
            self._scroll.verticalScrollBar().setValue(0)
        self._typing = open_for_typing
        figure = formats.money_with_sign(grid.total(), currency)
        self.total.show_state(
            "total", self._texts("drawers.total"), self._texts("drawers.pieces", n=grid.pieces()), figure
        )

    def show_instead(self, part: QWidget | None) -> None:
        """Something in place of the rows; None: the rows again."""
        if self._instead is not None and part is not self._instead:
            self._instead.hide()
        if part is not None and part is not self._instead:
            self._place.insertWidget(0, part)
            part.show()
        self._instead = part
        if self.grid is not None:
            self.grid.setVisible(part is None)

    def compare(self, sent: Mapping[str, int] | None) -> None:
        """Show what was sent beside the count, or hide it while the count is blind."""
        if self.grid is not None:
            self.grid.set_compare(sent)

    def know(self, buckets: Sequence[Bucket]) -> None:
        """Which buckets this count has: a float from the vault is fit, what was left in a drawer may lie in any."""
        self._buckets = tuple(buckets)
        if self.grid is not None:
            self.grid.set_buckets(self._buckets)

    def next_bucket(self) -> bool:
        """Ctrl+B: the notes of the next bucket."""
        return self.grid is not None and self.grid.turn()

    def next_piece(self) -> bool:
        """F6: the next denomination, the first one when none has the focus."""
        if self.grid is None or not self.grid.isVisible():
            return False
        if any(edit.hasFocus() for edit in self.grid.edits):
            self.grid.step(1)
        else:
            self.grid.focus_first()
        return True

    def begin(self) -> None:
        """Put the focus into the first field."""
        if self.grid is not None:
            self.grid.focus_first()

    def _grid_of(self, currency: str) -> BucketGrid | None:
        """The grid of this currency; another currency has other notes."""
        if currency and currency != self._currency:
            if self.grid is not None:
                self._place.removeWidget(self.grid)
                self.grid.hide()
                self.grid.deleteLater()
            self._currency = currency
            self.grid = BucketGrid(
                self.look,
                self._texts,
                currency,
                one_column=self._one_column,
                row_height=40 if self._one_column else 44,
            )
            self.grid.set_buckets(self._buckets)
            self.grid.changed.connect(self._changed)
            self._place.insertWidget(0, self.grid)
            stop_before(self.next_stop, [*self.before, *self.grid.stops()])
        return self.grid

    def _changed(self, total: int, pieces: int) -> None:
        if self.grid is not None:
            self._tell(self.grid.counts())
