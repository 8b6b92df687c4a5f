"""``verify``, ``import``, ``export``: proving, taking over and writing out what the books hold."""

import sys
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from server import build
from server.command_line.hand import REFUSED, BranchCode, Config, Plain, Url, branch_named, fail, opened, reading
from server.command_line.hand import settings_of as of
from server.customers.queries import numbers_taken
from server.db.serving import is_served
from server.imports import runner
from server.imports.pace import Pace
from server.staff.keys import load_keys

DIFFERENCES_SHOWN = 20
FAULTS_SHOWN = 10

export = typer.Typer(no_args_is_help=True, cls=Plain, help="Writing out what the books hold.")


def verify(url: Url = None, config: Config = None) -> None:
    """Prove the books: chains, seals of closed days, balances from legs, pieces of every drawer, trial balance. A difference ends with 1 and is named."""
    settings = of(config, url=url)
    with reading(settings) as conn:
        found = list(islice(build.verify(conn, load_keys(settings.key_folder).signing), DIFFERENCES_SHOWN))
    if not found:
        print("the books are whole")
        return
    for difference in found:
        print(f"{difference.where}: expected {difference.expected}, found {difference.found}", file=sys.stderr)
    fail("the books are not whole" + ("; there may be more" if len(found) == DIFFERENCES_SHOWN else ""), REFUSED)


def import_folder(
    folder: Annotated[Path, typer.Argument(help="holds customers.csv, accounts.csv, transactions.csv")],
    branch: BranchCode,
    url: Url = None,
    config: Config = None,
    report: Annotated[Path | None, typer.Option(help="where refused rows are listed")] = None,
) -> None:
    """Take over another system's books. Checked completely first; a killed import goes on where it stopped."""
    settings = of(config, url=url)
    with opened(settings) as bank:
        home = branch_named(bank, branch)
        try:
            pace = Pace(lambda: is_served(settings.url))
            done = runner.run(folder, home, bank.engine, bank.writer, _progress, numbers_taken, pace)
        except runner.ImportStopped as error:
            fail(f"\nstopped: {error}; run it again to go on", REFUSED)
    if done.faults:
        _refuse(done, report or folder / "refused.csv")
    if done.skipped_chunks:
        print(f"went on after {done.skipped_chunks} chunks that were booked before")
    print(", ".join(f"{count} rows of {file}" for file, count in done.rows.items()))


def _refuse(done: runner.Report, path: Path) -> None:
    runner.write_faults(path, done.faults)
    for fault in done.faults[:FAULTS_SHOWN]:
        print(f"{fault.file} line {fault.line}, {fault.field}: {fault.reason} {fault.value!r}", file=sys.stderr)
    fail(f"nothing was imported: {done.refused} rows refused, all of them listed in {path}", REFUSED)


def _progress(file: str, rows: int, total: int) -> None:
    print(f"\r{file}: {rows:,} of {total:,}", end="\n" if rows == total else "", file=sys.stderr, flush=True)


@export.command("balances")
def export_balances(file: Path, url: Url = None, config: Config = None) -> None:
    """Every customer account's balance as CSV: account, currency, minor units."""
    with reading(of(config, url=url)) as conn:
        print(f"{runner.export_balances(conn, file)} accounts in {file}")
