"""``verify``, ``import``, ``export``: proving, taking over and writing out what the books hold."""

import sys
import time
from itertools import chain as chain_of
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from server import build
from server.api.sealed_lines import check_export
from server.command_line.hand import (
    REFUSED,
    BranchCode,
    Config,
    Plain,
    Url,
    branch_named,
    fail,
    opened,
    reading,
    sealing_of,
)
from server.command_line.hand import settings_of as of
from server.core.chain import erased
from server.core.journal import read_head
from server.customers.queries import numbers_taken
from server.db.serving import is_served
from server.imports import runner
from server.imports.pace import Pace
from server.recovery import anchor
from server.staff.keys import load_keys

DIFFERENCES_SHOWN = 20
FAULTS_SHOWN = 10

export = typer.Typer(no_args_is_help=True, cls=Plain, help="Writing out what the books hold.")


def verify(
    exported: Annotated[
        Path | None, typer.Option("--export", help="an audit export to check with the bank's key")
    ] = None,
    url: Url = None,
    config: Config = None,
    signatures: Annotated[
        bool, typer.Option(help="verify what each workstation signed, too (about 0.1 ms each)")
    ] = True,
    tail: Annotated[int, typer.Option(min=0, help="only the journal's last entries; 0 for all and all totals")] = 0,
) -> None:
    """Prove the books: chains, seals of closed days, balances from legs, pieces of every drawer, trial balance. A difference ends with 1 and is named."""
    settings, begun = of(config, url=url), time.monotonic()
    if exported is not None:
        faults = list(islice(check_export(exported.read_bytes(), load_keys(settings.key_folder).sealing), FAULTS_SHOWN))
        fail(f"{exported}: {'; '.join(faults)}", REFUSED) if faults else print(f"{exported} is whole")
        return
    with reading(settings) as conn:
        key = sealing_of(settings)
        proof = build.verify_tail(conn, tail) if tail else build.verify(conn, key, signatures)
        found = list(islice(chain_of(anchor.check(conn, build.anchor_of(settings)), proof), DIFFERENCES_SHOWN))
        entries, gone = read_head(conn).seq, erased(conn)
    if not found:
        of_them = f", {gone:,} of them erased" if gone else ""
        print(
            f"the books are whole: {min(entries, tail or entries):,} entries{of_them}, {time.monotonic() - begun:.1f} s"
        )
        return
    for difference in found:
        print(f"{difference.where}: expected {difference.expected}, found {difference.found}", file=sys.stderr)
    fail("the books are not whole" + ("; there may be more" if len(found) == DIFFERENCES_SHOWN else ""), REFUSED)


def import_folder(
    folder: Annotated[
        Path, typer.Argument(help="holds customers.csv, accounts.csv, transactions.csv, perhaps mandates.csv")
    ],
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
