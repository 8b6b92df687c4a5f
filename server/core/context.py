"""One command's staging area: what the handler sees, changes and says. Dropped whole if the command is refused."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cached_property
from typing import Any, cast

from contract.base import Fact
from contract.errors import Rejected
from contract.ids import new_id
from server.core.actor import Actor, Header
from server.core.audience import Audience
from server.core.clock import later, stamp
from server.core.store import Key, Log, Row, Store
from server.core.unit import Resident, Unit


class NotAhead(Exception):
    """Only the transaction's own connection sees what this command searches for."""


class Context:
    """The overlay of one command over the batch's unit.

    ``actor`` is the maker (also when a manager's approval executes the command: then ``approved_by`` names the
    decider, and ``asked_at`` is when it was asked for, as it is where a permit pays). ``doubt`` is why the maker may not do what has happened all the same. ``branch`` and ``business_date`` are the maker's branch and its open day (empty where none is open).
    """

    def __init__(
        self,
        unit: Unit,
        actor: Actor,
        header: Header,
        moment: datetime,
        business_date: str,
        seq: int,
        day_open: bool = True,
    ) -> None:
        self._unit = unit
        self.actor = actor
        self.header = header
        self.moment = moment
        self.branch = actor.branch
        self.business_date = business_date
        self.day_open = day_open
        self.seq = seq
        self.approved_by = ""
        self.doubt: Rejected | None = None
        self.request = ""
        self.asked_at = ""
        self.refers_to = ""
        self.payload: Any = None
        self.rows: dict[Store[Any], dict[str, Any]] = {}
        self.logs: dict[Log[Any], list[Any]] = {}
        self.facts: list[tuple[Audience, Fact]] = []
        self._said: dict[tuple[str, str, Audience], int] = {}
        self._staged = [0]
        self._answers: dict[tuple[Any, tuple[Any, ...]], tuple[int, Any]] = {}

    def work_at(self, branch: str, business_date: str, day_open: bool) -> None:
        """Book at another branch than the actor's own (the bank's own commands name theirs)."""
        self.branch, self.business_date, self.day_open = branch, business_date, day_open
        self._staged[0] += 1

    @property
    def conn(self) -> Any:
        """The transaction's connection, for handlers that must search. Raises NotAhead where the batch is decided without its lock."""
        if not self._unit.searching:
            raise NotAhead
        return self._unit.conn

    @cached_property
    def at(self) -> str:
        """The server's time of this command as a stamp. Formatted once: a chunk of an import asks for each of its rows."""
        return stamp(self.moment)

    def after(self, seconds: float) -> str:
        """The stamp ``seconds`` from now."""
        return later(self.moment, seconds)

    @property
    def resident(self) -> Resident:
        """The small stores as of the last commit."""
        return self._unit.resident

    def get[R: Row](self, store: Store[R], key: str) -> R | None:
        """The row as this command sees it."""
        # In the order of the likely: staged by this command, seen by the batch, in the database.
        held = self.rows.get(store)
        row: R | None = None if held is None else held.get(key)
        if row is not None:
            return row
        held = self._unit.seen.get(store)
        row = None if held is None else held.get(key)
        return row if row is not None or not key else self._unit.get(store, key)

    def load(self, keys: Iterable[Key]) -> None:
        """Fetch many rows with one query a table, for handlers that only know their keys once they run."""
        self._unit.load(keys)

    def must[R: Row](self, store: Store[R], key: str) -> R:
        """The row, which an invariant says is there. Raises LookupError (a broken invariant, not a refusal)."""
        row = self.get(store, key)
        if row is None:
            raise LookupError(f"{store.table.name} has no {key}")
        return row

    def once[T](self, ask: Callable[..., T], *args: Any) -> T:
        """``ask(self, *args)``, remembered until a row is staged or the branch changes: the gate and the handler weigh the same question."""
        mark, staged = (ask, args), self._staged[0]
        known = self._answers.get(mark)
        if known is None or known[0] != staged:
            answer = ask(self, *args)
            known = self._answers[mark] = (self._staged[0], answer)
        return cast(T, known[1])

    def derive[T](self, store: Store[Any], mark: Any, make: Callable[[], T]) -> T:
        """What ``make`` makes of a resident store's rows, remembered from batch to batch until any resident row changes.

        ``mark`` says what it is and of whom. Where this batch has changed the store it is made anew, of what is now.
        """
        if store in self.rows or store in self._unit.dirty:
            return make()
        return self._unit.resident.derive(mark, make)

    def put[R: Row](self, store: Store[R], row: R) -> R:
        """Stage a new or changed row."""
        self._staged[0] += 1
        self.rows.setdefault(store, {})[store.key_of(row)] = row
        return row

    def add[R: Row](self, log: Log[R], row: R) -> None:
        """Stage an appended row."""
        self.logs.setdefault(log, []).append(row)

    def all[R: Row](self, store: Store[R]) -> dict[str, R]:
        """Every row of a resident store, this batch's and this command's changes included. Treat as read-only."""
        committed, batch, mine = self._unit.resident.rows(store), self._unit.dirty.get(store), self.rows.get(store)
        return {**committed, **(batch or {}), **(mine or {})} if batch or mine else committed

    def say(self, fact: Fact, audience: Audience, key: str = "") -> None:
        """State a fact to an audience. With ``key`` a later statement about the same thing replaces the earlier one."""
        if key:
            mark = (type(fact).__name__, key, audience)
            if mark in self._said:
                self.facts[self._said[mark]] = (audience, fact)
                return
            self._said[mark] = len(self.facts)
        self.facts.append((audience, fact))

    def acting_for(self, maker: Actor, header: Header, request: str, business_date: str, day_open: bool) -> "Context":
        """This very overlay in the maker's name: an approval executes the maker's command in the decider's entry."""
        twin = Context(self._unit, maker, header, self.moment, business_date, self.seq, day_open)
        twin.rows, twin.logs, twin.facts, twin._said = self.rows, self.logs, self.facts, self._said
        twin._staged = self._staged
        twin.approved_by, twin.request = self.actor.user, request
        return twin

    def new_id(self) -> str:
        """A fresh UUIDv7."""
        return new_id()

    def drop(self) -> None:
        """Forget everything staged and said: a refusal changes nothing."""
        self._staged[0] += 1
        self.rows, self.logs, self.facts, self._said = {}, {}, [], {}

    def commit(self) -> None:
        """Hand the staging to the unit: from here on the next command of the batch sees it."""
        self._unit.take(self.rows, self.logs)
