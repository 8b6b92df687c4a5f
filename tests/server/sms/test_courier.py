"""From the committed row to the carrier, over a real socket and through the real writer."""

import asyncio
import logging
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from server.core.clock import system_clock
from server.sms.courier import Courier
from server.sms.messages import LOST_AFTER_S
from server.sms.provider import Answer, Delivery
from server.sms.sendexa import Sendexa
from server.staff.denied import written
from tests.server.sms.carrier_house import House, denied, sent
from tests.server.staff.bench import Founded, founded


class Post:
    def __init__(self, town: Founded, carrier: House) -> None:
        self.town = town
        self.carrier = carrier
        self.ahead = timedelta()
        self.courier = self.another()

    def another(self) -> Courier:
        """A courier of one more server on the same database."""
        carrier = Sendexa("key", "secret", "AKOMA", self.carrier.base)
        return Courier(carrier, partial(written, self.town.bank.writer), lambda: system_clock() + self.ahead)

    def later(self, seconds: int) -> None:
        self.ahead += timedelta(seconds=seconds)

    def carry(self, text: str = "code 123456", secret: bool = True) -> str:
        return asyncio.run(self.courier.carry("+233244187306", text, "act", secret=secret))

    def rows(self) -> list[Any]:
        with self.town.bank.engine.connect() as conn:
            return list(
                conn.exec_driver_sql("SELECT state, text, tries, provider_id FROM sms_messages ORDER BY id").all()
            )

    def hurry(self) -> None:
        self.town.bank.writer.write_sync(
            lambda conn: conn.exec_driver_sql("UPDATE sms_messages SET next_at = '2000-01-01T00:00:00.000Z'")
        )


@pytest.fixture
def post(tmp_path: Path, carrier: House) -> Iterator[Post]:
    with founded(tmp_path) as town:
        made = Post(town, carrier)
        yield made
        made.courier.close()


def test_a_code_leaves_after_the_commit_and_its_text_is_kept_nowhere(
    post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    seen: list[int] = []
    post.carrier.answers = [sent()]
    ask = post.courier._carrier.send
    post.courier._carrier.send = lambda phone, text: seen.append(len(post.rows())) or ask(phone, text)  # type: ignore[method-assign]
    assert post.carry() == "sent"
    assert seen == [1], "the row was committed when the carrier was asked"
    assert post.carrier.asked[0][3]["message"] == "code 123456"
    assert post.rows() == [("sent", "", 1, "msg_1")]
    assert "123456" not in caplog.text
    assert "233244187306" not in caplog.text
    assert post.courier._secrets == {}


def test_a_busy_carrier_gets_it_at_a_later_tick(post: Post) -> None:
    post.carrier.answers = [denied(429, "slow"), sent()]
    assert post.carry() == "queued"
    assert asyncio.run(post.courier.tick()) == 0, "not before its time"
    post.hurry()
    assert asyncio.run(post.courier.tick()) == 1
    assert post.rows() == [("sent", "", 2, "msg_1")]


def test_an_unclear_answer_is_asked_about_and_never_sent_again(post: Post) -> None:
    post.carrier.answers = [(500, {"data": {"messageId": "msg_9"}}), sent("delivered", "msg_9")]
    assert post.carry(secret=False) == "unsure"
    post.hurry()
    asyncio.run(post.courier.tick())
    assert [(method, path) for method, path, *_ in post.carrier.asked] == [
        ("POST", "/v1/sms/send"), ("GET", "/v1/sms/status/msg_9"),
    ]  # fmt: skip
    assert post.rows()[0][0] == "delivered"
    post.carrier.answers = ["cut"]
    assert post.carry(secret=False) == "unknown"
    post.hurry()
    assert asyncio.run(post.courier.tick()) == 0


def test_the_carriers_webhook_settles_what_left(post: Post) -> None:
    post.carrier.answers = [sent()]
    post.carry()
    assert asyncio.run(post.courier.heard("msg_1", Delivery.DELIVERED))
    assert post.rows()[0][0] == "delivered"
    assert asyncio.run(post.courier.heard("msg_1", Delivery.FAILED)), "ours, but said already"
    assert post.rows()[0][0] == "delivered"
    assert not asyncio.run(post.courier.heard("msg_2", Delivery.DELIVERED))


def test_a_new_start_settles_what_was_left_open(post: Post) -> None:
    post.carrier.answers = [denied(429, "slow")]
    post.carry()
    asyncio.run(post.courier.begin())
    assert post.rows()[0][0] == "queued", "another server may hold its text"
    post.later(LOST_AFTER_S + 1)
    asyncio.run(post.courier.begin())
    assert post.rows()[0][0] == "failed", "its text died with the process before"


def test_what_was_too_fresh_at_the_start_is_settled_by_a_later_tick(post: Post) -> None:
    post.carrier.answers = [denied(429, "slow")]
    post.carry()
    other = post.another()
    asyncio.run(other.begin())
    post.later(LOST_AFTER_S + 1)
    asyncio.run(other.tick())
    assert post.rows()[0][0] == "failed"
    other.close()


def test_a_server_that_starts_leaves_what_another_one_is_handing_over(post: Post) -> None:
    post.carrier.answers = [sent()]
    other, send, seen = post.another(), post.courier._carrier.send, []

    def while_the_other_starts(phone: str, text: str) -> Answer:
        asyncio.run(other.begin())
        seen.append(post.rows()[0][0])
        return send(phone, text)

    post.courier._carrier.send = while_the_other_starts  # type: ignore[method-assign]
    assert post.carry() == "sent"
    assert seen == ["sending"]
    assert post.rows() == [("sent", "", 1, "msg_1")]
    other.close()
