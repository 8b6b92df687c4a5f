import msgspec

from contract import paths
from contract.doors import EndSession, TotpAsk, TotpConfirm
from contract.errors import ErrorCode, Rejected
from contract.feed import Executed, NotTaken, Refused
from contract.staff import ConfirmPhone, EndSessions, UserFact
from teller_app.staff.own import OwnModel
from tests.teller_app.kit import EFUA_ID, FakePort
from tests.teller_app.staff.own_desk import BY_SMS, HERE, LINES, NOTED, SECRET, THERE, WAITS, room


def test_only_one_s_own_is_shown_also_to_who_sees_others() -> None:
    model, port = room()
    assert model.state.sessions == (HERE, THERE)
    assert (paths.ACTIVITY, {"user": EFUA_ID, "limit": "100"}) in port.fetched
    model.older()
    assert port.fetched[-1][1]["before"] == "12"
    assert len(model.state.lines) == 2 * len(LINES)


def test_a_sign_in_elsewhere_is_ended_and_the_one_here_is_not() -> None:
    model, port = room()
    assert model.why_off("end") == "choice"
    model.choose(HERE.session)
    assert model.why_off("end") == "current"
    assert not model.end()
    model.choose(THERE.session)
    assert model.end()
    assert port.posted == [(paths.SESSION_END, EndSession(session=THERE.session))]
    assert model.state.notice == "ended"
    port.answers.clear()
    model.end()
    assert (model.state.problem, model.state.busy) == ("offline", False)


def test_everywhere_is_asked_first() -> None:
    model, port = room()
    model.ask_everywhere()
    model.everywhere(False)
    assert (port.sent, model.state.asks_everywhere) == ([], False)
    model.ask_everywhere()
    model.everywhere(True)
    assert port.sent[0].command == EndSessions(user=EFUA_ID)
    port.settle(NotTaken(code=ErrorCode.NOT_SIGNED_IN, params={}))
    assert model.state.problem == "not_signed_in"
    model.everywhere(True)
    port.settle(Executed(seq=4))
    assert not model.state.busy


def test_an_authenticator_needs_the_password_then_its_first_code() -> None:
    model, port = room()
    assert model.state.way == "sms"
    assert model.begin()
    model.prove("")
    assert model.state.problem == "password_missing"
    model.prove("harmattan over Makola 7")
    assert port.posted[-1] == (paths.TOTP, TotpAsk(password="harmattan over Makola 7"))
    assert (model.state.step, model.state.secret) == ("scan", SECRET)
    for short in ("", "12345", "12345a", "١٢٣٤٥٦"):
        model.confirm(short)
    assert len(port.posted) == 1
    model.confirm("482915")
    assert port.posted[-1] == (paths.TOTP_CONFIRM, TotpConfirm(code="482915"))
    assert (model.state.step, model.state.secret, model.state.notice) == ("", None, "totp")
    port.files[paths.ME] = msgspec.json.encode(msgspec.structs.replace(BY_SMS, code_way="totp"))
    model.look()
    assert model.state.way == "totp"


def test_a_noted_phone_waits_for_its_owner_and_counts_after_the_code_that_went_there() -> None:
    model, port = room(known=WAITS)
    assert (model.state.noted, model.state.noted_end, model.why_off("phone")) == (NOTED, "567", "")
    assert model.confirm_phone()
    assert port.sent[0].command == ConfirmPhone(user=EFUA_ID, noted=NOTED)
    assert not model.confirm_phone(), "it is on its way"
    port.settle(Refused(seq=4, problem=Rejected(code=ErrorCode.PHONE_NOT_NOTED)))
    assert (model.state.problem, model.state.busy) == ("phone_not_noted", False)
    model.confirm_phone()
    port.files[paths.ME] = msgspec.json.encode(msgspec.structs.replace(BY_SMS, code_way="totp"))
    port.settle(Executed(seq=5))
    assert (model.state.notice, model.state.busy, model.state.way) == ("phone", False, "totp")


def test_what_is_noted_is_heard_while_somebody_looks() -> None:
    heard: list[UserFact | None] = [None]
    port = FakePort(BY_SMS)
    model = OwnModel(port, lambda conn, user: heard[0])
    assert model.why_off("phone") == "phone"
    assert not model.confirm_phone()
    heard[0] = WAITS
    port.tell("user")
    assert model.state.noted == NOTED
    port.go_offline()
    assert model.why_off("phone") == "offline"


def test_a_wrong_password_and_a_wrong_code_are_told_and_typed_again() -> None:
    model, port = room()
    port.answers.clear()
    port.refusals = {paths.TOTP: "bad_credentials", paths.TOTP_CONFIRM: "code_wrong"}
    model.begin()
    model.prove("not hers")
    assert (model.state.problem, model.state.step, model.state.busy) == ("wrong_password", "password", False)
    model._set(step="scan", secret=SECRET)
    model.confirm("000000")
    assert (model.state.problem, model.state.step, model.state.way) == ("code_wrong", "scan", "sms")
    model.leave()
    assert (model.state.step, model.state.secret) == ("", None)


def test_an_answer_after_it_was_put_away_shows_no_seed() -> None:
    model, _ = room()
    model._seeded(b'{"secret":"x","uri":"y"}', "")
    assert model.state.secret is None


def test_without_the_server_nothing_is_asked() -> None:
    model, port = room()
    port.go_offline()
    asked = len(port.fetched)
    model.look()
    assert len(port.fetched) == asked
    assert [model.why_off(intent) for intent in ("totp", "end", "everywhere")] == ["offline"] * 3
    assert not model.begin()
    assert not model.ask_everywhere()
