"""The long ways in, against the real server: an unknown workstation by code and manager, a one-time secret by a new password."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from contract import paths
from contract.approvals import ApproveRequest, DeclineRequest
from contract.commands import decode
from contract.compare import compare_words
from contract.doors import DrawSecret, OneTimeSecret
from contract.staff import AddDevice, AskForDevice
from teller_app.sync.events import (
    AdmissionSeen,
    CodeAsked,
    ManagerAsked,
    ManagerCodeAsked,
    SessionEnded,
    SignedIn,
    SignInFailed,
)
from teller_app.sync.keyring_store import MemoryKeyring
from teller_app.sync.state import State
from tests.server.api.house import PASSWORD, House, open_house
from tests.server.api.test_security import call, code_in, coded, new_user, newest, phone_for
from tests.support.waiting import until
from tests.teller_app.sync.rig import Rig

NEW = "four unrelated words of hers"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with open_house(tmp_path) as opened:
        yield opened


@pytest.fixture
def one(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rig]:
    monkeypatch.setattr("teller_app.sync.entrance.ASK_EVERY_S", 0.1)
    made = Rig(house.base, tmp_path / "profile", MemoryKeyring())
    yield made
    made.stop()


def test_a_new_workstation_is_let_in_by_code_and_manager(house: House, one: Rig) -> None:
    for name in ("efua", "kofi"):
        phone_for(house, name)
    one.engine.sign_in("efua", PASSWORD)
    assert one.wait(SignInFailed).code == "device_unknown"
    one.engine.enrol("efua", "not hers at all", "TILL-9")
    assert one.wait(SignInFailed, since=len(one.events)).code == "bad_credentials"
    one.engine.enrol("efua", PASSWORD, "TILL-9")
    asked = one.wait(CodeAsked)
    assert (asked.way, len(asked.sent_to)) == ("sms", 3)
    assert 200 < asked.left_s <= 300
    since = len(one.events)
    one.engine.confirm_code("000000" if code_in(newest(house)) != "000000" else "000001")
    assert one.wait(SignInFailed, since=since).code == "code_wrong"
    one.engine.confirm_code(code_in(newest(house)))
    assert one.wait(ManagerAsked).left_s > 60
    kofi = house.sign_in("kofi", at=house.there)
    with house.bank.engine.connect() as conn:
        request = conn.exec_driver_sql("SELECT id FROM requests").scalar()
    assert coded(kofi, ApproveRequest(request=str(request))).status_code == 200
    assert one.wait(SignedIn).me.username == "efua"


def test_both_screens_have_the_same_words_and_a_manager_is_reminded_and_reads_a_code(house: House, one: Rig) -> None:
    for name in ("efua", "kofi"):
        phone_for(house, name)
    kofi = house.people["kofi"]
    one.engine.enrol("efua", PASSWORD, "TILL-9")
    one.wait(CodeAsked)
    one.engine.confirm_code(code_in(newest(house)))
    words = one.wait(ManagerAsked).words
    found = one.wait(AdmissionSeen)
    assert [(manager.user, manager.here, manager.seen_at) for manager in found.asked] == [(kofi, False, "")]
    with house.bank.engine.connect() as conn:
        request, body = conn.exec_driver_sql("SELECT id, body FROM requests").one()
    asked = decode(body.encode())
    assert isinstance(asked, AskForDevice)
    assert words == compare_words(request, asked.device, asked.name, asked.key), "as the manager's screen makes them"
    since = len(one.events)
    one.engine.remind_manager(kofi)
    until(lambda: any(isinstance(event, AdmissionSeen) and 0 < event.remind_s <= 60 for event in one.events[since:]))
    with house.bank.engine.connect() as conn:
        assert conn.exec_driver_sql("SELECT count(*) FROM notices WHERE code = 'request_waits'").scalar() == 1
    since = len(one.events)
    one.engine.remind_manager(kofi)
    refused = one.wait(SignInFailed, since=since)
    assert (refused.code, refused.waits) == ("nudged_already", True)
    since = len(one.events)
    one.engine.ask_manager_code(kofi)
    sent = one.wait(ManagerCodeAsked, since=since)
    assert sent.user == kofi and " ".join(words) in newest(house)
    one.engine.confirm_manager_code("000000" if code_in(newest(house)) != "000000" else "000001")
    assert one.wait(SignInFailed, since=since).code == "code_wrong"
    one.engine.confirm_manager_code(code_in(newest(house)))
    assert one.wait(SignedIn).me.username == "efua"


def test_a_no_is_told_with_its_reason_and_who_gives_up_leaves_no_request(house: House, one: Rig) -> None:
    phone_for(house, "efua")

    def ask() -> str:
        since = len(one.events)
        one.engine.enrol("efua", PASSWORD, "TILL-9")
        one.wait(CodeAsked, since=since)
        one.engine.confirm_code(code_in(newest(house)))
        one.wait(ManagerAsked, since=since)
        with house.bank.engine.connect() as conn:
            return str(conn.exec_driver_sql("SELECT id FROM requests ORDER BY id DESC").scalar())

    kofi = house.sign_in("kofi", at=house.there)
    since = len(one.events)
    refused = kofi.post(kofi.seal(DeclineRequest(request=ask(), reason="not ours")))
    assert refused.status_code == 200
    told = one.wait(SignInFailed, since=since)
    assert (told.code, told.params, told.waits) == ("device_declined", {"reason": "not ours"}, False)
    request = ask()
    one.engine.cancel_enrolment()

    def state() -> str:
        with house.bank.engine.connect() as conn:
            return str(conn.exec_driver_sql(f"SELECT state FROM requests WHERE id = '{request}'").scalar())

    until(lambda: state() == "withdrawn")


def test_who_gives_up_waits_for_nobody(house: House, one: Rig) -> None:
    phone_for(house, "efua")
    one.engine.enrol("efua", PASSWORD, "TILL-9")
    one.wait(CodeAsked)
    one.engine.cancel_enrolment()
    since = len(one.events)
    one.engine.confirm_code(code_in(newest(house)))
    assert one.wait(SignInFailed, since=since).code == "code_over"


def test_a_one_time_secret_opens_the_choice_of_a_password_and_then_the_rooms(house: House, one: Rig) -> None:
    core = one.engine._core
    assert core is not None
    signer = core.profile.signer
    house.do(AddDevice(device=signer.device, name="TILL-9", branch=house.branch, key=signer.public))
    for name in ("yaa", "kofi"):
        phone_for(house, name)
    yaa, kofi = house.sign_in("yaa"), house.sign_in("kofi", at=house.there)
    command = new_user(house)
    request = coded(yaa, command).json()["result"]["request"]
    assert coded(kofi, ApproveRequest(request=request)).status_code == 200
    answer = call(yaa, paths.ONE_TIME_SECRET, DrawSecret(user=command.user))
    secret = msgspec.json.decode(answer.content, type=OneTimeSecret).secret
    one.engine.sign_in("ama", secret)
    assert one.wait(SignInFailed).code == "password_due"
    since = len(one.events)
    one.engine.choose_password("ama", secret, "short")
    assert one.wait(SignInFailed, since=since).code == "weak_password"
    one.engine.choose_password("ama", secret, NEW)
    assert one.wait(SignedIn).me.username == "ama"
    one.reach(State.ONLINE)
    one.engine.sign_out()
    one.wait(SessionEnded)
    since = len(one.events)
    one.engine.sign_in("ama", NEW)
    assert one.wait(SignedIn, since=since).me.username == "ama"
