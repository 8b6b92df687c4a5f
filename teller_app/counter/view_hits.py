"""One found customer in the list below the search field."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent

from teller_app.counter.state import Hit
from teller_app.glass.look import Look
from teller_app.glass.paint import rounded, text
from teller_app.glass.painted_button import PaintedButton
from teller_app.i18n import formats
from teller_app.i18n.text import Texts

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class HitRow(PaintedButton):
    """Name above; number, phone and accounts below. The chosen one is tinted and carries a bar."""

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__(look, "")
        self._texts = texts
        self._name, self._more, self._chosen = "", "", False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(0, self.look.grown(self.look.pick(52, 46)))

    def show_hit(self, hit: Hit, chosen: bool) -> None:
        """Fill the row."""
        numbers = " · ".join(formats.account_number(account.number) for account in hit.accounts[:2])
        phone = formats.phone(hit.customer.phone) if hit.customer.phone else ""
        more = "  ".join(part for part in (hit.customer.number, phone, numbers) if part)
        if (hit.customer.full_name, more, chosen) == (self._name, self._more, self._chosen):
            return
        self._name, self._more, self._chosen = hit.customer.full_name, more, chosen
        self.setText(self._name)
        self.setAccessibleName(f"{self._name}, {self._more}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tint, bar, two lines."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self.look.tokens
        box = QRectF(self.rect()).adjusted(4, 1, -4, -1)
        if self._chosen:
            rounded(p, box, 10, tokens.row_sel, tokens.accent_line)
            rounded(p, QRectF(box.left() + 2, box.top() + 10, 3, box.height() - 20), 1.5, tokens.accent)
        elif self.hovered:
            rounded(p, box, 10, tokens.row_hover)
        line = QRectF(box.left() + 14, box.center().y() - 20, box.width() - 28, 20)
        text(p, line, self._name, self.look.font("body-strong"), tokens.text, LEFT)
        text(p, line.translated(0, 20), self._more, self.look.font("caption"), tokens.text2, LEFT)
