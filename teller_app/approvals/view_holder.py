"""Whose account it is: photo, mandate and specimen signatures, and beside them the signature of today from the pad at the till."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from contract.approvals import RequestFact
from contract.customers import CustomerFact, MandateFact
from contract.hands import SignedHand
from teller_app.approvals.checks import TAKES_OUT
from teller_app.glass.hands_beside import Signer, Today, signers
from teller_app.glass.labels import Elided, Text
from teller_app.glass.look import Look
from teller_app.glass.portrait import Portrait
from teller_app.glass.signatories import SignatoryTiles, Specimens
from teller_app.i18n.mandates import mandate_words
from teller_app.i18n.text import Texts

TILE_WIDTH = 292
type Pictures = Callable[[CustomerFact | None, Callable[[QImage | None, QImage | None], None]], None]
"""Look at a customer (None: at nobody): photo and signature come at once or later, None while they are not here."""


class HolderCard(QWidget):
    """Portrait and signatures side by side; not there where the request is about no customer."""

    def __init__(self, look: Look, texts: Texts, pictures: Pictures, specimens: Specimens) -> None:
        super().__init__()
        self._texts, self._pictures, self._specimens = texts, pictures, specimens
        self._customer: CustomerFact | None = None
        self._signers: tuple[Signer, ...] = ()
        self.portrait = Portrait(look)
        self.mandate = Elided(look, "", "caption", "text2", align=Qt.AlignmentFlag.AlignRight)
        self.signers = SignatoryTiles(look, texts("approvals.no_specimen"), TILE_WIDTH)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.portrait, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.signers, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Text(look, texts("approvals.specimen"), "body-strong"))
        head.addWidget(self.mandate, 1)
        column.addLayout(head)
        column.addLayout(row)
        column.addStretch(1)
        self.hide()

    def show_holder(
        self, customer: CustomerFact | None, mandate: MandateFact | None = None, request: RequestFact | None = None
    ) -> None:
        """Show whose account it is, who signs for it and, where money is asked for, how it was signed for today; or nothing."""
        self._customer = customer
        self._signers = signers(customer, mandate, _today(request), self._texts) if customer else ()
        self.mandate.set_text(mandate_words(mandate, self._texts))
        self.setVisible(customer is not None)
        if customer is None or self.isVisible():
            self._look()

    def showEvent(self, event: QShowEvent) -> None:
        """Now somebody looks: nothing is fetched for a room that is not open."""
        super().showEvent(event)
        self._look()

    def _look(self) -> None:
        customer = self._customer
        self._pictures(customer, lambda photo, _: self._show(customer, photo))
        self.signers.set_signers(self._signers, {})
        self._specimens(tuple(one.file for one in self._signers if one.file), self.signers.show_images)

    def _show(self, customer: CustomerFact | None, photo: QImage | None) -> None:
        if customer is not None:
            self.portrait.set_person(customer.full_name, customer.number, photo)


def _today(request: RequestFact | None) -> Today | None:
    """How it was signed for at the till; None where nobody signs for it, or nobody would have been asked."""
    if request is None or request.kind not in TAKES_OUT:
        return None
    alone = (SignedHand(name="", file=request.ink),) if request.ink else ()
    today = Today(request.hands or alone, request.unsigned, request.at)
    return today if request.kind == "withdraw" or today.hands or today.unsigned else None
