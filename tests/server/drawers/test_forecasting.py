"""A branch's own weeks forecast its day; who may see the stock hears of what runs out, once."""

from datetime import timedelta

from contract.forecast import DAYS_WANTED, CashForecast, WeekBefore, needed, runs_out
from server.drawers.forecasting import currencies, of_branch, running_out
from server.drawers.tables import DRAWERS
from tests.server.drawers.house import DAY, DRAWER, MAKOLA, OSU, SYSTEM, House, codes, deposit, done, refused
from tests.server.drawers.weeks import held, live, trade


def of(house: House, day: str, minutes: int = 0) -> CashForecast:
    with house.engine.connect() as conn:
        rows, now = house._resident.rows(DRAWERS), house.now + timedelta(minutes=minutes)
        return of_branch(conn, MAKOLA, day, "GHS", rows, now)


def test_less_than_two_weeks_forecast_nothing(house: House) -> None:
    day = live(house, DAYS_WANTED - 1)
    found = of(house, day)
    assert found == CashForecast(
        at=found.at, business_date=day, currency="GHS", days=DAYS_WANTED - 1, week_before=found.week_before
    )
    assert found.week_before is not None, "a week is enough for that"


def test_two_weeks_say_what_goes_out_and_when_it_ends(house: House) -> None:
    day = live(house)
    house.open(counted=held(house))
    found = of(house, day)
    assert (found.days, found.since, found.until) == (DAYS_WANTED, 8 * 60, 8 * 60 + 30)
    vault, till = found.places
    assert (vault.drawer, till.drawer, till.number) == ("", DRAWER, "04")
    rest = {drain.face: drain.rest for drain in till.drains}
    assert (rest["1000"], rest["500"]) == ((100,), (-200,))
    assert till.held["1000"] == 10
    (tens,) = (drain for drain in till.drains if drain.face == "1000")
    assert needed(tens) == 1
    assert runs_out(10, tens, found.since, found.until) is None
    assert [(hour.hour, hour.cash_in, hour.cash_out) for hour in found.usual] == [(8, 10_00, 10_00)]
    assert [(ask.number, ask.small, ask.large) for ask in found.wants] == [("04", 70, 20)], "the float of the first day"
    assert list(running_out(found, MAKOLA)) == []


def test_the_last_ten_is_told_of_before_it_is_gone_and_once(house: House) -> None:
    day = live(house)
    house.open(counted=held(house))
    trade(house, tens=10)
    (notice,) = running_out(of(house, day), MAKOLA)
    assert (notice.code, notice.params["number"], notice.params["left"]) == ("drawer_runs_out", "04", 0)
    assert (notice.params["amount"], notice.params["needed"], notice.params["at"]) == (10_00, 1, "08:00")
    done(house.run(notice, SYSTEM))
    assert codes([fact for _, fact in house.facts]) == ["drawer_runs_out"]
    (again,) = running_out(of(house, day, minutes=5), MAKOLA)
    assert again.notice == notice.notice
    assert refused(house.run(again, SYSTEM)) == "already_there"


def test_when_the_day_is_over_nothing_runs_out(house: House) -> None:
    day = live(house)
    house.open(counted=held(house))
    trade(house, tens=10)
    found = of(house, day, minutes=120)
    assert (found.since, found.until) == (8 * 60 + 30, 8 * 60 + 30)
    assert list(running_out(found, MAKOLA)) == []


def test_a_branch_forecasts_what_it_holds(house: House) -> None:
    with house.engine.connect() as conn:
        assert currencies(conn, MAKOLA) == ["GHS"]
        assert currencies(conn, OSU) == []


def test_the_day_is_held_against_the_same_weekday_until_the_same_minute(house: House) -> None:
    day = live(house, 7)
    house.open(counted=held(house))
    trade(house)
    done(house.run(deposit(5_00, {"500": 1})))
    week = of(house, day).week_before
    assert week == WeekBefore(day=DAY, then=2, now=3)
    early = of(house, day, minutes=-1).week_before
    assert early is None, "a week ago nothing was booked before eight"
    assert of(house, "2026-11-25").week_before is None, "a week before that the bank was not there"
