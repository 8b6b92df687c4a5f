"""A paper is the bank's when number and code belong together; then the answer is what it must say."""

from contract.approvals import ApproveRequest
from contract.ids import new_id
from contract.ledger import Cash, ReverseTransaction
from contract.papers import PaperCheck, PaperKind
from server.api.papers import fits
from server.drawers.tables import SESSIONS
from server.ledger.tables import TRANSACTIONS
from server.staff.tables import USERS, UserRow
from tests.server.drawers.conftest import house
from tests.server.drawers.house import (
    AKOSUA,
    EFUA,
    FLOAT,
    FLOAT_TOTAL,
    MAKOLA,
    SIGN,
    House,
    asked,
    deposit,
    done,
)

NUMBER = "04-20261124-1-0001"


__all__ = ["house"]


def receipt(house: House) -> tuple[str, str]:
    """A deposit's transaction and code."""
    house.open()
    posted = done(house.run(deposit(200_00, {"20000": 1}, receipt=NUMBER)))
    return posted.transaction, posted.verification


def test_a_receipt_says_what_it_must_say(house: House) -> None:
    transaction, code = receipt(house)
    found = house.check(NUMBER, code)
    assert (found.kind, found.genuine, found.what) == (PaperKind.RECEIPT, True, "deposit")
    assert (found.amount, found.currency, found.party, found.drawer) == (200_00, "GHS", "Ama Mensah", "04")
    assert found.account == "0400100000017"
    assert found.at == house.row(TRANSACTIONS, transaction).at
    assert not found.undone


def test_a_code_is_read_as_people_type_it(house: House) -> None:
    _, code = receipt(house)
    typed = code.lower().replace("-", " ").replace("1", "l").replace("0", "o")
    assert house.check(NUMBER, typed).genuine
    assert fits("AMV5-CK6F-1QK5", " amv5ck6fIqk5 ")
    assert not fits("", "")


def test_a_false_code_and_a_number_of_nobody_say_the_same(house: House) -> None:
    _, code = receipt(house)
    other = code[:-1] + ("0" if code[-1] != "0" else "2")
    for number, typed in (
        (NUMBER, other),
        (NUMBER, ""),
        ("04-20261124-1-0002", code),
        ("nonsense", code),
        ("04-20261124", code),
    ):
        assert house.check(number, typed) == PaperCheck(number=number)


def test_a_receipt_of_a_reversed_posting_is_genuine_and_undone(house: House) -> None:
    transaction, code = receipt(house)
    undo = ReverseTransaction(
        transaction=new_id(), original=transaction, reason="typed twice", cash=Cash(given={"20000": 1})
    )
    request = asked(house.run(undo)).request
    done(house.run(ApproveRequest(request=request), AKOSUA))
    paid = ReverseTransaction(transaction=undo.transaction, original=transaction, reason="typed twice",
                              cash=Cash(given={"20000": 1}), permit=request)  # fmt: skip
    done(house.run(paid))
    found = house.check(NUMBER, code)
    assert (found.genuine, found.undone) == (True, True)


def test_a_slip_and_the_one_that_replaced_it(house: House) -> None:
    session = house.open()
    house.count({**FLOAT, "1000": 19})
    closed = done(house.close(reason="A note stuck"))
    found = house.check("04-20261124", closed.verification)
    assert (found.kind, found.genuine, found.amount, found.variance) == (
        PaperKind.SLIP,
        True,
        FLOAT_TOTAL - 10_00,
        -10_00,
    )
    assert found.at == house.row(SESSIONS, session).closed_at
    done(house.run(deposit(20_00, {"1000": 2}, taken_offline=True)))
    row = house.row(SESSIONS, session)
    assert row.amended == 1
    again = house.check("04-20261124-A1", row.verification)
    assert (again.genuine, again.variance) == (True, -30_00)
    old = house.check("04-20261124", closed.verification)
    assert (old.genuine, old.variance, old.replaced_by) == (True, -10_00, "04-20261124-A1"), "as it was issued"
    for number, code in (("04-20261124-A2", row.verification), ("04-20261124", row.verification), ("04-20261124", SIGN("forged")),
                         ("04-20261124-A1", closed.verification)):  # fmt: skip
        assert house.check(number, code) == PaperCheck(number=number), "a false slip is not said to be replaced"


def test_who_served_is_named_where_the_bank_knows_them(house: House) -> None:
    _, code = receipt(house)
    assert house.check(NUMBER, code).by == ""
    row = UserRow(id=EFUA, username="efua", full_name="Efua Owusu", staff_number="TLR-1", roles=[], branch=MAKOLA)
    house.add(USERS, row)
    assert house.check(NUMBER, code).by == "Efua Owusu"
