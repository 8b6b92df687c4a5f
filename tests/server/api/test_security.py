"""Passwords, codes, workstations, authenticators and sessions through the real doors."""

import json
import re
from collections import Counter
from typing import Any

import httpx
import msgspec
import pytest

from contract import paths
from contract.approvals import ApproveRequest
from contract.base import Command, Wire
from contract.commands import encode
from contract.doors import (
    AskCode,
    CodeSent,
    ConfirmCode,
    DrawSecret,
    EndSession,
    Enrol,
    Enrolled,
    NoteActivity,
    OneTimeSecret,
    SessionView,
    SetPassword,
    TotpAsk,
    TotpConfirm,
    TotpSecret,
)
from contract.ids import new_id
from contract.permissions import Role
from contract.staff import AddUser, ChangeUser, DisableUser, EnableUser, EndSessions, Me, Refresh, ResetPassword, Tokens
from server.sms.embedded import shown
from server.staff import otp
from server.staff.tables import USERS
from teller_app.sync.keys import DeviceSigner
from tests.server.api.house import PASSWORD, House, Person, problem
from tests.support.own_phone import own_phone
from tests.support.seeds import seed_of

PHONE = "+233244187306"
BETTER = "three fishermen at Elmina 4"


def call(person: Person, path: str, ask: Wire) -> httpx.Response:
    return person.call("POST", path, msgspec.json.encode(ask))


def newest(house: House) -> str:
    return shown(house.parts.settings.sms_file)[-1].text


def code_in(text: str) -> str:
    return re.findall(r"\b[0-9]{6}\b", text)[0]


def phone_for(house: House, name: str) -> None:
    """The person's phone is noted, by the bank's own hand, and confirmed by its owner."""
    note_phone(house, name)
    own_phone(house.bank.writer, house.people[name], house.clock)


def note_phone(house: House, name: str, phone: str = PHONE, lost: bool = False) -> None:
    """The bank's own hand notes a phone; nobody has confirmed it."""
    row = {"yaa": Role.ADMINISTRATOR, "kofi": Role.MANAGER, "efua": Role.CASHIER}[name]
    house.do(ChangeUser(user=house.people[name], roles=(row,), branch=house.branch, phone=phone, phone_lost=lost))


def coded(person: Person, command: Command) -> httpx.Response:
    """Ask, read the phone, type the code, send the command."""
    asked = call(person, paths.CODES, AskCode(command=msgspec.Raw(encode(command))))
    assert asked.status_code == 200, asked.text
    sent = msgspec.json.decode(asked.content, type=CodeSent)
    confirm = ConfirmCode(challenge=sent.challenge, code=code_in(newest(person.house)))
    assert call(person, paths.CODE_CONFIRM, confirm).status_code == 204
    return person.post(person.seal(command))


def new_user(house: House, **more: Any) -> AddUser:
    return AddUser(user=new_id(), username="ama", full_name="Ama Mensah", staff_number="A1", roles=(Role.CASHIER,),
                   branch=house.branch, **more)  # fmt: skip


def test_a_person_is_added_approved_gets_a_secret_and_chooses_a_password(house: House) -> None:
    for name in ("yaa", "kofi"):
        phone_for(house, name)
    yaa, kofi = house.sign_in("yaa"), house.sign_in("kofi", at=house.there)
    command = new_user(house)
    assert problem(yaa.post(yaa.seal(command))) == (403, "code_needed")
    answer = coded(yaa, command)
    assert answer.status_code == 202
    assert "add Ama Mensah as cashier" in newest(house)
    request = answer.json()["result"]["request"]
    assert coded(kofi, ApproveRequest(request=request)).status_code == 200
    assert "approve what Yaa asked: add Ama Mensah as cashier" in newest(house)
    draw = DrawSecret(user=command.user)
    assert problem(call(kofi, paths.ONE_TIME_SECRET, draw)) == (403, "not_permitted")
    drawn = msgspec.json.decode(call(yaa, paths.ONE_TIME_SECRET, draw).content, type=OneTimeSecret)
    assert problem(call(yaa, paths.ONE_TIME_SECRET, draw)) == (404, "not_found"), "once"
    assert problem(house.ask_sign_in("ama", drawn.secret)) == (403, "password_due")
    assert problem(set_password(house, "ama", drawn.secret, "ama ama ama ama")) == (409, "weak_password")
    assert set_password(house, "ama", drawn.secret, BETTER).status_code == 200
    assert house.ask_sign_in("ama", drawn.secret).status_code == 401
    assert house.ask_sign_in("ama", BETTER).status_code == 200


