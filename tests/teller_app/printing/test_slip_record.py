from datetime import date

import pytest

from teller_app.printing.press import Press
from teller_app.printing.slip_facts import DayVariance
from teller_app.printing.slip_record import chart_bound

from . import pdf_reader, samples


@pytest.mark.parametrize(
    ("largest", "bound"), [(0, 100), (100, 100), (101, 200), (2500, 2500), (2501, 5000), (5001, 10000), (99, 100)]
)
def test_the_scale_holds_the_largest_bar(largest: int, bound: int) -> None:
    assert chart_bound([DayVariance(date(2026, 11, 20), -largest)]) == bound


def test_booking_keeps_its_figure_when_the_account_name_is_cut(press: Press) -> None:
    leg = samples.short_slip().booking[0]
    long = type(leg)(leg.account, "Teller shortage of the Makola branch", leg.side, 20_00, 48394, leg.accepted)
    text = pdf_reader.flat(press.slip(samples.short_slip(booking=(long,))).data)
    assert any(line.startswith("1420-04 Teller") and line.endswith("…") for line in text)
    assert any(line.endswith("· Dr 20.00") for line in text)


def test_chart_has_words_for_those_who_cannot_see_it(press: Press) -> None:
    kinds = pdf_reader.structure(press.slip(samples.short_slip()).data)
    assert kinds["/Figure"] == 3
    assert kinds["/LBody"] == 1
    assert kinds["/TH"] >= 20
