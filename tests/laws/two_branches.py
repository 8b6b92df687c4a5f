"""A bank of two branches for the laws: every room as build.py wires it, migrated SQLite, its writer running."""

import shutil
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from contract.base import Command
from contract.branches import AddBranch, OpenBranchDay
from contract.customers import RegisterCustomer
from contract.drawers import AddDrawer, FundVault
from contract.envelope import Lease
from contract.feed import AnyAnswer, Executed, NotTaken, Refused
from contract.ids import SYSTEM_USER, derived_id, new_id
from contract.ledger import OpenAccount
from contract.permissions import Role
from contract.staff import AddUser, SetLimit
from server import build
from server.core import journal
from server.core.actor import Header
from server.core.clock import stamp, system_clock
from server.core.journal import Head
from server.drawers.tables import bags
from server.settings import Settings
from tests.laws.books import Tables, books_of, facts_at
from tests.support.prepared import prepare

DAY = "2026-11-24"
MAKOLA, OSU = derived_id("law", "makola"), derived_id("law", "osu")
CODES = {MAKOLA: "040", OSU: "041"}
FLOAT = {"20000": 10, "5000": 20, "1000": 20, "100c": 50}
VAULT = {face: count * 40 for face, count in FLOAT.items()}


@dataclass(frozen=True)
class Person:
    """Somebody at a branch."""

    name: str
    role: Role
    branch: str

    @property
    def id(self) -> str:
        return derived_id("law", "user", self.name)


EFUA, KOJO = Person("efua", Role.CASHIER, MAKOLA), Person("kojo", Role.CASHIER, MAKOLA)
ABENA = Person("abena", Role.CASHIER, OSU)
HAJARA, MUSA = Person("hajara", Role.MANAGER, MAKOLA), Person("musa", Role.MANAGER, OSU)
CASHIERS = (EFUA, KOJO, ABENA)
MOVERS = (KOJO, ABENA)
"""Who is moved between the branches. Efua is not: a replica of hers would begin anew with each move."""
YAW, EDEM = Person("yaw", Role.OPERATIONS, MAKOLA), Person("edem", Role.OPERATIONS, OSU)
"""The vault's other pair of hands."""
MANAGERS = {MAKOLA: HAJARA, OSU: MUSA}
DRAWERS = {person: derived_id("law", "drawer", n) for n, person in enumerate(CASHIERS, start=1)}
ACCOUNTS = tuple(derived_id("law", "account", n) for n in range(4))
"""Savings and current (with fees) at Makola, the same at Osu."""
CUSTOMERS = tuple(derived_id("law", "customer", n) for n in range(4))
FEES = {ACCOUNTS[1]: {"withdraw": 1_00, "transfer": 50}, ACCOUNTS[3]: {"withdraw": 1_00, "transfer": 50}}
"""What the product of a current account takes, by hand from the price list."""


class Watch:
    """The bank's clock: it stands still until somebody moves it."""

    def __init__(self) -> None:
        self.now = system_clock()

    def __call__(self) -> datetime:
        return self.now

    def wait(self, minutes: int) -> None:
        """Time goes by."""
        self.now += timedelta(minutes=minutes)


