"""Rows that do not fit this bank are found before anything is written."""

from pathlib import Path

from sqlalchemy import Connection

from contract.imports import ImportChunk
from server.core.context import Context
from server.core.registry import Outcome
from server.customers.queries import numbers_taken
from server.customers.taking_over import take_over, take_over_mandate
from server.imports import handlers, present
from server.imports.files import lines
from server.imports.handlers import Payload
from server.imports.rows import FIELDS
from tests.server.imports import village
from tests.server.room_kit import MAKOLA, OSU, Kit

ALL = {"customers.csv": 2, "accounts.csv": 2, "transactions.csv": 3}


def taken_over(kit: Kit, folder: Path) -> None:
    """The village is imported at Makola, in one chunk."""
    payload = Payload(MAKOLA, tuple(line for file in FIELDS for line in lines(folder, file)))

    def work(ctx: Context) -> Outcome:
        ctx.payload = payload
        chunk = ImportChunk(job="0" * 64, file="x", chunk=0, rows=7, digest=payload.digest())
        return handlers.take(take_over, take_over_mandate, chunk, ctx)

    kit.staged(work)


def found(
    kit: Kit, folder: Path, branch: str = MAKOLA, booked: dict[str, int] | None = None, first: bool = False
) -> list[tuple[str, int, str, str]]:
    def look(conn: Connection) -> list[tuple[str, int, str, str]]:
        faults = present.faults(conn, folder, branch, booked or {}, numbers_taken, first)
        return [(fault.file, fault.line, fault.reason, fault.value) for fault in faults]

    return kit.read(look)


def of_kit(folder: Path, **more: str) -> Path:
    """The village with the kit's product."""
    return village.write(folder, **{"accounts": village.ACCOUNTS.replace(",10,", ",01,")} | more)


def test_a_fresh_bank_takes_all_of_it(kit: Kit, tmp_path: Path) -> None:
    assert found(kit, of_kit(tmp_path)) == []


def test_products_are_the_banks_own(kit: Kit, tmp_path: Path) -> None:
    accounts = village.ACCOUNTS.replace("A1,C1,10,GHS", "A1,C1,99,GHS").replace("A2,C2,10,GHS", "A2,C2,01,CZK")
    assert found(kit, of_kit(tmp_path, accounts=accounts)) == [
        ("accounts.csv", 2, "product_unknown", "99"),
        ("accounts.csv", 3, "wrong_currency", "CZK"),
    ]


def test_whoever_is_there_is_not_taken_over_twice(kit: Kit, tmp_path: Path) -> None:
    folder = of_kit(tmp_path)
    taken_over(kit, folder)
    assert found(kit, folder) == [
        ("customers.csv", 2, "already_there", "C1"),
        ("customers.csv", 3, "already_there", "C2"),
        ("accounts.csv", 2, "already_there", "A1"),
        ("accounts.csv", 3, "already_there", "A2"),
        *(("transactions.csv", line, "already_there", f"T{line - 1}") for line in (2, 3, 4)),
    ]


def test_what_this_very_import_booked_is_no_fault(kit: Kit, tmp_path: Path) -> None:
    folder = of_kit(tmp_path)
    taken_over(kit, folder)
    assert found(kit, folder, booked=ALL) == []
    assert found(kit, folder, booked=ALL | {"transactions.csv": 2}) == [("transactions.csv", 4, "already_there", "T3")]


def test_another_branch_has_numbers_of_its_own_but_the_customers(kit: Kit, tmp_path: Path) -> None:
    """A customer's number is the bank's; accounts and references are kept apart by branch."""
    folder = of_kit(tmp_path)
    taken_over(kit, folder)
    assert {file for file, *_ in found(kit, folder, branch=OSU)} == {"customers.csv"}
    assert {file for file, *_ in found(kit, folder, first=True)} == {"customers.csv"}
