"""From the books to paper and back: what a real day prints is read from its dots at another counter, and a forged one is not."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.papers import PaperCheck
from teller_app.printing.facts import Bank
from teller_app.printing.press import Press
from teller_app.printing.prints import Facts
from teller_app.printing.withdrawal_facts import WithdrawalFacts
from teller_app.resources import resource_path
from teller_app.shell import paper_words
from teller_app.shell.paper_sheet import Scanned, scanned
from tests.server.drawers.house import House, opened
from tests.teller_app.bank_papers import Day
from tests.teller_app.printing import pdf_reader, qr_reader

REPLACED = {"slip", "over_short"}
READ = ("withdrawal", "voucher", "position", "advance_back", "record_amended", "trial")
"""Each has its symbol somewhere else on the page, in another size."""
DPI = 400


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, dict[str, Facts]]]:
    with opened(tmp_path_factory.mktemp("bank")) as house:
        yield house, Day(house).run()


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Press:
    """A letterhead as long as banks have them."""
    return Press.of(Bank("Akoma Savings & Loans", "Makola branch (040)", "Makola High Street, Accra · 030 266 4000", "Makola", "Akoma"),
                    resource_path("fonts", "print"), Path(tmp_path_factory.mktemp("escpos")))  # fmt: skip


def symbol(facts: Facts) -> Scanned:
    """What the paper's symbol says."""
    found = (facts.receipt if isinstance(facts, WithdrawalFacts) else facts).verification  # type: ignore[union-attr]
    assert found is not None
    said = scanned(found.payload)
    assert said is not None
    return said


def test_every_paper_of_the_day_is_the_bank_s_and_says_what_the_bank_says(bank: tuple[House, dict[str, Facts]]) -> None:
    house, made = bank
    for name, facts in made.items():
        said = symbol(facts)
        found = house.check(said.number, said.code)
        verdict = paper_words.verdict(found, said.amount)[0]
        assert verdict == ("paper_replaced" if name in REPLACED else "paper_genuine"), name
        for amount in (str(int(said.amount) + 1), f"{said.amount}0"):
            assert paper_words.verdict(found, amount)[0] == "paper_altered", name


def test_one_sign_changed_in_any_part_of_number_or_code_makes_it_a_false_one(
    bank: tuple[House, dict[str, Facts]],
) -> None:
    house, made = bank
    for name, facts in made.items():
        number, code, _ = symbol(facts)
        parts = number.split("-")
        forged = ["-".join((*parts[:n], other(part), *parts[n + 1 :])) for n, part in enumerate(parts)]
        for tried, typed in (
            *((one, code) for one in forged),
            (number, other(code)),
            (number, other(code[0]) + code[1:]),
        ):
            assert house.check(tried, typed) == PaperCheck(number=tried), (name, tried)


def other(part: str) -> str:
    """The same with its last sign another one."""
    return part[:-1] + ("7" if part[-1] != "7" else "3")


def test_the_symbol_is_read_from_the_page_at_any_counter(bank: tuple[House, dict[str, Facts]], press: Press) -> None:
    house, made = bank
    for name in READ:
        text = qr_reader.on_page(pdf_reader.picture(press.page(made[name]).data, 0, DPI / 72))
        assert text is not None, name
        said = scanned(text)
        assert said == symbol(made[name]), name
        assert house.check(said.number, said.code).genuine, name


def test_every_paper_of_the_day_is_a_page_and_a_roll(bank: tuple[House, dict[str, Facts]], press: Press) -> None:
    """The press re-adds each before it prints, so none is refused."""
    for name, facts in bank[1].items():
        assert press.roll(facts, typeset=False).columns, name
