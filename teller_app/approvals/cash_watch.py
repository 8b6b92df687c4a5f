"""Follows the branch's cash for who decides: what lies where with every posting, the day's hours while somebody looks. No Qt."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from contract.branches import DayReport, HourCash
from contract.paths import DAY_REPORT
from contract.permissions import Permission
from teller_app.approvals.branch_cash import BranchCash
from teller_app.manifest import Port

HOURS_S = 60.0
"""So old what was read of the day's hours may be while somebody looks: it is a report over all drawers."""
_report = msgspec.json.Decoder(DayReport)

type Courses = Callable[[], Mapping[str, tuple[float, ...]]]


def no_courses() -> Mapping[str, tuple[float, ...]]:
    """Nothing was seen of how balances went."""
    return {}


class CashWatch:
    """``ask`` reads the cash from the replica, ``courses`` says how the open drawers' balances went so far, by session.

    ``clock`` counts seconds; ``counted`` and ``read`` get what is other than before.
    """

    def __init__(
        self,
        port: Port,
        ask: Callable[[Any], BranchCash | None],
        courses: Courses,
        clock: Callable[[], float],
        counted: Callable[[BranchCash | None], None],
        read: Callable[[tuple[HourCash, ...]], None],
    ) -> None:
        self._port, self._ask, self._courses, self._clock = port, ask, courses, clock
        self._tell_counted, self._tell_read = counted, read
        self._cash: BranchCash | None = None
        self._hours: tuple[HourCash, ...] = ()
        self._read_at: float | None = None

    def count(self) -> None:
        """What lies in the branch now."""
        self._port.query(self._ask, self._counted)

    def _counted(self, found: BranchCash | None) -> None:
        going = found.going(self._courses()) if found is not None else None
        if going != self._cash:
            self._cash = going
            self._tell_counted(going)

    def look(self) -> None:
        """Customers' cash by the hour, no older than ``HOURS_S``: a comfort, and old figures are better than none."""
        me, now = self._port.me, self._clock()
        due = self._read_at is None or now - self._read_at >= HOURS_S
        if due and self._port.line.online and Permission.SEE_DRAWER_TOTALS in me.permissions:
            self._read_at = now
            self._port.fetch(DAY_REPORT.format(branch=me.branch), {}, self._answered)

    def _answered(self, body: bytes | None, code: str) -> None:
        if body is None:
            return
        currency = self._cash.currency if self._cash else ""
        found = next((one.hours for one in _report.decode(body).figures if one.currency == currency), ())
        if found != self._hours:
            self._hours = found
            self._tell_read(found)
