"""A whole small bank behind real doors: migrated SQLite, running writer, uvicorn in a thread, people, two workstations."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import msgspec

from contract import paths
from contract.base import Command
from contract.branches import AddBranch, OpenBranchDay
from contract.envelope import Envelope
from contract.ids import new_id
from contract.permissions import Role
from contract.staff import AddDevice, AddUser, Me, SignIn, Tokens
from server import build
from server.api.app import make_app
from server.api.serve import BankServer, make_server
from server.api.wiring import make_parts
from server.approvals.desk import state_of
from server.core.actor import system_header
from server.core.clock import stamp
from server.settings import Settings
from server.staff.passwords import Passwords
from server.staff.sign_in import store_password
from teller_app.sync.keys import DeviceSigner, Header
from tests.support.ports import free_port, wait_for_port
from tests.support.prepared import prepare

PASSWORD = "harmattan over Makola 7"
DAY = "2026-11-24"
ROLES = {"efua": Role.CASHIER, "kojo": Role.CASHIER, "kofi": Role.MANAGER, "yaa": Role.ADMINISTRATOR}


class Time:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def pass_s(self, seconds: float) -> None:
        self.ahead += timedelta(seconds=seconds)


class Person:
    """Somebody signed in on a workstation."""

    def __init__(self, house: "House", signer: DeviceSigner, tokens: Tokens) -> None:
        self.house = house
        self.signer = signer
        self.tokens = tokens
        self.counter = 0

    @property
    def me(self) -> Me:
        return self.tokens.me

    def headers(self, method: str, path: str, proof: bool = True) -> dict[str, str]:
        headers = {paths.PROTOCOL_HEADER: "1", "authorization": f"DPoP {self.tokens.access}"}
        if proof:
            now = self.house.clock().timestamp
            # As it is sent: what an address cannot hold is spelled with per cents.
            sent = httpx.URL(self.house.base + path).raw_path.decode().split("?")[0]
            headers["dpop"] = self.signer.proof(method, self.house.base + sent, self.tokens.access, now)
        return headers

    def get(self, path: str, **params: Any) -> httpx.Response:
        return self.house.http.get(path, headers=self.headers("GET", path), params=params)

    def call(self, method: str, path: str, content: bytes = b"") -> httpx.Response:
        return self.house.http.request(method, path, headers=self.headers(method, path), content=content)

    def seal(self, command: Command, made_by: str = "", **more: Any) -> Envelope:
        self.counter += 1
        header = Header(
            id=more.pop("id", new_id()), made_by=made_by or self.me.user, counter=self.counter,
            made_at="2026-11-24T09:00:00.000Z", basis_seq=0, **more,
        )  # fmt: skip
        return self.signer.seal(command, header)

    def post(self, *envelopes: Envelope, many: bool = False) -> httpx.Response:
        body = msgspec.json.encode(list(envelopes) if many else envelopes[0])
        return self.post_raw(body)

    def post_raw(self, body: bytes) -> httpx.Response:
        return self.house.http.post(
            paths.COMMANDS, content=body, headers=self.headers("POST", paths.COMMANDS, proof=False)
        )


class House:
    """The bank, its doors, its people (all with PASSWORD) and workstations ``here`` and ``there``."""

    def __init__(self, bank: build.Bank, server: BankServer, parts: Any, clock: Time, base: str) -> None:
        self.bank = bank
        self.server = server
        self.parts = parts
        self.clock = clock
        self.base = base
        # Without TLS, so nobody need read the list of authorities for it.
        self.http = httpx.Client(base_url=base, trust_env=False, timeout=60, verify=False)
        self.branch = self._do(AddBranch(branch=new_id(), code="040", name="Makola")).branch
        self._do(OpenBranchDay(branch=self.branch, business_date=DAY))
        self.here, self.there = self.workstation("TILL-1"), self.workstation("TILL-2")
        self.people = {name: self._person(name, role) for name, role in ROLES.items()}

    def _do[C: Command](self, command: C) -> C:
        answer = self.bank.writer.execute_sync(system_header(new_id(), stamp(self.clock())), command)
        assert type(answer).__name__ == "Executed", answer
        return command

    def do(self, command: Command) -> None:
        """The bank's own hand."""
        self._do(command)

    def workstation(self, name: str) -> DeviceSigner:
        signer = DeviceSigner.generate()
        self._do(AddDevice(device=signer.device, name=name, branch=self.branch, key=signer.public))
        return signer

    def _person(self, name: str, role: Role) -> str:
        user = new_id()
        self._do(
            AddUser(
                user=user, username=name, full_name=name.title(), staff_number=name, roles=(role,), branch=self.branch
            )
        )
        encoded = self.parts.passwords.hash(PASSWORD)
        self.bank.writer.write_sync(lambda conn: store_password(conn, user, encoded, self.clock()))
        return user

    def ask_sign_in(self, name: str, password: str = PASSWORD, at: DeviceSigner | None = None) -> httpx.Response:
        signer = at or self.here
        body = SignIn(username=name, password=password, device=signer.device)
        return self.plain(paths.SIGN_IN, msgspec.json.encode(body), signer)

    def plain(self, path: str, body: bytes, signer: DeviceSigner) -> httpx.Response:
        """A POST with a proof and without a token."""
        proof = signer.proof("POST", self.base + path, None, self.clock().timestamp)
        return self.http.post(path, content=body, headers={paths.PROTOCOL_HEADER: "1", "dpop": proof})

    def sign_in(self, name: str, at: DeviceSigner | None = None) -> Person:
        answer = self.ask_sign_in(name, at=at)
        assert answer.status_code == 200, answer.text
        return Person(self, at or self.here, msgspec.json.decode(answer.content, type=Tokens))


class OpenParts:
    """The parts with the password hasher beside them."""

    def __init__(self, parts: Any, passwords: Passwords) -> None:
        self._parts = parts
        self.passwords = passwords

    def __getattr__(self, name: str) -> Any:
        return getattr(self._parts, name)


@contextmanager
def open_house(folder: Path, **settings: Any) -> Iterator[House]:
    """A house with its doors open, closed and joined at the end."""
    url = settings.pop("url", f"sqlite:///{folder}/bank.db")
    chosen = Settings(url=url, port=free_port(), key_dir=str(folder / "keys"), **settings)
    prepare(chosen)
    clock, passwords = Time(), Passwords(cheap=True)
    with build.bank(chosen, clock) as bank:
        parts = make_parts(
            chosen,
            bank.engine,
            bank.keys,
            bank.writer,
            bank.hub,
            bank.registry,
            bank.sources,
            state_of,
            passwords,
            clock,
            logs=build.LOGS,
        )
        server = make_server(make_app(parts), chosen, parts.running, bank.hub)
        thread = threading.Thread(target=server.run, name="coastal-test-server", daemon=True)
        thread.start()
        wait_for_port(chosen.port)
        house = House(bank, server, OpenParts(parts, passwords), clock, f"http://127.0.0.1:{chosen.port}")
        try:
            yield house
        finally:
            house.http.close()
            server.handle_exit(15, None)
            thread.join(60)
            passwords.close()
    assert not thread.is_alive()


def problem(answer: httpx.Response) -> tuple[int, str]:
    """(status, code) of a refused request."""
    return answer.status_code, answer.json()["code"]
