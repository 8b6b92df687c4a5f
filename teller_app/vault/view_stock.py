"""What lies in the vault, by note and coin, and how near it is to its bounds. Custodians alone are told."""

from contract.buckets import Bucket, any_bucket, of_bucket, payable
from teller_app.glass.chip import StatusChip
from teller_app.glass.counting import faces
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.labels import Money, Text
from teller_app.glass.lines import Line, Lines
from teller_app.glass.look import Look
from teller_app.glass.meter import Meter
from teller_app.glass.panel import GlassPanel
from teller_app.glass.scroll_column import ScrollColumn
from teller_app.glass.stock_rows import StockRows
from teller_app.i18n import formats
from teller_app.i18n.text import Texts
from teller_app.vault import words
from teller_app.vault.state import VaultState
from teller_app.vault.words import at

WARN_FROM = 0.9


class StockPanel(GlassPanel):
    """The left third of picture 12."""

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__(look, texts("vault.place.vault"))
        self._texts = texts
        self.chip = StatusChip(look, "")
        self.add_action(self.chip)
        self.caption = Text(look, texts("vault.in_vault"), "caption", "text2")
        self.amount = Money(look, role="amount")
        self.meter = Meter(look, texts("vault.insured"), warn_from=WARN_FROM)
        self.bound = Text(look, "", "caption", "text2")
        heads = (texts("drawers.grid.piece"), texts("vault.pieces"), texts("vault.straps"),
                 texts("drawers.grid.value", sign=formats.currency_sign("GHS")))  # fmt: skip
        self.rows = StockRows(look, texts("vault.in_vault"), heads)
        self.table = ScrollColumn(look, 160)
        self.table.column.addWidget(self.rows)
        self.table.column.addStretch(1)
        self.aside = Lines(look, texts("vault.aside"), tall=True)
        self.table.column.insertWidget(1, self.aside)
        self.none = EmptyState(look, "vault", texts("vault.none"), texts("vault.none_do"))
        self.counted = Text(look, "", "caption", "text2", wrap=True)
        for part in (self.caption, self.amount, self.meter, self.bound):
            self.body.add(part)
        self.body.add(self.table, 1)
        self.body.addWidget(self.none, 1)
        self.body.add(self.counted)

    def render_state(self, state: VaultState) -> None:
        """Figures of now."""
        texts, stock, vault = self._texts, state.stock, state.vault
        known = stock is not None
        for part in (self.caption, self.amount, self.table):
            part.setVisible(known)
        self.none.setVisible(not known)
        insured = vault.insured if vault else 0
        self.meter.setVisible(known and bool(insured))
        self.bound.setVisible(known and bool(insured))
        self._custody(state)
        if stock is None:
            return
        self.amount.set_figure(formats.money(stock.amount), formats.currency_sign(stock.currency))
        straps = of_bucket(stock.pieces, Bucket.STRAPPED)
        self.rows.set_stock(faces(stock.currency, texts), any_bucket(payable(stock.pieces)), straps)
        apart = words.aside_lines(stock.pieces, texts)
        self.aside.setVisible(bool(apart))
        self.aside.set_lines([Line(title, said, figure, icon) for icon, title, said, figure in apart])
        if insured:
            share = stock.amount * 100 // insured
            said = texts("vault.of_insured", part=share, bound=formats.money_with_sign(insured, stock.currency))
            self.meter.set_share(share / 100, said)
            self.bound.setText(said)

    def _custody(self, state: VaultState) -> None:
        texts, vault = self._texts, state.vault
        if state.locked:
            self.chip.set_status(texts("vault.locked"), "warn", "lock")
        elif vault is not None and vault.counted_at:
            self.chip.set_status(texts("vault.counted", at=at(vault.counted_at)), "pos", "check")
        else:
            self.chip.set_status(texts("vault.uncounted"), "mute")
        names = ", ".join(state.name(user) for user in vault.counted_by) if vault else ""
        self.counted.setVisible(bool(names))
        self.counted.setText(texts("vault.counted_by", names=names) if names else "")
