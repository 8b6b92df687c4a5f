"""Tellers by the handful, without their windows: each keeps what it was asked to send until it hears what became of it.

A guard can be left off, for the control runs: RENEW sends a retry under a new id, FORGET drops what was on its way when the line broke,
though the receipt was printed.
"""

import http.client
import random
import threading
import time
from dataclasses import dataclass, field
from enum import Enum
from urllib.parse import urlsplit

import msgspec

from contract import paths
from contract.base import Command
from contract.feed import AnyOutcome, Executed
from contract.ids import new_id
from contract.ledger import AccountFact
from contract.staff import SignIn, Tokens
from teller_app.sync.keys import DeviceSigner, Header
from tests.demo import bank as demo
from tests.faults.square import ACCOUNTS, MOST, Square, transfer

TIMEOUT_S = 30.0
REST_S = 0.02
WAIT_MAX_S = 1.0
"""Who is slowed down keeps to it this far: a siege is not made of asking, and each ask is a row in the activity."""
_outcome = msgspec.json.Decoder(AnyOutcome)
_facts = msgspec.json.Decoder(list[AccountFact])
_tokens = msgspec.json.Decoder(Tokens)


class Guard(Enum):
    """What becomes of an envelope whose answer did not come."""

    KEEP = "keep"
    RENEW = "renew"
    FORGET = "forget"


class NoAnswer(Exception):
    """The line broke, or the server has no time. What was sent may have been booked. ``wait_s`` is how long it asks to be left alone."""

    def __init__(self, why: object, wait_s: float = 0.0) -> None:
        super().__init__(why)
        self.rest_s = min(WAIT_MAX_S, max(REST_S, wait_s))


@dataclass
class Known:
    """What one courier knows for certain, by mark."""

    sent: set[str] = field(default_factory=set)
    acknowledged: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    answers: dict[str, bytes] = field(default_factory=dict)
    reads: list[dict[int, int | None]] = field(default_factory=list)
    retries: int = 0
    wrong: list[str] = field(default_factory=list)
    last: str = ""
    """Why it had no answer the last time."""


