from contract.approvals import Requested
from contract.causes import CauseKind
from contract.drawers import (
    CallCustodian,
    CloseDrawer,
    ContinueDrawer,
    DeclineFloat,
    PostTo,
    SessionState,
)
from contract.errors import ErrorCode, Rejected
from contract.feed import Awaiting, Refused
from contract.paths import DRAWER_CAUSES
from contract.permissions import Role
from teller_app.drawers.model import DrawerModel
from tests.teller_app import samples
from tests.teller_app.drawers.desk import (
    SESSION_ID,
    Replica,
    counted,
    drawer,
    executed,
    opened,
    room,
    session,
    sheet,
)
from tests.teller_app.kit import FakePort


def test_an_opening_is_not_undone_by_a_slow_feed() -> None:
    replica = Replica()
    model, port = room(replica)
    model.choose(0)
    model.set_counts({"20000": 100})
    model.forward()
    port.settle(executed(opened()))
    port.tell("drawer")
    assert model.state.phase == "opened"
    replica.session = session()
    port.tell("session")
    assert model.state.phase == "opened"
    model.forward()
    assert model.state.phase == "open"


def unsigned() -> tuple[Replica, DrawerModel, FakePort]:
    """An opening that is counted and waits for the custodian."""
    replica = Replica(drawers=(drawer(two_sign=True),))
    model, port = room(replica)
    model.choose(0)
    model.set_counts({"20000": 100})
    model.forward()
    port.settle(executed(opened()))
    assert model.state.phase == "signing", "before the feed, too"
    replica.session = session(state=SessionState.UNSIGNED)
    port.tell("session")
    return replica, model, port


def test_an_unsigned_opening_waits_and_goes_to_the_open_drawer_by_itself() -> None:
    replica, model, port = unsigned()
    replica.keepers = ()
    port.tell("session")
    given = len(port.sent)
    model.forward()
    assert (model.state.phase, model.again(), len(port.sent)) == ("signing", False, given), "nobody could sign here"
    replica.session = session(signed_by="Hajara Bawa")
    port.tell("session")
    assert model.state.phase == "open"


def test_who_waits_for_a_signature_calls_and_hears_when_that_is_too_soon() -> None:
    replica, model, port = unsigned()
    assert model.call()
    assert port.sent[-1].command == CallCustodian(session=session().session)
    assert not model.call(), "the first call is on its way"
    port.settle(Refused(seq=1, problem=Rejected(code=ErrorCode.NUDGED_ALREADY)))
    assert (model.state.phase, model.state.problem) == ("signing", "nudged_already")
    given = len(port.sent)
    port.go_offline()
    assert model.call()
    assert (model.state.problem, len(port.sent)) == ("needs_server", given)
    replica.session = session(signed_by="Hajara Bawa")
    port.tell("session")
    assert not model.call()


def test_a_workstation_started_anew_still_waits_and_knows_no_figures() -> None:
    model, _ = room(Replica(session=session(state=SessionState.UNSIGNED)))
    assert (model.state.phase, model.state.result) == ("signing", None)


def test_an_opening_that_the_custodian_refused_begins_again_and_says_why() -> None:
    replica, model, port = unsigned()
    replica.session, replica.ended = None, session(state=SessionState.CLOSED, refused="Strap 7 is short")
    port.tell("session")
    assert (model.state.phase, model.state.problem) == ("choose", "opening_refused")
    assert model.state.problem_params == {"number": "04", "because": "Strap 7 is short"}
    model.choose(0)
    assert (model.state.phase, model.state.problem, model.state.counts) == ("opening", "", {})


def test_a_refused_opening_keeps_the_count() -> None:
    model, port = room(Replica())
    model.choose(0)
    model.set_counts({"20000": 100})
    model.forward()
    model.set_counts({})
    port.settle(Refused(seq=1, problem=Rejected(code=ErrorCode.VAULT_SHORT)))
    assert (model.state.phase, model.state.problem) == ("opening", "vault_short")
    assert model.state.counts == {"20000": 100}, "what was sent cannot be typed over while it is on its way"


def test_unsent_postings_come_before_the_count() -> None:
    replica = Replica(session=session())
    model, port = room(replica)
    port.submit(ContinueDrawer(session=session().session))
    port.tell("outbox")
    model.begin_close()
    assert (model.state.phase, model.state.problem) == ("open", "unsent_first")


def test_an_open_session_elsewhere_is_taken_over_first() -> None:
    model, port = room(Replica(session=session(device="another")))
    assert model.forward()
    assert isinstance(port.sent[0].command, ContinueDrawer)
    assert model.state.phase == "open"


def test_a_variance_above_tolerance_waits_for_the_manager() -> None:
    replica = Replica(session=session(), sheet=sheet())
    model, port = counted(replica)
    model.set_reason("Looks 20 over")
    model.close()
    assert port.sent[-1].command == CloseDrawer(session=session().session, reason="Looks 20 over")
    replica.session = session(state=SessionState.AWAITING)
    port.settle(Awaiting(seq=8, result=Requested(request="r", role=Role.MANAGER, reasons=(), expires_at="")))
    assert model.state.phase == "awaiting"
    assert not model.forward()
    replica.session, replica.sheet = None, sheet(state=SessionState.CLOSED, accepted_by="m")
    port.tell("session")
    assert model.state.phase == "closed"


