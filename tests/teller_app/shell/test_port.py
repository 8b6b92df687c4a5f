from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from contract import commands
from contract.approvals import Requested, RequestState
from contract.base import Command
from contract.doors import EndSession
from contract.envelope import Envelope, Lease
from contract.errors import ErrorCode, Rejected
from contract.feed import AnyOutcome, Awaiting, Executed, NotTaken, Refused
from contract.ids import new_id
from contract.ledger import Cash, Deposit, Withdraw
from contract.money import Money
from contract.notices import AcknowledgeNotice
from contract.permissions import Role
from teller_app.manifest import Line
from teller_app.shell.port import QtPort
from teller_app.sync import events
from teller_app.sync.outbox_rows import OutboxRow, RowState, note_of
from teller_app.sync.state import State
from tests.teller_app.kit import DEVICE, EFUA, EFUA_ID, KWESI
from tests.teller_app.shell.rooms import SAVINGS, SESSION

DEPOSIT = Deposit(
    transaction=new_id(), account=SAVINGS.account, amount=Money(5000, "GHS"), cash=Cash(received={"50": 1}),
    receipt="04-20261122-1-0001",
)  # fmt: skip


class StubEngine:
    """Keeps what it was asked; questions are answered when told."""

    def __init__(self) -> None:
        self.submitted: list[tuple[Command, Lease | None, int]] = []
        self.asked: list[Callable[[], None]] = []
        self.numbered: list[tuple[str, str, Lease]] = []
        self.notes: dict[str, bytes] = {}
        self.moved: list[tuple[str, str, bool]] = []

    def release(self, command_id: str) -> None:
        self.moved.append(("again", command_id, False))

    def put_away(self, command_id: str, told: bool = False) -> None:
        self.moved.append(("away", command_id, told))

    def hold_back(self, command_id: str = "") -> None:
        self.moved.append(("back", command_id, False))

    def let_go(self) -> None:
        self.moved.append(("gone", "", False))

    def outlook(self, then: Callable[[tuple[tuple[str, ...], bytes | None, str]], None]) -> None:
        then((("c1",), b"{}", ""))

    def recall(self, name: str, then: Callable[[bytes | None], None]) -> None:
        then(self.notes.get(name))

    def remember(self, name: str, value: bytes) -> None:
        self.notes[name] = value

    def submit(self, command: Command, lease: Lease | None = None, offline_budget: int = 0) -> str:
        self.submitted.append((command, lease, offline_budget))
        return f"id-{len(self.submitted)}"

    def next_receipt(self, drawer: str, business_date: str, lease: Lease, then: Callable[[str], None]) -> None:
        self.numbered.append((drawer, business_date, lease))
        then("04-20261122-1-0001")

    def query(self, ask: Callable[[Any], Any], then: Callable[[Any], None], failed: object = None) -> None:
        self.asked.append(lambda: then(ask(None)))

    def fetch(self, path: str, params: dict[str, str], then: Callable[[bytes | None, str], None]) -> None:
        then(b"{}", "")

    def post(self, path: str, body: bytes, then: Callable[[bytes | None, str], None]) -> None:
        then(body, "")

    def picture(self, sha256: str, read: Callable[[bytes], Any], then: Callable[[Any], None]) -> None:
        then(read(sha256.encode()))

    def answer(self) -> None:
        asked, self.asked = self.asked, []
        for give in asked:
            give()


@pytest.fixture
def engine() -> StubEngine:
    return StubEngine()


def make(engine: StubEngine, session: object = SESSION) -> QtPort:
    port = QtPort(engine, EFUA, Line("online"), lambda conn, user: session)
    engine.answer()
    return port


def row(state: RowState, outcome: AnyOutcome | None = None) -> OutboxRow:
    raw = msgspec.json.encode(
        Envelope(id=new_id(), made_by=EFUA_ID, device=DEVICE, counter=1, made_at="2026-11-22T09:00:00.000Z", basis_seq=0,
                 command=msgspec.Raw(commands.encode(DEPOSIT)), signature="A" * 86)
    )  # fmt: skip
    encoded = msgspec.json.encode(outcome) if outcome else b""
    return OutboxRow(1, "c1", raw, EFUA_ID, "2026-11-22T09:00:00.000Z", note_of(DEPOSIT), state, "", encoded, 0)


def test_cash_goes_out_under_the_lease_and_the_budget(engine: StubEngine) -> None:
    port = make(engine, msgspec.structs.replace(SESSION, offline_budget=2_000_000))
    port.submit(DEPOSIT)
    port.submit(AcknowledgeNotice(notice=new_id()))
    assert engine.submitted[0][1:] == (Lease(session=SESSION.session, number=1), 2_000_000)
    assert engine.submitted[1][1:] == (None, 0)


