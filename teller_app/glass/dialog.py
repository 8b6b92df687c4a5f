"""A floating dialog: it asks one thing, never blocks (``open``, not ``exec``), and Esc is always an answer."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from teller_app.glass.empty_state import IconTile
from teller_app.glass.floating import ModalLayer
from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.panel import GUTTER

WIDE = 480
PAD = 28
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Dialog(ModalLayer):
    """Title, text, contents, buttons. ``chosen`` carries the choice of the pressed button; Esc chooses ``escape``.

    The dialog closes before it emits, unless ``keeps_open`` is set: then whoever listens closes it when all is well.
    """

    chosen = Signal(str)

    def __init__(
        self,
        look: Look,
        window: QWidget,
        title: str,
        body: str = "",
        icon: str = "",
        tone_name: str = "accent",
        escape: str = "cancel",
        keeps_open: bool = False,
        wide: int = WIDE,
    ) -> None:
        super().__init__(look, window, 24)
        self._escape = escape
        self._keeps_open = keeps_open
        self._wide = wide
        self._default: QAbstractButton | None = None
        self._keys: list[tuple[QKeySequence, QAbstractButton]] = []
        self._first: QWidget | None = None
        self.waits = False
        """While something was given away and is on its way, nothing is chosen, Esc included: it could not be taken back."""
        self.title = Text(look, title, "title2", wrap=True)
        self.text = Text(look, body, "body", "text2", wrap=True)
        if not body:
            # Never setVisible(True) here: without a parent yet, the label would become a window and take the focus.
            self.text.hide()
        self.contents = QVBoxLayout()
        self.buttons = QHBoxLayout()
        self.setAccessibleName(title)
        self.setAccessibleDescription(body)
        self._lay_out(look, icon, tone_name)

    def _lay_out(self, look: Look, icon: str, tone_name: str) -> None:
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(self.title)
        words.addWidget(self.text)
        head = QHBoxLayout()
        head.setSpacing(16)
        # In line with fields and buttons, which keep room around them for the ring of the focus.
        head.setContentsMargins(GUTTER, 0, GUTTER, 0)
        if icon:
            head.addWidget(IconTile(look, icon, tone_name, 44), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        self.contents.setSpacing(10)
        self.buttons.setSpacing(4)
        self.buttons.addStretch(1)
        column = QVBoxLayout(self.pane)
        column.setContentsMargins(PAD, PAD - 4, PAD, PAD - 8)
        column.setSpacing(18)
        column.addLayout(head)
        column.addLayout(self.contents)
        column.addLayout(self.buttons)

    def add_content(self, widget: QWidget, focus: QWidget | None = None) -> None:
        """Put a field or a list below the text; ``focus`` is what of it has the focus when the dialog opens."""
        if isinstance(widget, QLabel):
            widget.setContentsMargins(GUTTER, 0, GUTTER, 0)
        self.contents.addWidget(widget)
        self._first = focus or self._first

    def add_button(self, choice: str, button: QAbstractButton, key: str = "", default: bool = False) -> None:
        """Add a button at the right. ``key`` ("F10", "Ctrl+D") presses it too; Enter presses the default one."""
        button.clicked.connect(lambda: self._choose(choice))
        self.buttons.addWidget(button)
        if key:
            self._keys.append((QKeySequence(key), button))
        if default:
            self._default = button

    def first_focus(self) -> QWidget:
        """The contents if they asked for it, else the default button."""
        return self._first or self._default or self

    def pane_rect(self) -> QRect:
        """In the middle, a little above it, as high as its contents need."""
        window = self._window
        wide = min(self._wide, window.width() - 32)
        layout = self.pane.layout()
        assert layout is not None
        layout.activate()
        high = max(layout.totalHeightForWidth(wide), layout.totalMinimumSize().height())
        high = min(high, window.height() - 32)
        return QRect((window.width() - wide) // 2, max(16, (window.height() - high) * 2 // 5), wide, high)

    def _choose(self, choice: str) -> None:
        if not self.is_open or self.waits:
            return
        if not self._keeps_open or choice == self._escape:
            self.close_layer()
        # After the key or click has been dealt with, because the answer may open another layer.
        QTimer.singleShot(0, self, lambda: self.chosen.emit(choice))

    def has_key(self, key: QKeySequence) -> bool:
        """The keys of its buttons: "Lock" in the question before signing out closes the question, too."""
        return any(key == keys for keys, _ in self._keys)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, Enter and the keys of the buttons; nothing else goes through."""
        if event.key() == Qt.Key.Key_Escape:
            self._choose(self._escape)
        elif event.key() in _ENTER and not event.isAutoRepeat():
            self._press_default()
        else:
            pressed = QKeySequence(event.keyCombination())
            for keys, button in self._keys:
                if keys == pressed and button.isEnabled():
                    button.click()
        event.accept()

    def _press_default(self) -> None:
        focused = self._window.focusWidget()
        # A box to mark takes the space bar; Enter means the whole dialog there, as it does in a field.
        pressable = isinstance(focused, QAbstractButton) and not focused.isCheckable() and self.isAncestorOf(focused)
        button = focused if pressable and isinstance(focused, QAbstractButton) else self._default
        if button is not None and button.isEnabled():
            button.click()
