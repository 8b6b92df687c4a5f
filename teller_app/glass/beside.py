"""Panels beside each other where they fit, behind tabs where they do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from teller_app.glass.look import Look
from teller_app.glass.select_popup import SelectPopup
from teller_app.glass.tabs import Tabs

GAP = 12


def written_in(panel: QWidget) -> bool:
    """Whether the keys go to one of a panel's controls: where these go away the focus is to be led back, or Qt gives it to any."""
    focused: QWidget | None = panel.window().focusWidget()
    at = focused
    while at is not None and not isinstance(at, SelectPopup):
        at = at.parentWidget()
    # A list that a control has opened lies above the window, and is none of the panel's children.
    focused = at.opener if isinstance(at, SelectPopup) else focused
    return focused is not None and panel.isAncestorOf(focused)


@dataclass(frozen=True)
class Part:
    """One panel: the title of its tab, how much of the width it gets, the tab's icon.

    ``below``: it stands under the one before it, in the same column; ``high`` is its share of the column's height. ``compact`` is its
    share of the width in a compact window, 0 for the same.
    """

    title: str
    panel: QWidget
    share: int
    icon: str | None = None
    below: bool = False
    high: int = 1
    compact: int = 0


class Beside(QWidget):
    """``wide_from``: the width in px from which all parts are shown. ``folded`` and ``folds`` say which way it is.

    ``least``: the width in px that any one part can do with.
    """

    folds = Signal(bool)

    def __init__(self, look: Look, name: str, parts: Sequence[Part], wide_from: int, least: int = 480) -> None:
        super().__init__()
        self._parts, self._wide_from, self._least = tuple(parts), wide_from, least
        self.folded = False
        self.tabs = Tabs(look, name, bar=True)
        # From the start, because the Tab key goes in the order in which they came here.
        self.tabs.setParent(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP)
        self._look = look
        self._unfold()
        look.follow(self._share)

    def go(self, place: int) -> None:
        """Show a part; beside each other they are all shown."""
        self._wanted = place
        if self.folded:
            self.tabs.go(place)

    def minimumSizeHint(self) -> QSize:
        """As narrow as one part may be: it folds before anything has to scroll."""
        if self.folded:
            return QSize(self._least, self.tabs.minimumSizeHint().height())
        columns = ([part.panel.minimumSizeHint().height() for part in column] for column in self._columns())
        return QSize(self._least, max(sum(highs) + GAP * (len(highs) - 1) for highs in columns))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another form."""
        super().resizeEvent(event)
        folded = self.width() < self._wide_from
        if folded == self.folded:
            return
        focused = self.focusWidget()
        self._fold() if folded else self._unfold()
        if focused is not None and focused.isVisibleTo(self):
            focused.setFocus(Qt.FocusReason.OtherFocusReason)
        self.folds.emit(folded)
        self.updateGeometry()

    def _fold(self) -> None:
        self.folded = True
        wanted = self._wanted
        for part in self._parts:
            # Out of whatever layout it stands in: a column's goes with it.
            self.tabs.add(part.title, part.panel, part.icon)
        while (item := self._row.takeAt(0)) is not None:
            if (column := item.layout()) is not None:
                column.deleteLater()
        self._row.addWidget(self.tabs, 1)
        self.tabs.show()
        self.tabs.go(wanted)

    def _unfold(self) -> None:
        self._wanted = self.tabs.index() if self.folded else 0
        self.folded = False
        self._row.removeWidget(self.tabs)
        self.tabs.hide()
        for column in self._columns():
            if len(column) == 1:
                self._row.addWidget(column[0].panel, column[0].share)
            else:
                self._row.addLayout(self._stack(column), column[0].share)
        self._share()
        for part in self._parts:
            part.panel.show()
        self.tabs.empty()
        self.tabs.setParent(self)

    def _share(self) -> None:
        """A compact window may have other needs: a list of names is the first to be cut."""
        if not self.folded:
            for at, column in enumerate(self._columns()):
                self._row.setStretch(at, self._look.pick(column[0].share, column[0].compact or column[0].share))

    def _stack(self, column: Sequence[Part]) -> QVBoxLayout:
        stack = QVBoxLayout()
        stack.setSpacing(GAP)
        for part in column:
            stack.addWidget(part.panel, part.high)
        return stack

    def _columns(self) -> list[list[Part]]:
        columns: list[list[Part]] = []
        for part in self._parts:
            if part.below:
                columns[-1].append(part)
            else:
                columns.append([part])
        return columns
