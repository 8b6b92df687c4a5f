"""A posting becomes a paper in the queue, off the Qt thread; what cannot be printed says why.

Where a paper is previewed, its preview is waited for before the paper is read here: PDFium bears one thread at a time.
"""

import threading
from pathlib import Path

import msgspec
import pytest

from contract import paths
from contract.ledger import Cash, Depositor, Original, TransactionFact, Transfer, Withdraw
from contract.money import Money
from contract.papers import NotePrint, PositionPaper, PrintNoted
from server.ledger.verification import signer
from teller_app.counter.following import Slip
from teller_app.printing.press import Press
from teller_app.printing.print_queue import PrintQueue
from teller_app.printing.printer import PdfFolderPrinter, printers_of
from teller_app.shell.press_room import PressRoom, Sources
from tests.teller_app.counter.world import ABENA, ACCOUNTS, KOFIS, PEOPLE, SAVINGS, booked, posted
from tests.teller_app.kit import FakePort
from tests.teller_app.printing import pdf_reader
from tests.teller_app.printing.samples import one_cause
from tests.teller_app.printing.test_advance import PAID
from tests.teller_app.printing.test_count_sheet import BLANK, COUNT
from tests.teller_app.test_cash_papers import RECORD, TRANSFER, TRIAL
from tests.teller_app.test_papers import CODE, DESK, NUMBER, deposit, press

__all__ = ["press"]


@pytest.fixture
def port() -> FakePort:
    return FakePort()


WHY = "printer jammed"


def room_at(press: Press, port: FakePort, tmp_path: Path, answers: bool = True) -> PressRoom:
    """A press room as each sign-in makes it, over the queue that outlives it. ``answers``: whoever is asked why says so at once."""
    queue = PrintQueue(tmp_path / "queue", {"pdf": PdfFolderPrinter(tmp_path / "papers")}, DESK.clock)
    sources = Sources(
        account=lambda conn, key: ACCOUNTS[ABENA][0],
        target=lambda conn, key: ("0402000000024", "Kofi Asante"),
        own_command=lambda transaction: None,
    )
    made = PressRoom(press, queue, "pdf", DESK, port, sources)
    if answers:
        made.reason_owed.connect(lambda number: made.because(WHY))
    return made


@pytest.fixture
def room(press: Press, port: FakePort, tmp_path: Path):
    made = room_at(press, port, tmp_path)
    yield made
    made.close()


def test_a_queued_deposit_prints_a_provisional_receipt(room: PressRoom, tmp_path: Path, qtbot, monkeypatch) -> None:
    slip = Slip(deposit(), "c", None, PEOPLE[0], ACCOUNTS[ABENA][0], NUMBER)
    with qtbot.waitSignal(room.printed):
        room.receipt(slip)
    assert [path.suffix for path in (tmp_path / "papers").iterdir()] == [".pdf"]
    assert threading.current_thread() is threading.main_thread()
    monkeypatch.setattr("teller_app.shell.press_room.page_images", lambda data, dpi: 1 / 0)
    with qtbot.waitSignal(room.refused) as refused:
        room.show_last()
    assert refused.args == ["internal"], "somebody waits for the preview"


def test_a_wrong_code_is_refused_and_nothing_printed(room: PressRoom, tmp_path: Path, qtbot) -> None:
    answer = posted(NUMBER)
    bad = type(answer)(
        seq=1,
        result=type(answer.result)(
            transaction="x", receipt=NUMBER, business_date="2026-11-22", verification="AAAA-AAAA-AAAA"
        ),
    )
    with qtbot.waitSignal(room.refused):
        room.receipt(Slip(deposit(), "c", bad, PEOPLE[0], ACCOUNTS[ABENA][0], NUMBER))
    assert not (tmp_path / "papers").exists()


def test_what_has_no_receipt_has_no_paper(room: PressRoom, qtbot) -> None:
    fact = booked(1, "variance", 5_00)
    fact = type(fact)(**{name: getattr(fact, name) for name in fact.__struct_fields__} | {"receipt": ""})
    with qtbot.waitSignal(room.refused):
        room.again(fact)


def booked_elsewhere() -> TransactionFact:
    return msgspec.structs.replace(booked(1, "deposit", 480_00), verification=CODE)


def test_another_till_s_receipt_is_asked_of_the_server_and_printed_whole(
    room: PressRoom, port: FakePort, tmp_path: Path, qtbot
) -> None:
    fact = booked_elsewhere()
    said = Original(cash=deposit().cash, depositor=Depositor(name="Kwame Boateng"), device_name="WS-07")
    path = paths.ORIGINAL.format(transaction=fact.transaction)
    port.files[path] = msgspec.json.encode(said)
    with qtbot.waitSignal(room.shown):
        room.again(fact)
    page = pdf_reader.flat(next((tmp_path / "papers").iterdir()).read_bytes())
    assert any("Kwame Boateng" in text for text in page)
    assert port.fetched == [(path, {})]


