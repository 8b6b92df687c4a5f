"""The loan schedule: every figure of the band, the cost and the table is re-added from the paper."""

import msgspec
import pytest

from teller_app.printing import facts as f
from teller_app.printing.errors import CodeRefused, TotalMismatch
from teller_app.printing.loan_schedule import per_hundred
from teller_app.printing.press import Press
from tests.teller_app.printing import pdf_reader, samples
from tests.teller_app.printing.loan_samples import NUMBER, schedule


def figures(row: list[str]) -> list[int]:
    return [pdf_reader.minor(text) for text in row if pdf_reader.MONEY.fullmatch(text)]


@pytest.mark.parametrize(("count", "sheets"), [(1, 1), (18, 1), (24, 1), (60, 2)])
def test_every_line_and_forward_is_re_added(press: Press, count: int, sheets: int) -> None:
    facts = schedule(count)
    document = press.schedule(facts)
    pages = pdf_reader.rows(document.data)
    assert (document.pages, len(pages), document.media) == (sheets, sheets, "A4")
    sums, seen, owed = [0, 0, 0], 0, facts.principal
    for row in (row for page in pages for row in page):
        if row[0].isdigit() and len(figures(row)) >= 4:
            total, principal, interest, _ = figures(row)
            assert total == principal + interest
            owed -= principal
            assert figures(row)[-1] == owed
            sums = [before + part for before, part in zip(sums, (total, principal, interest), strict=True)]
            seen += 1
        elif row[0] in ("Carried forward", "Brought forward", "Total"):
            assert figures(row) == [*sums, owed], row
    assert seen == count
    assert owed == 0


def test_the_band_and_the_cost_say_the_same(press: Press) -> None:
    facts = schedule()
    (page,) = pdf_reader.rows(press.schedule(facts).data)
    said = " ".join(text for row in page for text in row)
    for text in (
        "12,000.00",
        "40.0%",
        "You pay, 18 instalments",
        "Emmanuel Kofi Tetteh",
        NUMBER,
        facts.verification.code,
    ):
        assert text in said
    cost = {row[0]: figures(row)[0] for row in page if figures(row) and not row[0].isdigit()}
    assert cost["Principal"] + cost["Interest over the term"] == cost["You repay in all"] == facts.repaid
    assert per_hundred(facts) == (2 * facts.interest_minor * 10_000 + 12_000_00) // (2 * 12_000_00)


def test_a_duplicate_says_so_on_every_page_with_the_same_code(press: Press) -> None:
    again = f.Duplicate(2, f.Stamp(samples.at("18:30:00"), "WS-MAK-01"), f.Stamp(samples.at("18:06:17"), "WS-MAK-01"))
    facts = schedule(60, duplicate=again)
    for page in pdf_reader.rows(press.schedule(facts).data):
        said = " ".join(text for row in page for text in row)
        assert "DUPLICATE" in said
        assert f"Verify {facts.verification.code}" in said


def test_what_does_not_add_up_is_refused(press: Press) -> None:
    facts = schedule()
    broken = (msgspec.structs.replace(facts.rows[0], owed=1), *facts.rows[1:])
    for wrong, error in (({"rows": broken}, TotalMismatch), ({"rows": facts.rows[:-1]}, TotalMismatch),
                         ({"number": "LS-1"}, CodeRefused)):  # fmt: skip
        with pytest.raises(error):
            press.schedule(msgspec.structs.replace(facts, **wrong))


def test_everything_drawn_is_tagged_and_the_chart_has_its_words(press: Press) -> None:
    data = press.schedule(schedule()).data
    assert pdf_reader.structure(data)["/Table"] == 2
    assert pdf_reader.structure(data)["/Figure"] == 3, "mark, chart, symbol"


def test_a_plan_says_that_nothing_was_paid_out_yet(press: Press) -> None:
    said = pdf_reader.flat(press.schedule(schedule(disbursed=False, account="")).data)
    assert "To be disbursed" in said
    assert "Disbursed" not in said
