"""What each role may do: a table of lines and roles, from the rights and bounds as they hold now."""

from PySide6.QtWidgets import QWidget

from teller_app.glass.button import GlassButton
from teller_app.glass.look import Look
from teller_app.glass.paint import text_width
from teller_app.glass.panel import GlassPanel
from teller_app.glass.table import DataTable
from teller_app.glass.table_model import Cell, Column, Mark, Row, Status
from teller_app.i18n.text import Texts
from teller_app.staff import rules, words
from teller_app.staff.model import StaffModel
from teller_app.staff.state import StaffState

ROLE_WIDE, BESIDE = 64, 14


class RolesPanel(GlassPanel):
    """Each cell says in words or with a mark what colour says as well."""

    def __init__(self, look: Look, texts: Texts, model: StaffModel) -> None:
        super().__init__(look, texts("staff.roles"), rows=DataTable.gutter)
        self._texts, self._model = texts, model
        self._shown: object = None
        self._roles: tuple[object, ...] = ()
        self.change = GlassButton(look, texts("staff.key.role"), "ghost", "identification-card", "F3", size="s")
        self.add_action(self.change)
        self.table: DataTable | None = None
        self.change.clicked.connect(lambda: model.begin("role"))

    def render_state(self, state: StaffState) -> None:
        """Made again when rights or bounds are others."""
        self.change.setVisible(state.may_change)
        why = self._model.why_off("role")
        self.change.set_blocked(self._texts(f"staff.off.{why}") if why else "")
        mark = (state.roles, state.limits)
        if mark == self._shown:
            return
        self._shown = mark
        roles = words.columns_of_roles(state)
        if self.table is None or tuple(roles) != self._roles:
            self._make(state)
        found = rules.matrix(state.roles, state.limits)
        rows = [
            Row(
                line.name,
                (self._texts(f"staff.line.{line.name}"), *(self._cell(found[line.name][role]) for role in roles)),
            )
            for line in rules.LINES
        ]
        assert self.table is not None
        self.table.set_rows(rows)

    def _make(self, state: StaffState) -> None:
        """A role more is a column more."""
        roles = words.columns_of_roles(state)
        self._roles = tuple(roles)
        said = [self._texts(f"staff.role.{role.value}") for role in roles]
        face = self.look.font("micro-strong")
        heads = [Column(head, max(ROLE_WIDE, round(text_width(head, face)) + BESIDE), centred=True) for head in said]
        before, self.table = self.table, DataTable(self.look, (Column(self._texts("staff.column.right")), *heads),
                                                   self._texts("staff.roles"), two_lines=False, dense=True)  # fmt: skip
        if before is not None:
            self.body.removeWidget(before)
            before.deleteLater()
        self.body.addWidget(self.table, 1)
        # It is made when the rights are known, after the panels beside: the Tab key comes to it here all the same. Of a
        # widget with a proxy Qt would move the proxy alone, and what stays behind sends the Tab key back.
        self.table.setFocusProxy(None)  # type: ignore[arg-type]
        QWidget.setTabOrder(self.change, self.table.view)

    def _cell(self, mark: str) -> Cell:
        said = words.cell(mark, self._texts)
        if mark in words.CELL_TONES:
            return Status(said, words.CELL_TONES[mark], plain=True)
        return Mark("check", said) if mark == rules.YES else said
