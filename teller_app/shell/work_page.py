"""The frame around the rooms: sidebar, top bar, the room's panels, the keys at the foot (LOOK 5, picture 02)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from time import monotonic
from typing import Any

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from contract.customers import CustomerFact
from contract.ledger import TransactionFact
from contract.permissions import Permission
from teller_app.glass.fkey_bar import FKey, FKeyBar
from teller_app.glass.look import Look
from teller_app.glass.nav import NavItem
from teller_app.glass.sidebar import Sidebar
from teller_app.glass.tab_bar import HIGH as TABS_HIGH
from teller_app.glass.tab_bar import TabBar
from teller_app.glass.toast import ToastWords
from teller_app.glass.top_bar import TopBar, TopBarWords
from teller_app.i18n import formats
from teller_app.i18n.text import Texts
from teller_app.manifest import Action, Guide, Manifest, Port, keys_of
from teller_app.shell import words
from teller_app.shell.appearance import open_appearance
from teller_app.shell.desk import DeskModel, DeskState, Lookups
from teller_app.shell.finder import Command, Finder
from teller_app.shell.navigation import Navigation, Room
from teller_app.shell.places import in_order
from teller_app.shell.shortcuts import GLOBAL, Shortcut, bar_cells, key_of, normal, place_keys, room_action, shell_act

DECIDING_ROOM = "approvals"
KEPT_ROOM = "outbox"
NARROW = 700
TABS_MAX = 5
NERVOUS_S = 1.0


@dataclass(frozen=True)
class ShellActs:
    """What the frame asks of the house. Each takes effect at once and returns."""

    help: Callable[[], None]
    palette: Callable[[str], None]
    notices: Callable[[], None]
    lock: Callable[[], None]
    sign_out: Callable[[], None]
    theme: Callable[[], None]
    theme_system: Callable[[], None]
    window: Callable[[], object] = bool
    say: Callable[[ToastWords], object] = bool
    toast: Callable[[], object] = bool


@dataclass(frozen=True)
class Opens:
    """What a pick in the palette opens: rooms that the shell does not know by name, from build.py."""

    customer: Callable[[CustomerFact], None]
    receipt: Callable[[TransactionFact], None]


def permitted(manifest: Manifest, permissions: Sequence[Permission]) -> bool:
    """Whether a person with these permissions has this room at all."""
    return manifest.permission is None or manifest.permission in permissions


class WorkPage(QWidget):
    """One person's work at one workstation. ``entered`` carries the room's name; ``pin_asked`` that a PIN shall be set,
    ``paper_asked`` that a paper shall be checked."""

    entered = Signal(str)
    pin_asked = Signal()
    paper_asked = Signal()

    def __init__(
        self,
        look: Look,
        texts: Texts,
        port: Port,
        rooms: Sequence[Room],
        lookups: Lookups,
        acts: ShellActs,
        opens: Opens,
    ) -> None:
        super().__init__()
        self._look, self._texts, self._acts = look, texts, acts
        self.me = port.me
        rights = port.me.permissions
        shown = [
            replace(room, manifest=keys_of(room.manifest, rights)) for room in rooms if permitted(room.manifest, rights)
        ]
        groups = in_order([room.manifest for room in shown if room.manifest.in_sidebar], rights)
        order = [one.name for group in groups for one in group]
        # One begins in the first place; what has none comes last.
        shown.sort(key=lambda room: order.index(room.manifest.name) if room.manifest.name in order else len(order))
        self.nav = Navigation(shown, look, self)
        self.shortcuts: tuple[Shortcut, ...] = GLOBAL + place_keys(order)
        items = [self._items(group) for group in groups if group]
        self.sidebar = self._sidebar(items)
        self.tabs = TabBar(look, [item for group in items for item in group][:TABS_MAX], texts("shell.navigation"))
        self.top = TopBar(look, _top_words(texts))
        self.bar = FKeyBar(look, texts("shell.keys"))
        for part in (self.sidebar, self.top, self.nav.stack, self.bar, self.tabs):
            part.setParent(self)
        # Chat is a later capability: a bell without a clapper would only teach people to ignore it.
        self.top.messages.hide()
        self.desk = DeskModel(port, lookups)
        self._taken = ("", 0.0)
        self.finder = Finder(port, lookups, texts, opens.customer, opens.receipt)
        self._connect()
        self.desk.on_change = self._show_desk
        self._show_desk(self.desk.state)
        self.desk.refresh()

    def _connect(self) -> None:
        self.sidebar.chosen.connect(self.go)
        self.tabs.chosen.connect(self.go)
        self.sidebar.user_pressed.connect(self._acts.sign_out)
        self.top.search_asked.connect(self._acts.palette)
        self.top.notices_asked.connect(self._acts.notices)
        self.top.theme_asked.connect(self._acts.theme)
        self.top.connection.pressed.connect(lambda: self.go(KEPT_ROOM))
        self.bar.pressed.connect(lambda key: self.press(normal(key)))
        self.nav.arrived.connect(self._arrived)

    def _items(self, manifests: Sequence[Manifest]) -> list[NavItem]:
        keys = {shortcut.act: shortcut.key for shortcut in reversed(self.shortcuts)}
        return [
            NavItem(manifest.name, manifest.icon, self._texts(manifest.title), keys.get(f"go:{manifest.name}", ""))
            for manifest in manifests
        ]

    def _sidebar(self, groups: Sequence[Sequence[NavItem]]) -> Sidebar:
        brand, line = words.brand(self.me, self._texts)
        return Sidebar(self._look, brand, line, groups, self._texts("shell.navigation"))

    # -- keys ----------------------------------------------------------------------------------------------------

    def keys(self) -> list[str]:
        """Every key that may do something in any room of this person."""
        own = [action.key for room in self.nav.rooms.values() for action in room.manifest.actions]
        return own + [shortcut.key for shortcut in self.shortcuts]

    def press(self, key: str, away: Room | None = None) -> None:
        """A key in its normal form, from the keyboard or the bar: the room's own action first.

        ``away`` is the room whose own window has the keyboard.
        """
        room = away or self.nav.current
        action = room_action(room.manifest, key) if room else None
        if room is not None and action is not None:
            self._try(room, action)
        else:
            self.act(shell_act(key, self.shortcuts))

    def _try(self, room: Room, action: Action) -> None:
        """A key that is off says why: whoever works without a mouse reads no tooltip. Not the second press of a nervous finger."""
        why, before = room.act(action.intent), self._taken
        self.refresh_bar()
        self._taken = (action.key, monotonic())
        if why and (before[0] != action.key or self._taken[1] - before[1] > NERVOUS_S):
            self._acts.say(ToastWords(self._texts(action.text), why, "info"))

    def act(self, act: str) -> None:
        """One of the shell's own acts; an unknown or empty one does nothing."""
        if act.startswith("go:"):
            self.go(act.removeprefix("go:"))
        elif act == "find":
            self._find()
        elif act == "palette":
            self._acts.palette("")
        elif act == "pin":
            self.pin_asked.emit()
        elif act == "paper":
            self.paper_asked.emit()
        elif act == "settings":
            open_appearance(self._look, self.window(), self._texts, self._acts.theme, self._acts.theme_system)
        elif act in ("help", "notices", "lock", "sign_out", "theme", "theme_system", "window", "toast"):
            getattr(self._acts, act)()

    def _find(self) -> None:
        """F2 anywhere: the first room that has the key for itself."""
        for room in self.nav.rooms.values():
            action = room_action(room.manifest, "F2")
            if action is not None and self.go(room.manifest.name):
                room.act(action.intent)
                return
        self._acts.palette("")

    # -- places --------------------------------------------------------------------------------------------------

    def go(self, name: str) -> bool:
        """Go to a room; False when it cannot be had, or the present one will not be left."""
        gone = self.nav.go(name)
        self.refresh_bar()
        return gone

    def start(self) -> None:
        """Go to the first room of this person."""
        first = next(iter(self.nav.rooms), "")
        if first:
            self.go(first)

    def _arrived(self, name: str) -> None:
        self.sidebar.set_active(name)
        self.tabs.set_active(name)
        # Also where a room came back from a window of its own, or went there and left another.
        self.refresh_bar()
        self.entered.emit(name)

    def refresh_bar(self) -> None:
        """Show where one is, and the keys of the room, the lit one, and why one is off. Rooms' states call it through build.py."""
        room, texts = self.nav.current, self._texts
        guide = room.guide() if room is not None else Guide()
        title = guide.title or (texts(room.manifest.title) if room is not None else "")
        self.top.set_place(title, guide.line or words.place(self.desk.state, texts, guide.more))
        if room is None:
            return
        cells = []
        for cell in bar_cells(room.manifest, self.shortcuts, guide.quiet):
            why = room.why_off(cell.intent) if cell.intent else ""
            active = cell.here or (bool(cell.intent) and cell.intent == guide.lit)
            cells.append(FKey(cell.key, guide.keys.get(cell.intent) or self._texts(cell.text), active, not why, why))
        self.bar.set_keys(cells)

    def commands(self) -> list[Command]:
        """What the palette can do: the keys of this room, the places, the shell's own acts."""
        found: list[Command] = []
        room = self.nav.current
        if room is not None:
            for action in room.manifest.actions:
                why = room.why_off(action.intent)
                run: Callable[[], None] = partial(self._try, room, action)
                sub, icon = why or self._texts(room.manifest.title), action.icon or room.manifest.icon
                found.append(Command(action.intent, self._texts(action.text), sub, action.key, icon, run, action.tone))
        for item in self.sidebar.buttons.values():
            run = _call(self.go, item.item.key)
            found.append(Command(f"go:{item.item.key}", self._texts("shell.go", place=item.item.label), "",
                                 item.item.shortcut, item.item.icon, run))  # fmt: skip
        for shortcut, icon in _COMMANDS:
            found.append(
                Command(shortcut.act, self._texts(shortcut.text), "", shortcut.key, icon, _call(self.act, shortcut.act))
            )
        return found

    # -- state ---------------------------------------------------------------------------------------------------

    def _show_desk(self, state: DeskState) -> None:
        texts, me = self._texts, state.me
        self.top.connection.set_state(*words.chip(state.line, texts))
        self.top.date.set_day(*words.day(state, texts))
        self.top.notices.set_badge(
            formats.badge(state.unseen), texts("shell.unseen", n=state.unseen) if state.unseen else ""
        )
        self.sidebar.sync.set_words(*words.sync_card(state.line, texts))
        presence: Any = "on" if state.line.online else "off"
        initials = formats.initials(me.full_name)
        self.sidebar.user.set_user(me.full_name, words.user_line(state, texts), initials, me.staff_number, presence)
        if DECIDING_ROOM in self.sidebar.buttons:
            waits = texts("shell.decisions", n=state.decisions) if state.decisions else ""
            self.sidebar.set_badge(DECIDING_ROOM, formats.badge(state.decisions), waits)
            if DECIDING_ROOM in self.tabs.tabs:
                self.tabs.set_badge(DECIDING_ROOM, formats.badge(state.decisions), waits)
        self.refresh_bar()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the density of now."""
        super().resizeEvent(event)
        self.lay_out()

    @property
    def narrow(self) -> bool:
        """Under 700 px, where the keys' labels no longer fit, there is no sidebar and no bar of keys, but places at the foot (LOOK 5, field)."""
        return self.width() < NARROW

    def lay_out(self) -> None:
        """12 px to the edge and between panels, 8 compact."""
        gap, narrow = self._look.pick(12, 8), self.narrow
        for part in (self.sidebar, self.bar):
            part.setVisible(not narrow)
        self.tabs.setVisible(narrow)
        side, top = self.sidebar.minimumWidth(), self._look.pick(60, 50)
        foot_part, high = (self.tabs, TABS_HIGH) if narrow else (self.bar, self._look.pick(52, 46))
        left = gap if narrow else gap + side + gap
        wide = max(100, self.width() - left - gap)
        self.sidebar.setGeometry(QRect(gap, gap, side, self.height() - 2 * gap))
        self.top.setGeometry(QRect(left, gap, wide, top))
        room_top = gap + top + gap
        foot = self.height() - gap - high
        self.nav.stack.setGeometry(QRect(left, room_top, wide, max(100, foot - gap - room_top)))
        foot_part.setGeometry(QRect(left, foot, wide, high))


_ICONS = {
    "palette": "magnifying-glass",
    "notices": "bell",
    "go:outbox": "arrows-clockwise",
    "theme": "sun",
    "theme_system": "moon",
    "settings": "gear-six",
    "window": "copy",
    "lock": "lock",
    "sign_out": "sign-out",
}
_COMMANDS = tuple(
    (shortcut, _ICONS[shortcut.act])
    for shortcut in GLOBAL
    if shortcut.act in _ICONS and shortcut.act != "palette" and shortcut.key != "Ctrl+L"
)


def _top_words(texts: Texts) -> TopBarWords:
    return TopBarWords(
        search=texts("shell.search"),
        search_short=texts("shell.search_short"),
        search_keys=key_of("palette").replace("+", " "),
        messages=texts("shell.messages"),
        notices=texts("shell.notices"),
        notices_key=key_of("notices"),
        theme_key=key_of("theme"),
        to_light=texts("shell.to_light"),
        to_dark=texts("shell.to_dark"),
    )


def _call(call: Callable[[str], object], value: str) -> Callable[[], None]:
    return lambda: (call(value), None)[1]
