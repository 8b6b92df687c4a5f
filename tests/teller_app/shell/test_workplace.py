from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from contract import paths
from contract.approvals import RequestState
from contract.errors import ErrorCode, Rejected
from contract.feed import Executed, Refused
from contract.ledger import Posted
from contract.money import pieces_total
from contract.papers import NotePrint, PrintNoted
from teller_app.build import load_press, load_setup
from teller_app.glass.dialog import Dialog
from teller_app.glass.look import Look
from teller_app.manifest import Line
from teller_app.settings import Settings
from teller_app.shell.house import Workplace
from teller_app.shell.lock import LockActs
from teller_app.shell.port import QtPort
from teller_app.shell.press_room import PressRoom
from teller_app.shell.shop import Shop
from teller_app.shell.shortcuts import GLOBAL, binds, normal
from teller_app.shell.why_again import WhyAgain
from teller_app.shell.window import TellerWindow
from teller_app.shell.workplace import make_workplace
from teller_app.sync import events
from teller_app.sync.state import State
from tests.teller_app import samples
from tests.teller_app.kit import EFUA
from tests.teller_app.outbox.desk import held_back
from tests.teller_app.printing import pdf_reader
from tests.teller_app.shell.rooms import TEXTS, clock, window
from tests.teller_app.shell.test_port import StubEngine

AT = "2026-11-24T08:00:00.000Z"
SESSION = msgspec.structs.replace(samples.session(), opened_at=AT)
PEOPLE = (samples.customer(1, "Abena Serwaa Mensah"), samples.customer(2, "Kofi Boateng"))


class ReplicaEngine(StubEngine):
    """A stub whose questions are answered at once from a real replica."""

    def __init__(self, conn: Any) -> None:
        super().__init__()
        self.conn = conn
        self.posted: list[tuple[NotePrint, Any]] = []

    def post(self, path, body, then) -> None:
        assert path == paths.PRINTS
        self.posted.append((msgspec.json.decode(body, type=NotePrint), then))

    def query(self, ask, then, failed=None) -> None:
        then(ask(self.conn))


class At:
    """Efua at a window over a replica and a press that are both real."""

    def __init__(
        self, shown: TellerWindow, port: QtPort, engine: ReplicaEngine, place: Workplace, papers: Path
    ) -> None:
        self.window, self.port, self.engine, self.place, self.papers = shown, port, engine, place, papers
        self.page = place.page
        self.counter = self.page.nav.rooms["counter"].widget._model

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.window.focusWidget() or self.window, key, modifiers)

    def type(self, words: str) -> None:
        QTest.keyClicks(self.window.focusWidget(), words)

    def wait_for_paper(self, qtbot) -> None:
        """Until the press has it and knows that it has."""
        press = self.page.findChild(PressRoom)
        qtbot.waitUntil(lambda: press._last is not None)
        assert [path.suffix for path in self.papers.iterdir()] == [".pdf"]

    def toasts(self) -> list[str]:
        return [toast.words.title for toast in self.window.toasts.toasts]


@pytest.fixture
def at(qtbot, look: Look, tmp_path: Path) -> Iterator[At]:
    settings = Settings(profile=tmp_path / "profile")
    settings.profile.mkdir()
    permit = samples.request(state=RequestState.APPROVED, is_permit=True, amount=20_000, currency="GHS",
                             account=samples.some_id(7), account_number=samples.account().number, holder=PEOPLE[0].full_name)  # fmt: skip
    facts = (samples.branch(), SESSION, samples.drawer(), *PEOPLE, samples.account(available=90_000), permit,
             samples.transaction(receipt="04-20261124-1-0001", accounts=(samples.some_id(7),)))  # fmt: skip
    facts = tuple(msgspec.structs.replace(fact, at=AT) if hasattr(fact, "at") else fact for fact in facts)
    conn = samples.replica_of(tmp_path, load_setup(settings, None).rooms, *facts)
    press, queue, (printer, *_) = load_press(settings, clock)
    shown = window(look)
    qtbot.addWidget(shown)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    engine = ReplicaEngine(conn)
    me = msgspec.structs.replace(EFUA, user=samples.USER, branch=samples.BRANCH, device_name="WS-MAK-04")
    port = QtPort(engine, me, Line("online", 42), lambda db, user: SESSION)
    shop = Shop(look, TEXTS, shown, lambda: clock().astimezone(), lambda: samples.DEVICE, "WS-1", press, queue, printer)
    place = make_workplace(shop, port)
    shown.show_work(place.page, place.notices, LockActs(lambda password, then: None, lambda user: None))
    yield At(shown, port, engine, place, settings.papers)
    place.close()
    conn.close()


