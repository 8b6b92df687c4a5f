"""The audit trail: filter by typing, groups, lines, the chosen entry beside them, and the chain's state."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout

from teller_app.glass.alert import Alert
from teller_app.glass.button import GlassButton
from teller_app.glass.chip import StatusChip
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.field import Field
from teller_app.glass.labels import Elided
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.segmented import Segmented
from teller_app.glass.table import DataTable
from teller_app.glass.table_model import Column, Row, Status
from teller_app.i18n.text import Texts
from teller_app.staff import words_trail as words
from teller_app.staff.files import chosen_file, extract_name
from teller_app.staff.model import StaffModel
from teller_app.staff.state import StaffState
from teller_app.staff.trail_state import GROUPS, TrailLine, key_of
from teller_app.staff.view_entry import EntryPane
from teller_app.staff.words import second


class TrailPanel(GlassPanel):
    """F7 brings here, F8 computes the chains again, Ctrl+E writes what is filtered into a file that proves itself."""

    def __init__(self, look: Look, texts: Texts, model: StaffModel, today: Callable[[], date]) -> None:
        super().__init__(look, texts("staff.trail"), rows=DataTable.gutter)
        self._texts, self._model, self._today = texts, model, today
        self._shown: object = None
        self.chip = StatusChip(look, texts("staff.chain.unchecked", n=0), "mute", "seal-check")
        self.add_action(self.chip)
        self.filter = Field(look, "", icon="magnifying-glass")
        self.filter.set_placeholders(texts("staff.trail.hint"), texts("staff.trail.hint_short"))
        self.filter.set_name(texts("staff.trail.filter"))
        self.groups = Segmented(look, [texts(f"staff.group.{group}") for group in GROUPS], texts("staff.trail.groups"))
        columns = (
            Column(texts("staff.column.number"), 56, "code"),
            Column(texts("staff.column.time"), 88, "dim"),
            Column(texts("staff.column.who"), 130),
            Column(texts("staff.column.what")),
            Column(texts("staff.column.on"), 100, "dim", optional=True),
            Column(texts("staff.column.group"), 90, optional=True),
        )
        self.table = DataTable(look, columns, texts("staff.trail"), two_lines=False, typing="ask")
        self.none = EmptyState(look, "magnifying-glass", texts("staff.trail.none"), texts("staff.trail.none_do"))
        self.news = Alert(look, "neg", "")
        self.entry = EntryPane(look, texts, today)
        self.note = Elided(look, texts("staff.trail.linked"), "caption", "text2", lines=5)
        self.older = GlassButton(look, texts("staff.trail.older"), "ghost", "caret-down")
        self.verify = GlassButton(look, texts("staff.key.verify"), "secondary", "seal-check", "F8")
        self.export = GlassButton(look, texts("staff.key.export"), "secondary", "floppy-disk", "Ctrl+E")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head, foot, middle, list_ = QHBoxLayout(), QHBoxLayout(), QHBoxLayout(), QVBoxLayout()
        head.addWidget(self.filter, 1)
        head.addWidget(self.groups)
        self.body.add_row(head, inset=False)
        self.body.add(self.news)
        middle.setSpacing(16)
        middle.setContentsMargins(0, 0, DataTable.gutter, 0)
        list_.addWidget(self.table, 1)
        list_.addWidget(self.none, 1)
        # Below the list alone: one entry is as high as the panel lets it be.
        foot.setContentsMargins(DataTable.gutter, 0, 0, 0)
        foot.addWidget(self.note, 1)
        for button in (self.older, self.verify, self.export):
            foot.addWidget(button)
        list_.addLayout(foot)
        middle.addLayout(list_, 1)
        middle.addWidget(self.entry)
        self.body.addLayout(middle, 1)

    def _connect(self) -> None:
        trail = self._model.trail
        self.filter.changed.connect(trail.set_text)
        self.filter.submitted.connect(lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))
        self.groups.currentChanged.connect(lambda at: trail.set_group(GROUPS[at]))
        self.table.current_changed.connect(trail.choose)
        self.table.typed.connect(self._typed)
        self.older.clicked.connect(trail.older)
        self.verify.clicked.connect(trail.verify)
        self.export.clicked.connect(self.ask_file)

    def render_state(self, state: StaffState) -> None:
        """Lines only when they are others."""
        trail, texts = state.trail, self._texts
        if trail.lines is not self._shown:
            self._shown = trail.lines
            with QSignalBlocker(self.table):
                self.table.set_rows([self._row(line) for line in trail.lines])
        if self.table.current_key() != trail.chosen:
            with QSignalBlocker(self.table):
                self.table.select_key(trail.chosen)
        if self.filter.text() != trail.text:
            with QSignalBlocker(self.filter):
                self.filter.set_text(trail.text)
        if self.groups.currentIndex() != GROUPS.index(trail.group):
            with QSignalBlocker(self.groups):
                self.groups.setCurrentIndex(GROUPS.index(trail.group))
        self.chip.set_status(*words.chain(trail, texts), "seal-check")
        self.table.setVisible(bool(trail.lines))
        self.none.setVisible(not trail.lines)
        self.older.setVisible(bool(trail.more))
        self.older.set_busy(trail.loading and bool(trail.more))
        self.verify.set_busy(trail.check.state == "checking")
        self.export.set_busy(trail.exporting)
        self._offs(state)
        self._news(state)
        self.entry.render_state(state)

    def _offs(self, state: StaffState) -> None:
        offline = "" if state.online else self._texts("staff.off.offline")
        for button in (self.older, self.verify):
            button.set_blocked(offline)
        self.export.set_blocked(offline)
        self.export.set_text(
            self._texts("staff.key.export_activity" if state.trail.group == "sign_in" else "staff.key.export")
        )

    def _news(self, state: StaffState) -> None:
        trail = state.trail
        self.news.setVisible(bool(trail.problem or trail.exported))
        if trail.problem:
            said = self._texts.for_code(trail.problem, trail.problem_params)
            self.news.set_words(said.title, said.what_to_do, "neg")
        elif trail.exported:
            self.news.set_words(self._texts("staff.trail.exported"), trail.exported, "pos")

    def _row(self, line: TrailLine) -> Row:
        said, tone = words.chip(line, self._texts)
        cells = (words.number(line), second(line.at, self._texts, self._today()), words.who(line, self._texts), words.what(line, self._texts),
                 words.where(line), Status(said, tone))  # fmt: skip
        return Row(key_of(line), cells)

    def _typed(self, letter: str) -> None:
        """A letter typed in the list goes on in the filter."""
        self.filter.setFocus(Qt.FocusReason.OtherFocusReason)
        self.filter.edit.insert(letter)

    def find_line(self) -> None:
        """The filter has the focus."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.edit.selectAll()

    def ask_file(self) -> None:
        """Where the extract shall lie; it is asked for once a place was chosen."""
        dialog = QFileDialog(self, self._texts("staff.key.export"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(extract_name(self._today(), self._model.state.trail.group))
        dialog.fileSelected.connect(lambda name: self._model.trail.export(chosen_file(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
