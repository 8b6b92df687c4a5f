"""The day so far: which drawer, which day, its curve, its events, and the handle."""

from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout

from teller_app.glass.alert import Alert
from teller_app.glass.chip import StatusChip
from teller_app.glass.date_field import DateField
from teller_app.glass.labels import Text
from teller_app.glass.legend import Legend
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.select import Select
from teller_app.glass.time_scrubber import TimeScrubber
from teller_app.history import curve, words
from teller_app.history.model import HistoryModel
from teller_app.history.state import HistoryState
from teller_app.i18n import formats
from teller_app.i18n.text import Texts

FIELD_WIDE = 190
NOTHING = "history_none"
"""What stands below in the place of the minute, not here as well."""


class DayPanel(GlassPanel):
    """The scrubber with its two fields."""

    def __init__(self, look: Look, texts: Texts, model: HistoryModel) -> None:
        super().__init__(look, texts("history.day"))
        self._texts, self._model = texts, model
        self.chip = StatusChip(look, "")
        self.add_action(self.chip)
        self.drawer = Select(look, icon="cash-register", placeholder=texts("history.drawer"))
        self.date = DateField(
            look, "", lambda day: formats.day_year(day, texts.language), texts("history.date_wrong"), self._today
        )
        self.date.set_name(texts("history.date"))
        for field in (self.drawer, self.date):
            field.setFixedWidth(FIELD_WIDE)
        self.scrubber = TimeScrubber(look, texts("history.title"))
        self.hint = Text(look, texts("history.hint"), "caption", "text2")
        self.gap = Text(look, texts("history.gap"), "caption", "warn")
        self.problem = Alert(look, "info", "")
        series = [
            ("text2" if tone == "mute" else tone, texts(f"history.event.{name}")) for name, _, tone in curve.EVENTS
        ]
        self.legend = Legend(look, series, [icon for _, icon, _ in curve.EVENTS])
        # Beside the title: what is above the curve costs it height.
        self.header.insertSpacing(1, 12)
        self.header.insertWidget(2, self.drawer)
        self.header.insertWidget(3, self.date)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.legend)
        row.addStretch(1)
        row.addWidget(self.gap)
        row.addWidget(self.hint)
        self.body.add(self.problem)
        self.body.add(self.scrubber, 1)
        self.body.add_row(row)
        self.drawer.chosen.connect(model.choose)
        self._entered = False
        self.date.edit.returnPressed.connect(self._enter_day)
        self.date.chosen.connect(model.choose_day)
        self.scrubber.stepped.connect(model.to)
        self.scrubber.sought.connect(self._seek)
        self.scrubber.opened.connect(model.open_posting)
        self.scrubber.turned.connect(lambda on: model.jump(1 if on else -1))
        self.scrubber.leapt.connect(model.leap)

    def _today(self) -> date:
        history = self._model.state.history
        return date.fromisoformat(history.business_date) if history else date.max

    def _enter_day(self) -> None:
        self._entered = True

    def _seek(self, at: float) -> None:
        cursor = self._model.state.cursor
        if cursor:
            self._model.seek(words.stamp(cursor[:10], at))

    def render_state(self, state: HistoryState) -> None:
        """The fields, the chip, the curve."""
        texts, history = self._texts, state.history
        self.set_title(words.title(state, texts))
        said, tone = words.chain(state, texts)
        self.chip.set_status(said, tone, "warning-circle" if tone == "neg" else "seal-check")
        self.chip.setVisible(bool(said))
        with QSignalBlocker(self.drawer):
            options = [(item.drawer, texts("vault.place.drawer", number=item.number)) for item in state.drawers]
            if options != [(self.drawer.itemData(at), self.drawer.itemText(at)) for at in range(self.drawer.count())]:
                self.drawer.set_options(options)
            self.drawer.set_key(state.drawer)
        day = history.business_date if history else state.day
        if day and not self.date.edit.hasFocus():
            self.date.set_date(date.fromisoformat(day))
        said = state.problem if state.problem != NOTHING else ""
        self.problem.setVisible(bool(said))
        if said:
            told = texts.for_code(state.problem, state.problem_params)
            self.problem.set_words(told.title, told.what_to_do)
        self.scrubber.setVisible(history is not None)
        for part in (self.hint, self.legend):
            part.setVisible(history is not None)
        self.gap.setVisible(history is not None and bool(history.gaps))
        if history is not None:
            self._curve(state)
            if self._entered:
                # Whoever typed a day and pressed Enter moves the handle next.
                self._entered = False
                self.scrubber.setFocus(Qt.FocusReason.OtherFocusReason)

    def _curve(self, state: HistoryState) -> None:
        at = formats.clock_seconds(formats.moment(state.cursor)) if state.cursor else ""
        spoken = self._texts("history.spoken", at=at, amount=formats.money(state.balances[state.at]), n=state.at,
                             m=len(state.steps))  # fmt: skip
        self.scrubber.set_day(curve.day_curve(state, self._texts), len(state.steps), state.at, spoken)
