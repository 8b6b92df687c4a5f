"""Names, streets and habits of a small Ghanaian bank: deterministic, invented, of the right shape."""

import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from tests.demo.handwriting import signature
from tests.demo.portraits import portrait

CUSTOMERS = 2_000
PICTURED = 16
"""The first so many have a photo and a signature on file; the bank came to cameras late."""
SEED = 233
FIRST_F = [
    "Abena",
    "Adwoa",
    "Afua",
    "Akosua",
    "Akua",
    "Ama",
    "Esi",
    "Efua",
    "Yaa",
    "Adjoa",
    "Fatima",
    "Hawa",
    "Memuna",
    "Dede",
    "Korkor",
    "Sena",
    "Enyonam",
    "Mawusi",
]
FIRST_M = [
    "Kwame",
    "Kofi",
    "Yaw",
    "Kwabena",
    "Kwaku",
    "Kojo",
    "Kwasi",
    "Ibrahim",
    "Mohammed",
    "Alhassan",
    "Nii",
    "Tetteh",
    "Selorm",
    "Edem",
    "Elikem",
    "Abdul",
    "Yakubu",
]
MIDDLE = [
    "Serwaa",
    "Konadu",
    "Nyarko",
    "Dapaah",
    "Asantewaa",
    "Boateng",
    "Owusu",
    "Frimpong",
    "Ofori",
    "Amoako",
    "Darko",
    "Badu",
]
LAST = [
    "Mensah",
    "Owusu",
    "Boateng",
    "Osei",
    "Appiah",
    "Asante",
    "Agyeman",
    "Addo",
    "Amoah",
    "Ansah",
    "Quaye",
    "Tetteh",
    "Lamptey",
    "Sarpong",
    "Gyamfi",
    "Frimpong",
    "Acheampong",
    "Ofori",
    "Adjei",
    "Opoku",
    "Amponsah",
    "Danso",
    "Antwi",
    "Baidoo",
    "Quansah",
    "Arthur",
    "Essien",
    "Mahama",
    "Alhassan",
    "Iddrisu",
    "Abubakar",
    "Agbeko",
    "Amegah",
    "Dzokoto",
]
PREFIXES = ["24", "54", "55", "59", "20", "50", "27", "57", "26", "56"]
WORK = (
    "Makola shop takings",
    "Kaneshie market stall",
    "Susu of the week",
    "School fees",
    "Rent, Adabraka",
    "Wages",
    "Harvest, Techiman",
)


def customers(chance: random.Random, count: int) -> Iterator[dict[str, str]]:
    """People with phones in E.164 and card numbers of the Ghana Card's form."""
    for number in range(1, count + 1):
        woman = chance.random() < 0.55
        names = [chance.choice(FIRST_F if woman else FIRST_M)]
        if chance.random() < 0.45:
            names.append(chance.choice(MIDDLE))
        born = date(1950, 1, 1) + timedelta(days=chance.randrange(19_000))
        yield {
            "number": f"{number:06d}",
            "full_name": " ".join([*names, chance.choice(LAST)]),
            "birth_date": born.isoformat(),
            "phone": f"+233{chance.choice(PREFIXES)}{chance.randrange(10**7):07d}",
            "card_number": f"GHA-{chance.randrange(10**9):09d}-{chance.randrange(10)}",
        }


def pictures(count: int = PICTURED) -> Iterator[tuple[str, bytes, bytes]]:
    """Number, photo and signature of the first customers of ``write``. Every fifth of them has signed and was not photographed."""
    for place, row in enumerate(customers(random.Random(SEED), count), start=1):
        name = row["full_name"]
        woman, born = name.split()[0] in FIRST_F, int(row["birth_date"][:4])
        yield row["number"], b"" if place % 5 == 0 else portrait(name, woman, born), signature(name)


def accounts(chance: random.Random, count: int, opened: date) -> Iterator[dict[str, str]]:
    """One savings account each; every third person also has a current or a susu account."""
    serial = 0
    for number in range(1, count + 1):
        for product in ["10"] + ([chance.choice(("20", "30"))] if chance.random() < 0.33 else []):
            serial += 1
            yield {"external_number": f"A{serial:06d}", "customer": f"{number:06d}", "product": product, "currency": "GHS",
                   "opened_on": opened.isoformat()}  # fmt: skip


def transactions(chance: random.Random, names: list[str], last: date) -> Iterator[dict[str, str]]:
    """A year of history: a first deposit, then comings and goings that never overdraw."""
    serial = 0
    for account in names:
        balance, day = 0, last - timedelta(days=365)
        for _ in range(chance.randrange(4, 14)):
            day += timedelta(days=chance.randrange(1, 28))
            if day >= last:
                break
            out = balance > 20_000 and chance.random() < 0.42
            minor = chance.randrange(5, min(400, balance // 200) + 6 if out else 900) * 100
            minor = min(minor, balance) if out else minor
            balance += -minor if out else minor
            serial += 1
            yield {
                "reference": f"H{serial:07d}",
                "account": account,
                "date": day.isoformat(),
                "side": "debit" if out else "credit",
                "amount": f"{minor // 100}.{minor % 100:02d}",
                "currency": "GHS",
                "kind": "cash_withdrawal" if out else "cash_deposit",
                "narration": chance.choice(WORK) if not out else "Cash",
            }


def write(folder: Path, last: date, count: int = CUSTOMERS, seed: int = SEED) -> None:
    """The three import files of the demonstration bank. The same seed gives the same bytes."""
    chance = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    people = list(customers(chance, count))
    held = list(accounts(chance, count, last - timedelta(days=366)))
    history = list(transactions(chance, [row["external_number"] for row in held], last))
    for file, rows in (("customers.csv", people), ("accounts.csv", held), ("transactions.csv", history)):
        with (folder / file).open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
