"""The chosen one: whose it is, why it is not booked, and what to do with the cash and the paper of it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from teller_app.glass.alert import Alert
from teller_app.glass.button import GlassButton
from teller_app.glass.chip import StatusChip
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.entry_table import EntryTable
from teller_app.glass.labels import Elided, Money, Text
from teller_app.glass.lines import Line, Lines
from teller_app.glass.look import Look
from teller_app.glass.paint import RIGHT
from teller_app.glass.panel import GlassPanel
from teller_app.glass.scroll_column import ScrollColumn
from teller_app.glass.tile_mark import TileMark
from teller_app.i18n import formats
from teller_app.i18n.text import Texts
from teller_app.outbox import outlook_words, words
from teller_app.outbox.model import OutboxModel
from teller_app.outbox.state import OutboxState


class DetailPanel(GlassPanel):
    """One command that is not booked, or that none is chosen."""

    def __init__(self, look: Look, texts: Texts, model: OutboxModel, person: Callable[[str], str]) -> None:
        super().__init__(look, texts("outbox.one"))
        self._texts, self._person = texts, person
        self.chip = StatusChip(look, "")
        self.add_action(self.chip)
        self.nothing = EmptyState(look, "receipt", texts("outbox.choose"), texts("outbox.choose_do"))
        self.mark = TileMark(look)
        self.who = Elided(look, "", "body-strong")
        self.about = Elided(look, "", "caption", "text2")
        self.amount = Money(look, role="title2", right=True)
        self.moved = Text(look, "", "caption", "text2", align=RIGHT)
        self.lead = QWidget()
        self.why = Alert(look, "neg", "")
        self.then = Alert(look, "warn", "")
        self.entry_title = Text(look, "", "body-strong")
        heads = (texts("outbox.entry.account"), texts("outbox.entry.debit"), texts("outbox.entry.credit"))
        self.entry = EntryTable(look, texts("outbox.entry"), heads)
        self.facts = Lines(look, texts("outbox.one"))
        self.rows = ScrollColumn(look, name=texts("outbox.one"))
        self.open = GlassButton(look, texts("outbox.key.account"), "secondary", "arrow-square-out", "Enter")
        self.put_away = GlassButton(look, texts("outbox.put_away"), "secondary", "check", "Ctrl D")
        self.hold_one = GlassButton(look, texts("outbox.key.hold_one"), "secondary", "pause", "F4")
        self.send_again = GlassButton(look, texts("outbox.send_again"), "secondary", "arrows-clockwise", "F9")
        self.open.clicked.connect(model.open_account)
        self.hold_one.clicked.connect(model.hold_one)
        self.put_away.clicked.connect(model.ask_put_away)
        self.send_again.clicked.connect(model.send_again)
        self._lay_out()

    def render_state(self, state: OutboxState) -> None:
        """The chosen one, or that there is none."""
        row, texts = state.chosen, self._texts
        self.nothing.setVisible(row is None)
        for part in (self.chip, self.lead, self.rows):
            part.setVisible(row is not None)
        self.amount.setVisible(row is not None and bool(row.currency))
        self.open.setVisible(row is not None and row.account in state.subjects)
        self.then.setVisible(row is not None and row.stuck)
        self.put_away.setVisible(state.can_put_away)
        self.hold_one.setVisible(state.can_hold)
        # F9 sends what is held back first.
        self.send_again.setVisible(row is not None and row.may_send_again and not state.back)
        self.send_again.set_blocked("" if state.can_send else texts("outbox.off.offline"))
        said, chip_tone = outlook_words.status(row, state, texts) if row else ("", "mute")
        self.set_title(words.heading(row, said.lower(), texts) if row else texts("outbox.one"))
        if row is None:
            return
        self.chip.set_status(said, chip_tone)
        self.mark.set_mark(*words.kind_icon(row))
        self.who.set_text(words.who(row, state, texts))
        number = state.subjects.get(row.account, ("", ""))[0]
        self.about.set_text(
            " · ".join(
                part
                for part in (words.kind_words(row, texts), formats.account_number(number) if number else "")
                if part
            )
        )
        self.moved.setText(words.moved(row, texts))
        self.amount.set_figure(formats.money(row.amount), formats.currency_sign(row.currency) if row.currency else "")
        fate = state.fate(row)
        tone = "neg" if row.stuck else "info" if fate is None else outlook_words.TONES[fate]
        self.why.set_words(*outlook_words.why(row, state, texts), tone)
        self.then.set_words(texts("outbox.then"), words.what_to_do(row, texts), "warn")
        legs = outlook_words.legs(row, state, texts)
        self.entry.set_currency(formats.currency_sign(row.currency) if row.currency else "")
        self.entry.set_legs(legs)
        self.entry.setVisible(bool(legs))
        self.entry_title.setVisible(bool(legs))
        self.entry_title.setText(texts("outbox.entry.instead" if state.is_problem(row) else "outbox.entry"))
        found = words.facts(row, state, self._person(row.made_by), texts)
        self.facts.set_lines([Line(name, figure=value) for name, value in found])

    def _lay_out(self) -> None:
        self.body.addWidget(self.nothing, 1)
        row = QHBoxLayout(self.lead)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.mark)
        for parts, share in (((self.who, self.about), 1), ((self.amount, self.moved), 0)):
            column = QVBoxLayout()
            column.setSpacing(2)
            for part in parts:
                column.addWidget(part)
            row.addLayout(column, share)
        self.body.add(self.lead)
        for below in (self.why, self.then, self.entry_title, self.entry, self.facts):
            self.rows.column.addWidget(below)
        self.rows.column.addStretch(1)
        self.body.add(self.rows, 1)
        low = QHBoxLayout()
        low.setSpacing(4)
        low.addWidget(self.put_away)
        low.addWidget(self.hold_one)
        low.addStretch(1)
        low.addWidget(self.send_again)
        low.addWidget(self.open)
        self.body.addLayout(low)

    def begin(self) -> None:
        """The keys come here: Enter opens the account."""
        (self.open if self.open.isVisible() else self.rows).setFocus(Qt.FocusReason.OtherFocusReason)
