"""What the journal says becomes a paper that the press accepts; a reprint keeps number and code."""

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from contract.customers import RegisterCustomer
from contract.ids import derived_id
from contract.ledger import Cash, Deposit, Depositor, Original, Posted, TransactionFact, Transfer, Withdraw
from contract.money import Money
from server.ledger.verification import signer
from teller_app import papers
from teller_app.papers import Desk
from teller_app.printing.errors import TotalMismatch
from teller_app.printing.facts import Bank, Status
from teller_app.printing.press import Press
from teller_app.resources import resource_path
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


def test_a_receipt_can_be_read(press: Press) -> None:
    page = pdf_reader.flat(press.receipt(papers.receipt(deposit(), posted(), SAVING, "Abena Mensah", DESK)).data)
    for words in ("Abena Mensah", NUMBER, CODE, "Efua Owusu", "480.00"):
        assert any(words in text for text in page), words


def test_there_is_no_receipt_for_anything_else() -> None:
    with pytest.raises(TypeError, match="RegisterCustomer"):
        papers.receipt(
            RegisterCustomer(customer=derived_id("c"), number="1", full_name="A"), None, SAVING, "Abena Mensah", DESK
        )


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
