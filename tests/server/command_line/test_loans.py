"""Loan products from the command line: journalled, listed, and in words where they will not do."""

import pytest

from tests.server.command_line.conftest import Desk

MARKET = ("loans", "product", "market", "--name", "Market loan", "--rate", "36", "--least", "200", "--most", "5,000.00",
          "--shortest", "4", "--longest", "26", "--every", "week", "--interest", "flat")  # fmt: skip


def test_a_product_is_set_listed_and_taken_away(desk: Desk) -> None:
    assert "market: Market loan" in desk.run(*MARKET)
    assert desk.journalled()[:2] == ("set_loan_product", "executed")
    said = desk.run("loans", "products")
    assert "market: Market loan, 200.00 to 5,000.00 GHS, 36 per cent flat, 4 to 26 instalments, one a week" in said
    assert "market: Market loan, off" in desk.run(*MARKET, "--off")
    assert desk.run("loans", "products").rstrip().endswith("off")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--rate", "dear"), "is no rate"),
        (("--rate", "1001"), "is no rate"),
        (("--rate", "NaN"), "is no rate"),
        (("--step", "x"), "is no amount"),
        (("--currency", "XXX"), "is no currency"),
    ],
)
def test_what_is_typed_wrongly_is_named(desk: Desk, more: tuple[str, str], said: str) -> None:
    assert said in " ".join(desk.run(*MARKET, *more, status=2).split())


def test_what_does_not_fit_together_is_named(desk: Desk) -> None:
    assert "loan product unfit (missing: grace)" in desk.run(*MARKET, "--grace-principal", "4", status=1)
    by_part = ("--first", "principal", "--early-first", "principal", "--by-part", "--ahead", "last")
    desk.run(*MARKET, *by_part)
    assert desk.rows("select terms from loan_products")[0][0].count("principal") == 2
