"""A tile with a caption and the figure it is about."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QResizeEvent

from teller_app.glass.look import Look
from teller_app.glass.paint import alpha, paint_icon, rounded, text, text_width, tone
from teller_app.glass.painted import Painted
from teller_app.glass.wrap import wrapped

CAPTION_STEP = 16
_LARGE = {"title1": (84, 66), "title2": (76, 60), "callout-strong": (64, 52)}


class FigureTile(Painted):
    """``role`` is the size of the figure: title1 (reconciliation), title2, or callout-strong (small tiles).

    The icon's tone marks what the figure is; ``set_figure`` may tint the whole tile where it needs attention. ``noted``: there is room
    for a line under the figure, so that tiles beside each other keep one height. ``plain`` ones stand on the bare panel, a line before
    each that is ``ruled``.
    """

    def __init__(
        self,
        look: Look,
        caption: str,
        figure: str = "",
        icon: str = "",
        icon_tone: str = "mute",
        role: str = "title1",
        noted: bool = False,
        plain: bool = False,
        ruled: bool = False,
    ) -> None:
        super().__init__(look, caption, (0, _LARGE[role][0]))
        self._caption = caption
        self._icon = icon
        self._icon_tone = icon_tone
        self._role = role
        self._tone = ""
        self._figure = ""
        self._noted, self._note, self._note_tone = noted, "", ""
        self._plain, self._ruled = plain, ruled
        self.set_figure(figure)

    def sizeHint(self) -> QSize:
        """Lower in the compact density, higher when the caption needs a second line."""
        high = self.look.grown(self.look.pick(*_LARGE[self._role]))
        return QSize(0, high + (len(self._caption_lines()) - 1) * CAPTION_STEP + self._note_room() - self._closer())

    def minimumSizeHint(self) -> QSize:
        """Narrow, but never lower."""
        return QSize(90, self.sizeHint().height())

    @property
    def figure(self) -> str:
        """The figure as shown."""
        return self._figure

    def set_caption(self, caption: str) -> None:
        """Another caption."""
        if caption == self._caption:
            return
        self._caption = caption
        self.setAccessibleName(caption)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need another line for the caption."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def set_figure(self, figure: str, tone_name: str = "") -> None:
        """Another figure; ``tone_name`` (pos, neg, warn, info) tints the tile, "" leaves it plain."""
        if (figure, tone_name) == (self._figure, self._tone):
            return
        self._figure, self._tone = figure, tone_name
        self._describe()
        self.update()

    @property
    def note(self) -> str:
        """The line under the figure."""
        return self._note

    def set_note(self, note: str, tone_name: str = "") -> None:
        """What stands under the figure, in the second text colour or in a tone's (warn)."""
        if (note, tone_name) == (self._note, self._note_tone):
            return
        self._note, self._note_tone = note, tone_name
        self._describe()
        self.refresh()

    def _describe(self) -> None:
        self.setAccessibleDescription(", ".join(part for part in (self._figure, self._note) if part))

    def draw(self, p: QPainter) -> None:
        """Tile, caption, figure."""
        tokens, look = self.look.tokens, self.look
        box = QRectF(self.rect())
        color = tokens.text
        if self._plain:
            color = tone(tokens, self._tone)[0] if self._tone else color
            if self._ruled:
                p.fillRect(QRectF(0, 4, 1, box.height() - 8), tokens.sep)
        elif self._tone:
            color, soft = tone(tokens, self._tone)
            rounded(p, box, 14, soft, alpha(color, 0.40))
        else:
            rounded(p, box, 12 if self._icon else 14, tile_fill(look), tokens.fill_line)
        side = self._side()
        left = float(side)
        top = look.pick(10, 6) - (6 if self._plain else 0)
        if self._icon:
            paint_icon(p, self._icon, side, top + 2, 14, tone(tokens, self._icon_tone)[0], "bold")
            left += 19
        for at, line in enumerate(self._caption_lines()):
            row = QRectF(left, top + at * CAPTION_STEP, box.width() - left - 6, look.grown(18))
            text(p, row, line, self._small(), tokens.text2)
        below = self._note_room()
        if self._note:
            self._draw_note(p, box.bottom() - look.pick(9, 5) + (6 if self._plain else 0) - below, side)
        tall = look.grown(34 if self._role == "title1" else 28 if self._role == "title2" else 20)
        foot = look.pick(11, 6) - (5 if self._plain else 0)
        low = QRectF(side, box.bottom() - tall - foot - below, box.width() - side - 8, tall)
        text(p, low, self._figure, look.font(self._fitting(low.width())), color)

    def _draw_note(self, p: QPainter, top: float, side: int) -> None:
        color = tone(self.look.tokens, self._note_tone)[0] if self._note_tone else self.look.tokens.text2
        for at, line in enumerate(self._note_lines()):
            row = QRectF(side, top + at * CAPTION_STEP, self.width() - side - 6, self.look.grown(18))
            text(p, row, line, self.look.font("caption"), color)

    def _side(self) -> int:
        """Where its words begin: on the bare panel in line with the title of what stands below."""
        if self._plain and not self._ruled:
            return 0
        return 12 if self._icon else 16

    def _closer(self) -> int:
        """With three lines they stand closer than two; on the bare panel there is no edge to keep from."""
        return (self.look.pick(8, 4) if self._noted else 0) + (12 if self._plain else 0)

    def _note_room(self) -> int:
        return self.look.grown(max(1, len(self._note_lines())) * CAPTION_STEP) if self._noted else 0

    def _note_lines(self) -> list[str]:
        return self._wrapped(self._note, "caption", self._side())

    def _wrapped(self, words: str, role: str, left: int) -> list[str]:
        # Before it has a width it is taken to have room: a first guess of two lines would never be taken back.
        room = self.width() - left - 6 if self.testAttribute(Qt.WidgetAttribute.WA_Resized) else 1000
        return wrapped(words, self.look.font(role), room, 2)

    def _small(self) -> QFont:
        return self.look.font("caption" if self._icon else "caption-medium")

    def _caption_lines(self) -> list[str]:
        role = "caption" if self._icon else "caption-medium"
        return self._wrapped(self._caption, role, 31 if self._icon else 16) or [""]

    def _fitting(self, width: float) -> str:
        """A figure is never cut: where it does not fit, it is set one role smaller."""
        roles = list(_LARGE)
        for role in roles[roles.index(self._role) :]:
            if text_width(self._figure, self.look.font(role)) <= width:
                return role
        return roles[-1]


def tile_fill(look: Look) -> QColor:
    """The fill of a raised tile: lighter than the panel in both themes."""
    return look.tokens.fill if look.dark else alpha(QColor("#FFFFFF"), 0.58)
