"""One account as a card one can choose: product, number, available and ledger balance."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent

from contract.ledger import AccountFact
from teller_app.glass.icons import paint_icon
from teller_app.glass.look import Look
from teller_app.glass.motion import COUNT_MS, Glide
from teller_app.glass.paint import focus_halo, rounded, text, text_width, tone
from teller_app.glass.painted_button import PaintedButton
from teller_app.i18n import formats
from teller_app.i18n.text import Texts

HEIGHT = (104, 80)
LOW = (52, 48)
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class AccountCard(PaintedButton):
    """``show_account`` fills it; it is checkable, and the chosen one carries a check mark beside its tint.

    ``low`` has two lines: product and what is available, number and the word for it.
    """

    def __init__(self, look: Look, texts: Texts, number: int, low: bool = False) -> None:
        super().__init__(look, "")
        self._texts = texts
        self._low = low
        self._lines: tuple[str, ...] = ("", "", "", "", "")
        self._sign, self._of = "", ""
        self._available = Glide(self, look, COUNT_MS, self.update)
        self.setCheckable(True)
        # One of several: a screen reader hears a radio button, and arrows go from account to account.
        self.setAutoExclusive(True)
        self._shown = False
        self.toggled.connect(self._toggled)
        self.set_number(number)

    def set_number(self, number: int) -> None:
        """Which key chooses it."""
        self.setToolTip(f"Alt+{number}")

    def _toggled(self, on: bool) -> None:
        # A screen reader toggles a radio button without clicking it; to choose twice is to choose once.
        if on and not self._shown:
            self.clicked.emit()

    def sizeHint(self) -> QSize:
        """As high as its two rows."""
        return QSize(0, self.look.grown(self.look.pick(*(LOW if self._low else HEIGHT))))

    def show_account(self, account: AccountFact, available: int, chosen: bool) -> None:
        """Fill the card. ``available`` already lacks what the outbox still holds."""
        sign = formats.currency_sign(account.currency)
        number = f"{formats.account_number(account.number)} · {account.currency}"
        amount = formats.money(available)
        lines = (
            account.product_name,
            number,
            f"{sign} {amount}",
            formats.money(account.balance),
            account.status.value,
        )
        # After a posting the figure counts to its new value; another account has another figure at once.
        self._available.to(float(available), jump=self._of != account.number or not self.isVisible())
        self._sign, self._of = sign, account.number
        self._shown = True
        self.setChecked(chosen)
        self._shown = False
        if lines == self._lines:
            return
        self._lines = lines
        words = self._texts(
            "counter.account_spoken", product=account.product_name, number=account.number, amount=f"{sign} {amount}"
        )
        self.setText(words)
        self.setAccessibleName(words)
        self.update()

    def _figure(self) -> str:
        return f"{self._sign} {formats.money(round(self._available.value))}" if self._of else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tile, lines, figures, mark."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, look = self.look.tokens, self.look
        box = QRectF(self.rect()).adjusted(4, 1, -4, -1)
        rest = tokens.fill_hover if self.hovered else tokens.secondary
        fill = tokens.accent_soft if self.isChecked() else rest
        rounded(p, box, 12, fill, tokens.accent_line if self.isChecked() else tokens.fill_line)
        if self.ringed:
            focus_halo(p, box, tokens, 12)
        if self._low:
            self._two_lines(p, box.adjusted(10, 4, -10, -4))
            return
        left, right, top = box.left() + 12, box.right() - 12, box.top() + 10
        side = look.pick(32, 28)
        ink, soft = tone(tokens, "accent" if self.isChecked() else "mute")
        rounded(p, QRectF(left, top + 1, side, side), 9, soft)
        paint_icon(p, "coins", left + (side - 18) / 2, top + 1 + (side - 18) / 2, 18, ink, "bold")
        words = QRectF(left + side + 10, top - 2, right - left - side - 36, 20)
        text(p, words, self._lines[0], look.font("body-strong"), tokens.text, LEFT)
        text(p, words.translated(0, 18), self._lines[1], look.font("caption"), tokens.text2, LEFT)
        if self.isChecked():
            paint_icon(p, "check-circle", right - 18, top, 18, tokens.accent, "fill")
        if look.compact:
            self._draw_available(p, QRectF(left, box.bottom() - 31, right - left, 22))
        else:
            self._figures(p, QRectF(left, box.bottom() - 47, right - left, 40))

    def _two_lines(self, p: QPainter, area: QRectF) -> None:
        tokens, look = self.look.tokens, self.look
        top = QRectF(area.left(), area.top(), area.width(), area.height() / 2)
        low = top.translated(0, area.height() / 2)
        if self.isChecked():
            paint_icon(p, "check-circle", top.left(), top.top() + 2, 16, tokens.accent, "fill")
            top = top.adjusted(22, 0, 0, 0)
        figure = text_width(self._figure(), look.font("body-strong"))
        text(p, top.adjusted(0, 0, -figure - 8, 0), self._lines[0], look.font("body-medium"), tokens.text, LEFT)
        text(p, top, self._figure(), look.font("body-strong"), tokens.text, RIGHT)
        number, word, face = self._lines[1], self._texts("counter.available"), look.font("caption")
        text(p, low, number, face, tokens.text2, LEFT)
        if text_width(number, face) + text_width(word, face) + 12 < low.width():
            text(p, low, word, face, tokens.text2, RIGHT)

    def _draw_available(self, p: QPainter, line: QRectF) -> None:
        look, tokens = self.look, self.look.tokens
        text(p, line, self._texts("counter.available"), look.font("caption"), tokens.text2, LEFT)
        text(p, line, self._figure(), look.font("callout-strong"), tokens.text, RIGHT)

    def _figures(self, p: QPainter, area: QRectF) -> None:
        tokens, look = self.look.tokens, self.look
        top, low = (
            QRectF(area.left(), area.top(), area.width(), 17),
            QRectF(area.left(), area.top() + 17, area.width(), 22),
        )
        text(p, top, self._texts("counter.available"), look.font("caption"), tokens.text2, LEFT)
        text(p, top, self._texts("counter.ledger"), look.font("caption"), tokens.text2, RIGHT)
        text(p, low, self._figure(), look.font("title3"), tokens.text, LEFT)
        text(p, low, self._lines[3], look.font("body-medium"), tokens.text2, RIGHT)
