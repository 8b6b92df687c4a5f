"""The two hands beneath an opening: who has signed, whose signature is missing, and what they drew on a pad besides (picture 10)."""

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout

from contract.ink import raw_of
from teller_app.drawers import words
from teller_app.drawers.model import DrawerModel
from teller_app.drawers.state import DrawerState
from teller_app.glass.button import GlassButton
from teller_app.glass.ink_picture import ink_image
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.select import Select
from teller_app.glass.sign_field import SignField
from teller_app.glass.signatories import Specimens
from teller_app.glass.signed_tile import SignedTile
from teller_app.i18n.text import Texts


class SignaturesPanel(GlassPanel):
    """F10 calls the custodian once more, Ctrl+I opens the cashier's pad, Alt+I the custodian's, whose line is a field. ``after``: in a drawer that is open, where somebody drew something."""

    def __init__(self, look: Look, texts: Texts, model: DrawerModel, specimens: Specimens, after: bool = False) -> None:
        super().__init__(look, texts("drawers.step.two"))
        self._texts, self._specimens, self._after = texts, specimens, after
        self._files: tuple[str, str] = ("", "")
        self.tiles = (SignedTile(look), SignedTile(look))
        self.field = SignField(look, self.tiles[1], texts("drawers.sign.field"), "Alt+I")
        self.field.clicked.connect(model.ask_hand)
        self._hand = ""
        pair = QHBoxLayout()
        pair.setSpacing(12)
        for tile in self.tiles:
            pair.addWidget(tile, 1)
        self.call = GlassButton(look, texts("drawers.sign.call"), "ghost", "bell", "F10")
        self.call.clicked.connect(model.call)
        self.pad = GlassButton(look, texts("drawers.sign.pad"), "ghost", "signature", "Ctrl+I")
        self.pad.clicked.connect(model.ask_ink)
        # Where several keep the vault, who of them stands beside is chosen first; F9 is then theirs.
        self.who = Select(look, texts("drawers.sign.who"), icon="users", placeholder=texts("drawers.sign.choose"))
        self.who.chosen.connect(model.choose_signer)
        self.body.add_row(pair)
        self.body.add(self.who)
        low = QHBoxLayout()
        low.setSpacing(4)
        for button in (self.call, self.pad):
            low.addWidget(button)
            if after:
                button.hide()
        self.body.add_row(low)
        self.acts = QHBoxLayout()
        self.acts.setSpacing(4)
        self.acts.addStretch(1)
        self.body.addLayout(self.acts)

    def render_state(self, state: DrawerState) -> None:
        """While one is missing; afterwards where there is something to see."""
        session = state.session
        drawn = (session.cashier_ink, session.custodian_ink) if session else ("", "")
        self.setVisible(any(drawn) if self._after else state.phase == "signing")
        # Who gives the float back calls nobody to sign for it, and a low window needs the height.
        for button in (self.call, self.pad):
            button.setVisible(not state.declining and not self._after)
        self.call.set_busy(state.busy)
        self.pad.set_busy(state.busy)
        others = [one for one in state.keepers if session is not None and one[0] != session.cashier]
        self.who.setVisible(len(others) > 1 and not state.declined and not self._after)
        with QSignalBlocker(self.who):
            self.who.set_options(others)
            self.who.set_key(state.signs_here)
        self.pad.set_blocked(self._texts("drawers.off.declined") if state.declined else "")
        caption = "both" if self._after else "back" if state.declined else "one"
        self.set_caption(self._texts(f"drawers.sign.{caption}"))
        for tile, said in zip(self.tiles, words.signatures(state, self._texts), strict=True):
            tile.set_signature(*said)
        self._show_hand(state)
        if drawn != self._files:
            self._files = drawn
            self._show({})
            self._specimens(tuple(file for file in drawn if file), self._show)

    def _show_hand(self, state: DrawerState) -> None:
        """Whoever signs here has a field, and what they drew stands in it before it is anywhere else."""
        self.field.setVisible(bool(state.signs_here) and not self._after)
        name = next((name for user, name in state.keepers if user == state.signs_here), "")
        self.field.set_name(self._texts("drawers.sign.field_of", name=name))
        self.field.set_busy(state.busy)
        if state.custodians_hand != self._hand:
            self._hand = state.custodians_hand
            self.tiles[1].set_ink(ink_image(raw_of(self._hand)) if self._hand else None)
            self.field.update()

    def _show(self, images: Mapping[str, QImage]) -> None:
        for place, (tile, file) in enumerate(zip(self.tiles, self._files, strict=True)):
            if not (place and self._hand):
                tile.set_ink(images.get(file))
