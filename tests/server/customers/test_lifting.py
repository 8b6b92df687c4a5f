"""A flag goes with two hands, whichever command asks; a memo is one person's."""

from pathlib import Path
from typing import Any

import pytest

from contract.customers import Flag, FlagCustomer, LiftFlag
from contract.feed import Awaiting, Executed, Refused
from server.customers import lifting
from server.customers.tables import CUSTOMERS
from tests.server.room_kit import ABENA, EFUA, KOFI, MAKOLA, Kit


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    return Kit(tmp_path, lifting.handlers())


def flagged(kit: Kit, *flags: Flag) -> str:
    return kit.customer("Ama Mensah", flags=[flag.value for flag in flags], memo="see manager")


def lift(customer: str, flag: Flag = Flag.DORMANT) -> LiftFlag:
    return LiftFlag(customer=customer, flag=flag, reason="came with her card")


def problem(answer: Any) -> str:
    assert isinstance(answer, Refused), answer
    return answer.problem.code.value


@pytest.mark.parametrize(
    ("flag", "codes"),
    [
        (Flag.DORMANT, [("dormant_reactivated", "")]),
        (Flag.STOP, [("flag_lifted", "stop")]),
        (Flag.DECEASED, [("flag_lifted", "deceased")]),
        (Flag.POLITICALLY_EXPOSED, [("flag_lifted", "politically_exposed")]),
    ],
)
def test_a_second_person_is_asked_and_the_other_flags_stay(kit: Kit, flag: Flag, codes: list[tuple[str, str]]) -> None:
    customer = flagged(kit, flag, Flag.MEMO)
    assert isinstance(kit.run(lift(customer, flag)), Awaiting)
    _, _, weighed = kit.asked[0]
    assert [(why.code, why.about) for why in weighed.reasons] == codes
    assert (weighed.holder, weighed.branch, weighed.object) == ("Ama Mensah", MAKOLA, f"flags/{customer}")
    assert kit.row(CUSTOMERS, customer).flags == [flag.value, "memo"], "nothing is done before the yes"
    assert isinstance(kit.run(lift(customer, flag), approved_by=KOFI), Executed)
    row = kit.row(CUSTOMERS, customer)
    assert (row.flags, row.memo) == (["memo"], "see manager")
    assert [fact["flags"] for fact in kit.seen(EFUA)] == [["memo"]]


def test_the_command_that_sets_flags_is_no_way_around(kit: Kit) -> None:
    customer = flagged(kit, Flag.STOP, Flag.DORMANT)
    assert isinstance(kit.run(FlagCustomer(customer=customer, flags=(Flag.DORMANT,))), Awaiting)
    assert isinstance(kit.run(FlagCustomer(customer=customer, flags=())), Awaiting)
    assert [why.code for why in kit.asked[1][2].reasons] == ["flag_lifted", "dormant_reactivated"]
    assert isinstance(
        kit.run(FlagCustomer(customer=customer, flags=(Flag.STOP, Flag.DORMANT, Flag.DECEASED))), Executed
    )
    assert isinstance(kit.run(FlagCustomer(customer=customer, flags=()), approved_by=KOFI), Executed)
    assert kit.row(CUSTOMERS, customer).flags == []


def test_a_memo_is_one_persons(kit: Kit) -> None:
    customer = flagged(kit, Flag.MEMO)
    assert isinstance(kit.run(lift(customer, Flag.MEMO)), Executed)
    assert kit.asked == []


def test_what_is_not_there_is_not_lifted(kit: Kit) -> None:
    customer = flagged(kit, Flag.STOP)
    assert problem(kit.run(lift(customer))) == "flag_not_set"
    assert problem(kit.run(lift(customer, Flag.STOP), maker=ABENA)) == "customer_unknown"
    assert kit.asked == []
