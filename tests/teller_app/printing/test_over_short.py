"""The over/short record: what is left is re-added from the steps on the paper."""

from datetime import date

import msgspec
import pytest

from teller_app.printing import facts as f
from teller_app.printing.errors import CodeRefused, FigureDoesNotFit, TotalMismatch
from teller_app.printing.over_short_facts import OverShortFacts, Step
from teller_app.printing.press import Press
from tests.teller_app.printing import pdf_reader, samples
from tests.teller_app.test_papers import press

__all__ = ["press"]

NUMBER = "OS-04-20261120-1A2B3C4D-3"
STEPS = (
    Step("Accepted", samples.at("17:40:00"), "Kwabena Asante-Mensah", 0),
    Step("Recovered in cash", samples.at("18:05:00"), "Kojo Mensah, Hajara Bawa", 60_00),
    Step("Written off", samples.at("18:20:00"), "Yaw Boadu, Hajara Bawa", 25_00),
)


def record(**changes: object) -> OverShortFacts:
    base = OverShortFacts(
        number=NUMBER, currency=f.GHS, drawer_line="04 · Makola", cashier="Efua Owusu", business_date=date(2026, 11, 20),
        at=samples.at("17:24:08"), amount_minor=-100_00, reason="Not found in two counts", forced_by="", steps=STEPS, over=20_00,
        short=100_00, count=4, printed=f.Stamp(samples.at("18:30:00"), "WS-MAK-04", "S-0108"), causes=samples.one_cause(),
        verification=samples.verified(NUMBER, 100_00),
    )  # fmt: skip
    return msgspec.structs.replace(base, **changes)


def table(press: Press, facts: OverShortFacts) -> list[list[int]]:
    """The figures of the steps, the close first and the total last."""
    (page,) = pdf_reader.rows(press.over_short(facts).data)
    start = next(place for place, row in enumerate(page) if row[0] == "Left by the close")
    end = next(place for place, row in enumerate(page) if row[0] == "Left to settle")
    return [
        [pdf_reader.minor(text) for text in row if pdf_reader.MONEY.fullmatch(text)] for row in page[start : end + 1]
    ]


@pytest.mark.parametrize("amount", [-100_00, 100_00, -50_00])
def test_what_is_left_is_re_added_from_the_paper(press: Press, amount: int) -> None:
    facts = record(amount_minor=amount, verification=samples.verified(NUMBER, abs(amount)))
    (left,), *steps, (settled, end) = table(press, facts)
    assert left == abs(amount)
    for value, running in steps:
        left -= value
        assert running == left
    assert (settled, end) == (sum(value for value, _ in steps), left) == (85_00, abs(amount) - 85_00)


def test_all_closes_add_up_with_their_direction(press: Press) -> None:
    said = pdf_reader.flat(press.over_short(record()).data)
    figures = [pdf_reader.minor(text) for text in said if pdf_reader.MONEY.fullmatch(text)]
    over, short, whole = figures[-3:]
    assert over + short == whole == -80_00
    assert {"+20.00", "−80.00"} <= set(said)
    assert said.count("−100.00") == 2, "the variance and the sum of what was short"


def test_the_word_stands_beside_the_sign_and_the_causes_are_named(press: Press) -> None:
    said = " ".join(pdf_reader.flat(press.over_short(record(forced_by="Hajara Bawa")).data))
    for word in (
        "SHORT",
        "Not found in two counts",
        "Hajara Bawa",
        "Change overpaid",
        "Likely cause 1",
        record().verification.code,
    ):
        assert word in said, word
    over = record(amount_minor=100_00)
    assert "OVER" in pdf_reader.flat(press.over_short(over).data)
    none = record(amount_minor=0, steps=(), verification=samples.verified(NUMBER, 0))
    assert "BALANCED" in pdf_reader.flat(press.over_short(none).data), "a late entry explained all of it"


def test_a_duplicate_says_so_with_the_same_code(press: Press) -> None:
    again = f.Duplicate(1, f.Stamp(samples.at("19:00:00"), "WS-MAK-01"), f.Stamp(samples.at("18:30:00"), "WS-MAK-04"))
    said = pdf_reader.flat(press.over_short(record(duplicate=again)).data)
    assert said.count("DUPLICATE") == 2
    assert record().verification.code in said
    assert "DUPLICATE" not in pdf_reader.flat(press.over_short(record()).data)


def test_what_is_not_true_or_does_not_fit_is_refused(press: Press) -> None:
    for wrong, error in (({"steps": (msgspec.structs.replace(STEPS[1], settled=-1),)}, TotalMismatch),
                         ({"number": "OS-05-20261120-1A2B3C4D-3"}, CodeRefused), ({"over": 10**16, "short": 10**16}, FigureDoesNotFit)):  # fmt: skip
        with pytest.raises(error):
            press.over_short(record(**wrong))


def test_a_shortage_paid_back_in_many_parts_goes_on_to_the_page_that_is_signed(press: Press) -> None:
    parts = tuple(Step("Recovered in cash", samples.at(f"18:{n:02}:00"), "Kojo Mensah", 2_00) for n in range(40))
    document = press.over_short(record(steps=parts, causes=samples.two_causes() * 2))
    pages = pdf_reader.rows(document.data)
    rows = [row for page in pages for row in page if row[0] == "Recovered in cash"]
    assert [pdf_reader.minor(row[-1]) for row in rows] == [100_00 - 2_00 * n for n in range(1, 41)]
    assert len(pages) == document.pages > 1
    last = [text for row in pages[-1] for text in row]
    assert {"−100.00", "SHORT", "Manager · signature and date"} <= set(last), (
        "what is signed stands on the page that is signed"
    )
    ends = next(page for page in pages if any(row[0] == "Left to settle" for row in page))
    assert sum(row[0] == "Recovered in cash" for row in ends) >= 2, "a total stays with two of its rows"


def test_everything_drawn_is_tagged(press: Press) -> None:
    assert pdf_reader.structure(press.over_short(record()).data)["/Table"] == 1
