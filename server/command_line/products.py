"""``products``: what accounts are opened with and what their movements cost."""

from typing import Annotated, Any

import typer

from contract.products import SetProduct
from server.build import Bank
from server.command_line import words
from server.command_line.hand import Config, Plain, Url, do, fail, opened
from server.command_line.hand import settings_of as of
from server.ledger.products import terms_of
from server.ledger.tables import PRODUCTS, ProductRow

products = typer.Typer(no_args_is_help=True, cls=Plain, help="What accounts are opened with, and what they cost.")
Amount = Annotated[str | None, typer.Option(help="an amount, as 5 or 5,000.00")]


@products.command("set")
def set_product(
    code: Annotated[str, typer.Argument(help="the product's code: two digits; the same code again changes it")],
    name: Annotated[str | None, typer.Option(help="what customers and papers call it")] = None,
    currency: Annotated[str | None, typer.Option(help="GHS, CZK; for good")] = None,
    kind: Annotated[str | None, typer.Option(help="savings, current, susu; for good")] = None,
    minimum: Amount = None,
    overdraft: Amount = None,
    withdrawal_fee: Amount = None,
    transfer_fee: Amount = None,
    off: Annotated[bool | None, typer.Option("--off/--on", help="withdrawn from sale, or sold again")] = None,
    url: Url = None,
    config: Config = None,
) -> None:
    """Add a product or change it: what is not named stays. Fees hold for every account of it at once, minimum and overdraft
    for accounts that are opened from now on."""
    figures = {
        "minimum": minimum,
        "overdraft": overdraft,
        "withdrawal_fee": withdrawal_fee,
        "transfer_fee": transfer_fee,
    }
    typed: dict[str, Any] = {"name": name, "currency": currency, "kind": kind, "off": off}
    typed |= {field: None if text is None else words.minor(text) for field, text in figures.items()}
    with opened(of(config, url=url)) as bank:
        row = _rows(bank).get(code)
        if row is None and not (name and currency and kind):
            fail(f"no product {code}: a new one needs --name, --currency and --kind")
        before = {} if row is None else _said(row)
        terms = before | {field: value for field, value in typed.items() if value is not None}
        do(bank, SetProduct, product=code, terms=terms, before=before or None)
        print(_line(_rows(bank)[code]))


@products.command("list")
def list_products(url: Url = None, config: Config = None) -> None:
    """All products by code, with those that are no longer sold."""
    with opened(of(config, url=url)) as bank:
        for _, row in sorted(_rows(bank).items()):
            print(_line(row))


def _rows(bank: Bank) -> Any:
    return bank.writer.resident.rows(PRODUCTS)


def _said(row: ProductRow) -> dict[str, Any]:
    terms = terms_of(row)
    return {name: getattr(terms, name) for name in terms.__struct_fields__}


def _line(row: ProductRow) -> str:
    figures = {"minimum": row.minimum, "overdraft": row.overdraft, "withdrawal fee": row.withdrawal_fee,
               "transfer fee": row.transfer_fee}  # fmt: skip
    parts = [f"{name} {words.written(figure)}" for name, figure in figures.items() if figure]
    return ", ".join((f"{row.code}: {row.name} ({row.currency}, {row.kind})", *parts, *(["off"] if row.off else [])))
