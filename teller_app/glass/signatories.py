"""Who signs, side by side: a tile with specimen, name and role for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QGridLayout, QWidget

from teller_app.glass.hands_beside import Signer
from teller_app.glass.look import Look
from teller_app.glass.signature import SignatureTile

IN_A_ROW = 2
GAP = 8

type Specimens = Callable[[tuple[str, ...], Callable[[Mapping[str, QImage]], None]], None]
"""Look at files by their SHA-256: those that are here come at once, the others later."""


class SignatoryTiles(QWidget):
    """``missing`` are the words where no specimen is on file; a lone tile is no wider than ``alone_max`` px."""

    def __init__(self, look: Look, missing: str, alone_max: int = 16_777_215) -> None:
        super().__init__()
        self.look, self._missing, self._alone_max = look, missing, alone_max
        self._signers: tuple[Signer, ...] = ()
        self.tiles: list[SignatureTile] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)

    def set_signers(self, signers: Sequence[Signer], images: Mapping[str, QImage]) -> None:
        """Show them; ``images`` are the specimens that are here, by their names."""
        self._signers = tuple(signers)
        while len(self.tiles) < len(signers):
            tile = SignatureTile(self.look, self._missing)
            self._grid.addWidget(tile, len(self.tiles) // IN_A_ROW, len(self.tiles) % IN_A_ROW)
            self.tiles.append(tile)
        for place, tile in enumerate(self.tiles):
            tile.setVisible(place < len(signers))
            if place < len(signers):
                signer = signers[place]
                tile.set_signatory(signer.name, signer.role, images.get(signer.file), signer.missing or self._missing)
        for tile in self.tiles[:1]:
            tile.setMaximumWidth(self._alone_max if len(signers) == 1 else 16_777_215)

    def show_images(self, images: Mapping[str, QImage]) -> None:
        """More specimens have come for the same people."""
        self.set_signers(self._signers, images)