class Courier(threading.Thread):
    """One workstation: half reads of all balances, half transfers, until told to stop; then it delivers what is left."""

    def __init__(
        self,
        square: Square,
        base: str,
        place: int,
        seed: int,
        guard: Guard = Guard.KEEP,
        pause_s: float = 0.0,
        timeout_s: float = TIMEOUT_S,
    ) -> None:
        super().__init__(name=f"coastal-test-courier-{place}", daemon=True)
        self._square = square
        self._base = base
        self._signer: DeviceSigner = square.signers[place]
        self._person = demo.STAFF[place % 2]
        self._chance = random.Random(f"courier {place} {seed}")
        self._guard = guard
        self._pause_s = pause_s
        self._timeout_s = timeout_s
        self._counter = int(time.time() * 1000)
        self._connection: http.client.HTTPConnection | None = None
        self._tokens: Tokens | None = None
        self._renew_at = 0.0
        self._ending = threading.Event()
        self._abandoned = threading.Event()
        self.known = Known()

    def wait_for(self, seconds: float) -> None:
        """How long an answer may take from now on, also on the line that is open."""
        self._timeout_s = seconds
        line = self._connection.sock if self._connection is not None else None
        if line is not None:
            line.settimeout(seconds)

    def finish(self) -> None:
        """No new work; what waits is delivered still."""
        self._ending.set()

    def abandon(self) -> None:
        """Stop whatever waits."""
        self._ending.set()
        self._abandoned.set()
        if self.ident:
            self.join(TIMEOUT_S * 2)

    def run(self) -> None:
        """See the class."""
        while not self._ending.is_set():
            if self._chance.random() < 0.5:
                self._read()
            else:
                self._move()
            if self._pause_s:
                time.sleep(self._pause_s)
        if self._connection:
            self._connection.close()

    # -- moves ---------------------------------------------------------------------------------------------------

    def _move(self) -> None:
        source, target = self._chance.sample(range(ACCOUNTS), 2)
        mark = new_id()
        amount = self._chance.randint(1, MOST)
        command = transfer(self._square.accounts[source], self._square.accounts[target], amount, mark)
        self.known.sent.add(mark)
        if self._guard is Guard.FORGET:
            self.known.acknowledged.add(mark)
        self._deliver(command, mark)

    def _deliver(self, command: Command, mark: str) -> None:
        raw = self._seal(command)
        while not self._abandoned.is_set():
            try:
                status, body = self._request("POST", paths.COMMANDS, raw)
                break
            except NoAnswer as error:
                self.known.retries += 1
                self.known.last = str(error)
                if self._guard is Guard.FORGET:
                    return
                if self._guard is Guard.RENEW:
                    raw = self._seal(msgspec.structs.replace(command, transaction=new_id()))  # type: ignore[call-arg]
                time.sleep(error.rest_s)
        else:
            return
        if status not in (200, 202, 422):
            self.known.wrong.append(f"{status} {body[:200]!r}")
            return
        self.known.answers[mark] = body
        booked = isinstance(_outcome.decode(body), Executed)
        (self.known.acknowledged if booked else self.known.refused).add(mark)
        if not booked:
            self.known.acknowledged.discard(mark)

    def _read(self) -> None:
        path = paths.CUSTOMER_ACCOUNTS.replace("{customer}", self._square.customer)
        try:
            status, body = self._request("GET", path)
        except NoAnswer as error:
            time.sleep(error.rest_s)
            return
        if status == 200:
            found = _facts.decode(body)
            self.known.reads.append({self._square.accounts.index(fact.account): fact.balance for fact in found})

    def _seal(self, command: Command) -> bytes:
        self._counter += 1
        header = Header(new_id(), self._person.id, self._counter, "2026-11-24T09:00:00.000Z", 0)
        return msgspec.json.encode(self._signer.seal(command, header))

    # -- the line ------------------------------------------------------------------------------------------------

    def _request(self, method: str, path: str, body: bytes = b"") -> tuple[int, bytes]:
        """Status and body. Raises NoAnswer for a broken line, a busy or stopping server."""
        if self._tokens is None or time.monotonic() > self._renew_at:
            self.sign_in()
        assert self._tokens is not None
        headers = {"authorization": f"DPoP {self._tokens.access}"}
        if method == "GET":
            headers["dpop"] = self._signer.proof("GET", self._base + path, self._tokens.access)
        return self._exchange(method, path, body, headers)

    def sign_in(self) -> None:
        """Raises NoAnswer."""
        ask = SignIn(username=self._person.username, password=demo.PASSWORD, device=self._signer.device)
        proof = self._signer.proof("POST", self._base + paths.SIGN_IN)
        status, body = self._exchange("POST", paths.SIGN_IN, msgspec.json.encode(ask), {"dpop": proof})
        if status != 200:
            raise NoAnswer(body)
        self._tokens = _tokens.decode(body)
        self._renew_at = time.monotonic() + self._tokens.access_expires_in_s - 60

    def _exchange(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        where = urlsplit(self._base)
        try:
            if self._connection is None:
                self._connection = http.client.HTTPConnection(where.hostname or "", where.port, timeout=self._timeout_s)
            self._connection.request(method, path, body or None, {paths.PROTOCOL_HEADER: "1", **headers})
            answer = self._connection.getresponse()
            status, content = answer.status, answer.read()
        except (OSError, http.client.HTTPException) as error:
            if self._connection is not None:
                self._connection.close()
            self._connection = None
            raise NoAnswer(str(error)) from error
        if status == 429:
            raise NoAnswer(content, float(answer.getheader("retry-after", "0")))
        if status == 503:
            raise NoAnswer(content)
        if status == 401:
            self._tokens = None
            raise NoAnswer(content)
        return status, content
