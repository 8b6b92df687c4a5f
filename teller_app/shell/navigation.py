"""Going from room to room: one stack of views, each of which may ask to be left in peace."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from teller_app.glass.look import Look
from teller_app.manifest import Guide, Manifest
from teller_app.shell.room_holder import RoomHolder


class RoomView(Protocol):
    """What the shell asks of a room's widget."""

    def act(self, intent: str) -> bool:
        """Do what a key of the manifest stands for; False when it does not apply now."""

    def enter(self) -> None:
        """The room is shown: put the focus where work begins."""

    def leave(self) -> bool:
        """The room is about to be left; False keeps it."""


def _never(intent: str) -> str:
    return ""


def _declined(intent: str) -> bool:
    return False


@dataclass(frozen=True)
class Room:
    """A room in the window. ``guide`` is how the frame says what is done there now, ``why_off`` why an intent cannot be had;
    ``otherwise`` takes an intent that the view did not, and says whether it did."""

    manifest: Manifest
    widget: QWidget
    guide: Callable[[], Guide] = field(default=Guide)
    why_off: Callable[[str], str] = field(default=_never)
    otherwise: Callable[[str], bool] = field(default=_declined)

    @property
    def view(self) -> RoomView:
        """The widget as the shell speaks to it."""
        return cast(RoomView, self.widget)

    def act(self, intent: str) -> str:
        """Let the view do it, or whoever the house put behind it. Why it cannot be had now, in words, where neither did."""
        return "" if self.view.act(intent) or self.otherwise(intent) else self.why_off(intent)


class Navigation(QObject):
    """``arrived`` carries the name of the room one is now in, ``elsewhere`` that of a room in a window of its own."""

    arrived = Signal(str)
    elsewhere = Signal(str)

    def __init__(self, rooms: Sequence[Room], look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rooms = {room.manifest.name: room for room in rooms}
        self.stack = QStackedWidget()
        self._current = ""
        self._away: set[str] = set()
        self._holders = {room.manifest.name: RoomHolder(look, room.widget) for room in rooms}
        for holder in self._holders.values():
            self.stack.addWidget(holder)

    @property
    def current(self) -> Room | None:
        """Where one is."""
        return self.rooms.get(self._current)

    @property
    def here(self) -> list[str]:
        """The rooms in this window."""
        return [name for name in self.rooms if name not in self._away]

    def go(self, name: str) -> bool:
        """Go to a room. False when there is none of that name for this person, or the present one will not let go."""
        target = self.rooms.get(name)
        if target is None:
            return False
        if name in self._away:
            self.elsewhere.emit(name)
        elif name != self._current:
            if self.current is not None and not self.current.view.leave():
                return False
            self._current = name
            self._holders[name].to_beginning()
            self.stack.setCurrentWidget(self._holders[name])
            self.arrived.emit(name)
        target.view.enter()
        return True

    def detach(self, name: str) -> Room | None:
        """Let a room go to a window of its own; None where it will not be left or nothing would stay here."""
        others = [other for other in self.here if other != name]
        if name not in self.here or not others:
            return None
        if name == self._current and not self.go(others[0]):
            return None
        self._away.add(name)
        self._holders[name].takeWidget()
        return self.rooms[name]

    def attach(self, name: str) -> None:
        """A room is back, and one is in it."""
        if name in self._away:
            self._away.discard(name)
            self._holders[name].take_back(self.rooms[name].widget)
            self.go(name)