def set_password(house: House, name: str, old: str, new: str, at: DeviceSigner | None = None) -> httpx.Response:
    signer = at or house.here
    body = SetPassword(username=name, password=old, new_password=new, device=signer.device)
    return house.plain(paths.PASSWORD, msgspec.json.encode(body), signer)


def test_a_secret_goes_to_the_phone_where_there_is_one(house: House) -> None:
    house.do(new_user(house, phone=PHONE))
    user = next(row.id for row in house.bank.writer.resident.rows(USERS).values() if row.username == "ama")
    house.do(ResetPassword(user=user, reason="first day"))
    phone_for(house, "yaa")
    yaa = house.sign_in("yaa")
    house.bank.writer.write_sync(
        lambda conn: conn.exec_driver_sql("UPDATE secret_orders SET ordered_by = ?", (yaa.me.user,))
    )
    drawn = msgspec.json.decode(call(yaa, paths.ONE_TIME_SECRET, DrawSecret(user=user)).content, type=OneTimeSecret)
    assert (drawn.secret, drawn.sent_to) == ("", "306")
    secret = re.findall(r": (\S+) opens", newest(house))[0]
    assert problem(house.ask_sign_in("ama", secret)) == (403, "password_due")
    house.clock.pass_s(25 * 3600)
    assert house.ask_sign_in("ama", secret).status_code == 401, "past its time it is like any wrong word"


def test_changing_one_s_password_ends_the_other_sessions_and_tells(house: House) -> None:
    there, here = house.sign_in("efua", at=house.there), house.sign_in("efua")
    assert problem(set_password(house, "efua", "not the one", BETTER)) == (401, "bad_credentials")
    assert problem(set_password(house, "efua", PASSWORD, PASSWORD)) == (409, "weak_password")
    answer = set_password(house, "efua", PASSWORD, BETTER)
    assert answer.status_code == 200
    assert [problem(person.get(paths.ME)) for person in (there, here)] == [(401, "not_signed_in")] * 2
    fresh = Person(house, house.here, msgspec.json.decode(answer.content, type=Tokens))
    assert fresh.get(paths.ME).status_code == 200
    with house.bank.engine.connect() as conn:
        assert conn.exec_driver_sql("SELECT code FROM notices").scalars().all() == ["password_changed"]


def test_a_code_is_for_exactly_what_was_asked(house: House) -> None:
    phone_for(house, "yaa")
    yaa = house.sign_in("yaa")
    assert yaa.me.code_way == "sms"
    command = new_user(house)
    asked = msgspec.json.decode(
        call(yaa, paths.CODES, AskCode(command=msgspec.Raw(encode(command)))).content, type=CodeSent
    )
    assert (asked.way, asked.sent_to, asked.tries) == ("sms", "306", 5)
    code = code_in(newest(house))
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    assert problem(call(yaa, paths.CODE_CONFIRM, ConfirmCode(challenge=asked.challenge, code=wrong))) == (
        403,
        "code_wrong",
    )
    kofi = house.sign_in("kofi", at=house.there)
    mine = ConfirmCode(challenge=asked.challenge, code=code)
    assert problem(call(kofi, paths.CODE_CONFIRM, mine)) == (403, "code_over"), "somebody else's challenge"
    assert call(yaa, paths.CODE_CONFIRM, mine).status_code == 204
    assert problem(call(yaa, paths.CODE_CONFIRM, mine)) == (403, "code_over")
    other = msgspec.structs.replace(command, roles=(Role.MANAGER,))
    assert problem(yaa.post(yaa.seal(other))) == (403, "code_needed"), "what was signed was another content"
    assert yaa.post(yaa.seal(command)).status_code == 202
    again = msgspec.structs.replace(command, user=new_id())
    assert problem(yaa.post(yaa.seal(again))) == (403, "code_needed")


def test_without_a_phone_or_right_there_is_no_code_and_asking_is_bounded(house: House) -> None:
    yaa, efua = house.sign_in("yaa"), house.sign_in("efua", at=house.there)
    ask = AskCode(command=msgspec.Raw(encode(new_user(house))))
    assert problem(call(yaa, paths.CODES, ask)) == (403, "no_way_for_code")
    assert problem(call(efua, paths.CODES, ask)) == (403, "not_permitted")
    assert problem(call(yaa, paths.CODES, AskCode(command=msgspec.Raw(b'{"kind":"print_money"}')))) == (
        400,
        "unknown_kind",
    )
    phone_for(house, "yaa")
    statuses = [call(yaa, paths.CODES, ask).status_code for _ in range(7)]
    assert statuses == [200] * 6 + [429]


