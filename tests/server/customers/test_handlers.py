"""Registering, flagging and picturing a customer."""

from typing import Any

import pytest

from contract.customers import Flag, FlagCustomer, ImageKind, RegisterCustomer, SetCustomerImage
from contract.feed import Executed, Refused
from contract.ids import new_id
from server.customers import queries
from server.customers.tables import CUSTOMERS
from tests.server.room_kit import ABENA, AUDITOR, EFUA, MAKOLA, OSU, Kit


def ama(**fields: Any) -> RegisterCustomer:
    known = {"customer": new_id(), "number": "C-0001", "full_name": "Ama Nkrumah", "phone": "+233244000001",
             "card_number": "GHA-000000001-1"}  # fmt: skip
    return RegisterCustomer(**{**known, **fields})


def problem(answer: Any) -> tuple[str, dict[str, Any]]:
    assert isinstance(answer, Refused), answer
    return answer.problem.code.value, answer.problem.params


def test_a_customer_is_registered_at_the_makers_branch(kit: Kit) -> None:
    command = ama()
    assert isinstance(kit.run(command), Executed)
    row = kit.row(CUSTOMERS, command.customer)
    assert (row.branch, row.search_name, row.since) == (MAKOLA, "ama nkrumah", "2026-11-24")
    assert [fact["full_name"] for fact in kit.seen(EFUA)] == ["Ama Nkrumah"]
    assert kit.seen(ABENA) == []


@pytest.mark.parametrize(
    "other",
    [
        {"number": "C-0001", "phone": "", "card_number": ""},
        {"number": "C-0002", "phone": "", "card_number": "GHA-000000001-1"},
        {"number": "C-0002", "phone": "+233244000001", "card_number": ""},
    ],
    ids=["number", "card", "phone"],
)
def test_the_same_person_twice(kit: Kit, other: dict[str, str]) -> None:
    kit.run(ama())
    assert problem(kit.run(ama(full_name="A. Nkrumah", **other))) == ("customer_exists", {"number": "C-0001"})


def test_what_is_not_given_is_no_duplicate(kit: Kit) -> None:
    kit.run(ama(phone="", card_number=""))
    assert isinstance(kit.run(ama(number="C-0002", phone="", card_number="")), Executed)


def test_flags_are_replaced_and_said(kit: Kit) -> None:
    customer = kit.customer()
    kit.run(FlagCustomer(customer=customer, flags=(Flag.STOP, Flag.MEMO, Flag.STOP), memo="ask for the brother"))
    assert kit.row(CUSTOMERS, customer).flags == ["stop", "memo"]
    kit.run(FlagCustomer(customer=customer, flags=(Flag.STOP,)))
    row = kit.row(CUSTOMERS, customer)
    assert (row.flags, row.memo) == (["stop"], "")
    assert [fact["customer"] for fact in kit.seen(EFUA)] == [customer]


def test_a_picture_is_named_once_it_is_there(kit: Kit) -> None:
    customer = kit.customer()
    missing = SetCustomerImage(customer=customer, image=ImageKind.PHOTO, file="0" * 64)
    assert problem(kit.run(missing))[0] == "file_unknown"
    with kit.engine.begin() as conn:
        key = queries.store_file(conn, b"portrait", "image/png")
    for image in ImageKind:
        assert isinstance(kit.run(SetCustomerImage(customer=customer, image=image, file=key)), Executed)
    row = kit.row(CUSTOMERS, customer)
    assert (row.photo, row.signature) == (key, key)


def test_another_branch_changes_nothing(kit: Kit) -> None:
    customer = kit.customer()
    answer = kit.run(FlagCustomer(customer=customer, flags=(Flag.STOP,)), maker=ABENA)
    assert problem(answer)[0] == "customer_unknown"
    answer = kit.run(SetCustomerImage(customer=customer, image=ImageKind.PHOTO, file="0" * 64), maker=ABENA)
    assert problem(answer)[0] == "customer_unknown"
    assert kit.row(CUSTOMERS, customer).flags == []


def test_who_belongs_to_no_branch_names_one(kit: Kit) -> None:
    """The bank's own hand works anywhere, on the branch's own date; a cashier only at home."""
    assert problem(kit.run(ama(branch=OSU)))[0] == "wrong_branch"
    assert problem(kit.run(ama(branch=new_id()), maker=AUDITOR))[0] == "branch_unknown"
    command = ama(branch=MAKOLA)
    assert isinstance(kit.run(command, maker=AUDITOR), Executed)
    row = kit.row(CUSTOMERS, command.customer)
    assert (row.branch, row.since) == (MAKOLA, "2026-11-24")
    assert isinstance(kit.run(FlagCustomer(customer=row.id, flags=(Flag.STOP,)), maker=AUDITOR), Executed)
    assert kit.row(CUSTOMERS, row.id).flags == ["stop"]
