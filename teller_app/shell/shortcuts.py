"""Every key of the app in one table (LOOK section 8): it makes the shortcuts, the bar at the foot and the F1 sheet.

A room's own action wins over the shell's for the same key. Plain Enter, Esc, Tab, digits and the signs of the
denomination grid belong to the fields and are never shortcuts; a manifest may list them for the sheet.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

import msgspec
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from teller_app.manifest import Action, Manifest

_FUNCTION_KEY = re.compile(r"F([1-9]|1[0-2])")
_BESIDE = 8.5
"""Where keys that are no function keys stand in the bar: between F8 and F9."""


class Shortcut(msgspec.Struct, frozen=True):
    """A key of the shell. ``text`` is a key of the texts, ``act`` what the shell does (``go:journal``, ``lock``)."""

    key: str
    text: str
    act: str
    in_bar: bool = False


GLOBAL: tuple[Shortcut, ...] = (
    Shortcut("F1", "shell.key.help", "help", True),
    Shortcut("F2", "shell.key.find", "find", True),
    Shortcut("F7", "shell.key.journal", "go:journal", True),
    Shortcut("F8", "shell.key.drawer", "go:drawers", True),
    Shortcut("F12", "shell.key.lock", "lock", True),
    Shortcut("Ctrl+L", "shell.key.lock", "lock"),
    Shortcut("Ctrl+Shift+V", "shell.key.paper", "paper"),
    Shortcut("Ctrl+Shift+L", "shell.key.pin", "pin"),
    Shortcut("Ctrl+K", "shell.key.palette", "palette"),
    Shortcut("Alt+N", "shell.key.notices", "notices"),
    Shortcut("Alt+X", "shell.key.toast", "toast"),
    Shortcut("Ctrl+Shift+H", "shell.key.outbox", "go:outbox"),
    Shortcut("Ctrl+T", "shell.key.theme", "theme"),
    Shortcut("Ctrl+Shift+T", "shell.key.theme_system", "theme_system"),
    Shortcut("Ctrl+,", "shell.key.settings", "settings"),
    Shortcut("Ctrl+Shift+N", "shell.key.window", "window"),
    Shortcut("Ctrl+Q", "shell.key.sign_out", "sign_out"),
)
PLACE_DIGITS = "1234567890"
"""The tenth place has the key right of the ninth's."""
FIELDS: tuple[tuple[str, str], ...] = (
    ("Enter", "shell.field.next"),
    ("Shift+Enter", "shell.field.previous"),
    ("Tab", "shell.field.group"),
    ("Shift+Tab", "shell.field.group_back"),
    ("Esc", "shell.field.escape"),
    ("+", "shell.field.more"),
    ("-", "shell.field.fewer"),
    ("*", "shell.field.bundle"),
)
"""Keys of fields and counts: never shortcuts, because a field has them first."""
TABLES: tuple[tuple[str, str], ...] = (
    ("Home", "shell.table.first"),
    ("End", "shell.table.last"),
    ("Enter", "shell.table.open"),
    ("Left", "shell.table.mark"),
    ("Right", "shell.table.mark"),
    ("Ctrl+Up", "shell.table.up"),
    ("Ctrl+Down", "shell.table.down"),
    ("Ctrl+C", "shell.table.copy"),
    ("Shift+F10", "shell.table.menu"),
)
"""Keys of tables, see glass/table_view.py."""


def key_of(act: str) -> str:
    """The first key of one of the shell's acts, for the control that does the same; "" where it has none."""
    return next((shortcut.key for shortcut in GLOBAL if shortcut.act == act), "")


def place_keys(rooms: Iterable[str]) -> tuple[Shortcut, ...]:
    """Ctrl+1 to Ctrl+9, then Ctrl+0, for the items of the sidebar, in their order."""
    return tuple(
        Shortcut(f"Ctrl+{digit}", "shell.key.place", f"go:{name}")
        for digit, name in zip(PLACE_DIGITS, rooms, strict=False)
    )


def binds(key: str) -> bool:
    """Whether a key becomes a shortcut: a function key, or one with Ctrl or Alt."""
    last = key.rsplit("+", 1)[-1]
    return bool(_FUNCTION_KEY.fullmatch(last)) or key.startswith(("Ctrl+", "Alt+"))


def normal(key: str) -> str:
    """One spelling for each key, so that two tables can be compared: "ctrl+enter" -> "Ctrl+Return"."""
    spelled = QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)
    return spelled.replace("Enter", "Return")


def room_action(manifest: Manifest, key: str) -> Action | None:
    """The room's own action for a key."""
    return next((action for action in manifest.actions if binds(action.key) and normal(action.key) == key), None)


def shell_act(key: str, shortcuts: Iterable[Shortcut]) -> str:
    """What the shell does for a key, "" for nothing."""
    return next((shortcut.act for shortcut in shortcuts if normal(shortcut.key) == key), "")


class Cell(msgspec.Struct, frozen=True):
    """One cell of the bar: ``intent`` is empty for the shell's own keys. ``here``: it leads to where one is."""

    key: str
    text: str
    intent: str = ""
    here: bool = False


def bar_cells(manifest: Manifest, shortcuts: Iterable[Shortcut], quiet: Collection[str] = ()) -> tuple[Cell, ...]:
    """The keys of a room and of the shell in the order of the keyboard. ``quiet``: intents and keys that are left out now."""
    own = [
        Cell(action.key, action.text, action.intent)
        for action in manifest.actions
        if action.in_bar and action.intent not in quiet
    ]
    taken = {normal(action.key) for action in manifest.actions}
    ours = [
        Cell(shortcut.key, shortcut.text, here=shortcut.act == f"go:{manifest.name}")
        for shortcut in shortcuts
        if shortcut.in_bar and normal(shortcut.key) not in taken and shortcut.key not in quiet
    ]
    return tuple(sorted(own + ours, key=lambda cell: _place(cell.key)))


def _place(key: str) -> float:
    found = _FUNCTION_KEY.fullmatch(key)
    return float(found.group(1)) if found else _BESIDE


class Keys(QObject):
    """The shortcuts of one window: each key once, whatever it means where one is. ``pressed`` carries its normal form.

    They are application shortcuts, so F10 opens no menu bar on Windows; there is none.
    """

    pressed = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._shortcuts: dict[str, QShortcut] = {}

    def set_keys(self, keys: Iterable[str]) -> None:
        """Listen to these keys and to no others."""
        wanted = {normal(key) for key in keys if binds(key)}
        for gone in self._shortcuts.keys() - wanted:
            self._shortcuts.pop(gone).deleteLater()
        for key in sorted(wanted - self._shortcuts.keys()):
            self._shortcuts[key] = self._make(key)

    def keys(self) -> frozenset[str]:
        """What is listened to."""
        return frozenset(self._shortcuts)

    def set_enabled(self, on: bool) -> None:
        """No key of the rooms does anything while the window is locked."""
        for shortcut in self._shortcuts.values():
            shortcut.setEnabled(on)

    def _make(self, key: str) -> QShortcut:
        sequences = [QKeySequence(key)]
        if "Return" in key:
            # The Enter of the number block is another key to Qt, and the one a teller's hand lies on.
            sequences.append(QKeySequence(key.replace("Return", "Enter")))
        shortcut = QShortcut(self._window)
        shortcut.setKeys(sequences)
        shortcut.setContext(Qt.ShortcutContext.ApplicationShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(lambda: self.pressed.emit(key))
        return shortcut
