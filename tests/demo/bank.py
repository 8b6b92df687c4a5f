"""The demonstration bank as a database: one branch, 2,000 customers, a year of history, people who can sign in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import msgspec
from sqlalchemy import Connection, select

from contract.base import Command
from contract.branches import AddBranch, OpenBranchDay
from contract.customers import (
    Band,
    Flag,
    FlagCustomer,
    ImageKind,
    SetCustomerImage,
    SetMandate,
    Signatory,
    SignatoryRole,
    Signing,
)
from contract.drawers import AddDrawer, FundVault
from contract.feed import Executed
from contract.ids import SYSTEM_USER, derived_id, new_id
from contract.permissions import Role
from contract.staff import AddDevice, AddUser, DeviceKey
from server import build
from server.core.actor import system_header
from server.core.clock import stamp, system_clock
from server.core.writer import Writer
from server.customers.queries import numbered, store_file
from server.imports import runner
from server.imports.handlers import customer_id
from server.ledger.tables import accounts
from server.settings import Settings
from server.staff.passwords import Passwords
from server.staff.sign_in import store_password
from tests.demo import people
from tests.demo.loans import put_loans
from tests.support.own_phone import own_phone

PASSWORD = "market-women-1957"
BRANCH = derived_id("demo", "branch", "040")
FLOAT = {
    "20000": 20,
    "10000": 40,
    "5000": 60,
    "2000": 100,
    "1000": 150,
    "500": 200,
    "200c": 50,
    "100c": 100,
    "50c": 60,
    "20c": 50,
    "10c": 50,
}
VAULT = {"20000": 2000, "10000": 4000, "5000": 4000, "2000": 5000, "1000": 6000, "500": 8000, "200c": 2000, "100c": 4000, "50c": 3000,
         "20c": 3000, "10c": 3000, "5c": 1000, "1c": 500}  # fmt: skip


@dataclass(frozen=True)
class Person:
    """Somebody who can sign in."""

    username: str
    full_name: str
    staff_number: str
    role: Role

    @property
    def id(self) -> str:
        return derived_id("demo", "user", self.username)

    @property
    def phone(self) -> str:
        """Where a code would go; the demonstration says it in the terminal."""
        return f"+23324418{self.staff_number[-4:]}"


STAFF = (
    Person("efua", "Efua Owusu", "TLR-0417", Role.CASHIER),
    Person("kojo", "Kojo Mensah", "TLR-0422", Role.CASHIER),
    Person("hajara", "Hajara Bawa", "MGR-0101", Role.MANAGER),
    Person("yaw", "Yaw Darko", "OPS-0203", Role.OPERATIONS),
    Person("adjoa", "Adjoa Tetteh", "ADM-0001", Role.ADMINISTRATOR),
    Person("nana", "Nana Asare", "AUD-0007", Role.AUDITOR),
)


def say(writer: Writer, command: Command, made_by: str = SYSTEM_USER) -> None:
    """One command of the bank's own hand, or of a person's. Raises RuntimeError when it was not executed."""
    header = msgspec.structs.replace(system_header(new_id(), stamp(system_clock())), made_by=made_by)
    answer = writer.execute_sync(header, command)
    if not isinstance(answer, Executed):
        raise RuntimeError(f"{type(command).__name__}: {answer}")


def fill(writer: Writer, devices: Mapping[str, tuple[str, DeviceKey]], today: date, drawers: int = 4) -> None:
    """Branch, people, devices (name to id and key), drawers, vault. Passwords are all PASSWORD."""
    say(writer, AddBranch(branch=BRANCH, code="040", name="Makola branch"))
    say(writer, OpenBranchDay(branch=BRANCH, business_date=today.isoformat()))
    encoded = Passwords(cheap=True).hash(PASSWORD)
    for person in STAFF:
        say(writer, AddUser(user=person.id, username=person.username, full_name=person.full_name, staff_number=person.staff_number,
                            roles=(person.role,), branch=BRANCH, phone=person.phone))  # fmt: skip
        own_phone(writer, person.id)
        writer.write_sync(lambda conn, user=person.id: store_password(conn, user, encoded, system_clock()))  # type: ignore[misc]
    for name, (device, key) in devices.items():
        say(writer, AddDevice(device=device, name=name, branch=BRANCH, key=key))
    for number in range(1, drawers + 1):
        say(writer, AddDrawer(drawer=derived_id("demo", "drawer", number), number=f"{number:02d}", branch=BRANCH, currency="GHS",
                              standing_float=FLOAT, soft_max=50_000_00, hard_max=80_000_00, insured=60_000_00,
                              minimum=1_000_00))  # fmt: skip
    say(writer, FundVault(branch=BRANCH, currency="GHS", pieces=VAULT))


def put_on_file(writer: Writer) -> None:
    """Photos and signatures: stored as the file door would, named by the command as a person at the counter would."""
    for number, photo, signature in people.pictures():
        for kind, content, media in (
            (ImageKind.PHOTO, photo, "image/jpeg"),
            (ImageKind.SIGNATURE, signature, "image/png"),
        ):
            if content:
                file = writer.write_sync(partial(store_file, content=content, media_type=media))
                say(writer, SetCustomerImage(customer=customer_id(BRANCH, number), image=kind, file=file), STAFF[2].id)


def put_mandates(writer: Writer) -> None:
    """Who signs for the first accounts: alone, any one, any two of three, and any one up to an amount."""
    held = list(people.pictures())
    signed: dict[str, Signatory] = {}
    for number, _, signature in held:
        file = writer.write_sync(partial(store_file, content=signature, media_type="image/png"))
        name = writer.write_sync(partial(_name_of, number=number))
        signed[number] = Signatory(name=name, signature=file, customer=customer_id(BRANCH, number))
    bands = (
        (Band(signing=Signing.ANY_ONE, upto=20_000_00), Band(signing=Signing.ALL)),
        (Band(signing=Signing.ANY_ONE),),
        (Band(signing=Signing.ANY_TWO),),
        (Band(signing=Signing.ALL),),
    )
    numbers = list(signed)
    for place, number in enumerate(numbers[:8]):
        joint = msgspec.structs.replace(signed[numbers[place + 8]], role=SignatoryRole.JOINT)
        agent = msgspec.structs.replace(signed[numbers[place + 7]], role=SignatoryRole.AGENT)
        several = (signed[number], joint, agent) if place % 4 == 2 else (signed[number], joint)
        for account in writer.write_sync(partial(_accounts_of, number=number)):
            say(writer, SetMandate(account=account, signatories=several, bands=bands[place % 4]))


def _name_of(conn: Connection, number: str) -> str:
    found = numbered(conn, number)
    return found.full_name if found else ""


def _accounts_of(conn: Connection, number: str) -> list[str]:
    mine = accounts.c.customer == customer_id(BRANCH, number)
    return list(conn.scalars(select(accounts.c.id).where(mine)))


def make(
    settings: Settings,
    prepare: Callable[[Settings], None],
    devices: Mapping[str, tuple[str, DeviceKey]],
    folder: Path,
    today: date,
    customers: int = people.CUSTOMERS,
    pictured: bool = False,
) -> None:
    """A whole demonstration bank in a fresh database. ``prepare`` migrates it; ``pictured`` paints the customers too, and lends to three."""
    prepare(settings)
    people.write(folder, today, customers)
    with build.bank(settings) as bank:
        fill(bank.writer, devices, today)
        report = runner.run(folder, BRANCH, bank.engine, bank.writer, lambda file, done, total: None)
        if report.faults:
            raise RuntimeError(str(report.faults[:3]))
        stopped = FlagCustomer(customer=customer_id(BRANCH, "000013"), flags=(Flag.STOP,), memo="Card reported stolen")
        say(bank.writer, stopped, STAFF[2].id)
        if pictured:
            put_loans(bank.writer, BRANCH, today, STAFF[0].id, STAFF[2].id)
            put_on_file(bank.writer)
            put_mandates(bank.writer)
