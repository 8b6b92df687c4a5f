"""The products: all of them at the left, the one that is read or written at the right."""

from PySide6.QtCore import QSignalBlocker, Qt

from teller_app.glass.alert import Alert
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.lines import Line, Lines
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.scroll_column import ScrollColumn
from teller_app.glass.table import DataTable
from teller_app.glass.table_model import Column, Figure, Lead, Row, Status
from teller_app.glass.written_list import WrittenList
from teller_app.i18n import formats
from teller_app.i18n.text import Texts
from teller_app.products import words
from teller_app.products.model import ProductsModel
from teller_app.products.state import ProductsState, Shown
from teller_app.products.view_form import ProductForm

_ICONS = {"savings": "coins", "current": "arrows-left-right", "susu": "calendar-blank"}


class ProductsView(WrittenList):
    """Renders ``ProductsState``."""

    def __init__(self, look: Look, texts: Texts, model: ProductsModel) -> None:
        super().__init__()
        self._texts, self._model = texts, model
        self._rows: object = None
        self._wrote = False
        self.list = GlassPanel(look, texts("products.list"), rows=DataTable.gutter)
        columns = (Column(texts("products.column.product")), Column(texts("products.column.withdrawal"), 130, "money", optional=True),
                   Column(texts("products.column.transfer"), 130, "money", optional=True),
                   Column(texts("products.column.status"), 150))  # fmt: skip
        self.table = DataTable(look, columns, texts("products.list"))
        self.none = EmptyState(look, "money", texts("products.none"), texts("products.none_do"))
        self.panel = GlassPanel(look, texts("products.one"))
        self.facts = Lines(look, texts("products.one"))
        self.reading = ScrollColumn(look, name=texts("products.title"))
        self.form = ProductForm(look, texts, model)
        self.waits = Alert(look, "warn", "", "")
        self.reads = Alert(look, "info", texts("products.reads"), texts("products.reads_do"))
        self.problem = Alert(look, "neg", "")
        says = {name: texts(f"products.{name}") for name in ("new", "drop", "change", "withdraw", "send")}
        self.make_buttons(look, says | {"turn": says["withdraw"]})
        left, right = (texts("products.list"), "money"), (texts("products.one"), "seal-check")
        self.lay_out(look, texts("products.title"), self.form, left, right)
        self._calls = {
            "new": model.begin,
            "drop": model.drop,
            "change": model.change,
            "turn": model.turn,
            "send": model.send,
        }
        self.table.current_changed.connect(self._choose)
        self.table.opened.connect(lambda key: self.act("change"))
        for name, button in self.buttons().items():
            button.clicked.connect(lambda checked=False, name=name: self.act(name))
        model.on_change = self.render_state
        self.render_state(model.state)

    def render_state(self, state: ProductsState) -> None:
        """All products, the chosen one, or the form."""
        texts, chosen, writes = self._texts, state.chosen, state.draft is not None
        with QSignalBlocker(self.table):
            if state.rows != self._rows:
                self._rows = state.rows
                self.table.set_rows([self._row(row) for row in state.rows])
            if chosen and self.table.current_key() != chosen.product:
                self.table.select_row(state.index)
        self.table.setVisible(bool(state.rows))
        self.none.setVisible(not state.rows)
        named = words.title(chosen) if chosen else texts("products.one")
        self.panel.set_title(texts("products.writing") if state.draft and state.draft.before is None else named)
        self.facts.setVisible(chosen is not None)
        self.reading.setVisible(not writes)
        if chosen is not None:
            self.facts.set_lines([Line(name, figure=value) for name, value in words.lines(chosen, texts)])
            said = words.waits(chosen, state, texts)
            self.waits.set_words(said.title, said.what_to_do)
        self.form.render_state(state)
        if self._wrote and not writes and self.isVisible():
            # Whether dropped or taken by the bank, which may be a while after the key: the keys go on in the list.
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._wrote = writes
        waits = chosen is not None and (chosen.request is not None or bool(state.sent))
        self.waits.setVisible(waits and not writes)
        self.reads.setVisible(not state.may_change)
        self._buttons(state)
        self.problem.setVisible(bool(state.problem))
        if state.problem:
            told = texts.for_code(state.problem, state.problem_params)
            self.problem.set_words(told.title, told.what_to_do)

    def _buttons(self, state: ProductsState) -> None:
        texts, chosen, writes = self._texts, state.chosen, state.draft is not None
        self.turn.set_text(texts("products.sell" if chosen is not None and chosen.terms.off else "products.withdraw"))
        self.show_buttons(state.may_change, chosen is not None, writes, state.busy, self.why_off)

    def _row(self, row: Shown) -> Row:
        texts, terms = self._texts, row.terms
        lead = Lead(
            _ICONS.get(terms.kind, "money"), "mute" if terms.off else "accent", words.title(row), words.sub(row, texts)
        )
        fees = (Figure(formats.money_or_dash(fee)) for fee in (terms.withdrawal_fee, terms.transfer_fee))
        return Row(row.product, (lead, *fees, Status(*words.status(row, texts))))

    def act(self, intent: str) -> bool:
        """A key of the manifest."""
        if intent not in self._calls or self.why_off(intent):
            return False
        self._calls[intent]()
        writes = self._model.state.draft is not None
        if intent in ("new", "change") and writes:
            self.both.go(1)
            self.form.take_focus()
        return True

    def why_off(self, intent: str) -> str:
        """Why a key cannot be had now, in words; empty when it can."""
        state = self._model.state
        writes = state.draft is not None
        if intent in ("drop", "send") and not writes:
            return self._texts("products.off.not_writing")
        if intent == "drop":
            return ""
        if not writes and intent in ("change", "turn") and state.why_not_this:
            return self._texts(f"products.off.{state.why_not_this}")
        if state.why_not_changed:
            return self._texts(f"products.off.{state.why_not_changed}")
        return self._texts("products.off.writing") if writes and intent != "send" else ""

    def enter(self) -> None:
        """The list has the focus."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        """What was not asked for stays written until the person comes back."""
        return True

    def _choose(self, key: str) -> None:
        keys = [row.product for row in self._model.state.rows]
        if key in keys:
            self._model.choose(keys.index(key))
