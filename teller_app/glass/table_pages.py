"""Rows that are fetched page by page while one scrolls: the table shows blocks until a page is there, and never waits.

A page is asked for when a row of it is painted; only the pages asked for last are fetched, so a hand on the scroll bar
that passes over a million rows fetches where it comes to rest and not what it passed.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from teller_app.glass.table_model import WAITING, Row
from teller_app.glass.table_order import Order

PAGE = 100
PAGES_MAX = 40
WANTED_MAX = 3


@dataclass(frozen=True, slots=True)
class Page:
    """Rows from ``first`` on; ``total`` is how many rows the order has in all, as counted with this page."""

    first: int
    total: int
    rows: tuple[Row, ...]


class PageSource(Protocol):
    """Where pages come from. ``fetch`` returns at once and answers later through ``done``, on the Qt thread."""

    def fetch(self, first: int, size: int, order: Order, done: Callable[[Page], None]) -> None: ...


class PagedRows:
    """A row source over pages. ``changed`` is called when rows came or went; ``later`` runs a call after the painting.

    One page is under way at a time: the newest wish is served first, older wishes than the last three are dropped.
    """

    def __init__(
        self, source: PageSource, later: Callable[[Callable[[], None]], None], order: Order | None = None
    ) -> None:
        self._source = source
        self._later = later
        self._order = order or Order()
        self._pages: OrderedDict[int, tuple[Row, ...]] = OrderedDict()
        self._fresh: set[int] = set()
        self._wanted: list[int] = []
        self._under_way = -1
        self._era = 0
        self._total = 0
        self.known = False
        """False until the first page said how many rows there are."""
        self.changed: Callable[[bool], None] = lambda counted: None
        """Called with True when the number of rows is another."""

    def begin(self) -> None:
        """Fetch the first page."""
        self._want(0)

    def count(self) -> int:
        """How many rows there are, 0 until it is known."""
        return self._total

    def row(self, index: int) -> Row:
        """One whole row, or WAITING while its page is on its way."""
        number, at = divmod(index, PAGE)
        page = self._pages.get(number)
        if number not in self._fresh:
            self._want(number)
        if page is None:
            return WAITING
        self._pages.move_to_end(number)
        return page[at] if at < len(page) else WAITING

    def loaded(self) -> Sequence[Row]:
        """The rows of all pages that are here."""
        return [row for number in sorted(self._pages) for row in self._pages[number]]

    def drain(self, first: int, size: int, done: Callable[[Sequence[Row]], None]) -> None:
        """A run of rows for an export, past the pages that are kept for the eye."""
        self._source.fetch(first, size, self._order, lambda page: done(page.rows))

    def arrange(self, order: Order) -> None:
        """Another order: every page is another."""
        self._order = order
        self._pages.clear()
        self.reload()

    def place_of(self, key: str) -> int:
        """Where a row is, as far as its page is here; -1 otherwise."""
        for number, rows in self._pages.items():
            at = next((at for at, row in enumerate(rows) if key and row.key == key), -1)
            if at >= 0:
                return number * PAGE + at
        return -1

    def reload(self) -> None:
        """The facts changed: what is in sight is fetched anew and shown as it was until then, so nothing flickers."""
        self._era += 1
        self._fresh.clear()
        self._wanted.clear()
        self._under_way = -1
        self._want(0)

    def _want(self, number: int) -> None:
        if number in self._wanted or number == self._under_way:
            return
        self._wanted.append(number)
        del self._wanted[:-WANTED_MAX]
        if self._under_way < 0:
            self._later(self._fetch)

    def _fetch(self) -> None:
        if self._under_way >= 0 or not self._wanted:
            return
        number = self._under_way = self._wanted.pop()
        era = self._era
        self._source.fetch(number * PAGE, PAGE, self._order, lambda page: self._came(era, number, page))

    def _came(self, era: int, number: int, page: Page) -> None:
        if era != self._era:
            return
        self._under_way = -1
        self._pages[number] = page.rows
        self._fresh.add(number)
        while len(self._pages) > PAGES_MAX:
            self._fresh.discard(self._pages.popitem(last=False)[0])
        counted = not self.known or page.total != self._total
        self._total, self.known = page.total, True
        self.changed(counted)
        if self._wanted:
            self._later(self._fetch)
