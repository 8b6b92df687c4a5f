import logging

import msgspec

from contract.drawers import SessionState, SubmitCount
from teller_app.drawers import saved
from teller_app.drawers.saved import Saved, packed, standing, unpacked
from tests.teller_app.drawers.desk import SESSION_ID, Replica, executed, room, session, sheet, taken
from tests.teller_app.kit import FakePort

KEPT = Saved(SESSION_ID, "01890000-0000-7000-8000-00000000aa77", {"20000": 99}, "Change at 13:52")


def test_packed_and_back_and_nothing_of_another_version(caplog) -> None:
    assert unpacked(packed(KEPT)) == KEPT
    assert unpacked(None) == Saved()
    assert unpacked(packed(msgspec.structs.replace(KEPT, version=2))) == Saved()
    with caplog.at_level(logging.WARNING):
        assert unpacked(b"{") == Saved()


def test_what_the_server_has_is_not_unsent_and_another_sessions_is_nothing() -> None:
    assert standing(KEPT, SESSION_ID, sheet()) == KEPT
    assert standing(KEPT, "another", None) == Saved()
    line = msgspec.structs.replace(sheet().attempts[0], attempt=KEPT.attempt)
    left = standing(KEPT, SESSION_ID, sheet(attempts=0) and msgspec.structs.replace(sheet(), attempts=(line,)))
    assert (left.counts, left.attempt, left.reason) == ({}, "", "Change at 13:52")


def begun(port: FakePort | None = None):
    """A blind count of two hundreds that was put aside."""
    replica = Replica(session=session())
    model, port = room(replica, port)
    model.begin_close()
    model.set_counts({"20000": 99})
    assert model.save()
    return model, port, replica


def test_a_count_put_aside_goes_on_under_the_id_it_will_be_sent_with() -> None:
    model, port, _ = begun()
    assert (model.state.phase, model.state.saved, model.state.notice) == ("open", True, "close_saved")
    attempt = unpacked(port.notes[saved.NOTE]).attempt
    model.begin_close()
    assert model.state.counts == {"20000": 99}
    model.submit_count()
    command = port.sent[0].command
    assert isinstance(command, SubmitCount)
    assert (command.attempt, command.counted) == (attempt, {"20000": 99})
    port.settle(executed(taken()))
    assert unpacked(port.notes[saved.NOTE]).counts == {}


def test_it_is_there_after_a_crash_and_only_for_its_session() -> None:
    _, port, replica = begun()
    model, again = room(replica, FakePort())
    assert not model.state.saved
    again.notes.update(port.notes)
    model, _ = room(replica, again)
    assert model.state.saved
    model.begin_close()
    assert model.state.counts == {"20000": 99}
    replica.session = session(session="01890000-0000-7000-8000-00000000ae02")
    model, _ = room(replica, again)
    assert not model.state.saved


def test_a_count_that_reached_the_server_before_the_crash_is_not_sent_again() -> None:
    _, port, replica = begun()
    attempt = unpacked(port.notes[saved.NOTE]).attempt
    line = msgspec.structs.replace(sheet().attempts[0], attempt=attempt)
    replica.session = session(state=SessionState.COUNTED)
    replica.sheet = msgspec.structs.replace(sheet(), attempts=(line,))
    again = FakePort()
    again.notes.update(port.notes)
    model, _ = room(replica, again)
    assert (model.state.phase, model.state.saved) == ("reconcile", False)
    model.recount()
    assert model.state.counts == {}
    model.set_counts({"20000": 98})
    model.submit_count()
    command = again.sent[0].command
    assert isinstance(command, SubmitCount)
    assert command.attempt != attempt


def test_the_reason_of_a_difference_waits_too() -> None:
    replica = Replica(session=session(state=SessionState.COUNTED), sheet=sheet())
    model, port = room(replica)
    model.set_reason("Change at 13:52")
    assert model.save()
    again = FakePort()
    again.notes.update(port.notes)
    model, _ = room(replica, again)
    assert (model.state.phase, model.state.reason) == ("reconcile", "Change at 13:52")


def test_nothing_is_saved_where_nothing_was_begun() -> None:
    model, port = room(Replica(session=session()))
    assert not model.save()
    model.begin_close()
    assert not model.save()
    assert port.notes == {}