def test_without_the_server_another_till_s_receipt_is_not_printed_half(room: PressRoom, tmp_path: Path, qtbot) -> None:
    with qtbot.waitSignal(room.refused) as refused:
        room.again(booked_elsewhere())
    assert refused.args == ["needs_server"]
    assert not (tmp_path / "papers").exists()


def test_an_answer_that_is_none_is_a_fault(room: PressRoom, port: FakePort, qtbot) -> None:
    fact = booked_elsewhere()
    port.files[paths.ORIGINAL.format(transaction=fact.transaction)] = b'{"cash": 7}'
    with qtbot.waitSignal(room.refused) as refused:
        room.again(fact)
    assert refused.args == ["server_fault"]


def test_a_transfer_s_first_receipt_names_the_account_it_goes_to(room: PressRoom, tmp_path: Path, qtbot) -> None:
    move = Transfer(
        transaction=NUMBER, debit_account=SAVINGS, credit_account=KOFIS, amount=Money(5_00, "GHS"), receipt=NUMBER
    )
    with qtbot.waitSignal(room.printed):
        room.receipt(Slip(move, "c", None, PEOPLE[0], ACCOUNTS[ABENA][0], NUMBER))
    page = pdf_reader.flat(next((tmp_path / "papers").iterdir()).read_bytes())
    assert all(any(words in text for text in page) for words in ("0402 0000 0002 4", "Kofi Asante"))


def test_a_cash_position_is_asked_of_the_server_and_says_duplicate_the_second_time(
    room: PressRoom, port: FakePort, tmp_path: Path, qtbot
) -> None:
    number = "CP-04-20261122-497"
    code = signer(b"k" * 32)(number, 1)
    paper = PositionPaper(number=number, code=code, drawer="04", branch="b", currency="GHS", business_date="2026-11-22",
                          at="2026-11-22T13:52:10.000Z", seq=497, amount=250_00, pieces={"20000": 1, "5000:mutilated": 1}, cashier="Efua Owusu")  # fmt: skip
    port.files[paths.DRAWER_POSITION.format(drawer="d")] = msgspec.json.encode(paper)
    for said in (0, 2):
        with qtbot.waitSignal(room.shown):
            room.position("d", "2026-11-22", 497)
        newest = max((tmp_path / "papers").iterdir(), key=lambda path: path.stat().st_mtime_ns)
        text = " ".join(pdf_reader.flat(newest.read_bytes()))
        assert text.count("DUPLICATE") == said
        assert code in text
    assert port.fetched[-1] == ("/v1/drawers/d/position", {"day": "2026-11-22", "seq": "497"})
    with qtbot.waitSignal(room.refused) as refused:
        room.position("elsewhere", "2026-11-22", 497)
    assert refused.args == ["needs_server"]


def test_a_voucher_is_asked_of_the_server_and_received_it_is_no_duplicate(
    room: PressRoom, port: FakePort, tmp_path: Path, qtbot
) -> None:
    path = paths.TRANSFER_PAPER.format(transfer="t")
    there = msgspec.structs.replace(TRANSFER, received_at="2026-11-22T14:38:50.000Z", received=TRANSFER.pieces)
    for paper, duplicates in ((TRANSFER, 0), (TRANSFER, 4), (there, 0)):
        port.files[path] = msgspec.json.encode(paper)
        with qtbot.waitSignal(room.shown):
            room.voucher("t")
        newest = max((tmp_path / "papers").iterdir(), key=lambda each: each.stat().st_mtime_ns)
        assert pdf_reader.flat(newest.read_bytes()).count("DUPLICATE") == duplicates


def test_a_withdrawal_prints_the_voucher_and_its_reprint_a_duplicate_of_it(
    room: PressRoom, port: FakePort, tmp_path: Path, qtbot
) -> None:
    out = Withdraw(transaction=NUMBER, account=SAVINGS, amount=Money(200_00, "GHS"), cash=Cash(given={"20000": 1}), receipt=NUMBER)  # fmt: skip
    with qtbot.waitSignal(room.printed) as first:
        room.receipt(Slip(out, "c", posted(NUMBER), PEOPLE[0], ACCOUNTS[ABENA][0], NUMBER))
    fact = msgspec.structs.replace(booked(1, "withdraw", 200_00), verification=CODE)
    port.files[paths.ORIGINAL.format(transaction=fact.transaction)] = msgspec.json.encode(Original(cash=out.cash))
    with qtbot.waitSignal(room.shown) as again:
        room.again(fact)
    assert first.args[0] == again.args[1] == "Withdrawal voucher"
    newest = max((tmp_path / "papers").iterdir(), key=lambda each: each.stat().st_mtime_ns)
    said = pdf_reader.flat(newest.read_bytes())
    assert "DUPLICATE" in said and any(f"Reason: {WHY}." in text for text in said)


