"""What a room tells the shell about itself, and what a room may ask of the house. No Qt, so that models stay plain."""

from collections.abc import Callable, Collection, Mapping
from typing import Any, Protocol, runtime_checkable

import msgspec

from contract.base import Command, Wire
from contract.feed import AnyAnswer
from contract.permissions import Permission
from contract.staff import Me


class Action(msgspec.Struct, frozen=True):
    """A key and what it does in this room. ``intent`` is handed to the view's ``act``; ``text`` is a key of the texts.

    ``icon`` and ``tone`` are how the palette shows it; without an icon it shows the room's. ``right``: whoever lacks it has no such key
    in this room, and the shell's own is not hidden by it.
    """

    key: str
    text: str
    intent: str
    primary: bool = False
    in_bar: bool = True
    icon: str = ""
    tone: str = "mute"
    right: Permission | None = None


class Manifest(msgspec.Struct, frozen=True):
    """A room: its place in the sidebar, the permission it takes, its keys."""

    name: str
    title: str
    icon: str
    permission: Permission | None
    actions: tuple[Action, ...]
    in_sidebar: bool = True


def keys_of(manifest: Manifest, permissions: Collection[Permission]) -> Manifest:
    """The room with the keys that somebody with these permissions has there."""
    held = tuple(action for action in manifest.actions if action.right is None or action.right in permissions)
    return msgspec.structs.replace(manifest, actions=held)


class Guide(msgspec.Struct, frozen=True):
    """How the frame around a room says what is done there now. What is empty is said as ever.

    ``title`` and ``line`` stand in the top bar, ``more`` behind the branch's name where there is no such line; ``lit`` is the intent whose key is lit; ``keys`` calls the keys of these intents by what
    they do now. ``quiet`` are intents, or keys of the shell, that mean nothing now: they are not in the bar, and do what they always do.
    """

    title: str = ""
    line: str = ""
    more: str = ""
    lit: str = ""
    keys: Mapping[str, str] = {}
    quiet: frozenset[str] = frozenset()


@runtime_checkable
class Guides(Protocol):
    """A view that does more than one thing, and tells the frame which."""

    def guide(self) -> Guide: ...


@runtime_checkable
class Explains(Protocol):
    """A view that knows why one of its keys means nothing now."""

    def why_off(self, intent: str) -> str: ...


class Waiting(msgspec.Struct, frozen=True):
    """An own command that the server has not answered yet, as the outbox knows it."""

    command_id: str
    command: Command
    made_by: str
    receipt: str
    at: str


class Kept(msgspec.Struct, frozen=True):
    """A command in this device's outbox that is not booked, as far as the outbox can say.

    ``state``: queued, sending, back (somebody looks before it is sent), held (the server did not take it), refused (a rule said no).
    ``code`` and ``params`` say why not. ``amount`` in minor units; ``offline``: cash that moved while the server was away, worth
    ``pieces`` into the drawer (negative: out) by the notes and coins that were typed.
    """

    command_id: str
    kind: str
    made_by: str
    at: str
    state: str
    receipt: str = ""
    account: str = ""
    amount: int = 0
    currency: str = ""
    offline: bool = False
    code: str = ""
    params: Mapping[str, Any] = {}
    may_send_again: bool = False
    may_put_away: bool = False
    pieces: int = 0

    @property
    def stuck(self) -> bool:
        """Whether it waits for a person and not for the server."""
        return self.state in ("held", "refused")


class Line(msgspec.Struct, frozen=True):
    """The connection in words' keys: ``state`` is online, offline, reconnecting, syncing, signed_out.

    ``queued`` commands wait for the server, ``held`` ones were not booked and wait for a person; ``back`` of the queued are kept from
    being sent until somebody has looked.
    """

    state: str = "offline"
    rtt_ms: int = 0
    queued: int = 0
    synced_at: str = ""
    held: int = 0
    back: int = 0

    @property
    def online(self) -> bool:
        """Whether the server is there, be it that something is still being sent."""
        return self.state in ("online", "syncing")

    @property
    def sends(self) -> bool:
        """Whether what is made now goes to the server now: it is there, and nothing before it is held back."""
        return self.online and not self.back


class Port(Protocol):
    """The house as a model sees it. Every callback comes on the Qt thread; none of the calls blocks."""

    @property
    def me(self) -> Me: ...

    @property
    def line(self) -> Line: ...

    def submit(
        self,
        command: Command,
        receipt: str = "",
        stored: Callable[[str], None] | None = None,
        settled: Callable[[AnyAnswer], None] | None = None,
        failed: Callable[[str], None] | None = None,
    ) -> None:
        """Sign, write to the outbox, sync, then send. ``stored`` gets the command id after the disk has it."""

    def query[T](self, ask: Callable[[Any], T], then: Callable[[T], None]) -> None:
        """Run ``ask`` with a connection to the replica on a worker thread, ``then`` with its answer."""

    def fetch(self, path: str, params: dict[str, str], then: Callable[[bytes | None, str], None]) -> None:
        """GET from the server: ``then(body, "")`` or ``then(None, code)`` with an error code or ``offline``."""

    def post(self, path: str, body: Wire, then: Callable[[bytes | None, str], None]) -> None:
        """POST to a door that is no command: asked once, online, never kept here. ``then`` as for ``fetch``; b"" for an empty answer."""

    def picture[T](self, sha256: str, read: Callable[[bytes], T | None], then: Callable[[T | None], None]) -> None:
        """A customer's photo or signature by its SHA-256: ``read`` decodes it on a worker thread, ``then`` gets what it made,
        or None where there is no such picture, or none now: ask again when somebody looks again."""

    def recall(self, name: str, then: Callable[[bytes | None], None]) -> None:
        """What the window kept encrypted for this person, or None."""

    def remember(self, name: str, value: bytes) -> None:
        """Keep a small value encrypted for this person; a disk that refuses costs the comfort only."""

    def next_receipt(self, then: Callable[[str], None]) -> None:
        """Reserve the next receipt number of the held lease."""

    def waiting(self) -> tuple[Waiting, ...]:
        """Own and others' unsent or unanswered commands on this device."""

    def kept(self) -> tuple[Kept, ...]:
        """Everything on this device that is not booked, whoever made it: what waits, and what was not taken."""

    def send_again(self, command_id: str) -> None:
        """Send what the server did not take once more, the same bytes."""

    def put_away(self, command_id: str) -> None:
        """Somebody has read why it was not booked: it needs nobody any more."""

    def hold_back(self, command_id: str = "") -> None:
        """Keep what waits from being sent, from this command on ("" all of it), until ``let_go``."""

    def let_go(self) -> None:
        """Send what was held back."""

    def outlook(self, then: Callable[[tuple[str, ...], bytes | None, str], None]) -> None:
        """What would become of the oldest waiting commands: their ids with an encoded ``Outlook``, or with None and a code."""

    def on_topics(self, topics: frozenset[str], call: Callable[[], None]) -> None:
        """Call whenever facts of these topics changed in the replica (or an own command's state: topic ``outbox``)."""

    def on_line(self, call: Callable[[Line], None]) -> None:
        """Call whenever the connection's state changes."""
