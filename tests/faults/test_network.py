"""F06 to F11: the line is refused, swallowed, slowed, torn in mid message, lossy. The app's own engine, and couriers."""

import time
from collections.abc import Callable

import pytest

from contract.feed import Executed
from contract.ids import new_id
from teller_app.sync import reader
from teller_app.sync.outbox import Outbox
from teller_app.sync.state import State
from tests.faults.courier import Courier, Guard
from tests.faults.hand import Hand
from tests.faults.run import Run
from tests.faults.siege import Siege
from tests.faults.square import Square, transfer
from tests.journeys.town import Town
from tests.support.forge import Forge, ForgedServer
from tests.support.proxy import Mode, Proxy
from tests.support.waiting import seen, until

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
LOSS = 0.25
LOST_ANSWERS = 16
SWALLOWED_S = 10.0
LEAST_SWALLOWS, SWALLOWS = 4, 40
"""Share of chunks that are lost, with their connection: TCP repairs single packets by itself."""


def quiet(proxy: Proxy, for_s: float = 1.0) -> None:
    """Wait until nothing was said over the line for a while: no question is under way whose time-out would tell on it."""
    said, since = (proxy.sent, proxy.answered), time.monotonic()

    def still() -> bool:
        nonlocal said, since
        if (proxy.sent, proxy.answered) != said:
            said, since = (proxy.sent, proxy.answered), time.monotonic()
        return time.monotonic() - since > for_s

    until(still)


@ON_SQLITE
@pytest.mark.parametrize("mode", [Mode.REFUSE, Mode.BLACK_HOLE])
def test_f06_f07_a_dead_line_is_noticed_and_deposits_queue(town: Town, run: Run, mode: Mode) -> None:
    """A reset at once; a black hole by the ping that is missed. The engine's thread is not the window's: nothing blocks there."""
    town.serve()
    station, lease = town.at_work()
    account = town.account(station)
    assert town.proxy is not None
    station.do(town.deposit(station, account), lease)
    begun = time.monotonic()
    town.proxy.mode = mode
    if mode is Mode.REFUSE:
        town.proxy.cut()
    run.fault()
    station.wait_state(State.OFFLINE)
    run.figures["seconds to notice"] = round(time.monotonic() - begun, 2)
    queued = [station.submit(town.deposit(station, account, offline=True), lease, 20_000_00) for _ in range(3)]
    assert town.count() == 1
    town.proxy.mode = Mode.PASS
    town.proxy.cut()
    station.engine.hurry()
    assert all(isinstance(station.settle(command), Executed) for command in queued)
    run.did("ok", 4)
    assert (town.count(), town.differences()) == (4, [])


@ON_SQLITE
def test_f06_f07_control_a_line_that_lives_is_not_called_dead(town: Town, run: Run) -> None:
    town.serve()
    station, lease = town.at_work()
    account = town.account(station)
    assert town.proxy is not None
    town.proxy.delay_s = 0.01
    run.fault()
    for _ in range(3):
        assert isinstance(station.do(town.deposit(station, account), lease), Executed)
        run.did()
    assert station.state is State.ONLINE


