"""What a table shows: columns, typed cells, whole rows, and the thin Qt model over a source of rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

type Kind = Literal["text", "dim", "code", "money"]
type Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, its width in px (0 shares what is left), and how plain strings in it are drawn.

    ``money`` is right-aligned and strong, ``code`` uses the code face, ``dim`` is a caption in the second text colour.
    ``sorts``: rows can be ordered by it; ``optional``: a person may hide it; ``centred``: head, chips, marks and plain strings
    stand in its middle.
    """

    title: str
    width: int = 0
    kind: Kind = "text"
    sorts: bool = False
    optional: bool = False
    centred: bool = False

    @property
    def right(self) -> bool:
        """Figures stand at the right."""
        return self.kind == "money"


@dataclass(frozen=True, slots=True)
class Lead:
    """A tinted tile with an icon, and one or two lines. ``among_people``: its words begin where those of a ``Person`` do."""

    icon: str
    tone: str
    title: str
    sub: str = ""
    among_people: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """An avatar and two lines; ``number`` (staff or customer number) decides the hue.

    ``presence`` is a dot at the avatar: on, away, off, or "" for none. It never stands alone: another cell says it in words.
    """

    name: str
    initials: str
    number: str
    sub: str = ""
    presence: Literal["", "on", "away", "off"] = ""


@dataclass(frozen=True, slots=True)
class TwoLines:
    """Two lines without a tile, at the right in a money column; ``color`` is the first line's token name."""

    title: str
    sub: str
    color: str = "text"


@dataclass(frozen=True, slots=True)
class Status:
    """A chip: always words, with a dot or an icon; ``plain`` without either, where chips fill a table."""

    text: str
    tone: str
    icon: str = ""
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """An icon without words beside it; ``words`` say it to whoever does not see it. ``color`` is a token name."""

    icon: str
    words: str
    color: str = "pos"


@dataclass(frozen=True, slots=True)
class Figure:
    """A formatted figure in a money column; ``color`` is a token name ("pos" for a credit, "text3" for nothing)."""

    text: str
    color: str = "text"


@dataclass(frozen=True, slots=True)
class Trend:
    """A small line of values, oldest first; ``words`` say what it shows, ``mark`` is the token name of its colour."""

    values: tuple[float, ...]
    words: str
    mark: str = "accent_mark"


@dataclass(frozen=True, slots=True)
class Gauge:
    """A figure in a money column over a bar of how much of its limit it is; ``words`` say that share.

    ``share`` and ``tick`` (where a warning begins, None for no tick) are shares of the limit, 0.0 to 1.0 and above; ``mark`` is the
    token name of the bar's colour.
    """

    text: str
    words: str
    share: float
    mark: str = "accent_mark"
    tick: float | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A whole request in one cell: its face, a figure with what stands under it at the right, and chips below both.

    Chips that have no room step aside, the last first: what they say stands where the request is read. Without chips its words
    take two lines each where one is not enough.
    """

    face: Person | Lead
    figure: str
    aside: str = ""
    chips: tuple[Status, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """Something to be done, in one cell: what it is over whose it is, and its one act at the right.

    The act is a button with its ``key``, or with a ``tone`` a chip: it is done, or on its way. ``detail`` is a line of figures below the
    face's two, ``hint`` what is proposed, in the owner's place.
    """

    face: Lead
    owner: str = ""
    act: str = ""
    key: str = ""
    tone: str = ""
    detail: str = ""
    hint: str = ""


type Cell = str | Lead | Person | TwoLines | Status | Mark | Figure | Trend | Gauge | Card | Task


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a key that outlives refreshes, and one cell for each column."""

    key: str
    cells: tuple[Cell, ...]


WAITING = Row("", ())
"""Stands for a row that is on its way; it is drawn as blocks."""


class RowSource(Protocol):
    """Where rows come from. ``row`` is asked for visible rows only, as often as they are painted: it must be cheap."""

    def count(self) -> int:
        """How many rows there are."""

    def row(self, index: int) -> Row:
        """One whole row."""


class RowList:
    """A source over rows that are in memory."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows

    def count(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def row(self, index: int) -> Row:
        """One whole row."""
        return self._rows[index]


def cell_text(cell: Cell) -> str:
    """A cell as plain words: for the clipboard and the screen reader."""
    match cell:
        case Lead(title=first, sub=second) | TwoLines(title=first, sub=second) | Person(name=first, sub=second):
            return f"{first}, {second}" if second else first
        case Status(text=words) | Figure(text=words):
            return words
        case Trend(words=words) | Mark(words=words):
            return words
        case Gauge(text=figure, words=share):
            return f"{figure}, {share}"
        case Card():
            said = (cell_text(cell.face), cell.figure, cell.aside, *(chip.text for chip in cell.chips))
            return ", ".join(part for part in said if part)
        case Task():
            said = (cell_text(cell.face), cell.detail, cell.hint, cell.owner, cell.act, cell.key)
            return ", ".join(part for part in said if part)
        case str():
            return cell


class RowModel(QAbstractTableModel):
    """Gives Qt (selection, keys, screen readers) what the source says. The painting does not pass through here."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self._source: RowSource = RowList(())
        self.waiting_words = ""
        """What a screen reader says for a row that is on its way."""

    def set_title(self, at: int, title: str) -> None:
        """Another head of a column."""
        self._columns = tuple(replace(item, title=title) if n == at else item for n, item in enumerate(self._columns))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, at, at)

    @property
    def source(self) -> RowSource:
        """The rows shown now."""
        return self._source

    def recount(self) -> None:
        """The same source has other rows."""
        self.beginResetModel()
        self.endResetModel()

    def set_source(self, source: RowSource) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._source = source
        self.endResetModel()

    def replace(self, source: RowSource) -> None:
        """The same rows, by their keys and their order, which say something else: selection and place stay as they are."""
        self._source = source
        last = self.index(source.count() - 1, len(self._columns) - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index | None = None) -> int:
        """How many rows there are."""
        return 0 if parent is not None and parent.isValid() else self._source.count()

    def columnCount(self, parent: Index | None = None) -> int:
        """How many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The plain words of a cell."""
        if index.isValid() and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            cells = self._source.row(index.row()).cells
            return cell_text(cells[index.column()]) if cells else self.waiting_words
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The heads of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        return None
