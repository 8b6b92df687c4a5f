"""The published idempotency rules and scenarios of the shared cases, read from their files and played against a real server."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from contract.errors import ErrorCode
from contract.feed import AnyAnswer, Executed, NotTaken
from contract.ids import derived_id, new_id
from tests.faults.idempotency import NoTerm, Played, Stage, play
from tests.faults.run import Run
from tests.faults.square import Square, transfer
from tests.support.cases import cases
from tests.support.forge import Forge, ForgedServer

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def stage(forge: Forge, square: Square) -> Iterator[Stage]:
    patch = "tests.faults.spoilt:impatient"
    server = ForgedServer(forge, square.settings.url, log=square.folder / "log", env=square.environment, patch=patch)
    yield Stage(square, server.start())
    server.close()


@pytest.mark.parametrize("case", cases("idempotency_rules"))
@ON_SQLITE
def test_a_rule(stage: Stage, run: Run, case: dict[str, Any]) -> None:
    run.fault()
    played = play(stage, case["inputs"])
    run.did("ok", len(played.answers))
    judge(case["expected"], played)


def judge(expected: dict[str, Any], played: Played) -> None:
    """Each thing the case expects, in our terms. What we do otherwise on purpose is said here and nowhere else."""
    asked = {key for key in expected if key not in ("title", "fineract_does", "square", "header", "error")}
    for key in asked:
        value = expected[key]
        assert JUDGES.get(key, unknown)(value, played), (key, value, played.answers[-1], played.effects)
    if "error" in expected:
        assert played.refused
    if "header" in expected:
        # Ours needs no header: the answer is the same to the byte.
        assert played.same


def unknown(value: object, played: Played) -> bool:
    raise NoTerm(str(value))


def by_status(value: int, played: Played) -> bool:
    # 422 has a receipt here, so another body is 409; and nobody is told that the first still runs: they wait for its answer.
    status = played.answers[-1][0]
    if value == 422:
        return (status, played.code) == (409, ErrorCode.COMMAND_ID_REUSED)
    if value == 409:
        reused = (status, played.code) == (409, ErrorCode.COMMAND_ID_REUSED) if status != 200 else played.same
        return reused and played.effects == 1
    return status == value


def by_words(value: str, played: Played) -> bool:
    words = value.lower()
    if "not reveal" in words:
        return played.refused and played.code is ErrorCode.NOT_YOURS
    if "422" in words or words == "error":
        return played.refused and played.effects == 1
    if "same status code" in words or "first operation" in words or "first result" in words or "same result" in words:
        return played.same and played.effects == 1
    if "nothing saved" in words or "posts once" in words or "lock freed" in words:
        return played.effects == 1 and played.same
    if "same fingerprint" in words or "still found" in words or "never expire" in words or "same id" in words:
        return played.same and played.effects == 1
    raise NoTerm(words)


def by_tigerbeetle(value: str, played: Played) -> bool:
    if value == "created":
        return played.answers[-1][0] == 200 and played.effects == 1
    if value == "exists":
        return played.same and played.effects == 1
    if value.startswith("exists_with_different"):
        return played.refused and played.code is ErrorCode.COMMAND_ID_REUSED
    if value == "id_already_failed":
        return played.same and played.answers[-1][0] == 422
    raise NoTerm(value)


def by_action(value: str, played: Played) -> bool:
    action = played.answers[-1][1].decode()
    return value.lower().startswith(action)


JUDGES = {
    "http": by_status,
    "effects": lambda value, played: played.effects == value,
    "effect": lambda value, played: played.effects == (0 if value == "none" else value),
    "result": by_words,
    "ours_must": by_words,
    "on_restart": by_words,
    "status": by_tigerbeetle,
    "action": by_action,
    # One form of key and one length: neither the longest that others allow nor a longer one.
    "ok": lambda value, played: played.answers[-1][0] == 400 and played.effects == 0,
}


# -- Fineract's features -----------------------------------------------------------------------------------------------

MAKES = re.compile(
    r'makes "(\w+)" transaction( on the second loan)?.* with ([\d.]+) EUR transaction amount (?:and|with) (self|system|the same)'
)
HOLDS = re.compile(r'(Second loan|Loan) has (\d+) "(\w+)" transactions')
FOUNDING = re.compile(r"business date|creates? a|crates a|approves|disburse")
SPEAKS = re.compile(r"response has")


class Feature:
    """A loan is an account, a key a command's id. Where Fineract answers another request's result, ours refuses: nothing is posted."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.key = ""
        self.second_client = False
        self.bodies: list[Any] = []
        self.answers: list[AnyAnswer] = []
        self.marks: dict[tuple[str, str], set[str]] = {}
        self.amounts: list[str] = []

    def step(self, text: str) -> None:
        """One line of the feature. Raises NoTerm."""
        if made := MAKES.search(text):
            self._make(made[1], bool(made[2]), made[3], same_key=made[4] == "the same")
        elif "Batch API call runs" in text:
            self._batch()
        elif held := HOLDS.search(text):
            self._holds("second" if held[1] == "Second loan" else "first", held[3], int(held[2]))
        elif "all steps result 200" in text:
            assert all(isinstance(answer, Executed) for answer in self.answers)
        elif SPEAKS.search(text):
            self._speaks()
        elif FOUNDING.search(text):
            self.second_client |= "second client" in text
        else:
            raise NoTerm(text)

    def _command(self, kind: str, second: bool, amount: str) -> Any:
        loan = "second" if second else "first"
        mark = new_id()
        self.marks.setdefault((loan, kind), set()).add(mark)
        if amount not in self.amounts:
            self.amounts.append(amount)
        # The first amount is a pesewa, the next two: what is told apart is that amounts differ, and a square's account holds a dozen.
        minor = 1 + self.amounts.index(amount)
        return transfer(self.stage.square.accounts[0], self.stage.square.accounts[2 if second else 1], minor, mark)

    def _make(self, kind: str, second: bool, amount: str, same_key: bool) -> None:
        self.key = self.key if same_key else new_id()
        command = self._command(kind, second, amount)
        # A key is its client's own: another client's is another id here, as every app makes its own.
        key = derived_id(self.key, "second client") if second and self.second_client else self.key
        status, body = self.stage.give(command, key)
        self.bodies.append(command)
        if status == 200:
            self.answers.append(msgspec.json.decode(body, type=AnyAnswer))
        else:
            assert (status, same_key) == (409, True), body
            self.answers.append(NotTaken(code=ErrorCode.COMMAND_ID_REUSED))

    def _batch(self) -> None:
        command, hand = self._command("REPAYMENT", False, "200"), self.stage.one
        self.answers = hand.post_all([hand.seal(command, id=new_id())] * 2)

    def _holds(self, loan: str, kind: str, expected: int) -> None:
        booked = self.stage.square.ledger(set(), self.marks.get((loan, kind), set()), set())
        there = len(self.marks.get((loan, kind), set()) - booked.lost)
        if kind == "DISBURSEMENT":
            return
        assert there == expected, (loan, kind)

    def _speaks(self) -> None:
        """Whatever the last answer says: it is that of the first request, or a refusal, and never "ok" for another body."""
        last = self.answers[-1]
        if isinstance(last, Executed):
            assert last == self.answers[0] or len({body.transaction for body in self.bodies}) == len(self.answers)
        else:
            assert last == NotTaken(code=ErrorCode.COMMAND_ID_REUSED)


@pytest.mark.parametrize("case", cases("idempotency_fineract"))
@ON_SQLITE
def test_a_feature_of_fineract(stage: Stage, run: Run, case: dict[str, Any]) -> None:
    feature = Feature(stage)
    for step in case["inputs"]["steps"]:
        feature.step(step["text"])
    run.fault()
    run.did("ok", len(feature.answers))
    assert feature.answers


@ON_SQLITE
def test_words_that_say_nothing_are_no_success(stage: Stage, run: Run) -> None:
    run.fault()
    with pytest.raises(NoTerm):
        play(stage, {"request": "sing a song"})
    with pytest.raises(NoTerm):
        Feature(stage).step("Then the moon is full")
    with pytest.raises(NoTerm):
        judge({"melody": "sad"}, Played([(200, b"")], 0))
    run.did()
