"""How one cell is painted. Called for visible rows only, so it stays plain and quick."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from teller_app.glass.avatar import paint_avatar
from teller_app.glass.look import Look
from teller_app.glass.paint import LEFT, RIGHT, chip, paint_icon, rounded, text, tone
from teller_app.glass.table_head import CELL_GAP
from teller_app.glass.table_model import Cell, Column, Figure, Lead, Person, Status, TwoLines

AVATAR = 30


def paint_cell(p: QPainter, look: Look, box: QRectF, column: Column, cell: Cell, selected: bool) -> None:
    """Paint a cell. In a selected row tertiary text becomes secondary, because its contrast would fall under 4.5."""
    quiet = "text2" if selected else "text3"
    match cell:
        case str():
            _plain(p, look, box, column, cell, quiet)
        case Figure():
            _figure(p, look, box, column, cell.text, quiet if cell.color == "text3" else cell.color)
        case Status():
            chip(p, look, box.left(), box.center().y(), cell.text, cell.tone, cell.icon or None, dot=not cell.icon)
        case Lead():
            _lead(p, look, box, cell, quiet)
        case Person():
            y = box.center().y() - AVATAR / 2
            paint_avatar(p, look, box.left(), y, AVATAR, cell.initials, cell.number)
            _lines(p, look, box.adjusted(AVATAR + 10, 0, -CELL_GAP, 0), cell.name, cell.sub, quiet)
        case TwoLines():
            _lines(p, look, box.adjusted(0, 0, -CELL_GAP, 0), cell.title, cell.sub, quiet)


_FACES = {"text": ("body-medium", "text"), "dim": ("caption", "text2"), "code": ("code-s", "text2")}


def _plain(p: QPainter, look: Look, box: QRectF, column: Column, words: str, quiet: str) -> None:
    if column.kind == "money":
        _figure(p, look, box, column, words, "text")
        return
    role, color = _FACES[column.kind]
    text(p, box.adjusted(0, 0, -CELL_GAP, 0), words, look.font(role), getattr(look.tokens, color))


def _figure(p: QPainter, look: Look, box: QRectF, column: Column, words: str, color: str) -> None:
    role = "body-strong" if color in ("text", "pos", "neg", "warn") else "body-medium"
    align = RIGHT if column.right else LEFT
    text(p, box, words, look.font(role), getattr(look.tokens, color), align, False)


def _lead(p: QPainter, look: Look, box: QRectF, cell: Lead, quiet: str) -> None:
    fg, soft = tone(look.tokens, cell.tone)
    side = look.pick(28, 24)
    y = round(box.center().y() - side / 2)
    rounded(p, QRectF(box.left(), y, side, side), 8, soft)
    paint_icon(p, cell.icon, round(box.left() + (side - 16) / 2), round(y + (side - 16) / 2), 16, fg, "bold")
    _lines(p, look, box.adjusted(side + 10, 0, -CELL_GAP, 0), cell.title, cell.sub, quiet)


def _lines(p: QPainter, look: Look, box: QRectF, first: str, second: str, quiet: str) -> None:
    face = look.font("body-medium")
    if not second:
        text(p, box, first, face, look.tokens.text)
        return
    cy = box.center().y()
    top, low = look.grown(18), look.grown(16)
    text(p, QRectF(box.left(), cy - top + 1, box.width(), top), first, face, look.tokens.text)
    text(p, QRectF(box.left(), cy + 1, box.width(), low), second, look.font("caption"), getattr(look.tokens, quiet))
