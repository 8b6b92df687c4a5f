"""The form in which a product's terms are written, with a sentence about whom the change reaches."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from contract.products import BOUNDS, FEES
from teller_app.glass.alert import Alert
from teller_app.glass.field import Field
from teller_app.glass.look import Look
from teller_app.glass.scroll_column import ScrollColumn
from teller_app.glass.select import Select
from teller_app.i18n import formats
from teller_app.i18n.products import reach_words
from teller_app.i18n.text import Texts
from teller_app.products import words
from teller_app.products.model import ProductsModel
from teller_app.products.state import Draft, ProductsState

FIGURES = (*BOUNDS, *FEES)
PLACES = {"product": (0, 0), "name": (0, 1), "kind": (1, 0), "currency": (1, 1), "minimum": (2, 0), "overdraft": (2, 1),
          "withdrawal_fee": (3, 0), "transfer_fee": (3, 1)}  # fmt: skip
"""Row and column of each field, in the order of the keys."""


class ProductForm(ScrollColumn):
    """Visible while a product is being written. Every field tells the model at once."""

    def __init__(self, look: Look, texts: Texts, model: ProductsModel) -> None:
        super().__init__(look)
        self._texts, self._model = texts, model
        self.fields = {
            "product": Field(look, texts("product.code"), placeholder=texts("products.code_hint"), code=True),
            "name": Field(look, texts("product.field.name"), placeholder=texts("products.name_hint")),
        }
        self.fields |= {name: Field(look, texts(f"product.field.{name}"), placeholder="0.00") for name in FIGURES}
        self.selects = {name: Select(look, texts(f"product.field.{name}")) for name in ("kind", "currency")}
        self.reach = Alert(look, "info", texts("products.reach"), "")
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        page, parts = QWidget(), {**self.fields, **self.selects}
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        for name, (row, column) in PLACES.items():
            # One field's error makes its row taller; the field beside it stays where it is.
            grid.addWidget(parts[name], row, column, Qt.AlignmentFlag.AlignTop)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        self.column.addWidget(page)
        under = QHBoxLayout()
        under.setContentsMargins(Field.gutter, 0, Field.gutter, 0)
        under.addWidget(self.reach)
        self.column.addLayout(under)
        self.column.addStretch(1)
        for before, after in zip(list(PLACES), list(PLACES)[1:], strict=False):
            QWidget.setTabOrder(parts[before], parts[after])
        for name, field in self.fields.items():
            read = words.minor_of if name in FIGURES else str.strip
            field.changed.connect(lambda text, name=name, read=read: self._model.put(**{name: read(text)}))
        for name, select in self.selects.items():
            select.chosen.connect(lambda key, name=name: self._model.put(**{name: key}))

    def take_focus(self) -> None:
        """The first field that can be written: the code of a new one, the name of one that is there."""
        draft = self._model.state.draft
        first = self.fields["name" if draft is not None and draft.before is not None else "product"]
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def render_state(self, state: ProductsState) -> None:
        """The draft, or nothing."""
        draft = state.draft
        self.setVisible(draft is not None)
        if draft is None:
            for field in self.fields.values():
                with QSignalBlocker(field):
                    field.clear()
            return
        # Code, kind and currency are for good: they stand in the numbers and in the books of its accounts.
        why = "" if draft.before is None else self._texts("products.for_good")
        self.fields["product"].set_blocked(why)
        for select in self.selects.values():
            select.set_blocked(why)
        self.selects["kind"].set_options(words.kinds(draft, self._texts))
        self.selects["currency"].set_options(words.currencies(draft))
        for name in FIGURES:
            self.fields[name].set_suffix(formats.currency_sign(draft.currency))
        self._put(draft)
        self._faults(state)
        self.reach.set_words(self._texts("products.reach"), reach_words(draft.before, draft.terms, self._texts))

    def _put(self, draft: Draft) -> None:
        for name, select in self.selects.items():
            with QSignalBlocker(select):
                select.set_key(getattr(draft, name))
        for name in ("product", "name"):
            if self.fields[name].text().strip() != getattr(draft, name):
                self.fields[name].set_text(getattr(draft, name))
        for name in FIGURES:
            value, field = getattr(draft, name), self.fields[name]
            if value is not None and words.minor_of(field.text()) != value:
                field.set_text(formats.money(value))

    def _faults(self, state: ProductsState) -> None:
        """The field that will not do says so itself."""
        wrong = str(state.problem_params.get("field", "")) if state.problem else ""
        for name, field in self.fields.items():
            mine = wrong == name or (name == "name" and wrong == "name_taken")
            field.set_error(self._texts(f"products.unfit.{wrong}") if mine else "")
