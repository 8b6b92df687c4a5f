"""What tests of rooms and of the shell share: a port without an engine, and people who work at it."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace

from contract.base import Command, Wire
from contract.feed import AnyAnswer
from contract.ids import new_id
from contract.permissions import Permission, Role
from contract.staff import Limit, Me
from teller_app.manifest import Kept, Line, Waiting

BRANCH = "01890000-0000-7000-8000-0000000000b1"
EFUA_ID = "01890000-0000-7000-8000-0000000000e1"
KWESI_ID = "01890000-0000-7000-8000-0000000000c1"
DEVICE = "01890000-0000-7000-8000-0000000000d4"

EFUA = Me(
    user=EFUA_ID,
    username="efua.owusu",
    full_name="Efua Owusu",
    staff_number="TLR-0417",
    roles=(Role.CASHIER,),
    branch=BRANCH,
    branch_name="Makola branch",
    branch_code="102",
    bank_name="Akoma Savings & Loans",
    permissions=(
        Permission.POST_CASH,
        Permission.POST_TRANSFER,
        Permission.REVERSE,
        Permission.OPEN_DRAWER,
        Permission.READ_CUSTOMERS,
        Permission.READ_ACCOUNTS,
        Permission.READ_NOTICES,
    ),
    limits=(Limit(kind="withdraw", currency="GHS", per_transaction=1_000_000),),
    scope="scope-1",
    shift_ends_at="2026-11-22T20:00:00.000Z",
)
KWESI = Me(
    user=KWESI_ID,
    username="kwesi.appiah",
    full_name="Kwesi Appiah",
    staff_number="MGR-0102",
    roles=(Role.MANAGER,),
    branch=BRANCH,
    branch_name="Makola branch",
    branch_code="102",
    bank_name="Akoma Savings & Loans",
    permissions=(Permission.DECIDE, Permission.READ_BRANCH_JOURNAL, Permission.READ_NOTICES, Permission.READ_CUSTOMERS),
    limits=(),
    scope="scope-2",
    shift_ends_at="2026-11-22T20:00:00.000Z",
)


@dataclass
class Sent:
    """A command that a model submitted, with what it wants to hear."""

    command: Command
    receipt: str
    stored: Callable[[str], None] | None
    settled: Callable[[AnyAnswer], None] | None
    failed: Callable[[str], None] | None
    command_id: str = field(default_factory=new_id)


class FakePort:
    """manifest.Port with no engine behind it: queries are answered at once from ``conn``, commands are kept in ``sent``.

    ``store`` and ``settle`` say what the disk and the server said; ``fail`` makes the next disk write fail.
    """

    def __init__(self, me: Me = EFUA, line: Line | None = None, conn: Any = None) -> None:
        self.me = me
        self.line = line or Line("online", 42, 0, "2026-11-22T09:47:12.000Z")
        self.conn = conn if conn is not None else sqlite3.connect(":memory:")
        self.sent: list[Sent] = []
        self.fetched: list[tuple[str, dict[str, str]]] = []
        self.files: dict[str, bytes] = {}
        self.posted: list[tuple[str, Wire]] = []
        self.answers: dict[str, bytes] = {}
        self.refusals: dict[str, str] = {}
        self.pictures: dict[str, bytes] = {}
        self.notes: dict[str, bytes] = {}
        self.looked_at: list[str] = []
        self.queue: list[Waiting] = []
        self.not_booked: tuple[Kept, ...] = ()
        self.again: list[str] = []
        self.away: list[str] = []
        self.back: list[str] = []
        self.let_gone = 0
        self.outlooks: list[Callable[[tuple[str, ...], bytes | None, str], None]] = []
        self.receipts = 0
        self.disk_full = False
        self._topics: list[tuple[frozenset[str], Callable[[], None]]] = []
        self._lines: list[Callable[[Line], None]] = []

    def submit(
        self,
        command: Command,
        receipt: str = "",
        stored: Callable[[str], None] | None = None,
        settled: Callable[[AnyAnswer], None] | None = None,
        failed: Callable[[str], None] | None = None,
    ) -> None:
        if self.disk_full:
            if failed:
                failed("storage_full")
            return
        self.sent.append(Sent(command, receipt, stored, settled, failed))
        item = self.sent[-1]
        self.queue.append(Waiting(item.command_id, command, self.me.user, receipt, "2026-11-22T09:48:00.000Z"))
        if stored:
            stored(item.command_id)

    def settle(self, answer: AnyAnswer, index: int = -1) -> None:
        """The server's answer to a sent command."""
        item = self.sent[index]
        self.queue = [waiting for waiting in self.queue if waiting.command_id != item.command_id]
        if item.settled:
            item.settled(answer)
        self.tell("outbox")

    def query[T](self, ask: Callable[[Any], T], then: Callable[[T], None]) -> None:
        then(ask(self.conn))

    def fetch(self, path: str, params: dict[str, str], then: Callable[[bytes | None, str], None]) -> None:
        self.fetched.append((path, params))
        body = self.files.get(path)
        then(body, "" if body is not None else "offline")

    def post(self, path: str, body: Wire, then: Callable[[bytes | None, str], None]) -> None:
        self.posted.append((path, body))
        answer = self.answers.get(path)
        then(answer, "" if answer is not None else self.refusals.get(path, "offline"))

    def picture[T](self, sha256: str, read: Callable[[bytes], T | None], then: Callable[[T | None], None]) -> None:
        self.looked_at.append(sha256)
        content = self.pictures.get(sha256)
        then(read(content) if content is not None else None)

    def next_receipt(self, then: Callable[[str], None]) -> None:
        self.receipts += 1
        then(f"04-20261122-1-{self.receipts:04d}")

    def recall(self, name: str, then: Callable[[bytes | None], None]) -> None:
        then(self.notes.get(name))

    def remember(self, name: str, value: bytes) -> None:
        self.notes[name] = value

    def waiting(self) -> tuple[Waiting, ...]:
        return tuple(self.queue)

    def kept(self) -> tuple[Kept, ...]:
        return self.not_booked

    def send_again(self, command_id: str) -> None:
        self.again.append(command_id)

    def put_away(self, command_id: str) -> None:
        self.away.append(command_id)

    def hold_back(self, command_id: str = "") -> None:
        self.back.append(command_id)

    def let_go(self) -> None:
        self.let_gone += 1

    def outlook(self, then: Callable[[tuple[str, ...], bytes | None, str], None]) -> None:
        self.outlooks.append(then)

    def on_topics(self, topics: frozenset[str], call: Callable[[], None]) -> None:
        self._topics.append((topics, call))

    def on_line(self, call: Callable[[Line], None]) -> None:
        self._lines.append(call)

    def tell(self, *topics: str) -> None:
        """Facts of these topics changed."""
        for wanted, call in list(self._topics):
            if wanted & set(topics):
                call()

    def set_line(self, line: Line) -> None:
        """The connection changed."""
        self.line = line
        for call in list(self._lines):
            call(line)

    def go_offline(self, queued: int = 0) -> None:
        """The server is gone."""
        self.set_line(replace(self.line, state="offline", queued=queued))
