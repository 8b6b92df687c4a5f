"""A phone is confirmed by its owner before codes go to it (ASVS 6.6.1), and nobody is locked out meanwhile."""

import re

import httpx
import msgspec
import pytest

from contract import paths
from contract.commands import encode
from contract.customers import RegisterCustomer
from contract.doors import (
    AskCode,
    CodeSent,
    ConfirmCode,
    DrawSecret,
    OneTimeSecret,
    TotpAsk,
    TotpConfirm,
    TotpSecret,
)
from contract.ids import new_id
from contract.permissions import Role
from contract.staff import ChangeUser, ConfirmPhone, Me, ResetPassword
from server import build
from server.sms.embedded import shown
from server.staff import otp
from server.staff.tables import USERS, UserRow
from teller_app.sync.keys import DeviceSigner
from tests.server.api.house import PASSWORD, House, Person, problem
from tests.server.api.test_security import (
    BETTER,
    PHONE,
    call,
    code_in,
    coded,
    enrol,
    new_user,
    newest,
    note_phone,
    phone_for,
    set_password,
)
from tests.support.seeds import seed_of

NEW = "+233201234567"


def row(house: House, name: str) -> UserRow:
    return next(one for one in house.bank.writer.resident.rows(USERS).values() if one.username == name)


def confirm(house: House, name: str) -> ConfirmPhone:
    person = row(house, name)
    return ConfirmPhone(user=person.id, noted=person.noted)


def way(person: Person) -> str:
    return msgspec.json.decode(person.get(paths.ME).content, type=Me).code_way


def phones(house: House) -> list[str]:
    return [line.phone for line in shown(house.parts.settings.sms_file)]


def asked(person: Person, command: ConfirmPhone) -> httpx.Response:
    return call(person, paths.CODES, AskCode(command=msgspec.Raw(encode(command))))


def secret_for(house: House, name: str) -> str:
    """Reset by the bank's hand, drawn by the administrator; as it stands in the message or is told."""
    user, yaa = row(house, name).id, house.sign_in("yaa")
    house.do(ResetPassword(user=user, reason="forgotten"))
    house.bank.writer.write_sync(
        lambda conn: conn.exec_driver_sql("UPDATE secret_orders SET ordered_by = ?", (yaa.me.user,))
    )
    drawn = msgspec.json.decode(call(yaa, paths.ONE_TIME_SECRET, DrawSecret(user=user)).content, type=OneTimeSecret)
    return drawn.secret or re.findall(r": (\S+) opens", newest(house))[0]


def test_a_noted_phone_gets_the_code_that_proves_it_and_no_other(house: House) -> None:
    note_phone(house, "yaa")
    yaa = house.sign_in("yaa")
    assert (yaa.me.code_way, way(yaa)) == ("", "")
    ask = AskCode(command=msgspec.Raw(encode(new_user(house))))
    assert problem(call(yaa, paths.CODES, ask)) == (403, "no_way_for_code")
    sent = msgspec.json.decode(asked(yaa, confirm(house, "yaa")).content, type=CodeSent)
    assert (sent.way, sent.sent_to, "have your codes sent to this phone" in newest(house)) == ("sms", "306", True)
    code = code_in(newest(house))
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    refused = call(yaa, paths.CODE_CONFIRM, ConfirmCode(challenge=sent.challenge, code=wrong))
    assert (problem(refused), way(yaa)) == ((403, "code_wrong"), "")
    assert call(yaa, paths.CODE_CONFIRM, ConfirmCode(challenge=sent.challenge, code=code)).status_code == 204
    assert yaa.post(yaa.seal(confirm(house, "yaa"))).status_code == 200
    assert (way(yaa), row(house, "yaa").phone) == ("sms", PHONE)
    assert call(yaa, paths.CODES, ask).status_code == 200


def test_until_then_the_old_one_gets_them(house: House) -> None:
    phone_for(house, "yaa")
    note_phone(house, "yaa", NEW)
    yaa = house.sign_in("yaa")
    assert coded(yaa, new_user(house)).status_code == 202
    assert phones(house)[-1] == PHONE
    assert coded(yaa, confirm(house, "yaa")).status_code == 200
    assert phones(house)[-1] == NEW
    assert coded(yaa, new_user(house, phone=NEW)).status_code == 202
    assert phones(house)[-1] == NEW


