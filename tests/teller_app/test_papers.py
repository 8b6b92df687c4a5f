"""What the journal says becomes a paper that the press accepts; a reprint keeps number and code."""

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from contract.causes import Causes
from contract.customers import RegisterCustomer
from contract.drawers import CountLine, Movement, ReconciliationFact, SessionState
from contract.ids import derived_id
from contract.ledger import Cash, Deposit, Depositor, Original, Posted, TransactionFact, Transfer, Withdraw
from contract.money import Money
from server.drawers.facts import ORDER
from server.ledger.verification import signer
from teller_app import papers
from teller_app.i18n.text import Texts
from teller_app.papers import Desk
from teller_app.printing.errors import TotalMismatch
from teller_app.printing.facts import Bank, Status
from teller_app.printing.press import Press
from teller_app.resources import resource_path
from tests.teller_app import samples
from tests.teller_app.counter.world import ABENA, ACCOUNTS, CURRENT, SAVINGS, booked
from tests.teller_app.kit import EFUA
from tests.teller_app.printing import pdf_reader

NOW = datetime(2026, 11, 22, 9, 47, 12, tzinfo=UTC)
NUMBER = "04-20261122-1-0001"
CODE = signer(b"k" * 32)(NUMBER, 1)
DESK = Desk(EFUA, "WS-04", lambda: NOW, lambda user: ("Efua Owusu", "TLR-0417"))
SAVING = ACCOUNTS[ABENA][0]


@pytest.fixture
def press(tmp_path: Path) -> Press:
    return Press.of(Bank("Akoma", "Makola branch", "", "Makola", "Akoma"), resource_path("fonts", "print"), tmp_path)


def deposit() -> Deposit:
    return Deposit(transaction=derived_id("x"), account=SAVINGS, amount=Money(480_00, "GHS"), receipt=NUMBER,
                   cash=Cash(received={"20000": 2, "10000": 1}, given={"2000": 1}))  # fmt: skip


def posted() -> Posted:
    return Posted(
        transaction=derived_id("x"), receipt=NUMBER, business_date="2026-11-22", verification=CODE, balance_after=100_00
    )


def test_a_deposit_is_final_with_the_answer_and_provisional_without(press: Press) -> None:
    final = papers.receipt(deposit(), posted(), SAVING, "Abena Mensah", DESK)
    assert (final.status, final.change_minor, final.balance_minor) == (Status.FINAL, 20_00, 100_00)
    provisional = papers.receipt(deposit(), None, SAVING, "Abena Mensah", DESK)
    assert (provisional.status, provisional.verification) == (Status.PROVISIONAL, None)
    assert press.receipt(final).data != press.receipt(provisional).data


def test_withdrawal_and_transfer(press: Press) -> None:
    out = Withdraw(
        transaction=derived_id("x"),
        account=SAVINGS,
        amount=Money(200_00, "GHS"),
        cash=Cash(given={"20000": 1}),
        receipt=NUMBER,
    )
    move = Transfer(
        transaction=derived_id("x"),
        debit_account=SAVINGS,
        credit_account=CURRENT,
        amount=Money(5_00, "GHS"),
        receipt=NUMBER,
    )
    for command in (out, move):
        facts = papers.receipt(command, posted(), SAVING, "Abena Mensah", DESK, ("0402000000024", "Kofi Boateng"))
        assert press.receipt(facts).pages >= 1
        assert facts.account == "0401 0000 0001 2", "grouped as on the screen: people read it out"
    assert facts.to_account == "0402 0000 0002 4"


def test_a_reprint_says_duplicate(press: Press) -> None:
    fact = booked(1, "deposit", 480_00)
    fact = type(fact)(**{name: getattr(fact, name) for name in fact.__struct_fields__} | {"verification": CODE})
    facts = papers.again(fact, deposit(), SAVING, DESK, 2)
    assert facts.duplicate is not None
    assert (facts.number, facts.duplicate.number, facts.balance_minor) == (NUMBER, 2, None)
    assert press.receipt(facts).number == NUMBER


def signed(fact: TransactionFact) -> TransactionFact:
    return msgspec.structs.replace(fact, verification=CODE)


def test_a_reprint_of_another_workstation_s_deposit_says_all_that_the_first_print_said(press: Press) -> None:
    said = Original(
        cash=Cash(received={"20000": 2, "10000": 1}, given={"2000": 1}),
        depositor=Depositor(name="Kwame Boateng", phone="0207714490", relationship="Employee"),
        source_of_funds="Trading proceeds",
        device_name="WS-MAK-07",
    )
    page = pdf_reader.flat(
        press.receipt(papers.again(signed(booked(1, "deposit", 480_00)), said, SAVING, DESK, 1)).data
    )
    for words in ("Kwame Boateng (Employee)", "0207714490", "Trading proceeds", "2 × 200", "WS-MAK-07.", "on WS-04"):
        assert any(words in text.replace("\u00a0", " ") for text in page), words


