"""Several server processes on one PostgreSQL, and one that is asked too much."""

import http.client
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import msgspec
import pytest

from contract import paths
from contract.errors import ErrorCode, Problem
from contract.feed import Executed
from contract.ids import new_id
from contract.staff import DisableUser, Refresh
from server.core import journal
from tests.demo import bank as demo
from tests.faults.courier import Courier
from tests.faults.hand import Hand
from tests.faults.run import Run
from tests.faults.siege import together
from tests.faults.square import Square, transfer
from tests.faults.test_feed_faults import feed, follow
from tests.support.forge import Forge, ForgedServer
from tests.support.redis import RedisServer
from tests.support.waiting import LONG_S, until

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
ON_POSTGRES = pytest.mark.parametrize(
    "database_url", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True
)


@pytest.fixture
def servers(forge: Forge, square: Square, request: pytest.FixtureRequest) -> Iterator[list[ForgedServer]]:
    """Three on one database; ``request.param`` names a guard that all of them leave off."""
    patch = getattr(request, "param", "")
    with ExitStack() as stack:
        env = dict(square.environment)
        if patch == "redis":
            env["COASTAL_REDIS"], patch = stack.enter_context(RedisServer()).url, ""
        made = []
        for number in range(3):
            log = square.folder / f"log-{number}"
            server = ForgedServer(forge, square.settings.url, log=log, env=env, patch=patch)
            stack.callback(server.close)
            made.append(server.start())
        yield made


@ON_POSTGRES
def test_three_servers_book_in_one_gapless_order_while_they_die(
    servers: list[ForgedServer], square: Square, run: Run
) -> None:
    couriers = [Courier(square, server.base_url, place, run.seed) for place, server in enumerate(servers)]
    for courier in couriers:
        courier.start()
    for _ in range(4):
        time.sleep(0.4)
        victim = run.chance.choice(servers)
        victim.kill()
        run.fault()
        victim.start()
    until(lambda: all(courier.known.acknowledged for courier in couriers))
    for courier in couriers:
        courier.finish()
    for courier in couriers:
        courier.join(LONG_S)
    known = together([courier.known for courier in couriers])
    run.did("ok", len(known.acknowledged))
    assert all(courier.known.acknowledged for courier in couriers), "each of the three took some"
    ledger = square.ledger(known.sent, known.acknowledged, known.refused)
    assert (ledger.damage, known.wrong) == ({}, [])
    rows = square.look(
        lambda conn: conn.scalars(journal.journal.select().with_only_columns(journal.journal.c.seq)).all()
    )
    assert sorted(rows) == list(range(1, len(rows) + 1))


@pytest.mark.parametrize(
    ("servers", "honoured"), [("", True), ("tests.faults.spoilt:others_are_not_read", False)], indirect=["servers"]
)
@ON_POSTGRES
def test_what_another_server_booked_counts_before_the_next_decision(
    servers: list[ForgedServer], square: Square, run: Run, honoured: bool
) -> None:
    """Disabled at one, refused at the other in the same moment. The control has not read what the first one wrote."""
    adjoa, kojo = Hand(square, servers[0].base_url, 0, 4), Hand(square, servers[1].base_url, 1, 1)
    envelope = kojo.seal(transfer(square.accounts[0], square.accounts[1], 1, new_id()))
    run.fault()
    assert isinstance(adjoa.post(adjoa.seal(DisableUser(user=demo.STAFF[1].id, reason="left"))), Executed)
    status, body = kojo.send(msgspec.json.encode(envelope))
    run.did("ok" if status == 200 else "failed")
    assert (status == 200) is not honoured
    if honoured:
        assert msgspec.json.decode(body, type=Problem).code in (ErrorCode.MAKER_DISABLED, ErrorCode.NOT_SIGNED_IN)


