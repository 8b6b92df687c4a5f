"""Whose doubtful notes a drawer keeps: name, telephone, and the numbers printed on the notes."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from teller_app.glass.field import Field
from teller_app.glass.look import Look
from teller_app.i18n.text import Texts
from teller_app.vault.state import Form

LENGTHS = (140, 20, 140)


class GiverFields(QWidget):
    """``told`` hears name, telephone and numbers after each change."""

    gutter = Field.gutter

    def __init__(self, look: Look, texts: Texts, told: Callable[[str, str, str], None]) -> None:
        super().__init__()
        self._told = told
        self.name = Field(look, texts("vault.giver"), icon="user")
        self.phone = Field(look, texts("vault.phone"), icon="phone")
        self.serials = Field(look, texts("vault.serials"), icon="receipt")
        self._fields = (self.name, self.phone, self.serials)
        for field, length in zip(self._fields, LENGTHS, strict=True):
            field.edit.setMaxLength(length)
            field.changed.connect(lambda _: self._tell())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        pair = QHBoxLayout()
        pair.setSpacing(8)
        pair.addWidget(self.name, 3)
        pair.addWidget(self.phone, 2)
        column.addLayout(pair)
        column.addWidget(self.serials)

    def show_form(self, form: Form) -> None:
        """What the model holds."""
        for field, said in zip(self._fields, (form.giver, form.phone, form.serials), strict=True):
            if field.text() != said:
                field.set_text(said)

    def _tell(self) -> None:
        name, phone, serials = (field.text() for field in self._fields)
        self._told(name, phone, serials)
