"""No session yet: the free drawers of the branch, taken by number or with Enter."""

from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from contract.drawers import DrawerFact
from teller_app.drawers.model import DrawerModel
from teller_app.drawers.state import DrawerState
from teller_app.glass.alert import Alert
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.table import DataTable
from teller_app.glass.table_model import Column, Figure, Lead, Row
from teller_app.i18n import formats
from teller_app.i18n.text import Texts

NUMBERED = 9


class ChoosePage(QWidget):
    """A digit takes the drawer of that number, whichever of them are free: the list moves up while others take theirs."""

    def __init__(self, look: Look, texts: Texts, model: DrawerModel) -> None:
        super().__init__()
        self._texts, self._model = texts, model
        self.panel = GlassPanel(look, texts("drawers.choose"), rows=DataTable.gutter)
        columns = (
            Column(texts("drawers.column.drawer")),
            Column(texts("drawers.column.float"), 240, "dim", optional=True),
            Column(texts("drawers.column.currency"), 140, "dim", optional=True),
            Column(texts("drawers.column.hard"), 200, "money"),
        )
        self.table = DataTable(look, columns, texts("drawers.choose_name"))
        self.none = EmptyState(look, "vault", texts("drawers.none"), texts("drawers.none_do"))
        self.day_closed = EmptyState(
            look, "calendar-blank", texts("drawers.day_closed"), texts("drawers.day_closed_do")
        )
        self.table.opened.connect(self._take)
        self.panel.body.add(Text(look, texts("drawers.choose_do"), "body", "text2", wrap=True))
        self.slip = Alert(look, "info", "")
        self.panel.body.add(self.slip)
        self.problem = Alert(look, "neg", "")
        self.panel.body.add(self.problem)
        for part in (self.table, self.none, self.day_closed):
            self.panel.body.add(part, 1)
        self._number_keys()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)

    def render_state(self, state: DrawerState) -> None:
        """The free drawers, or why there is none."""
        rows = [self._row(drawer) for drawer in state.free]
        with QSignalBlocker(self.table):
            self.table.set_rows(rows)
            if rows and not self.table.current_key():
                self.table.select_row(0)
        self.table.setVisible(state.day_open and bool(rows))
        self.none.setVisible(state.day_open and not rows)
        self.day_closed.setVisible(not state.day_open)
        self._show_slip(state)
        taken = len(state.drawers) - len(state.free)
        self.panel.set_caption(self._texts("drawers.taken", n=taken) if taken else "")

    def _show_slip(self, state: DrawerState) -> None:
        """What the slip of this person is good for, or what stands in its way."""
        slip, texts = state.slip, self._texts
        self.slip.setVisible(slip is not None)
        if slip is None:
            return
        here = slip.device == state.device
        name = ("signed" if here else "elsewhere") if slip.seal else "asked"
        at = formats.clock(formats.moment(slip.signed_at or slip.asked_at))
        said = texts(f"drawers.slip.{name}_do", name=slip.signed_by, at=at)
        tone = "pos" if slip.seal and here else "warn"
        self.slip.set_words(texts(f"drawers.slip.{name}", number=slip.number), said, tone, "seal-check")

    def begin(self) -> None:
        """The list has the focus."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _number_keys(self) -> None:
        # Shortcuts of this page alone: a table takes every key that has a text for its own search.
        for digit in range(1, NUMBERED + 1):
            key = QShortcut(QKeySequence(str(digit)), self)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(partial(self._take_numbered, digit))

    def _take_numbered(self, digit: int) -> None:
        place = next((at for at, drawer in enumerate(self._model.state.free) if _digit(drawer) == digit), None)
        if place is not None:
            self._model.choose(place)

    def _take(self, key: str) -> None:
        places = [drawer.drawer for drawer in self._model.state.free]
        if key in places:
            self._model.choose(places.index(key))

    def _row(self, drawer: DrawerFact) -> Row:
        texts = self._texts
        press = texts("drawers.press", key=_digit(drawer)) if _digit(drawer) else ""
        lead = Lead("vault", "accent", texts("drawers.number", number=drawer.number), press)
        slip = self._model.state.slip
        on_slip = slip is not None and bool(slip.seal) and slip.drawer == drawer.drawer
        source = texts("drawers.carried" if drawer.carried_forward else "drawers.from_vault")
        source = texts("drawers.on_slip") if on_slip else source
        return Row(drawer.drawer, (lead, source, drawer.currency, Figure(formats.money(drawer.hard_max))))


def _digit(drawer: DrawerFact) -> int:
    """The key of a drawer's number; 0 where it has none: two digits, or letters."""
    number = int(drawer.number) if drawer.number.isdecimal() else 0
    return number if number <= NUMBERED else 0
