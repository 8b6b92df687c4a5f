"""The only thread crossing: the engine's events arrive on the Qt thread, in the order in which they were told."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot

from teller_app.sync.events import Answered, EngineEvent


class Bridge(QObject):
    """Hand ``post`` to the engine; ``arrived`` is called on the thread that made the bridge. Stop the engine before it dies."""

    crossed = Signal(object)

    def __init__(self, arrived: Callable[[EngineEvent], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._arrived = arrived
        self._open = True
        self.crossed.connect(self._arrive, Qt.ConnectionType.QueuedConnection)

    def post(self, event: EngineEvent) -> None:
        """From any thread; returns at once."""
        if self._open:
            self.crossed.emit(event)

    def close(self) -> None:
        """Nothing crosses any more; what is on its way is dropped."""
        self._open = False

    @Slot(object)
    def _arrive(self, event: EngineEvent) -> None:
        if not self._open:
            return
        if isinstance(event, Answered):
            event.deliver()
        else:
            self._arrived(event)
