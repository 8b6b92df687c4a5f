"""A small bank served by a real process: people, workstations, and raw sockets for whoever means it no good."""

import base64
import os
import re
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import msgspec

from contract import paths
from contract.base import Command
from contract.branches import AddBranch, OpenBranchDay
from contract.ids import new_id
from contract.permissions import Role
from contract.staff import AddDevice, AddUser, SignIn, Tokens
from server import build
from server.core.actor import system_header
from server.core.clock import stamp, system_clock
from server.settings import Settings
from server.staff.passwords import Passwords
from server.staff.sign_in import store_password
from teller_app.sync.keys import DeviceSigner
from tests.server.api.house import DAY, PASSWORD, ROLES, Person
from tests.support.prepared import prepare
from tests.support.processes import ServerProcess
from tests.support.waiting import LONG_S


class Guarded:
    """The process, its people (all with PASSWORD) and workstations. ``clock`` is everybody's own."""

    def __init__(self, folder: Path, stations: int, env: dict[str, str]) -> None:
        self.settings = Settings(url=f"sqlite:///{folder}/bank.db", key_dir=str(folder / "keys"))
        self.env = {"COASTAL_KEY_DIR": str(folder / "keys"), **env}
        self.branch = new_id()
        self.people: dict[str, str] = {}
        self.signers: list[DeviceSigner] = []
        prepare(self.settings)
        with build.bank(self.settings) as bank:
            self._found(bank, stations)
        self.server = ServerProcess(self.settings.url, env=self.env).start()
        self.base = self.server.base_url
        self.http = httpx.Client(base_url=self.base, trust_env=False, timeout=60)

    @staticmethod
    def clock() -> datetime:
        return datetime.now(UTC)

    def _found(self, bank: build.Bank, stations: int) -> None:
        def do(command: Command) -> None:
            answer = bank.writer.execute_sync(system_header(new_id(), stamp(system_clock())), command)
            assert type(answer).__name__ == "Executed", answer

        do(AddBranch(branch=self.branch, code="040", name="Makola"))
        do(OpenBranchDay(branch=self.branch, business_date=DAY))
        passwords = Passwords()
        encoded = passwords.hash(PASSWORD)
        passwords.close()
        for name, role in {**ROLES, "ama": Role.AUDITOR}.items():
            user = self.people[name] = new_id()
            do(
                AddUser(
                    user=user,
                    username=name,
                    full_name=name.title(),
                    staff_number=name,
                    roles=(role,),
                    branch=self.branch,
                )
            )
            bank.writer.write_sync(lambda conn, user=user: store_password(conn, user, encoded, system_clock()))
        for number in range(stations):
            signer = DeviceSigner.generate()
            self.signers.append(signer)
            do(AddDevice(device=signer.device, name=f"TILL-{number}", branch=self.branch, key=signer.public))

    def sign_in(self, name: str, at: int = 0) -> Person:
        signer = self.signers[at]
        body = msgspec.json.encode(SignIn(username=name, password=PASSWORD, device=signer.device))
        headers = {paths.PROTOCOL_HEADER: "1", "dpop": signer.proof("POST", self.base + paths.SIGN_IN)}
        answer = self.http.post(paths.SIGN_IN, content=body, headers=headers)
        assert answer.status_code == 200, answer.text
        return Person(self, signer, msgspec.json.decode(answer.content, type=Tokens))  # type: ignore[arg-type]

    def feeds(self) -> int:
        """How many followers the server counts."""
        found = re.search(r"^coastal_feed_followers (\S+)$", self.http.get(paths.METRICS).text, re.M)
        assert found
        return int(float(found.group(1)))

    def rows(self, query: str, *values: Any) -> list[Any]:
        """What the database holds."""
        engine = build.open_engine(self.settings.url)
        try:
            with engine.connect() as conn:
                return [tuple(row) for row in conn.exec_driver_sql(query, values)]
        finally:
            engine.dispose()

    def close(self) -> None:
        self.http.close()
        self.server.close()


@contextmanager
def guarded(folder: Path, stations: int = 3, **env: str) -> Iterator[Guarded]:
    """A served bank, its process ended afterwards."""
    bank = Guarded(folder, stations, {f"COASTAL_{name.upper()}": value for name, value in env.items()})
    try:
        yield bank
    finally:
        bank.close()


class RawSocket:
    """A websocket whose client writes the bytes itself."""

    def __init__(self, person: Person, **headers: str) -> None:
        host, _, port = person.house.base.removeprefix("http://").partition(":")
        self.raw = socket.create_connection((host, int(port)))
        self.raw.settimeout(LONG_S)
        given = person.headers("GET", paths.FEED) | headers
        lines = [f"GET {paths.FEED} HTTP/1.1", f"Host: {host}:{port}", "Upgrade: websocket", "Connection: Upgrade",
                 f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}", "Sec-WebSocket-Version: 13",
                 *(f"{name}: {value}" for name, value in given.items())]  # fmt: skip
        self.raw.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        self.answer = b""
        while b"\r\n\r\n" not in self.answer:
            heard = self.raw.recv(1)
            assert heard, self.answer
            self.answer += heard

    def send(self, payload: bytes, opcode: int = 1, fin: bool = True, mask: bool = True, rsv1: bool = False) -> None:
        """One frame (RFC 6455 section 5.2)."""
        first = (0x80 if fin else 0) | (0x40 if rsv1 else 0) | opcode
        self.raw.sendall(self.header(first, len(payload), mask))
        self.raw.sendall(bytes(4) + payload if mask else payload)

    @staticmethod
    def header(first: int, length: int, mask: bool = True) -> bytes:
        bit = 0x80 if mask else 0
        if length < 126:
            return bytes([first, bit | length])
        if length < 1 << 16:
            return bytes([first, bit | 126]) + struct.pack(">H", length)
        return bytes([first, bit | 127]) + struct.pack(">Q", length)

    def closed_with(self) -> int:
        """The close code that the server sent; 0 when it only cut the line. What it waits for afterwards is our goodbye."""
        heard, code = b"", 0
        try:
            while not code and (part := self.raw.recv(65536)):
                heard += part
                code = _close_code(heard)
        except OSError:
            pass
        return code

    def close(self) -> None:
        self.raw.close()


def _close_code(heard: bytes) -> int:
    """That of the first close frame which is there whole, 0 before one is."""
    at = 0
    while at + 2 <= len(heard):
        opcode, length, head = heard[at] & 15, heard[at + 1] & 127, 2
        if length >= 126:
            head = 4 if length == 126 else 10
            length = int.from_bytes(heard[at + 2 : at + head])
        at += head + length
        if opcode == 8 and at <= len(heard):
            return int.from_bytes(heard[at - length :][:2])
    return 0
