"""This workstation as a tile: what the bank calls it, and how it stands with it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from teller_app.glass.chip import StatusChip
from teller_app.glass.empty_state import IconTile
from teller_app.glass.figures import tile_fill
from teller_app.glass.labels import Elided
from teller_app.glass.look import Look
from teller_app.glass.paint import rounded
from teller_app.i18n.text import Texts
from teller_app.sign_in.state import Workstation

_STANDINGS = {"starting": ("mute", "circle-dashed"), "known": ("pos", "shield-check"), "new": ("info", "info"),
              "unknown": ("warn", "warning"), "asking": ("warn", "circle-dashed"), "broken": ("neg", "warning")}  # fmt: skip


class DeviceTile(QWidget):
    """What the bank calls this workstation and how it stands with it."""

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__()
        self.look, self._texts = look, texts
        self.tile = IconTile(look, "desktop-tower", "mute", 44)
        self.name = Elided(look, "", "callout-strong")
        self.detail = Elided(look, "", "caption", "text2", lines=3)
        self.chip = StatusChip(look, "", "mute")
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addStretch(1)
        lines.addWidget(self.name)
        lines.addWidget(self.detail)
        lines.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 10)
        row.setSpacing(14)
        row.addWidget(self.tile)
        row.addLayout(lines, 1)
        row.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumHeight(72)

    def show_station(self, station: Workstation, person: str = "") -> None:
        """Name, standing in words, and the same as a chip. With a ``person``: what it runs and who asks, instead of the standing."""
        texts, standing = self._texts, station.standing
        tone, icon = _STANDINGS[standing]
        self.tile.set_icon("desktop-tower", tone)
        self.name.set_text(station.name)
        about = " · ".join(filter(None, (station.system, person))) if person else ""
        self.detail.set_text(about or texts(f"sign_in.device.{standing}"))
        self.chip.set_status(texts(f"sign_in.chip.{standing}"), tone, icon)
        self.setAccessibleName(f"{self.name.text()}: {self.chip.words()}")

    def paintEvent(self, event: object) -> None:
        """The tile's ground."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        rounded(p, QRectF(self.rect()), 16, tile_fill(self.look), self.look.tokens.fill_line)
