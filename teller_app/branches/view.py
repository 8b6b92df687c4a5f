"""Branch today (picture 11): six figures, live drawers and hours at the left, the board in the middle, what waits and the alerts right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from teller_app.branches import words
from teller_app.branches.key_figures import key_figures
from teller_app.branches.model import BranchModel
from teller_app.branches.state import BranchState
from teller_app.branches.view_alerts import AlertsPanel, WaitingPanel
from teller_app.branches.view_board import BoardPanel
from teller_app.branches.view_end_closing import why_not_closed
from teller_app.branches.view_live import LiveColumn
from teller_app.glass.beside import Beside, Part
from teller_app.glass.figures import FigureTile
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.i18n import formats
from teller_app.i18n.text import Texts
from teller_app.manifest import Guide

WIDE_FROM = 1180
FIGURES = (("drawers", "cash-register"), ("vault", "vault"), ("transit", "truck"), ("net", "arrow-right"), ("postings", "receipt"),
           ("blockers", "warning-circle"))  # fmt: skip
CASH = ("drawers", "vault", "transit", "net")


class BranchView(QWidget):
    """Renders ``BranchState``."""

    def __init__(self, look: Look, texts: Texts, model: BranchModel) -> None:
        super().__init__()
        self._texts, self._model = texts, model
        self.strip = GlassPanel(look)
        self.tiles = {name: FigureTile(look, texts(f"branches.figure.{name}"), icon=icon, role="title2", noted=True, plain=True,
                                       ruled=bool(at)) for at, (name, icon) in enumerate(FIGURES)}  # fmt: skip
        row = QHBoxLayout()
        row.setSpacing(12)
        for tile in self.tiles.values():
            # In a narrow window a note takes a second line: all are as high as the highest.
            tile.setSizePolicy(tile.sizePolicy().horizontalPolicy(), QSizePolicy.Policy.Preferred)
            row.addWidget(tile, 1)
        self.strip.body.add_row(row)
        self.live = LiveColumn(look, texts)
        self.board = BoardPanel(look, texts, model)
        self.waiting = WaitingPanel(look, texts, model)
        self.alerts = AlertsPanel(look, texts, model)
        parts = (
            Part(texts("branches.live"), self.live, 640, "cash-register"),
            Part(texts("branches.readiness"), self.board, 540, "seal-check"),
            Part(texts("branches.waiting"), self.waiting, 448, "seal-check", high=7),
            Part(texts("branches.alerts"), self.alerts, 448, "bell", below=True, high=6),
        )
        self.both = Beside(look, texts("branches.title"), parts, WIDE_FROM, least=360)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(self.strip)
        whole.addWidget(self.both, 1)
        self.live.table.opened.connect(model.look_into)
        model.on_change = self.render_state
        self.render_state(model.state)

    def render_state(self, state: BranchState) -> None:
        """The strip and all three columns."""
        sign = formats.currency_sign(state.currency)
        for name, found in key_figures(state, self._texts).items():
            tile = self.tiles[name]
            caption = self._texts(f"branches.figure.{name}")
            tile.set_caption(self._texts("branches.figure.in", what=caption, sign=sign) if name in CASH else caption)
            tile.set_figure(found.figure, found.tone)
            tile.set_note(found.note, found.note_tone)
        self.live.render_state(state)
        self.board.render_state(state)
        self.waiting.render_state(state)
        self.alerts.render_state(state)

    def act(self, intent: str) -> bool:
        """A key of the manifest; False where it does not apply."""
        model = self._model
        # F9 says in full what holds the close up: the model does.
        if intent != "forward" and self.why_off(intent):
            return False
        if intent == "report":
            model.read_report()
            model.open_room("day_end")
        elif intent == "acknowledge":
            return model.acknowledge()
        elif intent == "print":
            return model.print_proof()
        elif intent == "currency":
            return model.next_currency()
        elif intent == "review":
            return model.review()
        elif intent == "drawers":
            self.both.go(0)
            self.live.focus()
        elif intent == "vault":
            model.open_room("vault")
        elif intent == "nudge":
            return model.nudge()
        elif intent == "force":
            return model.force_close(self.live.in_hand())
        elif intent == "nudge_all":
            return model.nudge_all()
        elif intent == "forward":
            self.both.go(1)
            return model.forward()
        else:
            return False
        return True

    def why_off(self, intent: str) -> str:
        """Why a key cannot be had now, in words; empty when it can."""
        state, texts = self._model.state, self._texts
        if intent in ("nudge", "nudge_all", "forward") and not state.may_run:
            return texts("branches.off.right")
        if intent == "vault" and not state.may_vault:
            return texts("branches.off.vault")
        if intent == "forward":
            return why_not_closed(state, texts)
        if intent == "force" and not state.may_decide:
            return texts("branches.off.decide")
        if intent == "force" and not self._model.open_drawer(self.live.in_hand()):
            return texts("vault.off.choice")
        if intent == "currency":
            return "" if len(state.currencies) > 1 else texts("branches.off.currency")
        if intent == "nudge" and (state.blocker is None or state.blocker.act != "nudge"):
            return texts("vault.off.choice")
        return texts("branches.off.closed") if intent == "report" and not state.open else ""

    def guide(self) -> Guide:
        """By when the day is usually over."""
        state = self._model.state
        more = (
            self._texts("branches.closes", at=formats.clock_minute(state.until)) if state.open and state.until else ""
        )
        return Guide(more=more, quiet=frozenset({"F2"}))

    def enter(self) -> None:
        """The blockers have the focus, and the report is read anew."""
        self.board.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._model.state.online:
            self._model.read_report()

    def leave(self) -> bool:
        """Nothing is lost by leaving."""
        return True


__all__ = ["BranchView", "words"]
