"""The command line: ``python -m server serve``, ``migrate``, ``verify``, ``import``, ``export``, ``users``, ``devices``, ``branches``."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, NoReturn

import msgspec
import typer
from sqlalchemy import Connection

from contract.base import Command
from contract.branches import AddBranch, CloseBranchDay, OpenBranchDay
from contract.feed import NotTaken, Refused
from contract.ids import new_id
from contract.permissions import Role
from contract.staff import AddDevice, AddUser, ChangeUser, DeviceKey, DisableUser, RevokeDevice
from server import build
from server.api import logs
from server.api.app import make_app
from server.api.permission_table import render
from server.api.serve import make_server
from server.api.wiring import make_parts
from server.approvals.desk import state_of
from server.core import chain
from server.core.actor import system_header
from server.core.branch_table import BRANCHES
from server.core.chain import Difference
from server.core.clock import stamp, system_clock
from server.db.engine import is_sqlite, open_engine
from server.drawers import verify as drawers_verify
from server.imports import runner
from server.ledger import verify as ledger_verify
from server.migrations.upgrade import is_current, upgrade
from server.settings import Settings, SettingsRefused, load
from server.staff.keys import KeysMissing, make_keys
from server.staff.passwords import LENGTH_MIN, Passwords, one_time, weakness
from server.staff.queries import user_named
from server.staff.sign_in import store_password
from server.staff.tables import DEVICES, UserRow

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
users = typer.Typer(no_args_is_help=True, help="People who can sign in.")
devices = typer.Typer(no_args_is_help=True, help="Workstations whose keys are known.")
branches = typer.Typer(no_args_is_help=True, help="Branches and their business day.")
export = typer.Typer(no_args_is_help=True, help="Writing out what the books hold.")
app.add_typer(users, name="users")
app.add_typer(devices, name="devices")
app.add_typer(branches, name="branches")
app.add_typer(export, name="export")

Url = Annotated[str | None, typer.Option("--url", help="sqlite:///file or postgresql://user@host/name")]
Config = Annotated[Path | None, typer.Option("--config", help="a TOML file of settings")]
BranchCode = Annotated[str, typer.Option("--branch", help="the branch's code")]
Roles = Annotated[list[Role], typer.Option("--role", help="may be given more than once")]


@app.command()
def serve(
    url: Url = None,
    config: Config = None,
    host: Annotated[str | None, typer.Option()] = None,
    port: Annotated[int | None, typer.Option()] = None,
    migrate_first: Annotated[bool, typer.Option("--migrate", help="bring the database up to date first")] = False,
) -> None:
    """Serve the bank until SIGTERM, which drains: what was taken is answered first."""
    settings = _settings(config, url=url, host=host, port=port)
    logs.configure(settings.log_level)
    if migrate_first:
        _migrate(settings)
    with _bank(settings) as bank:
        passwords = Passwords()
        parts = make_parts(
            settings, bank.engine, bank.keys, bank.writer, bank.hub, bank.registry, bank.sources, state_of, passwords
        )
        make_server(make_app(parts), settings, parts.running, bank.hub).run()
        passwords.close()


@app.command()
def migrate(url: Url = None, config: Config = None) -> None:
    """Create or update the schema, the bank's keys, and the first rows of roles, limits and products."""
    settings = _settings(config, url=url)
    _migrate(settings)
    print(f"{settings.url} is up to date; keys in {settings.key_folder}")


@app.command()
def verify(url: Url = None, config: Config = None) -> None:
    """Prove the books: chain, balances from legs, pieces of every drawer, trial balance. Ends with 1 at the first difference."""
    settings = _settings(config, url=url)
    engine = open_engine(settings.url)
    try:
        with engine.connect() as conn:
            if not is_sqlite(conn):
                # One snapshot for the whole walk; a SQLite transaction is one already.
                conn = conn.execution_options(isolation_level="REPEATABLE READ")
            difference = next(_checks(conn), None)
    finally:
        engine.dispose()
    if difference is not None:
        _fail(f"{difference.where}: expected {difference.expected}, found {difference.found}", 1)
    print("the books are whole")


