"""What is not booked: four figures above, the list at the left, the chosen one at the right (picture 23)."""

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from teller_app.glass.beside import Beside, Part
from teller_app.glass.button import GlassButton
from teller_app.glass.dialog import Dialog
from teller_app.glass.empty_state import EmptyState
from teller_app.glass.figures import FigureTile
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.table import DataTable
from teller_app.glass.table_model import Column, Figure, Lead, Row, Status
from teller_app.i18n import formats
from teller_app.i18n.text import Texts
from teller_app.manifest import Kept
from teller_app.outbox import words
from teller_app.outbox.model import OutboxModel, OutboxState
from teller_app.outbox.view_detail import DetailPanel

WIDE_FROM = 860


class OutboxView(QWidget):
    """Renders ``OutboxState``."""

    def __init__(self, look: Look, texts: Texts, model: OutboxModel, person: Callable[[str], str]) -> None:
        super().__init__()
        self._look, self._texts, self._model = look, texts, model
        self._rows: tuple[tuple[Kept, ...], object] | None = None
        self.asking: Dialog | None = None
        self.strip = GlassPanel(look)
        self.tiles = {
            "waiting": FigureTile(look, "", icon="arrows-clockwise", icon_tone="info", role="title2"),
            "booked": FigureTile(look, "", icon="check", icon_tone="pos", role="title2"),
            "held": FigureTile(look, "", icon="warning", icon_tone="neg", role="title2"),
            "refused": FigureTile(look, "", icon="x", icon_tone="neg", role="title2"),
        }
        self.list = GlassPanel(look, texts("outbox.list"))
        columns = (
            Column(texts("outbox.column.time"), 84, "dim"),
            Column(texts("outbox.column.what")),
            Column(texts("outbox.column.amount"), 130, "money"),
            Column(texts("outbox.column.state"), 140),
            Column(texts("outbox.column.why"), 300, optional=True),
        )
        self.table = DataTable(look, columns, texts("outbox.name"))
        self.none = EmptyState(look, "seal-check", texts("outbox.none"), texts("outbox.none_do"))
        self.none_stuck = EmptyState(look, "seal-check", texts("outbox.none_stuck"), texts("outbox.none_stuck_do"))
        self.detail = DetailPanel(look, texts, model, person)
        self._lay_out()
        self.table.current_changed.connect(self._choose)
        self.table.opened.connect(lambda key: self.both.go(1))
        model.on_change = self.render_state
        self.render_state(model.state)

    def render_state(self, state: OutboxState) -> None:
        """Rows only when they are others; figures, choice and detail always."""
        with QSignalBlocker(self.table):
            if (state.shown, state.subjects) != self._rows:
                self._rows = (state.shown, state.subjects)
                self.table.set_rows([self._row(row, state) for row in state.shown])
            if state.chosen and self.table.current_key() != state.chosen.command_id:
                self.table.select_row(state.index)
        self.table.setVisible(bool(state.shown))
        self.none.setVisible(not state.rows)
        self.none_stuck.setVisible(bool(state.rows) and not state.shown)
        self.list.set_caption(words.outage(state, self._texts))
        for name, rows in (
            ("waiting", state.waiting),
            ("booked", state.booked),
            ("held", state.held),
            ("refused", state.refused),
        ):
            caption, sum_of = self._texts(f"outbox.tile.{name}"), words.total(rows)
            tile = self.tiles[name]
            tile.set_caption(f"{caption} · {sum_of}" if sum_of else caption)
            tile.set_figure(formats.pieces(len(rows)), words.TILES[name] if rows else "")
        self.detail.render_state(state)
        self._ask(state)

    def act(self, intent: str) -> bool:
        """A key of the manifest; False where it does not apply."""
        if intent == "problems":
            self._model.toggle_stuck()
            return True
        if intent == "send_again":
            return self._model.send_again()
        return intent == "put_away" and self._model.ask_put_away()

    def why_off(self, intent: str) -> str:
        """Why a key of the manifest cannot be had now, in words; empty when it can."""
        state = self._model.state
        if intent == "send_again" and not state.can_send:
            return self._texts(f"outbox.off.{_why_not_sent(state)}")
        if intent == "put_away" and not state.can_put_away:
            return self._texts("outbox.off.none" if state.chosen is None else "outbox.off.put_away")
        return ""

    def enter(self) -> None:
        """The list has the focus: arrows move at once."""
        self.both.go(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        """Nothing is lost by leaving."""
        return True

    def _ask(self, state: OutboxState) -> None:
        """The question lies over the whole window, so it is made when there is one."""
        if not state.asking or self.asking is not None:
            return
        row, texts = state.chosen, self._texts
        body = words.what_to_do(row, texts) if row else ""
        dialog = self.asking = Dialog(self._look, self.window(), texts("outbox.ask"), body, "receipt", "warn")
        dialog.add_button("cancel", GlassButton(self._look, texts("outbox.keep"), "ghost", key="Esc"))
        yes = GlassButton(self._look, texts("outbox.put_away"), "primary", "check", "Enter")
        dialog.add_button("put_away", yes, default=True)
        dialog.chosen.connect(self._answered)
        dialog.open()

    def _answered(self, choice: str) -> None:
        if self.asking is not None:
            self.asking.deleteLater()
            self.asking = None
        self._model.put_away(choice == "put_away")

    def _choose(self, key: str) -> None:
        keys = [row.command_id for row in self._model.state.shown]
        if key in keys:
            self._model.choose(keys.index(key))

    def _row(self, row: Kept, state: OutboxState) -> Row:
        icon, tone = words.kind_icon(row)
        lead = Lead(icon, tone, words.who(row, state, self._texts), words.about(row, state, self._texts))
        said, state_tone = words.state_words(row, self._texts)
        at = formats.clock(formats.moment(row.at))
        cells = (
            at,
            lead,
            Figure(*words.amount_words(row)),
            Status(said, state_tone),
            words.why(row, self._texts).title,
        )
        return Row(row.command_id, cells)

    def _lay_out(self) -> None:
        tiles = QHBoxLayout()
        tiles.setSpacing(8)
        for tile in self.tiles.values():
            tiles.addWidget(tile, 1)
        self.strip.body.addLayout(tiles)
        for part in (self.table, self.none, self.none_stuck):
            self.list.body.addWidget(part, 1)
        texts = self._texts
        parts = (
            Part(texts("outbox.list"), self.list, 1020, "tray"),
            Part(texts("outbox.one"), self.detail, 624, "receipt"),
        )
        self.both = Beside(self._look, texts("outbox.name"), parts, WIDE_FROM)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(self.strip)
        whole.addWidget(self.both, 1)


def _why_not_sent(state: OutboxState) -> str:
    if state.chosen is None:
        return "none"
    if not state.chosen.stuck:
        return "goes_out"
    return "offline" if state.chosen.may_send_again else "send_again"
