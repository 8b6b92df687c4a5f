"""``users`` and ``devices``: who can sign in, and from which workstations."""

import sys
from typing import Annotated

import typer

from contract.ids import new_id
from contract.permissions import Role
from contract.staff import AddDevice, AddUser, ChangeUser, DisableUser, ReadmitDevice, RevokeDevice
from server import build
from server.command_line.hand import BranchCode, Config, Plain, Url, branch_named, do, fail, opened
from server.command_line.hand import settings_of as of
from server.core.clock import system_clock
from server.staff.passwords import LENGTH_MIN, Passwords, one_time, weakness
from server.staff.queries import user_named
from server.staff.sign_in import store_password
from server.staff.tables import DEVICES, UserRow

Roles = Annotated[list[Role], typer.Option("--role", help="may be given more than once")]
Reason = Annotated[str, typer.Option(help="why, for the journal")]
FromInput = Annotated[bool, typer.Option("--password-stdin", help="read the password from standard input")]

users = typer.Typer(no_args_is_help=True, cls=Plain, help="People who can sign in.")
devices = typer.Typer(no_args_is_help=True, cls=Plain, help="Workstations whose keys are known.")


@users.command("add")
def add_user(
    username: str,
    name: Annotated[str, typer.Option(help="full name")],
    role: Roles,
    branch: BranchCode,
    staff_number: Annotated[str, typer.Option()],
    password_stdin: FromInput = False,
    url: Url = None,
    config: Config = None,
) -> None:
    """Add a person with a password; without one given, a password nobody chose is printed once."""
    settings = of(config, url=url)
    password = _password(password_stdin, [username, name, settings.bank_name])
    with opened(settings) as bank:
        user = new_id()
        do(bank, AddUser, user=user, username=username.lower(), full_name=name, staff_number=staff_number,
           roles=tuple(role), branch=branch_named(bank, branch))  # fmt: skip
        _store(bank, user, password)
    _tell_password(username, password, password_stdin)


@users.command("password")
def set_password(username: str, password_stdin: FromInput = False, url: Url = None, config: Config = None) -> None:
    """Give a person another password."""
    settings = of(config, url=url)
    with opened(settings) as bank:
        row = _user(bank, username)
        password = _password(password_stdin, [row.username, row.full_name, settings.bank_name])
        _store(bank, row.id, password)
    _tell_password(username, password, password_stdin)


@users.command("change")
def change_user(username: str, role: Roles, branch: BranchCode, url: Url = None, config: Config = None) -> None:
    """Other roles, another branch: both are what they shall be from now on."""
    with opened(of(config, url=url)) as bank:
        do(bank, ChangeUser, user=_user(bank, username).id, roles=tuple(role), branch=branch_named(bank, branch))
    print(f"{username} is {', '.join(role)} at {branch}")


@users.command("disable")
def disable_user(username: str, reason: Reason, url: Url = None, config: Config = None) -> None:
    """Nobody signs in as this person any more."""
    with opened(of(config, url=url)) as bank:
        do(bank, DisableUser, user=_user(bank, username).id, reason=reason)
    print(f"{username} is disabled")


@devices.command("add")
def add_device(
    name: str,
    branch: BranchCode,
    key: Annotated[str, typer.Option(help="X.Y, as the workstation shows it")],
    device: Annotated[str | None, typer.Option(help="the workstation's id, as it shows it")] = None,
    url: Url = None,
    config: Config = None,
) -> None:
    """Admit a workstation by its public key."""
    x, _, y = key.partition(".")
    chosen = device or new_id()
    with opened(of(config, url=url)) as bank:
        do(bank, AddDevice, device=chosen, name=name, branch=branch_named(bank, branch), key={"x": x, "y": y})
    print(chosen)


@devices.command("revoke")
def revoke_device(name: str, reason: Reason, url: Url = None, config: Config = None) -> None:
    """Its key counts no more."""
    with opened(of(config, url=url)) as bank:
        do(bank, RevokeDevice, device=_device(bank, name), reason=reason)
    print(f"{name} is revoked")


@devices.command("readmit")
def readmit_device(name: str, reason: Reason, url: Url = None, config: Config = None) -> None:
    """Let a workstation whose record forked go on, once it is known why."""
    with opened(of(config, url=url)) as bank:
        do(bank, ReadmitDevice, device=_device(bank, name), reason=reason)
    print(f"{name} goes on; what it sends next begins its record anew")


def _device(bank: build.Bank, name: str) -> str:
    rows = bank.writer.resident.rows(DEVICES).values()
    found = [row.id for row in rows if row.name == name and row.active]
    active = ", ".join(row.name for row in rows if row.active) or "none"
    return found[0] if found else fail(f"no active device {name}; there are: {active}")


def _user(bank: build.Bank, username: str) -> UserRow:
    return user_named(bank.writer.resident, username) or fail(f"no user {username}")


def _password(from_stdin: bool, hints: list[str]) -> str:
    password = sys.stdin.readline().rstrip("\r\n") if from_stdin else one_time()
    why = weakness(password, hints)
    return fail(f"the password will not do: {why} (at least {LENGTH_MIN} signs, nothing common)") if why else password


def _store(bank: build.Bank, user: str, password: str) -> None:
    passwords = Passwords()
    encoded = passwords.hash(password)
    passwords.close()
    bank.writer.write_sync(lambda conn: store_password(conn, user, encoded, system_clock()))


def _tell_password(username: str, password: str, known: bool) -> None:
    print(f"{username} can sign in" if known else f"{username} can sign in with  {password}  (shown once)")
