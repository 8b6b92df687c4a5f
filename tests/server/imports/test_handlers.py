"""A chunk is bound to its rows by its digest, and nobody at the door may send one."""

import pytest

from contract.errors import ErrorCode, Rejected
from contract.ids import derived_id, new_id
from contract.imports import ImportChunk, Imported
from contract.ledger import Side
from contract.permissions import Permission
from server.core.context import Context
from server.core.registry import Outcome
from server.customers.tables import CUSTOMERS
from server.customers.taking_over import take_over, take_over_mandate
from server.imports import handlers
from server.imports.handlers import Payload
from server.imports.rows import AccountLine, CustomerLine, TransactionLine
from server.ledger import chart
from server.ledger.tables import ACCOUNTS, TRANSACTIONS
from tests.server.room_kit import MAKOLA, Kit


def test_the_digest_covers_branch_and_rows() -> None:
    line, other = CustomerLine("C1", "Abena"), CustomerLine("C1", "Abema")
    branch = new_id()
    digests = {
        Payload(branch, (line,)).digest(),
        Payload(branch, (other,)).digest(),
        Payload(new_id(), (line,)).digest(),
    }
    assert len(digests) == 3
    assert Payload(branch, (line,)).digest() in digests


def test_ids_are_derived_so_that_rows_need_no_look_up() -> None:
    branch = new_id()
    assert handlers.customer_id(branch, "C1") == handlers.customer_id(branch, "C1")
    assert handlers.customer_id(branch, "1") != handlers.account_id(branch, "1")


def test_only_the_bank_itself_imports() -> None:
    (handler,) = handlers.handlers(lambda *args: None, lambda *args: None)
    assert handler.permission is Permission.SYSTEM
    assert handler.solo


def chunk(payload: Payload, digest: str = "") -> ImportChunk:
    return ImportChunk(job="0" * 64, file="x.csv", chunk=4, rows=len(payload.lines), digest=digest or payload.digest())


def taken(kit: Kit, payload: Payload, digest: str = "") -> Outcome:
    def work(ctx: Context) -> Outcome:
        ctx.payload = payload
        return handlers.take(take_over, take_over_mandate, chunk(payload, digest), ctx)

    return kit.staged(work)


PEOPLE = (CustomerLine("C1", "Abena"), AccountLine("A1", "C1", "01", "GHS", "2025-01-02"))
PAID = TransactionLine("T1", "A1", "2025-01-31", Side.DEBIT, 12_34, "GHS", "fee", "old fee")


def test_other_rows_than_the_digest_says_are_refused(kit: Kit) -> None:
    other = Payload(MAKOLA, (CustomerLine("C1", "Abema"),)).digest()
    refused = taken(kit, Payload(MAKOLA, (CustomerLine("C1", "Abena"),)), other)
    assert refused == Rejected(code=ErrorCode.MALFORMED, params={"chunk": 4})
    assert kit.read(CUSTOMERS.fetch_all) == {}


def test_a_branch_that_is_not_there_is_refused(kit: Kit) -> None:
    assert taken(kit, Payload(new_id(), PEOPLE)) == Rejected(code=ErrorCode.BRANCH_UNKNOWN)


def test_the_other_side_is_the_clearing_account_on_the_old_banks_day(kit: Kit) -> None:
    assert taken(kit, Payload(MAKOLA, (*PEOPLE, PAID))) == Imported(rows=3)
    account = kit.row(ACCOUNTS, handlers.account_id(MAKOLA, "A1"))
    assert (account.balance, account.external_number, account.opened_on) == (-12_34, "A1", "2025-01-02")
    # An asset's balance is of debits: what the customer lost stands on the clearing account's credit side.
    assert kit.balance(chart.internal_id(MAKOLA, chart.CLEARING, "GHS")) == -12_34
    booked = kit.row(TRANSACTIONS, derived_id("transaction", MAKOLA, "T1"))
    assert (booked.business_date, booked.value_date, booked.kind) == ("2025-01-31", "2025-01-31", "fee")


def test_an_account_that_no_file_named_breaks_the_chunk(kit: Kit) -> None:
    with pytest.raises(LookupError, match="accounts"):
        taken(kit, Payload(MAKOLA, (PAID,)))


def test_an_account_that_is_there_does_not_begin_again_at_nought(kit: Kit) -> None:
    assert taken(kit, Payload(MAKOLA, (*PEOPLE, PAID))) == Imported(rows=3)
    again = Payload(MAKOLA, (CustomerLine("C2", "Esi"), AccountLine("A1", "C2", "01", "GHS", "2025-01-02")))
    assert taken(kit, again) == Rejected(code=ErrorCode.ALREADY_THERE, params={"account": "A1"})
    assert kit.row(ACCOUNTS, handlers.account_id(MAKOLA, "A1")).balance == -12_34