def test_a_proof_sheet_is_asked_of_the_server_and_says_duplicate_while_nothing_was_booked(
    room: PressRoom, port: FakePort, tmp_path: Path, qtbot
) -> None:
    path = paths.TRIAL_BALANCE.format(branch="b")
    port.files[path] = msgspec.json.encode(TRIAL)
    for duplicates in (0, 2):
        with qtbot.waitSignal(room.shown):
            room.trial("b", "CZK")
        newest = max((tmp_path / "papers").iterdir(), key=lambda each: each.stat().st_mtime_ns)
        assert pdf_reader.flat(newest.read_bytes()).count("DUPLICATE") == duplicates
    assert port.fetched[-1] == (path, {"currency": "CZK"})


def test_an_over_short_record_has_its_causes_and_says_duplicate_until_there_is_another_step(
    room: PressRoom, port: FakePort, tmp_path: Path, qtbot
) -> None:
    path = paths.OVER_SHORT.format(variance="v")
    further = msgspec.structs.replace(RECORD, steps=RECORD.steps[:1], number="OS-04-20261122-1A2B3C4D-1")
    for paper, duplicates in ((RECORD, 0), (RECORD, 2), (further, 0)):
        port.files[path] = msgspec.json.encode(paper)
        with qtbot.waitSignal(room.shown):
            room.over_short("v", one_cause())
        newest = max((tmp_path / "papers").iterdir(), key=lambda each: each.stat().st_mtime_ns)
        said = pdf_reader.flat(newest.read_bytes())
        assert said.count("DUPLICATE") == duplicates
        assert [text for text in said if "Change overpaid" in text]


def test_reprints_are_counted_on_after_signing_in_anew_and_each_is_printed(
    press: Press, port: FakePort, tmp_path: Path, qtbot
) -> None:
    fact = booked_elsewhere()
    port.files[paths.ORIGINAL.format(transaction=fact.transaction)] = msgspec.json.encode(Original(cash=deposit().cash))
    for number in (1, 2, 3):
        made = room_at(press, port, tmp_path)
        with qtbot.waitSignal(made.shown):
            made.again(fact)
        made.close()
        papers = sorted((tmp_path / "papers").iterdir(), key=lambda path: path.stat().st_mtime_ns)
        assert len(papers) == number
        assert any(f"Reprint no. {number}," in text for text in pdf_reader.flat(papers[-1].read_bytes()))


def test_a_paper_that_could_not_be_printed_was_no_original(
    room: PressRoom, port: FakePort, tmp_path: Path, qtbot
) -> None:
    path = paths.OVER_SHORT.format(variance="v")
    port.files[path] = msgspec.json.encode(msgspec.structs.replace(RECORD, code="AAAA-AAAA-AAAA"))
    with qtbot.waitSignal(room.refused):
        room.over_short("v")
    assert port.posted == [], "nobody counts what cannot be printed"
    later = msgspec.structs.replace(RECORD, over=RECORD.over + 5_00, count=RECORD.count + 1)
    for paper, duplicates in ((RECORD, 0), (later, 2)):
        port.files[path] = msgspec.json.encode(paper)
        with qtbot.waitSignal(room.shown):
            room.over_short("v")
        newest = max((tmp_path / "papers").iterdir(), key=lambda each: each.stat().st_mtime_ns)
        said = pdf_reader.flat(newest.read_bytes())
        assert said.count("DUPLICATE") == duplicates, (
            "the same number and code: another sum does not make it another paper"
        )
    assert len(list((tmp_path / "papers").iterdir())) == 2


def noted(port: FakePort, before: int) -> None:
    port.answers[paths.PRINTS] = msgspec.json.encode(
        PrintNoted(
            before=before,
            owed=before > 0,
            first_at="2026-11-22T08:00:00.000Z",
            first_device="WS-07",
            first_by="Yaw Boateng",
        )
    )


def newest(tmp_path: Path) -> list[str]:
    made = max((tmp_path / "papers").iterdir(), key=lambda each: each.stat().st_mtime_ns)
    return pdf_reader.flat(made.read_bytes())


