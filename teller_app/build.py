"""The composition root: settings in, a window over a running engine out. Everything is made here and passed down."""

from __future__ import annotations

import importlib
import platform
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from contract.base import Command
from contract.drawers import SessionFact
from contract.staff import Me
from teller_app.glass.pace import draw_text_us, is_slow
from teller_app.glass.type import load_fonts
from teller_app.i18n.text import Texts
from teller_app.resources import resource_path
from teller_app.settings import Settings, SlipPaper, Solid, Theme
from teller_app.shell.bridge import Bridge
from teller_app.shell.first_look import DENSITIES, make_language, make_look, shown_elsewhere
from teller_app.shell.house import House, Plan, Workplace
from teller_app.shell.memory import Memory
from teller_app.shell.stalls import StallWatch
from teller_app.shell.system_look import SystemLook
from teller_app.shell.window import TellerWindow
from teller_app.shell.window_place import WindowPlace
from teller_app.sign_in.acts import DoorActs
from teller_app.sign_in.model import SignInModel
from teller_app.sign_in.state import SignInState, Workstation
from teller_app.sign_in.view import SignInView

if TYPE_CHECKING:
    from teller_app.printing.press import Press
    from teller_app.printing.print_queue import PrintQueue
    from teller_app.shell.port import QtPort
    from teller_app.shell.side_windows import SideWindows
    from teller_app.sync.boxes import SealedBox
    from teller_app.sync.engine import Engine
    from teller_app.sync.events import EngineEvent
    from teller_app.sync.keyring_store import SecretStore
    from teller_app.sync.setup import Setup

VERSION = "0.1"


def now() -> datetime:
    """The workstation's clock, aware."""
    return datetime.now().astimezone()


PACE_AFTER_MS, PACE_TURNS = 3000, 3
"""The first start is over by then; a few milliseconds, and the best of the turns counts."""


