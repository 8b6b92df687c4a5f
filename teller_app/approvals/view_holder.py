"""Whose account it is: photo and specimen signature, for the decider to compare with the paper at the counter."""

from collections.abc import Callable

from PySide6.QtGui import QImage, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from contract.customers import CustomerFact
from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.portrait import Portrait
from teller_app.glass.signature import SignatureTile
from teller_app.i18n.text import Texts

TILE_WIDTH = 292
type Pictures = Callable[[CustomerFact | None, Callable[[QImage | None, QImage | None], None]], None]
"""Look at a customer (None: at nobody): photo and signature come at once or later, None while they are not here."""


class HolderCard(QWidget):
    """Portrait and signature side by side; not there where the request is about no customer."""

    def __init__(self, look: Look, texts: Texts, pictures: Pictures) -> None:
        super().__init__()
        self._texts, self._pictures = texts, pictures
        self._customer: CustomerFact | None = None
        self.portrait = Portrait(look)
        self.signature = SignatureTile(look, texts("approvals.no_specimen"))
        self.signature.setFixedWidth(TILE_WIDTH)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.portrait)
        row.addWidget(self.signature)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Text(look, texts("approvals.specimen"), "body-strong"))
        column.addLayout(row)
        self.hide()

    def show_customer(self, customer: CustomerFact | None) -> None:
        """Show whose account it is, or nothing."""
        self._customer = customer
        self.setVisible(customer is not None)
        if customer is None or self.isVisible():
            self._look()

    def showEvent(self, event: QShowEvent) -> None:
        """Now somebody looks: nothing is fetched for a room that is not open."""
        super().showEvent(event)
        self._look()

    def _look(self) -> None:
        customer = self._customer
        self._pictures(customer, lambda photo, signature: self._show(customer, photo, signature))

    def _show(self, customer: CustomerFact | None, photo: QImage | None, signature: QImage | None) -> None:
        if customer is not None:
            self.portrait.set_person(customer.full_name, customer.number, photo)
            self.signature.set_signatory(customer.full_name, self._texts("approvals.holder"), signature)
