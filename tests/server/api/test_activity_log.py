"""Everything around signing in leaves its line: each kind is done through the doors once, found, exported, and proved."""

import json
from typing import Any

import msgspec
import pytest
from typer.testing import CliRunner

from contract import paths
from contract.approvals import ApproveRequest
from contract.beside import SecondHere
from contract.doors import (
    AskCode,
    CodeSent,
    ConfirmCode,
    DrawSecret,
    EndSession,
    Enrolled,
    NoteActivity,
    OneTimeSecret,
    ProveSecond,
    SessionView,
    TotpAsk,
    TotpConfirm,
    TotpSecret,
)
from contract.ids import new_id
from contract.papers import NotePrint
from contract.permissions import Role
from contract.staff import (
    ChangeUser,
    DisableUser,
    EnableUser,
    Refresh,
    RenameDevice,
    ResetPassword,
    RevokeDevice,
    UnlockUser,
)
from contract.vault import ConfirmCash
from server import build
from server.__main__ import app
from server.api.sealed_lines import check_export
from server.core.pace import Bucket
from server.staff import activity, otp
from server.staff.refresh import GRACE_S
from teller_app.sync.keys import DeviceSigner
from tests.server.api.house import PASSWORD, House, Person, problem
from tests.server.api.test_feed import customer, opened
from tests.server.api.test_security import (
    BETTER,
    call,
    code_in,
    coded,
    encode,
    enrol,
    new_user,
    newest,
    phone_for,
    set_password,
)
from tests.support.seeds import seed_of
from tests.support.waiting import until

KINDS = {value for name, value in vars(activity).items() if name.isupper() and isinstance(value, str)} - {
    activity.GENESIS
}


def noted(house: House) -> set[str]:
    with house.bank.engine.connect() as conn:
        return set(conn.exec_driver_sql("SELECT what FROM activity").scalars())


class Walk:
    """Each method does what its name says, as the people at their workstations do it."""

    def __init__(self, house: House) -> None:
        self.house = house
        for name in ("yaa", "kofi", "efua"):
            phone_for(house, name)
        self.yaa, self.kofi = house.sign_in("yaa"), house.sign_in("kofi", at=house.there)

    def guesses(self) -> None:
        house = self.house
        for _ in range(10):
            house.ask_sign_in("kojo", "guess guess guess")
            house.clock.pass_s(901)
        assert house.ask_sign_in("kojo").status_code == 403, "locked, and this try is noted, too"
        self.yaa, self.kofi = house.sign_in("yaa"), house.sign_in("kofi", at=house.there)
        assert (
            self.kofi.post(self.kofi.seal(UnlockUser(user=house.people["kojo"], reason="it was me"))).status_code == 200
        )

    def sessions(self) -> None:
        house = self.house
        house.sign_in("kojo").call("POST", paths.SIGN_OUT)
        house.sign_in("kojo")
        views = msgspec.json.decode(self.kofi.get(paths.SESSIONS).content, type=list[SessionView])
        theirs = next(view.session for view in views if view.full_name == "Kojo")
        assert call(self.kofi, paths.SESSION_END, EndSession(session=theirs)).status_code == 204
        kojo = house.sign_in("kojo")
        body = msgspec.json.encode(Refresh(refresh=kojo.tokens.refresh, device=house.here.device))
        assert house.plain(paths.REFRESH, body, house.here).status_code == 200
        house.clock.pass_s(GRACE_S + 1)
        assert house.plain(paths.REFRESH, body, house.here).status_code == 401
        stolen = Person(house, house.there, house.sign_in("kojo").tokens)
        assert stolen.get(paths.ME).status_code == 401

    def passwords(self) -> None:
        house, user = self.house, self.house.people["efua"]
        assert set_password(house, "efua", PASSWORD, BETTER).status_code == 200
        request = coded(self.yaa, ResetPassword(user=user, reason="forgotten")).json()["result"]["request"]
        assert coded(self.kofi, ApproveRequest(request=request)).status_code == 200
        house.do(DisableUser(user=user, reason="leave"))
        house.do(EnableUser(user=user, reason="back"))
        drawn = call(self.yaa, paths.ONE_TIME_SECRET, DrawSecret(user=user))
        assert msgspec.json.decode(drawn.content, type=OneTimeSecret).sent_to
        secret = newest(house).split(": ")[1].split(" opens")[0]
        assert set_password(house, "efua", secret, "a canoe on the Volta 11").status_code == 200

    def devices(self) -> None:
        house, signer = self.house, DeviceSigner.generate()
        answer = enrol(house, signer, "a canoe on the Volta 11")
        assert answer.status_code == 200, answer.text
        sent = msgspec.json.decode(answer.content, type=CodeSent)
        confirm = msgspec.json.encode(ConfirmCode(challenge=sent.challenge, code=code_in(newest(house))))
        enrolled = msgspec.json.decode(house.plain(paths.DEVICE_CONFIRM, confirm, signer).content, type=Enrolled)
        assert coded(self.kofi, ApproveRequest(request=enrolled.request)).status_code == 200
        for act in (
            RenameDevice(device=signer.device, name="TILL-10"),
            RevokeDevice(device=signer.device, reason="old"),
        ):
            assert self.yaa.post(self.yaa.seal(act)).status_code == 200

    def phones(self) -> None:
        efua = self.house.people["efua"]
        lost = ChangeUser(user=efua, roles=(Role.CASHIER,), branch=self.house.branch, phone_lost=True)
        request = coded(self.yaa, lost).json()["result"]["request"]
        assert coded(self.kofi, ApproveRequest(request=request)).status_code == 200

    def codes(self) -> None:
        asked = call(self.yaa, paths.CODES, AskCode(command=msgspec.Raw(encode(new_user(self.house)))))
        challenge = msgspec.json.decode(asked.content, type=CodeSent).challenge
        wrong = f"{(int(code_in(newest(self.house))) + 1) % 1_000_000:06d}"
        assert call(self.yaa, paths.CODE_CONFIRM, ConfirmCode(challenge=challenge, code=wrong)).status_code == 403
        begun = msgspec.json.decode(call(self.yaa, paths.TOTP, TotpAsk(password=PASSWORD)).content, type=TotpSecret)
        code = otp.totp(seed_of(begun.secret), self.house.clock().timestamp())
        assert call(self.yaa, paths.TOTP_CONFIRM, TotpConfirm(code=code)).status_code == 204

    def feed(self) -> None:
        with opened(self.kofi) as socket:
            socket.send("{}")
            until(lambda: activity.FEED_MISUSED in noted(self.house))

    def beyond(self) -> None:
        assert self.yaa.get(paths.FILES.format(sha256="ab" * 32)).status_code == 403

    def the_same_number(self) -> None:
        kojo = self.house.sign_in("kojo")
        taken = kojo.seal(customer("C-1"))
        assert kojo.post(taken).status_code == 200
        assert kojo.post(kojo.seal(customer("C-2"), id=taken.id)).status_code == 409

    def leaving(self) -> None:
        assert self.kofi.get(paths.AUDIT_EXPORT).status_code == 200
        said = NoteActivity(what="printed", about="0400100000017")
        assert call(self.kofi, paths.ACTIVITY, said).status_code == 204
        self.house.parts.notes._by_name[self.kofi.me.user] = Bucket(0.0, 0)
        assert problem(call(self.kofi, paths.ACTIVITY, said)) == (429, "slow_down")

    def beside(self) -> None:
        yes = SecondHere(second=self.house.people["kojo"], act=ConfirmCash(transfer=new_id()))
        ask = ProveSecond(command=msgspec.Raw(encode(yes)), password=PASSWORD)
        assert call(self.kofi, paths.SECOND, ask).status_code == 204

    def copies(self) -> None:
        note = NotePrint(number="VT-040-0609", status="final", again=True, reason="printer jammed")
        assert call(self.kofi, paths.PRINTS, note).status_code == 200

    def keys(self) -> None:
        settings = self.house.bank.settings
        env = {"COASTAL_URL": settings.url, "COASTAL_KEY_DIR": str(settings.key_folder)}
        assert CliRunner().invoke(app, ["keys", "rotate", "seals"], env=env).exit_code == 0


