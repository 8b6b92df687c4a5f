"""Another bank's books in the documented format, generated, and what they must come to: added up here from the files alone."""

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from server.imports.rows import FIELDS

PEOPLE = 60
PRODUCTS = (("10", "GHS"), ("20", "GHS"), ("30", "GHS"), ("60", "CZK"))
KINDS = ("cash_deposit", "cash_withdrawal", "fee", "interest", "transfer_in")


@dataclass(frozen=True)
class Leg:
    """What must stand on a customer's account: one row of transactions.csv, with the balance it leaves."""

    reference: str
    side: str
    amount: int
    value_date: str
    balance_after: int


@dataclass(frozen=True)
class OldBank:
    """A folder with the three files."""

    folder: Path

    def rows(self, file: str) -> list[dict[str, str]]:
        """One file as it is on the disk."""
        with (self.folder / file).open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    def legs(self) -> dict[str, list[Leg]]:
        """Every account's rows in the order of the file, with running balances."""
        found: dict[str, list[Leg]] = {row["external_number"]: [] for row in self.rows("accounts.csv")}
        for row in self.rows("transactions.csv"):
            book = found[row["account"]]
            amount = int(Decimal(row["amount"]).scaleb(2))
            before = book[-1].balance_after if book else 0
            after = before + (amount if row["side"] == "credit" else -amount)
            book.append(Leg(row["reference"], row["side"], amount, row["date"], after))
        return found

    def balances(self) -> dict[str, tuple[str, int]]:
        """Currency and minor units of each account."""
        currency = {row["external_number"]: row["currency"] for row in self.rows("accounts.csv")}
        return {
            account: (currency[account], legs[-1].balance_after if legs else 0) for account, legs in self.legs().items()
        }


def write(folder: Path, transactions: int, seed: int = 1957) -> OldBank:
    """Some sixty people with two accounts each; about every third account ends overdrawn."""
    chance = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    people = [(f"P{n:04d}", f"Person {n} Ɔkɔmfo", "", "", "") for n in range(1, PEOPLE + 1)]
    owned = [
        (f"OLD-{n:05d}", f"P{n % PEOPLE + 1:04d}", *PRODUCTS[n % len(PRODUCTS)], "2025-01-02")
        for n in range(2 * PEOPLE)
    ]
    _write(folder, "customers.csv", people)
    _write(folder, "accounts.csv", owned)
    _write(folder, "transactions.csv", _transactions(chance, owned, transactions))
    return OldBank(folder)


def _transactions(
    chance: random.Random, owned: list[tuple[str, str, str, str, str]], count: int
) -> Iterator[tuple[object, ...]]:
    for number in range(count):
        account, _, _, currency, _ = chance.choice(owned)
        # Who is overdrawn is a matter of the account, so that no seed makes all of them come out even.
        side = "debit" if chance.random() < (0.75 if account.endswith(("1", "4", "7")) else 0.25) else "credit"
        minor = chance.randrange(1, 2_000_00)
        day = f"2025-{1 + number * 12 // count:02d}-{chance.randrange(1, 29):02d}"
        yield (
            f"T{number:07d}",
            account,
            day,
            side,
            f"{minor // 100}.{minor % 100:02d}",
            currency,
            chance.choice(KINDS),
            "a, b" if number % 50 == 0 else "",
        )


def _write(folder: Path, file: str, rows: object) -> None:
    with (folder / file).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(FIELDS[file])
        writer.writerows(rows)  # type: ignore[arg-type]
