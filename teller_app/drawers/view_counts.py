"""The counts of a close beside each other: a switch between them, and each piece of the first beside the last one's (picture 03)."""

from PySide6.QtCore import QSignalBlocker

from teller_app.drawers import words
from teller_app.drawers.model import DrawerModel
from teller_app.drawers.state import BESIDE, DrawerState
from teller_app.drawers.view_count import CountPanel
from teller_app.glass.bucket_grid import BucketGrid
from teller_app.glass.look import Look
from teller_app.glass.segmented import Segmented
from teller_app.glass.tab_order import stop_before
from teller_app.i18n.text import Texts

ROW_HEIGHT = 36
"""Fifteen pieces beneath each other, all of them in sight at 1920 by 1080, and 28 left for each field."""


class CountsPart:
    """Puts the switch beside the panel's title, and the comparison in place of its rows."""

    def __init__(self, look: Look, texts: Texts, model: DrawerModel, panel: CountPanel) -> None:
        self._look, self._texts, self._panel = look, texts, panel
        self._shown: object = None
        self.switch = Segmented(look, [], texts("drawers.attempts"), low=True)
        self.grid: BucketGrid | None = None
        panel.add_action(self.switch)
        panel.before = (self.switch,)
        self._keys: tuple[str, ...] = ()
        self.switch.currentChanged.connect(lambda at: model.show_count(self._keys[at]))

    def render_state(self, state: DrawerState) -> None:
        """While it is counted the counts before are put away: the second is to be as blind as the first."""
        segments = words.count_segments(state, self._texts)
        self._keys = tuple(key for key, _, _ in segments)
        with QSignalBlocker(self.switch):
            if self._shown != segments:
                self._shown = segments
                self.switch.set_segments([label for _, label, _ in segments])
                for at, (_, _, there) in enumerate(segments):
                    self.switch.setTabEnabled(at, there)
            chosen = str(len(state.kept) + 1) if state.phase == "counting" else state.seen_count
            self.switch.setCurrentIndex(max(0, self._keys.index(chosen) if chosen in self._keys else 0))
        self.switch.setVisible(bool(segments))
        beside = state.seen_count == BESIDE and state.phase != "counting" and len(state.kept) > 1
        self._compare(state) if beside else self._panel.show_instead(None)

    def _compare(self, state: DrawerState) -> None:
        made = self.grid is None
        if self.grid is None:
            self.grid = BucketGrid(self._look, self._texts, state.currency, one_column=True, row_height=ROW_HEIGHT)
            self.grid.set_read_only(True)
        first, last = state.kept[0], state.kept[-1]
        self.grid.set_heads(*(words.count_name(kept.number, len(state.kept), self._texts) for kept in (first, last)))
        self.grid.set_compare(dict(first.pieces))
        self.grid.set_counts(dict(last.pieces))
        self._panel.show_instead(self.grid)
        if made:
            rows = self._panel.grid.stops() if self._panel.grid is not None else []
            stop_before(self._panel.next_stop, [self.switch, *rows, *self.grid.stops()])
