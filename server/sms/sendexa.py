"""Sendexa (Ghana): Basic auth, ``POST /v1/sms/send``, ``GET /v1/sms/status/{id}``, webhooks signed by HMAC-SHA256.

No idempotency key is documented: whoever tries again may send twice, so an unclear answer is asked about first.
"""

import base64
from typing import Any
from urllib.parse import quote

from server.sms.handing import ask_where, hand_over
from server.sms.provider import Answer, Delivery
from server.sms.wire import TIMEOUT_S, Reply, Wire

BASE = "https://api.sendexa.co"


class Sendexa:
    """A Carrier."""

    name = "sendexa"

    def __init__(self, key: str, secret: str, sender: str, base: str = BASE, timeout_s: float = TIMEOUT_S) -> None:
        self._wire = Wire(base, {"Authorization": basic(key, secret)}, timeout_s)
        self._sender = sender

    def send(self, phone: str, text: str) -> Answer:
        """Hand one message over."""
        body = {"to": phone, "from": self._sender, "message": text}
        return hand_over(
            lambda: self._wire.post("/v1/sms/send", body),
            lambda reply: str(_data(reply).get("messageId") or ""),
            lambda reply: reply.body.get("success") is False,
        )

    def status(self, carrier_id: str) -> Delivery:
        """Where the message is."""
        path = f"/v1/sms/status/{quote(carrier_id, safe='')}"
        return ask_where(lambda: self._wire.get(path), lambda reply: _data(reply).get("status"))


def basic(key: str, secret: str) -> str:
    """The header of Basic authentication (RFC 7617)."""
    return "Basic " + base64.b64encode(f"{key}:{secret}".encode()).decode()


def _data(reply: Reply) -> dict[str, Any]:
    data = reply.body.get("data")
    return data if isinstance(data, dict) else {}
