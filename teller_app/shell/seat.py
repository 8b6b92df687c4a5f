"""What belongs to the person at the window and goes with them: their page and its layers, and what waits below the lock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtWidgets import QWidget

from teller_app.glass.floating import ModalLayer
from teller_app.glass.toast import ToastWords

if TYPE_CHECKING:
    # Loaded with the first workplace: the sign-in is on the screen before any of it.
    from teller_app.glass.drawer import SideDrawer
    from teller_app.glass.palette import CommandPalette
    from teller_app.shell.lock import LockPage
    from teller_app.shell.work_page import WorkPage

HELD_NEWS_MAX = 3


@dataclass
class Seat:
    """``covered`` are layers that the lock hides, ``held`` and ``later`` what was told or asked for while it stood."""

    page: WorkPage
    lock: LockPage
    palette: CommandPalette
    bell: SideDrawer
    focus: QWidget | None = None
    covered: list[QWidget] = field(default_factory=list)
    held: list[ToastWords] = field(default_factory=list)
    later: list[Callable[[], object]] = field(default_factory=list)

    def cover(self, layers: list[QWidget]) -> None:
        """The lock comes: nothing floats above it."""
        self.covered = layers
        for layer in layers:
            layer.hide()

    def uncover(self) -> None:
        """The layers are back, but for those that were closed, or deleted, meanwhile."""
        layers, self.covered = self.covered, []
        for layer in layers:
            if shiboken6.isValid(layer) and (layer.is_wanted if isinstance(layer, ModalLayer) else True):
                layer.show()
                layer.raise_()
                if isinstance(layer, ModalLayer):
                    layer.rebake()

    def told(self) -> list[ToastWords]:
        """The last news that waited, once."""
        held, self.held = self.held, []
        return held[-HELD_NEWS_MAX:]
