"""The branch's cash beside a decision: drawers together, the vault, and each open drawer with its share of the limit."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from teller_app.approvals.branch_cash import BranchCash, Till
from teller_app.glass.figures import FigureTile
from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.table import DataTable
from teller_app.glass.table_model import Column, Figure, Gauge, Lead, Person, Row
from teller_app.i18n import formats
from teller_app.i18n.text import Texts


class CashCard(QWidget):
    """Live: ``show_cash`` with every change."""

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._shown: object = None
        self.drawers = FigureTile(look, texts("approvals.cash.drawers"), role="callout-strong", noted=True)
        self.vault = FigureTile(look, texts("approvals.cash.vault"), role="callout-strong", noted=True)
        columns = (
            Column(texts("approvals.cash.who")),
            Column(texts("approvals.cash.balance"), 124, "money"),
        )
        self.table = DataTable(look, columns, texts("approvals.cash.list"))
        self.none = Text(look, texts("approvals.cash.none"), "caption", "text2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        for part in (self.drawers, self.vault):
            row.addWidget(part, 1)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addWidget(self.none)
        column.addStretch(0)

    def show_cash(self, cash: BranchCash | None) -> None:
        """What lies where now; a vault out of sight is a dash."""
        if cash == self._shown and self._shown is not None:
            return
        self._shown = cash
        tills = cash.tills if cash else ()
        self.drawers.set_figure(formats.money(cash.in_drawers) if cash else formats.EM_DASH)
        self.drawers.set_note(self._texts("approvals.cash.open", n=len(tills)))
        self.vault.set_figure(formats.money(cash.vault) if cash and cash.vault is not None else formats.EM_DASH)
        share = cash.share if cash and cash.vault is not None else None
        self.vault.set_note(self._texts("approvals.cash.share", n=share) if share is not None else "")
        self.table.setVisible(bool(tills))
        self.none.setVisible(not tills)
        self.table.set_rows([self._row(till) for till in tills])

    def _row(self, till: Till) -> Row:
        texts, figure = self._texts, formats.money(till.balance)
        # In words, because the colour of the bar alone says nothing.
        sub = texts("approvals.cash.near" if till.near else "approvals.cash.drawer", number=till.number)
        who = (
            Person(till.cashier, formats.initials(till.cashier), till.staff_number, sub)
            if till.staff_number
            else Lead("cash-register", "warn" if till.near else "accent", till.cashier, sub, among_people=True)
        )
        if not till.limited:
            return Row(till.number, (who, Figure(figure)))
        said = texts("approvals.cash.share", n=till.share)
        mark = "warn_mark" if till.near else "accent_mark"
        return Row(till.number, (who, Gauge(figure, said, till.share / 100, mark)))
