"""Hubtel (Ghana): ``POST /v1/messages/send`` with Basic auth and ``{From, To, Content}``."""

from urllib.parse import quote

from server.sms.handing import ask_where, hand_over
from server.sms.provider import Answer, Delivery
from server.sms.sendexa import basic
from server.sms.wire import TIMEOUT_S, Wire

BASE = "https://sms.hubtel.com"


class Hubtel:
    """A Carrier."""

    name = "hubtel"

    def __init__(self, key: str, secret: str, sender: str, base: str = BASE, timeout_s: float = TIMEOUT_S) -> None:
        self._wire = Wire(base, {"Authorization": basic(key, secret)}, timeout_s)
        self._sender = sender

    def send(self, phone: str, text: str) -> Answer:
        """Hand one message over."""
        body = {"From": self._sender, "To": phone, "Content": text}
        return hand_over(
            lambda: self._wire.post("/v1/messages/send", body),
            lambda reply: str(reply.body.get("messageId") or reply.body.get("MessageId") or ""),
            lambda reply: False,
        )

    def status(self, carrier_id: str) -> Delivery:
        """Where the message is."""
        path = f"/v1/messages/{quote(carrier_id, safe='')}"
        return ask_where(
            lambda: self._wire.get(path), lambda reply: reply.body.get("status") or reply.body.get("Status")
        )
