"""What the feed writes at once, read by the same library as the app's; whoever does not read is left to the feed's own bounds."""

import os
import socket

import msgspec
import pytest

from contract.customers import RegisterCustomer
from contract.feed import Batch, Follow
from contract.ids import new_id
from server.api.wire import WireProtocol
from server.core.hub import Push
from tests.server.api.guarded import RawSocket
from tests.server.api.house import House, Person
from tests.server.api.test_feed import ask, opened, read
from tests.support.waiting import until

LONG = "Ama " + "x" * 100


def book(maker: Person, count: int) -> None:
    envelopes = [
        maker.seal(RegisterCustomer(customer=new_id(), number=new_id()[16:], full_name=LONG)) for _ in range(count)
    ]
    for start in range(0, count, 50):
        assert maker.post(*envelopes[start : start + 50], many=True).status_code == 200


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, bool]]:
    """Size of each frame that was tried, and whether it could be written."""
    seen: list[tuple[int, bool]] = []
    real = WireProtocol.write_frame

    def watched(wire: WireProtocol, frame: bytes) -> bool:
        with socket.socket(fileno=os.dup(wire.transport.get_extra_info("socket").fileno())) as line:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
        done = real(wire, frame)
        seen.append((len(frame), done))
        return done

    monkeypatch.setattr(WireProtocol, "write_frame", watched)
    return seen


def test_what_is_booked_is_written_at_once_and_whole(house: House, written: list[tuple[int, bool]]) -> None:
    efua, kojo = house.sign_in("efua"), house.sign_in("kojo", at=house.there)
    with opened(efua) as mine, opened(kojo) as theirs:
        start = ask(mine, 0).head
        ask(theirs, 0)
        for count in (1, 10, 100):
            book(kojo, count)
        for reader in (mine, theirs):
            at, heard = 0, 0
            while heard < 111:
                message = read(reader)
                assert isinstance(message, Batch)
                assert message.after == at
                at = message.upto
                heard += sum(entry.seq > start for entry in message.entries)
    assert any(done for _, done in written)


def test_what_cannot_be_written_is_told_together_with_what_comes_next(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both pushes are there before the feed's task has had its turn; none is forgotten for the other."""
    hub, held = house.bank.hub, list[Push]()
    efua, kojo = house.sign_in("efua"), house.sign_in("kojo", at=house.there)
    monkeypatch.setattr(WireProtocol, "write_frame", lambda wire, frame: False)
    with opened(efua) as line:
        start = ask(line, 0).head
        until(lambda: any(one.take is not None and one.rests() for one in hub.followers()))
        monkeypatch.setattr(hub, "poke", held.append)
        book(kojo, 1)
        book(kojo, 1)

        def tell() -> None:
            for push in held:
                for follower in hub.followers():
                    follower.offer(push)

        assert hub._loop is not None
        hub._loop.call_soon_threadsafe(tell)
        heard: list[int] = []
        while not heard or heard[-1] < held[-1].upto:
            message = read(line)
            assert isinstance(message, Batch)
            heard += [entry.seq for entry in message.entries if entry.seq > start]
    assert heard == [row.seq for push in held for row in push.rows]


def test_who_does_not_read_is_not_written_to_and_the_others_are(house: House, written: list[tuple[int, bool]]) -> None:
    efua, kojo = house.sign_in("efua"), house.sign_in("kojo", at=house.there)
    raw = RawSocket(efua)
    raw.raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    with opened(kojo) as reading:
        head = ask(reading, 0).head
        raw.send(msgspec.json.encode(Follow(after=head)))
        until(lambda: len(house.bank.hub.followers()) == 2)
        for _ in range(50):
            book(kojo, 50)
            while read(reading).upto < house.bank.hub.head:
                pass
            if any(not done for _, done in written):
                break
        else:
            pytest.fail("its line never filled")
        assert any(done for _, done in written)
    raw.close()
