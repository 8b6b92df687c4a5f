"""The right of picture 12 while nothing is written down: when notes run out, and who asks for what."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from contract.forecast import DAYS_WANTED, CashForecast
from contract.money import face_minor
from teller_app.glass.alert import Alert
from teller_app.glass.button import GlassButton
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.legend import Legend
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.run_out_rows import RunOutRow, RunOutRows
from teller_app.glass.scroll_column import ScrollColumn
from teller_app.glass.twin_bars import TwinBars
from teller_app.i18n import formats
from teller_app.i18n.text import Texts
from teller_app.vault import outlook
from teller_app.vault.model import VaultModel
from teller_app.vault.state import VaultState

GAP = 12


class OutlookPanel(QWidget):
    """For custodians; who may see no stock is told nothing of when it ends."""

    def __init__(self, look: Look, texts: Texts, model: VaultModel) -> None:
        super().__init__()
        self._texts = texts
        self.exchange = GlassButton(look, texts("vault.key.exchange_notes"), "secondary", "arrows-left-right", "F5")
        self.exchange.clicked.connect(lambda: model.begin("exchange"))
        self._ahead = GlassPanel(look, texts("vault.outlook"))
        self.none = EmptyState(look, "chart-line-up", texts("vault.outlook"), "")
        self.rows = RunOutRows(look, texts("vault.outlook"))
        self._scroll = ScrollColumn(look, 120)
        self._scroll.column.addWidget(self.rows)
        self._scroll.column.addStretch(1)
        self.advice = Alert(look, "warn", "")
        self._ahead.body.addWidget(self.none, 1)
        self._ahead.body.add(self._scroll, 1)
        self._ahead.body.add(self.advice)
        self._wants = GlassPanel(look, texts("vault.wants"))
        self.bars = TwinBars(look, texts("vault.wants"), 130)
        self.legend = Legend(
            look, (("accent_mark", texts("vault.wants.small")), ("warn_mark", texts("vault.wants.large")))
        )
        right = QHBoxLayout()
        right.addStretch(1)
        right.addWidget(self.legend)
        self._wants.body.add_row(right)
        self._wants.body.add(self.bars, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.exchange)
        self._wants.body.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self._ahead, 3)
        column.addWidget(self._wants, 2)

    def render_state(self, state: VaultState) -> None:
        """The vault's own stock against the usual day."""
        texts, found = self._texts, state.forecast
        vault = outlook.place_of(found) if found else None
        self._ahead.set_caption(self._span(found) if found and vault else "")
        shown = outlook.run_outs(found, vault, state.stock.pieces) if found and vault and state.stock else []
        self.none.setVisible(not shown)
        self._scroll.setVisible(bool(shown))
        self.none.set_words(*self._nothing(found))
        self.rows.set_rows([self._row(item) for item in shown])
        self.rows.set_axis(outlook.axis(found) if found and shown else ())
        gone = outlook.first_gone(shown)
        self.advice.setVisible(gone is not None)
        if gone is not None and gone.minute is not None:
            face = formats.money_with_sign(face_minor(gone.face), state.currency)
            title = texts("vault.outlook.ask", count=f"{outlook.to_order(gone):,}", face=face)
            self.advice.set_words(title, texts("vault.outlook.ask_do", at=outlook.clock(gone.minute)))
        self._show_wants(found)

    def _span(self, found: CashForecast) -> str:
        since, until = outlook.clock(found.since), outlook.clock(found.until)
        key = "vault.outlook.over" if found.since >= found.until else "vault.outlook.span"
        return self._texts(key, since=since, until=until)

    def _nothing(self, found: CashForecast | None) -> tuple[str, str]:
        texts = self._texts
        if found is None:
            return texts("vault.outlook.away"), texts("vault.outlook.away_do")
        if found.days < DAYS_WANTED:
            return texts("vault.outlook.days", n=found.days), texts("vault.outlook.days_do")
        return texts("vault.outlook.enough"), self._span(found)

    def _row(self, item: outlook.RunOut) -> RunOutRow:
        texts = self._texts
        line = texts("vault.outlook.left", left=f"{item.left:,}", needed=f"{item.needed:,}")
        until = texts("vault.outlook.enough") if item.minute is None else outlook.clock(item.minute)
        return RunOutRow(face_minor(item.face), not item.face.endswith("c"), item.share, item.tone, line, until)

    def _show_wants(self, found: CashForecast | None) -> None:
        texts = self._texts
        wants = found.wants if found else ()
        self._wants.setVisible(bool(wants))
        if found is None or not wants:
            return
        self._wants.set_caption(texts("vault.wants.caption", n=found.days))
        said = "; ".join(
            texts("vault.wants.line", number=item.number, small=item.small, large=item.large) for item in wants
        )
        self.bars.set_pairs(
            [(item.small, item.large) for item in wants],
            said,
            [texts("vault.wants.drawer", number=item.number) for item in wants],
        )