def test_what_one_drawer_may_pay_without_the_server_says_nothing_about_the_next(engine: StubEngine) -> None:
    sessions = [msgspec.structs.replace(SESSION, session=new_id()) for _ in range(2)]
    port = QtPort(engine, EFUA, Line("offline"), lambda conn, user: sessions[0], lambda conn, session: 500_00)
    paid = Withdraw(transaction=new_id(), account=SAVINGS, amount=Money(100_00, "GHS"), cash=Cash(given={"10000": 1}),
                    receipt="04-20261122-1-0001", paid_offline=True)  # fmt: skip
    for _ in range(2):
        engine.answer()
    port.submit(paid)
    del sessions[0]
    port.handle(events.TopicsChanged(frozenset({"session"})))
    engine.asked.pop(0)()
    port.submit(paid)
    for _ in range(3):
        engine.answer()
    port.submit(paid)
    assert [budget for _, _, budget in engine.submitted] == [500_00, 0, 500_00]


def test_who_asked_hears_what_became_of_it_once(engine: StubEngine) -> None:
    port = make(engine)
    heard: list[object] = []
    port.submit(DEPOSIT, DEPOSIT.receipt, heard.append, heard.append, heard.append)
    port.handle(events.CommandStored("id-1", DEPOSIT, DEPOSIT.receipt))
    for _ in range(2):
        port.handle(events.CommandSettled("id-1", Executed(seq=7)))
    port.handle(events.CommandSettled("somebody-elses", Executed(seq=8)))
    assert heard == ["id-1", Executed(seq=7)]
    port.submit(DEPOSIT, settled=heard.append, failed=heard.append)
    port.handle(events.CommandNotStored("id-2", "outbox_full"))
    port.handle(events.CommandSettled("id-2", NotTaken(code=ErrorCode.BUSY)))
    assert heard[2:] == ["outbox_full"]


REFUSED = Refused(seq=7, problem=Rejected(code=ErrorCode.ACCOUNT_CLOSED))


@pytest.mark.parametrize(
    ("answer", "moved"),
    [
        (REFUSED, [("away", "id-1", True)]),
        (NotTaken(code=ErrorCode.NOT_PERMITTED), [("away", "id-1", True)]),
        (NotTaken(code=ErrorCode.QUARANTINED), []),
        (Executed(seq=7), []),
    ],
)
def test_who_was_told_on_the_spot_need_not_read_it_again(engine: StubEngine, answer: Any, moved: list[object]) -> None:
    port = make(engine)
    unheard: list[object] = []
    port.unheard = unheard.append
    port.submit(DEPOSIT, settled=lambda answer: None)
    port.handle(events.CommandSettled("id-1", answer))
    assert (engine.moved, unheard) == (moved, [])


@pytest.mark.parametrize("answer", [REFUSED, NotTaken(code=ErrorCode.NOT_PERMITTED)])
def test_what_nobody_here_asked_for_is_said_and_kept(engine: StubEngine, answer: Any) -> None:
    port = make(engine)
    unheard: list[object] = []
    port.unheard = unheard.append
    port.handle(events.CommandSettled("of-yesterday", answer))
    port.handle(events.CommandSettled("of-yesterday-too", Executed(seq=8)))
    assert (engine.moved, unheard) == ([], [answer])


def test_what_is_not_booked_with_its_reason(engine: StubEngine) -> None:
    port = make(engine)
    altered = msgspec.structs.replace(row(RowState.HELD), raw=b"{", code="outbox_tampered")
    not_taken = NotTaken(code=ErrorCode.NOT_PERMITTED, params={"permission": "post_cash"})
    held = msgspec.structs.replace(row(RowState.HELD), code="not_permitted", outcome=msgspec.json.encode(not_taken))
    rows = (row(RowState.QUEUED), row(RowState.REFUSED, REFUSED), held, altered, row(RowState.SETTLED, Executed(seq=3)))
    port.handle(events.PendingChanged(rows))
    kept = port.kept()
    assert [(item.state, item.code, item.stuck) for item in kept] == [
        ("queued", "", False), ("refused", "account_closed", True), ("held", "not_permitted", True),
        ("held", "outbox_tampered", True),
    ]  # fmt: skip
    assert kept[2].params == {"permission": "post_cash"}
    assert (kept[0].account, kept[0].amount, kept[0].receipt, kept[3].account) == (
        DEPOSIT.account, 5000, DEPOSIT.receipt, "",
    )  # fmt: skip
    assert len(port.waiting()) == 2
    port.send_again("c1")
    port.put_away("c1")
    port.hold_back("c1")
    port.let_go()
    assert engine.moved == [("again", "c1", False), ("away", "c1", False), ("back", "c1", False), ("gone", "", False)]
    heard: list[object] = []
    port.outlook(lambda *found: heard.append(found))
    assert heard == [(("c1",), b"{}", "")]