def qt_application(argv: list[str]) -> QApplication:
    """The one QApplication: Fusion below our own painting, true scale factors, our fonts before the first widget."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication(argv)
    app.setStyle("Fusion")
    app.setApplicationName("coastal-teller")
    app.setApplicationVersion(VERSION)
    load_fonts()
    return app


class App(QObject):
    """The running app. ``show`` opens the window at once; engine, then rooms and press are loaded aside, because nobody
    needs them before a name is typed.

    ``secrets`` finds the keyring (tests hand in one of their own). ``furnished``: rooms and press are loaded.
    """

    _loaded = Signal(object)
    furnished = Signal()

    def __init__(
        self,
        settings: Settings,
        secrets: Callable[[], SecretStore | None] | None = None,
        clock: Callable[[], datetime] = now,
    ) -> None:
        super().__init__()
        self.settings, self.secrets, self.clock = settings, secrets, clock
        settings.profile.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.memory = Memory(settings.profile)
        self.look = make_look(settings, self.memory, QGuiApplication.styleHints())
        self.texts = Texts.load(make_language(settings, self.memory), strict=False)
        self.door = SignInModel(self._sign_in, self._first_state(), DoorActs(lambda: self.house.engine))
        self.window = TellerWindow(self.look, self.texts, clock, platform.node, DENSITIES[settings.density])
        self.place = WindowPlace(self.window, self.memory, "main")
        self._placed = self.place.restore()
        self.window.prepare()
        self.door_view = self._make_door()
        plan = Plan(make=self._make, session=self._session, stand_in=_stand_in, act=self._said,
                    second=self._said_beside)  # fmt: skip
        self.house = House(self.window, self.door, self.door_view, self.texts, self.memory, plan)
        self.bridge = Bridge(self._heard)
        self.system = SystemLook(self.look, QGuiApplication.styleHints(), self.memory,
                                 settings.theme is not Theme.SYSTEM, settings.reduced_motion, settings.solid.value,
                                 shown_elsewhere())  # fmt: skip
        # After the house, which remembers the choice that is applied here.
        self.window.theme_chosen.connect(lambda _theme: self.system.apply())
        self.look.follow(self._remember_size)
        self.engine: Engine | None = None
        self.stalls: StallWatch | None = None
        self._loading = ThreadPoolExecutor(1, thread_name_prefix="coastal-load")
        self._maker: Future[Callable[[QtPort], Workplace]] | None = None
        self._knocking: tuple[str, str] | None = None
        self.furnished.connect(self._let_in)
        self._loaded.connect(self._start)

    def _make_door(self) -> SignInView:
        view = SignInView(self.look, self.texts, self.door, self.clock, VERSION)
        view.language_chosen.connect(self._speak)
        return view

    def _speak(self, language: str) -> None:
        """Another language from now on. Nobody is signed in yet: the door is made anew, the rooms are not there."""
        self.memory.keep(language=language)
        self.texts.speak(language)
        before, self.door_view = self.door_view, self._make_door()
        chosen_by_key = before.panel.languages.hasFocus()
        self.house.change_door(self.door_view)
        if chosen_by_key:
            self.door_view.panel.languages.setFocus(Qt.FocusReason.TabFocusReason)
        before.deleteLater()

    def _first_state(self) -> SignInState:
        known = self.memory.now
        station = Workstation(name=platform.node(), registered=known.registered, system=platform.system())
        return SignInState(workstation=station, username=known.username, bank=known.bank, branch=known.branch)

    def show(self, fill: bool = False) -> None:
        """Open the window, then load the rest aside. ``fill``: over the whole screen, where nobody has given it a place yet."""
        (self.window.showMaximized if fill and not self._placed else self.window.show)()
        if self.settings.stall_ms:
            self.stalls = StallWatch(self.settings.stall_ms)
        if self.settings.solid is Solid.AUTO:
            QTimer.singleShot(PACE_AFTER_MS, self.window, self._measure_pace)
        self._loading.submit(load_engine, self).add_done_callback(self._loaded.emit)

    def close(self) -> None:
        """End the engine and everything that has a thread. Blocks: for the end of the program only."""
        self._loading.shutdown(wait=True)
        if self.stalls is not None:
            self.stalls.close()
        self.house.close()
        if self.engine is not None:
            self.engine.stop()
            self.engine = None
        self.bridge.close()

    def _remember_size(self) -> None:
        """A size that a person chose stays theirs, whatever the settings say later."""
        if self.look.text_scale != (self.memory.now.text_scale or self.settings.text_scale.value):
            self.memory.keep(text_scale=self.look.text_scale)

    def _measure_pace(self) -> None:
        self.system.found_pace(is_slow(draw_text_us(self.look, PACE_TURNS, best=True)))

    @Slot(object)
    def _start(self, work: Future[Engine]) -> None:
        # A part that cannot be loaded raises here, on the Qt thread, where a person is told.
        self.engine = work.result()
        self.house.connect_engine(self.engine)
        self.engine.start()

    def _heard(self, event: EngineEvent) -> None:
        """From the engine. Rooms are loaded once it stands: before, they would take the time in which it opens."""
        self.house.handle(event)
        if self._maker is None:
            self._maker = self._loading.submit(load_workplaces, self)
            self._maker.add_done_callback(lambda work: self.furnished.emit())

    def _sign_in(self, username: str, password: str) -> None:
        if self._maker is not None and self._maker.done():
            self.house.sign_in(username, password)
        else:
            self._knocking = (username, password)

    @Slot()
    def _let_in(self) -> None:
        """The rooms are loaded: whoever typed faster than that goes in now."""
        knocking, self._knocking = self._knocking, None
        if knocking is not None:
            self.house.sign_in(*knocking)

    def _session(self, conn: Any, user: str) -> SessionFact | None:
        from teller_app.drawers.queries import session_or_slip

        port = self.house.port
        return session_or_slip(port.waiting if port else tuple)(conn, user)

    def _said(self, conn: Any, command: Command) -> str:
        from teller_app.shell.lookups import act_said

        return act_said(conn, command, self.texts)

    def _said_beside(self, conn: Any, command: Command) -> tuple[str, str]:
        from teller_app.shell.second_words import second_said

        return second_said(conn, command, self.texts)

    def _make(self, port: QtPort) -> Workplace:
        assert self._maker is not None
        if self.window.sides is None:
            self.window.sides = self._make_sides()
        # Done, because nobody is asked in before; a part that cannot be loaded raises here.
        return self._maker.result()(port)

    def _make_sides(self) -> SideWindows:
        from teller_app.shell.side_windows import SideWindows

        sides = SideWindows(self.look, self.texts, self.window, self.memory)
        sides.shown = self.window.watch
        return sides


def _stand_in(conn: Any, session: str) -> int:
    from teller_app.standin.queries import left_of

    return left_of(conn, session)


def load_engine(app: App) -> Engine:
    """Import and make the engine. On a thread of its own: nothing of Qt is made here."""
    from teller_app.sync.engine import Engine

    return Engine(load_setup(app.settings, app.secrets), app.bridge.post)


def load_workplaces(app: App) -> Callable[[QtPort], Workplace]:
    """Import rooms and press. On a thread of its own: what it returns makes the widgets, on the Qt thread."""
    # They would else be loaded where they are first needed, which is on the Qt thread: in the middle of a search, at the door.
    for heavy in ("phonenumbers", "num2words", "teller_app.shell.side_windows"):
        importlib.import_module(heavy)
    from teller_app.shell.shop import Shop
    from teller_app.shell.workplace import make_workplace

    box = app.engine.box("print-queue") if app.engine is not None else None  # waiting papers lie sealed
    press, queue, printers = load_press(app.settings, app.clock, box)
    shop = Shop(app.look, app.texts, app.window, app.clock, lambda: app.door.state.workstation.device,
                platform.node(), press, queue, *printers)  # fmt: skip
    return lambda port: make_workplace(shop, port)


def load_press(
    settings: Settings, clock: Callable[[], datetime], box: SealedBox | None = None
) -> tuple[Callable[[Me], Press], PrintQueue, tuple[str, ...]]:
    """The press by the person's bank, the durable queue, and the names of the printer and of the thermal one, if there is one."""
    from teller_app.printing.escpos_bytes import EscposEncoder
    from teller_app.printing.facts import Bank
    from teller_app.printing.fonts import PrintFonts
    from teller_app.printing.press import Press
    from teller_app.printing.print_queue import PrintQueue
    from teller_app.printing.printer import printers_of

    fonts = PrintFonts(resource_path("fonts", "print"))
    encoder = EscposEncoder(settings.profile / "escpos")
    printers = printers_of(settings.printer, settings.papers, settings.roll_printer)
    queue = PrintQueue(settings.profile / "print-queue", printers, clock, box)

    def press(me: Me) -> Press:
        line = f"{me.branch_name} ({me.branch_code})"
        # A6 and the roll have one short line: the branch, and the first part of how the bank is reached.
        short = " · ".join(part for part in (me.branch_name, me.contact_line.partition(" · ")[0]) if part)
        bank = Bank(me.bank_name, line, me.contact_line, short, me.bank_name.partition(" ")[0])
        return Press(bank, fonts, encoder, large=settings.slip_paper is SlipPaper.A4)

    return press, queue, tuple(printers)