@app.command("import")
def import_folder(
    folder: Annotated[Path, typer.Argument(help="customers.csv, accounts.csv, transactions.csv")],
    branch: BranchCode,
    url: Url = None,
    config: Config = None,
    report: Annotated[Path | None, typer.Option(help="where refused rows are listed")] = None,
) -> None:
    """Take over another system's books. Checked completely first; a killed import goes on where it stopped."""
    with _bank(_settings(config, url=url)) as bank:
        try:
            done = runner.run(folder, _branch(bank, branch), bank.engine, bank.writer, _progress)
        except runner.ImportStopped as error:
            _fail(f"stopped: {error}; run it again to go on", 1)
    print(file=sys.stderr)
    if done.faults:
        path = report or folder / "refused.csv"
        runner.write_faults(path, done.faults)
        _fail(f"nothing was imported: {len(done.faults)} rows refused, listed in {path}", 1)
    print(", ".join(f"{count} rows of {file}" for file, count in done.rows.items()))


@export.command("balances")
def export_balances(file: Path, url: Url = None, config: Config = None) -> None:
    """Every customer account's balance as CSV: account, currency, minor units."""
    engine = open_engine(_settings(config, url=url).url)
    try:
        with engine.connect() as conn:
            print(f"{runner.export_balances(conn, file)} accounts in {file}")
    finally:
        engine.dispose()


@app.command()
def permissions() -> None:
    """Print the table of who may do what (docs/permissions.md)."""
    registry, _ = build.make_registry(lambda *_: "")
    print(render(registry), end="")


@users.command("add")
def add_user(
    username: str,
    name: Annotated[str, typer.Option(help="full name")],
    role: Roles,
    branch: BranchCode,
    staff_number: Annotated[str, typer.Option()],
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="read the password from standard input")
    ] = False,
    url: Url = None,
    config: Config = None,
) -> None:
    """Add a person with a password; without one given, a password nobody chose is printed once."""
    settings = _settings(config, url=url)
    password = _password(password_stdin, [username, name, settings.bank_name])
    with _bank(settings) as bank:
        user = new_id()
        home = _branch(bank, branch)
        _do(bank, AddUser, user=user, username=username.lower(), full_name=name, staff_number=staff_number,
            roles=tuple(role), branch=home)  # fmt: skip
        _store(bank, user, password)
    _tell_password(username, password, password_stdin)


@users.command("password")
def set_password(
    username: str,
    password_stdin: Annotated[bool, typer.Option("--password-stdin")] = False,
    url: Url = None,
    config: Config = None,
) -> None:
    """Give a person another password."""
    settings = _settings(config, url=url)
    with _bank(settings) as bank:
        row = _user(bank, username)
        password = _password(password_stdin, [row.username, row.full_name, settings.bank_name])
        _store(bank, row.id, password)
    _tell_password(username, password, password_stdin)


@users.command("change")
def change_user(username: str, role: Roles, branch: BranchCode, url: Url = None, config: Config = None) -> None:
    """Other roles, another branch."""
    with _bank(_settings(config, url=url)) as bank:
        _do(bank, ChangeUser, user=_user(bank, username).id, roles=tuple(role), branch=_branch(bank, branch))


@users.command("disable")
def disable_user(username: str, reason: Annotated[str, typer.Option()], url: Url = None, config: Config = None) -> None:
    """Nobody signs in as this person any more."""
    with _bank(_settings(config, url=url)) as bank:
        _do(bank, DisableUser, user=_user(bank, username).id, reason=reason)


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
    with _bank(_settings(config, url=url)) as bank:
        _do(bank, AddDevice, device=chosen, name=name, branch=_branch(bank, branch), key=DeviceKey(x=x, y=y))
    print(chosen)


@devices.command("revoke")
def revoke_device(name: str, reason: Annotated[str, typer.Option()], url: Url = None, config: Config = None) -> None:
    """Its key counts no more."""
    with _bank(_settings(config, url=url)) as bank:
        rows = bank.writer.resident.rows(DEVICES).values()
        found = [row.id for row in rows if row.name == name and row.active]
        if not found:
            _fail(f"no active device {name}")
        _do(bank, RevokeDevice, device=found[0], reason=reason)


