"""What is said on an open feed, and what text may carry: the words of ``ws_attacks.json`` against a real server process."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from websockets.exceptions import ConnectionClosed

from contract import paths
from contract.customers import CustomerFact, RegisterCustomer
from contract.feed import Batch, Entry, Follow, SnapshotPage
from contract.ids import new_id
from teller_app.glass import labels
from teller_app.sync.replica import Gap, Replica
from tests.server.api.guarded import Guarded, guarded
from tests.server.api.house import Person, problem
from tests.server.api.test_feed import ask, opened, read, until
from tests.support import waiting
from tests.teller_app.samples import KEY
from tests.teller_app.sync.test_replica import ROOMS, dump


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    with guarded(tmp_path_factory.mktemp("ws"), stations=6) as served:
        yield served


@pytest.fixture
def efua(bank: Guarded) -> Person:
    return bank.sign_in("efua")


def misused(bank: Guarded) -> int:
    return len(bank.rows("SELECT 1 FROM activity WHERE what = 'feed_misused'"))


def said(person: Person, *words: Any) -> tuple[int, list[Any]]:
    """(close code, what was heard) of a feed on which these words are said after Follow."""
    heard = []
    with opened(person) as socket:
        ask(socket, person.house.rows("SELECT seq FROM journal_head")[0][0])  # type: ignore[attr-defined]
        with pytest.raises(ConnectionClosed) as closed:
            for word in words:
                socket.send(word if isinstance(word, str | bytes) else msgspec.json.encode(word).decode())
            while True:
                heard.append(read(socket))
    assert closed.value.rcvd is not None
    return closed.value.rcvd.code, [message for message in heard if getattr(message, "entries", ())]


@pytest.mark.parametrize("topic", ["user:8", "user:7\u0000"])
def test_ws_cross_user_sub(bank: Guarded, efua: Person, topic: str) -> None:
    before = misused(bank)
    assert said(efua, {"op": "subscribe", "topic": topic}) == (1008, [])
    waiting.until(lambda: misused(bank) == before + 1)


def test_ws_cross_branch_sub(bank: Guarded, efua: Person) -> None:
    assert said(efua, {"op": "subscribe", "topic": "branch:2"}) == (1008, [])
    assert said(efua, Follow(after=0, scope=bank.sign_in("yaa", at=1).me.scope)) == (1008, []), "nor by another's scope"


def test_ws_cross_chat(bank: Guarded, efua: Person) -> None:
    """There is nothing to ask by id on a feed: an id that exists and one that does not are answered alike."""
    there, nowhere = bank.people["kojo"], new_id()
    answers = [said(efua, {"op": "history", "conversation": name}) for name in (there, nowhere)]
    assert answers[0] == answers[1] == (1008, [])


@pytest.mark.parametrize("topic", ["*", "", "user:*", "../", "user:7\u0000"])
def test_ws_wildcard_sub(efua: Person, topic: str) -> None:
    assert said(efua, {"message": "follow", "after": 0, "topic": topic}) == (1008, [])


def test_ws_sender_spoof(bank: Guarded, efua: Person) -> None:
    assert said(efua, {"from": 1, "at": "2020-01-01", "text": "hello"}) == (1008, [])
    sealed = efua.seal(RegisterCustomer(customer=new_id(), number="C-1", full_name="Ama"))
    forged = msgspec.json.decode(msgspec.json.encode(sealed)) | {"from": "x"}
    assert problem(efua.post_raw(msgspec.json.encode(forged))) == (400, "unknown_field")
    good = efua.seal(RegisterCustomer(customer=new_id(), number="C-2", full_name="Ama"))
    assert efua.post(good).status_code == 200
    ((at, made_at, made_by),) = bank.rows("SELECT at, made_at, made_by FROM journal WHERE command_id = ?", good.id)
    assert (at == made_at, made_by) == (False, efua.me.user), "the bank's time is the server's"


def test_ws_server_event_spoof(bank: Guarded, efua: Person) -> None:
    kojo = bank.sign_in("kojo", at=1)
    fact = CustomerFact(customer=new_id(), number="C-9", full_name="Nobody", branch=bank.branch)
    forged = Batch(after=0, upto=9, head_hash="", safe_seq=0, entries=(Entry(seq=9, at="", facts=(fact,)),))
    with opened(kojo) as other:
        ask(other, bank.rows("SELECT seq FROM journal_head")[0][0])
        assert said(efua, forged) == (1008, [])
        real = efua.seal(RegisterCustomer(customer=new_id(), number="C-10", full_name="Real"))
        efua.post(real)
        heard = until(other, lambda message: bool(getattr(message, "entries", ())))
    assert "Nobody" not in str(heard)
    assert "Real" in str(heard)


NASTY = [
    "' OR 1=1--",
    "<img src=x onerror=1>",
    '<a href="file:///etc/passwd">x</a>',
    "qrc:/secret",
    "Robert'); DROP TABLE users;--",
]


@pytest.mark.parametrize("text", NASTY)
def test_ws_injection(bank: Guarded, efua: Person, text: str) -> None:
    command = RegisterCustomer(customer=new_id(), number=f"N-{NASTY.index(text)}", full_name=text)
    assert efua.post(efua.seal(command)).status_code == 200
    found = efua.get(paths.CUSTOMERS_FIND, q=command.number)
    assert [row.full_name for row in msgspec.json.decode(found.content, type=list[CustomerFact])] == [text]
    assert bank.rows("SELECT count(*) FROM users")[0][0] == 5
    assert "PlainText" in Path(labels.__file__).read_text(encoding="utf-8"), "and the app's labels take it as text"


@pytest.mark.parametrize("mark", ["\u202e", "\u200b", "\u2066", "\ufeff"])
def test_ws_bidi(efua: Person, mark: str) -> None:
    command = RegisterCustomer(customer=new_id(), number="B-1", full_name=f"Ama {mark}hasneM")
    answer = efua.post(efua.seal(command))
    assert problem(answer) == (400, "malformed")
    assert f"U+{ord(mark):04X}" in answer.json()["params"]["detail"]


def test_ws_replay_msg(bank: Guarded, efua: Person) -> None:
    raw = msgspec.json.encode(efua.seal(RegisterCustomer(customer=new_id(), number="R-1", full_name="Ama")))
    again = bank.sign_in("efua")
    answers = [efua.post_raw(raw).content, efua.post_raw(raw).content, again.post_raw(raw).content]
    assert len(set(answers)) == 1
    assert bank.rows("SELECT count(*) FROM customers WHERE number = 'R-1'") == [(1,)]


def test_ws_seq_gap(bank: Guarded, efua: Person) -> None:
    """Whatever is lost on the way: the next follow is from the cursor, and what was missed comes first."""
    kojo = bank.sign_in("kojo", at=1)
    with opened(kojo) as socket:
        start = ask(socket, bank.rows("SELECT seq FROM journal_head")[0][0]).head
    for number in range(3):
        efua.post(efua.seal(RegisterCustomer(customer=new_id(), number=f"G-{number}", full_name="Ama")))
    seen: list[int] = []
    with opened(kojo) as socket:
        ask(socket, start)
        while len(seen) < 3:
            seen += [entry.seq for entry in read(socket).entries]
    assert seen == [start + 1, start + 2, start + 3]


def test_ws_seq_dup(bank: Guarded, efua: Person, tmp_path: Path) -> None:
    """Batches that come twice or in another order: the replica takes each once, in order, and ends as a fresh one."""
    start = bank.rows("SELECT seq FROM journal_head")[0][0]
    for number in range(4):
        efua.post(efua.seal(RegisterCustomer(customer=new_id(), number=f"D-{number}", full_name="Ama")))

    def batch(after: int, limit: int) -> Batch:
        return msgspec.json.decode(efua.get(paths.ENTRIES, after=str(after), limit=str(limit)).content, type=Batch)

    batches = [batch(start + number, 1) for number in range(4)]
    spoiled, straight = (Replica.open(tmp_path / f"{name}.db", KEY, ROOMS) for name in ("spoiled", "straight"))
    for replica in (spoiled, straight):
        replica.begin_snapshot()
        replica.add_page(_empty(efua, start))
        replica.finish_snapshot()
    for item in (batches[0], batches[2], batches[0], batches[1], batches[1], batches[3], batches[2], batches[3]):
        with contextlib.suppress(Gap):
            spoiled.apply(item)
    for item in batches:
        straight.apply(item)
    assert spoiled.meta.cursor == straight.meta.cursor == start + 4
    assert dump(spoiled) == dump(straight)
    for replica in (spoiled, straight):
        replica.close()


def _empty(person: Person, seq: int) -> Any:
    page = msgspec.json.decode(person.get(paths.SNAPSHOT).content, type=SnapshotPage)
    return msgspec.structs.replace(page, seq=seq, facts=(), head_hash="", next=None)
