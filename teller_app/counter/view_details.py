"""Who pays in, from where, and for what: the text fields of a posting, in as many rows as there is width for."""

from itertools import batched

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from teller_app.counter.state import Form
from teller_app.glass.field import Field
from teller_app.glass.look import Look
from teller_app.i18n.text import Texts

FIELDS = ("depositor", "relationship", "phone", "source", "narration")
LENGTHS = {"depositor": 120, "relationship": 40, "phone": 20, "source": 60, "narration": 140}
"""Characters that the contract has room for. A deposit with more would never be booked, and its notes are here already."""
TARGET_LENGTH = 40
ROWS_MAX = 3


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
        self.target.edit.setMaxLength(TARGET_LENGTH)
        for name, field in self.fields.items():
            field.edit.setMaxLength(LENGTHS[name])
            field.changed.connect(lambda value, key=name: self.typed.emit(key, value))
        self.target.changed.connect(self.target_typed)
        # The Tab key goes in the order in which they come here, and they are read in no other.
        self._order = [self.fields[name] for name in FIELDS[:-1]] + [self.target, self.fields["narration"]]
        for field in self._order:
            field.setParent(self)
        self._rows = [QHBoxLayout() for _ in range(ROWS_MAX)]
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for row in self._rows:
            self._column.addLayout(row)
        self._narrow = False
        self._placed: tuple[tuple[Field, ...], int] = ((), 0)

    def place(self, narrow: bool) -> None:
        """As many rows of three as are asked for; ``narrow``: of two, the last one alone."""
        self._narrow = narrow
        self._column.setSpacing(6)
        for row in self._rows:
            # Fields keep 4 px of their own at both sides (LOOK 5: 8 across, 6 down).
            row.setSpacing(self.look.pick(4, 0))
        self._flow()

    def _flow(self) -> None:
        """One after the other, from left to right; where what is asked for did not change nothing moves."""
        asked = tuple(field for field in self._order if not field.isHidden())
        wanted = (asked, 2 if self._narrow else 3)
        if wanted == self._placed:
            return
        self._placed = wanted
        for row in self._rows:
            while row.takeAt(0):
                pass
        for row, fields in zip(self._rows, batched(*wanted), strict=False):
            # A whole name takes more room than what stands between the two, or their telephone.
            named = self.fields["relationship"] in fields
            for field in fields:
                row.addWidget(field, 5 if named and field is self.fields["depositor"] else 3, Qt.AlignmentFlag.AlignTop)

    def show_form(self, form: Form) -> None:
        """Show what was typed; the payer's own fields only where somebody else than the holder pays in."""
        deposit = form.mode == "deposit"
        somebody = deposit and (bool(form.depositor) or not self.look.compact)
        shown = {"depositor": deposit, "relationship": somebody, "phone": somebody, "source": deposit}
        for name, visible in shown.items():
            self.fields[name].setVisible(visible)
        self.target.setVisible(form.mode == "transfer")
        self._flow()
        for name, field in self.fields.items():
            value = str(getattr(form, name))
            if field.text() != value:
                field.set_text(value)
        if self.target.text() != form.target_text:
            self.target.set_text(form.target_text)
        self.target.set_hint(form.target_name if form.target else "")
