"""The form in which a line of the policy is written: of its fields those that a line of its sort can say."""

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from contract.approvals import When
from contract.permissions import Role
from teller_app.approvals import policy_words as words
from teller_app.approvals.policy import FIELDS, TIMED, Draft, PolicyModel, PolicyState
from teller_app.glass.field import Field
from teller_app.glass.look import Look
from teller_app.glass.scroll_column import ScrollColumn
from teller_app.glass.select import Select
from teller_app.i18n.text import Texts

PLACES = {"when": (0, 0, 2), "rule": (1, 0, 1), "act": (1, 1, 1), "branch": (2, 0, 1), "drawer": (2, 1, 1), "tier": (3, 0, 1),
          "currency": (3, 1, 1), "flag": (4, 0, 1), "role": (4, 0, 1), "to_branch": (4, 0, 1), "bound": (4, 1, 1)}  # fmt: skip
"""Row, column and columns of each field."""


class RuleForm(ScrollColumn):
    """Visible while a line is being written. Every field tells the model at once."""

    def __init__(self, look: Look, texts: Texts, model: PolicyModel) -> None:
        super().__init__(look)
        self._texts, self._model = texts, model
        self.rule = Field(look, texts("policy.field.rule"), placeholder=texts("policy.field.rule_hint"), code=True)
        self.bound = Field(look, texts("policy.field.bound"), placeholder="0.00")
        names = ("when", "act", "branch", "drawer", "tier", "currency", "flag", "role", "to_branch")
        self.selects = {name: Select(look, texts(f"policy.field.{name}")) for name in names}
        self._lay_out()
        self._fill()
        self.hide()

    def _lay_out(self) -> None:
        page, fields = QWidget(), {"rule": self.rule, "bound": self.bound, **self.selects}
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        for name, (row, column, wide) in PLACES.items():
            grid.addWidget(fields[name], row, column, 1, wide)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        self.column.addWidget(page)
        self.column.addStretch(1)
        for before, after in zip(list(PLACES), list(PLACES)[1:], strict=False):
            QWidget.setTabOrder(fields[before], fields[after])
        self.rule.changed.connect(lambda text: self._model.put(rule=text.strip()))
        self.bound.changed.connect(self._typed_bound)
        read: dict[str, Callable[[str], object]] = {"when": When, "role": Role, "tier": lambda key: int(key or 0)}
        for name, select in self.selects.items():
            make = read.get(name, str)
            select.chosen.connect(lambda key, name=name, make=make: self._chose(name, make(key)))

    def _fill(self) -> None:
        texts, selects = self._texts, self.selects
        selects["when"].set_options(words.whens(texts))
        selects["act"].set_options(words.acts(texts))
        selects["tier"].set_options(words.tiers(texts))
        selects["currency"].set_options([(code, code) for code in words.CURRENCIES])
        selects["flag"].set_options(words.flags(texts))
        selects["role"].set_options(words.roles(texts))

    def _chose(self, name: str, value: object) -> None:
        self._model.put(**{name: value})
        draft = self._model.state.draft
        if name == "when" and draft is not None:
            # Another sort means another measure: what stood in the field is read anew.
            self._typed_bound(self.bound.text())

    def _typed_bound(self, text: str) -> None:
        draft = self._model.state.draft
        if draft is not None:
            self._model.put(bound=words.bound_of(draft, text))

    def take_focus(self) -> None:
        """The first field: the sort of a new line, the scope of one that is there."""
        draft = self._model.state.draft
        first = self.selects["when"] if draft is not None and draft.fresh else self.selects["act"]
        target = first if first.isVisible() else self.bound
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def render_state(self, state: PolicyState) -> None:
        """The draft, or nothing."""
        draft = state.draft
        self.setVisible(draft is not None)
        if draft is None:
            self.rule.set_text("")
            self.bound.set_text("")
            return
        said = FIELDS[draft.when]
        self.selects["branch"].set_options(words.branches(state.branches, self._texts))
        self.selects["to_branch"].set_options(words.branches(state.branches, self._texts, any_one=False))
        self.selects["drawer"].set_options(words.drawers(state.drawers, draft.branch, self._texts))
        for name, select in self.selects.items():
            select.setVisible(name == "when" or name in said)
        self.selects["when"].setEnabled(draft.fresh)
        self.rule.setEnabled(draft.fresh)
        self.bound.setVisible("bound" in said)
        self.bound.set_suffix(self._texts("policy.field.minutes") if draft.when in TIMED else draft.currency)
        self._put(draft)

    def _put(self, draft: Draft) -> None:
        keys = {"when": draft.when.value, "act": draft.act, "branch": draft.branch, "drawer": draft.drawer,
                "tier": str(draft.tier or ""), "currency": draft.currency, "flag": draft.flag, "role": draft.role.value,
                "to_branch": draft.to_branch}  # fmt: skip
        for name, select in self.selects.items():
            with QSignalBlocker(select):
                select.set_key(keys[name])
        if self.rule.text().strip() != draft.rule:
            self.rule.set_text(draft.rule)
        if words.bound_of(draft, self.bound.text()) != draft.bound:
            self.bound.set_text(words.bound_text(draft))
