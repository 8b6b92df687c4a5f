"""The one window: a page at a time (sign-in, work, lock) over the wallpaper, and the layers that float above it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QResizeEvent, QShowEvent, QWindow
from PySide6.QtWidgets import QWidget

from teller_app.glass.floating import FloatingPane, ModalLayer
from teller_app.glass.look import Look
from teller_app.glass.toast import ToastStack, ToastWords
from teller_app.glass.window import GlassWindow
from teller_app.i18n.text import Texts
from teller_app.shell.held_keys import HeldKeys
from teller_app.shell.idle import IdleTimer
from teller_app.shell.seat import Seat
from teller_app.shell.shortcuts import Keys

if TYPE_CHECKING:
    # Loaded with the first workplace: the sign-in is on the screen before any of it.
    from teller_app.glass.dialog import Dialog
    from teller_app.glass.drawer import SideDrawer
    from teller_app.glass.palette import CommandPalette
    from teller_app.shell.desk import DeskState
    from teller_app.shell.lock import LockActs, LockPage
    from teller_app.shell.navigation import Navigation
    from teller_app.shell.side_windows import SideWindows
    from teller_app.shell.work_page import ShellActs, WorkPage

REGULAR_FROM = 1500
SMALLEST = QSize(400, 480)
FIRST = QSize(1440, 860)


class TellerWindow(GlassWindow):
    """``density`` is auto (by the width), regular or compact. ``signed_out`` asks the house to end the session.

    ``theme_chosen`` carries "dark" or "light", or "" when the system's theme shall be followed.
    """

    signed_out = Signal()
    closed = Signal()
    theme_chosen = Signal(str)

    def __init__(
        self, look: Look, texts: Texts, clock: Callable[[], datetime], device: Callable[[], str], density: str = "auto"
    ) -> None:
        super().__init__(look)
        self._texts, self._clock, self._device = texts, clock, device
        self._always_compact = density == "compact"
        self._page: QWidget | None = None
        self._desk: Seat | None = None
        self._locked = False
        self.sides: SideWindows | None = None
        self.setWindowTitle(texts("shell.window"))
        self.setMinimumSize(SMALLEST)
        self.resize(FIRST)
        self.keys = Keys(self)
        self.keys.pressed.connect(self._pressed)
        self.idle, self._held = IdleTimer(self), HeldKeys(self)
        self.idle.idle.connect(lambda: self.lock("idle"))
        self.toasts = ToastStack(look, self, texts("shell.toast_close"))
        look.follow(self._relayout)

    # -- pages ---------------------------------------------------------------------------------------------------

    @property
    def work(self) -> WorkPage | None:
        """The page of the person who is signed in."""
        return self._desk.page if self._desk else None

    @property
    def locked(self) -> bool:
        """Whether names and figures are covered."""
        return self._locked

    @property
    def lock_page(self) -> LockPage | None:
        """The cover of the person who is signed in."""
        return self._desk.lock if self._desk else None

    @property
    def palette_layer(self) -> CommandPalette | None:
        """The palette of the person who is signed in."""
        return self._desk.palette if self._desk else None

    @property
    def bell(self) -> SideDrawer | None:
        """The drawer of notices of the person who is signed in."""
        return self._desk.bell if self._desk else None

    def show_welcome(self, page: QWidget) -> None:
        """Show the sign-in; whoever was here is gone, with everything that showed their work."""
        self.keys.set_keys(())
        self.idle.stop()
        self.toasts.clear()
        self.toasts.close_name = self._texts("shell.toast_close")
        self._locked = False
        self._serve_sides(None)
        desk, self._desk = self._desk, None
        self._show_page(page)
        if desk is not None:
            self._clear(desk)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_work(self, page: WorkPage, notices: QWidget, acts: LockActs) -> None:
        """Show somebody's rooms."""
        from teller_app.glass.drawer import SideDrawer
        from teller_app.glass.palette import CommandPalette
        from teller_app.shell.dialogs import palette_words
        from teller_app.shell.lock import LockPage

        texts = self._texts
        lock = LockPage(self.look, texts, page.desk.state, self._clock, self._device(), acts)
        lock.setParent(self)
        lock.hide()
        lock.unlocked.connect(self._unlock)
        show_desk = page.desk.on_change

        def desk_changed(state: DeskState) -> None:
            show_desk(state)
            if self._locked and self.lock_page is lock:
                lock.show_state(state)

        page.desk.on_change = desk_changed
        palette = CommandPalette(self.look, self, palette_words(texts), page.finder.provide)
        palette.chosen.connect(page.finder.run)
        page.finder.show = palette.set_groups
        bell = SideDrawer(self.look, self, texts("shell.notices"), texts("shell.close"))
        bell.body.addWidget(notices, 1)
        self._desk = Seat(page, lock, palette, bell)
        self._locked = False
        self._show_page(page)
        self.keys.set_keys(page.keys())
        self.idle.start(page.me.idle_lock_s)
        self._serve_sides(page.nav, page.me.user)
        page.start()

    def _serve_sides(self, nav: Navigation | None, person: str = "") -> None:
        if self.sides is not None:
            self.sides.serve(nav, person)

    def acts(self) -> ShellActs:
        """What the frame around the rooms may ask of the window."""
        from teller_app.shell.work_page import ShellActs

        return ShellActs(help=self.open_help, palette=self.open_palette, notices=self.open_notices,
                         lock=lambda: self.lock("asked"), sign_out=self.ask_sign_out, theme=self.change_theme,
                         theme_system=lambda: self.theme_chosen.emit(""), window=self._move_room,
                         say=self.say_once, toast=self.toasts.drop)  # fmt: skip

    def _show_page(self, page: QWidget) -> None:
        before, self._page = self._page, page
        page.setParent(self)
        page.setGeometry(self.rect())
        if before is not None and before is not page:
            before.hide()
        page.show()
        self.layout_changed()

    def _clear(self, desk: Seat) -> None:
        for part in (desk.palette, desk.bell, desk.lock, desk.page):
            part.hide()
            part.deleteLater()
        # Also what is hidden: it lay below the lock, or waited for it to go.
        waiting = [child for child in self.children() if isinstance(child, ModalLayer) and child.is_wanted]
        for layer in {*self._layers(), *waiting, *(one for one in desk.covered if shiboken6.isValid(one))}:
            layer.hide()
            layer.deleteLater()

    def _layers(self) -> list[QWidget]:
        return [
            child for child in self.children() if isinstance(child, ModalLayer | FloatingPane) and not child.isHidden()
        ]

    # -- lock ----------------------------------------------------------------------------------------------------

    def lock(self, why: str) -> None:
        """Cover everything: the page, its layers, its toasts. Nothing is lost below."""
        desk = self._desk
        if desk is not None and self._locked and why == "session":
            # The lock hears that the server wants the password: a PIN counts no more.
            desk.lock.show_lock(self._texts("shell.lock.why_session"))
        if desk is None or self._locked:
            return
        self._locked = True
        self.keys.set_enabled(False)
        self.idle.stop()
        desk.focus = self.focusWidget()
        desk.cover(self._layers())
        if self.sides is not None:
            self.sides.cover(True)
        minutes = max(1, desk.page.me.idle_lock_s // 60)
        desk.lock.show_state(desk.page.desk.state)
        self._show_page(desk.lock)
        desk.lock.show_lock(self._texts(f"shell.lock.why_{why}", n=minutes))

    def _unlock(self) -> None:
        desk = self._desk
        if desk is None or not self._locked:
            return
        self._locked = False
        self._show_page(desk.page)
        self.keys.set_enabled(True)
        self.idle.start(desk.page.me.idle_lock_s)
        desk.uncover()
        if self.sides is not None:
            self.sides.cover(False)
        for news in desk.told():
            self.toasts.show_toast(news)
        if desk.focus is not None and shiboken6.isValid(desk.focus):
            desk.focus.setFocus(Qt.FocusReason.OtherFocusReason)
        later, desk.later = desk.later, []
        for call in later:
            self.when_unlocked(call)

    # -- layers --------------------------------------------------------------------------------------------------

    def toast(self, news: ToastWords) -> None:
        """Short news; while the window is locked it waits."""
        desk = self._desk
        if desk is not None and self._locked:
            desk.held.append(news)
        else:
            self.toasts.show_toast(news)

    def say_once(self, news: ToastWords) -> None:
        """News that may be asked for again at once: it is not put below itself."""
        if all(toast.words != news for toast in self.toasts.toasts):
            self.toast(news)

    def when_unlocked(self, call: Callable[[], object]) -> None:
        """Now, or once the window is unlocked: nothing may open above the lock."""
        desk = self._desk
        if desk is not None and self._locked:
            desk.later.append(call)
        else:
            call()

    def open_palette(self, typed: str = "") -> None:
        """Ctrl+K."""
        if self._desk is not None and not self._locked:
            self._desk.page.finder.set_commands(self._desk.page.commands())
            self._desk.palette.open_with(typed)

    def open_notices(self) -> None:
        """The bell: open, or close again."""
        if self._desk is None or self._locked:
            return
        bell = self._desk.bell
        if bell.is_open:
            bell.close_drawer()
        else:
            bell.open()

    def open_help(self) -> None:
        """F1."""
        if self._desk is not None and not self._locked:
            from teller_app.shell.dialogs import help_sheet

            help_sheet(self.look, self, self._texts, self._desk.page, self.focusWidget()).open()

    def ask_sign_out(self) -> None:
        """Say what stays behind, then sign out. From the lock it goes at once: the rooms are covered anyway."""
        if self._desk is None:
            return
        if self._locked:
            self.signed_out.emit()
            return
        from teller_app.shell.dialogs import sign_out

        dialog = sign_out(self.look, self, self._texts, self._desk.page.desk.state)
        dialog.chosen.connect(self._sign_out_chosen)
        self.open_dialog(dialog)

    def open_dialog(self, dialog: Dialog) -> None:
        """Open a dialog that is made for one use. One that stays open after a choice, because something is missing, is in use still."""
        dialog.chosen.connect(lambda choice: None if dialog.is_wanted else dialog.deleteLater())
        dialog.open()

    def _sign_out_chosen(self, choice: str) -> None:
        if choice == "lock":
            self.lock("asked")
        elif choice == "sign_out":
            self.signed_out.emit()

    def change_theme(self) -> None:
        """Dark and light change places."""
        self.look.set_theme("light" if self.look.dark else "dark")
        self.theme_chosen.emit(self.look.tokens.name)

    def _pressed(self, key: str) -> None:
        if self._desk is not None and not self._locked:
            side = self.sides.active() if self.sides is not None else None
            self._desk.page.press(key, side.room if side is not None else None)

    def _move_room(self) -> None:
        """Ctrl+Shift+N: the room goes to a window of its own, or comes back from it."""
        if self.sides is not None and not self._locked and not self.sides.toggle():
            self.toast(ToastWords(self._texts("shell.only_room"), self._texts("shell.only_room_do"), "info"))

    # -- size ----------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The page fills the window; its density follows the width unless compact was chosen."""
        super().resizeEvent(event)
        # Below 1500 px three regular columns do not fit (LOOK 5), so whoever chose them gets them in a wider window.
        narrow = self.width() < REGULAR_FROM
        self.look.set_density("compact" if narrow or self._always_compact else "regular")
        if self._page is not None:
            self._page.setGeometry(self.rect())

    def _relayout(self) -> None:
        # After the panels have heard of the new density themselves: they are told in no fixed order.
        page = self.work
        if page is not None:
            QTimer.singleShot(0, page, page.lay_out)

    def showEvent(self, event: QShowEvent) -> None:
        """There is a native window now: watch it for signs of life."""
        super().showEvent(event)
        handle = self.windowHandle()
        if handle is not None:
            self.watch(handle)

    def watch(self, handle: QWindow) -> None:
        """What passes a native window of ours: signs of life, and keys that are held down."""
        self.idle.watch(handle)
        if QGuiApplication.platformName() == "xcb":
            self._held.watch(handle)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing loses nothing: what waits is on the disk."""
        super().closeEvent(event)
        if self.sides is not None:
            self.sides.close_all()
        self.closed.emit()