def test_an_authenticator_takes_the_phone_s_place(house: House) -> None:
    phone_for(house, "yaa")
    yaa = house.sign_in("yaa")
    assert problem(call(yaa, paths.TOTP, TotpAsk(password="not hers"))) == (401, "bad_credentials")
    begun = msgspec.json.decode(call(yaa, paths.TOTP, TotpAsk(password=PASSWORD)).content, type=TotpSecret)
    assert begun.secret in begun.uri
    seed = seed_of(begun.secret)

    def now() -> str:
        return otp.totp(seed, house.clock().timestamp())

    assert problem(call(yaa, paths.TOTP_CONFIRM, TotpConfirm(code="000000"))) == (403, "code_wrong")
    assert call(yaa, paths.TOTP_CONFIRM, TotpConfirm(code=now())).status_code == 204
    assert msgspec.json.decode(yaa.get(paths.ME).content, type=Me).code_way == "totp"
    with house.bank.engine.connect() as conn:
        told = conn.exec_driver_sql("SELECT code FROM notices ORDER BY at, id").scalars().all()
    assert told[-1] == "authenticator_set"
    assert house.sign_in("yaa").me.code_way == "totp"
    command = new_user(house)
    asked = msgspec.json.decode(
        call(yaa, paths.CODES, AskCode(command=msgspec.Raw(encode(command)))).content, type=CodeSent
    )
    assert (asked.way, asked.sent_to) == ("totp", "")
    used = ConfirmCode(challenge=asked.challenge, code=now())
    assert problem(call(yaa, paths.CODE_CONFIRM, used)) == (403, "code_wrong"), "that step was used to set it up"
    house.clock.pass_s(31)
    assert call(yaa, paths.CODE_CONFIRM, ConfirmCode(challenge=asked.challenge, code=now())).status_code == 204
    assert yaa.post(yaa.seal(command)).status_code == 202


def enrol(house: House, signer: DeviceSigner, password: str = PASSWORD, name: str = "TILL-9") -> httpx.Response:
    ask = Enrol(username="efua", password=password, device=signer.device, name=name, key=signer.public)
    return house.plain(paths.DEVICES, msgspec.json.encode(ask), signer)


def test_a_new_workstation_needs_password_code_and_manager(house: House) -> None:
    for name in ("efua", "kofi"):
        phone_for(house, name)
    signer, stranger = DeviceSigner.generate(), DeviceSigner.generate()
    assert problem(enrol(house, signer, "not hers at all")) == (401, "bad_credentials")
    imitated = Enrol(username="efua", password=PASSWORD, device=signer.device, name="X", key=signer.public)
    assert problem(house.plain(paths.DEVICES, msgspec.json.encode(imitated), stranger)) == (401, "bad_proof")
    sent = msgspec.json.decode(enrol(house, signer).content, type=CodeSent)
    assert "use the workstation TILL-9" in newest(house)
    confirm = msgspec.json.encode(ConfirmCode(challenge=sent.challenge, code=code_in(newest(house))))
    assert problem(house.plain(paths.DEVICE_CONFIRM, confirm, stranger)) == (403, "code_over")
    enrolled = msgspec.json.decode(house.plain(paths.DEVICE_CONFIRM, confirm, signer).content, type=Enrolled)
    assert problem(house.ask_sign_in("efua", at=signer)) == (403, "device_unknown"), "a manager has to agree"
    kofi = house.sign_in("kofi", at=house.there)
    assert coded(kofi, ApproveRequest(request=enrolled.request)).status_code == 200
    assert "admit the workstation TILL-9" in newest(house)
    assert house.ask_sign_in("efua", at=signer).status_code == 200
    assert problem(enrol(house, signer)) == (409, "already_there")


def test_guessing_from_unknown_workstations_slows_them_all_down_and_nobody_at_work(house: House) -> None:
    house.sign_in("efua")
    answers = [enrol(house, DeviceSigner.generate(), "a guess a guess").status_code for _ in range(5)]
    assert answers[-1] == 429
    assert house.ask_sign_in("efua").status_code == 200


