"""The real app in a process of its own, worked by its keyboard: lines of JSON say which of a teller's moves to make.

It reads ``["deposit", "000003", "200", {"20000": 1}]`` and the like from its input and answers each with one line: what the move
returned, or what went wrong. It can be killed as a power cut would. ``window_forge.py`` starts it.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import shiboken6
from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication

from teller_app.build import App, qt_application
from teller_app.counter import held
from teller_app.counter.view import CounterView
from teller_app.drawers.view import DrawerView
from teller_app.notices.view import NoticeList
from teller_app.outbox.view import OutboxView
from teller_app.running import begin_log
from teller_app.settings import Settings, Theme
from teller_app.shell.pin_sheet import PinSheet
from teller_app.shell.print_news import PrintNews
from teller_app.sync.core import Core
from teller_app.sync.keyring_store import MemoryKeyring
from tests.demo import bank as demo
from tests.demo.stage import Stage
from tests.journeys.besiding import Besiding
from tests.journeys.floating import Floating
from tests.journeys.keyring_file import KeyringFile
from tests.journeys.lending import Lending
from tests.journeys.locking import Locking

SIZE = (1366, 768)


class Teller(Besiding, Floating, Lending, Locking):
    """A day's moves, one at a time, and what the window shows meanwhile."""

    def key(self) -> list[str]:
        """What the sign-in shows an administrator: device id and the two coordinates of its key."""
        device, key = self.stage.key_of(self.app)
        return [device, key.x, key.y]

    def sign_in_as(self, username: str, password: str = demo.PASSWORD, line: str = "online") -> str:
        """Type name and password; the problem shown, empty once the counter is there and the line is as it must be."""
        hand, door = self.hand, self.app.door
        hand.until("the sign-in", lambda: door.state.ready)
        name, secret = self.app.door_view.panel.username, self.app.door_view.panel.password
        if name.text() == username:
            # A window that has just come up is active a moment later; nobody types before that.
            hand.until("the password's field", lambda: hand.focus() is secret.edit)
        else:
            hand.until("the name's field", lambda: self._reach(name.edit))
            hand.clear()
            hand.type(username)
            hand.press("Tab")
        hand.clear()
        hand.type(password)
        hand.press("Return")
        hand.until("an answer", lambda: bool(door.state.problem) or bool(self.app.window.findChildren(CounterView)))
        if not self.app.window.findChildren(CounterView):
            return door.state.problem
        hand.until("the line", lambda: self.line() == line)
        return ""

    def _reach(self, field: Any) -> bool:
        if self.hand.focus() is field:
            return True
        self.hand.press("Tab")
        return self.hand.focus() is field

    def take_drawer(self, place: int = 1) -> str:
        """Count the float into the drawer at this place of the list; its session's id."""
        hand = self.hand
        hand.press("F8")
        view: DrawerView = self.room(DrawerView)
        hand.until("a drawer to take", lambda: bool(view._model.state.drawers))
        hand.press(*["Down"] * (place - 1), "Return")
        hand.until("the count", lambda: view._model.state.phase == "opening")
        self._count(demo.FLOAT)
        hand.press("F9")
        hand.until("the drawer open", lambda: view._model.state.phase == "opened")
        hand.press("F9", "F2")
        return self.session()

    def session(self) -> str:
        """The drawer session the counter works with, once it knows one."""
        model = self.counter._model
        self.hand.until("the counter's drawer", lambda: model.state.session is not None)
        assert model.state.session is not None
        return model.state.session.session

    def begin_deposit(self, number: str, amount: str, received: dict[str, int]) -> None:
        """Everything typed, nothing posted."""
        self._find(number)
        self.hand.press("F3")
        self.hand.type(amount)
        self._cash(received)

    def post(self, times: int = 1) -> None:
        """The posting key, as often as nervous fingers press it, without waiting for anything."""
        self.hand.press(*["F9"] * times)

    def line(self) -> str:
        """What the connection chip says."""
        return str(self.counter._model.state.line.state)

    def until_line(self, state: str) -> None:
        """Wait for the connection chip."""
        self.hand.until(f"line {state}", lambda: self.line() == state)

    def until_states(self, states: list[str]) -> None:
        """Wait until today's journal shows exactly these, newest first."""
        self.hand.until(f"states {states}", lambda: self.states() == states)

    def settled(self, count: int) -> bool:
        """True once this many postings are completed, False as soon as the counter shows a problem."""
        model = self.counter._model
        self.hand.until("an end", lambda: bool(model.state.problem) or self.states() == ["completed"] * count)
        return not model.state.problem

    def typed(self) -> list[str]:
        """What stands in the form: amount typed and the code of the problem shown."""
        state = self.counter._model.state
        return [str(state.form.amount), state.problem]

    def press(self, *keys: str) -> None:
        """Any keys."""
        self.hand.press(*keys)

    def _inside(self) -> Core:
        """The engine's inside."""
        engine = self.app.engine
        assert engine is not None and engine._core is not None
        return engine._core

    def thumbprint(self) -> str:
        """The device key's thumbprint, which its tokens carry."""
        return self._inside().profile.signer.thumbprint()

    def until_known(self, usernames: list[str]) -> None:
        """Wait until exactly these may come in here without the server."""
        unlocker = self._inside().unlocker
        self.hand.until(f"known {usernames}", lambda: sorted(me.username for me, _ in unlocker.known()) == usernames)

    def grow_old(self, token: str) -> None:
        """The session holds this access token from now on, and thinks it fresh."""
        person = self._inside().person
        assert person is not None and person.session._access is not None
        person.session._access = type(person.session._access)(token, person.session._access.renew_at)

    def fill_disk(self, full: bool) -> None:
        """Bound the outbox's file as a full disk would, or free it again."""
        outbox = self._inside().profile.outbox
        with outbox.lock:
            pages = outbox.connection.execute("PRAGMA page_count").fetchone()
            assert pages is not None
            outbox.connection.execute(f"PRAGMA max_page_count = {pages[0] if full else 1_000_000}")

    def set_pin(self, pin: str, password: str = demo.PASSWORD) -> None:
        """A PIN for the lock, by keyboard."""
        hand = self.hand
        hand.press("Ctrl+Shift+L")
        hand.until("the sheet", lambda: bool(self.app.window.findChildren(PinSheet)))
        sheet = self.app.window.findChildren(PinSheet)[-1]
        hand.type(password)
        hand.press("Return")
        hand.type(pin + pin)
        hand.until("the PIN set", lambda: not shiboken6.isValid(sheet) or not sheet.is_open)

    def lock_and_unlock(self, *pins: str) -> bool:
        """F12, then these PINs one after the other; whether the last one opened it."""
        hand, window = self.hand, self.app.window
        hand.press("F12")
        hand.until("the lock", lambda: window.locked)
        page = window.lock_page
        assert page is not None
        for pin in pins:
            hand.until("the boxes", lambda: not page.panel.pin.isHidden() and not page._busy)
            hand.type(pin)
            hand.until("an answer", lambda: not window.locked or (not page._busy and not page.panel.error.isHidden()))
        return not window.locked

    def locked(self) -> bool:
        """Whether names and figures are covered."""
        return self.app.window.locked

    def until_asked(self) -> str:
        """Wait for the sheet that asks for the password; why it does."""
        self.hand.until("the lock", lambda: self.app.window.locked)
        sheet = self.app.window.lock_page
        assert sheet is not None
        return sheet.face.note.text()

    def unlock(self, password: str = demo.PASSWORD) -> str:
        """Type the password into the sheet; the problem shown, empty once what was there is there again."""
        sheet = self.app.window.lock_page
        assert sheet is not None
        self.hand.type(password)
        self.hand.press("Return")
        self.hand.until("an answer", lambda: not sheet.panel.password.text())
        return sheet.panel.error.accessibleName() if self.app.window.locked else ""

    def form(self) -> dict[str, object]:
        """Whom the form is about, and all that was typed and counted in it."""
        state = self.counter._model.state
        name = state.customer.full_name if state.customer else ""
        return {"customer": name, "amount": state.form.amount, "counts": state.form.counts}

    def held(self) -> list[list[object]]:
        """The forms that stand aside, oldest first: customer, amount, pieces."""
        return [[one.customer.full_name, one.form.amount, one.form.counts] for one in self.counter._model.state.held]

    def until_held(self, wanted: list[list[object]]) -> None:
        """Wait until exactly these stand aside."""
        self.hand.until(f"held {wanted}", lambda: self.held() == wanted)

    def kept(self) -> int:
        """How many held forms lie on this workstation's disk for who is signed in, once all that was to be kept is."""
        found: list[bytes | None] = []
        engine = self.app.engine
        assert engine is not None
        engine.recall(held.NOTE, found.append)
        self.hand.until("the notes", lambda: bool(found))
        return len(held.unpacked(found[0]))

    def not_booked(self) -> list[list[str]]:
        """The list of what is not booked, by its key: state and code of each row."""
        self.hand.press("Ctrl+Shift+H")
        view: OutboxView = self.room(OutboxView)
        self.hand.until("the list", view.isVisible)
        return [[row.state, row.code] for row in view._model.state.shown]

    def until_not_booked(self, wanted: list[list[str]]) -> None:
        """Wait until that list shows exactly these."""
        self.hand.until(f"not booked {wanted}", lambda: self.not_booked() == wanted)

    def until_expected(self, fates: list[str]) -> None:
        """Wait until the list says that exactly this will become of its rows."""
        self.not_booked()
        view: OutboxView = self.room(OutboxView)

        def said() -> list[str]:
            state = view._model.state
            return [str(fate) for row in state.shown if (fate := state.fate(row)) is not None]

        self.hand.until(f"expected {fates}", lambda: said() == fates)

    def chip(self) -> str:
        """What the connection chip says."""
        assert self.app.window.work is not None
        connection = self.app.window.work.top.connection
        return f"{connection.accessibleName()} {connection.accessibleDescription()}"

    def until_chip(self, words: str) -> None:
        """Wait until it says this, or begins with it."""
        self.hand.until(f"the chip {words}", lambda: self.chip().startswith(words))

    def toasts(self) -> list[str]:
        """Titles of the short news on the screen."""
        return [toast.words.title for toast in self.app.window.toasts.toasts]

    def until_toast(self, title: str) -> None:
        """Wait for short news of this title."""
        self.hand.until(f"the toast {title}", lambda: title in self.toasts())

    def until_notice(self, title: str) -> None:
        """Wait until the bell's list says this."""
        said: NoticeList = self.room(NoticeList)
        self.hand.until(f"the notice {title}", lambda: title in [row.words.title for row in said.rows])

    def papers(self) -> list[str]:
        """File names of everything printed so far."""
        return sorted(path.name for path in self.app.settings.papers.glob("*.pdf"))

    def until_printed(self, more: int, before: list[str]) -> None:
        """Wait until so many papers more than ``before`` are out, and none is on its way: a kill then leaves no question about one."""
        news: PrintNews = self.app.window.findChildren(PrintNews)[0]
        out = len(before) + more
        self.hand.until(f"{out} papers", lambda: len(self.papers()) >= out and not news._queue.open_jobs())


