"""What stands beside an opening: how it was booked, what the drawer may hold, and how it was left (picture 10)."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from contract.drawers import BookedLine, DrawerFact
from contract.staff import Limit
from teller_app.drawers import words
from teller_app.drawers.state import DrawerState
from teller_app.glass.button import GUTTER
from teller_app.glass.entry_table import EntryTable, Leg
from teller_app.glass.labels import Money, Text
from teller_app.glass.lines import Line, Lines
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.scale_meter import ScaleMeter
from teller_app.i18n import formats
from teller_app.i18n.text import Texts


class EntryLines(QWidget):
    """How the opening was booked: the legs as the server booked them. Away where nothing was."""

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        heads = (texts("drawers.entry.account"), texts("drawers.entry.debit"), texts("drawers.entry.credit"))
        self.table = EntryTable(look, texts("drawers.entry"), heads)
        column = QVBoxLayout(self)
        column.setContentsMargins(GUTTER, 6, GUTTER, 0)
        column.setSpacing(2)
        self.number = Text(look, "", "caption", "text2")
        head = QHBoxLayout()
        head.addWidget(Text(look, texts("drawers.entry"), "body-strong"))
        head.addStretch(1)
        head.addWidget(self.number)
        column.addLayout(head)
        column.addWidget(self.table)
        self.setVisible(False)

    def show_lines(self, lines: Sequence[BookedLine], currency: str, entry: int = 0) -> None:
        """Debits and credits, in minor units of the drawer's currency; ``entry`` is the journal's row, 0 where it is not known."""
        self.table.set_currency(formats.currency_sign(currency))
        self.number.setText(self._texts("drawers.entry_number", number=f"{entry:,}") if entry else "")
        self.table.set_legs([self._leg(line) for line in lines])
        self.setVisible(bool(lines))

    def _leg(self, line: BookedLine) -> Leg:
        code, name = words.account_words(line, self._texts)
        debit, credit = (formats.money(minor) if minor else "" for minor in (line.debit, line.credit))
        return Leg(code, name, debit, credit)


class LimitsPanel(GlassPanel):
    """What the drawer may hold: bounds, which are no secret. The opening balance only once it is counted."""

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__(look, texts("drawers.limits"))
        self._texts = texts
        self.caption = Text(look, texts("drawers.opening_balance"), "caption-medium", "text2")
        self.balance = Money(look)
        self.meter = ScaleMeter(look, texts("drawers.meter"), ())
        self.bounds = Lines(look, texts("drawers.limits"))
        for part in (self.caption, self.balance, self.meter, self.bounds):
            self.body.add(part)
        self.body.addStretch(1)

    def render_drawer(self, drawer: DrawerFact | None, opening: int | None, own: Sequence[Limit] = ()) -> None:
        """``opening`` in minor units, None while the count is not in; ``own`` are the person's limits."""
        if drawer is None:
            return
        texts = self._texts
        for part in (self.caption, self.balance, self.meter):
            part.setVisible(opening is not None)
        self.balance.set_figure(formats.money(opening or 0), formats.currency_sign(drawer.currency))
        self.meter.set_marks([(part / 1000, name) for part, name in words.limit_marks(drawer, texts)])
        reached = words.thousandths(opening or 0, drawer.hard_max)
        said = texts("drawers.meter_share", part=reached // 10) if opening is not None else ""
        outside = opening is not None and not drawer.minimum <= opening <= drawer.soft_max
        self.meter.set_share(reached / 1000, said, outside)
        self.bounds.set_lines([Line(name, figure=figure) for name, figure in words.limit_rows(drawer, texts, own)])


class BeforePanel(GlassPanel):
    """How the drawer was left, as far as this reader may know; never what lies in it."""

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__(look, texts("drawers.before"))
        self._texts = texts
        self.lines = Lines(look, texts("drawers.before"), tall=True)
        self.body.add(self.lines)
        self.body.addStretch(1)

    def render_state(self, state: DrawerState) -> None:
        """Away while nothing is known."""
        found = words.before_lines(state, self._texts)
        self.set_caption(words.before_day(state, self._texts))
        self.lines.set_lines([Line(title, sub, icon=icon, tint=tint) for title, sub, icon, tint in found])
        self.setVisible(bool(found))
