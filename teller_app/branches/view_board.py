"""What holds up the close: the ring, the groups, each blocker with owner, age and act, and the key that closes (picture 11)."""

from datetime import date

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from teller_app.branches import board_words, rules, words
from teller_app.branches.model import BranchModel
from teller_app.branches.state import BranchState
from teller_app.branches.view_end_closing import may_be_forced, why_not_closed
from teller_app.glass.alert import Alert
from teller_app.glass.button import GlassButton
from teller_app.glass.check_row import Check, CheckRow
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.field import Field
from teller_app.glass.group_bars import Group, GroupBars
from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.ring import Ring
from teller_app.glass.table import DataTable
from teller_app.glass.table_model import Column, Lead, Row, Task
from teller_app.glass.telling import tell_trouble
from teller_app.i18n import formats
from teller_app.i18n.text import Texts

_ICONS = {"branch": "calendar-blank", "vault": "vault", "drawers": "cash-register", "papers": "seal-check"}


class BoardPanel(GlassPanel):
    """The middle of picture 11."""

    def __init__(self, look: Look, texts: Texts, model: BranchModel) -> None:
        super().__init__(look, texts("branches.readiness"), rows=DataTable.gutter)
        self._texts, self._model = texts, model
        self._shown: object = None
        self.ring = Ring(look, texts("branches.readiness"), 96)
        self.groups = GroupBars(look, texts("branches.groups"))
        self.table = DataTable(
            look, (Column(texts("branches.column.blocker")),), texts("branches.blockers"), tiles=True
        )
        self.heading = Text(look, texts("branches.blockers"), "body-strong")
        self.each = Text(look, "", "caption", "text2")
        self.done = Text(look, texts("branches.ready"), "body-strong")
        self.count = Text(look, "", "caption", "text2")
        self.checks = CheckRow(look, texts("branches.ready"), chips=True)
        self.none = EmptyState(look, "check-circle", texts("branches.nothing"), texts("branches.nothing_do"))
        self.reason = Field(look, texts("branches.reason"), placeholder=texts("branches.reason_hint"), icon="chat-text")
        self.reason.edit.setMaxLength(400)
        self.problem = Alert(look, "neg", "")
        self.advice = Alert(look, "warn", "")
        self.report = GlassButton(look, texts("branches.key.report"), "secondary", "list-checks", "F8")
        self.nudge_all = GlassButton(look, texts("branches.nudge_all"), "secondary", "bell", "Shift+F6")
        self.go = GlassButton(look, "", "primary", "seal-check", "F9")
        self._lay_out()
        self.table.current_changed.connect(model.choose)
        self.table.opened.connect(lambda key: model.act())
        self.reason.changed.connect(model.set_reason)
        self.nudge_all.clicked.connect(model.nudge_all)
        self.report.clicked.connect(self._report)
        self.go.clicked.connect(model.forward)
        look.follow(self._fit)

    def _report(self) -> None:
        self._model.read_report()
        self._model.open_room("day_end")

    def _fit(self) -> None:
        """In a low window the blockers need the height."""
        self.render_state(self._model.state)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self.ring)
        groups = QVBoxLayout()
        groups.addWidget(self.groups)
        top.addLayout(groups, 1)
        self.body.add_row(top)
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.each)
        self.body.add_row(head)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.none, 1)
        ready = QHBoxLayout()
        ready.addWidget(self.done, 1)
        ready.addWidget(self.count)
        self.body.add_row(ready)
        for part in (self.checks, self.advice, self.reason, self.problem):
            self.body.add(part)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.nudge_all)
        row.addWidget(self.report)
        row.addStretch(1)
        row.addWidget(self.go)
        self.body.add_row(row, inset=False)

    def render_state(self, state: BranchState) -> None:
        """Rows only when they are others."""
        texts, total = self._texts, len(state.checks)
        share = state.ready / total if total else 0.0
        tone = "pos" if total and state.ready == total else "accent"
        self.ring.set_value(share, str(state.ready), texts("branches.of", n=total), tone)
        self.groups.set_groups([self._group(state, group) for group in rules.GROUPS])
        self.each.setText(texts("branches.each", n=len(state.blockers)) if state.blockers else "")
        # Of two hundred drawers' stocks, which move all the time, no blocker says anything.
        vault = tuple(item.amount for item in state.seen.stocks if item.holder.startswith("vault:"))
        mark = (state.checks, dict(state.nudged), state.seen.people, vault, state.seen.tills)
        with QSignalBlocker(self.table):
            if mark != self._shown:
                self._shown = mark
                self.table.set_rows([self._row(state, at) for at in range(len(state.blockers))])
            self.table.select_key(state.chosen)
        self.table.setVisible(bool(state.blockers))
        self.none.setVisible(not state.blockers)
        found = [check for check in state.checks if check.ready]
        for part in (self.done, self.count, self.checks):
            part.setVisible(bool(found) and not self.look.compact)
        self.count.setText(str(len(found)))
        self.checks.set_checks([Check(texts(f"branches.ready.{check.code}", about=check.about)) for check in found])
        self.advice.setVisible(state.till is not None)
        if state.till is not None:
            self.advice.set_words(*words.till_advice(state.till, state, texts))
        self._close(state)

    def _group(self, state: BranchState, group: str) -> Group:
        mine = [check for check in state.checks if check.group == group]
        ready = sum(check.ready for check in mine)
        said = self._texts("branches.n_of", n=ready, m=len(mine))
        return Group(self._texts(f"branches.group.{group}"), ready, len(mine), said)

    def _row(self, state: BranchState, at: int) -> Row:
        check, texts = state.blockers[at], self._texts
        # What waits for this person stands out from what waits for others.
        tone = "neg" if check.act == "decide" and state.may_decide else "warn"
        lead = Lead(_ICONS[check.group], tone, words.check_title(check, texts), board_words.why(check, state, texts))
        said, key, done = board_words.act(check, state, texts)
        return Row(check.key, (Task(lead, board_words.owner(check, state, texts), said, key, done),))

    def _close(self, state: BranchState) -> None:
        texts = self._texts
        self.reason.setVisible(may_be_forced(state))
        if self.reason.text() != state.reason:
            self.reason.set_text(state.reason)
        self.go.setVisible(state.may_run)
        self.nudge_all.setVisible(state.may_run)
        self.report.setVisible(state.open and not self.look.compact)
        # One filled act: while something holds the day up, it is the decisions'.
        self.go.set_kind("secondary" if state.open and state.blockers else "primary")
        next_day = formats.day(date.fromisoformat(state.next_date), texts.language) if state.next_date else ""
        self.go.set_text(texts("branches.close") if state.open else texts("branches.open", date=next_day))
        self.go.set_blocked(why_not_closed(state, texts))
        self.go.set_busy(state.busy)
        tell_trouble(self.problem, state, texts)
