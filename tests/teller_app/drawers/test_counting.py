"""Counting a drawer: what a count waits for, what it is again, and what is on the screen meanwhile."""

from contract.drawers import (
    OpenDrawer,
    SessionState,
    SubmitCount,
)
from contract.floats import CountAgain
from teller_app.drawers.state import BESIDE
from tests.teller_app.drawers.desk import (
    COUNT,
    Replica,
    counted,
    executed,
    opened,
    room,
    session,
    sheet,
    taken,
)


def test_a_count_is_over_with_its_answer_and_not_with_a_quick_feed() -> None:
    replica = Replica(session=session())
    model, port = room(replica)
    model.begin_close()
    model.set_counts(COUNT)
    model.submit_count()
    replica.session, replica.sheet = session(state=SessionState.COUNTED), sheet()
    port.tell("session")
    assert model.state.phase == "counting", "F9 would be heard by nobody on the next page"
    port.settle(executed(taken(sheet().variance)))
    assert (model.state.phase, model.state.busy) == ("reconcile", False)


def test_a_second_count_has_to_come_before_the_close() -> None:
    model, port = counted(Replica(session=session(), sheet=sheet(-600_000)), second=True)
    model.set_reason("Unknown")
    model.forward()
    assert model.state.problem == "second_count_needed"
    model.again()
    assert (model.state.phase, model.state.counts, model.state.second_count_needed) == ("counting", {}, False)
    model.set_counts(COUNT)
    model.forward()
    assert [type(sent.command) for sent in port.sent] == [SubmitCount, SubmitCount]
    port.tell("outbox")
    assert model.state.phase == "counting", "the first count's sheet is not the answer to the second"
    port.settle(executed(taken(0, number=2)))
    assert (model.state.phase, model.state.variance) == ("reconcile", 0)


def test_a_key_too_many_does_not_count_a_full_drawer_as_empty() -> None:
    model, port = room(Replica(session=session()))
    model.forward()
    model.forward()
    assert (model.state.phase, model.state.problem, port.sent) == ("counting", "nothing_counted", [])
    model.forward()
    assert isinstance(port.sent[0].command, SubmitCount), "said once more, it is an empty drawer"


def test_a_sheet_to_count_on_while_counting_and_that_of_the_count_after_it() -> None:
    replica = Replica(session=session())
    model, port = room(replica)
    assert not model.print_sheet(), "nothing is counted yet"
    model.begin_close()
    assert model.print_sheet()
    assert replica.sheets == [f"blank {session().drawer} GHS"]
    replica.sheet = sheet(0)
    model, port = counted(replica)
    assert model.print_sheet()
    assert replica.sheets[-1] == f"sheet {session().session}"
    port.go_offline()
    assert model.print_sheet()
    assert (len(replica.sheets), model.state.problem) == (2, "needs_server")


def test_back_leaves_a_count_that_was_only_begun() -> None:
    model, _ = room(Replica(session=session()))
    model.begin_close()
    model.back()
    assert model.state.phase == "open"
    model, _ = room(Replica())
    model.choose(1)
    model.back()
    assert (model.state.phase, model.state.drawer) == ("choose", None)


def test_a_count_that_is_too_far_off_is_made_again_under_the_same_id() -> None:
    model, port = room(Replica())
    model.choose(0)
    model.set_counts({"20000": 100})
    model.forward()
    first = port.sent[-1].command
    assert isinstance(first, OpenDrawer)
    port.settle(executed(CountAgain(session=first.session)))
    assert (model.state.phase, model.state.again, dict(model.state.counts)) == ("opening", True, {})
    model.set_counts({"20000": 90})
    model.forward()
    second = port.sent[-1].command
    assert isinstance(second, OpenDrawer) and second.session == first.session
    port.settle(executed(opened(counts=2)))
    assert model.state.phase == "opened"
    model, port = room(Replica())
    model.choose(0)
    model.back()
    assert not model.state.again


def test_counts_are_looked_at_one_after_the_other_and_not_while_one_is_made() -> None:
    replica = Replica(session=session(state=SessionState.COUNTED), sheet=sheet(attempts=2))
    model, _ = room(replica)
    seen = []
    for _ in range(3):
        assert model.turn_count()
        seen.append(model.state.seen)
    assert seen == [BESIDE, "1", "2"]
    model.show_count("1")
    model.recount()
    assert (model.state.phase, model.state.seen) == ("counting", "")
    assert not model.turn_count()
    model.show_count("1")
    assert model.state.seen == ""


def test_a_count_that_the_feed_has_not_brought_yet_is_no_stranger_to_the_key() -> None:
    replica = Replica(session=session(state=SessionState.COUNTED), sheet=sheet(attempts=2))
    model, port = room(replica)
    model.recount()
    model.set_counts(COUNT)
    model.submit_count()
    port.settle(executed(taken(0, number=3)))
    assert (model.state.phase, model.state.seen_count) == ("reconcile", "3")
    assert model.turn_count()
