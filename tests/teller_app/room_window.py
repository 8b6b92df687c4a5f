"""A room alone in a window of glass, with the shell's own shortcuts: tests press real keys."""

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from teller_app.counter.view_customer import Pictures
from teller_app.glass.look import Look
from teller_app.glass.signatories import Specimens
from teller_app.glass.window import GlassWindow
from teller_app.i18n.text import Texts
from teller_app.manifest import Manifest, Port
from teller_app.shell.navigation import Room
from teller_app.shell.pictures import Gaze
from teller_app.shell.shortcuts import Keys, room_action

TEXTS = Texts.load()


class RoomWindow(GlassWindow):
    """Show a room's view and press keys at it."""

    def __init__(self, look: Look, manifest: Manifest, view: QWidget) -> None:
        super().__init__(look)
        self.manifest = manifest
        self.room = Room(manifest, view)
        self.answers: list[bool] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(view)
        self.resize(1656, 920)
        self.keys = Keys(self)
        self.keys.set_keys(action.key for action in manifest.actions)
        self.keys.pressed.connect(self._pressed)

    def _pressed(self, key: str) -> None:
        action = room_action(self.manifest, key)
        assert action is not None, key
        self.answers.append(self.room.view.act(action.intent))

    def press(self, *keys: str) -> None:
        """Keys as a person presses them, to whatever has the focus."""
        for key in keys:
            combination = QKeySequence(key)[0]
            # To the window, not to the widget: only so do the shortcuts see the key first.
            QTest.keyClick(self.windowHandle(), combination.key(), combination.keyboardModifiers())
            QApplication.processEvents()

    def type(self, text: str) -> None:
        """Text into whatever has the focus."""
        QTest.keyClicks(self.focusWidget() or self, text)


def words_on(widget: QWidget) -> str:
    """All that can be read or heard on the visible parts of a widget."""
    found = []
    for part in (widget, *widget.findChildren(QWidget)):
        if part.isVisible():
            text = getattr(part, "text", None)
            shown = text() if callable(text) else ""
            found += [shown if isinstance(shown, str) else "", part.accessibleName(), part.accessibleDescription()]
            found.append(part.toolTip())
    return " | ".join(word for word in found if word)


def shown(qtbot, manifest: Manifest, view: QWidget, look: Look) -> RoomWindow:
    """A window with the room in it, active, the room entered."""
    window = RoomWindow(look, manifest, view)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.room.view.enter()
    return window


def look(theme: str = "dark") -> Look:
    """A look without motion, so that nothing is caught half way."""
    return Look(theme, reduced_motion=True)


def eyes(port: Port) -> tuple[Pictures, Specimens]:
    """How a room looks at people and at specimens, over this port."""
    gaze = Gaze(port)
    return gaze.at, gaze.files
