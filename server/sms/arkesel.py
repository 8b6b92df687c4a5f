"""Arkesel (Ghana): ``POST /api/v2/sms/send`` with the header ``api-key`` and ``{sender, message, recipients[]}``."""

from typing import Any
from urllib.parse import quote

from server.sms.handing import ask_where, hand_over
from server.sms.provider import Answer, Delivery
from server.sms.wire import TIMEOUT_S, Reply, Wire

BASE = "https://sms.arkesel.com"


class Arkesel:
    """A Carrier. It knows one key; ``secret`` is not used and there for the same shape."""

    name = "arkesel"

    def __init__(self, key: str, secret: str, sender: str, base: str = BASE, timeout_s: float = TIMEOUT_S) -> None:
        self._wire = Wire(base, {"api-key": key}, timeout_s)
        self._sender = sender

    def send(self, phone: str, text: str) -> Answer:
        """Hand one message over."""
        body = {"sender": self._sender, "message": text, "recipients": [phone.removeprefix("+")]}
        return hand_over(
            lambda: self._wire.post("/api/v2/sms/send", body),
            lambda reply: str(_first(reply).get("id") or ""),
            lambda reply: reply.body.get("status") != "success",
        )

    def status(self, carrier_id: str) -> Delivery:
        """Where the message is."""
        path = f"/api/v2/sms/{quote(carrier_id, safe='')}"
        return ask_where(lambda: self._wire.get(path), lambda reply: _first(reply).get("status"))


def _first(reply: Reply) -> dict[str, Any]:
    data: Any = reply.body.get("data")
    first = data[0] if isinstance(data, list) and data else data
    return first if isinstance(first, dict) else {}
