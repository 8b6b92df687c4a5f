"""The chain's arithmetic: everything that matters changes the hash, erasing changes none."""

from hypothesis import given
from hypothesis import strategies as st

from server.core import journal
from server.core.audience import Audience
from server.core.journal import GENESIS, Head
from tests.server.core import toy

ROW = {
    "seq": 1, "command_id": "c", "fingerprint": "f", "kind": "deposit", "made_by": "m", "delivered_by": "m", "device": "d", "counter": 1,
    "branch": "b", "business_date": "2026-11-24", "made_at": "x", "at": "2026-11-24T09:00:00.000Z", "outcome": "executed", "refers_to": "",
    "result": "null",
}  # fmt: skip


@given(st.sampled_from(journal.HEADER_FIELDS))
def test_every_field_of_the_header_counts(name: str) -> None:
    changed = {**ROW, name: "other"}
    assert journal.chain_hash(GENESIS, changed, "b", "f", "l") != journal.chain_hash(GENESIS, ROW, "b", "f", "l")


def test_previous_body_facts_and_books_count() -> None:
    hashes = {journal.chain_hash(*given) for given in (
        (GENESIS, ROW, "b", "f", "l"), ("1" * 64, ROW, "b", "f", "l"), (GENESIS, ROW, "x", "f", "l"), (GENESIS, ROW, "b", "x", "l"),
        (GENESIS, ROW, "b", "f", "x"),
    )}  # fmt: skip
    assert len(hashes) == 5


def test_a_line_moves_the_head_along() -> None:
    at = Head(seq=0, hash=GENESIS, epoch="e", safe_seq=0)
    line = journal.make_line(dict(ROW), at, b"{}", "", [(Audience(people=("a",)), {"x": 1})], "l")
    assert (at.seq, at.hash) == (1, line.row["hash"])
    assert line.row["prev_hash"] == GENESIS
    assert line.side["month"] == "2026-11"
    assert line.side["facts"] == '[[{"people":["a"]},{"x":1}]]'


def test_books_depend_on_order_and_content() -> None:
    one, two = toy.TickRow(seq=1, n=0, tally="a"), toy.TickRow(seq=1, n=1, tally="b")
    assert journal.books_hash({toy.TICKS: [one, two]}) != journal.books_hash({toy.TICKS: [two, one]})
    assert journal.books_hash({}) == journal.books_hash({})
