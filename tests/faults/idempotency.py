"""Published idempotency scenarios in our terms, played against a real server.

A key is a command's id, a loan or a resource is an account, a repayment or any other movement is a transfer to it. What a case asks is read
from its own words, so a new case of the same kind is played, and one whose words say nothing to us is an error and no success.
"""

import json
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import func, select

from contract import paths
from contract.errors import ErrorCode, Problem, Retry, retry_of
from contract.ids import new_id
from contract.ledger import Transfer
from server.core.journal_tables import journal
from server.ledger.tables import transactions
from tests.faults.hand import Hand
from tests.faults.square import Square, transfer
from tests.support.forge import ForgedServer

Answer = tuple[int, bytes]


class NoTerm(Exception):
    """The case's words say nothing to us."""


@dataclass
class Played:
    """What came of a case: each attempt's answer, and how many of its movements the books hold."""

    answers: list[Answer]
    effects: int
    kept: set[str] = field(default_factory=set)

    @property
    def same(self) -> bool:
        """Whether the last attempt was answered as the first."""
        return self.answers[-1] == self.answers[0]

    @property
    def refused(self) -> bool:
        """Whether the last attempt left no doubt that it was not booked, and left no receipt."""
        status, body = self.answers[-1]
        return status not in (200, 202, 422) and retry_of(msgspec.json.decode(body, type=Problem).code) is Retry.NEVER

    @property
    def code(self) -> ErrorCode:
        return msgspec.json.decode(self.answers[-1][1], type=Problem).code


class Stage:
    """A served square, its hands, and moves. Every movement carries the case's mark."""

    def __init__(self, square: Square, server: ForgedServer) -> None:
        self.square, self.server = square, server
        self.mark = new_id()
        self.one = Hand(square, server.base_url, 0, 0)
        self.two = Hand(square, server.base_url, 1, 1)

    def movement(self, amount: int = 1, place: int = 1) -> Transfer:
        """From the first account to another."""
        return transfer(self.square.accounts[0], self.square.accounts[place], amount, self.mark)

    def give(self, command: Transfer, key: str, hand: Hand | None = None) -> Answer:
        """Under this key."""
        who = hand or self.one
        return who.send(msgspec.json.encode(who.seal(command, id=key)))

    def effects(self) -> int:
        """Movements of this case in the books."""
        asked = select(func.count()).select_from(transactions).where(transactions.c.narration == self.mark)
        return self.square.look(lambda conn: conn.scalar(asked)) or 0

    def receipts(self, key: str) -> int:
        """Journal rows under a key."""
        asked = select(func.count()).select_from(journal).where(journal.c.command_id == key)
        return self.square.look(lambda conn: conn.scalar(asked)) or 0

    def crash(self, point: str, command: Transfer, key: str) -> None:
        """The server dies at this point of that command, and comes back."""
        self.server.kill()
        self.server.arm(point)
        self.server.start()
        who = self.one
        assert who.try_post(who.seal(command, id=key)) is None
        self.server.wait_exit()
        self.server.start()


# -- rules: one sentence, what it asks ---------------------------------------------------------------------------------


def _missing(stage: Stage) -> Played:
    envelope = json.loads(msgspec.json.encode(stage.one.seal(stage.movement())))
    del envelope["id"]
    return Played([stage.one.send(json.dumps(envelope).encode())], stage.effects())


def _again(stage: Stage) -> Played:
    command, key = stage.movement(), new_id()
    return Played([stage.give(command, key) for _ in range(3)], stage.effects())


def _other(stage: Stage) -> Played:
    key = new_id()
    return Played([stage.give(stage.movement(1), key), stage.give(stage.movement(2), key)], stage.effects())


def _other_operation(stage: Stage) -> Played:
    key = new_id()
    back = transfer(stage.square.accounts[1], stage.square.accounts[0], 1, stage.mark)
    return Played([stage.give(stage.movement(1), key), stage.give(back, key)], stage.effects())


def _other_resource(stage: Stage) -> Played:
    key = new_id()
    return Played([stage.give(stage.movement(2, 1), key), stage.give(stage.movement(3, 2), key)], stage.effects())


def _at_once(stage: Stage) -> Played:
    envelope = msgspec.json.encode(stage.one.seal(stage.movement()))
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(stage.one.send, [envelope] * 50))
    assert {status for status, _ in answers} == {200}
    return Played(answers, stage.effects())


def _first(stage: Stage) -> Played:
    return Played([stage.give(stage.movement(), new_id())], stage.effects())


def _failed_then_funds(stage: Stage) -> Played:
    key, poor = new_id(), stage.square.accounts[2]
    balance = stage.square.balances()[2] or 0
    command = transfer(poor, stage.square.accounts[1], balance + 1, stage.mark)
    first = stage.give(command, key)
    funds = transfer(stage.square.accounts[3], poor, 1, "funds")
    assert stage.give(funds, new_id())[0] == 200
    return Played([first, stage.give(command, key)], stage.effects())


def _not_valid(stage: Stage) -> Played:
    key = new_id()
    envelope = json.loads(msgspec.json.encode(stage.one.seal(stage.movement(), id=key)))
    broken = stage.one.send(json.dumps({**envelope, "command": {"kind": "transfer"}}).encode())
    assert (broken[0], stage.receipts(key)) == (400, 0)
    return Played([stage.give(stage.movement(), key)], stage.effects())


