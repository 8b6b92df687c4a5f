"""The program around the window: the log, one window a profile, what happens when something goes wrong, the event loop."""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
from collections.abc import Mapping, Sequence
from logging.handlers import RotatingFileHandler
from types import TracebackType

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot

from teller_app.build import VERSION, App, now, qt_application
from teller_app.early import settle
from teller_app.settings import Settings, SettingsError, load
from teller_app.shell.crash_report import CRASH, CrashReport, trail_handler
from teller_app.shell.dialogs import message
from teller_app.shell.instance import Instance, bring_forward
from teller_app.shell.log_lines import OneLine
from teller_app.shell.memory import Memory
from teller_app.shell.report_sheet import offer

LOG_BYTES_MAX = 2_000_000
LOG_FILES = 5
BAD_USAGE = 2
ALREADY_RUNNING = 3
SETTLED_MS = 60_000
LAUNCHED = "GIO_LAUNCHED_DESKTOP_FILE"
"""Set by a Linux desktop for what it starts from an icon."""
log = logging.getLogger("teller_app")


def begin_log(settings: Settings) -> CrashReport:
    """The log, the trail and the crash log in the profile; what the last run left behind is gathered first."""
    folder = settings.profile / "log"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    known = Memory(settings.profile).now
    report = CrashReport(folder, VERSION, (known.username, known.bank, known.branch))
    report.gather()
    handler = RotatingFileHandler(
        folder / "teller.log", maxBytes=LOG_BYTES_MAX, backupCount=LOG_FILES, encoding="utf-8"
    )
    # A disk that is full has no room for the line; what could not be written is no reason to write more.
    logging.raiseExceptions = False
    handler.setFormatter(OneLine("%(asctime)s %(levelname)s %(threadName)s %(name)s %(message)s"))
    logging.basicConfig(level=settings.log_level.upper(), handlers=[handler, trail_handler(folder)], force=True)
    # httpx names each request at this level: noise, and addresses that nobody needs in a log.
    for chatty in ("httpx", "httpcore", "websockets"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    faulthandler.enable((folder / CRASH).open("a", encoding="utf-8"))
    return report


def demand_authority(settings: Settings) -> None:
    """The file without which no server could be believed. Raises SettingsError."""
    file = settings.ca_file
    if file is None:
        return
    if not file.is_file():
        raise SettingsError("bad_value", "ca_file", detail=f"{file}: no such file")
    import ssl  # Few workstations name a file.

    try:
        ssl.create_default_context(cafile=str(file))
    except OSError as error:
        raise SettingsError("bad_value", "ca_file", detail=f"{file}: no certificate in it") from error


def begin(settings: Settings) -> tuple[CrashReport, Instance]:
    """The log and the profile's lock. Raises SettingsError where the folder cannot be written: nothing could be kept there."""
    demand_authority(settings)
    try:
        return begin_log(settings), Instance(settings.profile)
    except OSError as error:
        raise SettingsError("unusable_folder", str(settings.profile), detail=str(error)) from error


def leave_no_core() -> None:
    """A core file would hold passwords, keys and customers as they stood in memory, wherever the system puts it."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


class FirstPaint(QObject):
    """Says in the log when the window stood there for the first time: what a start takes, measured from outside."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._window = app.window
        self._window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The event is only seen; the line is written once it has been dealt with."""
        if event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self, self._say)
        return False

    def _say(self) -> None:
        log.info("the window is painted")


class Mishaps(QObject):
    """An exception that nobody caught goes to the log with its traceback, and to the person in words."""

    happened = Signal()

    def __init__(self, app: App, report: CrashReport) -> None:
        super().__init__()
        self._app = app
        self._report = report
        self._shown = False
        self.happened.connect(self._say, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """From now on, on every thread."""
        sys.excepthook = self.take
        threading.excepthook = self._of_thread

    def take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log it; one dialog at a time."""
        if issubclass(kind, KeyboardInterrupt):
            self._app.window.close()
            return
        log.critical("uncaught", exc_info=(kind, error, trace))
        self._report.mark()
        self.happened.emit()

    def _of_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.take(args.exc_type, args.exc_value, args.exc_traceback)

    @Slot()
    def _say(self) -> None:
        if self._shown:
            return
        self._shown = True
        app = self._app
        dialog = message(
            app.look, app.window, app.texts, app.texts("shell.mishap.title"), app.texts("shell.mishap.body")
        )
        dialog.chosen.connect(self._closed)
        app.window.when_unlocked(lambda: app.window.open_dialog(dialog))

    def _closed(self) -> None:
        self._shown = False


def tell(why: str, environ: Mapping[str, str], aloud: bool = True) -> None:
    """Why there is no window: to the terminal, and in a box where there is none (an icon was clicked; on Windows never)."""
    if sys.stderr is not None:
        sys.stderr.write(f"{why}\n")
    if aloud and (sys.stderr is None or LAUNCHED in environ):
        show_box(why)


def show_box(why: str) -> None:
    """A plain box that waits until it was read. Texts are not loaded yet: like the log, it is for whoever set the workstation up."""
    from PySide6.QtWidgets import QMessageBox

    qt = qt_application(sys.argv[:1])
    QMessageBox(
        QMessageBox.Icon.Critical, qt.applicationName(), f"{why}\n\nAsk support to correct the settings."
    ).exec()


def main(argv: Sequence[str], environ: Mapping[str, str]) -> int:
    """Run until the window is closed. 2: a setting cannot be used; 3: the profile is in use."""
    leave_no_core()
    try:
        settings = load(argv, environ)
        report, instance = begin(settings)
    except SettingsError as error:
        tell(str(error), environ)
        return BAD_USAGE
    if not instance.first:
        raised = instance.ask_first()
        tell(
            f"{settings.profile} is in use by another window{', which was raised' if raised else ''}",
            environ,
            not raised,
        )
        return ALREADY_RUNNING
    qt = qt_application(sys.argv[:1])
    app = App(settings)
    instance.asked.connect(lambda: bring_forward(app.window))
    instance.listen()
    Mishaps(app, report).install()
    painted = FirstPaint(app)
    app.furnished.connect(settle)
    # Where the rooms cannot be loaded the collector works again all the same.
    QTimer.singleShot(SETTLED_MS, qt, settle)
    # A counter is worked all day long; a small screen would leave a window of the usual size hanging over its edges.
    app.show(fill=True)
    offer(app.window, app.texts, report, now)
    # Python hears a signal only between two of its own instructions, and an idle event loop has none.
    heartbeat = QTimer()
    heartbeat.start(500)
    heartbeat.timeout.connect(lambda: None)
    code = qt.exec()
    painted.deleteLater()
    app.close()
    instance.close()
    return code
