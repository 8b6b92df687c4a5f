"""A cable between two hosts of their own, packet by packet: some are lost, come twice, or are overtaken (Linux, root).

Each host is a network namespace with one TUN device and no loopback of its own; both have addresses of the loopback range, so that servers
and clients need not know. The packets of one come out of a file and are handed to the other, or not. TCP does what it can.

::

    with Cable(seed) as cable:
        with cable.at_server():     # what is started here lives on the server's host: processes, threads, sockets
            server = start()
        with cable.at_client():
            ask(server)
        cable.loss, cable.twice, cable.overtaken = 0.1, 0.1, 0.1
"""

import errno
import fcntl
import heapq
import os
import random
import select
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from types import TracebackType

SERVER, CLIENT = "127.0.0.1", "127.0.0.2"
"""The server's is the address that every server of the tests answers on."""
TUNSETIFF, SIOCSIFFLAGS, SIOCSIFADDR, SIOCSIFDSTADDR = 0x400454CA, 0x8914, 0x8916, 0x8918
IFF_TUN, IFF_NO_PI, IFF_UP = 0x0001, 0x1000, 0x0001
NAME = b"cable0"
PACKET_MAX = 65_536
TICK_S = 0.01
STOP_S = 10
MINE = "/proc/thread-self/ns/net"


def missing() -> str:
    """Why there can be no cable, or an empty word."""
    if not hasattr(os, "setns") or not os.path.exists("/dev/net/tun"):
        return "network namespaces and /dev/net/tun are Linux's"
    return "" if os.geteuid() == 0 else "network namespaces want root"


@dataclass(frozen=True)
class _End:
    space: int
    tun: int


class Cable:
    """A context manager. The shares may be changed at any time: ``loss`` of packets that vanish, ``lost_answers`` of those towards the
    client in addition, ``twice`` of those that come twice, ``overtaken`` of those that wait up to ``late_s`` and so come behind
    later ones. ``counts`` says how many were carried, lost, doubled and overtaken.
    """

    def __init__(self, seed: int) -> None:
        self.loss = self.lost_answers = self.twice = self.overtaken = 0.0
        self.late_s = 0.03
        self.counts: Counter[str] = Counter()
        self._chance = random.Random(f"cable {seed}")
        self._done = threading.Event()
        self._waiting: list[tuple[float, int, int, bytes]] = []
        self._thread = threading.Thread(target=self._carry, name="coastal-test-cable", daemon=True)

    def __enter__(self) -> "Cable":
        self._server, self._client = _host(SERVER, CLIENT), _host(CLIENT, SERVER)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        self._thread.join(STOP_S)
        for end in (self._server, self._client):
            os.close(end.tun)
            os.close(end.space)

    def at_server(self) -> AbstractContextManager[None]:
        """This thread, and what it starts, stands on the server's host."""
        return _at(self._server.space)

    def at_client(self) -> AbstractContextManager[None]:
        """The same for the workstation's host."""
        return _at(self._client.space)

    def _carry(self) -> None:
        ends = {self._server.tun: self._client.tun, self._client.tun: self._server.tun}
        while not self._done.is_set():
            for tun in select.select(list(ends), [], [], TICK_S)[0]:
                self._judge(os.read(tun, PACKET_MAX), ends[tun])
            while self._waiting and self._waiting[0][0] <= time.monotonic():
                _, _, target, packet = heapq.heappop(self._waiting)
                self._hand_on(packet, target)

    def _judge(self, packet: bytes, target: int) -> None:
        chance = self._chance.random
        if chance() < self.loss or (target == self._client.tun and chance() < self.lost_answers):
            self.counts["lost"] += 1
            return
        times = 2 if chance() < self.twice else 1
        self.counts["doubled"] += times - 1
        for _ in range(times):
            if chance() < self.overtaken:
                self.counts["overtaken"] += 1
                due = time.monotonic() + self._chance.uniform(0.0, self.late_s)
                heapq.heappush(self._waiting, (due, self.counts["overtaken"], target, packet))
            else:
                self._hand_on(packet, target)

    def _hand_on(self, packet: bytes, target: int) -> None:
        self.counts["carried"] += 1
        try:
            os.write(target, packet)
        except OSError as error:
            # A full queue drops, as any router's does.
            if error.errno not in (errno.EAGAIN, errno.ENOBUFS, errno.EIO):
                raise


def _host(mine: str, theirs: str) -> _End:
    """A namespace with its end of the cable."""
    found: list[_End | BaseException] = []

    def make() -> None:
        try:
            os.unshare(os.CLONE_NEWNET)
            found.append(_End(os.open(MINE, os.O_RDONLY), _plug(mine, theirs)))
        except BaseException as error:
            found.append(error)

    # A thread of its own: the caller stays where it is.
    thread = threading.Thread(target=make, name="coastal-test-host")
    thread.start()
    thread.join()
    if isinstance(found[0], BaseException):
        raise found[0]
    return found[0]


def _plug(mine: str, theirs: str) -> int:
    tun = os.open("/dev/net/tun", os.O_RDWR | os.O_CLOEXEC)
    fcntl.ioctl(tun, TUNSETIFF, struct.pack("16sH22x", NAME, IFF_TUN | IFF_NO_PI))
    # Addresses of the loopback range are taken from a device only where it is said so.
    for name in ("all", NAME.decode()):
        for option, value in (("route_localnet", "1"), ("rp_filter", "0")):
            with open(f"/proc/sys/net/ipv4/conf/{name}/{option}", "w") as file:
                file.write(value)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        for request, address in ((SIOCSIFADDR, mine), (SIOCSIFDSTADDR, theirs)):
            named = struct.pack("16sHH4s16x", NAME, socket.AF_INET, 0, socket.inet_aton(address))
            fcntl.ioctl(any_socket, request, named)
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sH22x", NAME, IFF_UP))
    return tun


@contextmanager
def _at(space: int) -> Iterator[None]:
    before = os.open(MINE, os.O_RDONLY)
    os.setns(space, os.CLONE_NEWNET)
    try:
        yield
    finally:
        os.setns(before, os.CLONE_NEWNET)
        os.close(before)
