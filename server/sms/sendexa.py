"""Sendexa (Ghana): Basic auth, ``POST /v1/sms/send``, ``GET /v1/sms/status/{id}``, webhooks signed by HMAC-SHA256.

No idempotency key is documented: whoever tries again may send twice, so an unclear answer is asked about first.
"""

import base64
from typing import Any
from urllib.parse import quote

from server.sms.provider import Answer, Delivery, Fate
from server.sms.wire import TIMEOUT_S, MaybeSent, NotSent, Reply, Wire

BASE = "https://api.sendexa.co"
_WORDS = {
    "delivered": Delivery.DELIVERED,
    "failed": Delivery.FAILED,
    "rejected": Delivery.FAILED,
    "expired": Delivery.FAILED,
    "undelivered": Delivery.FAILED,
    "queued": Delivery.ON_ITS_WAY,
    "pending": Delivery.ON_ITS_WAY,
    "accepted": Delivery.ON_ITS_WAY,
    "submitted": Delivery.ON_ITS_WAY,
    "sent": Delivery.ON_ITS_WAY,
}


class Sendexa:
    """A Carrier."""

    name = "sendexa"

    def __init__(self, key: str, secret: str, sender: str, base: str = BASE, timeout_s: float = TIMEOUT_S) -> None:
        token = base64.b64encode(f"{key}:{secret}".encode()).decode()
        self._wire = Wire(base, {"Authorization": f"Basic {token}"}, timeout_s)
        self._sender = sender

    def send(self, phone: str, text: str) -> Answer:
        """Hand one message over."""
        try:
            reply = self._wire.post("/v1/sms/send", {"to": phone, "from": self._sender, "message": text})
        except NotSent as error:
            return Answer(Fate.BUSY, why=str(error))
        except MaybeSent as error:
            return Answer(Fate.UNKNOWN, why=str(error))
        return _answer(reply)

    def status(self, carrier_id: str) -> Delivery:
        """Where the message is."""
        try:
            reply = self._wire.get(f"/v1/sms/status/{quote(carrier_id, safe='')}")
        except (NotSent, MaybeSent):
            return Delivery.UNKNOWN
        return word_of(_data(reply).get("status")) if reply.status == 200 else Delivery.UNKNOWN


def word_of(status: object) -> Delivery:
    """A status word, as in an answer or a webhook."""
    return _WORDS.get(str(status).lower(), Delivery.UNKNOWN)


def _answer(reply: Reply) -> Answer:
    carrier_id = str(_data(reply).get("messageId") or "")
    why = f"http {reply.status}"
    if reply.status in (200, 201, 202) and reply.body.get("success") is True and carrier_id:
        return Answer(Fate.TAKEN, carrier_id)
    if reply.status in (200, 201, 202) and reply.body.get("success") is False:
        return Answer(Fate.REFUSED, carrier_id, "not successful")
    if reply.status == 429 or reply.status == 503:
        return Answer(Fate.BUSY, why=why)
    # Of any other 4xx nothing was sent; a 5xx, or a yes without a name, may have.
    return Answer(Fate.REFUSED if 400 <= reply.status < 500 else Fate.UNKNOWN, carrier_id, why)


def _data(reply: Reply) -> dict[str, Any]:
    data = reply.body.get("data")
    return data if isinstance(data, dict) else {}
