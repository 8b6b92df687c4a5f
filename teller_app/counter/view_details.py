"""Who pays in, from where, and for what: the text fields of a posting, in as many rows as there is width for."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from teller_app.counter.state import Form
from teller_app.glass.field import Field
from teller_app.glass.look import Look
from teller_app.i18n.text import Texts

FIELDS = ("depositor", "relationship", "phone", "source", "narration")


class Details(QWidget):
    """``typed(name, value)`` and ``target_typed(value)`` tell what a person typed."""

    typed = Signal(str, str)
    target_typed = Signal(str)

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__()
        self.look = look
        self.fields = {name: Field(look, texts(f"counter.field_{name}")) for name in FIELDS}
        self.fields["depositor"].set_placeholders(texts("counter.depositor_hint"), "")
        self.target = Field(look, texts("counter.field_target"), code=True)
        for name, field in self.fields.items():
            field.changed.connect(lambda value, key=name: self.typed.emit(key, value))
        self.target.changed.connect(self.target_typed)
        self._payer = QWidget()
        self._first, self._second, self._third = QHBoxLayout(self._payer), QHBoxLayout(), QHBoxLayout()
        self._first.setContentsMargins(0, 0, 0, 0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._payer)
        self._column.addLayout(self._second)
        self._column.addLayout(self._third)

    def place(self, narrow: bool) -> None:
        """Two rows of three; in the compact density who pays in stands beside source and narration.

        ``narrow``: two beside each other, the narration below.
        """
        compact = self.look.compact
        first = ("relationship", "phone") if compact else ("depositor", "relationship", "phone")
        second = ("depositor", "source", "narration") if compact else ("source", "narration")
        third: tuple[str, ...] = ()
        if narrow:
            first, second, third = ("relationship", "phone"), ("depositor", "source"), ("narration",)
        for name in first:
            self._first.addWidget(self.fields[name], 5 if name == "depositor" else 3)
        for row, names in ((self._second, second), (self._third, third)):
            for name in names:
                row.addWidget(self.fields[name], 1)
        self._second.insertWidget(2 if narrow else len(second) - 1, self.target, 1)
        self._column.setSpacing(self.look.pick(12, 6))

    def show_form(self, form: Form) -> None:
        """Show what was typed; the payer's own fields only where somebody else than the holder pays in."""
        self._payer.setVisible(form.mode == "deposit" and (bool(form.depositor) or not self.look.compact))
        self.fields["depositor"].setVisible(form.mode == "deposit")
        self.fields["source"].setVisible(form.mode == "deposit")
        self.target.setVisible(form.mode == "transfer")
        for name, field in self.fields.items():
            value = str(getattr(form, name))
            if field.text() != value:
                field.set_text(value)
        if self.target.text() != form.target_text:
            self.target.set_text(form.target_text)
        self.target.set_hint(form.target_name if form.target else "")
