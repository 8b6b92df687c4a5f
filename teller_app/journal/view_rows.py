"""The day's transactions as rows of the table: made when they are painted, sorted by their facts and not by their words."""

from collections.abc import Callable, Sequence
from typing import Any

from contract.ledger import TransactionFact
from teller_app.glass.table_model import Column, Figure, Lead, Row, Status
from teller_app.glass.table_order import Order
from teller_app.i18n import formats
from teller_app.i18n.text import Texts
from teller_app.journal import words

_KEYS: tuple[Callable[[TransactionFact], Any], ...] = (
    lambda fact: fact.at,
    lambda fact: fact.holder.casefold(),
    lambda fact: fact.receipt,
    lambda fact: -fact.amount if fact.kind in words.PAID_OUT else fact.amount,
    lambda fact: fact.status.value,
)


def columns(texts: Texts) -> tuple[Column, ...]:
    """Time, who, receipt, amount, status. Where there is no room the receipt goes before the name is cut."""
    return (
        Column(texts("journal.column.time"), 84, "dim", sorts=True),
        Column(texts("journal.column.who"), sorts=True),
        Column(texts("journal.column.receipt"), 190, "code", sorts=True, optional=True),
        Column(texts("journal.column.amount"), 140, "money", sorts=True),
        Column(texts("journal.column.status"), 130, sorts=True, optional=True),
    )


class DayRows:
    """A row source over a day's facts. A day of thousands costs what is in sight of it."""

    def __init__(self, facts: Sequence[TransactionFact], texts: Texts) -> None:
        self._facts, self._texts = facts, texts
        self._order: Sequence[TransactionFact] = facts
        self._made: dict[str, Row] = {}

    def count(self) -> int:
        """How many."""
        return len(self._order)

    def row(self, index: int) -> Row:
        """One row, made once."""
        fact = self._order[index]
        row = self._made.get(fact.transaction)
        if row is None:
            row = self._made[fact.transaction] = self._row(fact)
        return row

    def arrange(self, order: Order) -> None:
        """Sort. The model narrows, so the order's words are not looked at."""
        self._order = self._facts
        if 0 <= order.column < len(_KEYS):
            self._order = sorted(self._facts, key=_KEYS[order.column], reverse=order.descending)

    def place_of(self, key: str) -> int:
        """Where a transaction is shown, -1 where it is not."""
        return next((at for at, fact in enumerate(self._order) if fact.transaction == key), -1)

    def drain(self, first: int, size: int, done: Callable[[Sequence[Row]], None]) -> None:
        """A run of rows, for an export."""
        last = min(first + size, self.count())
        done([self.row(at) for at in range(first, last)])

    def _row(self, fact: TransactionFact) -> Row:
        texts = self._texts
        icon, tone = words.kind_icon(fact)
        kind, accounts = words.kind_words(fact, texts), words.accounts_words(fact, texts)
        who = Lead(icon, tone, fact.holder, texts("journal.sub", kind=kind, account=accounts))
        if not fact.holder:
            # What belongs to no customer (a drawer opened, a transfer to the vault) is named by its kind.
            who = Lead(icon, tone, kind, accounts)
        said, status_tone = words.status_words(fact, texts)
        cells = (
            formats.clock(formats.moment(fact.at)),
            who,
            fact.receipt,
            Figure(*words.amount_words(fact)),
            Status(said, status_tone),
        )
        return Row(fact.transaction, cells)
