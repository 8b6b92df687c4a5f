"""The demonstration's telephones: what the bank sends to them is said in the terminal, because nobody here has one."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from server.sms.embedded import shown

LOOK_MS = 500


class Phones(QObject):
    """Says each message once, within half a second, while the event loop runs."""

    def __init__(self, file: Path, say: Callable[[str], None]) -> None:
        super().__init__()
        self._file, self._say = file, say
        self._said = {message.id for message in shown(file)}
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Say what came since the last look."""
        for message in shown(self._file):
            if message.id not in self._said:
                self._said.add(message.id)
                self._say(f"SMS to {message.phone}: {message.text}")