@pytest.mark.parametrize(
    ("servers", "told"),
    [
        ("", True),
        ("redis", True),
        ("tests.faults.spoilt:nobody_is_told", True),
        ("tests.faults.spoilt:nobody_is_told_and_nobody_looks", False),
    ],
    indirect=["servers"],
)
@ON_POSTGRES
def test_followers_of_the_others_hear_it(servers: list[ForgedServer], square: Square, run: Run, told: bool) -> None:
    """By PostgreSQL's channel, by Redis, or half a second later without either. The control looks at nothing and hears nothing."""
    hand, other = Hand(square, servers[0].base_url), Hand(square, servers[2].base_url, 1, 1)
    head = square.look(journal.read_head).seq
    with feed(other) as reader:
        follow(reader, head)
        reader.recv(timeout=LONG_S)
        spent = []
        for number in range(5):
            run.fault()
            source, target = square.accounts[number % 2], square.accounts[1 - number % 2]
            hand.post(hand.seal(transfer(source, target, 1, new_id())))
            begun = time.monotonic()
            try:
                while (
                    msgspec.json.decode(reader.recv(timeout=LONG_S if told else 1.5)).get("upto", 0) < head + number + 1
                ):
                    pass
            except TimeoutError:
                assert not told
                run.did("failed")
                return
            spent.append(round(time.monotonic() - begun, 3))
            run.did()
    run.figures["seconds"] = spent
    assert told


@pytest.mark.parametrize(
    ("servers", "honoured"), [("", True), ("tests.faults.spoilt:proofs_are_not_shared", False)], indirect=["servers"]
)
@ON_POSTGRES
def test_a_proof_used_at_one_is_refused_at_the_others(
    servers: list[ForgedServer], square: Square, run: Run, honoured: bool
) -> None:
    """As behind a balancer, where all answer to one name: a read, a renewal, a feed. The control remembers for itself alone."""
    hand = Hand(square, servers[0].base_url)
    name = {"host": servers[0].base_url.removeprefix("http://")}

    def twice(method: str, path: str, body: bytes, access: str | None) -> list[int]:
        headers = {"dpop": hand.signer.proof(method, hand.base + path, access), **name}
        if access:
            headers["authorization"] = f"DPoP {access}"
        statuses = []
        for server in servers:
            hand.base = server.base_url
            statuses.append(hand.raw(method, path, body, headers)[0])
        hand.base = servers[0].base_url
        return statuses

    run.fault()
    seen = [twice("GET", paths.ME, b"", hand.tokens.access)]
    ask = msgspec.json.encode(Refresh(refresh=hand.tokens.refresh, device=hand.signer.device))
    seen.append(twice("POST", paths.REFRESH, ask, None))
    run.did("ok", len(seen))
    assert all(first == 200 for first, *_ in seen)
    others = {status for _, *rest in seen for status in rest}
    assert (others == {401}) is honoured
    servers[0].kill()
    servers[0].start()
    assert hand.get(paths.ME)[0] == 200, "a fresh proof opens every door again"


@pytest.mark.parametrize(("patch", "turned_away"), [("", True), ("tests.faults.spoilt:no_bound_on_requests", False)])
@ON_SQLITE
def test_past_its_bounds_a_server_says_when_to_come_back(
    forge: Forge, square: Square, run: Run, patch: str, turned_away: bool, tmp_path: Path
) -> None:
    """Those it takes are answered, the others hear 503 with a time, and a moment later everybody is served. Without the bound, the
    control, all are taken and all wait for one another."""
    env = square.environment | {"COASTAL_REQUESTS_MAX": "10"}
    server = ForgedServer(forge, square.settings.url, log=square.folder / "log", env=env, patch=patch).start()
    hands = [Hand(square, server.base_url, place, place % 2) for place in range(4)]
    answers: Counter[int] = Counter()
    lists = []
    for hand in hands:
        for _ in range(20):
            envelopes = [
                hand.seal(transfer(square.accounts[n % 8], square.accounts[(n + 1) % 8], 1, new_id()))
                for n in range(40)
            ]
            lists.append((hand, msgspec.json.encode(envelopes)))

    def post(item: tuple[Hand, bytes]) -> tuple[int, bytes]:
        try:
            return item[0].send(item[1])
        except (OSError, http.client.HTTPException):
            return 0, b""

    with ThreadPoolExecutor(60) as pool:
        done = list(pool.map(post, lists))
    answers.update(status for status, _ in done)
    run.fault(len(lists))
    run.did("ok", answers[200])
    run.did("failed", answers[503])
    run.figures["answers"] = dict(answers)
    assert set(answers) == ({200, 503} if turned_away else {200})
    for status, body in done:
        if status == 503:
            told = msgspec.json.decode(body, type=Problem)
            assert (told.code, told.retry_after_s) == (ErrorCode.BUSY, 1)
    hands[0].post(hands[0].seal(transfer(square.accounts[0], square.accounts[1], 1, new_id())))
    server.stop()
    assert square.look(lambda conn: journal.read_head(conn).seq) > 0
