"""What stands before the close in its order, the reason where one helps, and the key that closes (picture 22, right below)."""

from datetime import date

from PySide6.QtWidgets import QHBoxLayout

from teller_app.branches import end_words, rules
from teller_app.branches.model import BranchModel
from teller_app.branches.state import BranchState
from teller_app.branches.view_tie import ROWS_LEAST
from teller_app.glass.alert import Alert
from teller_app.glass.button import GlassButton
from teller_app.glass.field import Field
from teller_app.glass.labels import Text
from teller_app.glass.lines import Lines
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.scroll_column import ScrollColumn
from teller_app.glass.telling import tell_trouble
from teller_app.i18n import formats
from teller_app.i18n.text import Texts

ANSWER_HIGH = 60
"""Of an alert of two lines, in px."""


def why_not_closed(state: BranchState, texts: Texts) -> str:
    """Why the day can neither be closed nor opened now; a reason may still be written."""
    if not state.online:
        return texts("vault.off.offline")
    fault = rules.close_fault(state.checks, state.reason, state.ties, state.paused_by) if state.open else ""
    return texts.for_code(fault).title if fault and fault not in rules.REASONABLE else ""


def may_be_forced(state: BranchState) -> bool:
    """Whether a reason written now would help."""
    codes = {check.code for check in state.blockers}
    forced = ("vault_counted" in codes or not state.ties) and not codes & rules.HARD
    return state.open and state.may_run and forced


def close_words(state: BranchState, texts: Texts) -> str:
    """What F9 does: closes this day or opens the next."""
    branch = state.seen.branch
    if state.open and branch is not None:
        return texts("end.close", date=formats.day(date.fromisoformat(branch.business_date), texts.language))
    day = formats.day(date.fromisoformat(state.next_date), texts.language) if state.next_date else ""
    return texts("branches.open", date=day)


class ClosingPanel(GlassPanel):
    """The last panel of the evening."""

    def __init__(self, look: Look, texts: Texts, model: BranchModel) -> None:
        super().__init__(look, texts("end.closing"))
        self._texts = texts
        self._told = ""
        self.lines = Lines(look, texts("end.closing"), dense=True)
        self.reason = Field(look, texts("end.reason"), placeholder=texts("branches.reason_hint"), icon="chat-text")
        self.reason.edit.setMaxLength(400)
        self.problem = Alert(look, "neg", "")
        # What does not fit scrolls, the answer to F9 first: the keys below stay where they are.
        self.rows = ScrollColumn(look, ROWS_LEAST + ANSWER_HIGH, name=texts("end.closing"))
        self.rows.column.add(self.problem)
        self.rows.column.add(self.lines)
        self.rows.column.add(self.reason)
        self.rows.column.addStretch(1)
        self.proof = GlassButton(look, texts("end.key.proof"), "secondary", "printer", "Ctrl+P")
        self.go = GlassButton(look, "", "primary", "moon", "F9")
        self.why = Text(look, "", "caption", "text2", wrap=True)
        self.body.addWidget(self.rows, 1)
        self.body.add(self.why)
        row = QHBoxLayout()
        row.addWidget(self.proof)
        row.addStretch(1)
        row.addWidget(self.go)
        self.body.addLayout(row)
        self.reason.changed.connect(model.set_reason)
        self.proof.clicked.connect(model.print_proof)
        self.go.clicked.connect(model.forward)

    def render_state(self, state: BranchState) -> None:
        """Lines, reason, problem, key."""
        # A low window must not scroll as a whole for the sake of these lines.
        self.rows.set_lowest(self.look.pick(ROWS_LEAST + ANSWER_HIGH, ANSWER_HIGH + 4))
        self.lines.set_lines(end_words.closing_lines(state, self._texts))
        self.reason.setVisible(may_be_forced(state))
        if self.reason.text() != state.reason:
            self.reason.set_text(state.reason)
        self.go.setVisible(state.may_run)
        self.go.set_text(close_words(state, self._texts))
        why = why_not_closed(state, self._texts)
        self.go.set_blocked(why)
        # A low window has no room for what the key's own answer says.
        self.why.setVisible(bool(why) and state.may_run and not self.look.compact)
        self.why.setText(self._texts("end.wakes", why=why) if why else "")
        self.go.set_busy(state.busy)
        tell_trouble(self.problem, state, self._texts)
        if state.problem and state.problem != self._told:
            self.rows.verticalScrollBar().setValue(0)
        self._told = state.problem
