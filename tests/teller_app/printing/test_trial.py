"""The trial balance and proof sheet: every total and every forward line is re-added from the paper."""

from datetime import date

import msgspec
import pytest

from teller_app.printing import facts as f
from teller_app.printing.errors import CodeRefused, TotalMismatch
from teller_app.printing.press import Press
from teller_app.printing.trial_facts import Account, Group, Proved, TrialFacts
from tests.teller_app.printing import pdf_reader, samples
from tests.teller_app.test_papers import press

__all__ = ["press"]

NUMBER = "TB-040-20261120-48460-GHS"
ASSETS = (
    Account("1010-01", "Cash in drawer 01", 6_420_50, 24_400_00, 20_900_00),
    Account("1010-02", "Cash in drawer 02", 8_000_00, 59_833_30, 39_268_00),
    Account("1010-03", "Cash in drawer 03", 11_315_00, 31_744_60, 28_150_00),
    Account("1010-04", "Cash in drawer 04", 12_500_00, 78_902_20, 45_203_50),
    Account("1020", "Vault cash", 412_680_00, 39_000_00, 32_500_00),
    Account("1030", "Cash in transit", 0, 71_500_00, 71_500_00),
    Account("1420", "Over/short", 15_00, 20_00, 0),
    Account("1450", "Staff advances", 4_600_00, 850_00, 0),
    Account("1900", "Inter-branch", -1_200_00, 300_00, 640_00),
)
LIABILITIES = (
    Account("SAV", "Akoma Savings", -3_904_118_36, 90_566_50, 147_798_20),
    Account("CUR", "Akoma Current", -1_266_730_91, 22_000_00, 4_120_00),
    Account("SUS", "Akoma Susu", -318_455_20, 0, 11_905_00),
    Account("2900", "Suspense", -1_240_00, 1_240_00, 0),
)
INCOME = (Account("4100", "Fee income", -96_314_00, 0, 447_00), Account("4200", "Cash overages", -30_00, 0, 0))
EXPENSES = (Account("5100", "Cash shortages", 318_00, 0, 0), Account("5200", "Staff expenses", 9_418_00, 312_50, 0))


def _rest(groups: tuple[Group, ...]) -> Group:
    """Head office cash makes the books balance, as it does in a bank's books."""
    lines = [account for group in groups for account in group.accounts]
    moved = sum(account.debits - account.credits for account in lines)
    opening = -sum(account.opening for account in lines)
    return Group("Equity", (Account("3100", "Head office cash", opening, max(0, -moved), max(0, moved)),))


def trial(more: int = 0, **changes: object) -> TrialFacts:
    """Picture 10 in small, with ``more`` products so that it goes on to further pages."""
    products = tuple(Account(f"P{place:02}", f"Product {place}", -100_00 * place, 0, 5_00) for place in range(more))
    own = (Group("Assets", ASSETS), Group("Liabilities", (*LIABILITIES, *products)), Group("Income", INCOME),
           Group("Expenses", EXPENSES))  # fmt: skip
    groups = (*own[:2], _rest(own), *own[2:])
    total = sum(account.figures[4] for group in groups for account in group.accounts)
    base = TrialFacts(
        number=NUMBER, currency=f.GHS, branch="040 Makola", business_date=date(2026, 11, 20), open=False, first_seq=48102,
        last_seq=48460, groups=groups, total_minor=total, prepared="Akua Darko", verification=samples.verified(NUMBER, total),
        proofs=(Proved("Cash in drawers (1010)", 99_594_10, 99_594_10, "4 drawers"),
                Proved("Cash in vault (1020)", 419_180_00, 419_180_00, "the pieces in the vault"),
                Proved("Cash in transit (1030)", 0, 20_00, "the pieces under way")),
        printed=f.Stamp(samples.at("18:06:17"), "WS-MAK-01", "A. Darko"),
    )  # fmt: skip
    return msgspec.structs.replace(base, **changes)


