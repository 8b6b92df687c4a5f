"""What the tables hold beside the books against the journal's last word on it: people, rights, bounds, customers, tills.

A change of any of them is a command, whose journal row states the whole new value. So a row that says something else, that nobody
stated, or that is gone, was altered past the bank. The values were made by the same functions as the snapshot's, and are compared as such.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import batched
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from contract.base import Fact
from contract.feed import AnyFact, Gone
from contract.ledger import AccountFact
from contract.permissions import Permission
from server.core.audience import Reader
from server.core.chain import ERASING, UNREADABLE, Difference, readable
from server.core.journal_tables import bodies
from server.core.registry import Source

PAGE = 500
# A quotation mark inside a text is escaped, so this stands at the beginning of a fact and nowhere else. The key comes first.
_KEYS = re.compile(r'\{"fact":"([a-z_]+)","[a-z]+":"([^"]*)"(?:,"key":"([^"]*)")?')
_facts = msgspec.json.Decoder(list[tuple[msgspec.Raw, msgspec.Raw]])
_fact = msgspec.json.Decoder(AnyFact)
_encode = msgspec.json.Encoder(order="deterministic").encode
_ALL = Reader("", "", frozenset(item.value for item in Permission), everywhere=True)
Key = tuple[str, str]


LASTING = frozenset(
    {
        "branch",
        "user",
        "device",
        "role",
        "limit",
        "product",
        "customer",
        "mandate",
        "account",
        "drawer",
        "vault",
        "approval_rule",
        "loan_product",
    }
)
"""Topics whose rows never go."""
PASSING = frozenset({"session", "delegation", "cash_move", "requisition", "spot_count", "count_result", "variance", "over_short", "advance", "loan", "request",
                     "request_line", "reconciliation", "stock", "float_slip", "day_report", "stand_in", "stand_in_code"})  # fmt: skip
"""Topics of which a snapshot holds what goes on now."""
TAKEN_OVER = frozenset({"customer", "mandate", "account"})
"""Topics of which an import makes rows without a word: those are compared from their first change on."""
PROVEN = frozenset({"balance", "available", "pending"})
"""An account's figures that are proved from the legs, and that an import moves without a word."""
BORROWED = frozenset({"product_name"})
"""What an account says of its product, whose own row is compared: another name is stated once, and not for each account."""
First = Callable[[Fact], bool]
"""Whether a value may stand there that nobody stated: what a new bank begins with."""
Theirs = Callable[[Connection, Collection[str]], Collection[str]]
"""The accounts of these customers."""
Named = Callable[[Connection, Collection[str]], Mapping[str, Fact]]
"""Rows by key, as facts."""


class _Erased(msgspec.Struct):
    customer: str = ""


_erased = msgspec.json.Decoder(_Erased)


