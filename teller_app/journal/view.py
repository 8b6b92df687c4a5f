"""The journal: the day's transactions at the left, the chosen one at the right."""

from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout, QWidget

from contract.ledger import TransactionFact
from teller_app.glass.compare_sheet import CompareSheet
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.field import Field
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.segmented import Segment, Segmented
from teller_app.glass.signatories import Specimens
from teller_app.glass.table import DataTable
from teller_app.glass.table_words import TableWords
from teller_app.i18n.text import Texts
from teller_app.journal import words
from teller_app.journal.model import KINDS, JournalModel
from teller_app.journal.state import JournalState
from teller_app.journal.view_detail import DetailPanel
from teller_app.journal.view_reverse import CashDialog, ReasonDialog
from teller_app.journal.view_rows import DayRows, columns

NARROW = 900


class JournalView(QWidget):
    """Renders ``JournalState``."""

    def __init__(self, look: Look, texts: Texts, model: JournalModel, specimens: Specimens) -> None:
        super().__init__()
        self._look, self._texts, self._model, self._specimens = look, texts, model, specimens
        self.compare: CompareSheet | None = None
        self._rows: tuple[TransactionFact, ...] | None = None
        self.reason: ReasonDialog | None = None
        self.cash: CashDialog | None = None
        self.list = GlassPanel(look, texts("journal.today"), rows=DataTable.gutter)
        self.filter = Field(look, "", placeholder=texts("journal.filter_hint"), icon="magnifying-glass")
        self.filter.set_name(texts("journal.filter"))
        self.kinds = Segmented(look, [Segment(texts(f"journal.{kind}")) for kind in KINDS], texts("journal.kinds"))
        table_words = TableWords.of(texts)
        self.table = DataTable(look, columns(texts), texts("journal.name"), words=table_words, typing="ask", many=True)
        self.table.typed.connect(self._typed)
        self.table.export_asked.connect(self._ask_file)
        self.none = EmptyState(look, "receipt", texts("journal.none"), texts("journal.none_do"))
        self.none_found = EmptyState(
            look, "magnifying-glass", texts("journal.none_found"), texts("journal.none_found_do")
        )
        self.detail = DetailPanel(look, texts, model)
        self._lay_out()
        self.filter.changed.connect(model.set_filter)
        self.filter.submitted.connect(lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))
        self.kinds.currentChanged.connect(lambda at: model.set_kind(KINDS[at]))
        self.table.current_changed.connect(self._choose)
        model.on_change = self.render_state
        self.render_state(model.state)

    def render_state(self, state: JournalState) -> None:
        """Rows only when they are others; the choice, the detail and the dialogues always."""
        if state.shown is not self._rows:
            self._rows = state.shown
            with QSignalBlocker(self.table):
                self.table.set_rows(DayRows(state.shown, self._texts))
        with QSignalBlocker(self.table):
            if state.chosen and self.table.current_key() != state.chosen.transaction:
                self.table.select_key(state.chosen.transaction)
        if self.kinds.currentIndex() != KINDS.index(state.kind):
            with QSignalBlocker(self.kinds):
                self.kinds.setCurrentIndex(KINDS.index(state.kind))
        if self.filter.text() != state.filter_text:
            with QSignalBlocker(self.filter):
                self.filter.set_text(state.filter_text)
        self.table.setVisible(bool(state.shown))
        self.none.setVisible(not state.rows)
        self.none_found.setVisible(bool(state.rows) and not state.shown)
        self.list.set_caption(self._texts("journal.rows", n=len(state.shown)))
        self.detail.render_state(state)
        self._ask(state)

    def act(self, intent: str) -> bool:
        """A key of the manifest; False where it does not apply."""
        if intent == "print":
            return self._model.reprint()
        if intent == "reverse":
            self._model.ask_reversal()
            return not self._model.state.problem and self._model.state.reversing
        if intent == "refund":
            self._model.ask_refund()
            return not self._model.state.problem and self._model.state.refunding
        if intent == "compare":
            return self._model.compare()
        if intent == "kind":
            self._model.next_kind()
        elif intent == "find":
            self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.filter.edit.selectAll()
        elif intent == "export":
            self._ask_file()
        return intent in ("kind", "find", "export")

    def why_off(self, intent: str) -> str:
        """Why a key of the manifest cannot be had now, in words; empty when it can."""
        state = self._model.state
        if intent == "reverse" and state.why_not_reversed:
            return self._texts(f"journal.off.{state.why_not_reversed}")
        if intent == "refund" and state.why_not_refunded:
            return self._texts(f"journal.off.{state.why_not_refunded}")
        if intent == "compare" and state.why_not_compared:
            return self._texts(f"journal.off.{state.why_not_compared}")
        if intent == "print" and (state.chosen is None or not state.chosen.receipt):
            return self._texts("journal.off.none" if state.chosen is None else "journal.off.receipt")
        return ""

    def enter(self) -> None:
        """The rows have the focus: arrows move at once."""
        part = self.table if self.table.isVisibleTo(self) else self.filter
        part.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        """Nothing is lost by leaving."""
        return True

    def _ask(self, state: JournalState) -> None:
        """Dialogues lie over the whole window, so they are made when there is one."""
        if state.comparing is not None and self.compare is None:
            self.compare = CompareSheet(
                self._look, self._texts, self.window(), self._specimens, self._model.leave_compare
            )
        if self.compare is not None:
            self.compare.show_compared(state.comparing, words.about(state.chosen, self._texts))
        if state.reversing and self.reason is None:
            self.reason = ReasonDialog(self._look, self._texts, self.window(), self._model)
        if self.reason is not None:
            self.reason.render_state(state)
        if state.paying is None:
            if self.cash is not None:
                self.cash.close_layer()
                self.cash.deleteLater()
                self.cash = None
            return
        if self.cash is None:
            self.cash = CashDialog(self._look, self._texts, self.window(), self._model, state.paying)
            self.cash.render_state(state)
            self.cash.open()
        self.cash.render_state(state)

    def _typed(self, letter: str) -> None:
        """A letter typed in the rows begins or goes on with the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.edit.insert(letter)

    def _choose(self, key: str) -> None:
        shown = [fact.transaction for fact in self._model.state.shown]
        if key in shown:
            self._model.choose(shown.index(key))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the chosen transaction lies below the list."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        self._both.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def _ask_file(self) -> None:
        """Where the CSV shall lie; the dialog is the system's own and does not stop the loop."""
        dialog = QFileDialog(self, self._texts("journal.key.export"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.setNameFilters(["CSV (*.csv)"])
        day = self._model.state.rows[0].business_date if self._model.state.rows else ""
        dialog.selectFile(f"journal-{day}.csv")
        dialog.fileSelected.connect(lambda path: self.export(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def export(self, path: Path) -> None:
        """Write the rows that are shown, once the bank has noted it."""
        self._model.export(lambda: self._write(path))

    def _write(self, path: Path) -> None:
        export = self.table.export_csv(path)
        if export is not None:
            export.finished.connect(self._model.exported)
            export.failed.connect(lambda code: self._model.not_exported())

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self.filter, 1)
        bar.addWidget(self.kinds)
        self.list.body.add_row(bar, inset=False)
        for part in (self.table, self.none, self.none_found):
            self.list.body.addWidget(part, 1)
        row = self._both = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.list, 1140)
        row.addWidget(self.detail, 504)
