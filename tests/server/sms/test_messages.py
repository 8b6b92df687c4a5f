"""The states of a message, and that no try is made twice where the first may have worked."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, create_engine

from server.sms import messages
from server.sms.messages import Message
from server.sms.provider import Answer, Delivery, Fate
from server.sms.tables import messages as table

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture
def conn() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    table.create(engine)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def queued(conn: Connection, secret: bool = False) -> Message:
    return messages.queue(conn, "+233244187306", "hello 123456", "act", secret, "sendexa", NOON)


def fresh(conn: Connection, row: Message) -> Message:
    found = messages.find(conn, row.id)
    assert found is not None
    return found


def sent(conn: Connection, answer: Answer) -> str:
    row = queued(conn)
    assert messages.claim(conn, row, NOON)
    return messages.settle(conn, row, answer, NOON)


def test_a_secret_s_text_is_not_kept(conn: Connection) -> None:
    assert fresh(conn, queued(conn, secret=True)).text == ""
    assert fresh(conn, queued(conn)).text == "hello 123456"


def test_one_hand_sends_a_message(conn: Connection) -> None:
    row = queued(conn)
    assert [messages.claim(conn, row, NOON), messages.claim(conn, row, NOON)] == [True, False]
    assert messages.due(conn, after(999)) == []


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (Answer(Fate.TAKEN, "msg_1"), "sent"),
        (Answer(Fate.REFUSED), "failed"),
        (Answer(Fate.BUSY), "queued"),
        (Answer(Fate.UNKNOWN, "msg_1"), "unsure"),
        (Answer(Fate.UNKNOWN), "unknown"),
    ],
)
def test_what_becomes_of_a_handing_over(conn: Connection, answer: Answer, state: str) -> None:
    assert sent(conn, answer) == state


def test_an_unclear_one_without_a_name_is_never_tried_again(conn: Connection) -> None:
    sent(conn, Answer(Fate.UNKNOWN))
    assert messages.due(conn, after(99_999)) == []


def test_a_busy_carrier_is_tried_later_and_later_and_then_no_more(conn: Connection) -> None:
    row, waits = queued(conn), []
    for _ in range(messages.TRIES_MAX):
        row = fresh(conn, row)
        assert messages.claim(conn, row, NOON)
        messages.settle(conn, row, Answer(Fate.BUSY), NOON)
        waits.append(fresh(conn, row).next_at)
    assert fresh(conn, row).state == "failed"
    assert waits[:4] == [f"2026-11-24T12:00:{seconds:02d}.000Z" for seconds in (4, 8, 16, 32)]


def test_what_left_is_asked_about_until_it_is_known_or_an_hour_old(conn: Connection) -> None:
    row = queued(conn)
    messages.claim(conn, row, NOON)
    messages.settle(conn, row, Answer(Fate.UNKNOWN, "msg_1"), NOON)
    assert [item.id for item in messages.due(conn, NOON)] == [row.id], "asked before anything is tried again"
    assert messages.heard(conn, fresh(conn, row), Delivery.UNKNOWN, after(1)) == "unsure"
    assert messages.heard(conn, fresh(conn, row), Delivery.ON_ITS_WAY, after(60)) == "sent"
    assert messages.heard(conn, fresh(conn, row), Delivery.ON_ITS_WAY, after(3_700)) == "unknown"
    other = queued(conn)
    messages.claim(conn, other, NOON)
    messages.settle(conn, other, Answer(Fate.TAKEN, "msg_2"), NOON)
    found = messages.of_carrier(conn, "sendexa", "msg_2")
    assert found is not None
    assert messages.heard(conn, found, Delivery.DELIVERED, after(1)) == "delivered"
    assert messages.of_carrier(conn, "hubtel", "msg_2") is None


def test_after_a_restart_nothing_is_sent_twice_and_a_lost_secret_says_so(conn: Connection) -> None:
    plain, secret, open_ = queued(conn), queued(conn, secret=True), queued(conn)
    messages.claim(conn, open_, NOON)
    assert messages.interrupted(conn, after(messages.LOST_AFTER_S)) == 0, "another server may have it in hand"
    assert messages.interrupted(conn, after(messages.LOST_AFTER_S + 1)) == 2
    states = [fresh(conn, row).state for row in (plain, secret, open_)]
    assert states == ["queued", "failed", "unknown"]