def make_template(folder: Path) -> Settings:
    """A bank file to copy: people, drawers, vaults and four empty accounts, the first day open."""
    settings = Settings(url=f"sqlite:///{folder / 'template.db'}", key_dir=str(folder / "keys"))
    prepare(settings)
    with build.bank(settings) as bank:
        hands = Hands(bank)
        for branch, code in CODES.items():
            hands.must(AddBranch(branch=branch, code=code, name=f"Branch {code}"))
            hands.must(OpenBranchDay(branch=branch, business_date=DAY))
            hands.must(FundVault(branch=branch, currency="GHS", pieces=VAULT))
        for n, person in enumerate((*CASHIERS, *MANAGERS.values(), YAW, EDEM), start=1):
            hands.must(AddUser(user=person.id, username=person.name, full_name=person.name.title(), staff_number=f"S-{n}",
                               roles=(person.role,), branch=person.branch))  # fmt: skip
        # Codes on a phone are no part of these laws: managers decide without.
        hands.must(SetLimit(act="approve_without_code", currency="GHS", per_transaction=10**12, role=Role.MANAGER))
        for n, (person, drawer) in enumerate(DRAWERS.items(), start=1):
            hands.must(AddDrawer(drawer=drawer, number=f"{n:02d}", branch=person.branch, currency="GHS", standing_float=FLOAT,
                                 soft_max=20_000_00, hard_max=120_000_00, insured=40_000_00))  # fmt: skip
        for n, account in enumerate(ACCOUNTS):
            customer, manager = CUSTOMERS[n], (HAJARA, MUSA)[n // 2]
            hands.must(RegisterCustomer(customer=customer, number=f"00{n}", full_name=f"Customer {n}"), manager.id)
            hands.must(OpenAccount(account=account, customer=customer, product=("10", "20")[n % 2]), manager.id)
    return settings


def copy_of(template: Settings, folder: Path) -> Settings:
    """A fresh bank with the template's keys."""
    shutil.copy(template.url.removeprefix("sqlite:///"), folder / "bank.db")
    return Settings(url=f"sqlite:///{folder / 'bank.db'}", key_dir=template.key_dir)


@dataclass
class Hands:
    """Everyone's hands at once. ``said`` is every command that has a receipt, with its header and its first answer."""

    bank: build.Bank
    said: list[tuple[Header, Command, AnyAnswer]] = field(default_factory=list)
    count: int = 0
    mark: str = field(default_factory=new_id)
    """Of these hands' commands: a bank's address in memory may be the one of a bank that is gone, whose ids the copied file still has."""
    books: Tables = field(default_factory=dict)

    def do(
        self, command: Command, who: str = SYSTEM_USER, lease: Lease | None = None, device: str = "own"
    ) -> AnyAnswer:
        """One command of this person, at one of their devices. A refusal leaves nothing behind but its receipt."""
        self.count += 1
        header = Header(
            command_id=derived_id("law", self.mark, self.count),
            made_by=who,
            delivered_by=who,
            device=derived_id("law", "device", who, device),
            counter=self.count,
            made_at=stamp(self.bank.clock()),
            lease=lease,
        )
        before = self.head()
        answer = self.bank.writer.execute_sync(header, command)
        if not isinstance(answer, NotTaken):
            self.said.append((header, command, answer))
        self._look(before, answer)
        return answer

    def _look(self, before: Head, answer: AnyAnswer) -> None:
        with self.bank.engine.connect() as conn:
            books = books_of(conn)
            left = facts_at(conn, answer.seq) if isinstance(answer, Refused) else "[]"
        if isinstance(answer, Refused | NotTaken):
            assert not self.books or books == self.books, f"{answer} left something"
            assert left == "[]", f"{answer} said {left}"
        if isinstance(answer, NotTaken):
            assert self.head() == before
        self.books = books

    def must(self, command: Command, who: str = SYSTEM_USER, lease: Lease | None = None) -> Executed:
        """A command that must go through."""
        answer = self.do(command, who, lease)
        assert isinstance(answer, Executed), answer
        return answer

    def head(self) -> Head:
        """The journal's head as committed."""
        with self.bank.engine.connect() as conn:
            return journal.read_head(conn)

    def pieces(self) -> dict[str, dict[str, int]]:
        """What lies in every drawer and vault, by the books."""
        with self.bank.engine.connect() as conn:
            rows = conn.execute(select(bags.c.holder, bags.c.pieces)).all()
        return {row.holder: {face: n for face, n in row.pieces.items() if n} for row in rows}

    def differences(self) -> list[object]:
        """What ``verify`` would say."""
        with self.bank.engine.connect() as conn:
            return list(build.verify(conn))