def test_what_another_workstation_printed_is_a_numbered_duplicate_here(
    room: PressRoom, port: FakePort, tmp_path: Path, qtbot
) -> None:
    port.files[paths.TRANSFER_PAPER.format(transfer="t")] = msgspec.json.encode(TRANSFER)
    noted(port, 2)
    with qtbot.waitSignal(room.shown):
        room.voucher("t")
    said = newest(tmp_path)
    assert any("Reprint no. 2 of" in text for text in said)
    assert any("08:00:00 on WS-07 by Yaw Boateng" in text for text in said)
    asked = NotePrint(number=TRANSFER.number, status="final")
    assert port.posted == [(paths.PRINTS, asked), (paths.PRINTS, msgspec.structs.replace(asked, reason=WHY))]
    assert any(f"reason: {WHY}." in text for text in said)


def test_a_receipt_s_reprints_are_counted_everywhere_and_its_original_was_the_posting_s(
    room: PressRoom, port: FakePort, tmp_path: Path, qtbot
) -> None:
    fact = booked_elsewhere()
    port.files[paths.ORIGINAL.format(transaction=fact.transaction)] = msgspec.json.encode(Original(cash=deposit().cash))
    for before, number in ((0, 1), (3, 4)):
        noted(port, before)
        with qtbot.waitSignal(room.shown):
            room.again(fact)
        assert any(f"Reprint no. {number}," in text for text in newest(tmp_path))


def test_without_the_server_the_own_queue_numbers_on(room: PressRoom, port: FakePort, tmp_path: Path, qtbot) -> None:
    port.files[paths.TRANSFER_PAPER.format(transfer="t")] = msgspec.json.encode(TRANSFER)
    for before, number in ((0, 0), (None, 1), (1, 2), (7, 7)):
        port.answers.clear()
        if before is not None:
            noted(port, before)
        with qtbot.waitSignal(room.shown):
            room.voucher("t")
        assert any(f"Reprint no. {number} of" in text for text in newest(tmp_path)) is (number > 0)


def test_count_sheets_and_the_papers_of_an_advance_are_asked_by_what_was_chosen(
    room: PressRoom, port: FakePort, tmp_path: Path, qtbot
) -> None:
    port.files[paths.COUNT_SHEET.format(count="c")] = msgspec.json.encode(COUNT)
    port.files[paths.BLANK_COUNT.format(branch=port.me.branch)] = msgspec.json.encode(BLANK)
    port.files[paths.ADVANCE_PAPER.format(advance="a")] = msgspec.json.encode(PAID)
    for ask, params, title in (
        (lambda: room.count_sheet("c"), {}, "Count sheet"),
        (lambda: room.blank_sheet("d", "GHS"), {"drawer": "d"}, "Count sheet"),
        (lambda: room.blank_sheet("", "CZK"), {"currency": "CZK"}, "Count sheet"),
        (lambda: room.advance("a", 1), {"step": "1"}, "Cash advance voucher"),
    ):
        with qtbot.waitSignal(room.shown) as shown:
            ask()
        assert (port.fetched[-1][1], shown.args[1]) == (params, title)


def test_a_receipt_goes_to_the_roll_where_there_is_one_and_other_papers_by_wish(
    press: Press, port: FakePort, tmp_path: Path, qtbot
) -> None:
    roll = tmp_path / "roll.bin"
    roll.touch()
    printers = printers_of("", tmp_path / "papers", str(roll))
    queue = PrintQueue(tmp_path / "queue", printers, DESK.clock)
    sources = Sources(account=lambda conn, key: None, target=lambda conn, key: None, own_command=lambda key: None)
    made = PressRoom(press, queue, "pdf", DESK, port, sources, "thermal")
    with qtbot.waitSignal(made.printed):
        made.receipt(Slip(deposit(), "c", None, PEOPLE[0], ACCOUNTS[ABENA][0], NUMBER))
    assert roll.read_bytes().startswith(b"\x1b@")
    assert not (tmp_path / "papers").exists()
    with qtbot.waitSignal(made.shown) as shown:
        made.show_last()
    assert shown.args[0][0].width == 576, "the roll as it was typeset"
    before = roll.stat().st_size
    port.files[paths.TRANSFER_PAPER.format(transfer="t")] = msgspec.json.encode(TRANSFER)
    with qtbot.waitSignal(made.shown):
        made.voucher("t")
    assert roll.stat().st_size == before
    made.show_on_roll()
    made.close()
    assert roll.stat().st_size > before
    assert len(list((tmp_path / "papers").iterdir())) == 1
