"""Who is served, in two lines above the form: for windows in which three columns do not fit (LOOK 5)."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from contract.customers import CustomerFact
from teller_app.counter import rules
from teller_app.counter.state import CounterState
from teller_app.counter.view_account import AccountCard
from teller_app.glass.button import GlassButton
from teller_app.glass.chip import StatusChip
from teller_app.glass.drawn import Drawn
from teller_app.glass.field import Field
from teller_app.glass.labels import Elided
from teller_app.glass.look import Look
from teller_app.glass.panel import GUTTER, GlassPanel
from teller_app.glass.portrait import Portrait
from teller_app.glass.segmented import Segment, Segmented
from teller_app.i18n.text import Texts

CARD_WIDE, CARD_WIDEST = 262, 330
CARDS_MAX = 3
WHO_WIDE, WHO_NARROW = 224, 164
NARROW = 640
FACE = QSize(40, 46)
STRUT = 48
PAGES = ("posting", "side", "customer")
ICONS = {"posting": "cash-register", "side": "receipt", "customer": "users"}


class CustomerStrip(GlassPanel):
    """Search and pages in the first line, person and accounts in the second. ``search`` is lent by the customer's panel.

    ``page_chosen(place)`` names one of ``PAGES``; ``chose_account(place)`` says which account.
    """

    page_chosen = Signal(int)
    chose_account = Signal(int)

    def __init__(self, look: Look, texts: Texts, search: Field) -> None:
        super().__init__(look, None, padding=10)
        self._texts = texts
        self._drawn = Drawn()
        self._state: CounterState | None = None
        self._first_card = 0
        self.setAccessibleName(texts("counter.customer"))
        segments = [Segment(texts(f"counter.page_{name}"), ICONS[name]) for name in PAGES]
        self.pages = Segmented(look, segments, texts("counter.pages"))
        self.pages.currentChanged.connect(self.page_chosen)
        self.body.setSpacing(6)
        self._first = QHBoxLayout()
        self._first.setSpacing(8)
        # Before the pages, because the Tab key goes in the order in which they came here.
        self.take_search(search)
        self._first.addWidget(self.pages)
        self.body.addLayout(self._first)
        self.body.addLayout(self._build_who())

    def _build_who(self) -> QHBoxLayout:
        self.portrait = Portrait(self.look)
        self.portrait.setFixedSize(FACE)
        self._name = Elided(self.look, "", "body-strong")
        self._more = Elided(self.look, "", "caption", "text2")
        self.flag = StatusChip(self.look, "", "neg", "warning")
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addStretch(1)
        words.addWidget(self._name)
        words.addWidget(self._more)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setContentsMargins(GUTTER, 0, 0, 0)
        row.setSpacing(8)
        # The form below stays where it is, whoever is served.
        row.addStrut(self.look.grown(STRUT))
        row.addWidget(self.portrait)
        row.addLayout(words, 1)
        row.addWidget(self.flag)
        self.cards = [AccountCard(self.look, self._texts, number + 1, low=True) for number in range(CARDS_MAX)]
        for place, card in enumerate(self.cards):
            card.clicked.connect(lambda _=False, at=place: self.chose_account.emit(self._first_card + at))
            row.addWidget(card)
        self.more = GlassButton(self.look, "", "ghost", size="s")
        self.more.clicked.connect(lambda: self.page_chosen.emit(PAGES.index("customer")))
        row.addWidget(self.more)
        return row

    def take_search(self, search: Field) -> None:
        """The search field of the customer's panel stands here while the panel is behind a page."""
        self._first.insertWidget(0, search, 1)
        if self.isVisible():
            search.show()

    def set_page(self, place: int) -> None:
        """Mark a page without saying that somebody chose it."""
        blocked = self.pages.blockSignals(True)
        self.pages.setCurrentIndex(place)
        self.pages.blockSignals(blocked)
        self.pages.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for another number of accounts."""
        super().resizeEvent(event)
        if self._state is not None:
            self.render_state(self._state)

    def render_state(self, state: CounterState) -> None:
        """Show who is served, or that nobody is."""
        self._state = state
        fits = self._fits(len(state.accounts), bool(state.customer and state.customer.flags))
        shown = (state.customer, state.accounts, state.account_index, state.available, fits, self.width())
        if self._drawn.stale("who", *shown):
            self._show_who(state.customer)
            self._show_accounts(state, fits)

    def show_photo(self, customer: CustomerFact | None, photo: QImage | None) -> None:
        """The face beside the name."""
        if customer is not None:
            self.portrait.set_person(customer.full_name, customer.number, photo)

    def _fits(self, accounts: int, flagged: bool) -> int:
        """How many account cards there is room for; at least the chosen one."""
        flag = self.flag.sizeHint().width() + 8 if flagged else 0
        room = self._room(flag)
        count = max(1, min(CARDS_MAX, accounts, room // (CARD_WIDE + 8)))
        # What does not fit is behind a button that needs room as well.
        return max(1, (room - 60) // (CARD_WIDE + 8)) if count < min(accounts, CARDS_MAX) else count

    def _room(self, flag: int) -> int:
        who = WHO_NARROW if self.width() < NARROW else WHO_WIDE
        return self.width() - 2 * 10 - FACE.width() - 16 - who - flag

    def _show_who(self, customer: CustomerFact | None) -> None:
        texts = self._texts
        self.portrait.setVisible(customer is not None)
        self.flag.setVisible(customer is not None and bool(customer.flags))
        if customer is None:
            self._name.set_text(texts("counter.nobody"))
            self._more.set_text(texts("counter.nobody_do"))
            return
        self._name.set_text(customer.full_name)
        tier = texts("counter.tier", n=customer.tier)
        self._more.set_text(f"{customer.number} · {tier}")
        if customer.flags:
            first = rules.stopping_flag(customer) or customer.flags[0]
            tone = "neg" if first in rules.STOPPING else "warn"
            self.flag.set_status(texts(f"counter.flag.{first.value}"), tone, "warning")

    def _show_accounts(self, state: CounterState, fits: int) -> None:
        total = len(state.accounts)
        # The chosen one is always among those that are shown.
        flag = self.flag.sizeHint().width() + 8 if state.customer and state.customer.flags else 0
        room = self._room(flag) - (60 if total > fits else 0)
        wide = max(CARD_WIDE - 40, min(CARD_WIDEST, room // fits - 8))
        self._first_card = max(0, min(state.account_index - fits + 1, total - fits))
        for place, card in enumerate(self.cards):
            at = self._first_card + place
            card.setVisible(place < fits and at < total)
            if card.isVisibleTo(self):
                account, chosen = state.accounts[at], at == state.account_index
                card.set_number(at + 1)
                card.show_account(account, state.available if chosen else account.available, chosen)
                card.setFixedWidth(wide)
        hidden = max(0, total - fits)
        self.more.setVisible(hidden > 0)
        self.more.set_text(self._texts("counter.more_accounts", n=hidden))
