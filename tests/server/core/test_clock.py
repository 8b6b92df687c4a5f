"""Stamps are UTC with milliseconds, sort as text, and come back as they went."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from server.core.clock import later, parse_stamp, stamp, system_clock

MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))


@given(MOMENTS, MOMENTS)
def test_stamps_sort_as_moments_do(one: datetime, other: datetime) -> None:
    whole = [moment.replace(microsecond=moment.microsecond // 1000 * 1000) for moment in (one, other)]
    assert (stamp(one) < stamp(other)) == (whole[0] < whole[1])
    assert parse_stamp(stamp(one)) == whole[0]


def test_another_zone_is_the_same_moment() -> None:
    accra = datetime(2026, 11, 24, 9, 47, 12, 42_000, tzinfo=UTC)
    prague = accra.astimezone(timezone(timedelta(hours=1)))
    assert stamp(accra) == stamp(prague) == "2026-11-24T09:47:12.042Z"
    assert later(accra, 90) == "2026-11-24T09:48:42.042Z"
    assert system_clock().tzinfo is UTC