class Stated:
    """Shown every journal row in order (``look``), then asked (``check``). Holds a number for each key, and no value.

    ``many`` are topics of which there are as many as entries: theirs are looked up as they come by, and only what differs is held.
    """

    def __init__(
        self,
        conn: Connection,
        sources: Iterable[Source],
        first: Mapping[str, First],
        theirs: Theirs,
        many: Mapping[str, Named],
    ) -> None:
        self._conn = conn
        self._sources = {source.topic: source for source in sources if source.topic in LASTING | PASSING}
        self._first = first
        self._theirs = theirs
        self._many = many
        self._last: dict[Key, int] = {}
        self._came: list[tuple[Key, Any]] = []
        self._differing: dict[Key, int] = {}
        self._erased: set[str] = set()
        self._emptied = 0

    def look(self, row: Any) -> Iterable[Difference]:
        """One more row. Finds nothing yet."""
        if row["kind"] == ERASING and row["outcome"] == "executed" and row["body"]:
            self._erased.add(_erased.decode(row["body"]).customer)
        if row["facts"] is None:
            self._emptied = row["seq"]
            return ()
        for tag, first, second in _KEYS.findall(row["facts"]):
            key = (first, second) if tag == "gone" else (tag, first)
            if tag == "gone":
                self._last.pop(key, None)
            elif tag in self._sources:
                self._last[key] = row["seq"]
            elif tag in self._many:
                self._came.append((key, row))
        if len(self._came) >= PAGE:
            self._pass_by()
        return ()

    def _pass_by(self) -> None:
        """A later word may yet be what the row says."""
        came, self._came = self._came, []
        for topic in self._many:
            rows = self._named(topic, {key[1] for key, _ in came if key[0] == topic})
            for key, row in came:
                if key[0] == topic:
                    fact = rows.get(key[1])
                    if fact is not None and _encode(fact).decode() in row["facts"]:
                        self._differing.pop(key, None)
                    else:
                        self._differing[key] = row["seq"]

    def _named(self, topic: str, keys: Collection[str]) -> Mapping[str, Fact]:
        """Where one row cannot be read all of them differ, until they are looked at again."""
        try:
            return self._many[topic](self._conn, keys)
        except UNREADABLE:
            return {}

    def check(self) -> Iterator[Difference]:
        """Every row that is not as it was last stated. What an erasure took away cannot be compared."""
        self._pass_by()
        gone = self._erased | set(self._theirs(self._conn, self._erased))
        for topic, source in self._sources.items():
            yield from readable(f"the rows of {topic}", self._topic(topic, source, gone))
        for topic, named in self._many.items():
            yield from readable(f"the rows of {topic}", self._left(topic, named, gone))

    def _left(self, topic: str, named: Named, gone: Collection[str]) -> Iterator[Difference]:
        keys = [key for key in self._differing if key[0] == topic]
        self._last.update({key: self._differing[key] for key in keys})
        for some in batched(keys, PAGE):
            yield from self._rows(named(self._conn, [key[1] for key in some]).values(), gone)
        yield from self._missing([key for key in keys if key in self._last])

    def _topic(self, topic: str, source: Source, gone: Collection[str]) -> Iterator[Difference]:
        after = ""
        while rows := source.page(self._conn, _ALL, after, PAGE):
            after = rows[-1][0]
            yield from self._rows([fact for _, fact in rows if fact is not None], gone)
        if topic in LASTING:
            yield from self._missing([key for key in self._last if key[0] == topic and key[1] not in gone])

    def _rows(self, facts: Iterable[Fact], gone: Collection[str]) -> Iterator[Difference]:
        held = {_key(fact): fact for fact in facts}
        last = {key: self._last.pop(key) for key in held if key in self._last}
        said = _stated(self._conn, list(last.values()))
        for key, fact in held.items():
            if not _about(fact).isdisjoint(gone):
                continue
            if key in said and self._is_last_word(key[0], last[key]):
                yield from _compared(key, last[key], said[key], fact)
            elif key not in said and self._must_be_stated(key[0]) and not self._first.get(key[0], _never)(fact):
                yield Difference(" ".join(key), "a command that states it", "none")

    def _must_be_stated(self, topic: str) -> bool:
        return topic in LASTING - TAKEN_OVER or (topic in PASSING and not self._emptied)

    def _is_last_word(self, topic: str, seq: int) -> bool:
        """An erasure takes with a person's entries what else was said there; people, rights and bounds are said for themselves."""
        return topic in LASTING or seq > self._emptied

    def _missing(self, keys: Sequence[Key]) -> Iterator[Difference]:
        """A bound that was taken away is said to be so."""
        said = _stated(self._conn, [self._last[key] for key in keys])
        for key in keys:
            if key in said and not getattr(said[key], "removed", False):
                yield Difference(" ".join(key), f"as journal {self._last[key]} states it", "none")


def _never(fact: Fact) -> bool:
    return False


def _key(fact: Fact) -> Key:
    return str(fact.__struct_config__.tag), str(getattr(fact, fact.__struct_fields__[0]))


def _stated(conn: Connection, seqs: Sequence[int]) -> dict[Key, Fact]:
    """All facts of these rows, by key."""
    found: dict[Key, Fact] = {}
    for some in batched(sorted(set(seqs)), PAGE):
        texts = conn.scalars(select(bodies.c.facts).where(bodies.c.seq.in_(some)).order_by(bodies.c.seq))
        for _, raw in (piece for text in texts if text for piece in _facts.decode(text)):
            fact = _fact.decode(raw)
            if not isinstance(fact, Gone):
                found[_key(fact)] = fact
    return found


def _compared(key: Key, seq: int, said: Fact, found: Fact) -> Iterator[Difference]:
    """The fields are named and not what is in them: this stands in logs."""
    before, now = _values(said), _values(found)
    if other := [name for name, value in now.items() if before.get(name) != value]:
        yield Difference(" ".join(key), f"as journal {seq} states it", f"another {', '.join(other)}")


def _values(fact: Fact) -> dict[str, Any]:
    found = {name: getattr(fact, name) for name in fact.__struct_fields__}
    if isinstance(fact, AccountFact):
        found = {name: value for name, value in found.items() if name not in PROVEN | BORROWED}
        # What may be drawn beside the balance is the account's own bounds, and those are stated.
        found["bounds"] = fact.available - fact.balance + fact.pending
    return found


def _about(fact: Fact) -> set[str]:
    """Whom an erasure of it would concern."""
    mine = (_key(fact)[1], getattr(fact, "account", ""), getattr(fact, "customer", ""), *getattr(fact, "accounts", ()))
    return {str(one) for one in mine if one}