@ON_SQLITE
def test_f06_control_without_the_queue_deposits_are_missing(
    town: Town, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was taken on the dead line is stored and never sent: the line lives again, the books have what came before and after."""
    forgotten: set[str] = set()
    unsent = Outbox.unsent
    monkeypatch.setattr(
        Outbox, "unsent", lambda box, *limit: [row for row in unsent(box, *limit) if row.command_id not in forgotten]
    )
    town.serve()
    station, lease = town.at_work()
    account = town.account(station)
    assert town.proxy is not None
    station.do(town.deposit(station, account), lease)
    town.proxy.mode = Mode.REFUSE
    town.proxy.cut()
    run.fault()
    station.wait_state(State.OFFLINE)
    forgotten |= {station.submit(town.deposit(station, account, offline=True), lease, 20_000_00) for _ in range(3)}
    town.proxy.mode = Mode.PASS
    station.engine.hurry()
    station.wait_state(State.ONLINE)
    assert isinstance(station.do(town.deposit(station, account), lease), Executed)
    run.did("ok", 2)
    assert town.count() == 2


@ON_SQLITE
def test_f07_control_without_a_ping_a_black_hole_looks_like_a_quiet_bank(
    town: Town, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For longer than the ping and its patience take together; a reset is heard all the same."""
    bound = 1.25 * (reader.PING_EVERY_S + reader.PING_LOST_S)
    monkeypatch.setattr(reader, "PING_EVERY_S", None)
    town.serve()
    station, _ = town.at_work()
    assert town.proxy is not None
    town.proxy.mode = Mode.BLACK_HOLE
    run.fault()

    def noticed() -> bool:
        # A question to the replica brings whatever the engine has said until now.
        station.ask(lambda conn: None)
        return station.state is not State.ONLINE

    assert not seen(noticed, bound)
    town.proxy.cut()
    station.wait_state(State.OFFLINE)
    run.did()


@pytest.mark.parametrize(("guard", "damage"), [(Guard.KEEP, set()), (Guard.RENEW, {"doubled"})])
@ON_SQLITE
def test_f08_answers_are_lost(besiege: Callable[..., Siege], guard: Guard, damage: set[str]) -> None:
    """Everything arrives, nothing is heard. Sent again under a new id, the control, it is booked twice."""
    siege = besiege(guard=guard, through_proxy=True)
    assert siege.proxy is not None
    siege.until_worked(1)
    for turn in range(SWALLOWS):
        # The control needs a posting among the swallowed answers, and has it when the books say so.
        if turn >= LEAST_SWALLOWS and (not damage or siege.doubled()):
            break
        siege.proxy.mode = Mode.SWALLOW_ANSWERS
        enough = siege.proxy.withheld + len(siege.couriers)
        seen(lambda enough=enough: siege.proxy.withheld >= enough, SWALLOWED_S)  # type: ignore[misc, union-attr]
        siege.proxy.cut()
        siege.proxy.mode = Mode.PASS
        siege.run.fault()
        siege.until_worked(len(siege.couriers))
    _, _, ledger = siege.end()
    assert set(ledger.damage) - {"refused but booked"} == damage


@pytest.mark.parametrize(("patience_s", "again"), [(60.0, False), (0.15, True)])
@ON_SQLITE
def test_f09_a_slow_line_makes_no_storm(forge: Forge, square: Square, run: Run, patience_s: float, again: bool) -> None:
    """Work goes on at 0.4 s a turn, one request for each command. The control has no patience and asks again and again."""
    server = ForgedServer(forge, square.settings.url, log=square.folder / "log", env=square.environment).start()
    with Proxy(server.port) as wire:
        courier = Courier(square, wire.url, 0, run.seed)
        courier.sign_in()
        courier.wait_for(patience_s)
        wire.delay_s = 0.1
        run.fault()
        courier.start()
        time.sleep(2.0)
        until(lambda: courier.known.retries if again else courier.known.acknowledged)
        # Whoever had no patience has some for what is left: how fast a busy machine answers is not asked here.
        courier.wait_for(60.0)
        wire.delay_s = 0.0 if again else wire.delay_s
        courier.finish()
        courier.join(60)
    server.close()
    known = courier.known
    run.did("ok", len(known.acknowledged) + len(known.reads))
    run.figures["retries"] = known.retries
    assert known.acknowledged
    assert bool(known.retries) is again
    assert square.ledger(known.sent, known.acknowledged, known.refused).damage == {}


@ON_SQLITE
@pytest.mark.parametrize(("same_id", "doubled"), [(True, False), (False, True)])
def test_f10_cut_after_any_number_of_bytes(
    forge: Forge, square: Square, run: Run, same_id: bool, doubled: bool
) -> None:
    """No half message is acted on; whatever was acted on is not acted on again, unless it comes under another id (the control)."""
    server = ForgedServer(forge, square.settings.url, log=square.folder / "log", env=square.environment).start()
    hand = Hand(square, server.base_url)
    sent: set[str] = set()
    with Proxy(server.port) as wire:
        torn = Hand(square, wire.url)
        for towards_server in (True, False):
            for count in range(1, 1400 if towards_server else 420, 97 if towards_server else 41):
                mark = new_id()
                sent.add(mark)
                # There and back, so that there is always something to move.
                source, target = square.accounts[len(sent) % 2], square.accounts[1 - len(sent) % 2]
                command = transfer(source, target, 1, mark)
                envelope = torn.seal(command)
                wire.left_up, wire.left_down = (count, None) if towards_server else (None, count)
                answer = torn.try_post(envelope)
                wire.left_up = wire.left_down = None
                run.fault()
                run.did("ok" if answer else "unknown")
                anew = transfer(source, target, 1, mark)
                hand.post(envelope if same_id else hand.seal(anew))
    server.stop()
    ledger = square.ledger(sent, set(), set())
    assert (bool(ledger.doubled), ledger.strange, ledger.differences) == (doubled, set(), [])


@pytest.mark.parametrize(("guard", "damage"), [(Guard.KEEP, set()), (Guard.RENEW, {"doubled"})])
@ON_SQLITE
def test_f11_a_line_that_loses_a_quarter(besiege: Callable[..., Siege], guard: Guard, damage: set[str]) -> None:
    siege = besiege(guard=guard, through_proxy=True)
    assert siege.proxy is not None
    siege.until_worked(1)
    siege.proxy.loss = LOSS
    siege.run.fault()
    proxy = siege.proxy
    until(lambda: proxy.withheld >= LOST_ANSWERS and (not damage or siege.doubled()))
    siege.proxy.loss = 0.0
    known, verdict, ledger = siege.end()
    assert known.retries > 0
    assert set(ledger.damage) - {"refused but booked"} == damage
    assert verdict.valid
