"""The business day's journal for whoever asks at every letter: read again only after the replica has changed, and then only what is new.

A branch's day has thousands of rows; to read and decode them all for each key of the palette took the reading thread longer than the key.
"""

from contract.ledger import TransactionFact
from teller_app.journal.queries import newest_rows
from teller_app.sync.facts import fact_from
from teller_app.sync.sqlcipher import Connection


class DayIndex:
    """One person's; called on the reading thread alone. Answers as ``journal_of_day`` does."""

    def __init__(self) -> None:
        self._seen: tuple[object, ...] = ()
        self._known: dict[bytes, TransactionFact] = {}
        self._facts: tuple[TransactionFact, ...] = ()

    def __call__(self, connection: Connection) -> tuple[TransactionFact, ...]:
        """Everything of the business day that this reader may see, newest first."""
        # Another number after each commit of any other connection; the reading one writes nothing itself.
        seen = (connection, connection.execute("PRAGMA data_version").fetchone())
        if seen != self._seen:
            rows = newest_rows(connection)
            # A row that was changed has other bytes: what is known by its bytes need not be decoded once more.
            self._known = {row: self._known.get(row) or fact_from(row, TransactionFact) for row in rows}
            self._facts, self._seen = tuple(self._known.values()), seen
        return self._facts
