import msgspec
import pytest

from contract.approvals import Requested, RequestState
from contract.branches import BranchFact
from contract.errors import ErrorCode, Rejected
from contract.feed import (
    AnyAnswer,
    Awaiting,
    Batch,
    Bye,
    Entry,
    Executed,
    Follow,
    Gone,
    Hello,
    NotTaken,
    Refused,
    Resync,
    ServerMessage,
    SnapshotPage,
)
from contract.ledger import AccountFact, AccountStatus, Posted
from contract.permissions import Role
from tests.contract.samples import uid

ACCOUNT = AccountFact(
    account=uid(1),
    number="0011000000425",
    customer=uid(2),
    product="10",
    product_name="Susu",
    currency="GHS",
    branch=uid(3),
    status=AccountStatus.ACTIVE,
    balance=-1200,
    available=0,
)
BRANCH = BranchFact(branch=uid(3), code="001", name="Osu", business_date="2026-11-20", open=True)
GONE = Gone(topic="account", key=uid(1))
POSTED = Posted(transaction=uid(6), receipt="", business_date="2026-11-20", verification="7F3A")
REQUESTED = Requested(request=uid(7), role=Role.MANAGER, reasons=(), expires_at="2026-11-20T10:00:00.000Z")
ANSWERS = (
    Executed(seq=4),
    Executed(seq=4, result=POSTED),
    Refused(seq=5, problem=Rejected(code=ErrorCode.CUSTOMER_STOPPED)),
    Awaiting(seq=6, result=REQUESTED, state=RequestState.APPROVED),
    NotTaken(code=ErrorCode.BUSY),
)
MESSAGES = (
    Hello(epoch="e1", scope="s1", head=9, safe_seq=8, server_time="2026-11-20T09:00:00.000Z"),
    Batch(after=3, upto=9, head_hash="ab" * 32, safe_seq=8),
    Batch(
        after=3,
        upto=9,
        head_hash="ab" * 32,
        safe_seq=8,
        entries=(
            Entry(seq=4, at="2026-11-20T09:00:00.000Z", facts=(ACCOUNT, BRANCH, GONE)),
            Entry(seq=6, at="2026-11-20T09:00:01.000Z", command=uid(8), answer=ANSWERS[1]),
        ),
    ),
    Resync(reason="scope"),
    Bye(code=ErrorCode.STOPPING),
)


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: type(message).__name__)
def test_what_the_server_says_is_heard_the_same(message: ServerMessage) -> None:
    assert msgspec.json.decode(msgspec.json.encode(message), type=ServerMessage) == message


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: type(answer).__name__)
def test_answers_are_told_apart(answer: AnyAnswer) -> None:
    heard = msgspec.json.decode(msgspec.json.encode(answer), type=AnyAnswer)
    assert type(heard) is type(answer)
    assert heard == answer


def test_the_clients_only_word() -> None:
    said = Follow(after=9, epoch="e1", scope="s1", head_hash="ab" * 32)
    assert msgspec.json.decode(msgspec.json.encode(said), type=Follow) == said


def test_a_snapshot_page_holds_facts_as_entries_do() -> None:
    page = SnapshotPage(seq=9, epoch="e1", scope="s1", head_hash="ab" * 32, facts=(BRANCH, ACCOUNT), next="account/1")
    assert msgspec.json.decode(msgspec.json.encode(page), type=SnapshotPage) == page


@pytest.mark.parametrize(
    "raw",
    [
        b'{"message":"batch","after":1,"upto":2,"head_hash":"","safe_seq":0,"extra":1}',
        b'{"message":"song"}',
        b'{"message":"resync","reason":"because"}',
        b'{"message":"bye","code":"oops"}',
        b'{"message":"batch","after":1,"upto":2,"head_hash":"","safe_seq":0,"entries":[{"seq":2,"at":"","facts":'
        b'[{"fact":"rumour"}]}]}',
    ],
)
def test_what_another_version_says_is_refused_not_guessed(raw: bytes) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(raw, type=ServerMessage)
