"""The branch's cash beside a decision: drawers together, the vault, and each open drawer with its share of the limit."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from teller_app.approvals.branch_cash import BranchCash, Till
from teller_app.glass.figures import FigureTile
from teller_app.glass.labels import Text
from teller_app.glass.lines import Line, Lines
from teller_app.glass.look import Look
from teller_app.i18n import formats
from teller_app.i18n.text import Texts


class CashCard(QWidget):
    """Live: ``show_cash`` with every change."""

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self.drawers = FigureTile(look, texts("approvals.cash.drawers"), role="callout-strong")
        self.vault = FigureTile(look, texts("approvals.cash.vault"), role="callout-strong")
        self.open = Text(look, "", "caption", "text2")
        self.share = Text(look, "", "caption", "text2")
        self.lines = Lines(look, texts("approvals.cash.list"), tall=True)
        self.none = Text(look, texts("approvals.cash.none"), "caption", "text2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for parts in ((self.drawers, self.vault), (self.open, self.share)):
            row = QHBoxLayout()
            row.setSpacing(8)
            for part in parts:
                row.addWidget(part, 1)
            column.addLayout(row)
        column.addWidget(self.lines)
        column.addWidget(self.none)

    def show_cash(self, cash: BranchCash | None) -> None:
        """What lies where now; a vault out of sight is a dash."""
        tills = cash.tills if cash else ()
        self.drawers.set_figure(formats.money(cash.in_drawers) if cash else formats.EM_DASH)
        known = cash is not None and cash.vault is not None
        self.vault.set_figure(formats.money(cash.vault) if cash and cash.vault is not None else formats.EM_DASH)
        self.open.setText(self._texts("approvals.cash.open", n=len(tills)))
        share = cash.share if cash and known else None
        self.share.setText(self._texts("approvals.cash.share", n=share) if share is not None else "")
        self.lines.setVisible(bool(tills))
        self.none.setVisible(not tills)
        self.lines.set_lines([self._line(till) for till in tills])

    def _line(self, till: Till) -> Line:
        words = "approvals.cash.near" if till.near else "approvals.cash.drawer"
        return Line(till.cashier, self._texts(words, number=till.number), figure=formats.money(till.balance),
                    icon="warning" if till.near else "cash-register", color="warn" if till.near else "text")  # fmt: skip
