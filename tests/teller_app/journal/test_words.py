import re
from pathlib import Path

import pytest

import server
from contract.ledger import Status, TransactionFact
from teller_app.journal import words
from tests.teller_app.journal.desk import LATE, REVERSAL, REVERSED, TRANSFER, WITHDRAWAL, posting
from tests.teller_app.room_window import TEXTS


@pytest.mark.parametrize(
    ("fact", "figure", "color"),
    [
        (posting(), "+2,450.00", "pos"),
        (WITHDRAWAL, "−800.00", "text"),
        (TRANSFER, "1,500.00", "text"),
        (REVERSED, "200.00", "text3"),
    ],
)
def test_a_credit_is_green_and_a_debit_is_no_error(fact: TransactionFact, figure: str, color: str) -> None:
    assert words.amount_words(fact) == (figure, color)


def test_every_kind_that_the_server_books_has_its_name() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in Path(server.__file__).parent.rglob("*.py"))
    drafted = re.findall(r'Draft\([^\n]*?kind="(\w+)"', source)
    moved = re.findall(r'book\(\s*(?:deps, )?ctx, row, (?:\w+, )*"(\w+)"', source)
    assert {"cash_sent", "cash_received", "suspect", "advance", "write_off", "fund_vault"} <= {*drafted, *moved}
    assert not [kind for kind in {*drafted, *moved} if f"journal.kind.{kind}" not in TEXTS]


@pytest.mark.parametrize("status", Status)
def test_every_status_has_words(status: Status) -> None:
    said, tone = words.status_words(posting(status=status), TEXTS)
    assert said
    assert tone


def test_what_went_another_way_is_said_first() -> None:
    assert words.status_words(LATE, TEXTS)[0] == "Late entry"
    assert words.status_words(posting(in_suspense=True, late=True), TEXTS)[0] == "In suspense"


def test_a_reversal_names_the_receipt_of_its_original() -> None:
    found = dict(words.detail(REVERSAL, TEXTS, {REVERSED.transaction: REVERSED.receipt}))
    assert found["Reverses"] == REVERSED.receipt
    assert "Reversed by" not in found
    assert found["Business date"] == found["Value date"] == "22 Nov 2026"


def test_a_kind_of_a_newer_server_is_a_transaction() -> None:
    assert words.kind_words(posting(kind="share_purchase"), TEXTS) == "Transaction"
    assert words.kind_icon(posting(kind="share_purchase")) == ("receipt", "mute")
