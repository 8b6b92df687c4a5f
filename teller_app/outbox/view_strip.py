"""Above the list: how long the line was away, and four figures of what waits (picture 23)."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.outcome_tile import OutcomeTile
from teller_app.glass.panel import GlassPanel
from teller_app.glass.timeline import Timeline
from teller_app.i18n import formats
from teller_app.i18n.text import Texts
from teller_app.outbox import outlook_words, words
from teller_app.outbox.state import OutboxState

PLAIN = {
    "waiting": ("info", "arrows-clockwise"),
    "booked": ("pos", "check-circle"),
    "held": ("neg", "warning"),
    "refused": ("neg", "warning-circle"),
}
"""Tone and icon of each figure while nothing is looked at."""


class StripPanel(GlassPanel):
    """The tiles say how things stand; once what is held back was looked at, what will become of it."""

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__(look)
        self._texts = texts
        self.tiles = {
            name: OutcomeTile(look, texts(f"outbox.tile.{name}"), tone, icon)
            for name, (tone, icon) in {**PLAIN, **outlook_words.TILES}.items()
        }
        self.title = Text(look, "", "body-strong")
        self.outage = Timeline(look, texts("outbox.outage.lost"), whole=True)
        self.away = QWidget()
        column = QVBoxLayout(self.away)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addWidget(self.outage)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.away, 5)
        for tile in self.tiles.values():
            row.addWidget(tile, 2)
        self.body.add_row(row)

    def render_state(self, state: OutboxState) -> None:
        """Four figures, and the outage where there was one."""
        texts = self._texts
        plain = {
            "waiting": (*state.waiting, *state.back),
            "booked": state.booked,
            "held": state.held,
            "refused": state.refused,
        }
        for name, rows in plain.items():
            self.tiles[name].set_figure(formats.pieces(len(rows)), words.total(rows), bool(rows and words.TILES[name]))
        for name in outlook_words.TILES:
            figure, note = outlook_words.tile(name, state, texts)
            self.tiles[name].set_figure(figure, note, figure != "0")
        for name, tile in self.tiles.items():
            tile.setVisible((name in outlook_words.TILES) == state.looked)
        title, moments = words.outage_line(state, texts)
        self.away.setVisible(bool(moments))
        self.title.setText(title)
        self.outage.set_moments(moments)
