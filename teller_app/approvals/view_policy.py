"""The policy: its lines at the left, the one that is read or written at the right."""

from PySide6.QtCore import QSignalBlocker, Qt

from contract.approvals import ApprovalRuleFact
from teller_app.approvals import policy_words as words
from teller_app.approvals.policy import PolicyModel, PolicyState
from teller_app.approvals.view_policy_form import RuleForm
from teller_app.glass.alert import Alert
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.lines import Line, Lines
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.scroll_column import ScrollColumn
from teller_app.glass.table import DataTable
from teller_app.glass.table_model import Column, Figure, Lead, Row, Status
from teller_app.glass.written_list import WrittenList
from teller_app.i18n.text import Texts

_ICONS = {"amount": "coins", "day": "calendar-blank", "flag": "warning", "who": "user", "escalate": "users",
          "ask_life": "pause", "pay_life": "hand-withdraw", "held_life": "tray"}  # fmt: skip


class PolicyView(WrittenList):
    """Renders ``PolicyState``."""

    def __init__(self, look: Look, texts: Texts, model: PolicyModel) -> None:
        super().__init__()
        self._texts, self._model = texts, model
        self._rows: object = None
        self.list = GlassPanel(look, texts("policy.lines"), rows=DataTable.gutter)
        columns = (Column(texts("policy.column.line")), Column(texts("policy.column.bound"), 150, "money"),
                   Column(texts("policy.column.status"), 130, optional=True))  # fmt: skip
        self.table = DataTable(look, columns, texts("policy.lines"))
        self.none = EmptyState(look, "gear-six", texts("policy.none"), texts("policy.none_do"))
        self.panel = GlassPanel(look, texts("policy.one"))
        self.facts = Lines(look, texts("policy.one"))
        self.reading = ScrollColumn(look, name=texts("policy.title"))
        self.form = RuleForm(look, texts, model)
        self.waits = Alert(look, "warn", texts("policy.waits"), texts("policy.waits_do"))
        self.reads = Alert(look, "info", texts("policy.reads"), texts("policy.reads_do"))
        self.problem = Alert(look, "neg", "")
        says = {name: texts(f"policy.{name}") for name in ("new", "drop", "change", "off", "send")}
        self.make_buttons(look, says | {"turn": says["off"]})
        left, right = (texts("policy.lines"), "gear-six"), (texts("policy.one"), "seal-check")
        self.lay_out(look, texts("policy.title"), self.form, left, right)
        self.table.current_changed.connect(self._choose)
        self.table.opened.connect(lambda key: self.act("change"))
        self._calls = {
            "new": model.begin,
            "drop": model.drop,
            "change": model.change,
            "turn": model.turn,
            "send": model.send,
        }
        for name, button in self.buttons().items():
            button.clicked.connect(lambda checked=False, name=name: self.act(name))
        model.on_change = self.render_state
        self.render_state(model.state)

    def render_state(self, state: PolicyState) -> None:
        """Lines, the chosen one, or the form."""
        texts, chosen, writes = self._texts, state.chosen, state.draft is not None
        with QSignalBlocker(self.table):
            shown = (state.rules, state.waiting, state.branches, state.drawers)
            if shown != self._rows:
                self._rows = shown
                self.table.set_rows([self._row(fact, state) for fact in state.rules])
            if chosen and self.table.current_key() != chosen.rule:
                self.table.select_row(state.index)
        self.table.setVisible(bool(state.rules))
        self.none.setVisible(not state.rules)
        self.panel.set_title(
            chosen.rule if chosen and not writes else texts("policy.writing" if writes else "policy.one")
        )
        self.facts.setVisible(chosen is not None)
        self.reading.setVisible(not writes)
        if chosen is not None:
            self.facts.set_lines(self._lines(chosen, state))
        self.form.render_state(state)
        self.waits.setVisible(bool(state.asked) or (chosen is not None and chosen.rule in state.waiting and not writes))
        self.reads.setVisible(not state.may_change)
        self._buttons(state)
        self.problem.setVisible(bool(state.problem))
        if state.problem:
            said = texts.for_code(state.problem, state.problem_params)
            self.problem.set_words(said.title, said.what_to_do)

    def _buttons(self, state: PolicyState) -> None:
        texts, chosen, writes = self._texts, state.chosen, state.draft is not None
        self.turn.set_text(texts("policy.on" if chosen is not None and chosen.off else "policy.off"))
        why = "" if state.online else texts("approvals.off.offline")
        self.show_buttons(state.may_change, chosen is not None, writes, state.busy, lambda name: why)

    def _row(self, fact: ApprovalRuleFact, state: PolicyState) -> Row:
        texts = self._texts
        lead = Lead(_ICONS[fact.when.value], "accent", words.title(fact, texts), words.scope(fact, state, texts))
        return Row(
            fact.rule, (lead, Figure(words.figure(fact, state, texts)), Status(*words.status(fact, state, texts)))
        )

    def _lines(self, fact: ApprovalRuleFact, state: PolicyState) -> list[Line]:
        texts = self._texts
        pairs = (
            ("when", words.title(fact, texts)),
            ("scope", words.scope(fact, state, texts)),
            ("bound", words.figure(fact, state, texts)),
            ("status", words.status(fact, state, texts)[0]),
        )
        return [Line(texts(f"policy.fact.{name}"), figure=value) for name, value in pairs]

    def act(self, intent: str) -> bool:
        """A key of the manifest."""
        if intent not in self._calls or self.why_off(intent):
            return False
        self._calls[intent]()
        if intent in ("new", "change") and self._model.state.draft is not None:
            self.both.go(1)
            self.form.take_focus()
        if intent in ("drop", "send") and self._model.state.draft is None:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def why_off(self, intent: str) -> str:
        """Why a key cannot be had now, in words; empty when it can."""
        state = self._model.state
        writes = state.draft is not None
        if intent == "drop":
            return "" if writes else self._texts("policy.off.not_writing")
        if state.why_not_changed:
            return self._texts(f"policy.off.{state.why_not_changed}")
        if intent == "send":
            return "" if writes else self._texts("policy.off.not_writing")
        if writes:
            return self._texts("policy.off.writing")
        return self._texts("policy.off.none") if intent != "new" and state.chosen is None else ""

    def enter(self) -> None:
        """The list has the focus."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        """What was not asked for stays written until the person comes back."""
        return True

    def _choose(self, key: str) -> None:
        keys = [fact.rule for fact in self._model.state.rules]
        if key in keys:
            self._model.choose(keys.index(key))
