"""Who is served: face, name, number, what the bank knows of them, and how to reach them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from contract.customers import CustomerFact
from teller_app.glass.button import GUTTER
from teller_app.glass.chip import StatusChip
from teller_app.glass.fact_row import FactRow, ShortFact
from teller_app.glass.icon_mark import IconMark
from teller_app.glass.labels import Elided
from teller_app.glass.look import Look
from teller_app.glass.portrait import Portrait
from teller_app.i18n import formats
from teller_app.i18n.text import Texts


class Identity(QWidget):
    """In the regular density card and address have a line of their own; in the compact one the card alone is a line."""

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__()
        self.look, self._texts = look, texts
        self.portrait = Portrait(look)
        self.name = Elided(look, "", "title2", lines=3, smaller="title3")
        self._number = Elided(look, "", "caption", "text2")
        self._phone = Elided(look, "", "caption-medium")
        self._card = Elided(look, "", "caption", "text2")
        self._tier = StatusChip(look, "", "pos", "seal-check")
        self.papers = FactRow(look, texts("counter.papers"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(GUTTER, 0, GUTTER, 0)
        self._column.addLayout(self._head())
        self._column.addWidget(self.papers)
        self._shown: CustomerFact | None = None
        self._place()
        look.follow(self._place)

    def show_customer(self, customer: CustomerFact) -> None:
        """Everything but the face."""
        texts, self._shown = self._texts, customer
        self.name.set_text(customer.full_name)
        since = (
            texts("counter.since", number=customer.number, year=customer.since[:4])
            if customer.since
            else customer.number
        )
        self._number.set_text(since)
        self._tier.set_status(texts("counter.tier", n=customer.tier), "pos", "seal-check")
        self._phone.set_text(formats.phone(customer.phone) if customer.phone else texts("counter.no_phone"))
        card = customer.card_number or texts("counter.no_card")
        self._card.set_text(card)
        facts = [ShortFact("identification-card", texts("counter.card"), customer.card_number or formats.EM_DASH)]
        if customer.digital_address:
            facts.append(ShortFact("map-pin", texts("counter.address"), customer.digital_address))
        self.papers.set_facts(facts)

    def show_face(self, customer: CustomerFact, photo: QImage | None) -> None:
        """The photo, or the silhouette while there is none."""
        self.portrait.set_person(customer.full_name, customer.number, photo)

    def _head(self) -> QHBoxLayout:
        words = self._words = QVBoxLayout()
        chips, phone = QHBoxLayout(), QHBoxLayout()
        chips.addWidget(self._tier)
        chips.addStretch(1)
        phone.setSpacing(6)
        phone.addWidget(IconMark(self.look, "phone"))
        phone.addWidget(self._phone, 1)
        words.addWidget(self.name)
        words.addWidget(self._number)
        words.addLayout(chips)
        words.addLayout(phone)
        words.addWidget(self._card)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.portrait, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    def _place(self) -> None:
        self._column.setSpacing(self.look.pick(14, 0))
        self._words.setSpacing(self.look.pick(5, 1))
        self.papers.setVisible(not self.look.compact)
        self._card.setVisible(self.look.compact)
