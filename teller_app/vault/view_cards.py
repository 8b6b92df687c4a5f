"""Cash on its way as cards below each other, the selected one with its buttons (picture 12)."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from teller_app.glass.look import Look
from teller_app.glass.scroll_column import ScrollColumn
from teller_app.glass.transfer_card import Card, TransferCard
from teller_app.i18n.text import Texts
from teller_app.vault import meeting, rules
from teller_app.vault.model import VaultModel
from teller_app.vault.state import VaultState

GAP = 8
SHOWN = 2
"""Cards that are seen at once; the others are scrolled to."""


class CardColumn(ScrollColumn):
    """One card a movement that is not over."""

    def __init__(self, look: Look, texts: Texts, model: VaultModel) -> None:
        super().__init__(look, 104, GAP, texts("vault.moves"))
        self._look, self._texts, self._model = look, texts, model
        self.cards: list[TransferCard] = []
        self.column.addStretch(1)
        # The first one stands in the Tab key's way from the start, and the others come behind it.
        self._add()
        self._count = 0
        look.follow(self._fit)

    def _stop_or_not(self, least: int, most: int) -> None:
        """Never a stop of its own: each card is one, and what has the focus is brought into view."""

    def render_state(self, state: VaultState, shown: Sequence[Card]) -> None:
        """As many cards as there are movements; each keeps its place and the focus."""
        while len(self.cards) < len(shown):
            self._add()
        for at, card in enumerate(self.cards):
            card.setVisible(at < len(shown))
            if at < len(shown):
                card.set_card(shown[at])
        for card in self.cards[: len(shown)]:
            found = next((move for move in state.moves if card.card and f"move:{move.transfer}" == card.card.key), None)
            chosen = found is not None and state.chosen == f"move:{found.transfer}"
            may = found is not None and state.online and not state.form.act
            card.set_chosen(
                chosen,
                may and found is not None and rules.refuses(state, found),
                may and found is not None and meeting.receives(state, found),
            )
        self.setVisible(bool(shown))
        self._count = len(shown)
        self._fit()

    def focus_chosen(self, key: str) -> bool:
        """The focus to the selected card, else to the first. False where there is none."""
        seen = [card for card in self.cards if card.isVisibleTo(self)]
        wanted = next((card for card in seen if card.card is not None and card.card.key == key), None)
        target = wanted or (seen[0] if seen and not key else None)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        return target is not None

    def _add(self) -> None:
        card = TransferCard(self._look, self._texts("vault.key.refuse"), self._texts("vault.key.receive"))
        at = len(self.cards)
        card.clicked.connect(lambda: self._choose(at))
        card.stepped.connect(lambda by: self._step(at + by))
        card.refuse.clicked.connect(lambda: self._model.begin("refuse"))
        card.receive.clicked.connect(lambda: self._model.begin("receive"))
        self.column.insertWidget(at, card)
        if self.cards:
            for before, after in pairwise((self.cards[-1].receive, card, card.refuse, card.receive)):
                QWidget.setTabOrder(before, after)
        self.cards.append(card)
        card.hide()

    def _choose(self, at: int) -> None:
        card = self.cards[at].card
        if card is not None:
            self._model.choose(card.key)

    def _step(self, at: int) -> None:
        last = sum(card.isVisibleTo(self) for card in self.cards) - 1
        at = max(0, min(at, last))
        self.cards[at].setFocus(Qt.FocusReason.OtherFocusReason)
        self._choose(at)

    def _fit(self) -> None:
        """Whole cards, also after a change of density, in which they are lower."""
        self.setMaximumHeight(self._room(self._count))
        self.updateGeometry()

    def _room(self, count: int) -> int:
        shown = min(count, SHOWN)
        high = self.cards[0].sizeHint().height() if self.cards else 0
        return shown * high + max(0, shown - 1) * GAP + 8
