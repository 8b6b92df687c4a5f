"""The websocket, read by the same library as the app's."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from contract import paths
from contract.customers import CustomerFact, RegisterCustomer
from contract.feed import Batch, Bye, Executed, Follow, Hello, Resync, ServerMessage
from contract.ids import new_id
from contract.permissions import Role
from contract.staff import ChangeUser, RevokeDevice
from tests.server.api.house import House, Person

_decode = msgspec.json.Decoder(ServerMessage).decode


@contextmanager
def opened(person: Person, **headers: str) -> Iterator[ClientConnection]:
    url = person.house.base.replace("http", "ws") + paths.FEED
    given = person.headers("GET", paths.FEED) | headers
    with connect(url, additional_headers=given, compression=None, proxy=None, open_timeout=60) as socket:
        yield socket


def ask(socket: ClientConnection, after: int, **more: str) -> Hello:
    socket.send(msgspec.json.encode(Follow(after=after, **more)).decode())
    hello = read(socket)
    assert isinstance(hello, Hello)
    return hello


def read(socket: ClientConnection, timeout_s: float = 30) -> Any:
    return _decode(socket.recv(timeout=timeout_s))


def until(socket: ClientConnection, fits: Callable[[Any], bool]) -> Any:
    """The first message that fits; batches before it must follow one another without a gap."""
    at = None
    while True:
        message = read(socket)
        if isinstance(message, Batch):
            assert at in (None, message.after)
            at = message.upto
        if fits(message):
            return message


def customer(number: str) -> RegisterCustomer:
    return RegisterCustomer(customer=new_id(), number=number, full_name="Ama Mensah")


def test_what_was_missed_then_what_is_booked(house: House) -> None:
    efua, kojo = house.sign_in("efua"), house.sign_in("kojo", at=house.there)
    efua.post(efua.seal(customer("C-1")))
    start = house.bank.hub.head - 1
    with opened(kojo) as socket:
        hello = ask(socket, start)
        assert (hello.head, hello.scope) == (start + 1, kojo.me.scope)
        missed = read(socket)
        assert (missed.after, missed.upto) == (start, start + 1)
        assert isinstance(missed.entries[0].facts[0], CustomerFact)
        assert (missed.entries[0].command, missed.entries[0].answer) == ("", None), "another's outcome is not for him"
        envelope = kojo.seal(customer("C-2"))
        kojo.post(envelope)
        mine = read(socket)
        assert (mine.after, mine.upto, mine.entries[0].command) == (start + 1, start + 2, envelope.id)
        assert mine.entries[0].answer == Executed(seq=start + 2)
        assert mine.head_hash == house.bank.hub.head_hash


def test_what_is_not_for_the_reader_moves_the_cursor_only(house: House) -> None:
    efua, yaa = house.sign_in("efua"), house.sign_in("yaa", at=house.there)
    with opened(yaa) as socket:
        start = house.bank.hub.head
        ask(socket, start)
        for number in range(5):
            efua.post(efua.seal(customer(f"C-{number}")))
        last = until(socket, lambda message: message.upto == start + 5)
        assert last.entries == ()


def test_a_feed_says_why_it_cannot_go_on(house: House) -> None:
    efua = house.sign_in("efua")
    for follow, reason in (
        (Follow(after=10_000), "epoch"),
        (Follow(after=1, epoch=new_id()), "epoch"),
        (Follow(after=1, head_hash="0" * 64), "epoch"),
        (Follow(after=1, scope="another"), "scope"),
    ):
        with opened(efua) as socket:
            ask(socket, **msgspec.structs.asdict(follow))
            assert read(socket) == Resync(reason=reason)
            with pytest.raises(ConnectionClosed):
                socket.recv(timeout=60)


@pytest.mark.parametrize("headers", [{"authorization": ""}, {"dpop": "x.y.z"}, {"origin": "https://evil.example"}])
def test_the_handshake_is_refused_before_anything_is_sent(house: House, headers: dict[str, str]) -> None:
    efua = house.sign_in("efua")
    with pytest.raises(InvalidStatus) as refused, opened(efua, **headers):
        pass
    assert refused.value.response.status_code in (401, 403)
    assert msgspec.json.decode(refused.value.response.body)["code"] in ("not_signed_in", "bad_proof", "not_permitted")


def test_one_workstation_holds_a_bounded_number_of_feeds(house: House) -> None:
    efua = house.sign_in("efua")
    with opened(efua), opened(efua), opened(efua), opened(efua):
        with pytest.raises(InvalidStatus) as refused, opened(efua):
            pass
        assert refused.value.response.status_code == 429


@pytest.mark.parametrize("words", [["nonsense"], [b"\x00\xff"], ["[" * 20_000], [Follow(after=0), Follow(after=0)]])
def test_follow_is_the_first_and_only_word(house: House, words: list[Any]) -> None:
    efua = house.sign_in("efua")
    with opened(efua) as socket, pytest.raises(ConnectionClosed) as closed:
        for word in words:
            socket.send(msgspec.json.encode(word).decode() if isinstance(word, Follow) else word)
        while True:
            socket.recv(timeout=60)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1008


def test_a_giant_message_ends_the_socket_and_nothing_else(house: House) -> None:
    efua = house.sign_in("efua")
    with opened(efua) as socket, pytest.raises(ConnectionClosed) as closed:
        socket.send("x" * (70 * 1024))
        socket.recv(timeout=60)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1009
    assert efua.get(paths.ME).status_code == 200


def end_token(house: House, efua: Person) -> None:
    house.clock.pass_s(601)


def sign_out(house: House, efua: Person) -> None:
    efua.call("POST", paths.SIGN_OUT)


def revoke(house: House, efua: Person) -> None:
    house.do(RevokeDevice(device=house.here.device, reason="stolen"))


@pytest.mark.parametrize(
    ("act", "code"), [(end_token, "token_expired"), (sign_out, "not_signed_in"), (revoke, "device_unknown")]
)
def test_whoever_is_not_admitted_any_more_is_told_and_cut_off(
    house: House, act: Callable[[House, Person], None], code: str
) -> None:
    efua = house.sign_in("efua")
    with opened(efua) as socket:
        ask(socket, house.bank.hub.head)
        act(house, efua)
        assert until(socket, lambda message: isinstance(message, Bye)) == Bye(code=code)


def test_other_rights_begin_another_replica_before_the_next_fact(house: House) -> None:
    efua = house.sign_in("efua")
    with opened(efua) as socket:
        ask(socket, house.bank.hub.head)
        house.do(ChangeUser(user=efua.me.user, roles=(Role.AUDITOR,), branch=house.branch))
        assert read(socket) == Resync(reason="scope")


def test_stopping_says_goodbye(house: House) -> None:
    efua = house.sign_in("efua")
    with opened(efua) as socket:
        ask(socket, house.bank.hub.head)
        house.server.handle_exit(15, None)
        assert until(socket, lambda message: isinstance(message, Bye)) == Bye(code="stopping")