def figures(row: list[str]) -> list[int]:
    return [pdf_reader.minor(text) for text in row if pdf_reader.MONEY.fullmatch(text)]


def total_of(pages: list[pdf_reader.PageRows], name: str) -> list[int]:
    return figures(next(row for page in pages for row in page if row[0] == name))


@pytest.mark.parametrize("more", [0, 20, 60])
def test_every_total_and_forward_line_is_re_added_from_the_paper(press: Press, more: int) -> None:
    facts = trial(more)
    document = press.trial(facts)
    pages = pdf_reader.rows(document.data)
    names = {account.code: account for group in facts.groups for account in group.accounts}
    sums = [0] * 6
    for page in pages:
        for row in page:
            if row[0] in names and row[1] == names[row[0]].name:
                account = names.pop(row[0])
                printed = figures(row)
                assert printed == [value for value in account.figures if value] or 0 in printed
                assert sum(printed) == sum(account.figures)
                sums = [total + value for total, value in zip(sums, account.figures, strict=True)]
            elif row[0] in ("Carried forward", "Brought forward", "Trial balance total"):
                assert figures(row) == sums, row
            elif row[0].endswith(", total"):
                group = next(group for group in facts.groups if row[0].startswith(group.name))
                own = [sum(account.figures[place] for account in group.accounts) for place in range(6)]
                assert figures(row) == own
    assert not names, "every account is printed once"
    assert (document.pages, document.media) == (len(pages), "A4")
    assert len(pages) == {0: 2, 20: 2, 60: 3}[more]
    opening, opening_credit, debits, credits, closing, closing_credit = total_of(pages, "Trial balance total")
    assert (opening, debits, closing) == (opening_credit, credits, closing_credit)


def test_the_proofs_differences_are_re_added_and_signed(press: Press) -> None:
    page = pdf_reader.rows(press.trial(trial()).data)[-1]
    rows = [figures(row) for row in page if row[0].startswith("Cash in ") and row[0].endswith(")")]
    assert [found - books for books, found, _ in rows] == [off for *_, off in rows] == [0, 0, 20_00]
    assert figures(pdf_reader.row_of(page, "Sum of differences")) == [20_00]
    assert "+20.00" in pdf_reader.row_of(page, "Sum of differences")


def test_a_duplicate_says_so_on_every_page_with_the_same_code(press: Press) -> None:
    again = f.Duplicate(2, f.Stamp(samples.at("18:30:00"), "WS-MAK-01"), f.Stamp(samples.at("18:06:17"), "WS-MAK-01"))
    first, second = (press.trial(trial(40, duplicate=found)).data for found in (None, again))
    code = trial(40).verification.code
    for page in pdf_reader.rows(second):
        said = " ".join(text for row in page for text in row)
        assert "DUPLICATE" in said
        assert f"Verify {code}" in said
    assert not [text for text in pdf_reader.flat(first) if "DUPLICATE" in text]


def test_books_that_do_not_balance_and_a_foreign_code_are_refused(press: Press) -> None:
    facts = trial()
    crooked = (Group("Assets", (msgspec.structs.replace(ASSETS[0], debits=1), *ASSETS[1:])), *facts.groups[1:])
    for wrong, error in (({"groups": crooked}, TotalMismatch), ({"total_minor": 1}, TotalMismatch),
                         ({"number": NUMBER.replace("040", "041")}, CodeRefused)):  # fmt: skip
        with pytest.raises(error):
            press.trial(msgspec.structs.replace(facts, **wrong))


def test_a_day_without_bookings_is_a_sheet_with_noughts(press: Press) -> None:
    empty = trial(groups=(), total_minor=0, verification=samples.verified(NUMBER, 0))
    assert total_of(pdf_reader.rows(press.trial(empty).data), "Trial balance total") == [0] * 6


def test_everything_drawn_is_tagged(press: Press) -> None:
    assert pdf_reader.structure(press.trial(trial(20)).data)["/Table"] == 2
