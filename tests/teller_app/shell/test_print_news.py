"""A printer in trouble is told once and tried again; what a crash cut off is asked about. Nothing is lost and nothing comes twice."""

from collections.abc import Callable
from pathlib import Path

import pytest

from teller_app.printing.errors import Trouble
from teller_app.printing.press import Press
from teller_app.printing.print_queue import JobState, PrintQueue
from teller_app.printing.printer import EscposFilePrinter, PdfFolderPrinter
from teller_app.shell.print_news import CutOff, PrintNews
from teller_app.shell.window import TellerWindow
from tests.teller_app.printing import samples
from tests.teller_app.room_window import TEXTS, look
from tests.teller_app.shell.rooms import window
from tests.teller_app.test_papers import press

__all__ = ["press"]


class Killed(PdfFolderPrinter):
    """The app dies while it sends."""

    def send(self, title: str, media: str, data: bytes) -> None:
        raise KeyboardInterrupt


@pytest.fixture
def shown(qtbot) -> TellerWindow:
    made = window(look())
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def queue_at(tmp_path: Path) -> PrintQueue:
    printers = {"pdf": PdfFolderPrinter(tmp_path / "out"), "thermal": EscposFilePrinter(tmp_path / "lp0")}
    return PrintQueue(tmp_path / "spool", printers, lambda: samples.at("13:52:20"))


def news_of(shown: TellerWindow, queue: PrintQueue) -> PrintNews:
    return PrintNews(
        shown.toasts.look if hasattr(shown.toasts, "look") else look(), shown, TEXTS, queue, shown, retry_ms=50
    )


def toasts(shown: TellerWindow) -> list[str]:
    return [toast.words.title for toast in shown.toasts.toasts]


def eventually(qtbot, news: PrintNews, found: Callable[[], bool]) -> None:
    def looked() -> bool:
        news.look_at()
        return found()

    qtbot.waitUntil(looked, timeout=60_000)


def test_a_missing_printer_is_told_once_and_its_papers_come_when_it_is_back(
    qtbot, shown: TellerWindow, press: Press, tmp_path: Path
) -> None:
    queue, papers = queue_at(tmp_path), [press.roll(samples.deposit()), press.roll(samples.own_deposit())]
    for paper in papers:
        queue.add(paper, "thermal")
    queue.run()
    news = news_of(shown, queue)
    news.look_at()
    news.look_at()
    said = TEXTS.for_code(Trouble.OFFLINE.value)
    assert toasts(shown) == [said.title]
    assert TEXTS("printing.wait", n=2) in shown.toasts.toasts[0].words.body
    (tmp_path / "lp0").touch()
    eventually(qtbot, news, lambda: not queue.open_jobs())
    news.look_at()
    assert (tmp_path / "lp0").read_bytes() == b"".join(paper.data for paper in papers), "each whole, once, in order"
    assert TEXTS("printing.out_again") in toasts(shown)
    assert all(job.state is JobState.PRINTED for job in queue.jobs())


@pytest.mark.parametrize(("choice", "comes"), [("came_out", 0), ("again", 1), ("later", 0)])
def test_what_a_crash_cut_off_is_asked_about(
    qtbot, shown: TellerWindow, press: Press, tmp_path: Path, choice: str, comes: int
) -> None:
    dying = PrintQueue(tmp_path / "spool", {"pdf": Killed(tmp_path / "out")}, lambda: samples.at("13:52:20"))
    dying.add(press.receipt(samples.deposit()), "pdf")
    with pytest.raises(KeyboardInterrupt):
        dying.run()
    queue = queue_at(tmp_path)
    news = news_of(shown, queue)
    news.look_at()
    news.look_at()
    (dialog,) = shown.findChildren(CutOff)
    assert "04-261120-0031" in dialog.text.text()
    dialog.chosen.emit(choice)
    if choice != "later":
        eventually(qtbot, news, lambda: not queue.open_jobs())
    assert len(list((tmp_path / "out").glob("*.pdf"))) == comes
    assert bool(queue.open_jobs()) is (choice == "later"), "who does not know is asked at the next sign-in"


@pytest.mark.parametrize("trouble", [each for each in Trouble if each is not Trouble.UNCERTAIN])
def test_every_trouble_has_words(trouble: Trouble) -> None:
    assert TEXTS.for_code(trouble.value).title != trouble.value
