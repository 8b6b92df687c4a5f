"""The left column: find a customer as one types, who it is, the accounts, the specimen, the flags."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from contract.customers import CustomerFact
from contract.numbers import account_mistyped
from teller_app.counter import rules
from teller_app.counter.lifting import liftable
from teller_app.counter.state import CounterState
from teller_app.counter.view_account import AccountCard
from teller_app.counter.view_hits import HitRow
from teller_app.counter.view_identity import Identity
from teller_app.counter.view_recent import RecentLines
from teller_app.glass.alert import Alert
from teller_app.glass.button import GUTTER, GlassButton
from teller_app.glass.drawn import Drawn
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.field import Field
from teller_app.glass.hands_beside import Signer
from teller_app.glass.labels import Elided, Text
from teller_app.glass.look import Look
from teller_app.glass.paint import RIGHT
from teller_app.glass.panel import GlassPanel
from teller_app.glass.scroll_column import ScrollColumn
from teller_app.glass.separator import Separator
from teller_app.glass.signatories import SignatoryTiles, Specimens
from teller_app.i18n.mandates import for_amount, mandate_words, role_words
from teller_app.i18n.text import Texts

ACCOUNTS_SHOWN = 4
HITS_SHOWN = 8
SEARCH_PLACE = 1
RECENT_FROM = 700
"""A compact column that is lower has no room for what happened lately; the mini statement says it."""
type Pictures = Callable[[CustomerFact | None, Callable[[QImage | None, QImage | None], None]], None]
"""Look at a customer (None: at nobody): photo and signature come at once or later, None while they are not here."""


def _inset(widget: QWidget) -> QHBoxLayout:
    """In line with fields and cards, which keep room around them for the ring of the focus."""
    row = QHBoxLayout()
    row.setContentsMargins(GUTTER, 0, GUTTER, 0)
    row.addWidget(widget)
    return row


class CustomerPanel(GlassPanel):
    """``found(text)``, ``picked(index)``, ``moved(step)``, ``chose_account(index)`` say what the teller does;

    ``pictured(customer, photo)`` hands the photo on to whoever else shows it.
    """

    found = Signal(str)
    picked = Signal(int)
    moved = Signal(int)
    chose_account = Signal(int)
    pictured = Signal(object, object)
    mini_asked = Signal()

    def __init__(self, look: Look, texts: Texts, pictures: Pictures, specimens: Specimens) -> None:
        super().__init__(look)
        self._texts, self._pictures, self._specimens = texts, pictures, specimens
        self._drawn = Drawn()
        self.searching = self._beside = False
        self.setAccessibleName(texts("counter.customer"))
        self.search = Field(look, icon="magnifying-glass", key="F2")
        self.search.set_placeholders(texts("counter.find_placeholder"), texts("counter.find_short"))
        self.search.set_name(texts("counter.find_name"))
        self.search.edit.installEventFilter(self)
        self.search.changed.connect(self.found)
        self.body.add(self.search)
        self._hits = self._build_hits()
        self._who = self._build_who()
        self._mini = self._build_mini()
        self._empty = EmptyState(look, "users", texts("counter.nobody"), texts("counter.nobody_do"))
        self.body.addWidget(self._empty, 1)
        self._state: CounterState | None = None
        look.follow(self._look_followed)

    # -- building ------------------------------------------------------------------------------------------------

    def _build_hits(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self._rows = [HitRow(self.look, self._texts) for _ in range(HITS_SHOWN)]
        for index, row in enumerate(self._rows):
            row.clicked.connect(lambda _=False, at=index: self.picked.emit(at))
            column.addWidget(row)
        self._none = Text(self.look, self._texts("counter.no_hits"), "body", "text2", wrap=True)
        column.addWidget(self._none)
        column.addStretch(1)
        self.body.addWidget(page, 1)
        return page

    def _build_who(self) -> QWidget:
        # Somebody with many accounts scrolls here, so that the button that posts never leaves a low window.
        page = self._page = ScrollColumn(self.look, lowest=240, spacing=0, name=self._texts("counter.customer"))
        self._halves = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        spacing = self.look.pick(10, 7)
        column, second = QVBoxLayout(), QVBoxLayout()
        for half in (column, second):
            half.setSpacing(spacing)
        self._halves.setSpacing(spacing)
        self._halves.addLayout(column)
        self._halves.addLayout(second, 1)
        page.column.addLayout(self._halves, 1)
        self.identity = Identity(self.look, self._texts)
        column.addWidget(self.identity)
        self._flag = Alert(self.look, "neg", "")
        column.addLayout(_inset(self._flag))
        column.addLayout(_inset(Separator(self.look)))
        self._heading = Text(self.look, self._texts("counter.accounts"), "body-strong")
        column.addLayout(_inset(self._heading))
        self._cards = [AccountCard(self.look, self._texts, number + 1) for number in range(ACCOUNTS_SHOWN)]
        for index, card in enumerate(self._cards):
            card.clicked.connect(lambda _=False, at=index: self.chose_account.emit(at))
            column.addWidget(card)
        self._first = column
        self._between = Separator(self.look)
        second.addLayout(_inset(self._between))
        self._mandate = Elided(self.look, "", "caption", "text2", lines=3, align=RIGHT)
        who_signs = QHBoxLayout()
        who_signs.setContentsMargins(GUTTER, 0, GUTTER, 0)
        who_signs.addWidget(Text(self.look, self._texts("mandate.title"), "body-strong"), 0, Qt.AlignmentFlag.AlignTop)
        who_signs.addWidget(self._mandate, 1)
        second.addLayout(who_signs)
        self._this = Text(self.look, "", "caption-strong", wrap=True)
        self._signers = SignatoryTiles(self.look, self._texts("counter.no_specimen"))
        for part in (self._this, self._signers):
            second.addLayout(_inset(part))
        self._recent = RecentLines(self.look, self._texts)
        self._recent_head = Text(self.look, self._texts("counter.recent"), "caption-medium", "text2")
        second.addSpacing(4)
        second.addLayout(_inset(self._recent_head))
        second.addLayout(_inset(self._recent))
        second.addStretch(1)
        self.body.addWidget(page, 1)
        return page

    def _build_mini(self) -> GlassButton:
        mini = GlassButton(
            self.look, self._texts("counter.key_mini"), "secondary", "receipt", "Ctrl+M", "l", expand=True
        )
        mini.clicked.connect(self.mini_asked)
        self.body.addWidget(mini)
        return mini

    def take_search(self) -> None:
        """The search field stands on top here again."""
        if self.search.parentWidget() is not self:
            self.body.insertWidget(SEARCH_PLACE, self.search)
            self.search.show()

    def set_halves(self, beside: bool) -> None:
        """Person and accounts beside specimen and history: a page of its own (LOOK 5)."""
        self._beside = beside
        if self._state is not None:
            self._show_recent(self._state)
        sides = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._halves.setDirection(sides)
        self._halves.setSpacing(20 if beside else self.look.pick(10, 7))
        self._halves.setStretch(0, 1 if beside else 0)
        self._halves.setAlignment(self._first, Qt.AlignmentFlag.AlignTop if beside else Qt.AlignmentFlag(0))
        self._between.setVisible(not beside)

    def see_signatures(self) -> None:
        """The next of the specimens that are not in view, from the last back to the first: the caret stays where it is."""
        self._page.reveal(self._signers)

    # -- keys ----------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows walk the hits while the caret stays in the field; Enter takes one."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._hits.isVisible():
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.picked.emit(-1)
                return True
        return super().eventFilter(watched, event)

    def focus_search(self) -> None:
        """F2: the next letter replaces what stands there."""
        self.search.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.edit.selectAll()

    # -- rendering -----------------------------------------------------------------------------------------------

    def render_state(self, state: CounterState) -> None:
        """Show hits, a customer, or nobody."""
        self._state = state
        if self.search.text() != state.find_text:
            self.search.set_text(state.find_text)
        searching = bool(state.find_text.strip()) and (
            state.customer is None or state.find_text != state.customer.full_name
        )
        self.searching = searching
        self._hits.setVisible(searching)
        self._who.setVisible(state.customer is not None and not searching)
        self._mini.setVisible(state.account is not None and not searching)
        self._empty.setVisible(state.customer is None and not searching)
        if searching:
            if self._drawn.stale("hits", state.hits, state.hit_index, state.finding, state.find_text):
                self._show_hits(state)
        elif state.customer is not None:
            shown = (state.customer, state.accounts, state.account_index, state.available, state.recent)
            if self._drawn.stale("customer", *shown, self.look.compact):
                self._show_customer(state, state.customer)
        # Only the customer who is served is fetched, never those who were merely found.
        self._pictures(state.customer, lambda photo, _: self._show_photo(state.customer, photo))
        self._show_mandate(state, state.customer)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A higher column has room for more."""
        super().resizeEvent(event)
        if self._state is not None:
            self._show_recent(self._state)

    def _look_followed(self) -> None:
        """Another density says less of the same person."""
        if self._state is not None:
            self.render_state(self._state)

    def _show_hits(self, state: CounterState) -> None:
        for index, row in enumerate(self._rows):
            row.setVisible(index < len(state.hits))
            if index < len(state.hits):
                row.show_hit(state.hits[index], index == state.hit_index)
        mistyped = account_mistyped(state.find_text)
        said = self._texts.for_code("target_mistyped")
        self._none.setText(f"{said.title}. {said.what_to_do}" if mistyped else self._texts("counter.no_hits"))
        self._none.setVisible(not state.hits and not state.finding)

    def _show_customer(self, state: CounterState, customer: CustomerFact) -> None:
        self.identity.show_customer(customer)
        self._show_flags(customer)
        shown = self._texts("counter.accounts_shown", n=len(state.accounts))
        self._heading.setText(shown)
        for index, card in enumerate(self._cards):
            card.setVisible(index < len(state.accounts))
            if index < len(state.accounts):
                account, chosen = state.accounts[index], index == state.account_index
                card.show_account(account, state.available if chosen else account.available, chosen)
        self._show_recent(state)

    def _show_photo(self, customer: CustomerFact | None, photo: QImage | None) -> None:
        if customer is not None:
            self.identity.show_face(customer, photo)
            self.pictured.emit(customer, photo)

    def _show_mandate(self, state: CounterState, customer: CustomerFact | None) -> None:
        """Who signs for the chosen account; the holder's own specimen where no mandate is on file."""
        mandate, texts = state.mandate, self._texts
        this = for_amount(mandate, state.form.amount if state.form.mode != "deposit" else 0, texts)
        self._this.setText(this)
        self._this.setVisible(bool(this))
        if not self._drawn.stale("mandate", mandate, customer):
            return
        self._mandate.set_text(mandate_words(mandate, texts))
        people = mandate.signatories if mandate else ()
        signers = [Signer(one.name, role_words(one.role, texts), one.signature or "") for one in people]
        if not signers and customer is not None:
            signers = [Signer(customer.full_name, texts("counter.holder"), customer.signature)]
        self._signers.set_signers(signers, {})
        self._specimens(tuple(signer.file for signer in signers if signer.file), self._signers.show_images)

    def _show_flags(self, customer: CustomerFact) -> None:
        self._flag.setVisible(bool(customer.flags))
        if customer.flags:
            first = rules.stopping_flag(customer) or customer.flags[0]
            tone = "neg" if first in rules.STOPPING else "warn"
            said = customer.memo.strip() or self._texts("counter.flag_do")
            said = said if said[-1] in ".!?" else f"{said}."
            lift = self._texts("customers.lift.do") if liftable(customer) is not None else ""
            self._flag.set_words(self._texts(f"counter.flag.{first.value}"), f"{said} {lift}".strip(), tone)

    def _show_recent(self, state: CounterState) -> None:
        low = self.look.compact and not self._beside and self.height() < RECENT_FROM
        shown = state.recent[: 0 if low else self.look.pick(3, 2)]
        self._recent_head.setVisible(bool(shown))
        self._recent.show_facts(shown)
