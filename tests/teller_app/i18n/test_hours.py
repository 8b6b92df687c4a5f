from contract.branches import HourCash
from teller_app.i18n.hours import hour_bars, hour_of, thousands
from teller_app.i18n.text import Texts

TEXTS = Texts.load("en")
HOURS = range(7, 19)


def test_the_working_hours_stand_there_and_any_other_in_which_cash_moved() -> None:
    bars = hour_bars(
        (HourCash(hour=20, cash_in=5_00, cash_out=0), HourCash(hour=9, cash_in=0, cash_out=120_00)), HOURS, TEXTS
    )
    assert bars.hours == [*HOURS, 20]
    assert dict(zip(bars.labels, bars.pairs, strict=True))["09:00"] == (0.0, 12_000.0)
    assert (bars.pairs[0], bars.pairs[-1]) == ((0.0, 0.0), (500.0, 0.0))
    assert bars.spoken == ", ".join(
        TEXTS("branches.hour", at=at, cash_in=one, cash_out=other)
        for at, one, other in (("09:00", "0.00", "120.00"), ("20:00", "5.00", "0.00"))
    )


def test_where_nothing_moved_nothing_is_said() -> None:
    assert hour_bars((), HOURS, TEXTS).spoken == ""


def test_the_axis_is_written_in_thousands() -> None:
    assert thousands(48_200_00) == [(0.0, "0"), (25_000_00.0, "25"), (50_000_00.0, "50")]
    assert [words for _, words in thousands(0)] == ["0", "0.5", "1"]


def test_how_many_of_the_shown_hours_are_over() -> None:
    assert hour_of(9.5, [8, 9, 10]) == 1.5
    assert (hour_of(7.5, [8, 9]), hour_of(11.25, [8, 9])) == (0.0, 2.0)
