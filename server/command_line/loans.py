"""``loans``: the products that the bank lends on."""

from decimal import Decimal
from typing import Annotated

import typer

from contract.loans import (
    RATE_MAX,
    Accrual,
    Ahead,
    Every,
    Interest,
    LoanTerms,
    MonthDays,
    Part,
    SetLoanProduct,
    Spread,
    YearDays,
)
from server.command_line import words
from server.command_line.hand import Config, Plain, Url, do, opened
from server.command_line.hand import settings_of as of
from server.loans.facts import terms_of
from server.loans.tables import LOAN_PRODUCTS

loans = typer.Typer(no_args_is_help=True, cls=Plain, help="What the bank lends on.")
_PER_CENT = 10_000
"""Parts per million."""


@loans.command("product")
def set_product(
    code: Annotated[str, typer.Argument(help="the product's code; the same code again changes it")],
    name: Annotated[str, typer.Option(help="as people read it")],
    rate: Annotated[str, typer.Option(help="per cent a year, as 24 or 24.5")],
    least: Annotated[str, typer.Option(help="the smallest loan, as 500")],
    most: Annotated[str, typer.Option(help="the largest loan, as 20,000")],
    shortest: Annotated[int, typer.Option(help="fewest instalments")],
    longest: Annotated[int, typer.Option(help="most instalments")],
    currency: Annotated[str, typer.Option()] = "GHS",
    interest: Annotated[
        Interest, typer.Option(help="flat: of the whole loan; declining: of what is owed")
    ] = Interest.DECLINING,
    equal: Annotated[Spread, typer.Option(help="what is equal each time")] = Spread.INSTALMENTS,
    accrual: Annotated[Accrual, typer.Option(help="the same share of the year each time, or by days")] = Accrual.DAYS,
    year: Annotated[YearDays, typer.Option(help="days of a year")] = YearDays.D365,
    month: Annotated[MonthDays, typer.Option(help="days of a month")] = MonthDays.ACTUAL,
    every: Annotated[Every, typer.Option(help="how often an instalment is due")] = Every.MONTH,
    grace_principal: Annotated[int, typer.Option(help="first instalments without principal")] = 0,
    grace_interest: Annotated[int, typer.Option(help="first instalments without interest, which is carried over")] = 0,
    step: Annotated[str, typer.Option(help="what an instalment is rounded to, as 1 or 0.01")] = "0.01",
    first: Annotated[Part, typer.Option(help="which part of what is due is paid first")] = Part.INTEREST,
    early_first: Annotated[Part, typer.Option(help="which part of what is early is paid first")] = Part.INTEREST,
    by_part: Annotated[bool, typer.Option("--by-part", help="one part over all instalments before the other")] = False,
    ahead: Annotated[Ahead, typer.Option(help="which instalments early money pays")] = Ahead.NEXT,
    off: Annotated[bool, typer.Option("--off", help="nobody can apply for it any more")] = False,
    url: Url = None,
    config: Config = None,
) -> None:
    """Set a product. Loans that exist keep the terms that they were applied for under."""
    terms = LoanTerms(rate=_rate(rate), interest=interest, spread=equal, accrual=accrual, year=year, month=month, every=every,
                      grace_principal=grace_principal, grace_interest=grace_interest, step=words.minor(step), due=_order(first),
                      early=_order(early_first), by_part=by_part, ahead=ahead)  # fmt: skip
    with opened(of(config, url=url)) as bank:
        do(bank, SetLoanProduct, product=code, name=name, currency=words.currency(currency), least=words.minor(least),
           most=words.minor(most), shortest=shortest, longest=longest, terms=terms, off=off)  # fmt: skip
    print(f"{code}: {name}{', off' if off else ''}")


@loans.command("products")
def list_products(url: Url = None, config: Config = None) -> None:
    """All products."""
    with opened(of(config, url=url)) as bank:
        for row in sorted(bank.writer.resident.rows(LOAN_PRODUCTS).values(), key=lambda row: row.code):
            terms = terms_of(row)
            bounds = f"{words.written(row.least)} to {words.written(row.most)} {row.currency}"
            rate = f"{Decimal(terms.rate) / _PER_CENT:f} per cent {terms.interest}"
            span = f"{row.shortest} to {row.longest} instalments, one a {terms.every}"
            print(f"{row.code}: {row.name}, {bounds}, {rate}, {span}{', off' if row.off else ''}")


def _rate(text: str) -> int:
    """Per cent as parts per million. Raises typer.BadParameter."""
    try:
        rate = Decimal(text) * _PER_CENT
    except ArithmeticError:
        rate = Decimal(-1)
    if not rate.is_finite() or not 0 <= rate <= RATE_MAX or rate != int(rate):
        raise typer.BadParameter(
            f"{text!r} is no rate in per cent (24, 24.5; at most four places, at most {RATE_MAX // _PER_CENT})"
        )
    return int(rate)


def _order(first: Part) -> tuple[Part, Part]:
    return (Part.INTEREST, Part.PRINCIPAL) if first is Part.INTEREST else (Part.PRINCIPAL, Part.INTEREST)
