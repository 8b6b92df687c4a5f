"""What is to be settled before the day ends, and what it settled by itself (picture 22, middle)."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout

from teller_app.branches import end_rules, end_words
from teller_app.branches.end_rules import Fault
from teller_app.branches.model import BranchModel
from teller_app.branches.state import BranchState
from teller_app.glass.chip import StatusChip
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.labels import Text
from teller_app.glass.lines import Lines
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.scroll_column import ScrollColumn
from teller_app.glass.table import DataTable
from teller_app.glass.table_model import Column, Lead, Row, Task
from teller_app.i18n.text import Texts

_ICONS = {
    "tills": "cloud-slash",
    "requests": "seal-check",
    "variances": "coins",
    "advances": "hand-coins",
    "suspense": "tray",
    "tie": "warning-octagon",
}


class FaultsPanel(GlassPanel):
    """Enter or F5 does what there is to do about the selected one."""

    def __init__(self, look: Look, texts: Texts, model: BranchModel) -> None:
        super().__init__(look, texts("end.exceptions"), rows=DataTable.gutter)
        self._texts, self._model = texts, model
        self._shown: object = None
        self.chip = StatusChip(look, "")
        self.add_action(self.chip)
        self.table = DataTable(
            look, (Column(texts("end.column.what")),), texts("end.exceptions"), cards=True, tiles=True
        )
        self.none = EmptyState(look, "check-circle", texts("end.no_exceptions"), texts("end.no_exceptions_do"))
        self.heading = Text(look, texts("end.settled"), "body-strong")
        self.settled = Lines(look, texts("end.settled"))
        self.rows = ScrollColumn(look, 60, name=texts("end.exceptions"))
        self.rows.column.addWidget(self.settled)
        self.rows.column.addStretch(1)
        self.number = Text(look, "", "caption", "text2")
        self.body.addWidget(self.table, 3)
        self.body.addWidget(self.none, 3)
        head = QHBoxLayout()
        head.addWidget(self.heading)
        head.addStretch(1)
        head.addWidget(self.number)
        self.body.add_row(head)
        self.body.add(self.rows, 2)
        self.table.current_changed.connect(model.choose_fault)
        self.table.opened.connect(lambda key: model.settle())

    def render_state(self, state: BranchState) -> None:
        """Rows only when they are others."""
        texts, faults = self._texts, end_rules.faults(state)
        chosen = end_rules.chosen(state)
        mark = (faults, dict(state.nudged), state.seen.people)
        with QSignalBlocker(self.table):
            if mark != self._shown:
                self._shown = mark
                self.table.set_rows([self._row(fault, state) for fault in faults])
            if chosen is not None:
                self.table.select_key(chosen.key)
        self.table.setVisible(bool(faults))
        self.none.setVisible(not faults)
        said = texts("end.faults", n=len(faults)) if faults else texts("end.no_exceptions")
        self.chip.set_status(said, "warn" if faults else "pos", "warning" if faults else "check")
        items = end_rules.settled(state)
        self.settled.set_lines([end_words.settled_line(item, texts) for item in items])
        self.number.setText(str(len(items)))
        for part in (self.heading, self.number, self.rows):
            part.setVisible(bool(items))

    def _row(self, fault: Fault, state: BranchState) -> Row:
        texts = self._texts
        lead = Lead(_ICONS[fault.step], "neg" if fault.step == "tie" else "warn", end_words.fault_title(fault, texts),
                    end_words.fault_sub(fault, state, texts))  # fmt: skip
        detail, hint = end_words.fault_figures(fault, texts), end_words.fault_hint(fault, texts)
        return Row(fault.key, (Task(lead, "", *end_words.fault_act(fault, state, texts), detail, hint),))