def post(at: At, amount: str = "200") -> None:
    """A deposit in notes of 200, as a teller types it."""
    at.type("mensah")
    at.key(Qt.Key.Key_Return)
    at.type(amount)
    at.key(Qt.Key.Key_F6)
    at.counter.set_counts({"20000": int(amount) // 200})
    at.key(Qt.Key.Key_F9)


def posted(at: At) -> Executed:
    deposit = at.engine.submitted[-1][0]
    at.port.handle(events.CommandStored("id-1", deposit, deposit.receipt))
    return Executed(seq=9, result=Posted(transaction=deposit.transaction, receipt=deposit.receipt,
                                         business_date=samples.DAY, verification="AMV5-CK6F-1QK5", balance_after=110_000))  # fmt: skip


def test_a_deposit_from_the_keyboard_to_the_paper(qtbot, at: At) -> None:
    post(at)
    deposit, lease, budget = at.engine.submitted[-1]
    assert (pieces_total(deposit.cash.received), lease.number, budget) == (20_000, 1, 20_000)
    answer = posted(at)
    at.port.handle(events.CommandSettled("id-1", answer))
    assert at.toasts() == ["Posted"]
    assert at.counter.state.customer is None
    at.wait_for_paper(qtbot)
    page = pdf_reader.flat(next(at.papers.iterdir()).read_bytes())
    assert any("on WS-MAK-04" in text for text in page), "the name that the bank gave this device, not the host's"
    at.key(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: at.window.findChild(Dialog) is not None)
    at.window.findChild(Dialog).close_layer()
    assert at.port.made(deposit.transaction) == deposit


def test_a_refusal_stays_on_the_screen(at: At) -> None:
    post(at)
    posted(at)
    at.port.handle(events.CommandSettled("id-1", Refused(seq=9, problem=Rejected(code=ErrorCode.ACCOUNT_CLOSED))))
    assert at.toasts() == [TEXTS.for_code("account_closed").title]
    assert at.window.toasts.toasts[0].stays
    at.counter.set_text("narration", "anything")
    assert len(at.toasts()) == 1, "the same news is told once"


def test_offline_keys_say_why(at: At) -> None:
    at.port.handle(events.ConnectionChanged(State.OFFLINE, 0, 0))
    cells = {cell.fkey.key: cell.fkey for cell in at.page.bar.cells}
    assert not cells["F4"].enabled and cells["F4"].why_off == TEXTS.for_code("needs_server").title
    assert cells["F3"].enabled and cells["F3"].active


def test_the_palette_opens_a_customer_at_the_counter_and_a_receipt_in_the_journal(qtbot, at: At) -> None:
    at.key(Qt.Key.Key_F7)
    assert at.page.nav.current.manifest.name == "journal"
    at.key(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    at.type("boateng")
    at.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: at.counter.state.customer is not None)
    assert at.counter.state.customer.full_name == "Kofi Boateng"
    assert at.page.nav.current.manifest.name == "counter"
    at.key(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    at.type("#0001")
    at.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: at.page.nav.current.manifest.name == "journal")


def test_a_permit_is_paid_at_the_counter(at: At) -> None:
    assert at.page.sidebar.buttons["approvals"].accessibleDescription() == "1 waits for you"
    at.page.go("approvals")
    at.key(Qt.Key.Key_F9)
    assert at.page.nav.current.manifest.name == "counter"
    assert (at.counter.state.form.permit, at.counter.state.form.amount) == (samples.some_id(40), 20_000)


def test_paper_waits_while_the_window_is_locked(qtbot, at: At) -> None:
    post(at)
    at.port.handle(events.CommandSettled("id-1", posted(at)))
    at.wait_for_paper(qtbot)
    at.window.lock("asked")
    at.page.nav.rooms["counter"].otherwise("print")
    qtbot.wait(300)
    assert at.window.findChild(Dialog) is None
    at.window.lock_page.unlocked.emit()
    qtbot.waitUntil(lambda: at.window.findChild(Dialog) is not None)


def test_no_room_has_a_key_twice_and_every_key_has_words(at: At) -> None:
    for room in at.page.nav.rooms.values():
        keys = [normal(action.key) for action in room.manifest.actions if binds(action.key)]
        assert len(keys) == len(set(keys)), room.manifest.name
        assert all(action.text in TEXTS for action in room.manifest.actions)
        assert room.manifest.title in TEXTS
    shadowed = {normal(key) for shortcut in GLOBAL for key in [shortcut.key] if shortcut.act in ("lock", "help")}
    own = {normal(action.key) for room in at.page.nav.rooms.values() for action in room.manifest.actions}
    assert not shadowed & own, "help and lock are the shell's in every room"


def test_a_receipt_from_the_journal_is_printed_again_once_somebody_said_why(qtbot, at: At) -> None:
    post(at)
    at.port.handle(events.CommandSettled("id-1", posted(at)))
    at.wait_for_paper(qtbot)
    deposit = at.engine.submitted[-1][0]
    fact = samples.transaction(receipt=deposit.receipt, accounts=(samples.some_id(7),), verification="AMV5-CK6F-1QK5")
    press = at.page.findChild(PressRoom)
    press.again(msgspec.structs.replace(fact, transaction=deposit.transaction, at=AT, amount=20_000))
    qtbot.waitUntil(lambda: at.engine.posted != [])
    asked, noted = at.engine.posted[-1]
    assert (asked.again, asked.reason) == (True, "")
    noted(msgspec.json.encode(PrintNoted(before=0, owed=True)), "")
    sheet = at.window.findChild(WhyAgain)
    assert sheet is not None and sheet.is_open and sheet.reason.edit.hasFocus()
    at.type("customer lost it")
    at.key(Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: at.window.findChild(WhyAgain) is None)
    again, noted = at.engine.posted[-1]
    assert again == msgspec.structs.replace(asked, reason="customer lost it")
    noted(msgspec.json.encode(PrintNoted(before=0)), "")
    qtbot.waitUntil(lambda: len(list(at.papers.iterdir())) == 2)


def test_papers_stay_english_whatever_the_window_speaks(qtbot, at: At) -> None:
    bench = at.page.findChild(PressRoom).parent()
    model, _ = held_back()
    try:
        TEXTS.speak("fr")
        bench._print_kept(model.state)
    finally:
        TEXTS.speak("en")
    qtbot.waitUntil(lambda: at.engine.posted != [])
    _, noted = at.engine.posted[-1]
    noted(msgspec.json.encode(PrintNoted(before=0)), "")
    qtbot.waitUntil(lambda: at.papers.is_dir() and any(at.papers.glob("*.pdf")))
    (paper,) = at.papers.glob("*.pdf")
    said = pdf_reader.flat(paper.read_bytes())
    assert "This account is closed" in said
    assert "To suspense" in said
