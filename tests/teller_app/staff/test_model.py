import msgspec

from contract import paths
from contract.approvals import Requested, RequestState
from contract.doors import DrawSecret, EndSession, OneTimeSecret
from contract.errors import ErrorCode, Rejected
from contract.feed import Awaiting, Executed, NotTaken, Refused
from contract.ids import new_id
from contract.permissions import Role
from contract.staff import AddDevice, AddUser, DeviceKey, SetLimit, UnlockUser
from teller_app.staff.model import StaffModel, Words
from tests.teller_app.kit import BRANCH, EFUA_ID
from tests.teller_app.staff.desk import (
    ADJOA_ID,
    AUDITOR,
    HAJARA_ID,
    LAPTOP_WAITS,
    MANAGER,
    SAMUEL_ID,
    SESSIONS,
    TILL_6,
    WAITS,
    Replica,
    room,
)


def new(**changes: object) -> AddUser:
    base = AddUser(
        user=new_id(),
        username="ama.serwaa",
        full_name="Ama Serwaa",
        staff_number="TLR-0500",
        roles=(Role.CASHIER,),
        branch=BRANCH,
    )
    return msgspec.structs.replace(base, **changes)


def awaiting() -> Awaiting:
    asked = Requested(request=new_id(), role=Role.MANAGER, reasons=(), expires_at="2026-11-22T10:00:00.000Z")
    return Awaiting(seq=4, result=asked, state=RequestState.AWAITING)


def test_what_no_fact_states_is_asked_of_the_server_and_kept_while_it_is_away() -> None:
    model, port = room()
    assert model.state.standing[SAMUEL_ID].locked
    assert [one.session for one in model.state.sessions] == [one.session for one in SESSIONS]
    asked = len(port.fetched)
    port.go_offline()
    model.look()
    assert len(port.fetched) == asked
    assert model.state.standing[SAMUEL_ID].locked
    port.tell("user")
    assert model.state.people


def test_somebody_new_is_asked_about_where_somebody_has_looked() -> None:
    model, port = room()
    asked = port.fetched.count((paths.STAFF, {}))
    port.tell("user")
    assert port.fetched.count((paths.STAFF, {})) == asked + 1
    port.tell("request")
    assert port.fetched.count((paths.STAFF, {})) == asked + 1
    other = StaffModel(port, model._lookups, Words(lambda word: (), lambda word: ()), lambda request: None)
    port.tell("device")
    assert port.fetched.count((paths.STAFF, {})) == asked + 2, "the other has never looked"
    assert not other.state.standing


def test_a_change_is_sent_and_a_manager_is_asked() -> None:
    model, port = room()
    assert model.begin("new")
    assert (model.state.sheet.kind, model.state.sheet.about) == ("new", "")
    assert model.send(new())
    assert model.state.busy
    assert not model.send(new()), "once at a time"
    port.settle(awaiting())
    assert (model.state.sheet.kind, model.state.busy, model.state.notice) == ("", False, "asked")


def test_a_field_that_does_not_fit_is_told_before_anybody_is_asked_for_a_code() -> None:
    model, port = room()
    model.begin("new")
    for wrong, field in (
        (new(username="Ama Serwaa"), "username"),
        (new(roles=()), "roles"),
        (new(phone="0244"), "phone"),
        (AddDevice(device=new_id(), name="MKL-09", branch=BRANCH, key=DeviceKey(x="short", y="short")), "key"),
    ):
        assert not model.send(wrong)
        assert (model.state.problem, model.state.problem_params) == ("field_unfit", {"field": field})
    assert port.sent == []
    assert model.state.sheet.kind == "new", "what was typed stays"


def test_what_the_server_refuses_stands_in_the_sheet() -> None:
    model, port = room()
    model.begin("new")
    model.send(new())
    port.settle(Refused(seq=5, problem=Rejected(code=ErrorCode.USER_EXISTS, params={"username": "ama.serwaa"})))
    assert (model.state.problem, model.state.sheet.kind) == ("user_exists", "new")
    model.send(new())
    port.settle(NotTaken(code=ErrorCode.CODE_NEEDED, params={}))
    assert model.state.problem == "code_needed"
    model.leave()
    assert (model.state.sheet.kind, model.state.problem) == ("", "")


def test_f4_unlocks_who_is_locked_and_sets_a_bound_for_anybody_else() -> None:
    model, port = room()
    model.choose_person(SAMUEL_ID)
    assert model.begin("edit")
    assert model.state.sheet.kind == "unlock_user"
    model.send(UnlockUser(user=SAMUEL_ID, reason="it was him"))
    port.settle(Executed(seq=7))
    assert model.state.notice == "done"
    model.choose_person(HAJARA_ID)
    assert model.begin("edit")
    assert model.state.sheet.kind == "limit"
    model.send(SetLimit(act="withdraw", currency="GHS", per_transaction=1, user=HAJARA_ID))
    assert isinstance(port.sent[-1].command, SetLimit)


def test_a_secret_is_drawn_once_and_shown_until_it_was_read() -> None:
    model, port = room()
    assert not model.draw_secret()
    model.choose_person(ADJOA_ID)
    port.answers[paths.ONE_TIME_SECRET] = msgspec.json.encode(
        OneTimeSecret(user=ADJOA_ID, expires_at="", secret="kente-47")
    )
    assert model.draw_secret()
    assert port.posted == [(paths.ONE_TIME_SECRET, DrawSecret(user=ADJOA_ID))]
    assert model.state.secret is not None
    model.leave()
    assert model.state.secret is None
    del port.answers[paths.ONE_TIME_SECRET]
    port.refusals[paths.ONE_TIME_SECRET] = "not_found"
    model.draw_secret()
    assert model.state.problem == "secret_not_yours"


def test_a_sign_in_is_ended_at_its_door() -> None:
    model, port = room(me=MANAGER)
    model.choose_session(SESSIONS[0].session)
    port.answers[paths.SESSION_END] = b""
    assert model.end_session()
    assert port.posted == [(paths.SESSION_END, EndSession(session=SESSIONS[0].session))]
    assert model.state.notice == "ended"
    port.answers.clear()
    model.end_session()
    assert model.state.problem == "offline"


def test_what_waits_is_decided_where_everything_is_shown() -> None:
    replica = Replica()
    model, _ = room(replica, MANAGER)
    assert model.decide()
    model.choose_device(TILL_6)
    model.choose_request(WAITS.request)
    assert model.decide()
    model.choose_device(LAPTOP_WAITS.request)
    assert model.decide()
    assert replica.decided == [LAPTOP_WAITS.request, WAITS.request, LAPTOP_WAITS.request]
    replica.requests = ()
    model.refresh()
    assert not model.decide()


def test_an_auditor_changes_nothing() -> None:
    model, port = room(me=AUDITOR)
    model.choose_person(EFUA_ID)
    for intent in ("new", "edit", "limit", "reset", "disable", "revoke", "role", "sign_out"):
        assert not model.begin(intent), intent
    assert not model.decide()
    assert not model.draw_secret()
    assert port.sent == port.posted == []


def test_f5_decides_what_was_chosen_last() -> None:
    replica = Replica()
    model, _ = room(replica, me=MANAGER)
    model.choose_device(LAPTOP_WAITS.request)
    model.choose_request(WAITS.request)
    assert model.decide() and replica.decided == [WAITS.request]
    model.choose_device(LAPTOP_WAITS.request)
    assert model.decide() and replica.decided[-1] == LAPTOP_WAITS.request
    model.choose_device(TILL_6)
    assert model.decide() and replica.decided[-1] == WAITS.request, "a workstation in use asks nothing"
