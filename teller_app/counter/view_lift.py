"""The question why a customer's flag shall be lifted."""

from PySide6.QtWidgets import QWidget

from teller_app.counter.model import CounterModel
from teller_app.counter.state import CounterState
from teller_app.glass.button import GlassButton
from teller_app.glass.dialog import Dialog
from teller_app.glass.field import Field
from teller_app.glass.look import Look
from teller_app.i18n.text import Texts


class LiftDialog(Dialog):
    """Stays open until there is a reason or the question is dropped."""

    def __init__(self, look: Look, texts: Texts, window: QWidget, model: CounterModel) -> None:
        super().__init__(look, window, texts("customers.lift"), " ", "warning", "warn", keeps_open=True, wide=560)
        self._texts, self._model = texts, model
        self.reason = Field(look, texts("customers.lift.reason"), placeholder=texts("customers.lift.hint"))
        self.reason.edit.setMaxLength(400)
        self.reason.changed.connect(lambda: self.reason.set_error(""))
        self.add_content(self.reason, focus=self.reason)
        self.add_button("cancel", GlassButton(look, texts("customers.lift.cancel"), "ghost", key="Esc"))
        self.add_button(
            "send", GlassButton(look, texts("customers.lift.send"), "primary", "seal-check", "F9"), "F9", True
        )
        self.chosen.connect(lambda choice: model.lift(self.reason.text()) if choice == "send" else model.drop_lift())

    def render_state(self, state: CounterState) -> None:
        """Open while it is asked, closed otherwise."""
        if state.lifting is None or state.customer is None:
            self.close_layer()
            return
        flag = self._texts(f"counter.flag.{state.lifting.value}")
        body = self._texts("customers.lift.body", name=state.customer.full_name, flag=flag)
        self.text.setText(body)
        self.setAccessibleDescription(body)
        said = self._texts.for_code(state.lift_problem).what_to_do if state.lift_problem else ""
        self.reason.set_error(said)
        if not self.is_open:
            self.reason.clear()
            self.open()