def make_app(folder: Path, server_url: str, secrets: MemoryKeyring) -> App:
    """The app on this workstation's profile."""
    level = os.environ.get("COASTAL_TELLER_LOG_LEVEL", "info")
    settings = Settings(server_url=server_url, profile=folder / "profile", theme=Theme.DARK, log_level=level)
    begin_log(settings)
    return App(settings, lambda: secrets)


def obey(teller: Teller, line: str) -> str:
    """Make one move; its answer as a line."""
    name, *given = json.loads(line)
    try:
        return json.dumps({"ok": getattr(teller, name)(*given)})
    except Exception as error:
        return json.dumps({"wrong": f"{name}: {type(error).__name__}: {error}"})


def main(folder: Path, server_url: str) -> None:
    """Obey until the input ends."""
    folder.mkdir(parents=True, exist_ok=True)
    qt: QApplication = qt_application(sys.argv[:1])
    app = make_app(folder, server_url, KeyringFile(folder / "keyring.json"))
    app.show()
    app.window.resize(*SIZE)
    app.window.activateWindow()
    teller = Teller(Stage(folder), app, folder, lambda words: None)
    heard = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)

    def hear() -> None:
        # No second move begins while the first one waits in its own event loop.
        heard.setEnabled(False)
        line = sys.stdin.readline()
        if not line:
            qt.quit()
            return
        print(obey(teller, line), flush=True)
        heard.setEnabled(True)

    heard.activated.connect(hear)
    qt.exec()
    app.window.close()
    app.close()
