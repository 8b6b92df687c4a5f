"""What lies in the vault, by note and coin, how near it is to its bounds, and whose hands are on it. Custodians alone are told."""

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout

from contract.buckets import Bucket, any_bucket, of_bucket, payable
from teller_app.glass.chip import StatusChip
from teller_app.glass.counting import faces
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.hands_line import Hand, HandsLine
from teller_app.glass.labels import Money, Text
from teller_app.glass.lines import Line, Lines
from teller_app.glass.look import Look
from teller_app.glass.meter import Meter
from teller_app.glass.panel import GlassPanel
from teller_app.glass.scroll_column import ScrollColumn
from teller_app.glass.segmented import Segment, Segmented
from teller_app.glass.stock_rows import StockRows
from teller_app.i18n import formats
from teller_app.i18n.text import Texts
from teller_app.vault import card_words, outlook, words
from teller_app.vault.state import VaultState
from teller_app.vault.words import at

WARN_FROM = 0.9


class StockPanel(GlassPanel):
    """The left third of picture 12."""

    def __init__(self, look: Look, texts: Texts, turned: Callable[[str], None]) -> None:
        """``turned`` hears of another currency."""
        super().__init__(look, texts("vault.place.vault"))
        self._texts = texts
        self._known: tuple[str, ...] = ()
        self.currencies = Segmented(look, (), texts("vault.key.currency"), expand=True)
        self.currencies.currentChanged.connect(
            lambda at: turned(self._known[at]) if 0 <= at < len(self._known) else None
        )
        self.chip = StatusChip(look, "")
        self.add_action(self.chip)
        self.caption = Text(look, texts("vault.in_vault"), "caption", "text2")
        self.amount = Money(look, role="display")
        self.meter = Meter(look, texts("vault.insured"), warn_from=WARN_FROM)
        self.share = Text(look, "", "caption", "text2")
        self.bound = Text(look, "", "caption-medium", "text2")
        self.rows = StockRows(look, texts("vault.in_vault"))
        self.table = ScrollColumn(look, 160)
        self.table.column.addWidget(self.rows, 1)
        self.aside = Lines(look, texts("vault.aside"), tall=True)
        self.table.column.insertWidget(1, self.aside)
        self.none = EmptyState(look, "vault", texts("vault.none"), texts("vault.none_do"))
        self.hands = HandsLine(look, texts("vault.hands"))
        self.counted = Text(look, "", "caption", "text2", wrap=True)
        for part in (self.currencies, self.caption, self.amount, self.meter):
            self.body.add(part)
        below = QHBoxLayout()
        below.addWidget(self.share)
        below.addStretch(1)
        below.addWidget(self.bound)
        self.body.add_row(below)
        self.body.add(self.table, 1)
        self.body.addWidget(self.none, 1)
        self.verdict = StatusChip(look, "")
        self.body.add(self.hands)
        last = QHBoxLayout()
        last.addWidget(self.counted, 1)
        last.addWidget(self.verdict)
        self.body.add_row(last)

    def render_state(self, state: VaultState) -> None:
        """Figures of now."""
        texts, stock, vault = self._texts, state.stock, state.vault
        known = stock is not None
        for part in (self.caption, self.amount, self.table):
            part.setVisible(known)
        self.none.setVisible(not known)
        insured = vault.insured if vault else 0
        self.meter.setVisible(known and bool(insured))
        for part in (self.share, self.bound):
            part.setVisible(known and bool(insured))
        self._currencies(state)
        self._custody(state)
        if stock is None:
            return
        self.amount.set_figure(formats.money(stock.amount), formats.currency_sign(stock.currency))
        straps = of_bucket(stock.pieces, Bucket.STRAPPED)
        self.rows.set_heads(self._heads(stock.currency, bool(state.forecast)))
        held = any_bucket(payable(stock.pieces))
        day, low = outlook.day_stock(state.forecast, held)
        self.rows.set_stock(faces(stock.currency, texts), held, straps)
        self.rows.set_day(day, {face: texts("vault.low") for face in low})
        apart = words.aside_lines(stock.pieces, texts)
        self.aside.setVisible(bool(apart))
        self.aside.set_lines([Line(title, said, figure, icon) for icon, title, said, figure in apart])
        if insured:
            share = stock.amount * 100 // insured
            said, bound = texts("vault.part_insured", part=share), formats.money_with_sign(insured, stock.currency)
            self.meter.set_share(share / 100, f"{said}, {bound}")
            self.share.setText(said)
            self.bound.setText(bound)

    def _heads(self, currency: str, day: bool) -> tuple[str, str, str, str, str]:
        texts = self._texts
        value = texts("drawers.grid.value", sign=formats.currency_sign(currency))
        names = (texts("drawers.grid.piece"), texts("vault.pieces"), texts("vault.straps"))
        return (*names, texts("vault.day_stock") if day else "", value)

    def _currencies(self, state: VaultState) -> None:
        """One to choose from where the branch has several; the key goes from one to the next."""
        self.currencies.setVisible(len(state.known) > 1)
        with QSignalBlocker(self.currencies):
            if state.known != self._known:
                self._known = state.known
                self.currencies.set_segments([Segment(code, None, "Alt+V" if not at else None)
                                              for at, code in enumerate(self._known)])  # fmt: skip
            if state.currency in self._known:
                self.currencies.setCurrentIndex(self._known.index(state.currency))
        self.currencies.setEnabled(not state.form.act)

    def _custody(self, state: VaultState) -> None:
        texts, vault = self._texts, state.vault
        if state.locked:
            self.chip.set_status(texts("vault.locked"), "warn", "lock")
        elif vault is not None and vault.counted_at:
            self.chip.set_status(texts("vault.counted", at=at(vault.counted_at)), "pos", "check")
        else:
            self.chip.set_status(texts("vault.uncounted"), "mute")
        self._hands(state)

    def _hands(self, state: VaultState) -> None:
        """Who unlocked it, or counted it last, and whether both are there."""
        texts, vault = self._texts, state.vault
        self.hands.setVisible(bool(state.hands))
        for part in (self.counted, self.verdict):
            part.setVisible(bool(state.hands))
        if vault is None or not state.hands:
            return
        said, tone = card_words.present(state, texts)
        # In a compact window the verdict stands below the two, who need the width.
        compact = self.look.compact
        self.hands.set_hands([self._hand(user, state) for user in state.hands], "" if compact else said, tone)
        self.verdict.set_status(said, tone, "users")
        self.verdict.setVisible(compact)
        key, stamp = ("opened", vault.opened_at) if state.unlocked_last else ("counted", vault.counted_at)
        key = "locks" if key == "opened" and vault.locks_at and vault.open else key
        self.counted.setText(texts(f"vault.hands.{key}", at=at(stamp), until=at(vault.locks_at)))

    def _hand(self, user: str, state: VaultState) -> Hand:
        person = next((one for one in state.people if one.user == user), None)
        role = self._texts(f"role.{person.roles[0].value}") if person is not None and person.roles else ""
        name = state.name(user)
        return Hand(
            name,
            formats.short_name(name),
            formats.initials(name),
            person.staff_number if person else user,
            role,
            user in state.present,
        )
