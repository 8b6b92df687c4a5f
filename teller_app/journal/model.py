"""The journal's behaviour: filter, choose, reprint, reverse. No Qt.

A reversal always asks a second person. One that moves cash is answered with a permit: the maker then counts the pieces
that change hands and sends it again with them (``use_permit``).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from contract import paths
from contract.approvals import RequestFact
from contract.doors import NoteActivity
from contract.drawers import SessionFact
from contract.feed import AnyAnswer, Executed
from contract.ids import new_id
from contract.ledger import Cash, RefundFee, ReverseTransaction, Status, TransactionFact
from teller_app.journal.comparing import Comparing, Signatories
from teller_app.journal.state import LOANS, JournalState
from teller_app.journal.words import BROUGHT_IN, PAID_OUT
from teller_app.manifest import Port

TOPICS = frozenset({"transaction", "outbox", "request"})
KINDS = ("all", "cash", "reversed")


@dataclass(frozen=True)
class Lookups:
    """Questions to the replica."""

    day: Callable[[Any], Sequence[TransactionFact]]
    session: Callable[[Any, str], SessionFact | None]
    signatories: Signatories


class JournalModel(Comparing):
    """See the module."""

    def __init__(self, port: Port, lookups: Lookups, reprint: Callable[[TransactionFact], None]) -> None:
        super().__init__(port, JournalState(line=port.line))
        self._lookups = lookups
        self._reprint = reprint
        self._signatories = lookups.signatories
        self._session: SessionFact | None = None
        self._originals: dict[str, str] = {}
        self._listen(TOPICS)

    def refresh(self) -> None:
        """Read the day again."""
        user = self._port.me.user
        self._port.query(
            lambda conn: (tuple(self._lookups.day(conn)), self._lookups.session(conn, user)), self._refreshed
        )

    def _refreshed(self, found: tuple[tuple[TransactionFact, ...], SessionFact | None]) -> None:
        self._session = found[1]
        # "The manager has been asked" is over once the reversal that was pending is not.
        decided = self.state.notice == "awaiting" and self._pending(self.state.rows) and not self._pending(found[0])
        self._set(rows=found[0], notice="" if decided else self.state.notice)
        self._filter()

    def _pending(self, rows: Sequence[TransactionFact]) -> bool:
        chosen = self.state.chosen.transaction if self.state.chosen else ""
        return any(row.status is Status.PENDING and row.reverses == chosen for row in rows)

    def set_filter(self, text: str) -> None:
        """Words of the holder, digits of the receipt or the account."""
        self._set(filter_text=text)
        self._filter()

    def set_kind(self, kind: str) -> None:
        """all, cash or reversed."""
        self._set(kind=kind)
        self._filter()

    def next_kind(self) -> None:
        """From all to cash to reversed, and around."""
        self.set_kind(KINDS[(KINDS.index(self.state.kind) + 1) % len(KINDS)])

    def _filter(self) -> None:
        words = self.state.filter_text.lower().split()
        chosen = self.state.chosen
        shown = tuple(fact for fact in self.state.rows if _of_kind(fact, self.state.kind) and _matches(fact, words))
        # A row that arrives above the chosen one must not push the choice to its neighbour.
        index = next((at for at, fact in enumerate(shown) if chosen and fact.transaction == chosen.transaction), 0)
        self._set(shown=shown, index=index)

    def choose(self, index: int) -> None:
        """Select a row."""
        self._set(index=index, problem="", notice="")

    def reprint(self) -> bool:
        """Ctrl+P: the receipt again, which then says DUPLICATE. False where there is none."""
        chosen = self.state.chosen
        if chosen is None or not chosen.receipt or chosen.kind in LOANS:
            return False
        self._reprint(chosen)
        return True

    def export(self, write: Callable[[], None]) -> None:
        """What leaves the bank in a file is noted there first, with who took how much of which day; without the server nothing leaves."""
        day = self.state.shown[0].business_date if self.state.shown else ""

        def noted(body: bytes | None, code: str) -> None:
            if body is not None:
                write()
            else:
                self._fail("needs_server" if code == "offline" else code)

        said = NoteActivity(what="exported", about=f"journal {day} ({len(self.state.shown)})")
        self._port.post(paths.ACTIVITY, said, noted)

    def exported(self, rows: int) -> None:
        """The rows that are shown were written to a file."""
        self._notify("exported", {"n": rows}, "pos")

    def not_exported(self) -> None:
        """The file could not be written."""
        self._fail("not_written")

    def ask_reversal(self) -> None:
        """Begin a reversal of the chosen transaction, if it can be reversed at all."""
        why = self.state.why_not_reversed
        if why == "offline":
            self._fail("needs_server")
        elif why in ("status", "reversal", "kind"):
            self._fail("not_reversible")
        elif not why and not self.state.busy:
            self._set(reversing=True, problem="", notice="")

    def ask_refund(self) -> None:
        """Begin to give the chosen transaction's fee back: the same question of why, and the same second person."""
        why = self.state.why_not_refunded
        if why:
            self._fail("needs_server" if why == "offline" else "no_fee")
        elif not self.state.busy:
            self._set(reversing=True, refunding=True, problem="", notice="")

    def cancel_reversal(self) -> None:
        """Esc in the dialogue of the reason or of the cash."""
        self._set(reversing=False, refunding=False, paying=None, counts={}, problem="")

    def reverse(self, reason: str) -> None:
        """Ask for the reversal. No cash yet: nobody hands over notes before a second person has agreed."""
        fact = self.state.chosen
        if fact is None or self.state.busy:
            return
        if not reason.strip():
            self._fail("reason_missing")
            return
        if self.state.refunding:
            self._send(RefundFee(original=fact.transaction, amount=fact.fee, reason=reason.strip()))
            return
        command = ReverseTransaction(transaction=new_id(), original=fact.transaction, reason=reason.strip())
        self._originals[command.transaction] = fact.transaction
        self._send(command)

    def use_permit(self, request: RequestFact) -> None:
        """An approved cash reversal: count what changes hands. Called from the approvals."""
        if self.original_of(request) is None:
            self._fail("permit_mismatch")
        else:
            self._set(paying=request, counts={}, problem="", notice="")

    def original_of(self, request: RequestFact) -> TransactionFact | None:
        """What a request reverses: as asked here, else by account and amount; the server refuses a wrong one."""
        named = self._originals.get(request.transaction)
        alike = [
            fact
            for fact in self.state.rows
            if fact.status is Status.COMPLETED
            and not fact.reverses
            and fact.amount == request.amount
            and (request.account in fact.accounts or request.original == fact.transaction)
        ]
        chosen = self.state.chosen
        first = chosen if chosen in alike else alike[0] if alike else None
        return next((fact for fact in self.state.rows if fact.transaction == named), first)

    def set_counts(self, counts: dict[str, int]) -> None:
        """Pieces of the reversal's cash."""
        self._set(counts=dict(counts), problem="")

    def pay(self) -> None:
        """Send the reversal with its permit, its pieces and a receipt number of this drawer."""
        request = self.state.paying
        original = self.original_of(request) if request else None
        if request is None or original is None or self.state.busy:
            return
        if self.state.counted != request.amount:
            self._fail("cash_mismatch", {"amount": request.amount, "counted": self.state.counted})
            return
        pieces = {face: count for face, count in self.state.counts.items() if count}
        cash = Cash(given=pieces) if original.kind in BROUGHT_IN else Cash(received=pieces)

        def numbered(receipt: str) -> None:
            self._send(
                ReverseTransaction(
                    transaction=request.transaction,
                    original=original.transaction,
                    reason=request.narration,
                    cash=cash,
                    receipt=receipt,
                    permit=request.request,
                ),  # fmt: skip
                receipt,
            )

        self._port.next_receipt(numbered)

    def _send(self, command: ReverseTransaction | RefundFee, receipt: str = "") -> None:
        self._set(reversing=False, refunding=False, paying=None, counts={})
        self._submit(command, self._told, receipt)

    def _told(self, answer: AnyAnswer) -> None:
        if isinstance(answer, Executed):
            self._notify("reversed", {}, "pos")
        else:
            self._notify("awaiting", {}, "warn")


def _of_kind(fact: TransactionFact, kind: str) -> bool:
    if kind == "cash":
        return fact.kind in ("deposit", "withdraw") or (fact.kind in BROUGHT_IN | PAID_OUT and bool(fact.receipt))
    if kind == "reversed":
        return fact.status is Status.REVERSED or bool(fact.reverses)
    return True


def _matches(fact: TransactionFact, words: list[str]) -> bool:
    text = " ".join((fact.holder, fact.receipt, fact.narration, *fact.account_numbers)).lower()
    return all(word in text for word in words)
