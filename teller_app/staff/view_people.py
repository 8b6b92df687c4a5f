"""Who works here and how they stand, and behind a second tab what waits for a checker."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout

from teller_app.glass.button import GlassButton
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.segmented import Segmented
from teller_app.glass.table import DataTable
from teller_app.glass.table_model import Column, Figure, Lead, Person, Row, Status
from teller_app.glass.table_words import TableWords
from teller_app.i18n import formats
from teller_app.i18n.text import Texts
from teller_app.staff import words
from teller_app.staff.model import StaffModel
from teller_app.staff.state import StaffState

PEOPLE, WAITING = 0, 1


class PeoplePanel(GlassPanel):
    """Typing in the list filters it."""

    def __init__(self, look: Look, texts: Texts, model: StaffModel, today: Callable[[], date]) -> None:
        super().__init__(look, texts("staff.people"), rows=DataTable.gutter)
        self._texts, self._model, self._today = texts, model, today
        self._shown: object = None
        self.tabs = Segmented(look, (texts("staff.people"), texts("staff.waiting")), texts("staff.people"), low=True)
        self.add_action(self.tabs)
        self.table = self._people_table(look)
        self.waiting = self._waiting_table(look)
        self.none = EmptyState(look, "seal-check", texts("staff.waiting_none"), texts("staff.waiting_none_do"))
        self.edit = GlassButton(look, texts("staff.key.edit"), "secondary", "lock", "F4")
        self.new = GlassButton(look, texts("staff.key.new"), "primary", "user", "Ctrl+N")
        for part in (self.table, self.waiting, self.none):
            self.body.addWidget(part, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.edit)
        row.addWidget(self.new)
        self.body.add_row(row, inset=False)
        self.tabs.currentChanged.connect(lambda at: self._show(model.state))
        self.table.current_changed.connect(model.choose_person)
        self.waiting.current_changed.connect(model.choose_request)
        self.waiting.opened.connect(lambda key: model.decide())
        self.edit.clicked.connect(lambda: model.begin("edit"))
        self.new.clicked.connect(lambda: model.begin("new"))

    def _people_table(self, look: Look) -> DataTable:
        texts = self._texts
        columns = (
            Column(texts("staff.column.person"), sorts=True),
            Column(texts("staff.column.branch"), 96, optional=True),
            Column(texts("staff.column.limit"), 112, "money", optional=True),
            Column(texts("staff.column.way"), 72, "dim", optional=True),
            Column(texts("staff.column.state"), 120),
        )
        return DataTable(look, columns, texts("staff.people"), words=TableWords.of(texts), typing="filter")

    def _waiting_table(self, look: Look) -> DataTable:
        texts = self._texts
        columns = (Column(texts("staff.column.change")), Column(texts("staff.column.until"), 96, "dim"))
        return DataTable(look, columns, texts("staff.waiting"))

    def render_state(self, state: StaffState) -> None:
        """Rows only when they are others."""
        mark = (state.people, state.limits, state.branches, state.standing, state.requests, state.devices)
        if mark != self._shown:
            self._shown = mark
            with QSignalBlocker(self.table), QSignalBlocker(self.waiting):
                self.table.set_rows([self._row(state, at) for at in range(len(state.people))])
                self.waiting.set_rows([self._asked(state, at) for at in range(len(state.waiting))])
        for table, key in ((self.table, state.person), (self.waiting, state.request)):
            if table.current_key() != key:
                with QSignalBlocker(table):
                    table.select_key(key)
        self.tabs.set_label(PEOPLE, self._texts("staff.people_n", n=len(state.people)))
        self.tabs.set_label(WAITING, self._texts("staff.waiting_n", n=len(state.waiting)))
        self.edit.setVisible(state.may_change or state.may_oversee)
        self.new.setVisible(state.may_change)
        locked = state.chosen is not None and state.state_of(state.chosen) == "locked"
        self.edit.set_text(self._texts("staff.key.unlock" if locked or not state.may_change else "staff.key.limit"))
        self._off("edit", self.edit)
        self._off("new", self.new)
        self._show(state)

    def _off(self, intent: str, button: GlassButton) -> None:
        why = self._model.why_off(intent)
        button.set_blocked(self._texts(f"staff.off.{why}") if why else "")

    def _show(self, state: StaffState) -> None:
        waits = self.tabs.currentIndex() == WAITING
        self.table.setVisible(not waits)
        self.waiting.setVisible(waits and bool(state.waiting))
        self.none.setVisible(waits and not state.waiting)

    def _row(self, state: StaffState, at: int) -> Row:
        person, texts = state.people[at], self._texts
        face = Person(
            person.full_name, formats.initials(person.full_name), person.staff_number, words.roles(person, texts)
        )
        limit = words.person_limit(state, person)
        said, tone = words.person_status(state, person, texts)
        return Row(
            person.user,
            (
                face,
                words.branch(state, person.branch),
                Figure(limit, "text3" if limit == formats.EM_DASH else "text"),
                words.code_way(state, person, texts),
                Status(said, tone),
            ),
        )

    def _asked(self, state: StaffState, at: int) -> Row:
        request = state.waiting[at]
        sub = words.asked_by(request, self._texts, self._today())
        lead = Lead("seal-check", "warn", words.request_words(state, request, self._texts), sub)
        return Row(request.request, (lead, formats.when(request.expires_at, self._texts.language, self._today())))
