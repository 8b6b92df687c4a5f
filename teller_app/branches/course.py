"""How each drawer's balance went today, as far as this window has seen it, and which bags are late. Pure; no Qt."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from contract.drawers import DrawerTotalsFact, SessionFact
from contract.vault import CashMoveFact, MoveState
from teller_app.branches.state import Point, Seen
from teller_app.i18n import formats

SLOT = 5
"""Minutes of which only the last balance is kept: a busy drawer moves every half minute, and the line is 60 px wide."""
POINTS_MAX = 180
"""Fifteen hours of slots. Beyond, the oldest after the opening go."""
SAMPLES = 24


def followed(courses: Mapping[str, tuple[Point, ...]], seen: Seen, now: datetime) -> Mapping[str, tuple[Point, ...]]:
    """The courses by session with what is known now; a session that is closed or out of sight has none.

    A course begins at the opening: what lies in the drawer now less what came in and plus what went out since. Between
    there and the first balance that was seen here nothing is known.
    """
    minute = _slot(int(now.timestamp() // 60))
    found: dict[str, tuple[Point, ...]] = {}
    for session in seen.sessions:
        totals = seen.totals.get(session.session)
        if totals is not None:
            known = courses.get(session.session) or (_opening(session, totals),)
            found[session.session] = _with(known, minute, totals.balance)
    return found


def series(course: tuple[Point, ...]) -> tuple[float, ...]:
    """Balances (minor units) at ``SAMPLES`` moments of equal distance, straight between what is known. Fewer than two points: none."""
    if len(course) < 2:
        return ()
    first, span = course[0].minute, course[-1].minute - course[0].minute
    values, at = [], 0
    for sample in range(SAMPLES):
        moment = first + span * sample / (SAMPLES - 1)
        while at < len(course) - 2 and course[at + 1].minute < moment:
            at += 1
        here, then = course[at], course[at + 1]
        share = (moment - here.minute) / (then.minute - here.minute)
        values.append(here.balance + (then.balance - here.balance) * share)
    return tuple(values)


def lines(courses: Mapping[str, tuple[Point, ...]]) -> Mapping[str, tuple[float, ...]]:
    """All of them as lines, for another room that shows drawers."""
    return {session: series(points) for session, points in courses.items()}


def _opening(session: SessionFact, totals: DrawerTotalsFact) -> Point:
    minute = int(formats.moment(session.opened_at).timestamp() // 60)
    return Point(_slot(minute), totals.balance - totals.cash_in + totals.cash_out)


def _with(known: tuple[Point, ...], minute: int, balance: int) -> tuple[Point, ...]:
    """The opening stays; a later slot begins a point, the same one (or a clock that was put back) changes its last."""
    last = known[-1]
    if len(known) > 1 and minute <= last.minute:
        return (*known[:-1], Point(last.minute, balance))
    # Of a drawer that was opened in this very slot the line begins with its next one.
    if minute <= last.minute:
        return known
    longer = (*known, Point(minute, balance))
    return longer if len(longer) <= POINTS_MAX else (longer[0], *longer[2:])


def _slot(minute: int) -> int:
    return minute - minute % SLOT


def late(
    moves: Sequence[CashMoveFact],
    now: datetime,
    usual: Callable[[CashMoveFact, Sequence[CashMoveFact], int], int | None],
) -> Mapping[str, int]:
    """By transfer, how many minutes a bag on its way is over what is usual; ``usual`` as in ``model.Lookups``."""
    found: dict[str, int] = {}
    for move in moves:
        if move.state is MoveState.SENT and move.sent_at:
            minutes = int((now - formats.moment(move.sent_at)).total_seconds() // 60)
            least = usual(move, moves, minutes)
            if least is not None:
                found[move.transfer] = minutes - least
    return found
