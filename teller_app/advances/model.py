"""The advances' behaviour: asking, paying from the own drawer, retiring. No Qt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from contract.advances import AdvanceFact, AdvanceState, PayAdvance, RequestAdvance, RetireAdvance
from contract.base import Command
from contract.ids import new_id
from contract.ledger import Cash
from contract.money import Money
from contract.staff import UserFact
from teller_app.advances.state import AdvancesState
from teller_app.manifest import Port
from teller_app.room_model import RoomModel

TOPICS = frozenset({"advance", "user", "session", "branch", "outbox"})
CURRENCY = "GHS"


@dataclass(frozen=True)
class Lookups:
    """Questions to the replica. ``drawer`` is the number of the open drawer, ``day`` the branch's business date."""

    advances: Callable[[Any], Sequence[AdvanceFact]]
    people: Callable[[Any], Sequence[UserFact]]
    drawer: Callable[[Any, str], str]
    day: Callable[[Any], str]


class AdvancesModel(RoomModel[AdvancesState]):
    """See the module. Set ``on_change`` before the first intent. ``print_paper`` prints an advance's step: 1 the payment's voucher, 0 the newest."""

    def __init__(self, port: Port, lookups: Lookups, print_paper: Callable[[str, int], None]) -> None:
        super().__init__(port, AdvancesState(line=port.line, user=port.me.user))
        self._lookups, self._print = lookups, print_paper
        self._known: frozenset[str] | None = None
        self._listen(TOPICS)

    def choose(self, key: str) -> None:
        """Select one; what was begun for another is left."""
        if key != self.state.chosen:
            asks = self.state.act == "request"
            if not asks:
                self._another()
            self._set(chosen=key, act="request" if asks else "", problem="")

    def why_off(self, act: str) -> str:
        """Why an act cannot be had now: offline, choice, own, unpaid, paid, retired, drawer, or ""."""
        state, item = self.state, self.state.advance
        if not state.online:
            return "offline"
        if act == "request":
            return ""
        if item is None:
            return "choice"
        if act in ("print", "voucher"):
            return "" if item.steps else "unpaid"
        if item.person == state.user:
            return "own"
        wanted = AdvanceState.APPROVED if act == "pay" else AdvanceState.PAID
        if item.state is not wanted:
            return "unpaid" if item.state is AdvanceState.APPROVED else item.state.value
        return "" if state.drawer else "drawer"

    def print_step(self, intent: str) -> bool:
        """Ctrl+P: the paper of the newest step, the voucher on payment, then each retirement's receipt; Alt+P: the voucher again.
        False where nothing was paid yet."""
        item = self.state.advance
        if self.why_off(intent) or item is None:
            return False
        self._print(item.advance, 1 if intent == "voucher" else 0)
        return True

    def begin(self, act: str) -> bool:
        """Start an act. False where it means nothing now; one that is being written down goes on with all that was typed."""
        if self.why_off(act):
            return False
        if act == self.state.act:
            return True
        self._another()
        item = self.state.advance
        amount = item.left if act == "retire" and item is not None else 0
        self._set(act=act, counts={}, amount=amount, amount_error="", text="", due=self.state.business_date, problem="")
        return True

    def leave(self) -> bool:
        """Put it away. False where nothing was begun."""
        had = bool(self.state.act)
        self._another()
        self._set(act="", problem="")
        return had

    def set_counts(self, counts: dict[str, int]) -> None:
        """The pieces that are paid or come back."""
        self._set(counts=dict(counts), problem="")

    def set_amount(self, minor: int, error: str = "") -> None:
        """How much is asked for, or what the receipts say; ``error`` is the field's own code for what it could not read."""
        self._set(amount=minor, amount_error=error, problem="")

    def set_text(self, text: str) -> None:
        """The purpose, or the receipts' numbers with commas between."""
        if text != self.state.text:
            self._set(text=text, problem="")

    def set_due(self, text: str) -> None:
        """When it has to be retired, as YYYY-MM-DD."""
        if text != self.state.due:
            self._set(due=text, problem="")

    def forward(self) -> bool:
        """F9: send what was begun."""
        if not self.state.act or self.state.busy:
            return False
        fault = self._fault()
        if fault:
            self._fail(fault)
        else:
            self._submit(self._command(), self._tell_asked, act="", counts={}, text="")
        return True

    def _fault(self) -> str:
        state, item = self.state, self.state.advance
        if state.act != "pay" and state.amount_error:
            return state.amount_error
        if state.act == "request":
            if not state.amount:
                return "amount_missing"
            return "reason_missing" if not state.text.strip() else "" if _is_date(state.due) else "date_unknown"
        if state.act == "pay":
            return "cash_mismatch" if item is None or state.counted != item.amount else ""
        if not state.amount + state.counted or (item is not None and state.amount + state.counted > item.left):
            return "advance_amount"
        return "papers_missing" if state.amount and not _papers(state.text) else ""

    def _command(self) -> Command:
        state = self.state
        counts = {face: count for face, count in state.counts.items() if count}
        if state.act == "request":
            return RequestAdvance(
                advance=new_id(), amount=Money(state.amount, CURRENCY), purpose=state.text.strip(), due=state.due
            )
        if state.act == "pay":
            return PayAdvance(advance=state.chosen, transaction=new_id(), cash=Cash(given=counts))
        return RetireAdvance(advance=state.chosen, transaction=new_id(), spent=state.amount, papers=_papers(state.text),
                             cash=Cash(received=counts))  # fmt: skip

    def refresh(self) -> None:
        """Read again what the journal may have changed."""
        self._port.query(self._read, self._refreshed)

    def _refreshed(self, found: dict[str, Any]) -> None:
        known, self._known = self._known, frozenset(item.advance for item in found["advances"])
        self._set(**found)
        for item in self.state.advances:
            own = item.person == self.state.user and item.state is AdvanceState.APPROVED
            if known is not None and own and item.advance not in known:
                # Whoever asked hears of the yes wherever they are, as they do of a no.
                self._notify(
                    "approved", {"number": item.number, "amount": item.amount, "currency": item.currency}, "pos"
                )
        if not self.state.chosen and len(self.state.advances) == 1:
            # There is nothing to choose from: the next key is meant for it.
            self.choose(self.state.advances[0].advance)

    def _read(self, conn: Any) -> dict[str, Any]:
        ask = self._lookups
        return {
            "advances": tuple(ask.advances(conn)),
            "people": tuple(ask.people(conn)),
            "drawer": ask.drawer(conn, self.state.user),
            "business_date": ask.day(conn),
        }


def _papers(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10
