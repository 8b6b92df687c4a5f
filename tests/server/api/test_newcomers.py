"""A workstation that waits: who is asked and has seen it, reminders, taking it back, and a manager's code over a voice line."""

import re
from typing import Any

import msgspec
import pytest

from contract import paths
from contract.approvals import DeclineRequest, RequestState, TakeRequest
from contract.compare import compare_words
from contract.doors import Admission, AskAdmission, AskManagerCode, CodeSent, ConfirmCode, Enrolled
from server import build
from teller_app.sync.keys import DeviceSigner
from tests.server.api.house import House, problem
from tests.server.api.test_security import code_in, enrol, newest, phone_for


class Newcomer:
    """A workstation whose code was right."""

    def __init__(self, house: House) -> None:
        self.house, self.signer = house, DeviceSigner.generate()
        sent = msgspec.json.decode(enrol(house, self.signer).content, type=CodeSent)
        body = msgspec.json.encode(ConfirmCode(challenge=sent.challenge, code=code_in(newest(house))))
        answer = house.plain(paths.DEVICE_CONFIRM, body, self.signer)
        self.request = msgspec.json.decode(answer.content, type=Enrolled).request

    def post(self, path: str, ask: msgspec.Struct, signer: DeviceSigner | None = None) -> Any:
        return self.house.plain(path, msgspec.json.encode(ask), signer or self.signer)

    def look(self, **more: Any) -> Admission:
        answer = self.post(paths.DEVICE_REQUEST, AskAdmission(request=self.request, **more))
        assert answer.status_code == 200, answer.text
        return msgspec.json.decode(answer.content, type=Admission)

    def manager_code(self, user: str) -> Any:
        return self.post(paths.DEVICE_MANAGER_CODE, AskManagerCode(request=self.request, user=user))

    def confirm(self, challenge: str, code: str, signer: DeviceSigner | None = None) -> Any:
        return self.post(paths.DEVICE_MANAGER_CONFIRM, ConfirmCode(challenge=challenge, code=code), signer)


@pytest.fixture
def new(house: House) -> Newcomer:
    for name in ("efua", "kofi"):
        phone_for(house, name)
    return Newcomer(house)


def notices(house: House, code: str) -> list[str]:
    with house.bank.engine.connect() as conn:
        return list(conn.exec_driver_sql(f"SELECT people FROM notices WHERE code = '{code}'").scalars())


def test_it_is_told_who_is_asked_who_is_here_and_who_has_seen_it(house: House, new: Newcomer) -> None:
    before = new.look()
    assert [(one.full_name, one.here, one.seen_at) for one in before.asked] == [("Kofi", False, "")]
    kofi = house.sign_in("kofi", at=house.there)
    assert new.look().asked[0].here
    assert kofi.post(kofi.seal(TakeRequest(request=new.request))).status_code == 200
    after = new.look()
    assert (after.state, after.asked[0].user) == (RequestState.AWAITING, house.people["kofi"])
    assert after.asked[0].seen_at
    assert kofi.post(kofi.seal(DeclineRequest(request=new.request, reason="not ours"))).status_code == 200
    assert (new.look().state, new.look().reason) == (RequestState.DECLINED, "not ours")


def test_another_key_and_another_kind_of_request_look_like_none(house: House, new: Newcomer) -> None:
    ask = AskAdmission(request=new.request)
    assert problem(new.post(paths.DEVICE_REQUEST, ask, DeviceSigner.generate())) == (404, "not_found")
    assert problem(new.post(paths.DEVICE_REQUEST, AskAdmission(request=house.people["kofi"]))) == (404, "not_found")


def test_a_reminder_is_told_to_the_one_named_and_not_again_at_once(house: House, new: Newcomer) -> None:
    kofi = house.people["kofi"]
    assert new.look(act="remind", to=kofi).reminded_at
    assert kofi in notices(house, "request_waits")[0]
    again = new.post(paths.DEVICE_REQUEST, AskAdmission(request=new.request, act="remind", to=kofi))
    assert problem(again)[1] == "nudged_already"
    house.clock.pass_s(61)
    assert new.look(act="remind").state is RequestState.AWAITING
    assert len(notices(house, "request_waits")) == 2
    house.clock.pass_s(61)
    efua = AskAdmission(request=new.request, act="remind", to=house.people["efua"])
    assert problem(new.post(paths.DEVICE_REQUEST, efua))[1] == "maker_is_checker"


def test_who_gives_up_leaves_no_request_behind(new: Newcomer) -> None:
    assert new.look(act="withdraw").state is RequestState.WITHDRAWN


def test_a_manager_far_from_any_screen_reads_a_code_that_fits_this_workstation_alone(
    house: House, new: Newcomer
) -> None:
    kofi = house.people["kofi"]
    assert problem(new.manager_code(house.people["efua"])) == (404, "not_found")
    answer = new.manager_code(kofi)
    assert answer.status_code == 200, answer.text
    sent = msgspec.json.decode(answer.content, type=CodeSent)
    words = " ".join(compare_words(new.request, new.signer.device, "TILL-9", new.signer.public))
    assert sent.way == "sms" and words in newest(house) and "TILL-9" in newest(house)
    assert "Tell it to nobody" not in newest(house)
    code = code_in(newest(house))
    assert problem(new.confirm(sent.challenge, code, DeviceSigner.generate())) == (404, "not_found")
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    assert problem(new.confirm(sent.challenge, wrong)) == (403, "code_wrong")
    assert problem(house.ask_sign_in("efua", at=new.signer)) == (403, "device_unknown")
    done = new.confirm(sent.challenge, code)
    assert msgspec.json.decode(done.content, type=Admission).state is RequestState.APPROVED
    assert house.ask_sign_in("efua", at=new.signer).status_code == 200
    assert notices(house, "one_workstation"), "a yes that was given at the newcomer itself is told"
    with house.bank.engine.connect() as conn:
        row = conn.exec_driver_sql("SELECT decided_by FROM requests").scalar()
    assert row == kofi


def test_the_code_of_an_enrolment_is_no_manager_s(house: House) -> None:
    phone_for(house, "efua")
    signer = DeviceSigner.generate()
    sent = msgspec.json.decode(enrol(house, signer).content, type=CodeSent)
    body = msgspec.json.encode(ConfirmCode(challenge=sent.challenge, code=re.findall("[0-9]{6}", newest(house))[0]))
    assert problem(house.plain(paths.DEVICE_MANAGER_CONFIRM, body, signer)) == (403, "code_over")


def test_what_was_given_by_a_code_at_a_workstation_without_a_key_is_whole(house: House, new: Newcomer) -> None:
    """Nothing there is signed: the code is the proof. What others sign before and after it is proved all the same."""
    kofi = house.sign_in("kofi", at=house.there)
    assert kofi.post(kofi.seal(TakeRequest(request=new.request))).status_code == 200
    new.look(act="remind", to=house.people["kofi"])
    sent = msgspec.json.decode(new.manager_code(house.people["kofi"]).content, type=CodeSent)
    assert new.confirm(sent.challenge, code_in(newest(house))).status_code == 200
    with house.bank.engine.connect() as conn:
        assert list(build.verify(conn, house.bank.keys.sealing, signatures=True)) == []
