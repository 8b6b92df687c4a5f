"""What the day left behind: papers beside the screens, the books verified, a summary with timings."""

import shutil
from pathlib import Path

from server import build
from server.db.engine import open_engine
from tests.demo.day import Day


def finish(day: Day, out: Path, seconds: float) -> int:
    """Collect, verify, write summary.txt. Returns the exit status: zero only when the books are whole."""
    papers = sorted(day.app.settings.papers.glob("*.pdf"))
    (out / "papers").mkdir(exist_ok=True)
    for paper in papers:
        shutil.copy(paper, out / "papers")
    engine = open_engine(day.stage.url)
    with engine.connect() as conn:
        differences = [f"{item.where}: expected {item.expected}, found {item.found}" for item in build.verify(conn)]
    engine.dispose()
    lines = [f"{took:7.2f} s  {words}" for words, took in day.took]
    lines += [
        "",
        f"{day.hand.keys} keys pressed, {len(day.states())} postings, {len(papers)} papers printed",
        "verify: " + ("; ".join(differences) if differences else "the books are whole"),
        f"{seconds:.0f} s in all, making the bank included",
    ]
    text = "\n".join(lines) + "\n"
    (out / "summary.txt").write_text(text, encoding="utf-8")
    print("\n" + "\n".join(lines[-4:]) + f"\nscreens, papers and summary are in {out}/")
    return 1 if differences else 0
