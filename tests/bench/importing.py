"""How fast a real bank's year comes in: the Czech bank's 1993, read, checked, chained and booked into SQLite."""

import time
from pathlib import Path
from typing import Any

from contract.branches import AddBranch
from server import build
from server.imports import runner
from server.settings import Settings
from tests import czech_bank
from tests.demo import bank as demo
from tests.support.code import ROOT
from tests.support.prepared import prepare

RECORDS = ROOT.parent / "shared" / "data" / "czech_bank"


def measure(folder: Path) -> dict[str, Any]:
    """Transactions a second over the whole run, customers and accounts included. ``skipped`` says why there is none."""
    if not RECORDS.is_dir():
        return {"skipped": "the published records of the Czech bank are not on this machine"}
    czech_bank.convert(RECORDS, folder / "records")
    settings = Settings(url=f"sqlite:///{folder}/import.db", key_dir=str(folder / "keys"))
    prepare(settings)
    with build.bank(settings) as bank:
        demo.say(bank.writer, AddBranch(branch=demo.BRANCH, code="040", name="Praha"))
        begun = time.perf_counter()
        report = runner.run(folder / "records", demo.BRANCH, bank.engine, bank.writer, lambda file, done, total: None)
        took = time.perf_counter() - begun
    if report.faults:
        raise RuntimeError(str(report.faults[:3]))
    rows = report.rows["transactions.csv"]
    return {
        "transactions": rows,
        "all_rows": sum(report.rows.values()),
        "seconds": round(took, 2),
        "per_second": round(rows / took),
    }
