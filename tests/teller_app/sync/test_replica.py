"""The law: a replica that followed the feed equals a fresh snapshot, for random facts in random batches."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract.approvals import RequestState
from contract.base import Fact
from contract.branches import BranchFact
from contract.customers import Flag
from contract.drawers import DrawerTotalsFact, ReconciliationFact, SessionFact, SessionState
from contract.feed import Batch, Entry, Gone, SnapshotPage
from contract.ledger import TransactionFact
from contract.notices import Level, NoticeFact
from contract.staff import DeviceFact
from teller_app.advances import folds as advances
from teller_app.approvals import folds as approvals
from teller_app.branches import folds as branches
from teller_app.counter import folds as counter
from teller_app.counts import folds as counts
from teller_app.customers import folds as customers
from teller_app.drawers import folds as drawers
from teller_app.journal import folds as journal
from teller_app.notices import folds as notices
from teller_app.products import folds as products
from teller_app.staff import folds as staff
from teller_app.sync.replica import Folds, Gap, Meta, PastChanged, Replica
from teller_app.sync.sqlcipher import Connection
from teller_app.sync.topics import topic_of
from teller_app.variances import folds as variances
from teller_app.vault import folds as vault
from tests.teller_app import samples
from tests.teller_app.samples import KEY, some_id

ROOMS: tuple[Folds, ...] = (
    customers,
    counter,
    journal,
    drawers,
    vault,
    counts,
    variances,
    advances,
    products,
    branches,
    approvals,
    notices,
    staff,
)
DAYS = ("2026-11-24", "2026-11-25", "2026-11-26")


def batch(after: int, upto: int, *facts: Fact, head: str = "") -> Batch:
    entries = tuple(Entry(seq=after + 1 + n, at="", facts=(fact,)) for n, fact in enumerate(facts))  # type: ignore[arg-type]
    return Batch(after=after, upto=upto, head_hash=head or f"h{upto}", safe_seq=0, entries=entries)


def page(*facts: Fact, seq: int = 10, following: str | None = None) -> SnapshotPage:
    return SnapshotPage(seq=seq, epoch="e1", scope="s1", head_hash=f"h{seq}", facts=facts, next=following)  # type: ignore[arg-type]


@pytest.fixture
def replica(tmp_path: Path) -> Iterator[Replica]:
    made = Replica.open(tmp_path / "replica.db", KEY, ROOMS)
    snapshot(made, samples.customer(1), seq=10)
    yield made
    made.close()


def snapshot(into: Replica, *facts: Fact, seq: int = 10) -> None:
    into.begin_snapshot()
    into.add_page(page(*facts, seq=seq))
    into.finish_snapshot()


def count(db: Connection, table: str) -> int:
    row = db.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(row[0]) if row else -1


def test_a_batch_moves_the_cursor_and_names_its_topics(replica: Replica) -> None:
    topics = replica.apply(batch(10, 14, samples.account(7), Gone(topic="customer", key=some_id(1))))
    assert topics == {"account", "customer"}
    assert replica.meta == Meta(14, "e1", "s1", "h14", 0, complete=True)
    reader = replica.reader()
    assert (count(reader, "accounts"), count(reader, "customers")) == (1, 0)
    reader.close()


def test_an_overlap_is_skipped_and_a_gap_refused(replica: Replica) -> None:
    replica.apply(batch(10, 12, samples.customer(2), samples.customer(3)))
    again = Batch(after=10, upto=13, head_hash="h13", safe_seq=0, entries=(
        Entry(seq=11, at="", facts=(Gone(topic="customer", key=some_id(1)),)),
        Entry(seq=13, at="", facts=(samples.customer(4),)),
    ))  # fmt: skip
    assert replica.apply(again) == {"customer"}
    assert replica.apply(batch(9, 11, Gone(topic="customer", key=some_id(1)))) == frozenset()
    reader = replica.reader()
    assert count(reader, "customers") == 4
    reader.close()
    with pytest.raises(Gap):
        replica.apply(batch(14, 15))
    assert replica.meta.cursor == 13


def test_a_server_whose_past_has_changed_is_refused(replica: Replica) -> None:
    with pytest.raises(PastChanged):
        replica.apply(batch(8, 10, head="another"))
    assert replica.apply(batch(8, 10)) == frozenset()


def test_a_batch_that_breaks_halfway_changes_nothing(tmp_path: Path) -> None:
    class Broken:
        TABLES = ()
        FOLDS = {type(samples.account()): lambda db, fact: 1 / 0}
        GONE: dict[str, Any] = {}

    made = Replica.open(tmp_path / "r.db", KEY, (customers, Broken))
    snapshot(made)
    with pytest.raises(ZeroDivisionError):
        made.apply(batch(10, 12, samples.customer(1), samples.account()))
    assert made.meta.cursor == 10
    reader = made.reader()
    assert count(reader, "customers") == 0
    reader.close()
    made.close()


def test_an_unfinished_snapshot_is_as_if_it_never_was(replica: Replica) -> None:
    reader = replica.reader()
    replica.begin_snapshot()
    replica.add_page(page(samples.customer(2), samples.customer(3), seq=50, following="x"))
    assert count(reader, "customers") == 1, "readers see the old tables until the end"
    replica.abandon_snapshot()
    assert replica.meta.cursor == 10
    snapshot(replica, seq=60)
    assert (count(reader, "customers"), replica.meta.cursor) == (0, 60)
    reader.close()


def test_survives_a_restart_and_is_dropped_when_key_or_layout_differ(tmp_path: Path) -> None:
    path = tmp_path / "r.db"

    def reopened(key: bytes, rooms: tuple[Folds, ...]) -> Meta:
        made = Replica.open(path, key, rooms)
        meta = made.meta
        snapshot(made, samples.customer(1))
        made.close()
        return meta

    assert reopened(KEY, ROOMS) == Meta()
    assert reopened(KEY, ROOMS).cursor == 10
    assert reopened(KEY, (customers,)) == Meta(), "another layout"
    assert reopened(bytes(32), (customers,)) == Meta(), "another key"
    path.write_bytes(b"not a database, but long enough to be read as one" * 100)
    assert reopened(KEY, ROOMS) == Meta(), "damage"


def test_the_reader_cannot_write(replica: Replica) -> None:
    reader = replica.reader()
    with pytest.raises(Exception, match="readonly"):
        reader.execute("DELETE FROM customers")
    reader.close()


# -- the law ---------------------------------------------------------------------------------------------------------


class World:
    """What a server would hold: the latest fact of each thing in sight, of the current business day where days matter."""

    def __init__(self) -> None:
        self.day = 0
        self.facts: dict[tuple[str, str], Fact] = {("branch", samples.BRANCH): samples.branch(DAYS[0])}

    def tell(self, fact: Fact) -> None:
        if isinstance(fact, Gone):
            self.facts.pop((fact.topic, fact.key), None)
        else:
            self.facts[topic_of(fact), str(getattr(fact, fact.__struct_fields__[0]))] = fact

    def snapshot(self) -> list[Fact]:
        return [fact for fact in self.facts.values() if self._in_day(fact)]

    def _in_day(self, fact: Fact) -> bool:
        if isinstance(fact, TransactionFact):
            return fact.business_date == DAYS[self.day]
        if isinstance(fact, SessionFact | ReconciliationFact):
            return fact.state is not SessionState.CLOSED or fact.business_date == DAYS[self.day]
        if isinstance(fact, DrawerTotalsFact):
            known = self.facts.get(("session", fact.session))
            return not (isinstance(known, SessionFact) and known.state is SessionState.CLOSED)
        return True


small = st.integers(1, 3)
steps = st.one_of(
    st.tuples(st.just("customer"), small, st.sampled_from(["Kofi Boateng", "Ama Ɔsei", "Yaa"])),
    st.tuples(st.just("account"), small, small),
    st.tuples(st.just("transaction"), small, st.integers(0, 2)),
    st.tuples(st.just("session"), small, st.sampled_from(list(SessionState))),
    st.tuples(st.just("reconciliation"), small, st.sampled_from(list(SessionState))),
    st.tuples(st.just("request"), small, st.sampled_from(list(RequestState))),
    st.tuples(st.sampled_from(["drawer", "notice", "device", "totals"]), small, small),
    st.tuples(st.just("gone"), small, st.sampled_from(["customer", "account", "drawer", "notice", "device", "request"])),
    st.tuples(st.just("next day"), small, small),
)  # fmt: skip


def fact_for(step: tuple[str, int, Any], world: World) -> Fact:
    kind, number, what = step
    day = DAYS[world.day]
    if kind == "customer":
        return samples.customer(number, what, flags=(Flag.MEMO,) if number == 2 else (), phone="+233241234567")
    if kind == "account":
        return samples.account(number, owner=what, available=number * 100)
    if kind == "transaction":
        # An older day's transaction is told again when it is reversed; none is ever of a day to come.
        return samples.transaction(number, DAYS[min(what, world.day)], accounts=(some_id(number),))
    if kind in ("session", "reconciliation"):
        make = samples.session if kind == "session" else samples.reconciliation
        return make(number, what, day)
    if kind == "request":
        return samples.request(number, what, is_permit=number == 1)
    if kind == "gone":
        return Gone(topic=what, key=some_id(number))
    if kind == "next day":
        world.day = min(world.day + 1, len(DAYS) - 1)
        return samples.branch(DAYS[world.day])
    return {
        "drawer": samples.drawer(number),
        "notice": NoticeFact(notice=some_id(number), level=Level.INFO, code="x", at=f"{what}"),
        "device": DeviceFact(device=some_id(number), name=f"W{what}", branch=samples.BRANCH, active=True),
        "totals": samples.totals(number),
    }[kind]


def dump(replica: Replica) -> dict[str, list[tuple[Any, ...]]]:
    """Every table without row numbers, and each customer's search text."""
    db = replica.reader()
    found: dict[str, list[tuple[Any, ...]]] = {}
    names = (
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'customer_search%' AND name <> 'meta'"
    )
    for (table,) in db.execute(names).fetchall():
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})").fetchall() if row[1] != "id"]
        found[table] = sorted(db.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall())
    search = "SELECT c.customer, s.words FROM customer_search s LEFT JOIN customers c ON c.id = s.rowid ORDER BY 1, 2"
    found["search"] = db.execute(search).fetchall()
    db.close()
    return found


