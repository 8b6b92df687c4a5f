"""The carrier's webhook at the real door."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from contract import paths
from tests.server.api.house import House, open_house, problem

DOOR = paths.SMS_STATUS.format(provider="embedded")


@pytest.fixture
def hooked(tmp_path: Path) -> Iterator[House]:
    with open_house(tmp_path, sms_webhook_secret="shared") as house:
        house.bank.writer.write_sync(
            lambda conn: conn.exec_driver_sql(
                "INSERT INTO sms_messages VALUES ('m', '+233', 'act', '', 1, 'sent', 'embedded', 'msg_1', 1, '', "
                "'2026-11-24T12:00:00.000Z', '2999-01-01', '2026')"
            )
        )
        yield house


def say(
    house: House, body: bytes, secret: bytes = b"shared", name: str = "hook-0001", door: str = DOOR
) -> httpx.Response:
    headers = {
        "x-signature": hmac.new(secret, body, hashlib.sha256).hexdigest(),
        "x-webhook-id": name,
        "x-timestamp": str(int(house.clock().timestamp())),
    }
    return house.http.post(door, content=body, headers=headers)


def state(house: House) -> str:
    with house.bank.engine.connect() as conn:
        return str(conn.exec_driver_sql("SELECT state FROM sms_messages").scalar())


def test_the_carriers_word_settles_a_message(hooked: House) -> None:
    body = json.dumps({"data": {"messageId": "msg_1", "status": "delivered"}}).encode()
    assert say(hooked, body).status_code == 204
    assert state(hooked) == "delivered"
    assert problem(say(hooked, body)) == (404, "not_found"), "said before"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"nonsense",
        b'{"messageId":"another","status":"failed"}',
        b'{"data":7}',
        b'{"messageId":"msg_1\xff","status":"failed"}',
        b'{"a":' * 3_000,
        rb'{"messageId":"msg_1\u0000","status":"failed"}',
    ],
)
def test_words_about_nothing_of_ours_change_nothing(hooked: House, body: bytes) -> None:
    assert say(hooked, body).status_code == 204
    assert state(hooked) == "sent"


def test_anybody_elses_word_is_no_door(hooked: House) -> None:
    body = b'{"messageId":"msg_1","status":"failed"}'
    assert problem(say(hooked, body, secret=b"guess")) == (404, "not_found")
    assert problem(say(hooked, body, door=paths.SMS_STATUS.format(provider="sendexa"))) == (404, "not_found")
    assert problem(hooked.http.post(DOOR, content=body)) == (404, "not_found")
    assert state(hooked) == "sent"
