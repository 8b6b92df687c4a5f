"""``customers`` and ``accounts``: a person, their flags and pictures, an account of a product."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from contract.customers import (
    ENTRIES_MAX,
    IMAGE_BYTES_MAX,
    Band,
    CustomerFact,
    EraseCustomer,
    Flag,
    FlagCustomer,
    ImageKind,
    RegisterCustomer,
    SetCustomerImage,
    SetMandate,
    Signatory,
    SignatoryRole,
    Signing,
)
from contract.ids import new_id
from contract.ledger import AccountOpened, OpenAccount
from server import build
from server.command_line import words
from server.command_line.hand import BranchCode, Config, Plain, Url, branch_named, do, fail, opened
from server.command_line.hand import settings_of as of
from server.customers import erasing
from server.customers.pictures import SIDE_MAX, picture_of
from server.customers.queries import numbered, store_file
from server.db.engine import without_bounds
from server.ledger.queries import account_numbered
from server.loans.queries import ids_of

Number = Annotated[str, typer.Argument(help="the customer's number")]

customers = typer.Typer(no_args_is_help=True, cls=Plain, help="Customers, their flags and pictures.")
accounts = typer.Typer(no_args_is_help=True, cls=Plain, help="Customers' accounts.")


class Tier(StrEnum):
    """How much is known of a person (the regulator's three tiers of know-your-customer)."""

    ONE = "1"
    TWO = "2"
    THREE = "3"


@customers.command("erase")
def erase_customer(
    number: Number,
    reason: Annotated[str, typer.Option(help="who asked, when, and on what ground")],
    url: Url = None,
    config: Config = None,
) -> None:
    """Erase a person's data; what was booked stays, and the books stay provable. Refused while there is money."""
    with opened(of(config, url=url)) as bank:
        customer = _customer(bank, number)
        with bank.engine.connect() as conn:
            without_bounds(conn)
            entries = erasing.entries_of(conn, customer.customer, ids_of)
        # The same at once where there is nothing to erase but the record itself.
        for start in range(0, max(1, len(entries)), ENTRIES_MAX):
            part = tuple(entries[start : start + ENTRIES_MAX])
            do(bank, EraseCustomer, customer=customer.customer, reason=reason, entries=part)
    print(f"customer {number} is erased, with {len(entries)} entries of the journal")


@customers.command("add")
def add_customer(
    number: Number,
    name: Annotated[str, typer.Option(help="full name")],
    branch: BranchCode,
    phone: Annotated[str, typer.Option(help="+233244187306")] = "",
    card: Annotated[str, typer.Option(help="number of the identity card")] = "",
    birth_date: Annotated[str | None, typer.Option(callback=words.day_or_none, help="YYYY-MM-DD")] = None,
    address: Annotated[str, typer.Option(help="digital address")] = "",
    tier: Annotated[Tier, typer.Option()] = Tier.ONE,
    url: Url = None,
    config: Config = None,
) -> None:
    """Register a person at a branch. Nobody with the same number, phone or card may be there."""
    with opened(of(config, url=url)) as bank:
        do(bank, RegisterCustomer, customer=new_id(), number=number, full_name=name, phone=phone, card_number=card,
           birth_date=birth_date or "", digital_address=address, tier=int(tier), branch=branch_named(bank, branch))  # fmt: skip
    print(f"customer {number}, {name}")


@customers.command("flag")
def flag_customer(
    number: Number,
    flags: Annotated[list[Flag] | None, typer.Argument(help="all flags that the customer shall have")] = None,
    memo: Annotated[str, typer.Option(help="what a teller reads beside them")] = "",
    clear: Annotated[bool, typer.Option("--clear", help="no flags and no memo")] = False,
    url: Url = None,
    config: Config = None,
) -> None:
    """Replace a customer's flags and memo: ``stop`` and ``deceased`` refuse postings."""
    if clear == bool(flags or memo):
        fail("name the flags that the customer shall have, or --clear")
    with opened(of(config, url=url)) as bank:
        do(bank, FlagCustomer, customer=_customer(bank, number).customer, flags=tuple(flags or ()), memo=memo)
    print(f"{number}: {', '.join(flags or ()) or 'no flags'}")


@customers.command("image")
def set_image(
    number: Number,
    kind: Annotated[ImageKind, typer.Argument()],
    file: Annotated[Path, typer.Argument(help="PNG, JPEG or WebP, at most 512 KiB")],
    url: Url = None,
    config: Config = None,
) -> None:
    """Keep a photo or a signature and make it the customer's."""
    content = _image(file)
    with opened(of(config, url=url)) as bank:
        customer = _customer(bank, number).customer
        key = _filed(bank, content)
        do(bank, SetCustomerImage, customer=customer, image=kind, file=key)
    print(f"{number}: {kind} {key}")


@accounts.command("open")
def open_account(
    number: Number,
    product: Annotated[str, typer.Option(help="the product's code, as 10 for savings")],
    url: Url = None,
    config: Config = None,
) -> None:
    """Open an account at the customer's branch; its number is printed."""
    with opened(of(config, url=url)) as bank:
        done = do(bank, OpenAccount, account=new_id(), customer=_customer(bank, number).customer, product=product)
    if isinstance(done, AccountOpened):
        print(done.number)


@accounts.command("mandate")
def set_mandate(
    number: Annotated[str, typer.Argument(help="the account's number")],
    who: Annotated[list[str], typer.Option(help="'Ama Mensah', or 'Kojo Mensah;joint;kojo.png': role and specimen")],
    band: Annotated[
        list[str] | None,
        typer.Option(help="any_one, any_two or all; 'any_one:20,000' up to an amount, the last for any"),
    ] = None,
    note: Annotated[str, typer.Option(help="what the paper says besides")] = "",
    url: Url = None,
    config: Config = None,
) -> None:
    """Who signs for an account, and how many of them; it replaces the mandate before."""
    people = [_signatory(text) for text in who]
    bands = tuple(_band(text) for text in band or ())
    with opened(of(config, url=url)) as bank:
        with bank.engine.connect() as conn:
            account = account_numbered(conn, number) or fail(f"no account {number}")
        signed = [
            msgspec.structs.replace(person, signature=_filed(bank, image)) if image else person
            for person, image in people
        ]
        do(bank, SetMandate, account=account, signatories=tuple(signed), bands=bands, note=note)
    print(f"{number}: {', '.join(person.name for person in signed)}")


def _signatory(text: str) -> tuple[Signatory, bytes]:
    """``name;role;file``: role and file may be left out."""
    name, role, file = (*(part.strip() for part in text.split(";")), "", "")[:3]
    if role and role not in set(SignatoryRole):
        raise typer.BadParameter(f"{role!r} is no role of a signatory; there are: {', '.join(SignatoryRole)}")
    return Signatory(name=name, role=SignatoryRole(role or "holder")), _image(Path(file)) if file else b""


def _band(text: str) -> Band:
    signing, _, bound = text.partition(":")
    if signing not in set(Signing):
        raise typer.BadParameter(f"{signing!r} is no way to sign; there are: {', '.join(Signing)}")
    return Band(signing=Signing(signing), upto=words.minor(bound) if bound else 0)


def _image(file: Path) -> bytes:
    content = file.read_bytes()
    if len(content) > IMAGE_BYTES_MAX:
        fail(f"{file}: {len(content) // 1024} KiB are too many (at most {IMAGE_BYTES_MAX // 1024})")
    picture = picture_of(content)
    if picture is None:
        fail(f"{file}: no PNG, JPEG or WebP, or not one alone")
    if picture.too_large:
        fail(f"{file}: {picture.width} by {picture.height} pixels are too many (at most {SIDE_MAX} a side)")
    return content


def _filed(bank: build.Bank, content: bytes) -> str:
    """Keep a picture; its name."""
    picture = picture_of(content)
    assert picture is not None, "looked at before the bank was opened"
    return bank.writer.write_sync(lambda conn: store_file(conn, content, picture.media_type))


def _customer(bank: build.Bank, number: str) -> CustomerFact:
    with bank.engine.connect() as conn:
        return numbered(conn, number) or fail(f"no customer {number}")
