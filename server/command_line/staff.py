"""``users`` and ``devices``: who can sign in, and from which workstations."""

import sys
from typing import Annotated

import typer

from contract.ids import new_id
from contract.permissions import Permission, Role
from contract.staff import (
    AddDevice,
    AddUser,
    ChangeRole,
    ChangeUser,
    DisableUser,
    EnableUser,
    EndSessions,
    ReadmitDevice,
    RenameDevice,
    RevokeDevice,
    SetLimit,
    UnlockUser,
)
from server import build
from server.command_line.hand import BranchCode, Config, Plain, Url, branch_named, do, fail, opened
from server.command_line.hand import settings_of as of
from server.core.clock import system_clock
from server.sms.embedded import shown
from server.staff.passwords import LENGTH_MIN, Passwords, one_time, weakness
from server.staff.queries import user_named
from server.staff.sign_in import store_password
from server.staff.tables import DEVICES, UserRow

Roles = Annotated[list[Role], typer.Option("--role", help="may be given more than once")]
Phone = Annotated[
    str, typer.Option(help="where codes go once its owner has confirmed it: a plus sign and 7 to 15 digits")
]
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
    phone: Phone = "",
    password_stdin: FromInput = False,
    url: Url = None,
    config: Config = None,
) -> None:
    """Add a person with a password; without one given, a one-time secret is printed that opens the first sign-in."""
    settings = of(config, url=url)
    password = _password(password_stdin, [username, name, settings.bank_name])
    with opened(settings) as bank:
        user = new_id()
        do(bank, AddUser, user=user, username=username.lower(), full_name=name, staff_number=staff_number,
           roles=tuple(role), branch=branch_named(bank, branch), phone=phone)  # fmt: skip
        _store(bank, user, password, not password_stdin)
    _tell_password(username, password, password_stdin)


@users.command("password")
def set_password(username: str, password_stdin: FromInput = False, url: Url = None, config: Config = None) -> None:
    """Give a person another password: a one-time secret is printed that opens one sign-in, or it is read from standard input."""
    settings = of(config, url=url)
    with opened(settings) as bank:
        row = _user(bank, username)
        password = _password(password_stdin, [row.username, row.full_name, settings.bank_name])
        _store(bank, row.id, password, not password_stdin)
    _tell_password(username, password, password_stdin)


@users.command("change")
def change_user(
    username: str,
    role: Roles,
    branch: BranchCode,
    name: Annotated[str, typer.Option(help="another full name")] = "",
    phone: Phone = "",
    url: Url = None,
    config: Config = None,
) -> None:
    """Other roles, another branch: both are what they shall be from now on. A name or phone only where given."""
    with opened(of(config, url=url)) as bank:
        do(bank, ChangeUser, user=_user(bank, username).id, roles=tuple(role), branch=branch_named(bank, branch),
           full_name=name, phone=phone)  # fmt: skip
    print(f"{username} is {', '.join(role)} at {branch}")


@users.command("disable")
def disable_user(username: str, reason: Reason, url: Url = None, config: Config = None) -> None:
    """Nobody signs in as this person any more."""
    with opened(of(config, url=url)) as bank:
        do(bank, DisableUser, user=_user(bank, username).id, reason=reason)
    print(f"{username} is disabled")


@users.command("enable")
def enable_user(username: str, reason: Reason, url: Url = None, config: Config = None) -> None:
    """Somebody who was disabled works here again."""
    with opened(of(config, url=url)) as bank:
        do(bank, EnableUser, user=_user(bank, username).id, reason=reason)
    print(f"{username} is enabled")


@users.command("unlock")
def unlock_user(username: str, reason: Reason, url: Url = None, config: Config = None) -> None:
    """Failures at sign-in are forgotten."""
    with opened(of(config, url=url)) as bank:
        do(bank, UnlockUser, user=_user(bank, username).id, reason=reason)
    print(f"{username} is unlocked")


@users.command("sign-out")
def sign_out_user(username: str, reason: Reason = "", url: Url = None, config: Config = None) -> None:
    """Every session of the person is over."""
    with opened(of(config, url=url)) as bank:
        do(bank, EndSessions, user=_user(bank, username).id, reason=reason)
    print(f"{username} is signed out everywhere")


@users.command("role")
def change_role(
    role: Role,
    permission: Annotated[list[Permission], typer.Option("--permission", help="may be given more than once")],
    everywhere: Annotated[bool, typer.Option(help="lift the branch bound")] = False,
    url: Url = None,
    config: Config = None,
) -> None:
    """What a role may do: exactly these rights from now on."""
    with opened(of(config, url=url)) as bank:
        do(bank, ChangeRole, role=role, permissions=tuple(permission), everywhere=everywhere)
    print(f"{role} may: {', '.join(permission)}")


@users.command("limit")
def set_limit(
    act: Annotated[str, typer.Argument(help="deposit, withdraw, transfer or approve_without_code")],
    currency: Annotated[str, typer.Argument(help="three capital letters")],
    per_transaction: Annotated[int, typer.Argument(help="minor units")],
    per_day: Annotated[int | None, typer.Option(help="minor units; not given: the day is not bound")] = None,
    role: Annotated[Role | None, typer.Option()] = None,
    user: Annotated[str | None, typer.Option(help="a user name")] = None,
    branch: Annotated[str | None, typer.Option(help="a branch's code")] = None,
    remove: Annotated[bool, typer.Option(help="take the bound away")] = False,
    url: Url = None,
    config: Config = None,
) -> None:
    """What a role, a person or a branch may do alone: exactly one of the three is named."""
    with opened(of(config, url=url)) as bank:
        do(bank, SetLimit, act=act, currency=currency, per_transaction=per_transaction, per_day=per_day, role=role,
           user=_user(bank, user).id if user else None, branch=branch_named(bank, branch) if branch else None,
           removed=remove)  # fmt: skip
    print("the bound is taken away" if remove else "the bound is set")


@devices.command("rename")
def rename_device(name: str, new_name: str, url: Url = None, config: Config = None) -> None:
    """Another name for a workstation."""
    with opened(of(config, url=url)) as bank:
        do(bank, RenameDevice, device=_device(bank, name), name=new_name)
    print(f"{name} is now {new_name}")


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


def sms_outbox(
    last: Annotated[int, typer.Option(help="how many, the newest last")] = 10, config: Config = None, url: Url = None
) -> None:
    """What the embedded carrier would have sent: the file that stands for every phone. With a real carrier there is nothing in it."""
    for line in shown(of(config, url=url).sms_file)[-last:]:
        print(f"{line.phone}  {line.text}")


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


def _store(bank: build.Bank, user: str, password: str, one_time: bool) -> None:
    passwords = Passwords()
    encoded = passwords.hash(password)
    passwords.close()
    bank.writer.write_sync(lambda conn: store_password(conn, user, encoded, system_clock(), one_time))


def _tell_password(username: str, password: str, known: bool) -> None:
    print(f"{username} can sign in" if known else f"{username} can sign in once with  {password}  (shown once)")
