"""The over/short record as a paper: for those who may see the variance, rebuilt after each step when it is checked."""

from contract.approvals import ApproveRequest
from contract.ids import new_id
from contract.papers import OverShortPaper, PaperKind
from contract.variances import StepKind, WriteOffVariance
from server.api.over_short import record_of
from server.staff.tables import USERS, UserRow
from tests.server.drawers.conftest import house
from tests.server.drawers.house import ABENA, AKOSUA, DAY, EFUA, KOJO, MAKOLA, SIGN, YAW, House, asked, done
from tests.server.variances.roads import off_by

__all__ = ["house"]


def paper(house: House, variance: str, user: str = AKOSUA) -> OverShortPaper | None:
    return house.ask(lambda conn, held: record_of(conn, held, house.reader(user), SIGN, variance))


def genuine(house: House, number: str, code: str) -> bool:
    found = house.check(number, code)
    assert found.kind == (PaperKind.OVER_SHORT if found.genuine else PaperKind.UNKNOWN)
    return found.genuine


def written_off(house: House, variance: str) -> None:
    rest = WriteOffVariance(variance=variance, transaction=new_id(), reason="Left the bank")
    done(house.run(ApproveRequest(request=asked(house.run(rest, YAW)).request), AKOSUA))


def test_it_says_whose_it_is_and_each_step_by_name(house: House) -> None:
    names = {EFUA: "Efua Owusu", YAW: "Yaw Boateng", AKOSUA: "Akosua Asante"}
    for user, name in names.items():
        row = UserRow(id=user, username=name, full_name=name, staff_number=name, roles=[], branch=MAKOLA)
        house.add(USERS, row)
    short = off_by(house, {"10000": -1}, "Not found")
    written_off(house, short)
    found = paper(house, short)
    assert found is not None
    assert found.number == f"OS-04-{DAY.replace('-', '')}-{short[-8:].upper()}-2"
    assert (found.amount, found.reason, found.short, found.over, found.count) == (-100_00, "Not found", 100_00, 0, 1)
    assert [(step.kind, step.amount) for step in found.steps] == [
        (StepKind.ACCEPTED, 0),
        (StepKind.WRITTEN_OFF, 100_00),
    ]
    assert (found.cashier, found.steps[1].by, found.steps[1].approved_by) == (names[EFUA], names[YAW], names[AKOSUA])


def test_the_cashier_sees_their_own_and_others_have_none(house: House) -> None:
    short = off_by(house, {"10000": -1})
    assert paper(house, short, EFUA) is not None
    assert paper(house, short, KOJO) is None
    assert paper(house, short, ABENA) is None
    assert paper(house, new_id()) is None


def test_an_older_print_is_genuine_after_further_steps(house: House) -> None:
    short = off_by(house, {"10000": -1})
    first = paper(house, short)
    assert first is not None
    assert genuine(house, first.number, first.code)
    written_off(house, short)
    second = paper(house, short)
    assert second is not None
    assert (second.number, second.code) != (first.number, first.code)
    for number, code, said in (
        (first.number, first.code, True),
        (second.number, second.code, True),
        (second.number, first.code, False),
        (first.number[:-1] + "9", first.code, False),
        (first.number.replace("OS-04", "OS-05"), first.code, False),
        (first.number, SIGN("x"), False),
    ):
        assert genuine(house, number, code) is said, number
