"""The sheet over the counter in which a change of the mandate is typed; somebody else agrees to it."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from contract.customers import SignatoryRole, Signing
from contract.money import money_text
from teller_app.counter.mandating import ROWS, MandateForm, form_of
from teller_app.counter.model import CounterModel
from teller_app.counter.state import CounterState
from teller_app.glass.alert import Alert
from teller_app.glass.amounts import AmountError, parse_minor
from teller_app.glass.button import GlassButton
from teller_app.glass.dialog import Dialog
from teller_app.glass.field import Field
from teller_app.glass.look import Look
from teller_app.glass.select import Select
from teller_app.i18n import formats
from teller_app.i18n.mandates import role_words
from teller_app.i18n.text import Texts

GAP = 8


class MandateDialog(Dialog):
    """Stays open until what is typed can be asked for, or is dropped. What was on file stands in it when it opens."""

    def __init__(self, look: Look, texts: Texts, window: QWidget, model: CounterModel) -> None:
        super().__init__(look, window, texts("mandate.change"), " ", "users", "info", keeps_open=True, wide=720)
        self._texts, self._model = texts, model
        roles = [(role.value, role_words(role.value, texts)) for role in SignatoryRole]
        rules = [(rule.value, texts(f"mandate.whole.{rule.value}")) for rule in Signing]
        self.names = [Field(look, texts("mandate.name", n=n)) for n in range(1, ROWS + 1)]
        self.roles = [Select(look, texts("mandate.role", n=n), roles) for n in range(1, ROWS + 1)]
        self.signing = Select(look, texts("mandate.signing"), rules)
        self.upto = Field(look, texts("mandate.bound"), placeholder=texts("mandate.bound_hint"))
        self.above = Select(look, texts("mandate.above"), rules)
        self.note = Field(look, texts("mandate.note"))
        self.note.edit.setMaxLength(140)
        self.problem = Alert(look, "neg", "")
        for name, role in zip(self.names, self.roles, strict=True):
            name.edit.setMaxLength(120)
            self._add(name, role)
        self._add(self.signing, self.upto, self.above)
        self.add_content(self.note)
        self.add_content(self.problem, focus=self.names[0])
        self.upto.changed.connect(lambda text: self._bounded(text))
        self.add_button("cancel", GlassButton(look, texts("mandate.cancel"), "ghost", key="Esc"))
        self.add_button("send", GlassButton(look, texts("mandate.send"), "primary", "seal-check", "F9"), "F9", True)
        self.chosen.connect(self._chose)

    def _add(self, *parts: QWidget) -> None:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        for part in parts:
            row.addWidget(part, 1)
        self.contents.addLayout(row)

    def _bounded(self, text: str) -> None:
        self.upto.set_error("")
        self.above.setEnabled(bool(text.strip()))

    def _chose(self, choice: str) -> None:
        if choice != "send":
            self._model.drop_mandate()
            return
        typed = self.upto.text().strip()
        bound = parse_minor(typed, 2) if typed else 0
        if isinstance(bound, AmountError):
            self.upto.set_error(self._texts.for_code(bound.value).what_to_do)
            return
        people = tuple(
            (name.text().strip(), role.key())
            for name, role in zip(self.names, self.roles, strict=True)
            if name.text().strip()
        )
        form = MandateForm(people, self.signing.key(), bound, self.above.key(), self.note.text().strip())
        self._model.change_mandate(form)

    def render_state(self, state: CounterState) -> None:
        """Open while it is typed, closed otherwise."""
        if not state.mandating or state.customer is None or state.account is None:
            self.close_layer()
            return
        self.problem.setVisible(bool(state.mandate_problem))
        if state.mandate_problem:
            said = self._texts.for_code(state.mandate_problem)
            self.problem.set_words(said.title, said.what_to_do, "neg")
        if not self.is_open:
            body = self._texts(
                "mandate.change_do", name=state.customer.full_name, number=formats.account_number(state.account.number)
            )
            self.text.setText(body)
            self.setAccessibleDescription(body)
            self._fill(form_of(state.mandate, state.customer))
            self.open()

    def _fill(self, form: MandateForm) -> None:
        for place, (name, role) in enumerate(zip(self.names, self.roles, strict=True)):
            known = form.people[place] if place < len(form.people) else ("", SignatoryRole.JOINT.value)
            name.set_text(known[0])
            role.set_key(known[1])
        self.signing.set_key(form.signing)
        self.upto.set_text(money_text(form.upto, 2) if form.upto else "")
        self.above.set_key(form.above)
        self.note.set_text(form.note)
        self._bounded(self.upto.text())
