"""One workstation's hand: seals, posts, reads answers. For tests that look at single exchanges."""

import http.client
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import msgspec

from contract import paths
from contract.base import Command
from contract.envelope import Envelope, Lease
from contract.feed import AnyAnswer, AnyOutcome
from contract.ids import new_id
from contract.staff import SignIn, Tokens
from teller_app.sync.keys import DeviceSigner, Header
from tests.demo import bank as demo
from tests.faults.square import Square

TIMEOUT_S = 60.0


@dataclass
class Hand:
    """Signed in at the ``place``-th workstation as ``person`` (its place in the demonstration bank's staff)."""

    square: Square
    base: str
    place: int = 0
    person: int = 0
    lease: Lease | None = None
    made_at: str = "2026-11-24T09:00:00.000Z"
    counter: int = 0
    tokens: Tokens = field(init=False)

    def __post_init__(self) -> None:
        ask = SignIn(username=demo.STAFF[self.person].username, password=demo.PASSWORD, device=self.signer.device)
        headers = {"dpop": self.signer.proof("POST", self.base + paths.SIGN_IN)}
        status, body = self.raw("POST", paths.SIGN_IN, msgspec.json.encode(ask), headers)
        assert status == 200, body
        self.tokens = msgspec.json.decode(body, type=Tokens)

    @property
    def signer(self) -> DeviceSigner:
        return self.square.signers[self.place]

    def seal(self, command: Command, **more: Any) -> Envelope:
        """The next envelope; ``more`` overrides the header."""
        self.counter += 1
        fields: dict[str, Any] = {"id": new_id(), "made_by": demo.STAFF[self.person].id, "counter": self.counter,
                                  "made_at": self.made_at, "basis_seq": 0, "lease": self.lease}  # fmt: skip
        return self.signer.seal(command, Header(**fields | more))

    def headers(self, **more: str) -> dict[str, str]:
        return {"authorization": f"DPoP {self.tokens.access}", **more}

    def send(self, body: bytes, **headers: str) -> tuple[int, bytes]:
        """To the command door; status and body. Raises OSError or HTTPException where no answer came."""
        return self.raw("POST", paths.COMMANDS, body, self.headers(**headers))

    def post(self, envelope: Envelope) -> AnyOutcome:
        """One that must be answered with an outcome."""
        status, body = self.send(msgspec.json.encode(envelope))
        assert status in (200, 202, 422), (status, body)
        return msgspec.json.decode(body, type=AnyOutcome)

    def post_all(self, envelopes: Sequence[Envelope]) -> list[AnyAnswer]:
        """A list."""
        status, body = self.send(msgspec.json.encode(list(envelopes)))
        assert status == 200, (status, body)
        return msgspec.json.decode(body, type=list[AnyAnswer])

    def try_post(self, envelope: Envelope) -> tuple[int, bytes] | None:
        """None where no answer came."""
        try:
            return self.send(msgspec.json.encode(envelope))
        except (OSError, http.client.HTTPException):
            return None

    def get(self, path: str) -> tuple[int, bytes]:
        """A read with a fresh proof."""
        proof = self.signer.proof("GET", self.base + path, self.tokens.access)
        return self.raw("GET", path, b"", self.headers(dpop=proof))

    def raw(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        """On a connection of its own."""
        where = urlsplit(self.base)
        connection = http.client.HTTPConnection(where.hostname or "", where.port, timeout=TIMEOUT_S)
        try:
            connection.request(method, path, body or None, {paths.PROTOCOL_HEADER: "1", **headers})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()
