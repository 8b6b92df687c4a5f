"""The bank's own hand: opening the bank from the command line, giving its commands, saying in words why one was not taken."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, NoReturn

import msgspec
import typer
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import ArgumentError, DatabaseError, InterfaceError, NoResultFound, OperationalError
from typer.core import TyperGroup

from contract.base import Command, Result
from contract.feed import Executed, NotTaken, Refused
from contract.ids import new_id
from server import build
from server.core.actor import system_header
from server.core.branch_table import BRANCHES
from server.core.clock import stamp, system_clock
from server.core.ring import Ring
from server.db.durable import NotDurable, demand_durable
from server.db.engine import is_sqlite, one_snapshot, open_engine, without_bounds
from server.db.serving import AlreadyServed
from server.imports.files import BadFile
from server.migrations.upgrade import SchemaTooNew, is_current
from server.settings import Settings, SettingsRefused, load
from server.staff.breached import Breached, BreachedUnusable
from server.staff.keys import KeysMissing, load_keys

Url = Annotated[str | None, typer.Option("--url", help="sqlite:///file or postgresql://user@host/name")]
Config = Annotated[Path | None, typer.Option("--config", help="a TOML file of settings")]
BranchCode = Annotated[str, typer.Option("--branch", help="the branch's code")]

BAD_INPUT = 2
SHOWN_MAX = 60
REFUSED = 1
FORMS: Mapping[str, str] = {
    "username": "3 to 40 small letters, digits, dots, dashes or underscores, with a letter or digit at both ends",
    "full_name": "1 to 120 signs",
    "staff_number": "1 to 40 letters, digits, dots, dashes or underscores",
    "code": "2 to 4 digits",
    "number": "1 to 40 letters, digits, dots, dashes or underscores (a drawer: 2 to 4 digits)",
    "name": "1 to 40 letters, digits, dots, dashes or underscores (a branch: 1 to 80 signs, a product: 1 to 40)",
    "roles": "1 to 6 roles",
    "key": "two coordinates of 43 signs with a dot between them, as the workstation shows it",
    "device": "the workstation's id, as it shows it",
    "reason": "1 to 400 signs",
    "phone": "a plus sign and 7 to 15 digits",
    "currency": "three capital letters",
    "card_number": "at most 24 signs",
    "digital_address": "at most 20 signs",
    "memo": "at most 400 signs",
    "product": "a product's code, as 10",
    "kind": "savings, current or susu",
    "tier": "0 to 9, nought for any",
    "rule": "1 to 40 letters, digits, dots, dashes or underscores",
    "bound": "nought or more",
}
"""What a field takes, for people: the contract says it in regular expressions."""


class Plain(TyperGroup):
    """Commands whose expected failures are one line and a status, never a traceback."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command. What nobody expects is a defect and keeps its traceback."""
        try:
            return super().invoke(ctx)
        except SettingsRefused as error:
            fail(f"settings: {error}")
        except KeysMissing as error:
            fail(f"keys: {error}; run  python -m server migrate")
        except AlreadyServed as error:
            fail(f"another process serves this database already ({error.path} is its mark)")
        except SchemaTooNew as error:
            fail(
                f"a newer program wrote this database (revision {error}): use that one, or restore a backup of this one's"
            )
        except NotDurable as error:
            fail(
                f"this PostgreSQL loses what it acknowledged when the power goes ({error}): set fsync = on and reload it"
            )
        except BadFile as error:
            fail(f"nothing was imported: {error}", REFUSED)
        except NoResultFound:
            fail(
                "the journal has no head any more, so this is no bank: restore a backup (python -m server restore)",
                REFUSED,
            )
        except OSError as error:
            fail(f"{error.filename or 'file'}: {error.strerror or error}")
        except (OperationalError, InterfaceError, DatabaseError) as error:
            if type(error) not in (OperationalError, InterfaceError, DatabaseError):
                raise
            fail(f"database: {_first_line(error.orig)}")


def fail(text: str, status: int = BAD_INPUT) -> NoReturn:
    """Say why and end: 2 for what was typed, 1 for what the bank refuses or finds."""
    print(text, file=sys.stderr)
    raise typer.Exit(status)


def settings_of(config: Path | None, **given: Any) -> Settings:
    """Settings of file, environment and options. Raises SettingsRefused."""
    return load(config, **given)


