"""Hubtel (Ghana): ``POST /v1/messages/send`` with Basic auth and ``{From, To, Content}``."""

import base64
from urllib.parse import quote

from server.sms.provider import Answer, Delivery, Fate
from server.sms.sendexa import word_of
from server.sms.wire import TIMEOUT_S, MaybeSent, NotSent, Wire

BASE = "https://sms.hubtel.com"


class Hubtel:
    """A Carrier."""

    name = "hubtel"

    def __init__(self, key: str, secret: str, sender: str, base: str = BASE, timeout_s: float = TIMEOUT_S) -> None:
        token = base64.b64encode(f"{key}:{secret}".encode()).decode()
        self._wire = Wire(base, {"Authorization": f"Basic {token}"}, timeout_s)
        self._sender = sender

    def send(self, phone: str, text: str) -> Answer:
        """Hand one message over."""
        try:
            reply = self._wire.post("/v1/messages/send", {"From": self._sender, "To": phone, "Content": text})
        except NotSent as error:
            return Answer(Fate.BUSY, why=str(error))
        except MaybeSent as error:
            return Answer(Fate.UNKNOWN, why=str(error))
        carrier_id = str(reply.body.get("MessageId") or reply.body.get("messageId") or "")
        if reply.status in (200, 201) and carrier_id:
            return Answer(Fate.TAKEN, carrier_id)
        why = f"http {reply.status}"
        if reply.status in (429, 503):
            return Answer(Fate.BUSY, why=why)
        return Answer(Fate.REFUSED if 400 <= reply.status < 500 else Fate.UNKNOWN, carrier_id, why)

    def status(self, carrier_id: str) -> Delivery:
        """Where the message is."""
        try:
            reply = self._wire.get(f"/v1/messages/{quote(carrier_id, safe='')}")
        except (NotSent, MaybeSent):
            return Delivery.UNKNOWN
        return (
            word_of(reply.body.get("Status") or reply.body.get("status")) if reply.status == 200 else Delivery.UNKNOWN
        )