def test_the_close_needs_no_reason_when_the_drawer_agrees() -> None:
    model, port = counted(Replica(session=session(), sheet=sheet(0)))
    model.close()
    assert isinstance(port.sent[-1].command, CloseDrawer)


def test_the_slip_is_printed_as_it_stands_before_and_after_the_close() -> None:
    replica = Replica(session=session(), sheet=sheet(0))
    model, port = counted(replica)
    model.print_slip()
    replica.session, replica.sheet = None, sheet(0, state=SessionState.CLOSED)
    port.tell("session")
    model.print_slip()
    assert [paper.state for paper in replica.printed] == [SessionState.COUNTED, SessionState.CLOSED]


def test_a_full_disk_is_said_and_nothing_waits() -> None:
    port = FakePort()
    port.disk_full = True
    model, _ = room(Replica(), port)
    model.choose(0)
    model.open_drawer()
    assert (model.state.problem, model.state.busy) == ("storage_full", False)


def test_likely_causes_are_asked_for_once_a_count_and_never_before_it_is_final() -> None:
    replica = Replica(session=session(state=SessionState.COUNTED), sheet=sheet())
    path = DRAWER_CAUSES.format(session=SESSION_ID)
    port = FakePort()
    port.files[path] = samples.causes(SESSION_ID)
    model, _ = room(replica, port)
    assert model.state.explained is not None
    assert [cause.kind for cause in model.state.explained.causes][:1] == [CauseKind.WRONG_NOTE]
    model.refresh()
    assert port.fetched == [(path, {})]
    replica.sheet = sheet(variance=0)
    model.refresh()
    assert model.state.explained is None, "nothing is off any more"


def test_causes_of_another_variance_or_of_none_are_not_shown() -> None:
    replica = Replica(session=session(state=SessionState.COUNTED), sheet=sheet())
    port = FakePort()
    model, _ = room(replica, port)
    assert model.state.explained is None, "the server was away"
    port.files[DRAWER_CAUSES.format(session=SESSION_ID)] = samples.causes(SESSION_ID, -500)
    model.refresh()
    assert model.state.causes is not None
    assert model.state.explained is None


def test_a_float_is_declined_with_a_reason_before_any_cash_moved() -> None:
    replica = Replica()
    model, port = room(replica)
    model.choose(0)
    assert not model.decline(), "nothing was taken yet"
    model.set_counts({"20000": 100})
    model.forward()
    port.settle(executed(opened()))
    assert model.decline()
    assert model.forward()
    assert (model.state.problem, len(port.sent)) == ("reason_missing", 1)
    model.back()
    assert (model.state.declining, model.state.phase) == (False, "opened")
    model.decline()
    model.set_reason(" Two notes of 50 look wrong ")
    model.forward()
    assert port.sent[-1].command == DeclineFloat(session=opened().session, reason="Two notes of 50 look wrong")
    port.settle(executed(None))
    assert (model.state.phase, model.state.declining, model.state.reason) == ("signing", False, "")
    replica.session = session(state=SessionState.UNSIGNED, refused="Two notes of 50 look wrong")
    port.tell("session")
    assert (model.state.phase, model.state.declined) == ("signing", "Two notes of 50 look wrong")
    assert not model.decline()


def test_a_float_that_cash_moved_in_stays_and_says_so() -> None:
    model, port = room(Replica())
    model.choose(0)
    model.set_counts({"20000": 100})
    model.forward()
    port.settle(executed(opened()))
    model.decline()
    model.set_reason("Late")
    model.forward()
    port.settle(Refused(seq=2, problem=Rejected(code=ErrorCode.FLOAT_IN_USE, params={"drawer": "04"})))
    assert (model.state.phase, model.state.problem, model.state.reason) == ("opened", "float_in_use", "Late")


# -- float slips, second counts --------------------------------------------------------------------------------------


def test_a_difference_is_posted_to_the_drawer_or_a_manager_is_asked_to_give_it_to_the_vault() -> None:
    replica = Replica(session=session(), sheet=sheet(-500))
    model, port = counted(replica)
    assert (model.state.posted_to, model.state.asks_manager) == (PostTo.OVER_SHORT, False)
    model.set_post_to(PostTo.VAULT)
    assert model.state.asks_manager
    model.set_reason("The strap was short")
    assert model.save()
    model.close()
    assert port.sent[-1].command == CloseDrawer(session=SESSION_ID, reason="The strap was short", post_to=PostTo.VAULT)
    again = FakePort()
    again.notes.update(port.notes)
    model, _ = room(replica, again)
    assert (model.state.reason, model.state.post_to) == ("The strap was short", PostTo.VAULT)
