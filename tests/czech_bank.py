"""Turn the published records of a Czech bank (PKDD'99) into the product's import format.

    python -m tests.czech_bank IN OUT

IN is the folder with account.csv.gz, client.csv.gz, disp.csv.gz and any transactions_*.csv.gz; OUT gets customers.csv, accounts.csv
and transactions.csv. Crowns become CZK, the bank's account numbers are kept as external numbers, and every transaction's other side is
the clearing account, because the counterparties lie outside the records.
"""

import csv
import gzip
import sys
from collections.abc import Iterator
from pathlib import Path

# The records say in Czech what the import format says in English; the names are the publisher's (see README of the data).
KINDS = {
    ("PRIJEM", "VKLAD"): "cash_deposit",
    ("VYDAJ", "VYBER"): "cash_withdrawal",
    ("VYBER", "VYBER"): "cash_withdrawal",
    ("VYDAJ", "VYBER KARTOU"): "card_withdrawal",
    ("PRIJEM", "PREVOD Z UCTU"): "transfer_in",
    ("VYDAJ", "PREVOD NA UCET"): "transfer_out",
}
SYMBOLS = {
    "UROK": ("interest", "Interest"),
    "SLUZBY": ("fee", "Statement fee"),
    "SANKC. UROK": ("penalty_interest", "Penalty interest on overdraft"),
    "SIPO": ("", "Household"),
    "POJISTNE": ("", "Insurance"),
    "DUCHOD": ("", "Pension"),
    "UVER": ("", "Loan instalment"),
}
FIRST_NAMES_M = ["Jan", "Petr", "Josef", "Pavel", "Martin", "Jaroslav", "Tomáš", "Miroslav", "Zdeněk", "František"]
FIRST_NAMES_F = ["Marie", "Jana", "Eva", "Anna", "Hana", "Věra", "Lenka", "Alena", "Kateřina", "Lucie"]
SURNAMES = [
    "Novák",
    "Svoboda",
    "Novotný",
    "Dvořák",
    "Černý",
    "Procházka",
    "Kučera",
    "Veselý",
    "Horák",
    "Němec",
    "Pokorný",
    "Marek",
    "Pospíšil",
    "Hájek",
]


def read(path: Path) -> Iterator[dict[str, str]]:
    """The rows of one gzipped file."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def day(text: str) -> str:
    """``930101`` is 1 January 1993."""
    return f"19{text[:2]}-{text[2:4]}-{text[4:6]}"


def person(client: dict[str, str]) -> dict[str, str]:
    """A customer row. The records are anonymous, so the name is made from the number; a woman's month has 50 added."""
    number, birth = int(client["client_id"]), client["birth_number"]
    woman = int(birth[2:4]) > 50
    month = int(birth[2:4]) - (50 if woman else 0)
    first = (FIRST_NAMES_F if woman else FIRST_NAMES_M)[number % 10]
    name = f"{first} {SURNAMES[number % len(SURNAMES)]} {number}"
    return {
        "number": f"C{number:06d}",
        "full_name": name,
        "birth_date": f"19{birth[:2]}-{month:02d}-{birth[4:6]}",
        "phone": "",
        "card_number": "",
    }


def transaction(row: dict[str, str]) -> dict[str, str]:
    """A transaction row of the import format."""
    kind = KINDS.get((row["type"], row["operation"]), "")
    special, words = SYMBOLS.get(row["k_symbol"].strip(), ("", ""))
    party = f"{row['bank']} {row['account']}".strip()
    return {
        "reference": row["trans_id"],
        "account": row["account_id"],
        "date": day(row["date"]),
        "side": "credit" if row["type"] == "PRIJEM" else "debit",
        "amount": row["amount"],
        "currency": "CZK",
        "kind": special or kind or "other",
        "narration": " ".join(part for part in (words, party) if part),
    }


def write(path: Path, fields: str, rows: Iterator[dict[str, str]]) -> int:
    """One CSV file; returns the number of rows."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, fields.split())
        writer.writeheader()
        for row in rows:
            writer.writerow(row)
            count += 1
    return count


def accounts(source: Path) -> Iterator[dict[str, str]]:
    """Account rows, each with its owner."""
    owner = {row["account_id"]: row["client_id"] for row in read(source / "disp.csv.gz") if row["type"] == "OWNER"}
    for row in read(source / "account.csv.gz"):
        yield {
            "external_number": row["account_id"],
            "customer": f"C{int(owner[row['account_id']]):06d}",
            "product": "60",
            "currency": "CZK",
            "opened_on": day(row["date"]),
        }


def convert(source: Path, target: Path) -> dict[str, int]:
    """Write the three files into ``target``; returns how many rows each has."""
    target.mkdir(parents=True, exist_ok=True)
    files = sorted(source.glob("transactions_*.csv.gz"))
    people = (person(row) for row in read(source / "client.csv.gz"))
    booked = (transaction(row) for file in files for row in read(file))
    return {
        "customers": write(target / "customers.csv", "number full_name birth_date phone card_number", people),
        "accounts": write(
            target / "accounts.csv", "external_number customer product currency opened_on", accounts(source)
        ),
        "transactions": write(
            target / "transactions.csv", "reference account date side amount currency kind narration", booked
        ),
    }


if __name__ == "__main__":
    print(convert(Path(sys.argv[1]), Path(sys.argv[2])))