def test_a_duplicate_of_which_less_is_known_says_less_and_nothing_wrong(press: Press) -> None:
    facts = papers.again(signed(booked(1, "deposit", 480_00)), Original(), SAVING, DESK, 1)
    page = pdf_reader.flat(press.receipt(facts).data)
    assert any("Original: 22 Nov 2026 09:01:00." in text for text in page), "not this workstation, and no other"
    assert not any("200" in text and "×" in text for text in page)
    with pytest.raises(TotalMismatch):
        press.receipt(msgspec.structs.replace(facts, duplicate=None))
    with pytest.raises(TotalMismatch):
        press.receipt(msgspec.structs.replace(facts, pieces={200_00: 1}))


@pytest.mark.parametrize("target", [("0402000000024", "Abena Mensah"), None])
def test_a_transfer_says_where_to(press: Press, target: tuple[str, str] | None) -> None:
    fact = msgspec.structs.replace(
        signed(booked(1, "transfer", 5_00)),
        accounts=(SAVINGS, CURRENT),
        account_numbers=("0401000000012", "0402000000024"),
    )
    page = pdf_reader.flat(press.receipt(papers.again(fact, Original(), SAVING, DESK, 1, target)).data)
    assert any("0402 0000 0002 4" in text for text in page)


def test_the_slip_adds_up_and_prints(press: Press) -> None:
    line = CountLine(
        attempt=derived_id("a"),
        number=1,
        at="2026-11-22T17:00:00.000Z",
        by=EFUA.user,
        total=595_00,
        expected=600_00,
        variance=-5_00,
    )
    sheet = ReconciliationFact(
        session=derived_id("s"), drawer=derived_id("d"), cashier=EFUA.user, branch=EFUA.branch, currency="GHS",
        business_date="2026-11-22", opening=500_00, movements=(Movement(kind="deposit", items=1, amount=100_00),), expected=600_00,
        expected_pieces={"10000": 6}, counted=595_00, counted_pieces={"10000": 5, "5000": 1, "2000": 2, "500": 1}, variance=-5_00,
        tolerance=10_00, attempts=(line,), over_short_before=0, state=SessionState.CLOSED, reason="One note short", first_seq=5, last_seq=9,
        hash_tail="ab" * 32, opened_at="2026-11-22T08:02:00.000Z", closed_at="2026-11-22T17:05:00.000Z",
    )  # fmt: skip
    facts = papers.slip(sheet, "04", DESK)
    assert sum(move.effect() for move in facts.movements) == facts.expected_minor == 600_00
    assert press.slip(facts).pages >= 1


def day_sheet(**changes: object) -> ReconciliationFact:
    """A session with one movement of every kind that the server tells of: 500 + 45 in, 27 out."""
    moved = [10, 4, 20, 2, 1, 1, 3, 10, -7, -4, -5, -5, -2, -8, -2]
    movements = tuple(
        Movement(kind=kind, items=1, amount=minor * 100) for kind, minor in zip(ORDER, moved, strict=True)
    )
    line = CountLine(attempt=derived_id("a"), number=1, at="2026-11-22T17:00:00.000Z", by=EFUA.user, total=518_00,
                     expected=518_00, variance=0)  # fmt: skip
    given = {
        "session": derived_id("s"), "drawer": derived_id("d"), "cashier": EFUA.user, "branch": EFUA.branch, "currency": "GHS",
        "business_date": "2026-11-22", "opening": 500_00, "movements": movements, "expected": 518_00,
        "expected_pieces": {"10000": 5, "1000": 1, "200": 4}, "counted": 518_00, "counted_pieces": {"10000": 5, "1000": 1, "200c": 4},
        "variance": 0, "tolerance": 10_00, "attempts": (line,), "over_short_before": 0, "state": SessionState.CLOSED,
        "first_seq": 5, "last_seq": 9, "hash_tail": "ab" * 32, "opened_at": "2026-11-22T08:02:00.000Z",
        "closed_at": "2026-11-22T17:05:00.000Z",
    }  # fmt: skip
    return ReconciliationFact(**(given | changes))  # type: ignore[arg-type]


