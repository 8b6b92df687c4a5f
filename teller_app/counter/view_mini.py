"""The mini statement over the counter: what was typed waits below it, Esc goes back to it."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from teller_app.counter import words
from teller_app.counter.mini import Entry, Mini
from teller_app.glass.alert import Alert
from teller_app.glass.button import GlassButton
from teller_app.glass.dialog import Dialog
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.look import Look
from teller_app.glass.table import DataTable
from teller_app.glass.table_model import Column, Figure, Row
from teller_app.i18n import formats
from teller_app.i18n.text import Texts

WIDE = 800
CLOSE = "close"


class MiniSheet(Dialog):
    """Ten lines at most, newest first. Without the server it says so and shows what is known of today, without balances."""

    def __init__(self, look: Look, texts: Texts, window: QWidget, leave: Callable[[], None]) -> None:
        super().__init__(look, window, texts("counter.mini"), " ", "receipt", escape=CLOSE, wide=WIDE)
        self._texts = texts
        self._shown: Mini | None = None
        self.away = Alert(look, "warn", "")
        columns = (
            Column(texts("counter.mini.day"), 112),
            Column(texts("counter.mini.what"), 132),
            Column(texts("counter.mini.about"), 0, "dim"),
            Column(texts("counter.mini.amount"), 124, "money"),
            Column(texts("counter.mini.balance"), 140, "money"),
        )
        self.table = DataTable(look, columns, texts("counter.mini"), two_lines=False)
        self.none = EmptyState(look, "receipt", texts("counter.mini.none"), texts("counter.mini.none_do"))
        for part in (self.away, self.table, self.none):
            self.add_content(part, focus=self.table)
        self.add_button(CLOSE, GlassButton(look, texts("counter.mini.close"), "primary", key="Esc"), default=True)
        self.chosen.connect(lambda choice: leave())

    def render_mini(self, mini: Mini) -> None:
        """What is known by now; opens the sheet the first time."""
        if mini == self._shown:
            return
        self._shown = mini
        texts, account = self._texts, mini.account
        said = texts("counter.mini.of", product=account.product_name, number=formats.account_number(account.number),
                     balance=formats.money_with_sign(mini.balance, account.currency))  # fmt: skip
        if mini.state != "shown":
            said = texts(f"counter.mini.{'asking' if mini.state == 'asking' else 'of_unknown'}",
                         product=account.product_name, number=formats.account_number(account.number))  # fmt: skip
        self.text.setText(said)
        self.setAccessibleDescription(said)
        self.away.setVisible(mini.state not in ("asking", "shown"))
        if self.away.isVisibleTo(self):
            self.away.set_words(texts.for_code(mini.state).title, texts("counter.mini.today"))
        self.table.set_rows([self._row(entry) for entry in mini.entries])
        self.table.setFixedHeight(self.table.height_for(len(mini.entries)))
        self.table.setVisible(bool(mini.entries))
        self.none.setVisible(mini.state == "shown" and not mini.entries)
        if self.is_open:
            self.rebake()
        else:
            self.open()

    def _row(self, entry: Entry) -> Row:
        texts, credit = self._texts, entry.signed > 0
        balance = Figure(formats.EM_DASH, "text3") if entry.balance is None else Figure(formats.money(entry.balance))
        day = formats.day(date.fromisoformat(entry.day), texts.language) if entry.day else formats.EM_DASH
        cells = (day, words.kind_words(entry.kind, texts), entry.about,
                 Figure(formats.signed_money(entry.signed), "pos" if credit else "text"), balance)  # fmt: skip
        return Row(entry.key, cells)
