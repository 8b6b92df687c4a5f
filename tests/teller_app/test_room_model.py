"""One state, told on each change; an answer is words or a change, and the same words can be said twice."""

from dataclasses import dataclass

import pytest

from contract.approvals import Requested
from contract.base import Command
from contract.drawers import ContinueDrawer
from contract.errors import ErrorCode, Rejected
from contract.feed import AnyAnswer, Awaiting, Executed, NotTaken, Refused
from contract.ids import new_id
from contract.permissions import Role
from teller_app.manifest import Line
from teller_app.room_model import RoomModel, RoomState, trouble
from tests.teller_app.kit import FakePort

REFUSED = Refused(seq=1, problem=Rejected(code=ErrorCode.REASON_MISSING, params={"n": 1}))
NOT_TAKEN = NotTaken(code=ErrorCode.BUSY, params={})


@dataclass(frozen=True)
class BoxState(RoomState):
    word: str = ""


class Box(RoomModel[BoxState]):
    def __init__(self, port: FakePort) -> None:
        super().__init__(port, BoxState(line=port.line))
        self.read = 0
        self.told: list[BoxState] = []
        self.on_change = self.told.append
        self._listen(frozenset({"customer"}))

    def refresh(self) -> None:
        self.read += 1

    def send(self, command: Command) -> list[AnyAnswer]:
        done: list[AnyAnswer] = []
        self._set(word="typed")
        self._submit(command, done.append, word="")
        return done

    def say(self) -> None:
        self._notify("said", {}, "pos")


COMMAND = ContinueDrawer(session=new_id())
ASKED = Requested(request=new_id(), role=Role.MANAGER, reasons=(), expires_at="2026-11-22T10:00:00.000Z")


@pytest.mark.parametrize("answer", [Executed(seq=1), Awaiting(seq=1, result=ASKED)], ids=["done", "waits"])
def test_what_was_done_or_waits_empties_what_was_typed(answer: AnyAnswer) -> None:
    port = FakePort()
    box = Box(port)
    done = box.send(COMMAND)
    assert (box.state.busy, box.state.word) == (True, "typed")
    port.settle(answer)
    assert (box.state.busy, box.state.word, box.state.problem, done, box.read) == (False, "", "", [answer], 1)
    assert trouble(answer) is None


@pytest.mark.parametrize(("answer", "code", "params"), [(REFUSED, "reason_missing", {"n": 1}), (NOT_TAKEN, "busy", {})])
def test_what_did_nothing_is_the_problem_and_leaves_what_was_typed(
    answer: AnyAnswer, code: str, params: object
) -> None:
    port = FakePort()
    box = Box(port)
    done = box.send(COMMAND)
    port.settle(answer)
    assert (box.state.busy, box.state.word, box.state.problem, done, box.read) == (False, "typed", code, [], 1)
    assert (trouble(answer), box.state.problem_params) == ((code, params), params)


def test_a_disk_that_refuses_is_the_problem_and_nothing_was_sent() -> None:
    port = FakePort()
    port.disk_full = True
    box = Box(port)
    box.send(COMMAND)
    assert (box.state.busy, box.state.word, box.state.problem, port.sent) == (False, "typed", "storage_full", [])


def test_the_same_words_twice_are_two() -> None:
    box = Box(FakePort())
    box.say()
    first = box.state
    box.say()
    assert (first.notice, box.state.notice) == ("said", "said")
    assert box.state.tick == first.tick + 1
    assert box.state.notice_params is not first.notice_params


def test_facts_are_read_again_and_the_line_is_shown() -> None:
    port = FakePort()
    box = Box(port)
    port.tell("account")
    assert box.read == 0
    port.tell("customer")
    port.set_line(Line("offline"))
    assert (box.read, box.state.online, box.told[-1].line) == (1, False, Line("offline"))


def test_an_answer_that_comes_late_leaves_alone_what_was_begun_meanwhile() -> None:
    port = FakePort()
    box = Box(port)
    done = box.send(COMMAND)
    assert box._sending
    box._another()
    box._set(word="of the next one")
    assert (box.state.busy, box._sending) == (True, False)
    port.settle(Executed(seq=1))
    assert (box.state.busy, box.state.word, done) == (False, "of the next one", [Executed(seq=1)])


def test_what_waits_for_a_server_that_is_away_is_on_its_way() -> None:
    port = FakePort()
    box = Box(port)
    box.send(COMMAND)
    assert not box.state.on_its_way
    port.go_offline()
    assert box.state.on_its_way
    port.settle(Executed(seq=1))
    assert not box.state.on_its_way


def test_that_the_server_is_away_is_said_no_longer_than_it_is() -> None:
    port = FakePort()
    box = Box(port)
    back = port.line
    port.go_offline()
    box._fail("needs_server")
    port.set_line(back)
    assert box.state.problem == ""
    box._fail("reason_missing")
    port.go_offline()
    port.set_line(back)
    assert box.state.problem == "reason_missing", "another problem stays"