def test_receipt_numbers_are_of_the_lease_held_now(engine: StubEngine) -> None:
    port = make(engine)
    got: list[str] = []
    port.next_receipt(got.append)
    engine.answer()
    assert engine.numbered == [("04", "2026-11-22", Lease(session=SESSION.session, number=1))]
    make(engine, None).next_receipt(got.append)
    engine.answer()
    assert got == ["04-20261122-1-0001", ""]


def test_topics_line_and_what_waits(engine: StubEngine) -> None:
    port = make(engine)
    calls: list[str] = []
    port.on_topics(frozenset({"account"}), lambda: calls.append("account"))
    port.on_topics(frozenset({"outbox"}), lambda: calls.append("outbox"))
    port.on_line(lambda line: calls.append(line.state))
    port.handle(events.TopicsChanged(frozenset({"account", "notice"})))
    port.handle(events.ConnectionChanged(State.OFFLINE, 0, 3, 1_000))
    rows = (
        row(RowState.QUEUED),
        row(RowState.HELD),
        row(RowState.SETTLED, Executed(seq=3)),
        row(RowState.SETTLED, awaiting()),
    )
    port.handle(events.PendingChanged(rows))
    assert calls == ["account", "offline"], "what was asked for the first change is not answered yet"
    engine.answer()
    assert calls == ["account", "offline", "outbox"]
    assert [(item.command, item.receipt) for item in port.waiting()] == [(DEPOSIT, DEPOSIT.receipt)] * 2
    assert port.line == Line("offline", 0, 3, "1970-01-01T00:00:01.000Z")


def awaiting() -> Awaiting:
    asked = Requested(request=new_id(), role=Role.MANAGER, reasons=(), expires_at="2026-11-22T10:00:00.000Z")
    return Awaiting(seq=4, result=asked, state=RequestState.AWAITING)


def test_a_closed_port_wakes_nobody(engine: StubEngine) -> None:
    port = make(engine)
    heard: list[object] = []
    port.on_topics(frozenset({"account"}), lambda: heard.append("account"))
    port.submit(DEPOSIT, settled=heard.append)
    port.query(lambda conn: 1, heard.append)
    port.close()
    engine.answer()
    port.fetch("/x", {}, lambda body, code: heard.append(body))
    port.picture("ab" * 32, len, heard.append)
    port.handle(events.CommandSettled("id-1", Executed(seq=7)))
    port.handle(events.TopicsChanged(frozenset({"account"})))
    assert heard == []


def test_new_rights(engine: StubEngine) -> None:
    port = make(engine)
    port.handle(events.MeChanged(KWESI))
    assert port.me is KWESI


def test_an_answer_from_a_door_comes_to_who_is_still_here(engine: StubEngine) -> None:
    port, heard = make(engine), []
    port.post("/v1/sessions/end", EndSession(session=DEVICE), lambda body, code: heard.append((body, code)))
    assert heard == [(msgspec.json.encode(EndSession(session=DEVICE)), "")]
    port.close()
    port.post("/v1/sessions/end", EndSession(session=DEVICE), lambda body, code: heard.append((body, code)))
    assert len(heard) == 1


def test_what_waits_for_a_code_is_told_once_the_code_was_typed_or_let_be(engine: StubEngine) -> None:
    port, heard = make(engine), []
    needed = NotTaken(code=ErrorCode.CODE_NEEDED)
    beside = NotTaken(code=ErrorCode.SECOND_NEEDED)
    for command_id, held in (("id-1", needed), ("id-2", beside)):
        port.submit(DEPOSIT, settled=heard.append)
        port.handle(events.CommandSettled(command_id, held))
    assert (heard, engine.moved) == ([], []), "it stays in the outbox, to go out again"
    port.handle(events.CommandSettled("id-1", awaiting()))
    port.let_be("id-2")
    port.let_be("id-2")
    assert [type(answer).__name__ for answer in heard] == ["Awaiting", "NotTaken"]
    assert engine.moved == [("away", "id-2", True)]