def test_every_kind_of_movement_that_the_server_tells_is_on_the_slip(press: Press) -> None:
    facts = papers.slip(day_sheet(), "04", DESK)
    assert sum(move.effect() for move in facts.movements) == facts.expected_minor == 518_00
    page = pdf_reader.flat(press.slip(facts).data)
    assert "518.00" in page
    assert any("Efua Owusu" in text for text in page)


def test_what_lies_apart_is_inside_the_count_but_for_suspect_notes(press: Press) -> None:
    apart = {"10000": 4, "10000:mutilated": 1, "1000": 1, "200c": 4, "20000:suspect": 1}
    facts = papers.slip(day_sheet(expected_pieces=apart, counted_pieces=apart), "04", DESK)
    assert [(item.label, item.pieces, item.amount_minor) for item in facts.set_apart] == [
        ("Mutilated notes", 1, 100_00),
        ("Suspect notes", 1, 0),
    ]
    page = pdf_reader.flat(press.slip(facts).data)
    assert any("Mutilated notes" in text for text in page)
    assert any("in custody" in text for text in page)


def test_a_slip_of_late_entries_says_which_it_amends(press: Press) -> None:
    facts = papers.slip(day_sheet(amended=2), "04", DESK)
    assert facts.number == "04-20261122-A2"
    assert any("04-20261122-A2" in text for text in pdf_reader.flat(press.slip(facts).data))


def test_a_receipt_can_be_read(press: Press) -> None:
    page = pdf_reader.flat(press.receipt(papers.receipt(deposit(), posted(), SAVING, "Abena Mensah", DESK)).data)
    for words in ("Abena Mensah", NUMBER, CODE, "Efua Owusu", "480.00"):
        assert any(words in text for text in page), words


def test_the_slip_has_the_bank_s_contact_and_the_workstation_s_registered_name(tmp_path: Path) -> None:
    contact = "+233 30 200 0140 · Kojo Thompson Road, Accra"
    bank = Bank("Akoma", "Makola branch (040)", contact, f"Makola · {contact}", "Akoma")
    page = pdf_reader.flat(
        Press.of(bank, resource_path("fonts", "print"), tmp_path).slip(papers.slip(day_sheet(), "04", DESK)).data
    )
    for words in (contact, "WS-04"):
        assert any(words in text for text in page), words


def test_there_is_no_receipt_for_anything_else() -> None:
    with pytest.raises(TypeError, match="RegisterCustomer"):
        papers.receipt(
            RegisterCustomer(customer=derived_id("c"), number="1", full_name="A"), None, SAVING, "Abena Mensah", DESK
        )


def test_a_slip_lists_likely_causes_with_where_they_stand(press: Press) -> None:
    whole = day_sheet()
    short = msgspec.structs.replace(whole.attempts[0], total=498_00, variance=-20_00)
    pieces = {"10000": 4, "2000": 4, "1000": 1, "500": 1, "100": 3}
    sheet = day_sheet(variance=-20_00, counted=498_00, reason="Not found", attempts=(short,), counted_pieces=pieces)
    found = msgspec.json.decode(samples.causes(sheet.session), type=Causes)
    reasons = papers.likely(found, Texts.load("en"))
    assert papers.likely(None, Texts.load("en")) == ()
    facts = papers.slip(sheet, "04", DESK, 0, reasons)
    page = pdf_reader.flat(press.slip(facts).data)
    text = " ".join(page)
    assert "1 × 20 too many changed hands." in text
    assert "13:52 · 04-20261122-1-0497 · Selorm Agbeko" in text
    best = found.causes[0]
    traceless = msgspec.structs.replace(best.links[0], at="", receipt="", holder="")
    (said,) = papers.likely(
        msgspec.structs.replace(found, causes=(msgspec.structs.replace(best, links=(traceless,)),)), Texts.load("en")
    )
    assert said.short == "1 × 20 too many changed hands.", "what left no trace is said once"


@pytest.mark.parametrize(("body", "before"), [(None, None), (b"{", None), (b"{}", None), (b'{"before": 3}', 3)])
def test_what_the_server_says_of_a_print(body: bytes | None, before: int | None) -> None:
    said = papers.noted(body)
    assert (said.before if said else None) == before


def test_only_a_duplicate_has_a_reason() -> None:
    first = papers.receipt(deposit(), None, ACCOUNTS[ABENA][0], "Abena", DESK)
    assert papers.reasoned(first, "jammed") == first
    twice = msgspec.structs.replace(first, duplicate=DESK.reprint(2, None))
    said = papers.reasoned(twice, "jammed").duplicate
    assert said is not None and (said.number, said.reason) == (2, "jammed")
    assert papers.reasoned(twice, "") == twice
