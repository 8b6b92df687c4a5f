"""The rules of cash on its way, by themselves."""

import pytest

from contract.permissions import Permission
from contract.vault import MoveState, Where
from server.vault import rules
from server.vault.tables import TransferRow

HANDS = frozenset({Permission.MOVE_CASH.value})
KEEPER = HANDS | {Permission.KEEP_VAULT.value}


def row(state: MoveState) -> TransferRow:
    return TransferRow(id="t", number="VT-0001", kind="transfer", state=state.value, branch="b", currency="GHS", source="vault",
                       target="bank", maker="m", at="", business_date="")  # fmt: skip


def test_only_these_steps_there_are() -> None:
    steps = {(now.value, then.value) for now in MoveState for then in MoveState if rules.may_become(now, then)}
    assert steps == {
        ("proposed", "sent"), ("proposed", "received"), ("proposed", "refused"), ("proposed", "withdrawn"),
        ("sent", "counted"), ("sent", "received"), ("sent", "refused"), ("counted", "received"), ("counted", "sent"),
    }  # fmt: skip


@pytest.mark.parametrize("state", MoveState)
def test_what_goes_on_is_pending_and_what_is_over_is_over(state: MoveState) -> None:
    fault = rules.step_fault(row(state), MoveState.RECEIVED)
    code = fault.code.value if fault else ""
    assert code == {"received": ""}.get(state.value, "move_pending" if state.value in rules.OPEN else "move_over")


def test_the_roads() -> None:
    def fault(source: Where, one: str, target: Where, other: str) -> bool:
        return rules.road_fault(source, one, target, other) is not None

    assert not fault(Where.DRAWER, "a", Where.DRAWER, "b")
    assert fault(Where.DRAWER, "a", Where.DRAWER, "a")
    assert fault(Where.VAULT, "", Where.VAULT, "")
    assert fault(Where.VAULT, "a", Where.BANK, ""), "a drawer named where there is none"
    assert fault(Where.BANK, "", Where.DRAWER, "a")


@pytest.mark.parametrize(
    ("second", "rights", "home", "custodian", "code"),
    [
        ("", KEEPER, "b", False, "second_missing"),
        ("me", KEEPER, "b", False, "same_person"),
        ("you", None, "b", False, "second_unfit"),
        ("you", HANDS, "elsewhere", False, "second_unfit"),
        ("you", HANDS, "b", True, "second_unfit"),
        ("you", HANDS, "b", False, ""),
        ("you", KEEPER, "b", True, ""),
    ],
)
def test_who_is_a_second_person(
    second: str, rights: frozenset[str] | None, home: str, custodian: bool, code: str
) -> None:
    fault = rules.second_fault(second, rights, "b", home, ("me",), custodian)
    assert (fault.code.value if fault else "") == code


def test_an_exchange_moves_no_money() -> None:
    till, safe = Where.DRAWER, Where.VAULT
    assert rules.exchange_fault({"5000": 4}, {"1000": 20}, "GHS", till, safe) is None
    assert rules.exchange_fault({"5000:mutilated": 4}, {"1000": 20}, "GHS", till, safe) is None
    for given, taken, code in (
        ({"5000": 4}, {"1000": 19}, "values_differ"),
        ({}, {"1000": 1}, "cash_needed"),
        ({"1000": 1}, {"7": 1}, "unknown_denomination"),
        ({"1000": 20}, {"5000:mutilated": 4}, "notes_unpayable"),
        ({"5000:suspect": 4, "1000": 1}, {"1000": 1}, "notes_unpayable"),
    ):
        fault = rules.exchange_fault(given, taken, "GHS", till, safe)
        assert fault is not None
        assert fault.code.value == code


def test_every_road_has_its_words() -> None:
    assert set(rules.FLOWS) == set(rules.ROADS)
