"""Arkesel (Ghana): ``POST /api/v2/sms/send`` with the header ``api-key`` and ``{sender, message, recipients[]}``."""

from typing import Any
from urllib.parse import quote

from server.sms.provider import Answer, Delivery, Fate
from server.sms.sendexa import word_of
from server.sms.wire import TIMEOUT_S, MaybeSent, NotSent, Reply, Wire

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
        try:
            reply = self._wire.post("/api/v2/sms/send", body)
        except NotSent as error:
            return Answer(Fate.BUSY, why=str(error))
        except MaybeSent as error:
            return Answer(Fate.UNKNOWN, why=str(error))
        if reply.status == 200 and reply.body.get("status") == "success":
            carrier_id = _id(reply)
            return Answer(Fate.TAKEN if carrier_id else Fate.UNKNOWN, carrier_id)
        why = f"http {reply.status}"
        if reply.status in (429, 503):
            return Answer(Fate.BUSY, why=why)
        return Answer(Fate.UNKNOWN if reply.status >= 500 else Fate.REFUSED, why=why)

    def status(self, carrier_id: str) -> Delivery:
        """Where the message is."""
        try:
            reply = self._wire.get(f"/api/v2/sms/{quote(carrier_id, safe='')}")
        except (NotSent, MaybeSent):
            return Delivery.UNKNOWN
        data = reply.body.get("data")
        return word_of(data.get("status")) if reply.status == 200 and isinstance(data, dict) else Delivery.UNKNOWN


def _id(reply: Reply) -> str:
    data: Any = reply.body.get("data")
    first = data[0] if isinstance(data, list) and data else data
    return str(first.get("id") or "") if isinstance(first, dict) else ""
