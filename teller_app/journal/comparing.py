"""Ctrl+I: what was signed beneath a transaction, beside the specimens on file. An intent beside those of the model. No Qt."""

from collections.abc import Callable
from typing import Any

import msgspec

from contract import paths
from contract.base import UNREADABLE
from contract.customers import CustomerFact, MandateFact
from contract.ledger import Original, TransactionFact
from teller_app.glass.hands_beside import Compared, Today
from teller_app.journal.state import JournalState
from teller_app.room_model import RoomModel

type Signatories = Callable[[Any, str], tuple[CustomerFact | None, MandateFact | None]]
"""The holder and the mandate of an account, as far as this reader's replica knows them."""


class Comparing(RoomModel[JournalState]):
    """What was signed lies in the journal's body alone, where a person's data can be erased: so it is asked for, and kept nowhere."""

    _signatories: Signatories

    def compare(self) -> bool:
        """False where there is nothing that anybody signs for."""
        fact = self.state.chosen
        if fact is None or self.state.why_not_compared:
            return False
        self._set(comparing=Compared(fact.transaction), problem="")
        path = paths.ORIGINAL.format(transaction=fact.transaction)
        self._port.fetch(path, {}, lambda body, code: self._original_came(fact, body, code))
        return True

    def leave_compare(self) -> None:
        """Esc."""
        self._set(comparing=None)

    def _original_came(self, fact: TransactionFact, body: bytes | None, code: str) -> None:
        asked = Compared(fact.transaction)
        if self.state.comparing != asked:
            return
        try:
            original = msgspec.json.decode(body, type=Original) if body is not None else None
        except UNREADABLE:
            original, code = None, "server_fault"
        if original is None:
            self._set(comparing=None)
            self._fail("needs_server" if code == "offline" else code)
            return
        account = original.account or next(iter(fact.accounts), "")
        today = Today(original.signed, original.unsigned)

        def found(known: tuple[CustomerFact | None, MandateFact | None]) -> None:
            if self.state.comparing == asked:
                self._set(comparing=Compared(asked.key, *known, today))

        self._port.query(lambda conn: self._signatories(conn, account), found)
