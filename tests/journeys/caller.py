"""Hands that speak the protocol without the app: envelopes as a device signs them, and whatever else somebody may send."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import msgspec
from sqlalchemy import func, select

from contract import paths
from contract.base import Command
from contract.drawers import CloseDrawer, OpenDrawer, SubmitCount
from contract.envelope import Envelope, Lease
from contract.feed import AnyAnswer, Executed
from contract.ids import derived_id, new_id
from contract.ledger import Cash, Deposit
from contract.money import Money
from contract.staff import SignIn, Tokens
from server import build
from server.core.journal_tables import journal
from server.db.engine import one_snapshot, open_engine
from server.imports.handlers import customer_id
from server.ledger.tables import accounts, transactions
from server.settings import Settings
from server.staff.keys import load_keys
from server.staff.tokens import AccessTokens
from teller_app.sync.keys import DeviceSigner, Header
from tests.demo import bank as demo
from tests.laws.books import books_of
from tests.support.processes import ServerProcess


@dataclass
class Till:
    """A device with somebody signed in, and perhaps the lease of a drawer."""

    base: str
    signer: DeviceSigner
    person: str
    http: httpx.Client = field(init=False)
    tokens: Tokens = field(init=False)
    lease: Lease | None = None
    counter: int = 0

    def __post_init__(self) -> None:
        # Certificates of the whole world are read in 25 ms, and a hundred tills need none of them.
        secure = self.base.startswith("https")
        self.http = httpx.Client(base_url=self.base, trust_env=False, timeout=60, verify=secure)
        ask = SignIn(username=self.person, password=demo.PASSWORD, device=self.signer.device)
        proof = self.signer.proof("POST", self.base + paths.SIGN_IN)
        headers = {paths.PROTOCOL_HEADER: "1", "dpop": proof}
        answer = self.http.post(paths.SIGN_IN, content=msgspec.json.encode(ask), headers=headers)
        self.tokens = msgspec.json.decode(answer.raise_for_status().content, type=Tokens)

    def seal(self, command: Command, **more: Any) -> Envelope:
        """The next envelope of this device; ``more`` overrides the header."""
        self.counter += 1
        fields: dict[str, Any] = {
            "id": new_id(),
            "made_by": self.tokens.me.user,
            "counter": self.counter,
            "made_at": "2026-11-24T09:00:00.000Z",
            "basis_seq": 0,
            "lease": self.lease,
        }
        return self.signer.seal(command, Header(**fields | more))

    def headers(self, token: str | None = None, **more: str) -> dict[str, str]:
        """What the app sends with a posting."""
        access = self.tokens.access if token is None else token
        return {paths.PROTOCOL_HEADER: "1", "authorization": f"DPoP {access}"} | more

    def proof(self, path: str, token: str | None = None) -> str:
        """A fresh proof for a read."""
        return self.signer.proof("GET", self.base + path, self.tokens.access if token is None else token)

    def post(self, body: bytes | Envelope | Sequence[Envelope], **headers: str) -> httpx.Response:
        """To the command door."""
        content = body if isinstance(body, bytes) else msgspec.json.encode(body)
        return self.http.post(paths.COMMANDS, content=content, headers=self.headers(**headers))

    def get(self, path: str, **headers: str) -> httpx.Response:
        """A read. The proof is fresh unless one is given."""
        return self.http.get(path, headers=self.headers(**{"dpop": self.proof(path)} | headers))

    def do(self, command: Command, **more: Any) -> Executed:
        """Post what must succeed."""
        raw = self.post(self.seal(command, **more)).content
        answer = msgspec.json.decode(raw, type=AnyAnswer)
        assert isinstance(answer, Executed), answer
        return answer


@dataclass
class Street:
    """One served bank for many knocks: two tills with open drawers, one closed session, and the books beside them."""

    settings: Settings
    server: ServerProcess
    one: Till
    two: Till
    closed: Lease = field(init=False)
    account: str = field(init=False)
    stopped: str = field(init=False)

    def __post_init__(self) -> None:
        self._engine = open_engine(self.settings.url)
        self.account, self.stopped = (self._account_of(number) for number in ("000001", "000013"))
        self._open(self.one, 3)
        session = self.one.lease
        assert session is not None
        self.one.do(SubmitCount(session=session.session, attempt=new_id(), counted=demo.FLOAT))
        self.one.do(CloseDrawer(session=session.session))
        self.closed = session
        self._open(self.one, 1)
        self._open(self.two, 2)

    def _open(self, till: Till, drawer: int) -> None:
        session = new_id()
        till.lease = None
        till.do(OpenDrawer(session=session, drawer=derived_id("demo", "drawer", drawer), counted=demo.FLOAT))
        till.lease = Lease(session=session, number=1)

    def _account_of(self, customer: str) -> str:
        query = select(accounts.c.id).where(accounts.c.customer == customer_id(demo.BRANCH, customer))
        with self._engine.connect() as conn:
            return str(conn.execute(query.order_by(accounts.c.number)).scalars().first())

    def deposit(self, amount: int = 200_00, currency: str = "GHS", account: str = "") -> Deposit:
        """Two hundred in one note, unless told otherwise."""
        cash = Cash(received={"20000": 1})
        return Deposit(transaction=new_id(), account=account or self.account, amount=Money(amount, currency), cash=cash)

    def access(self, age_s: float, now: float) -> str:
        """An access token that the bank itself signed ``age_s`` seconds ago for till one's person."""
        maker = AccessTokens(load_keys(Path(self.settings.key_dir)).signing)
        me, signer = self.one.tokens.me, self.one.signer
        return maker.issue(me.user, signer.device, signer.thumbprint(), new_id(), now - age_s, now + 600)[0]

    def books(self) -> dict[str, Any]:
        """What must not move: the journal's head, booked transactions, every row that a command about money can change."""
        with self._engine.connect() as conn:
            return {
                "head": int(conn.scalar(select(func.max(journal.c.seq))) or 0),
                "transactions": int(conn.scalar(select(func.count()).select_from(transactions)) or 0),
                "rows": {name: sorted(map(repr, rows)) for name, rows in books_of(conn).items()},
            }

    def differences(self) -> list[object]:
        """What ``verify`` would say."""
        with self._engine.connect() as conn:
            return list(build.verify(one_snapshot(conn)))

    def close(self) -> None:
        for till in (self.one, self.two):
            till.http.close()
        self._engine.dispose()
        self.server.close()
