"""F12 to F16: the same request many times, in the wrong order, with another body; clocks that are wrong on either side."""

import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import Connection, select

from contract import paths
from contract.commands import decode
from contract.envelope import Envelope
from contract.errors import ErrorCode, Problem
from contract.feed import AnyAnswer, Executed
from contract.ids import new_id
from contract.staff import SignIn
from server.api.journal_reads import stored_push
from server.core.actor import Header
from server.core.journal_tables import journal
from server.ledger.tables import transactions
from server.staff import tokens
from server.staff.activity import ID_REUSED
from server.staff.tables import activity
from tests.demo import bank as demo
from tests.faults.hand import Hand
from tests.faults.run import Run
from tests.faults.square import EVEN, Square, transfer
from tests.server.api.house import House, open_house
from tests.server.api.test_feed import customer
from tests.support.forge import Forge, ForgedServer

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
COPIES = 50


@pytest.fixture
def served(forge: Forge, square: Square, request: pytest.FixtureRequest) -> Iterator[str]:
    """Where the square is served; ``request.param`` names a guard that is left off."""
    patch = getattr(request, "param", "")
    server = ForgedServer(forge, square.settings.url, log=square.folder / "log", env=square.environment, patch=patch)
    yield server.start().base_url
    server.close()


@pytest.mark.parametrize(("same_id", "effects"), [(True, 1), (False, COPIES)])
def test_f12_one_request_delivered_fifty_times_at_once(
    served: str, square: Square, run: Run, same_id: bool, effects: int
) -> None:
    """One effect and one answer. The control gives each copy its own id."""
    hand, mark = Hand(square, served), new_id()
    first = hand.seal(transfer(square.accounts[0], square.accounts[1], 1, mark))
    copies = [first if same_id else hand.seal(transfer(square.accounts[n % 8], square.accounts[(n + 1) % 8], 1, mark))
              for n in range(COPIES)]  # fmt: skip
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(hand.try_post, copies))
    statuses = Counter(answer[0] for answer in answers if answer)
    run.fault(COPIES - 1)
    run.did("ok", statuses[200])
    assert set(statuses) == {200}
    assert len({answer[1] for answer in answers if answer}) == effects
    booked = square.look(
        lambda conn: conn.scalars(select(transactions.c.id).where(transactions.c.narration == mark)).all()
    )
    assert len(booked) == effects


@pytest.mark.parametrize(
    ("served", "equal"), [("", True), ("tests.faults.spoilt:lists_are_taken_as_they_come", False)], indirect=["served"]
)
@ON_SQLITE
def test_f13_out_of_order(served: str, square: Square, run: Run, equal: bool) -> None:
    """A device's sequence is in its signed counters, so an outbox that comes shuffled is booked as the ordered one. The control takes it
    as it comes.

    What comes in requests of its own is booked when it comes, for the cash has moved; that one is missing before it is told
    (``device_gap``, tests/journeys/test_device_record.py), because a counter may be lost with a disk and never come.
    """
    hand = Hand(square, served)
    # Each hands on what it got from the one before: only the right order has the money.
    steps = [transfer(square.accounts[n], square.accounts[n + 1], EVEN[0] + n, new_id()) for n in range(6)]
    envelopes = [hand.seal(command) for command in steps]
    order = run.chance.sample(range(6), 6)
    while order == sorted(order) or order.index(0) < order.index(1):
        order = run.chance.sample(range(6), 6)
    run.fault()
    answers = hand.post_all([envelopes[place] for place in order])
    run.did("ok", len(answers))
    assert all(isinstance(answer, Executed) for answer in answers) is equal
    booked = [square.look(lambda conn, step=step: booked_as(conn, step.transaction)) is not None for step in steps]  # type: ignore[misc]
    assert booked == [isinstance(answers[order.index(place)], Executed) for place in range(6)], (
        "each has its own answer"
    )
    ordered = dict(enumerate(EVEN))
    for place, step in enumerate(steps):
        ordered[place] -= step.amount.minor
        ordered[place + 1] += step.amount.minor
    assert (square.balances() == ordered) is equal
    assert square.ledger({command.narration for command in steps}, set(), set()).damage == {}


