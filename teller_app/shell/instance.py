"""One app for one profile: a second start raises the window of the first and ends.

The lock is the truth (two processes on one outbox would both believe that they know its next counter); the local socket
only carries the wish to come to the front, and a first app that does not listen costs the second one half a second.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Qt, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

LOCK_NAME = "in-use.lock"
ASK_MS = 500
RAISE = b"raise\n"


def server_name(profile: Path) -> str:
    """The socket's name: one for each profile, short enough for every system."""
    return f"coastal-teller-{hashlib.sha256(str(profile.resolve()).encode()).hexdigest()[:16]}"


class Instance(QObject):
    """``first`` tells whether the profile is ours. ``asked`` is emitted when a second start wants to see the window."""

    asked = Signal()

    def __init__(self, profile: Path) -> None:
        super().__init__()
        self._name = server_name(profile)
        self._lock = QLockFile(str(profile / LOCK_NAME))
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None
        self.first = self._lock.tryLock(0)

    def listen(self) -> None:
        """Hear second starts. Only for the first; a socket that a crash left behind is taken over."""
        if not self.first or self._server is not None:
            return
        QLocalServer.removeServer(self._name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._heard)
        self._server.listen(self._name)

    def ask_first(self) -> bool:
        """Ask the app that has the profile to show its window; whether it heard."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(ASK_MS):
            return False
        socket.write(RAISE)
        sent = socket.waitForBytesWritten(ASK_MS)
        socket.disconnectFromServer()
        return bool(sent)

    def close(self) -> None:
        """Let the profile go."""
        if self._server is not None:
            self._server.close()
            self._server = None
        if self.first:
            self._lock.unlock()

    def _heard(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()) is not None:
            # What it says does not matter: there is one wish only, and nothing of it is trusted.
            socket.disconnected.connect(socket.deleteLater)
            self.asked.emit()


def bring_forward(window: QWidget) -> None:
    """Show a window that may be minimized or behind others."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized | Qt.WindowState.WindowActive)
    window.show()
    window.raise_()
    window.activateWindow()