@settings(max_examples=40, deadline=None)
@given(st.lists(steps, max_size=25), st.randoms(use_true_random=False))
def test_following_equals_a_fresh_snapshot(tmp_path_factory: Any, told: list[Any], chance: random.Random) -> None:
    folder = tmp_path_factory.mktemp("law")
    followed, fresh = (Replica.open(folder / name, KEY, ROOMS) for name in ("a.db", "b.db"))
    world = World()
    snapshot(followed, *world.snapshot(), seq=1)
    entries, seq = [], 1
    for step in told:
        seq += chance.randint(1, 2)
        fact = fact_for(step, world)
        world.tell(fact)
        entries.append(Entry(seq=seq, at="", facts=(fact,)))  # type: ignore[arg-type]
    while entries:
        size = chance.randint(1, 4)
        part, entries = entries[:size], entries[size:]
        after = max(0, followed.meta.cursor - chance.randint(0, 2))
        followed.apply(Batch(after=after, upto=part[-1].seq, head_hash="h", safe_seq=0, entries=tuple(part)))
    facts = world.snapshot()
    chance.shuffle(facts)
    snapshot(fresh, *facts, seq=seq)
    try:
        assert dump(followed) == dump(fresh)
    finally:
        followed.close()
        fresh.close()


def test_the_world_of_the_law_can_tell_a_difference(replica: Replica, tmp_path: Path) -> None:
    """The control run: without pruning by the day fact the law would not hold."""
    other = Replica.open(tmp_path / "other.db", KEY, ROOMS)
    snapshot(other, samples.branch(DAYS[0]), samples.transaction(1, DAYS[0]))
    snapshot(replica, samples.branch(DAYS[1]))
    assert dump(other) != dump(replica)
    other.apply(
        batch(10, 11, BranchFact(branch=samples.BRANCH, code="001", name="Osu", business_date=DAYS[1], open=True))
    )
    assert dump(other) == dump(replica)
    other.close()
