"""Customers, flags, pictures and accounts from the command line: in the customer's branch, by the bank's own hand."""

import hashlib
import json
from pathlib import Path

import pytest

from contract.customers import IMAGE_BYTES_MAX
from server.customers.pictures import SIDE_MAX
from tests.server.command_line.conftest import Desk
from tests.support.pictures import png

PNG = png(b"a face")


def register(desk: Desk, number: str = "C-0001", status: int = 0, **more: str) -> str:
    options = [part for name, value in more.items() for part in (f"--{name.replace('_', '-')}", value)]
    return desk.run("customers", "add", number, "--name", "Ama Mensah", "--branch", "040", *options, status=status)


def branch(desk: Desk) -> str:
    return str(desk.rows("SELECT id FROM branches")[0][0])


def test_a_person(desk: Desk) -> None:
    register(desk, phone="+233244187306", birth_date="1980-02-29", tier="2")
    assert desk.journalled() == ("register_customer", "executed", branch(desk))
    row = desk.rows("SELECT number, full_name, branch, phone, birth_date, tier, since FROM customers")
    assert row == [("C-0001", "Ama Mensah", branch(desk), "+233244187306", "1980-02-29", 2, "2026-11-24")]


@pytest.mark.parametrize(
    ("more", "words", "status"),
    [
        ({}, "refused: customer exists (number: C-0001)", 1),
        ({"number": "C 2"}, "number 'C 2' will not do", 2),
        ({"number": "C-2", "phone": "0244"}, "phone '0244' will not do: a plus sign and 7 to 15 digits", 2),
        ({"number": "C-2", "birth_date": "1980-02-30"}, "'1980-02-30' is no day of the calendar", 2),
    ],
)
def test_what_is_no_new_person(desk: Desk, more: dict[str, str], words: str, status: int) -> None:
    register(desk)
    assert words in " ".join(register(desk, **more, status=status).replace("│", " ").split())  # type: ignore[arg-type]
    assert len(desk.rows("SELECT id FROM customers")) == 1


def test_flags(desk: Desk) -> None:
    register(desk)
    assert "C-0001: stop, memo" in desk.run("customers", "flag", "C-0001", "stop", "memo", "--memo", "Card stolen")
    assert desk.journalled() == ("flag_customer", "executed", branch(desk))
    (row,) = desk.rows("SELECT flags, memo FROM customers")
    assert (json.loads(row[0]), row[1]) == (["stop", "memo"], "Card stolen")
    assert "name the flags" in desk.run("customers", "flag", "C-0001", status=2)
    assert "name the flags" in desk.run("customers", "flag", "C-0001", "stop", "--clear", status=2)
    desk.run("customers", "flag", "C-0001", "--clear")
    assert desk.rows("SELECT flags, memo FROM customers") == [("[]", "")]
    assert "no customer C-9" in desk.run("customers", "flag", "C-9", "stop", status=2)


def test_pictures(desk: Desk, tmp_path: Path) -> None:
    register(desk)
    photo, key = tmp_path / "photo.png", hashlib.sha256(PNG).hexdigest()
    photo.write_bytes(PNG)
    assert key in desk.run("customers", "image", "C-0001", "photo", photo)
    assert desk.journalled() == ("set_customer_image", "executed", branch(desk))
    desk.run("customers", "image", "C-0001", "signature", photo)
    assert desk.rows("SELECT photo, signature FROM customers") == [(key, key)]
    assert desk.rows("SELECT sha256, media_type, content FROM files") == [(key, "image/png", PNG)]


def test_what_is_no_picture(desk: Desk, tmp_path: Path) -> None:
    register(desk)
    file = tmp_path / "photo.png"
    assert "No such file" in desk.run("customers", "image", "C-0001", "photo", file, status=2)
    file.write_bytes(b"GIF89a")
    assert "no PNG, JPEG or WebP" in desk.run("customers", "image", "C-0001", "photo", file, status=2)
    file.write_bytes(PNG + bytes(IMAGE_BYTES_MAX))
    assert "KiB are too many" in desk.run("customers", "image", "C-0001", "photo", file, status=2)
    file.write_bytes(png(width=SIDE_MAX + 1))
    assert "pixels are too many" in desk.run("customers", "image", "C-0001", "photo", file, status=2)
    assert desk.rows("SELECT sha256 FROM files") == []


def test_an_account(desk: Desk) -> None:
    register(desk)
    number = desk.run("accounts", "open", "C-0001", "--product", "10").strip()
    assert desk.journalled() == ("open_account", "executed", branch(desk))
    assert desk.rows("SELECT number, product, branch, opened_on FROM accounts WHERE customer != ''") == [
        (number, "10", branch(desk), "2026-11-24")
    ]
    assert "refused: product unknown (product: 77)" in desk.run(
        "accounts", "open", "C-0001", "--product", "77", status=1
    )
    desk.run("customers", "flag", "C-0001", "deceased")
    assert "refused: customer stopped" in desk.run("accounts", "open", "C-0001", "--product", "10", status=1)


def test_who_signs_for_an_account(desk: Desk, tmp_path: Path) -> None:
    register(desk)
    number = desk.run("accounts", "open", "C-0001", "--product", "10").strip()
    specimen, key = tmp_path / "kojo.png", hashlib.sha256(PNG).hexdigest()
    specimen.write_bytes(PNG)
    who = ("--who", "Ama Mensah", "--who", f"Kojo Mensah; joint; {specimen}")
    bands = ("--band", "any_one:20,000", "--band", "all")
    assert "Ama Mensah, Kojo Mensah" in desk.run("accounts", "mandate", number, *who, *bands)
    assert desk.journalled()[:2] == ("set_mandate", "executed")
    (row,) = desk.rows("SELECT signatories, bands FROM mandates")
    assert json.loads(row[0]) == [{"name": "Ama Mensah"}, {"name": "Kojo Mensah", "role": "joint", "signature": key}]
    assert json.loads(row[1]) == [{"signing": "any_one", "upto": 2_000_000}, {"signing": "all"}]


def test_what_is_no_mandate(desk: Desk) -> None:
    register(desk)
    number = desk.run("accounts", "open", "C-0001", "--product", "10").strip()
    assert "no account 999" in desk.run("accounts", "mandate", "999", "--who", "Ama", status=2)
    assert "'boss' is no role" in desk.run("accounts", "mandate", number, "--who", "Ama;boss", status=2)
    assert "'two' is no way to sign" in desk.run(
        "accounts", "mandate", number, "--who", "Ama", "--band", "two", status=2
    )
    alone = desk.run("accounts", "mandate", number, "--who", "Ama", "--band", "all", status=1)
    assert "refused: mandate unfit (why: signers)" in alone
    assert desk.rows("SELECT account FROM mandates") == []