def engine_of(settings: Settings) -> Engine:
    """An engine for the settings' URL, or an end with words."""
    try:
        return open_engine(settings.url)
    except (ArgumentError, ValueError) as error:
        fail(f"{settings.shown_url}: {_first_line(error)}; known are sqlite:///file and postgresql://user@host/name")


def sealing_of(settings: Settings) -> Ring | None:
    """The bank's key, for the seals. Who proves a copy elsewhere does not have it, and is told what was not proved."""
    try:
        return load_keys(settings.key_folder).sealing
    except KeysMissing as error:
        print(f"the seals of closed days were not looked at: {error}", file=sys.stderr)
        return None


@contextmanager
def current(settings: Settings) -> Iterator[Engine]:
    """An engine to an up-to-date bank."""
    engine = engine_of(settings)
    try:
        _demand_current(settings, engine)
        yield engine
    finally:
        engine.dispose()


@contextmanager
def reading(settings: Settings) -> Iterator[Connection]:
    """A connection to an up-to-date bank that sees one snapshot, for looking only, however long it takes."""
    with current(settings) as engine, engine.connect() as conn:
        held = one_snapshot(conn)
        without_bounds(held)
        yield held


@contextmanager
def opened(settings: Settings) -> Iterator[build.Bank]:
    """The bank with its writer running, whoever else serves it: the journal's head puts all writers in one order."""
    with current(settings) as engine, engine.connect() as conn:
        demand_durable(conn)
    with build.bank(settings) as bank:
        yield bank


def _demand_current(settings: Settings, engine: Engine) -> None:
    # Looking at a SQLite file that is not there would make an empty one.
    file = engine.url.database if is_sqlite(engine) else None
    if (file and not Path(file).exists()) or not is_current(engine):
        fail(f"{settings.shown_url} is not up to date: run  python -m server migrate --url {settings.shown_url}")


def do(bank: build.Bank, kind: type[Command], **fields: Any) -> Result | None:
    """Give the bank's own command through the queue of all writes; its result. Ends with words where it is not taken."""
    try:
        command = msgspec.convert(fields, kind)
    except msgspec.ValidationError as error:
        fail(_explain(error, fields))
    answer = bank.writer.execute_sync(system_header(new_id(), stamp(system_clock())), command)
    if isinstance(answer, Executed):
        return answer.result
    if isinstance(answer, Refused):
        fail(_words(answer.problem.code.value, answer.problem.params), REFUSED)
    if isinstance(answer, NotTaken):
        fail(_words(answer.code.value, answer.params), REFUSED)
    fail("refused: it waits for a second person", REFUSED)


def branch_named(bank: build.Bank, code: str) -> str:
    """The id of a branch by its code."""
    rows = bank.writer.resident.rows(BRANCHES).values()
    found = [row.id for row in rows if row.code == code]
    return found[0] if found else fail(f"no branch {code}; there are: {_listed(row.code for row in rows)}")


def _listed(names: Iterator[str]) -> str:
    return ", ".join(sorted(names)) or "none"


def _words(code: str, params: Mapping[str, Any]) -> str:
    details = ", ".join(f"{name}: {value}" for name, value in params.items())
    return f"refused: {code.replace('_', ' ')}" + (f" ({details})" if details else "")


def _explain(error: msgspec.ValidationError, fields: Mapping[str, Any]) -> str:
    """Which of the given fields will not do, and what it takes."""
    name, _, within = str(error).rpartition("`$.")[2].rstrip("`").partition(".")
    name = name.partition("[")[0]
    if name not in fields:
        return str(error)
    if isinstance(fields[name], Mapping) and within in FORMS:
        fields, name = fields[name], within
    given = f" {fields[name][:SHOWN_MAX]!r}" if isinstance(fields[name], str) else ""
    return f"{name.replace('_', ' ')}{given} will not do: {FORMS.get(name, str(error))}"


def _first_line(error: object) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def breached_of(settings: Settings) -> Breached:
    """The bank's list of breached passwords. Ends the command where the file is none."""
    try:
        return Breached(settings.breached_passwords)
    except BreachedUnusable as error:
        fail(f"{error.path}: no list of SHA-1 in capitals and in order (breached_passwords)")
