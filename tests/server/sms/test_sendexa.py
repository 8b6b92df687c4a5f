"""Sendexa's documented answers, errors and delays, over a real socket."""

import base64

import pytest

from server.sms.provider import Answer, Delivery, Fate
from server.sms.sendexa import Sendexa, basic
from tests.server.sms.carrier_house import House, denied, sent

PHONE, TEXT = "+233244187306", "Akoma Bank: 123456 to approve"


def sendexa(carrier: House, timeout_s: float = 2.0) -> Sendexa:
    return Sendexa("key", "secret", "AKOMA", carrier.base, timeout_s)


def test_a_message_is_handed_over_as_documented(carrier: House) -> None:
    carrier.answers = [sent()]
    assert sendexa(carrier).send(PHONE, TEXT) == Answer(Fate.TAKEN, "msg_1")
    ((method, path, headers, body),) = carrier.asked
    assert (method, path, body) == ("POST", "/v1/sms/send", {"to": PHONE, "from": "AKOMA", "message": TEXT})
    assert base64.b64decode(headers["Authorization"].removeprefix("Basic ")) == b"key:secret"
    assert basic("key", "secret") == headers["Authorization"]


@pytest.mark.parametrize(
    ("answer", "fate"),
    [
        (denied(401, "bad credentials"), Fate.REFUSED),
        (denied(403, "sender not approved"), Fate.REFUSED),
        (denied(403, "no credit"), Fate.REFUSED),
        (denied(200, "number"), Fate.REFUSED),
        (denied(429, "100 a second"), Fate.BUSY),
        (denied(503, "maintenance"), Fate.BUSY),
        (denied(500, "oops"), Fate.UNKNOWN),
        ((200, {"success": True, "data": {}}), Fate.UNKNOWN),
        ("cut", Fate.UNKNOWN),
        ("garbled", Fate.UNKNOWN),
    ],
    ids=["401", "sender", "credit", "no inside a yes", "429", "503", "500", "no name", "cut", "garbled"],
)
def test_every_other_answer_is_certain_or_said_to_be_not(carrier: House, answer: object, fate: Fate) -> None:
    carrier.answers = [answer]  # type: ignore[list-item]
    assert sendexa(carrier).send(PHONE, TEXT).fate is fate


def test_an_answer_that_is_late_is_unknown(carrier: House) -> None:
    carrier.delay_s = 0.6
    assert sendexa(carrier, timeout_s=0.2).send(PHONE, TEXT).fate is Fate.UNKNOWN


def test_nobody_there_is_certainly_not_sent() -> None:
    assert Sendexa("k", "s", "AKOMA", "http://127.0.0.1:1").send(PHONE, TEXT).fate is Fate.BUSY


@pytest.mark.parametrize(
    ("word", "where"),
    [
        ("delivered", Delivery.DELIVERED),
        ("FAILED", Delivery.FAILED),
        ("queued", Delivery.ON_ITS_WAY),
        ("?", Delivery.UNKNOWN),
    ],
)
def test_where_a_message_is(carrier: House, word: str, where: Delivery) -> None:
    carrier.answers = [sent(word)]
    assert sendexa(carrier).status("msg/1") is where
    assert carrier.asked[0][:2] == ("GET", "/v1/sms/status/msg%2F1")
    carrier.answers = [denied(404, "unknown")]
    assert sendexa(carrier).status("msg_1") is Delivery.UNKNOWN
