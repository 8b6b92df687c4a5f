"""What no printer has taken yet: said once in the window, tried again by itself; what a crash cut off is asked about (PRODUCT 10)."""

import logging
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from teller_app.glass.button import GlassButton
from teller_app.glass.dialog import Dialog
from teller_app.glass.look import Look
from teller_app.glass.toast import ToastWords
from teller_app.i18n.text import Texts
from teller_app.printing.print_queue import JobState, PrintJob, PrintQueue
from teller_app.shell.window import TellerWindow

LOOK_MS = 1_000
RETRY_MS = 10_000
CAME_OUT, AGAIN, LATER = "came_out", "again", "later"
log = logging.getLogger(__name__)


class PrintNews(QObject):
    """Looks at the queue once a second. Nothing is said twice: a trouble when it begins or becomes another, and when it is over."""

    def __init__(
        self, look: Look, window: TellerWindow, texts: Texts, queue: PrintQueue, parent: QObject | None = None,
        retry_ms: int = RETRY_MS,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._look, self._window, self._texts, self._queue = look, window, texts, queue
        self._told, self._asked, self._trying = set[str](), set[str](), threading.Lock()
        self._eyes, self._hands = QTimer(self, interval=LOOK_MS), QTimer(self, interval=retry_ms)
        self._eyes.timeout.connect(self.look_at)
        self._hands.timeout.connect(self._retry)
        self._eyes.start()

    @Slot()
    def look_at(self) -> None:
        """What is in the way now."""
        jobs = self._queue.open_jobs()
        waits = [job for job in jobs if job.state is JobState.WAITING]
        found = {job.trouble.value: job for job in reversed(waits) if job.trouble}
        for code in [code for code in found if code not in self._told]:
            self._tell(code, found[code], sum(job.printer == found[code].printer for job in waits))
        sending = any(job.state is JobState.SENDING for job in jobs)
        if self._told and not waits and not sending:
            self._hands.stop()
            self._window.toast(ToastWords(self._texts("printing.out_again"), icon="printer"))
            self._told = set()
        elif found and not sending:
            # While one of them is sent again nobody knows how it ends: what was told stays told.
            self._told = set(found)
        cut_off = next((job for job in jobs if job.state is JobState.UNCERTAIN and job.key not in self._asked), None)
        if cut_off is not None:
            self._ask(cut_off)

    def _tell(self, code: str, job: PrintJob, waiting: int) -> None:
        log.warning("%d papers wait for %s: %s %s", waiting, job.printer, code, job.detail)
        said = self._texts.for_code(code)
        body = f"{said.what_to_do} {self._texts('printing.wait', n=waiting)}"
        self._window.toast(ToastWords(said.title, body, "neg", "printer"))
        if not self._hands.isActive():
            self._hands.start()

    @Slot()
    def _retry(self) -> None:
        """On a thread of its own: a printer that is off may take seconds to say nothing."""
        threading.Thread(target=self._try, name="coastal-printer", daemon=True).start()

    def _try(self) -> None:
        if not self._trying.acquire(blocking=False):
            return
        try:
            self._queue.run()
        except OSError as error:
            log.warning("the print queue's disk refused: %s", error)
        finally:
            self._trying.release()

    def _ask(self, job: PrintJob) -> None:
        self._asked.add(job.key)

        def answered(choice: str) -> None:
            if choice in (CAME_OUT, AGAIN):
                self._queue.answer(job.key, choice == CAME_OUT)
                self._retry()

        self._window.when_unlocked(
            lambda: self._window.open_dialog(CutOff(self._look, self._window, self._texts, job.title, answered))
        )


class CutOff(Dialog):
    """Whether a paper came out that was on its way when the app was cut off. Nobody else can know; Esc asks at the next sign-in."""

    def __init__(self, look: Look, window: QWidget, texts: Texts, title: str, then: Callable[[str], None]) -> None:
        body = texts("printing.cut_off_body", paper=title)
        super().__init__(look, window, texts("printing.cut_off"), body, "printer", "warn", wide=560)
        self.add_button(LATER, GlassButton(look, texts("printing.cut_off_later"), "ghost", key="Esc"))
        self.add_button(AGAIN, GlassButton(look, texts("printing.cut_off_again"), "secondary", "printer", "F8"), "F8")
        self.add_button(CAME_OUT, GlassButton(look, texts("printing.cut_off_out"), "primary", key="F9"), "F9", True)
        self.chosen.connect(then)
