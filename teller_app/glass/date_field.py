"""A date to type: few keys, no calendar to click through. Up and Down go by days, with Ctrl by months, T is today."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from teller_app.glass.field import Field
from teller_app.glass.look import Look

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[ ./-](\d{1,2})(?:[ ./-](\d{4}|\d{2}))?")
_RUN = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})?")
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}


def read_date(typed: str, today: date) -> date | None:
    """ "22 11", "22/11/26", "221126", "2026-11-22"; a missing year is this one. None for what is no date."""
    words = typed.strip()
    if found := _ISO.fullmatch(words):
        year, month, day = (int(part) for part in found.groups())
    elif found := _DAY_FIRST.fullmatch(words) or _RUN.fullmatch(words):
        day, month = int(found.group(1)), int(found.group(2))
        year = int(found.group(3) or today.year)
        year += today.year // 100 * 100 if year < 100 else 0
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def months_on(day: date, months: int) -> date:
    """The same day some months on; the last of the month where there is no such day."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


class DateField(Field):
    """``chosen`` carries a ``date`` whenever a valid one stands in the field and it was left or stepped.

    ``words`` writes a date as it is read here, ``wrong`` is the sentence for what is no date or not within the bounds.
    """

    chosen = Signal(object)

    def __init__(
        self,
        look: Look,
        label: str,
        words: Callable[[date], str],
        wrong: str,
        today: Callable[[], date],
        hint: str = "",
    ) -> None:
        super().__init__(look, label, icon="calendar-blank", hint=hint)
        self._words, self._wrong, self._today = words, wrong, today
        self._date: date | None = None
        self._first, self._last = date.min, date.max
        self.edit.installEventFilter(self)
        self.edit.editingFinished.connect(self._finish)

    @property
    def value(self) -> date | None:
        """The date, or None while there is none."""
        return self._date

    def set_bounds(self, first: date, last: date) -> None:
        """The days that may be chosen."""
        self._first, self._last = first, last

    def set_date(self, day: date | None) -> None:
        """Show a date without ``chosen``."""
        self._date = day
        self.set_text(self._words(day) if day else "")
        self.set_error("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Days with the arrows, months with Ctrl, today with T."""
        if watched is self.edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._step(event)
        return super().eventFilter(watched, event)

    def _step(self, event: QKeyEvent) -> bool:
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if event.key() == Qt.Key.Key_T and not event.modifiers():
            self._choose(self._today())
            return True
        if not step or self.edit.isReadOnly():
            return False
        base = self._date or self._today()
        by_month = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        try:
            self._choose(months_on(base, step) if by_month else base + timedelta(days=step))
        except (OverflowError, ValueError):
            # The calendar ends there, and so does the stepping.
            return True
        return True

    def _finish(self) -> None:
        typed = self.text()
        if not typed.strip():
            self._date = None
            self.set_error("")
        elif self._date is None or typed != self._words(self._date):
            found = read_date(typed, self._today())
            if found is None or not self._first <= found <= self._last:
                self._date = None
                self.set_error(self._wrong)
            else:
                self._choose(found)

    def _choose(self, day: date) -> None:
        day = min(max(day, self._first), self._last)
        self.set_date(day)
        self.chosen.emit(day)
