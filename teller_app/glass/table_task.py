"""A row of what is to be done: a tile with its face, its two lines, whose it is, and its act (pictures 11 and 22)."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from teller_app.glass.cell_cache import CellCache
from teller_app.glass.figures import tile_fill
from teller_app.glass.look import Look
from teller_app.glass.paint import alpha, chip, chip_width, keycap, keycap_width, paint_icon, rounded, text_width, tone
from teller_app.glass.table_head import PAD
from teller_app.glass.table_model import Row, Task

BELOW, BUTTON, OWNER = 8, 28, 14
"""Gap below a tile, height of the act, icon of the owner, in px."""
INSIDE, SIDE = (12, 9), (34, 26)
"""Padding inside a tile, beside its act too, and side of its face, in px, regular and compact."""
KEY_GAP = 8


def task_of(row: Row) -> Task | None:
    """The row's task, if that is what it shows."""
    return next((cell for cell in row.cells if isinstance(cell, Task)), None)


def tile_box(box: QRectF) -> QRectF:
    """The tile in the box of a whole row."""
    return box.adjusted(PAD, 0, -PAD, -BELOW)


def act_box(look: Look, cell: Task, tile: QRectF) -> QRectF:
    """Where the act stands in a tile; empty without one."""
    if not cell.act:
        return QRectF()
    if cell.tone:
        wide, high = chip_width(look, cell.act, dot=True), 22.0
    else:
        wide, high = text_width(cell.act, look.font("body-strong")) + 2 * look.pick(*INSIDE), float(look.grown(BUTTON))
        wide += KEY_GAP + keycap_width(look, cell.key) if cell.key else 0
    return QRectF(round(tile.right() - look.pick(*INSIDE) - wide), round(tile.center().y() - high / 2), wide, high)


def paint_tile(p: QPainter, look: Look, tile: QRectF, cell: Task | None, ground: tuple[QColor, QColor] | None) -> None:
    """The ground of a task: ``ground`` (fill and line) where it is selected, its tone where it is urgent, else a raised tile."""
    tokens = look.tokens
    if ground is not None:
        rounded(p, tile, 12, *ground)
        rounded(p, QRectF(tile.left() + 3, tile.top() + 12, 3, tile.height() - 24), 1.5, tokens.accent)
    elif cell is not None and cell.face.tone == "neg":
        fg, soft = tone(tokens, "neg")
        rounded(p, tile, 12, soft, alpha(fg, 0.40))
    else:
        rounded(p, tile, 12, tile_fill(look), tokens.fill_line)


def paint_task(p: QPainter, look: Look, cache: CellCache, box: QRectF, cell: Task, lit: bool) -> None:
    """Face, lines, owner and act in a column's box; the tile lies below them already."""
    tokens, tile = look.tokens, box.adjusted(0, 0, 0, -BELOW)
    inside, side = look.pick(*INSIDE), look.pick(*SIDE)
    fg, soft = tone(tokens, cell.face.tone)

    def face(q: QPainter) -> None:
        rounded(q, QRectF(0, 0, side, side), 10, soft)
        paint_icon(q, cell.face.icon, (side - 18) / 2, (side - 18) / 2, 18, fg, "bold")

    icon, mark = ("lightbulb", tokens.info) if cell.hint else ("user", tokens.text2)

    def last(q: QPainter) -> None:
        paint_icon(q, icon, 0, 0, OWNER, mark, "bold")

    # Third text is too faint on a tile (LOOK 9).
    strong, quiet = ("body-strong", tokens.text, look.grown(18)), ("caption", tokens.text2, look.grown(16))
    told = ("body-medium", tokens.text, look.grown(18))
    below = ((cell.face.sub, quiet), (cell.detail, told), (cell.hint or cell.owner, quiet))
    lines = [(cell.face.title, *strong), *((words, *style) for words, style in below if words)]
    y = round(tile.center().y() - sum(line[-1] for line in lines) / 2)
    cache.stamp(p, QPointF(tile.left() + inside, y + 1), ("task", cell.face.icon, cell.face.tone), (side, side), face)
    act = act_box(look, cell, tile)
    left, right = tile.left() + 2 * inside + side, (act.left() if cell.act else tile.right()) - 8
    for at, (words, role, ink, high) in enumerate(lines, 1):
        indent = OWNER + 5 if (cell.hint or cell.owner) and at == len(lines) else 0
        if indent:
            cache.stamp(p, QPointF(left, y + (high - OWNER) / 2), ("last", icon), (OWNER, OWNER), last)
        cache.line(p, QRectF(left + indent, y, max(0.0, right - left - indent), high), words, role, ink)
        y += high
    if cell.act:
        _paint_act(p, look, cache, act, cell, lit)


def _paint_act(p: QPainter, look: Look, cache: CellCache, box: QRectF, cell: Task, lit: bool) -> None:
    tokens = look.tokens
    if cell.tone:
        chip(p, look, box.left(), box.center().y(), cell.act, cell.tone, dot=True)
        return
    rounded(p, box, 8, tokens.secondary, tokens.fill_line)
    cache.line(p, box.adjusted(look.pick(*INSIDE), 0, 0, 0), cell.act, "body-strong", tokens.text)
    if cell.key:
        wide = keycap_width(look, cell.key)
        keycap(p, look, box.right() - look.pick(*INSIDE) + 4 - wide, box.center().y(), cell.key, lit=lit)