@pytest.mark.parametrize(
    ("served", "honest"), [("", True), ("tests.faults.spoilt:fingerprints_are_ignored", False)], indirect=["served"]
)
@ON_SQLITE
def test_f14_the_same_id_with_another_body(served: str, square: Square, run: Run, honest: bool) -> None:
    """Refused loudly, by 409 (422 says here that there is a receipt), and kept in the activity's chain. The control answers "ok"."""
    hand = Hand(square, served)
    first = hand.seal(transfer(square.accounts[0], square.accounts[1], 3, new_id()))
    assert isinstance(hand.post(first), Executed)
    wrongly = 0
    bodies = [transfer(square.accounts[2], square.accounts[3], 3, new_id()),
              transfer(square.accounts[0], square.accounts[1], 5, new_id())]  # fmt: skip
    for body in bodies:
        status, raw = hand.send(msgspec.json.encode(hand.seal(body, id=first.id)))
        run.fault()
        run.did()
        wrongly += status == 200
        if honest:
            assert (status, msgspec.json.decode(raw, type=Problem).code) == (409, ErrorCode.COMMAND_ID_REUSED)
        booked = square.look(lambda conn, body=body: booked_as(conn, body.transaction))  # type: ignore[misc]
        assert booked is None
    run.figures["wrongly acknowledged"] = wrongly
    assert (wrongly == 0) is honest
    rows = square.look(lambda conn: conn.execute(select(activity.c.device, activity.c.detail)
                                                 .where(activity.c.what == ID_REUSED)).all())  # fmt: skip
    assert [tuple(row) for row in rows] == [(hand.signer.device, f"transfer {first.id}")] * (
        len(bodies) if honest else 0
    )


def booked_as(conn: Connection, key: str) -> object:
    return conn.execute(select(transactions.c.id).where(transactions.c.id == key)).first()


@ON_SQLITE
@pytest.mark.parametrize(
    ("served", "guarded"),
    [("", True), ("tests.faults.spoilt:the_workstations_clock_rules", False)],
    indirect=["served"],
)
@pytest.mark.parametrize("off", [timedelta(days=-1), timedelta(days=1), timedelta(minutes=-5), timedelta(minutes=5)])
def test_f15_the_workstations_clock_is_wrong(
    served: str, square: Square, run: Run, off: timedelta, guarded: bool
) -> None:
    """The business date is the branch's. A sign-in whose proof is too old or too new is told the bank's time. The control books on
    the workstation's date and lets anybody in.
    """
    theirs = time.time() + off.total_seconds()
    stamp = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(theirs))
    hand = Hand(square, served, made_at=stamp)
    run.fault()
    command = transfer(square.accounts[0], square.accounts[1], 1, new_id())
    assert isinstance(hand.post(hand.seal(command)), Executed)
    run.did()
    day = square.look(lambda conn: conn.execute(select(transactions.c.business_date, journal.c.made_at)
                                                .join(journal, journal.c.seq == transactions.c.seq)
                                                .where(transactions.c.id == command.transaction)).one())  # fmt: skip
    assert tuple(day) == ("2026-11-24" if guarded else stamp[:10], stamp)
    ask = SignIn(username=demo.STAFF[0].username, password=demo.PASSWORD, device=hand.signer.device)
    proof = hand.signer.proof("POST", served + paths.SIGN_IN, None, lambda: theirs)
    status, body = hand.raw("POST", paths.SIGN_IN, msgspec.json.encode(ask), {"dpop": proof})
    assert status == (401 if guarded else 200)
    if guarded:
        assert "server_time" in msgspec.json.decode(body, type=Problem).params


@pytest.mark.parametrize("guarded", [True, False])
def test_f16_the_banks_clock_jumps_back(
    tmp_path: Path, run: Run, guarded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Followers hear in the sequence's order, where the clock's would be another. A token lives no longer for the jump; in the control
    one may come from the future, and does.
    """
    if not guarded:
        monkeypatch.setattr(tokens, "LEEWAY_S", 10**9)
    with open_house(tmp_path) as house:
        efua = house.sign_in("efua")
        assert efua.get(paths.ME).status_code == 200
        order = []
        for jump in (0, -3_600, 60, -86_400, 5):
            house.clock.pass_s(jump)
            run.fault(int(jump < 0))
            answer = booked_by(house, efua.seal(customer(f"C-{len(order)}")))
            assert isinstance(answer, Executed)
            order.append(answer.seq)
            run.did()
        assert order == sorted(order)
        with house.bank.engine.connect() as conn:
            heard = stored_push(conn, order[0] - 1).rows
        assert [row.seq for row in heard] == order
        assert [row.seq for row in sorted(heard, key=lambda row: row.at)] != order, "by the clock it would be another"
        assert efua.get(paths.ME).status_code == (401 if guarded else 200)
        house.clock.pass_s(86_400 * 2)
        assert efua.get(paths.ME).status_code == 401


def booked_by(house: House, envelope: Envelope) -> AnyAnswer:
    """By the queue itself: the door refuses a token that comes from the future by now."""
    header = Header(command_id=envelope.id, made_by=envelope.made_by, delivered_by=envelope.made_by,
                    device=envelope.device, counter=envelope.counter, made_at=envelope.made_at)  # fmt: skip
    return house.bank.writer.execute_sync(header, decode(bytes(envelope.command)))
