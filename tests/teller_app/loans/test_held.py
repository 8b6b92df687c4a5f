from teller_app.loans import held
from teller_app.loans.state import Draft
from tests.teller_app.loans.desk import ABENA

FORM = Draft(act="apply", customer=ABENA, find=ABENA.full_name, amount=500_00, term="12", counts={"20000": 1})


def test_what_was_put_aside_comes_back_as_it_was() -> None:
    assert held.unpacked(held.packed((FORM, Draft(act="repay", loan="l")))) == (FORM, Draft(act="repay", loan="l"))


def test_nothing_and_another_version_bring_nothing_back() -> None:
    assert held.unpacked(None) == held.unpacked(b"x") == ()
    assert held.unpacked(held.packed((FORM,)).replace(b'"version":1', b'"version":2')) == ()
