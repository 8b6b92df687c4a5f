"""The day of the first instalment as a field: typed or stepped, kept as the command has it."""

from collections.abc import Callable
from datetime import date

from teller_app.glass.date_field import DateField, read_date
from teller_app.glass.look import Look
from teller_app.i18n import formats
from teller_app.i18n.text import Texts

NO_DAY = date(2000, 1, 1)
"""Where the branch has opened no day yet: a year of two digits is of this century, and there are days before it to step to."""


class DueField(DateField):
    """``typed`` is told what stands there as YYYY-MM-DD, or as it was typed where it is no date."""

    def __init__(self, look: Look, texts: Texts, label: str, typed: Callable[[str], None]) -> None:
        super().__init__(
            look,
            label,
            lambda day: formats.day_year(day, texts.language),
            texts.for_code("date_unknown").title,
            self._now,
        )
        self._texts = texts
        self._business = ""
        self.chosen.connect(lambda day: typed(day.isoformat()))
        self.changed.connect(lambda said: typed(self._of(said)))

    def show_day(self, day: str, business_date: str) -> None:
        """What stands in the draft. Whoever is typing a day is not written over by what it has come to."""
        self._business = business_date
        if self._of(self.text()) != day:
            self.set_date(read_date(day, self._now()))

    def _now(self) -> date:
        """The branch's day, which may lie apart from the clock."""
        return read_date(self._business, NO_DAY) or NO_DAY

    def _of(self, typed: str) -> str:
        shown = self.value
        words = formats.day_year(shown, self._texts.language) if shown is not None else ""
        found = shown if shown is not None and typed == words else read_date(typed, self._now())
        return found.isoformat() if found is not None else typed
