from datetime import date

import msgspec
import pypdfium2
import pypdfium2.raw
import pytest

from teller_app.printing.press import Press
from teller_app.printing.roles import A5
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


def bars(press: Press, days: int) -> list[float]:
    """Widths of today's bar and where its right edge stands, in points from the right margin."""
    slip = samples.short_slip()
    few = msgspec.structs.replace(slip.over_short, days=slip.over_short.days[-days:])
    document = press.slip(msgspec.structs.replace(slip, over_short=few))
    with pypdfium2.PdfDocument(document.data) as pdf:
        paths = [item.get_bounds() for item in pdf[1].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH])]
    upright = [
        (right - left, A5.width - A5.right - right)
        for left, bottom, right, top in paths
        if 13 < top - bottom < 19 and top < 420
    ]
    return [round(value, 1) for value in upright[-1]]


def test_the_bar_of_a_first_day_is_as_wide_as_any_other_and_at_the_right(press: Press) -> None:
    assert bars(press, 1) == bars(press, 14)
    width, _ = bars(press, 1)
    assert width < 10


def test_no_empty_column_stands_on_what_is_signed(press: Press) -> None:
    slip = samples.short_slip()
    legs = tuple(msgspec.structs.replace(leg, resolve_by=None) for leg in slip.booking)
    assert "Resolve by" in pdf_reader.flat(press.slip(slip).data)
    assert "Resolve by" not in pdf_reader.flat(press.slip(msgspec.structs.replace(slip, booking=legs)).data)