def test_an_authenticator_stays_in_force_and_does_not_prove_a_phone(house: House) -> None:
    yaa = house.sign_in("yaa")
    begun = msgspec.json.decode(call(yaa, paths.TOTP, TotpAsk(password=PASSWORD)).content, type=TotpSecret)
    seed = seed_of(begun.secret)
    now = otp.totp(seed, house.clock().timestamp())
    assert call(yaa, paths.TOTP_CONFIRM, TotpConfirm(code=now)).status_code == 204
    note_phone(house, "yaa")
    sent = msgspec.json.decode(asked(yaa, confirm(house, "yaa")).content, type=CodeSent)
    assert sent.way == "sms"
    house.clock.pass_s(31)
    made = ConfirmCode(challenge=sent.challenge, code=otp.totp(seed, house.clock().timestamp()))
    assert problem(call(yaa, paths.CODE_CONFIRM, made)) == (403, "code_wrong")
    mine = ConfirmCode(challenge=sent.challenge, code=code_in(newest(house)))
    assert call(yaa, paths.CODE_CONFIRM, mine).status_code == 204
    assert yaa.post(yaa.seal(confirm(house, "yaa"))).status_code == 200
    assert way(yaa) == "totp"


def test_nobody_has_a_code_sent_to_anothers_noted_phone_nor_to_one_that_was_changed(house: House) -> None:
    note_phone(house, "yaa")
    kofi, old = house.sign_in("kofi"), confirm(house, "yaa")
    assert problem(asked(kofi, old)) == (409, "phone_not_noted")
    note_phone(house, "yaa", NEW)
    yaa = house.sign_in("yaa")
    assert problem(asked(yaa, old)) == (409, "phone_not_noted")
    assert phones(house) == []


def test_the_one_time_secret_that_went_to_a_phone_proves_it(house: House) -> None:
    note_phone(house, "efua")
    secret = secret_for(house, "efua")
    assert (phones(house), row(house, "efua").phone) == ([PHONE], "")
    assert set_password(house, "efua", "not the secret at all", BETTER).status_code == 401
    assert row(house, "efua").phone == ""
    assert set_password(house, "efua", secret, BETTER).status_code == 200
    assert (row(house, "efua").phone, row(house, "efua").noted_phone) == (PHONE, "")
    with house.bank.engine.connect() as conn:
        found = conn.exec_driver_sql("SELECT detail FROM activity WHERE what = 'phone_confirmed'").scalars().all()
    assert found == ["… 306"]


def test_a_secret_proves_no_phone_that_was_noted_after_it_left(house: House) -> None:
    note_phone(house, "efua")
    secret = secret_for(house, "efua")
    note_phone(house, "efua", NEW)
    assert set_password(house, "efua", secret, BETTER).status_code == 200
    assert (row(house, "efua").phone, row(house, "efua").noted_phone) == ("", NEW)


def test_a_secret_that_was_told_proves_nothing_and_lets_in(house: House) -> None:
    secret = secret_for(house, "efua")
    note_phone(house, "efua")
    assert phones(house) == []
    assert set_password(house, "efua", secret, BETTER).status_code == 200
    assert (row(house, "efua").phone, row(house, "efua").noted_phone) == ("", PHONE)


def test_at_a_workstation_nobody_knows_the_secret_proves_it_too(house: House) -> None:
    note_phone(house, "efua")
    signer = DeviceSigner.generate()
    assert problem(enrol(house, signer)) == (403, "no_way_for_code"), "with a password alone the phone is not proven"
    secret = secret_for(house, "efua")
    assert enrol(house, signer, secret).status_code == 200
    assert (phones(house), row(house, "efua").phone) == ([PHONE, PHONE], PHONE)


@pytest.mark.parametrize("lost", [False, True])
def test_whoever_lost_phone_and_password_gets_in_by_the_noted_one_once_the_old_one_is_lost(
    house: House, lost: bool
) -> None:
    phone_for(house, "efua")
    note_phone(house, "efua", NEW, lost)
    secret = secret_for(house, "efua")
    assert phones(house) == [NEW if lost else PHONE]
    assert set_password(house, "efua", secret, BETTER).status_code == 200
    assert row(house, "efua").phone == (NEW if lost else PHONE)


def test_the_message_says_which_phone_is_noted_and_which_is_lost(house: House) -> None:
    phone_for(house, "yaa")
    yaa, efua = house.sign_in("yaa"), house.people["efua"]
    change = ChangeUser(user=efua, roles=(Role.CASHIER,), branch=house.branch, phone=NEW, phone_lost=True)
    assert coded(yaa, change).status_code == 202
    assert "make Efua cashier, phone ...567, old phone lost at Makola" in newest(house)


def test_what_a_secret_proved_is_whole_beside_what_is_signed(house: House) -> None:
    kojo = house.sign_in("kojo")
    named = RegisterCustomer(customer=new_id(), number="C-1", full_name="Ama")
    assert kojo.post(kojo.seal(named)).status_code == 200
    note_phone(house, "efua")
    assert set_password(house, "efua", secret_for(house, "efua"), BETTER).status_code == 200
    assert row(house, "efua").phone == PHONE
    with house.bank.engine.connect() as conn:
        assert list(build.verify(conn, house.bank.keys.sealing, signatures=True)) == []