def _server_error(stage: Stage) -> Played:
    # Whatever failed inside left no receipt, so a retry may succeed: that is the safer half of the two rules in use.
    command, key = stage.movement(), new_id()
    stage.crash("writer.before_commit", command, key)
    return Played([stage.give(command, key) for _ in range(2)], stage.effects())


def _killed_after(stage: Stage) -> Played:
    command, key = stage.movement(), new_id()
    stage.crash("writer.after_commit", command, key)
    return Played([stage.give(command, key) for _ in range(2)], stage.effects())


def _other_user(stage: Stage) -> Played:
    command, key = stage.movement(), new_id()
    return Played([stage.give(command, key), stage.give(command, key, stage.two)], stage.effects())


def _other_spelling(stage: Stage) -> Played:
    command, key = stage.movement(), new_id()
    first = stage.give(command, key)
    spelt = json.loads(msgspec.json.encode(command))
    reordered = json.dumps({"kind": "transfer", **dict(reversed(list(spelt.items())))}, indent=1).encode()
    envelope = stage.one.seal(command, id=key)
    signed = _signed(stage.one, envelope, reordered)
    return Played([first, stage.one.send(signed)], stage.effects())


def _signed(hand: Hand, envelope: Any, body: bytes) -> bytes:
    from contract.envelope import signing_input

    message = signing_input(envelope.id, envelope.made_by, envelope.device, envelope.counter, envelope.made_at,
                            envelope.basis_seq, envelope.lease, body)  # fmt: skip
    other = msgspec.structs.replace(envelope, command=msgspec.Raw(body), signature=hand.signer.sign(message))
    return msgspec.json.encode(other)


def _much_later(stage: Stage) -> Played:
    command, key = stage.movement(), new_id()
    first = stage.give(command, key)
    # Nothing in the books knows an age: a row of long ago is found by the same index.
    engine_says = stage.receipts(key)
    assert engine_says == 1
    stage.server.kill()
    stage.server.start()
    late = stage.one.seal(command, id=key, made_at="2026-10-01T09:00:00.000Z")
    return Played([first, stage.one.send(msgspec.json.encode(late))], stage.effects())


def _held_lock(stage: Stage) -> Played:
    from server.db.engine import open_engine

    command, key = stage.movement(), new_id()
    engine = open_engine(stage.square.settings.url)
    with engine.execution_options(coastal_write=True).connect() as conn:
        conn.begin()
        busy = stage.give(command, key)
        conn.rollback()
    engine.dispose()
    told = msgspec.json.decode(busy[1], type=Problem)
    assert (busy[0], told.code, told.retry_after_s > 0) == (503, ErrorCode.BUSY, True)
    return Played([stage.give(command, key) for _ in range(2)], stage.effects())


def _key_length(length: int) -> Callable[[Stage], Played]:
    # Ours have one form (UUIDv7, 36 characters): every other length is turned away, the longest allowed elsewhere included.
    def play(stage: Stage) -> Played:
        envelope = json.loads(msgspec.json.encode(stage.one.seal(stage.movement())))
        return Played([stage.one.send(json.dumps({**envelope, "id": "k" * length}).encode())], stage.effects())

    return play


def _stand_in(decision: str, inquiry: str) -> Callable[[Stage], Played]:
    """The workstation decided alone; the bank is asked for what it knows. Approved without a record is sent; declined and booked is undone."""

    def play(stage: Stage) -> Played:
        command, key = stage.movement(), new_id()
        if inquiry == "APPROVED":
            assert stage.give(command, key)[0] == 200
        state, _ = stage.one.get(paths.COMMAND_STATE.replace("{command}", key))
        known = state == 200
        assert known is (inquiry == "APPROVED")
        action = {(True, True): "done", (True, False): "submit", (False, True): "void", (False, False): "done"}[
            decision == "approved", known
        ]
        if action == "submit":
            stage.give(command, key)
        elif action == "void":
            back = transfer(command.credit_account, command.debit_account, 1, "undone")
            assert stage.give(back, new_id())[0] == 200
        return Played([(200, action.encode())], stage.effects())

    return play


SENTENCES: tuple[tuple[str, Callable[[Stage], Played]], ...] = (
    (r"without idempotency-key", _missing),
    (r"in progress|still runs|parallel", _at_once),
    (r"hangs for ever|db lock", _held_lock),
    (r"ended in 500", _server_error),
    (r"failed validation", _not_valid),
    (r"transient result|exceeds_credits", _failed_then_funds),
    (r"user b\b|other user", _other_user),
    (r"loan 2|other resource", _other_resource),
    (r"deposit with k, then", _other_operation),
    (r"json keys in other order", _other_spelling),
    (r"days later|age_hours", _much_later),
    (r"after commit", _killed_after),
    (r"before commit|after persist", _server_error),
    (r"other payload|different parameters|other data|other amount", _other),
    (r"same payload|same data|again, same fields", _again),
    (r"first time", _first),
)


def play(stage: Stage, inputs: dict[str, Any]) -> Played:
    """Do what the case's inputs say. Raises NoTerm."""
    if "local_stand_in_decision" in inputs:
        return _stand_in(inputs["local_stand_in_decision"], inputs["host_inquiry"])(stage)
    if "key_length" in inputs:
        return _key_length(int(inputs["key_length"]))(stage)
    words = re.sub(r"\s+", " ", json.dumps(inputs).lower())
    for pattern, work in SENTENCES:
        if re.search(pattern, words):
            return work(stage)
    raise NoTerm(words)
