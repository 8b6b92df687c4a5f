"""A chunk is bound to its rows by its digest, and nobody at the door may send one."""

from contract.ids import new_id
from contract.permissions import Permission
from server.imports import handlers
from server.imports.handlers import Payload
from server.imports.rows import CustomerLine


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
    (handler,) = handlers.handlers(lambda *args: None)
    assert handler.permission is Permission.SYSTEM
    assert handler.solo
