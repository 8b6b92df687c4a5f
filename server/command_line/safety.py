"""``backup``, ``restore`` and ``recovery``: a copy to count on, a bank brought back, and going on without somebody's report."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.exc import DBAPIError

from contract.recovery import WaiveReports
from server import build
from server.backup import making, restoring
from server.backup.files import BackupRefused
from server.command_line.hand import REFUSED, Config, Plain, Url, current, do, engine_of, fail, opened, sealing_of
from server.command_line.hand import settings_of as of
from server.core.chain import Difference
from server.core.clock import stamp, system_clock
from server.migrations.upgrade import upgrade
from server.recovery import queries, rules
from server.recovery.tables import REPORTS
from server.settings import Settings
from server.staff.tables import DEVICES

DIFFERENCES_SHOWN = 20

recovery = typer.Typer(no_args_is_help=True, cls=Plain, help="After a restore: whose report is missing.")


def backup(file: Path, url: Url = None, config: Config = None) -> None:
    """Copy the bank into one FILE while it works, prove the copy, and let the workstations forget what it holds."""
    settings = of(config, url=url)
    with current(settings) as engine:
        with _in_words(file):
            made, differences = making.make(engine, file, stamp(system_clock()), _proof(settings))
        _name(differences)
        if differences:
            fail("the backup is not whole and does not count", REFUSED)
    print(f"{file}: the books up to {made.seq}, proved")


def _proof(settings: Settings) -> making.Verify:
    """With the bank's key also that each closed day is the one it sealed: a past that was made up, or another bank's, has no such seal."""
    key = sealing_of(settings)
    return lambda conn: build.verify(conn, key)


@contextmanager
def _in_words(place: object) -> Iterator[None]:
    """A disk that is full, a folder that is not there, a database that is away: what to see to, instead of a traceback."""
    try:
        yield
    except BackupRefused as error:
        fail(str(error), REFUSED)
    except (OSError, sqlite3.Error, DBAPIError) as error:
        why = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        fail(
            f"{place}: {why}; nothing counts. See that the place is there, may be written and has room, and try again",
            REFUSED,
        )


def restore(file: Path, url: Url = None, config: Config = None) -> None:
    """Make a bank of a backup, in a place where none is. Workstations send again what it lacks before anything new is taken."""
    settings = of(config, url=url)
    engine = engine_of(settings)
    try:
        with _in_words(settings.shown_url):
            made = restoring.restore(file, engine, stamp(system_clock()), _proof(settings), upgrade, queries.begin)
    except restoring.BooksNotWhole as error:
        _name(error.differences)
        fail("nothing was restored", REFUSED)
    finally:
        engine.dispose()
    print(f"{settings.shown_url} holds the books of {made.made_at} up to {made.seq}, proved")
    if not settings.key_folder.is_dir():
        print(f"the bank's keys are missing: put them back into {settings.key_folder}", file=sys.stderr)


@recovery.command("show")
def show(url: Url = None, config: Config = None) -> None:
    """Whether the bank waits, and for which workstations."""
    with opened(of(config, url=url)) as bank:
        waiting = _waiting(bank)
    print("the bank is open" if waiting is None else f"waiting for: {', '.join(waiting.values()) or 'nobody'}")


@recovery.command("waive")
def waive(
    reason: Annotated[str, typer.Option(help="why the bank goes on without them")],
    station: Annotated[
        list[str] | None, typer.Option(help="a workstation's name; none for all that are missing")
    ] = None,
    url: Url = None,
    config: Config = None,
) -> None:
    """Go on without some workstations' reports. What they hold is taken when they come."""
    with opened(of(config, url=url)) as bank:
        row, waiting = queries.going_on(bank.writer.resident), _waiting(bank)
        if row is None or waiting is None:
            fail("the bank is open: nobody's report is missing", REFUSED)
        devices = [device for device, name in waiting.items() if not station or name in station]
        if station and len(devices) != len(set(station)):
            fail(f"not waited for; there are: {', '.join(sorted(waiting.values())) or 'nobody'}")
        do(bank, WaiveReports, epoch=row.epoch, reason=reason, devices=tuple(devices) if station else ())
        print(f"waived: {', '.join(sorted(waiting[device] for device in devices)) or 'nobody is waited for'}")


def _waiting(bank: build.Bank) -> dict[str, str] | None:
    """Device id to name of those whose report is missing; None where the bank is open."""
    resident = bank.writer.resident
    row = queries.going_on(resident)
    if row is None:
        return None
    names = {device.id: device.name for device in resident.rows(DEVICES).values() if device.active}
    return {key: names[key] for key in rules.missing(row.epoch, names, resident.rows(REPORTS).values())}


def _name(differences: list[Difference]) -> None:
    for difference in differences[:DIFFERENCES_SHOWN]:
        print(f"{difference.where}: expected {difference.expected}, found {difference.found}", file=sys.stderr)
