"""A branch's forecast out of its books, and whom to tell before something runs out. For readers; the writer is not asked."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, func, select

from contract.branches import HourCash
from contract.forecast import (
    DAYS_MAX,
    DAYS_WANTED,
    CashForecast,
    DrawerWants,
    PlaceForecast,
    WeekBefore,
    needed,
    runs_out,
)
from contract.ids import derived_id
from contract.ledger import Status
from contract.money import face_minor
from contract.notices import Level, RaiseNotice
from contract.permissions import Permission
from server.core.clock import stamp
from server.core.journal_tables import journal
from server.drawers import forecast
from server.drawers.cash import drawer_bag, vault_bag
from server.drawers.day import customer_hours
from server.drawers.tables import BAGS, DrawerRow, bags, cash_moves, sessions
from server.ledger.tables import transactions

LOOK_AHEAD_MIN = 60
"""Minutes before a piece runs out in which people are told: a cash centre needs so long."""
VAULT_SKIPS = ("fund_vault", "from_bank", "to_bank", "variance", "sort", "suspect", "opening_refused")
DRAWER_SKIPS = ("opening", "opening_refused", "variance", "sort", "suspect", "exchange", "from_vault", "to_vault",
                "from_drawer", "to_drawer")  # fmt: skip
"""Movements that say nothing of what people ask for: counts, and what was fetched or sent away because of it."""
FETCHED = ("opening", "from_vault")
POSTINGS = ("deposit", "withdraw", "transfer")
TIME_FROM = 12
"""Where in a stamp the time of day begins, counted from one."""


def of_branch(
    conn: Connection, branch: str, day: str, currency: str, drawers: Mapping[str, DrawerRow], now: datetime
) -> CashForecast:
    """The forecast of now. A branch that has not worked two weeks has none."""
    days, first = _days(conn, branch, day)
    at = stamp(now)
    if len(days) < DAYS_WANTED:
        return CashForecast(
            at=at, business_date=day, currency=currency, days=len(days), week_before=week_before(conn, branch, day, at)
        )
    tills = {key: row for key, row in drawers.items() if row.branch == branch and row.currency == currency}
    holders = {vault_bag(branch, currency): VAULT_SKIPS} | {drawer_bag(key): DRAWER_SKIPS for key in tills}
    moves = _moves(conn, list(holders), first, days)
    patterns = {
        holder: forecast.pattern((at, pieces) for kind, at, pieces in moves.get(holder, ()) if kind not in skips)
        for holder, skips in holders.items()
    }
    since, until = forecast.minute_of(at), forecast.end_of_day(patterns.values())
    held = {key: bag.pieces for key, bag in BAGS.fetch(conn, list(holders)).items()}
    shown = [
        (vault_bag(branch, currency), None),
        *((drawer_bag(key), row) for key, row in tills.items() if row.session),
    ]
    return CashForecast(
        at=at,
        business_date=day,
        currency=currency,
        days=len(days),
        since=min(since, until),
        until=until,
        places=tuple(
            PlaceForecast(holder=holder, held=forecast.in_hand(held.get(holder, {})), drawer=row.id if row else "",
                          number=row.number if row else "",
                          drains=forecast.drains(patterns[holder], len(days), min(since, until), until))
            for holder, row in sorted(shown, key=lambda place: place[1].number if place[1] else "")
        ),
        wants=tuple(_wants(tills.values(), moves)),
        usual=tuple(_usual(conn, branch, currency, days)),
        week_before=week_before(conn, branch, day, at),
    )  # fmt: skip


def _days(conn: Connection, branch: str, day: str) -> tuple[list[str], int]:
    """The last business days before this one on which drawers were open, and the journal row that they begin with."""
    seen = sessions.c
    query = select(seen.business_date, seen.first_seq).where(seen.branch == branch, seen.business_date < day)
    first: dict[str, int] = {}
    for when, seq in conn.execute(query.where(seen.refused == "")):
        first[when] = min(seq, first.get(when, seq))
    days = sorted(first)[-DAYS_MAX:]
    return days, min((first[when] for when in days), default=0)


def _moves(
    conn: Connection, holders: list[str], first: int, days: list[str]
) -> dict[str, list[tuple[str, str, dict[str, int]]]]:
    """(kind, when, pieces) by holder. A float leaves the vault in the row that opens the drawer."""
    moved, found = cash_moves.c, dict[str, list[tuple[str, str, dict[str, int]]]]()
    query = select(moved.holder, moved.kind, journal.c.at, moved.pieces).join_from(
        cash_moves, journal, journal.c.seq == moved.seq
    )
    query = query.where(moved.holder.in_(holders), moved.seq >= first, journal.c.business_date.in_(days))
    for holder, kind, at, pieces in conn.execute(query):
        found.setdefault(holder, []).append((kind, at, pieces))
    return found


def _wants(
    tills: Iterable[DrawerRow], moves: Mapping[str, list[tuple[str, str, dict[str, int]]]]
) -> Iterator[DrawerWants]:
    for row in sorted(tills, key=lambda row: row.number):
        fetched = [pieces for kind, _, pieces in moves.get(drawer_bag(row.id), ()) if kind in FETCHED]
        sums = [forecast.small_and_large({face: n for face, n in pieces.items() if n > 0}) for pieces in fetched]
        small, large = sum(pair[0] for pair in sums), sum(pair[1] for pair in sums)
        if small or large:
            yield DrawerWants(drawer=row.id, number=row.number, small=small, large=large)


def _usual(conn: Connection, branch: str, currency: str, days: list[str]) -> Iterator[HourCash]:
    for hour in customer_hours(conn, branch, days, currency):
        yield HourCash(hour=hour.hour, cash_in=hour.cash_in // len(days), cash_out=hour.cash_out // len(days))


def week_before(conn: Connection, branch: str, day: str, at: str) -> WeekBefore | None:
    """The day's postings beside those of the same weekday a week ago, each until this time of day: a morning is held against a morning.

    None where nothing was booked a week ago: a holiday says nothing of today.
    """
    then = (date.fromisoformat(day) - timedelta(days=7)).isoformat()
    seen = transactions.c
    counted = select(seen.business_date, func.count()).where(
        seen.branch == branch,
        seen.business_date.in_((then, day)),
        seen.kind.in_(POSTINGS),
        seen.status.in_((Status.COMPLETED.value, Status.REVERSED.value)),
        func.substr(seen.at, TIME_FROM) <= at[TIME_FROM - 1 :],
    )
    found = {when: int(count) for when, count in conn.execute(counted.group_by(seen.business_date))}
    return WeekBefore(day=then, then=found[then], now=found.get(day, 0)) if then in found else None


def running_out(found: CashForecast, branch: str) -> Iterator[RaiseNotice]:
    """A notice for each piece that will be gone within the hour: once a day, a place and a piece, by the notice's id."""
    for place in found.places:
        for drain in place.drains:
            minute = runs_out(place.held.get(drain.face, 0), drain, found.since, found.until)
            if minute is None or minute - found.since > LOOK_AHEAD_MIN:
                continue
            params: dict[str, str | int] = {"amount": face_minor(drain.face), "currency": found.currency, "at": f"{minute // 60:02d}:{minute % 60:02d}",
                      "left": place.held.get(drain.face, 0), "needed": needed(drain), "number": place.number}  # fmt: skip
            yield RaiseNotice(
                notice=derived_id("running_out", place.holder, drain.face, found.business_date),
                level=Level.WARN,
                code="drawer_runs_out" if place.drawer else "vault_runs_out",
                params=params,
                branch=branch,
                permission=Permission.SEE_DRAWER_TOTALS.value,
            )


def currencies(conn: Connection, branch: str) -> list[str]:
    """Those that the branch holds cash in."""
    return sorted(set(conn.execute(select(bags.c.currency).where(bags.c.branch == branch)).scalars()))
