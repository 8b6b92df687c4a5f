from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from contract.approvals import ApproveRequest
from contract.errors import ErrorCode
from contract.feed import Awaiting, Executed, NotTaken, Refused
from contract.ids import new_id
from contract.permissions import Role
from contract.staff import AddUser, ChangeUser, ConfirmPhone
from server.notices.tables import NOTICES
from server.staff import activity, totp
from server.staff.phones import noting, secret_goes_to
from server.staff.sealing import Sealer
from server.staff.tables import USERS, UserRow
from tests.server.staff.bench import Founded, founded

OLD, NEW = "+233244187306", "+233201234567"
ROW = UserRow(id="u", username="efua", full_name="Efua", staff_number="T1", roles=["cashier"], branch="b", phone=OLD)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Founded]:
    with founded(tmp_path) as found:
        yield found


def row(town: Founded, user: str) -> UserRow:
    return town.bank.writer.resident.rows(USERS)[user]


def change(town: Founded, user: str, **more: Any) -> None:
    answer = town.agreed(ChangeUser(user=user, roles=(Role.CASHIER,), branch=town.makola, **more))
    assert isinstance(answer, Executed), answer


def lines(town: Founded, user: str) -> list[tuple[str, str, str]]:
    table = activity.activity
    with town.bank.engine.connect() as conn:
        found = conn.execute(select(table.c.what, table.c.detail, table.c.by).where(table.c.user == user))
        return [(one.what, one.detail, one.by) for one in found if one.what.startswith("phone")]


def told(town: Founded) -> list[tuple[str, list[str]]]:
    with town.bank.engine.connect() as conn:
        found = conn.execute(select(NOTICES.table.c.code, NOTICES.table.c.people)).all()
    return [(one.code, one.people) for one in found if one.code.startswith("phone")]


@pytest.mark.parametrize(("phone", "lost", "counts", "waits"), [
    ("", False, OLD, ""),
    (NEW, False, OLD, NEW),
    (OLD, False, OLD, ""),
    (NEW, True, "", NEW),
    ("", True, "", ""),
    (OLD, True, "", OLD),
])  # fmt: skip
def test_what_counts_and_what_waits(phone: str, lost: bool, counts: str, waits: str) -> None:
    after = noting(ROW, phone, lost, "mark")
    assert (after.phone, after.noted_phone, after.noted) == (counts, waits, "mark" if waits else "")


def test_what_waits_stays_until_another_takes_its_place_or_the_old_one_is_noted_again() -> None:
    waiting = noting(ROW, NEW, False, "first")
    assert noting(waiting, "", False, "second") == waiting
    assert noting(waiting, "+233500000001", False, "second").noted == "second"
    assert noting(waiting, OLD, False, "second").noted == ""


def test_a_secret_goes_to_what_counts_or_else_to_what_waits() -> None:
    assert secret_goes_to(noting(ROW, NEW, False, "mark")) == OLD
    assert secret_goes_to(noting(ROW, NEW, True, "mark")) == NEW
    assert secret_goes_to(noting(ROW, "", True, "mark")) == ""


def test_a_phone_counts_once_its_owner_has_confirmed_it(town: Founded) -> None:
    user = new_id()
    town.agreed(AddUser(user=user, username="esi", full_name="Esi", staff_number="E1", roles=(Role.CASHIER,),
                        branch=town.makola, phone=OLD))  # fmt: skip
    mark = row(town, user).noted
    assert (row(town, user).phone, row(town, user).noted_phone, bool(mark)) == ("", OLD, True)
    confirm = ConfirmPhone(user=user, noted=mark)
    assert town.do(confirm, by=user) == NotTaken(code=ErrorCode.CODE_NEEDED, params={"kind": "confirm_phone"})
    for other in (ConfirmPhone(user=user, noted=new_id()), ConfirmPhone(user=town.kofi, noted=mark)):
        answer = town.coded(other, user)
        assert isinstance(answer, Refused)
        assert answer.problem.code is ErrorCode.PHONE_NOT_NOTED
    answer = town.coded(confirm, town.kofi)
    assert isinstance(answer, Refused), "nobody confirms for another"
    assert row(town, user).phone == ""
    assert isinstance(town.coded(confirm, user), Executed)
    assert (row(town, user).phone, row(town, user).noted_phone, row(town, user).noted) == (OLD, "", "")
    answer = town.coded(confirm, user)
    assert isinstance(answer, Refused), "once"
    assert lines(town, user) == [("phone_confirmed", "… 306", "")]
    assert told(town) == [("phone_confirmed", [user])]


def test_the_old_one_is_in_force_until_the_new_one_is_confirmed(town: Founded) -> None:
    efua = town.person("efua", Role.CASHIER, phone=OLD)
    change(town, efua, phone=NEW)
    assert (row(town, efua).phone, row(town, efua).noted_phone) == (OLD, NEW)
    assert isinstance(town.coded(ConfirmPhone(user=efua, noted=row(town, efua).noted), efua), Executed)
    assert row(town, efua).phone == NEW
    noted = ("phone_noted", "… 567", town.yaa)
    assert lines(town, efua)[1:] == [noted, ("phone_confirmed", "… 567", "")]
    assert told(town)[1:] == [("phone_noted", [efua]), ("phone_confirmed", [efua])]


def test_a_code_for_a_number_that_was_changed_meanwhile_confirms_nothing(town: Founded) -> None:
    efua = town.person("efua", Role.CASHIER, phone=OLD)
    change(town, efua, phone=NEW)
    seen = row(town, efua).noted
    change(town, efua, phone="+233500000567")
    answer = town.coded(ConfirmPhone(user=efua, noted=seen), efua)
    assert isinstance(answer, Refused)
    assert row(town, efua).phone == OLD


def test_a_lost_phone_takes_its_authenticator_along_and_asks_two_hands_and_a_code(town: Founded) -> None:
    efua, sealer = town.person("efua", Role.CASHIER, phone=OLD), Sealer(b"k" * 32)
    with town.bank.engine.begin() as conn:
        totp.begin(conn, sealer, efua)
    lost = ChangeUser(user=efua, roles=(Role.CASHIER,), branch=town.makola, phone_lost=True)
    assert isinstance(town.do(lost, by=town.yaa), NotTaken), "a code of whoever asks"
    answer = town.coded(lost, town.yaa)
    assert isinstance(answer, Awaiting), "and somebody else's yes"
    assert row(town, efua).phone == OLD, "until then it counts"
    town.coded(ApproveRequest(request=answer.result.request), town.kofi)
    assert (row(town, efua).phone, row(town, efua).noted) == ("", "")
    with town.bank.engine.connect() as conn:
        found = conn.execute(select(totp.totp.c.user)).all()
    assert (found, lines(town, efua)[-1][0]) == ([], "phone_lost")
