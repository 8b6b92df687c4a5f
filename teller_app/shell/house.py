"""Who is at the window: follows the engine from sign-in to sign-out and shows the page that belongs to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtWidgets import QWidget

from contract.base import Command
from contract.drawers import SessionFact
from contract.errors import ErrorCode
from contract.permissions import Permission
from contract.staff import Me
from teller_app.glass.toast import ToastWords
from teller_app.i18n.text import Texts
from teller_app.manifest import Line
from teller_app.shell.house_engine import Engine
from teller_app.shell.memory import Memory
from teller_app.shell.port import QtPort, nothing_granted
from teller_app.shell.port_rows import line_of, wants
from teller_app.shell.window import TellerWindow
from teller_app.sign_in.model import SignInModel
from teller_app.sync.events import (
    AdmissionSeen,
    CodeAsked,
    CommandSettled,
    ConnectionChanged,
    EngineEvent,
    ManagerAsked,
    ManagerCodeAsked,
    MeChanged,
    OutboxProblem,
    PasswordNeeded,
    Reached,
    Ready,
    SessionEnded,
    SignedIn,
    SignInFailed,
)
from teller_app.sync.outcomes import LocalCode

if TYPE_CHECKING:
    from teller_app.shell.work_page import WorkPage


def _unsaid(conn: Any, command: Command) -> str:
    return ""


def _nobody(conn: Any, command: Command) -> tuple[str, str]:
    return "", ""


def _nothing() -> None:
    return None


def _place_of(me: Me) -> tuple[Sequence[Permission], str]:
    """What a frame is made for."""
    return me.permissions, me.branch


class Workplace(msgspec.Struct, frozen=True):
    """What is made for one person: the frame with its rooms, the list behind the bell, what ends with them, and what is done while
    the person is still there, just before they go."""

    page: WorkPage
    notices: QWidget
    close: Callable[[], None] = _nothing
    leave: Callable[[], None] = _nothing


class Plan(msgspec.Struct, frozen=True):
    """How a workplace is made, and the questions of the house to the replica: whose drawer, its stand-in budget, what a command does in words,
    and who stands beside for it with what they say yes to."""

    make: Callable[[QtPort], Workplace]
    session: Callable[[Any, str], SessionFact | None]
    stand_in: Callable[[Any, str], int] = nothing_granted
    act: Callable[[Any, Command], str] = _unsaid
    second: Callable[[Any, Command], tuple[str, str]] = _nobody


class House:
    """``handle`` takes the engine's events on the Qt thread."""

    def __init__(
        self, window: TellerWindow, door: SignInModel, door_view: QWidget, texts: Texts, memory: Memory, plan: Plan
    ) -> None:
        self._window, self._door, self._door_view = window, door, door_view
        self._texts, self._memory, self._plan = texts, memory, plan
        self._engine: Engine | None = None
        self._line = Line(state="signed_out")
        self._following: str | None = None
        self.port: QtPort | None = None
        self._workplace: Workplace | None = None
        window.signed_out.connect(self._sign_out)
        window.closed.connect(self._put_aside)
        window.theme_chosen.connect(lambda theme: memory.keep(theme=theme))
        window.show_welcome(door_view)

    def change_door(self, view: QWidget) -> None:
        """Another sign-in page, for example in another language. It is shown at once if nobody is signed in."""
        self._door_view = view
        if self.port is None:
            self._window.show_welcome(view)

    def connect_engine(self, engine: Engine) -> None:
        """The engine is made after the house, because it needs somebody to tell."""
        self._engine = engine

    @property
    def engine(self) -> Engine | None:
        """The line to the bank, once it is made."""
        return self._engine

    def sign_in(self, username: str, password: str) -> None:
        """Enter at the door."""
        if self._engine is not None:
            self._engine.sign_in(username, password)

    def handle(self, event: EngineEvent) -> None:
        """What happened, in the order in which it happened."""
        match event:
            case Ready():
                self._door.opened(event.device, f"{event.key.x}.{event.key.y}", event.persistent)
            case SignInFailed():
                self._door.refused(event.code, event.params, event.retry_after_s, event.waits)
            case CodeAsked():
                self._door.code_asked(event.way, event.sent_to, event.left_s)
            case ManagerAsked(left_s, words):
                self._door.manager_asked(left_s, words)
            case AdmissionSeen(asked, left_s, remind_s):
                self._door.admission_seen(asked, left_s, remind_s)
            case ManagerCodeAsked(user, sent_to, left_s):
                self._door.manager_code_asked(user, sent_to, left_s)
            case SignedIn(me, offline):
                self._enter(me, "shell.offline" if offline else "")
            case PasswordNeeded():
                # Over the same workplace: what was typed and counted is there again after the password.
                self._window.lock("session")
            case Reached(code, alone):
                self._door.reached(code, alone)
            case SessionEnded():
                self._leave()
            case OutboxProblem("no_keyring"):
                # The door says it for as long as it is true, which a toast cannot.
                pass
            case OutboxProblem(code) if self._door.state.workstation.standing == "starting":
                # Before Ready: it will never come.
                self._door.broken(code)
            case OutboxProblem(code):
                said = self._texts.for_code(code)
                self._window.toast(ToastWords(said.title, said.what_to_do, "neg"))
            case _:
                self._pass_on(event)

    def _pass_on(self, event: EngineEvent) -> None:
        if isinstance(event, ConnectionChanged):
            self._line = line_of(event)
            self._door.line_changed(self._line)
        before = self.port.me if self.port else None
        if self.port is not None:
            self.port.handle(event)
        if (
            self._engine is not None
            and self.port is not None
            and isinstance(event, CommandSettled)
            and (wanted := wants(event)) is not None
        ):
            self._ask_for(self._engine, event.command_id, wanted)
        if isinstance(event, MeChanged) and before is not None and _place_of(before) != _place_of(event.me):
            # Other rights are other rooms, another branch has other drawers and another vault: the frame is made anew rather than left
            # with doors that lead nowhere.
            locked = self._window.locked
            self._put_aside()
            self._enter(event.me, "shell.rights")
            if locked:
                self._window.lock("asked")

    def _enter(self, me: Me, news: str) -> None:
        if self._engine is None:
            return
        self.close()
        self.port = QtPort(self._engine, me, self._line, self._plan.session, self._plan.stand_in)
        self.port.unheard = lambda answer: self._say_held()
        from teller_app.shell.lock import LockActs

        workplace = self._workplace = self._plan.make(self.port)
        engine = self._engine
        acts = LockActs(
            unlock=lambda typed, then: engine.check_password(typed, lambda code: then(code, {})),
            switch=self._switch,
            others=engine.others,
            pin=lambda typed, then: engine.check_pin(typed, lambda code: then(code, {})),
            pin_left=engine.pin_left,
            set_pin=engine.set_pin,
        )
        self._window.show_work(workplace.page, workplace.notices, acts)
        workplace.page.pin_asked.connect(lambda: self._ask_pin(engine))
        workplace.page.paper_asked.connect(self._check_paper)
        self._door.entered(me.username, me.bank_name, me.branch_name)
        self._memory.keep(
            username=me.username,
            bank=me.bank_name,
            branch=me.branch_name,
            registered=self._door.state.workstation.registered,
        )
        if news:
            self._window.toast(ToastWords(self._texts(f"{news}.title"), self._texts(f"{news}.body"), "warn"))
        if self._line.held:
            self._say_held()

    def _ask_pin(self, engine: Engine) -> None:
        from teller_app.shell.pin_sheet import PinSheet

        def done() -> None:
            title, body = self._texts("shell.pin.done"), self._texts("shell.pin.done_body")
            self._window.toast(ToastWords(title, body, "pos"))
            sheet.deleteLater()

        sheet = PinSheet(self._window.look, self._window, self._texts, engine.set_pin, done)
        sheet.chosen.connect(lambda choice: sheet.deleteLater() if choice == "cancel" else None)
        sheet.open()

    def _check_paper(self) -> None:
        from teller_app.shell.paper_sheet import CANCEL, PaperSheet

        if self.port is not None:
            sheet = PaperSheet(self._window.look, self._window, self._texts, self.port.fetch)
            sheet.chosen.connect(lambda choice: sheet.deleteLater() if choice == CANCEL else None)
            sheet.open()

    def _ask_for(self, engine: Engine, command_id: str, wanted: ErrorCode) -> None:
        """First what it is about, with names and amounts as this person's replica knows them: what one sees is what one signs."""

        def found(command: Command | None) -> None:
            if self.port is None:
                return
            if command is None:
                # Gone, or nobody can read it: nothing is signed unseen, and whoever asked is not left waiting.
                self.port.let_be(command_id)
                return
            if wanted is ErrorCode.SECOND_NEEDED:
                plan, show = self._plan.second, partial(self._show_second, engine, command_id)
                self.port.query(lambda conn: plan(conn, command), lambda said: show(*said))
            else:
                act = self._plan.act
                self.port.query(lambda conn: act(conn, command), partial(self._show_code, engine, command_id))

        engine.held(command_id, found)

    def _show_code(self, engine: Engine, command_id: str, act: str) -> None:
        """The act waits in the outbox; with the right code it goes out again. Let be, it stays in the list of what was not booked."""
        from teller_app.shell.code_sheet import CANCEL, CodeSheet

        sheet = CodeSheet(
            self._window.look,
            self._window,
            self._texts,
            lambda then: engine.ask_act_code(command_id, lambda answer: then(*answer)),
            lambda challenge, code, then: engine.confirm_act_code(command_id, challenge, code, then),
            act,
            self._again(command_id),
        )
        sheet.chosen.connect(lambda choice: self._let_be(sheet, command_id) if choice == CANCEL else None)
        sheet.open()

    def _show_second(self, engine: Engine, command_id: str, name: str, act: str) -> None:
        """The same for whoever stands beside, with their own password."""
        from teller_app.shell.second_sheet import CANCEL, SecondSheet

        sheet = SecondSheet(
            self._window.look,
            self._window,
            self._texts,
            lambda typed, then: engine.prove_second(command_id, typed, then),
            name,
            act,
            self._again(command_id),
        )
        sheet.chosen.connect(lambda choice: self._let_be(sheet, command_id) if choice == CANCEL else None)
        sheet.open()

    def _again(self, command_id: str) -> bool:
        return self.port is not None and not self.port.asked(command_id)

    def _let_be(self, sheet: QWidget, command_id: str) -> None:
        sheet.deleteLater()
        if self.port is not None:
            self.port.let_be(command_id)

    def _say_held(self) -> None:
        """Something on this workstation was not booked, and whoever asked for it may not be here to hear it."""
        said = self._texts.for_code(LocalCode.COMMAND_HELD)
        self._window.toast(ToastWords(said.title, said.what_to_do, "neg"))

    def _leave(self) -> None:
        self.close()
        following, self._following = self._following, None
        self._door.left(following)

    def close(self) -> None:
        """Nobody is at the window any more; what they had open goes."""
        port, self.port = self.port, None
        workplace, self._workplace = self._workplace, None
        if port is not None:
            port.close()
            self._window.show_welcome(self._door_view)
        if workplace is not None:
            workplace.close()

    def _switch(self, username: str) -> None:
        """From the lock: the next one types only their password, where it is known who comes."""
        self._following = username
        self._sign_out()

    def _put_aside(self) -> None:
        if self._workplace is not None:
            self._workplace.leave()

    def _sign_out(self) -> None:
        self._put_aside()
        if self._engine is not None:
            self._engine.sign_out()