def test_sessions_are_listed_and_ended_by_oneself_and_by_who_looks_after_one(house: House) -> None:
    efua, there = house.sign_in("efua"), house.sign_in("efua", at=house.there)
    kofi, kojo = house.sign_in("kofi", at=house.there), house.sign_in("kojo")

    def seen(person: Person) -> list[SessionView]:
        return msgspec.json.decode(person.get(paths.SESSIONS).content, type=list[SessionView])

    assert [view.device_name for view in seen(efua)] == ["TILL-2", "TILL-1"]
    assert [view.current for view in seen(efua)] == [False, True]
    assert {view.full_name for view in seen(kofi)} == {"Efua", "Kofi", "Kojo"}
    other = seen(efua)[0].session
    assert problem(call(kojo, paths.SESSION_END, EndSession(session=other))) == (404, "not_found")
    assert problem(call(kojo, paths.SESSION_END, EndSession(session=new_id()))) == (404, "not_found")
    assert call(efua, paths.SESSION_END, EndSession(session=other)).status_code == 204
    assert problem(there.get(paths.ME)) == (401, "not_signed_in")
    mine = next(view.session for view in seen(kofi) if view.full_name == "Efua")
    assert call(kofi, paths.SESSION_END, EndSession(session=mine)).status_code == 204
    assert problem(efua.get(paths.ME)) == (401, "not_signed_in")
    assert {view.full_name for view in seen(kofi)} == {"Kofi", "Kojo"}


@pytest.mark.parametrize("way", ["everywhere", "disabled"])
def test_signed_out_everywhere_holds_for_tokens_and_renewals_and_over_a_restart(house: House, way: str) -> None:
    efua = house.sign_in("efua")
    if way == "everywhere":
        assert efua.post(efua.seal(EndSessions(user=efua.me.user))).status_code == 200
    else:
        house.do(DisableUser(user=efua.me.user, reason="leave"))
        house.do(EnableUser(user=efua.me.user, reason="back"))
    house.parts.sessions._ended.clear()
    assert problem(efua.get(paths.ME)) == (401, "not_signed_in")
    body = msgspec.json.encode(Refresh(refresh=efua.tokens.refresh, device=house.here.device))
    assert problem(house.plain(paths.REFRESH, body, house.here)) == (401, "not_signed_in")
    assert house.ask_sign_in("efua").status_code == 200


def test_whoever_was_disabled_is_told_so_when_they_renew_and_nobody_else_is(house: House) -> None:
    efua = house.sign_in("efua")
    house.do(DisableUser(user=efua.me.user, reason="left"))
    assert problem(efua.get(paths.ME)) == (401, "not_signed_in")
    body = msgspec.json.encode(Refresh(refresh=efua.tokens.refresh, device=house.here.device))
    assert problem(house.plain(paths.REFRESH, body, house.here)) == (403, "maker_disabled")
    assert problem(house.ask_sign_in("efua")) == (401, "bad_credentials"), (
        "a name and a password alone hear what a guess hears"
    )


def test_what_the_app_printed_is_noted(house: House) -> None:
    efua = house.sign_in("efua")
    assert call(efua, paths.ACTIVITY, NoteActivity(what="printed", about="0400100000017")).status_code == 204
    lines = json.loads(efua.get(paths.ACTIVITY).content)["lines"]
    assert (lines[0]["what"], lines[0]["detail"], lines[0]["device_name"]) == ("printed", "0400100000017", "TILL-1")


def test_what_an_app_has_noted_is_bounded_and_the_cut_is_told_once(house: House) -> None:
    house.parts.notes._per_s, house.parts.notes._burst = 0.01, 3
    efua, kojo = house.sign_in("efua"), house.sign_in("kojo")
    said = NoteActivity(what="printed", about="0400100000017")
    assert [call(efua, paths.ACTIVITY, said).status_code for _ in range(6)] == [204] * 3 + [429] * 3
    assert call(kojo, paths.ACTIVITY, said).status_code == 204, "a person's own bound"

    def noted() -> dict[str, int]:
        lines = json.loads(efua.get(paths.ACTIVITY).content)["lines"]
        return Counter(line["what"] for line in lines if line["what"] in ("printed", "noted_too_often"))

    assert noted() == {"printed": 3, "noted_too_often": 1}
    house.clock.pass_s(101)
    assert call(efua, paths.ACTIVITY, said).status_code == 204
    assert noted() == {"printed": 4, "noted_too_often": 1}


def test_ten_wrong_ones_lock_and_the_manager_and_the_person_are_told(house: House) -> None:
    house.sign_in("efua")
    for _ in range(10):
        house.ask_sign_in("efua", "guess guess guess")
        house.clock.pass_s(901)
    assert problem(house.ask_sign_in("efua")) == (403, "locked")
    for _ in range(10):
        house.ask_sign_in("nobody", "guess guess guess", at=house.there)
        house.clock.pass_s(901)
    assert problem(house.ask_sign_in("nobody", at=house.there)) == (403, "locked"), "as if there were such a person"
    assert house.ask_sign_in("kojo").status_code == 200
    with house.bank.engine.connect() as conn:
        assert conn.exec_driver_sql("SELECT code FROM notices").scalars().all() == ["account_locked"]
