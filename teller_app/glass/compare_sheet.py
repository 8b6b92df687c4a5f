"""The sheet that lays what was signed beside the specimens on file: for whoever looks at a payment afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from contract.ink import name_of, raw_of
from teller_app.glass.button import GlassButton
from teller_app.glass.dialog import Dialog
from teller_app.glass.hands_beside import Compared, signers
from teller_app.glass.ink_picture import ink_image
from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.scroll_column import ScrollColumn
from teller_app.glass.signatories import SignatoryTiles, Specimens
from teller_app.i18n.mandates import mandate_words
from teller_app.i18n.text import Texts

WIDE, HIGH = 640, 268
"""Two tiles in a row; more than two rows scroll."""


class CompareSheet(Dialog):
    """``left`` hears that somebody has looked (Esc)."""

    def __init__(
        self, look: Look, texts: Texts, window: QWidget, specimens: Specimens, left: Callable[[], object]
    ) -> None:
        super().__init__(look, window, texts("mandate.compare"), " ", "signature", "accent", wide=WIDE)
        self._texts, self._specimens = texts, specimens
        self._shown: Compared | None = None
        self.mandate = Text(look, "", "caption", "text2", wrap=True)
        self.tiles = SignatoryTiles(look, texts("approvals.no_specimen"))
        self.rows = ScrollColumn(look, lowest=HIGH, name=texts("mandate.compare"))
        self.rows.column.addWidget(self.tiles)
        self.rows.column.addStretch(1)
        self.add_content(self.mandate)
        self.add_content(self.rows)
        close = GlassButton(look, texts("mandate.compare_close"), "secondary", key="Esc")
        self.add_button("cancel", close, default=True)
        self.chosen.connect(lambda choice: left())

    def show_compared(self, compared: Compared | None, about: str) -> None:
        """Open with it, ``about`` says of what; closed for None. What is not here yet comes into its tile when it is."""
        if compared is None or compared.today is None:
            self._shown = compared
            self.close_layer()
            return
        if compared == self._shown:
            return
        self._shown = compared
        self.text.setText(about)
        self.setAccessibleDescription(about)
        self.mandate.setText(mandate_words(compared.mandate, self._texts))
        found = signers(compared.customer, compared.mandate, compared.today, self._texts)
        here = {name_of(ink): image for ink in compared.strokes if (image := ink_image(raw_of(ink))) is not None}
        self.tiles.set_signers(found, here)
        asked = tuple(dict.fromkeys(one.file for one in found if one.file and one.file not in here))
        self._specimens(asked, lambda images: self._came(compared, {**here, **images}))
        if not self.is_open:
            self.open()

    def _came(self, compared: Compared, images: Mapping[str, QImage]) -> None:
        if compared == self._shown:
            self.tiles.show_images(images)