def load_setup(settings: Settings, secrets: Callable[[], SecretStore | None] | None) -> Setup:
    """What the engine is built from: where the bank is, where the profile lies, what each room folds."""
    from teller_app.advances import folds as advances
    from teller_app.approvals import folds as approvals
    from teller_app.branches import folds as branches
    from teller_app.counter import folds as counter
    from teller_app.counts import folds as counts
    from teller_app.customers import folds as customers
    from teller_app.customers.queries import pictured
    from teller_app.drawers import folds as drawers
    from teller_app.drawers.queries import drawer_number, has_open_session
    from teller_app.journal import folds as journal
    from teller_app.loans import folds as loans
    from teller_app.notices import folds as notices
    from teller_app.products import folds as products
    from teller_app.staff import folds as staff
    from teller_app.standin import folds as standin
    from teller_app.sync.keyring_store import os_keyring
    from teller_app.sync.pinned import tls_context
    from teller_app.sync.replica import Folds
    from teller_app.sync.setup import Setup
    from teller_app.variances import folds as variances
    from teller_app.vault import folds as vault

    profile = settings.profile.resolve()
    rooms = (customers, counter, journal, drawers, vault, counts, variances, advances, loans, branches, approvals, standin,
             notices, products, staff)  # fmt: skip
    return Setup(
        server_url=settings.server_url,
        folder=profile,
        secrets=secrets or (lambda: os_keyring(profile.name)),
        # A module's table of folds is narrower than the protocol's; the replica hands each fold its own kind of fact.
        rooms=cast("tuple[Folds, ...]", rooms),
        may_unlock=has_open_session,
        drawer=drawer_number,
        pictured=pictured,
        mirrors=settings.outbox_mirror,
        tls=tls_context(settings.ca_file, settings.server_pin),
    )
