"""The two questions of a reversal: why, and later, where notes change hands, in which pieces."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from contract.approvals import RequestFact
from contract.money import CURRENCIES
from teller_app.glass.button import GlassButton
from teller_app.glass.denomination_grid import DenominationGrid
from teller_app.glass.denominations import Denomination, GridTexts
from teller_app.glass.dialog import Dialog
from teller_app.glass.field import Field
from teller_app.glass.look import Look
from teller_app.glass.match_bar import MatchBar
from teller_app.i18n import formats
from teller_app.i18n.text import Texts
from teller_app.journal import words
from teller_app.journal.model import JournalModel
from teller_app.journal.state import JournalState


class ReasonDialog(Dialog):
    """Asks why. It stays open until there is a reason or the question is dropped."""

    def __init__(self, look: Look, texts: Texts, window: QWidget, model: JournalModel) -> None:
        super().__init__(look, window, texts("journal.ask"), " ", "arrow-u-up-left", "warn", keeps_open=True, wide=560)
        self._texts, self._model = texts, model
        self.reason = Field(look, texts("journal.reason"), placeholder=texts("journal.reason_hint"))
        self.reason.edit.setMaxLength(400)
        self.reason.changed.connect(lambda: self.reason.set_error(""))
        self.add_content(self.reason, focus=self.reason)
        self.add_button("cancel", GlassButton(look, texts("journal.ask_cancel"), "ghost", key="Esc"))
        self.add_button("send", GlassButton(look, texts("journal.ask_send"), "primary", "seal-check", "F9"), "F9", True)
        self.chosen.connect(self._chosen)

    def render_state(self, state: JournalState) -> None:
        """Open while a reason is asked, closed otherwise."""
        fact = state.chosen
        if state.reversing and fact is not None:
            amount = formats.money_with_sign(fact.amount, fact.currency)
            kind, receipt = words.kind_words(fact, self._texts), fact.receipt or formats.EM_DASH
            fee = formats.money_with_sign(fact.fee, fact.currency)
            ask = "journal.refund" if state.refunding else "journal.ask"
            body = self._texts(f"{ask}_body", kind=kind, amount=amount, holder=fact.holder, receipt=receipt, fee=fee)
            self.title.setText(self._texts(ask))
            self.setAccessibleName(self._texts(ask))
            self.text.setText(body)
            self.setAccessibleDescription(body)
            said = self._texts.for_code(state.problem, state.problem_params).what_to_do if state.problem else ""
            self.reason.set_error(said)
            if not self.is_open:
                self.reason.clear()
                self.open()
        else:
            self.close_layer()

    def _chosen(self, choice: str) -> None:
        if choice == "send":
            self._model.reverse(self.reason.text())
        else:
            self._model.cancel_reversal()


class CashDialog(Dialog):
    """Counts the cash of an approved reversal: given back to the customer, or taken back from one."""

    def __init__(self, look: Look, texts: Texts, window: QWidget, model: JournalModel, request: RequestFact) -> None:
        original = model.original_of(request)
        gives = original is not None and original.kind in words.BROUGHT_IN
        amount = formats.money_with_sign(request.amount, request.currency)
        title = texts("journal.cash_give" if gives else "journal.cash_take", amount=amount)
        body = texts("journal.cash_body", holder=request.holder, reason=request.narration)
        super().__init__(look, window, title, body, "coins", keeps_open=True, wide=720)
        self._texts, self._request = texts, request
        self.grid = DenominationGrid(look, _faces(request.currency, texts), _heads(request.currency, texts))
        self.match = MatchBar(look)
        self.grid.changed.connect(lambda total, pieces: model.set_counts(self.grid.counts()))
        self.add_content(self.match)
        self.add_content(self.grid, focus=self.grid.first())
        self.add_button("cancel", GlassButton(look, texts("journal.ask_cancel"), "ghost", key="Esc"))
        self.send = GlassButton(look, texts("journal.cash_send"), "primary", "check", "F9")
        self.add_button("send", self.send, "F9")
        self.chosen.connect(lambda choice: model.pay() if choice == "send" else model.cancel_reversal())

    def render_state(self, state: JournalState) -> None:
        """What is missing, in words and a figure."""
        if self.grid.counts() != {face: count for face, count in state.counts.items() if count}:
            with QSignalBlocker(self.grid):
                self.grid.set_counts(state.counts)
        missing = self._request.amount - state.counted
        amount = formats.money_with_sign(abs(missing), self._request.currency)
        name = "matches" if not missing else "missing" if missing > 0 else "too_much"
        tone = "matches" if not missing else "counting" if missing > 0 else "refused"
        pieces = self._texts("journal.pieces", n=sum(state.counts.values()))
        total = formats.money_with_sign(state.counted, self._request.currency)
        self.match.show_state(tone, self._texts(f"journal.cash_{name}", amount=amount), pieces, total)
        self.send.set_blocked("" if not missing else self._texts("journal.off.cash"))


def _faces(currency: str, texts: Texts) -> tuple[Denomination, ...]:
    return tuple(
        Denomination(
            item.minor,
            item.note,
            texts("journal.note" if item.note else "journal.coin", value=formats.money_with_sign(item.minor, currency)),
        )
        for item in CURRENCIES[currency].denominations
    )


def _heads(currency: str, texts: Texts) -> GridTexts:
    value = texts("journal.grid.value", sign=formats.currency_sign(currency))
    notes, coins, count = (texts(f"journal.grid.{name}") for name in ("notes", "coins", "count"))
    # One column with what was sent is the drawer's; these heads are never painted here.
    return GridTexts(notes, coins, count, value, texts("journal.grid.coins_total"), notes, count, count)