@branches.command("add")
def add_branch(code: str, name: str, url: Url = None, config: Config = None) -> None:
    """Found a branch."""
    with _bank(_settings(config, url=url)) as bank:
        _do(bank, AddBranch, branch=new_id(), code=code, name=name)


@branches.command("open-day")
def open_day(code: str, date: str, url: Url = None, config: Config = None) -> None:
    """Begin a business date (YYYY-MM-DD)."""
    with _bank(_settings(config, url=url)) as bank:
        _do(bank, OpenBranchDay, branch=_branch(bank, code), business_date=date)


@branches.command("close-day")
def close_day(code: str, date: str, url: Url = None, config: Config = None) -> None:
    """End a business date."""
    with _bank(_settings(config, url=url)) as bank:
        _do(bank, CloseBranchDay, branch=_branch(bank, code), business_date=date)


def _settings(config: Path | None, **given: Any) -> Settings:
    try:
        return load(config, **given)
    except SettingsRefused as error:
        _fail(f"settings: {error}")


def _migrate(settings: Settings) -> None:
    make_keys(settings.key_folder)
    engine = open_engine(settings.url)
    try:
        with engine.execution_options(coastal_write=True).begin() as conn:
            upgrade(conn)
            build.seed(conn)
    finally:
        engine.dispose()


@contextmanager
def _bank(settings: Settings) -> Iterator[build.Bank]:
    engine = open_engine(settings.url)
    try:
        current = is_current(engine)
    finally:
        engine.dispose()
    if not current:
        _fail(f"{settings.url} is not up to date: run  python -m server migrate --url {settings.url}")
    try:
        with build.bank(settings) as bank:
            yield bank
    except KeysMissing as error:
        _fail(f"keys: {error}; run  python -m server migrate")


def _branch(bank: build.Bank, code: str) -> str:
    rows = bank.writer.resident.rows(BRANCHES).values()
    found = [row.id for row in rows if row.code == code]
    return found[0] if found else _fail(f"no branch {code}; there are: {', '.join(row.code for row in rows) or 'none'}")


def _user(bank: build.Bank, username: str) -> UserRow:
    return user_named(bank.writer.resident, username) or _fail(f"no user {username}")


def _do(bank: build.Bank, kind: type[Command], **fields: Any) -> None:
    """Give the bank's own command, or say why it was not taken."""
    try:
        command = msgspec.convert(fields, kind)
    except msgspec.ValidationError as error:
        _fail(str(error))
    answer = bank.writer.execute_sync(system_header(new_id(), stamp(system_clock())), command)
    if isinstance(answer, Refused):
        _fail(f"{answer.problem.code}: {answer.problem.params}", 1)
    if isinstance(answer, NotTaken):
        _fail(f"{answer.code}: {answer.params}", 1)


def _password(from_stdin: bool, hints: list[str]) -> str:
    password = sys.stdin.readline().rstrip("\r\n") if from_stdin else one_time()
    why = weakness(password, hints)
    return _fail(f"the password will not do: {why} (at least {LENGTH_MIN} signs, nothing common)") if why else password


def _store(bank: build.Bank, user: str, password: str) -> None:
    passwords = Passwords()
    encoded = passwords.hash(password)
    passwords.close()
    bank.writer.write_sync(lambda conn: store_password(conn, user, encoded, system_clock()))


def _tell_password(username: str, password: str, known: bool) -> None:
    print(f"{username} can sign in" if known else f"{username} can sign in with  {password}  (shown once)")


def _checks(conn: Connection) -> Iterator[Difference]:
    yield from chain.check(conn, build.LOGS)
    yield from ledger_verify.check(conn)
    yield from drawers_verify.check(conn)


def _progress(file: str, rows: int, total: int) -> None:
    print(f"\r{file}: {rows:,} of {total:,}", end="", file=sys.stderr, flush=True)


def _fail(text: str, status: int = 2) -> NoReturn:
    print(text, file=sys.stderr)
    raise typer.Exit(status)


if __name__ == "__main__":
    app()
