from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from teller_app.printing import slip
from teller_app.printing.errors import CodeRefused, FigureDoesNotFit, TotalMismatch
from teller_app.printing.facts import Status
from teller_app.printing.press import Press
from teller_app.printing.slip_facts import Amendment, Attempt, Movement, SlipFacts
from teller_app.printing.slip_facts import Flow as Kind

from . import pdf_reader, qr_reader, samples
from .pdf_reader import MONEY, minor


def texts_of(page: pdf_reader.PageRows) -> list[str]:
    return [text for row in page for text in row]


def read_movement(pages: list[pdf_reader.PageRows]) -> tuple[int, int]:
    """Adds the movement column of the printed page, checks each running figure; returns sum and printed total."""
    total = 0
    for row in pdf_reader.between(pages[0], "Movement", "Expected in drawer"):
        amount, running = row[-2:]
        total += minor(amount)
        assert minor(running) == total, row
    return total, minor(pdf_reader.row_of(pages[0], "Expected in drawer")[-1])


def read_count(pages: list[pdf_reader.PageRows]) -> tuple[int, int]:
    """Multiplies and adds both sides of the printed count; returns the pieces' value and the printed total."""
    value, pieces = [0, 0], [[0, 0], [0, 0]]
    for row in pdf_reader.between(pages[0], "Note", "Total"):
        for side in range(len(row) // 5):
            unit, system, counted, off, worth = row[5 * side : 5 * side + 5]
            assert round(float(unit) * 100) * int(counted.replace(",", "")) == minor(worth), row
            assert int(counted.replace(",", "")) - int(system.replace(",", "")) == int(off.replace("\u2212", "-"))
            value[side] += minor(worth)
            for place, text in enumerate((system, counted)):
                pieces[side][place] += int(text.replace(",", ""))
    totals = next(row for row in pages[0] if row[0] == "Total")
    for side in (0, 1):
        _, system, counted, _, worth = totals[5 * side : 5 * side + 5]
        assert [int(system.replace(",", "")), int(counted.replace(",", ""))] == pieces[side]
        assert minor(worth) == value[side]
    across = pdf_reader.row_of(pages[0], "Total counted")
    assert int(across[1].split()[0].replace(",", "")) == pieces[0][1] + pieces[1][1]
    return sum(value), minor(across[2])


@pytest.mark.parametrize("facts", [samples.short_slip(), samples.balanced_slip()])
def test_every_total_is_the_sum_of_the_printed_lines(press: Press, facts: SlipFacts) -> None:
    pages = pdf_reader.rows(press.slip(facts).data)
    added, expected = read_movement(pages)
    value, counted = read_count(pages)
    assert added == expected == facts.expected_minor
    assert value == counted == facts.counted_minor
    for page in pages:
        figures = page[next(i for i, row in enumerate(page) if row[0].startswith("Expected GH₵")) + 1]
        if "SHORT" in figures or "BALANCED" in figures:
            figures = page[page.index(figures) + 1]
        assert [minor(text) for text in figures if MONEY.fullmatch(text)] == [expected, counted, counted - expected]


def test_a_balanced_slip_is_one_page_and_says_so(press: Press) -> None:
    document = press.slip(samples.balanced_slip())
    text = texts_of(pdf_reader.rows(document.data)[0])
    assert document.pages == 1
    assert "BALANCED" in text
    assert "Original" in text
    assert "Count 1 of 1, blind, agreed at 17:08:13. Over/short record unchanged: +5.00 cumulative." in text
    assert text.count("0.00") >= 3, "zero is printed, never left blank"


def test_a_variance_puts_record_and_signatures_on_page_two(press: Press) -> None:
    pages = pdf_reader.rows(press.slip(samples.short_slip(causes=samples.two_causes())).data)
    first, second = (texts_of(page) for page in pages)
    assert any(text.startswith("Continued on page 2: count attempts, likely causes, note") for text in first)
    assert "Kwabena Asante-Mensah" not in first
    assert "Kwabena Asante-Mensah" in second
    assert "We counted this cash together and found the amounts above." in second
    before, today, cumulative = (
        minor(pdf_reader.row_of(pages[1], label)[1]) for label in ("Brought forward", "This session", "Cumulative")
    )
    assert before + today == cumulative == -3500
    attempts = [row for row in pages[1] if row[0] in ("1", "2") and len(row) == 5]
    assert [minor(row[3]) - 46_218_70 for row in attempts] == [minor(row[4]) for row in attempts] == [-12000, -2000]


def test_a_reprint_says_duplicate_with_its_number_on_each_page(press: Press) -> None:
    document = press.slip(samples.reprinted_slip(samples.short_slip(), 4))
    pages = [" ".join(texts_of(page)) for page in pdf_reader.rows(document.data)]
    assert "DUPLICATE" in pages[0]
    assert "Reprint no. 4 of 23 Nov 2026 08:12:40, reason: branch file copy." in pages[0]
    assert "Cheques received" in pages[0], "picture 01c: what is set apart keeps its place beside the count"
    assert "DUPLICATE 4 · Drawer reconciliation" in pages[1]
    assert all("Verify AMV5-CK6F-1QK5" in page for page in pages)
    assert "Original" not in pages[1].split()


def test_a_long_reason_has_a_line_of_its_own_and_is_not_cut(press: Press) -> None:
    slip = samples.reprinted_slip(samples.short_slip(), 4)
    reason = "the customer lost the first copy on Monday"
    said = pdf_reader.flat(
        press.slip(msgspec.structs.replace(slip, duplicate=msgspec.structs.replace(slip.duplicate, reason=reason))).data
    )
    assert {"Reprint no. 4 of 23 Nov 2026 08:12:40.", f"Reason: {reason}."} <= set(said)


def test_a_journal_whose_first_hash_is_not_known_shows_the_last(press: Press) -> None:
    journal = msgspec.structs.replace(samples.short_slip().journal, first_hash="")
    said = pdf_reader.flat(press.slip(samples.short_slip(journal=journal)).data)
    assert f"# … {journal.tail_hash[-12:]}" in said


def test_many_attempts_flow_on_and_signatures_stay_last(press: Press) -> None:
    base = samples.short_slip(causes=samples.two_causes() * 6)
    tries = [Attempt(base.attempts[0].at + timedelta(minutes=n), "Efua Owusu", 46_000_00 + n) for n in range(14)]
    document = press.slip(msgspec.structs.replace(base, attempts=(*tries, base.attempts[-1])))
    pages = pdf_reader.rows(document.data)
    assert document.pages == len(pages) >= 3
    for number, page in enumerate(pages, 1):
        text = texts_of(page)
        assert f"Page {number} of {len(pages)}" in text
        assert "46,218.70" in text, "each page repeats the figures that are signed"
        assert ("Kwabena Asante-Mensah" in text) == (number == len(pages))
        body = [row[0] for row in page[:-2]]
        assert body[-1] not in ("Count attempts", "Likely causes", "Over/short record", "Booking")
    numbers = [row[0] for page in pages[1:] for row in page if len(row) == 5 and row[0].isdigit()]
    assert numbers == [str(n) for n in range(1, 16)]
    pdf_reader.structure(document.data)


def test_what_is_not_known_leaves_no_mark(press: Press) -> None:
    """Nobody has signed as the manager yet, the drawer is in its first day, and how its opening was counted was not said."""
    facts = samples.short_slip(
        opened_how="", supervisor=msgspec.structs.replace(samples.short_slip().supervisor, code="")
    )
    text = pdf_reader.flat(press.slip(facts).data)
    assert "\u00b7 \u00b7" not in text
    assert "()" not in text


def test_receipt_gaps_amendment_and_provisional_are_printed(press: Press) -> None:
    facts = samples.balanced_slip(
        receipt_gaps=("02-261120-0017", "02-261120-0023"),
        amendment=Amendment(1, "RS-040-02-261120-1", "late entry of 16:55"),
        status=Status.PROVISIONAL,
        verification=None,
    )
    document = press.slip(facts)
    text = pdf_reader.flat(document.data)
    assert document.pages == 2
    assert "02-261120-0017, 02-261120-0023" in text
    assert "AMENDED" in text
    assert "PROVISIONAL" in text
    assert "No verification code yet" in text
    clean = pdf_reader.flat(press.slip(samples.balanced_slip(receipt_range="0001 – 0044")).data)
    assert any("Receipts 0001 – 0044, none missing." in line for line in clean)


def test_totals_that_do_not_agree_are_refused(press: Press) -> None:
    for change, what in (
        ({"expected_minor": 46_218_71}, "expected"),
        ({"counted_minor": 46_198_69}, "counted"),
        ({"variance_minor": -10_00}, "variance"),
        ({"over_short": msgspec.structs.replace(samples.short_slip().over_short, cumulative_minor=1)}, "cumulative"),
    ):
        with pytest.raises(TotalMismatch) as refused:
            press.slip(samples.short_slip(**change))
        assert refused.value.what == what
    with pytest.raises(CodeRefused):
        press.slip(samples.short_slip(verification=samples.balanced_slip().verification))


def test_a_figure_that_does_not_fit_is_refused_not_cut(press: Press) -> None:
    base = samples.balanced_slip()
    huge = 10**22
    moves = (*base.movements, Movement(Kind.LATE_IN, huge, 1), Movement(Kind.LATE_OUT, huge, 1))
    with pytest.raises(FigureDoesNotFit):
        press.slip(msgspec.structs.replace(base, movements=moves))
    fits = 99_999_999_99
    moves = (*base.movements, Movement(Kind.LATE_IN, fits, 1), Movement(Kind.LATE_OUT, fits, 1))
    text = pdf_reader.flat(press.slip(msgspec.structs.replace(base, movements=moves)).data)
    assert "\u221299,999,999.99" in text


def test_a_figure_that_is_too_long_for_a5_goes_on_a4(press: Press) -> None:
    base = samples.short_slip()
    large = 99_999_999_999_99
    moves = (*base.movements, Movement(Kind.LATE_IN, large, 1), Movement(Kind.LATE_OUT, large, 1))
    document = press.slip(msgspec.structs.replace(base, movements=moves))
    assert (document.media, document.key.endswith(".A4")) == ("A4", True)
    assert "\u221299,999,999,999.99" in pdf_reader.flat(document.data)
    assert press.slip(base).media == "A5"


def test_a_bank_whose_paper_is_a4_files_the_same_slip_on_it(press: Press) -> None:
    filed = replace(press, large=True)
    for facts in (samples.short_slip(), samples.balanced_slip()):
        small, large = press.slip(facts), filed.slip(facts)
        assert (large.media, large.pages) == ("A4", small.pages)
        said = [" ".join(pdf_reader.flat(one.data)) for one in (small, large)]
        assert set(MONEY.findall(said[0])) == set(MONEY.findall(said[1])), "no figure of it is lost"
        assert facts.cashier.name in said[1]


def test_symbol_metadata_and_same_bytes(press: Press) -> None:
    facts = samples.short_slip()
    document = press.slip(facts)
    assert document.data == press.slip(facts).data
    scale = 8.0
    left, size, top = 12 / 25.4 * 72, 15.5 / 25.4 * 72, 197 / 25.4 * 72 - 48
    box = tuple(value * scale for value in (left, top, left + size, top + size))
    found = qr_reader.read(qr_reader.sample(pdf_reader.picture(document.data, 1, scale), box, 29))
    assert found == "CT1*RS-040-04-261120-1*4619870*AMV5CK6F1QK5"
    assert slip.explains_nothing(samples.balanced_slip())
    assert not slip.explains_nothing(facts)
