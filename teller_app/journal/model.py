"""The journal's behaviour: filter, choose, reprint, reverse. No Qt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from contract.drawers import SessionFact
from contract.feed import AnyAnswer, Awaiting, Executed, NotTaken, Refused
from contract.ids import new_id
from contract.ledger import Cash, ReverseTransaction, Status, TransactionFact
from teller_app.manifest import Line, Port

TOPICS = frozenset({"transaction", "outbox", "request"})
CASH_KINDS = frozenset({"deposit", "withdraw"})


@dataclass(frozen=True)
class Lookups:
    """Questions to the replica."""

    day: Callable[[Any], Sequence[TransactionFact]]
    session: Callable[[Any, str], SessionFact | None]


@dataclass(frozen=True)
class JournalState:
    """``reversing`` shows the reason's dialogue for the chosen row."""

    line: Line = Line()
    rows: tuple[TransactionFact, ...] = ()
    shown: tuple[TransactionFact, ...] = ()
    filter_text: str = ""
    kind: str = "all"
    index: int = 0
    reversing: bool = False
    busy: bool = False
    problem: str = ""
    problem_params: dict[str, Any] = field(default_factory=dict)
    notice: str = ""
    notice_params: dict[str, Any] = field(default_factory=dict)
    notice_tone: str = "info"
    tick: int = 0

    @property
    def chosen(self) -> TransactionFact | None:
        """The selected transaction."""
        return self.shown[self.index] if self.index < len(self.shown) else None


class JournalModel:
    """See the module."""

    def __init__(self, port: Port, lookups: Lookups, reprint: Callable[[TransactionFact], None]) -> None:
        self._port = port
        self._lookups = lookups
        self._reprint = reprint
        self._session: SessionFact | None = None
        self.state = JournalState(line=port.line)
        self.on_change: Callable[[JournalState], None] = lambda state: None
        port.on_topics(TOPICS, self.refresh)
        port.on_line(lambda line: self._set(line=line))

    def refresh(self) -> None:
        """Read the day again."""
        user = self._port.me.user
        self._port.query(
            lambda conn: (tuple(self._lookups.day(conn)), self._lookups.session(conn, user)), self._refreshed
        )

    def _refreshed(self, found: tuple[tuple[TransactionFact, ...], SessionFact | None]) -> None:
        self._session = found[1]
        self._set(rows=found[0])
        self._filter()

    def set_filter(self, text: str) -> None:
        """Words of the holder, digits of the receipt or the account."""
        self._set(filter_text=text)
        self._filter()

    def set_kind(self, kind: str) -> None:
        """all, cash or reversed."""
        self._set(kind=kind)
        self._filter()

    def _filter(self) -> None:
        words = self.state.filter_text.lower().split()
        shown = tuple(fact for fact in self.state.rows if _of_kind(fact, self.state.kind) and _matches(fact, words))
        self._set(shown=shown, index=min(self.state.index, max(0, len(shown) - 1)))

    def choose(self, index: int) -> None:
        """Select a row."""
        self._set(index=index)

    def reprint(self) -> None:
        """Ctrl+P: the receipt again, which then says DUPLICATE."""
        if self.state.chosen:
            self._reprint(self.state.chosen)

    def ask_reversal(self) -> None:
        """Begin a reversal of the chosen transaction, if it can be reversed at all."""
        fact = self.state.chosen
        if fact is None:
            return
        if fact.status is not Status.COMPLETED or fact.reverses:
            self._fail("not_reversible")
        elif self.state.line.state != "online":
            self._fail("needs_server")
        else:
            self._set(reversing=True, problem="")

    def cancel_reversal(self) -> None:
        """Esc in the reason's dialogue."""
        self._set(reversing=False)

    def reverse(self, reason: str, permit: str = "") -> None:
        """Send the reversal to be approved. Cash goes back in the pieces it came in."""
        fact = self.state.chosen
        if fact is None or self.state.busy:
            return
        if not reason.strip():
            self._fail("reason_missing")
            return
        command = ReverseTransaction(
            transaction=new_id(), original=fact.transaction, reason=reason.strip(), cash=Cash()
        )
        self._set(busy=True, reversing=False)
        self._port.submit(command, "", None, self._settled, self._fail)

    def _settled(self, answer: AnyAnswer) -> None:
        if isinstance(answer, Executed):
            self._notify("reversed", {}, "pos")
        elif isinstance(answer, Awaiting):
            self._notify("awaiting", {}, "warn")
        elif isinstance(answer, Refused):
            self._fail(answer.problem.code.value, dict(answer.problem.params))
        elif isinstance(answer, NotTaken):
            self._fail(answer.code.value, dict(answer.params))
        self.refresh()

    def _notify(self, code: str, params: dict[str, Any], tone: str) -> None:
        self._set(busy=False, notice=code, notice_params=params, notice_tone=tone, tick=self.state.tick + 1)

    def _fail(self, code: str, params: dict[str, Any] | None = None) -> None:
        self._set(busy=False, problem=code, problem_params=params or {}, tick=self.state.tick + 1)

    def _set(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)
        self.on_change(self.state)


def _of_kind(fact: TransactionFact, kind: str) -> bool:
    if kind == "cash":
        return fact.kind in CASH_KINDS
    if kind == "reversed":
        return fact.status is Status.REVERSED or bool(fact.reverses)
    return True


def _matches(fact: TransactionFact, words: list[str]) -> bool:
    text = " ".join((fact.holder, fact.receipt, fact.narration, *fact.account_numbers)).lower()
    return all(word in text for word in words)
