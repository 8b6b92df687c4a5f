"""What the phone says is what the command does."""

import pytest

from contract.base import Command
from contract.ids import new_id
from contract.permissions import Permission, Role
from contract.staff import (
    AddUser,
    AskForDevice,
    ChangeRole,
    ChangeUser,
    DeviceKey,
    EnableUser,
    ResetPassword,
    RevokeDevice,
    SetLimit,
)
from server.api.code_words import act_of, money
from tests.server.api.house import House


def test_each_act_in_words(house: House) -> None:
    efua = house.people["efua"]
    key = DeviceKey(x="x" * 43, y="y" * 43)
    said: list[tuple[Command, str]] = [
        (AddUser(user=new_id(), username="ama", full_name="Ama", staff_number="A", roles=(Role.CASHIER, Role.MANAGER), branch=house.branch), "add Ama as cashier, manager"),
        (ChangeUser(user=efua, roles=(Role.AUDITOR,), branch=house.branch), "make Efua auditor at Makola"),
        (EnableUser(user=efua, reason="x"), "let Efua work here again"),
        (ResetPassword(user=efua, reason="x"), "reset the password of Efua"),
        (ChangeRole(role=Role.CASHIER, permissions=(Permission.POST_CASH,)), "give the role cashier 1 rights"),
        (SetLimit(act="withdraw", currency="GHS", per_transaction=500_000, user=efua), "set the withdraw limit of Efua to GHS 5,000.00"),
        (SetLimit(act="withdraw", currency="GHS", per_transaction=1, role=Role.CASHIER), "set the withdraw limit of cashier to GHS 0.01"),
        (SetLimit(act="deposit", currency="GHS", per_transaction=0, branch=house.branch, removed=True), "remove the deposit limit of Makola"),
        (AskForDevice(device=new_id(), name="TILL-9", key=key), "admit the workstation TILL-9"),
        (RevokeDevice(device=new_id(), reason="x"), "revoke device"),
    ]  # fmt: skip
    with house.bank.engine.connect() as conn:
        assert [act_of(conn, house.bank.writer.resident, command) for command, _ in said] == [
            words for _, words in said
        ]


@pytest.mark.parametrize(("minor", "words"), [(0, "GHS 0.00"), (5, "GHS 0.05"), (123_456_789, "GHS 1,234,567.89")])
def test_amounts(minor: int, words: str) -> None:
    assert money(minor, "GHS") == words