@pytest.fixture
def walked(house: House) -> House:
    walk = Walk(house)
    for step in (
        walk.guesses,
        walk.sessions,
        walk.passwords,
        walk.devices,
        walk.phones,
        walk.codes,
        walk.feed,
        walk.beyond,
        walk.the_same_number,
        walk.leaving,
        walk.beside,
        walk.copies,
        walk.keys,
    ):
        step()
    return house


def exported(person: Person, **asked: Any) -> bytes:
    answer = person.get(paths.ACTIVITY_EXPORT, **asked)
    assert answer.status_code == 200, answer.text
    return answer.content


def test_every_kind_is_written_exported_and_proved(walked: House) -> None:
    assert noted(walked) == KINDS
    auditor = walked.sign_in("yaa")
    raw = exported(auditor)
    lines = [json.loads(line) for line in raw.splitlines()]
    assert {line["row"]["what"] for line in lines[1:-1]} == KINDS
    assert (lines[0]["head"]["of"], lines[0]["head"]["by"]) == (paths.ACTIVITY_EXPORT, auditor.me.user)
    numbers = [line["row"]["n"] for line in lines[1:-1]]
    assert numbers == list(range(1, len(numbers) + 1))
    assert lines[-2]["row"]["detail"] == paths.ACTIVITY_EXPORT, "and that it left is its last line"
    ring = walked.bank.keys.sealing
    assert list(check_export(raw, ring)) == []
    assert list(check_export(raw.replace(b"locked", b"l0cked", 1), ring))
    assert PASSWORD.encode() not in raw
    with walked.bank.engine.connect() as conn:
        assert list(build.verify(conn, ring)) == []


def test_an_export_says_what_was_asked_and_shows_no_other_branch(walked: House) -> None:
    kofi = walked.sign_in("kofi", at=walked.there)
    rows = [json.loads(line)["row"] for line in exported(kofi, what="locked").splitlines()[1:-1]]
    assert [(row["what"], row["full_name"]) for row in rows] == [("locked", "Kojo")]
    efua = walked.ask_sign_in("efua", "a canoe on the Volta 11")
    assert efua.status_code == 200
    kojo = walked.sign_in("kojo")
    assert kojo.get(paths.ACTIVITY_EXPORT).status_code == 403


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE activity SET detail = 'x' WHERE what = 'exported'",
        "UPDATE activity SET at = '2026-01-01T00:00:00.000Z' WHERE n = 3",
        "DELETE FROM activity WHERE what = 'wrong_key'",
        "DELETE FROM activity WHERE n = (SELECT max(n) FROM activity)",
    ],
)
def test_a_line_that_was_touched_is_named(house: House, spoil: str) -> None:
    kofi = house.sign_in("kofi", at=house.there)
    Person(house, house.here, kofi.tokens).get(paths.ME)
    kofi.get(paths.AUDIT_EXPORT)
    house.bank.writer.write_sync(lambda conn: conn.exec_driver_sql(spoil))
    with house.bank.engine.connect() as conn:
        assert any(found.where.startswith("activity") for found in build.verify(conn))
