"""What the engine tells the Qt side. Frozen values; they cross threads through one callback."""

from collections.abc import Callable
from typing import Any

import msgspec

from contract.base import Command
from contract.doors import AskedManager
from contract.feed import AnyAnswer
from contract.staff import DeviceKey, Me
from teller_app.sync.outbox_rows import OutboxRow
from teller_app.sync.state import State


class Ready(msgspec.Struct, frozen=True):
    """The profile is open. ``persistent`` is False without a keyring: online only, a password each time."""

    device: str
    key: DeviceKey
    thumbprint: str
    persistent: bool


class ConnectionChanged(msgspec.Struct, frozen=True):
    """``rtt_ms`` is measured on real traffic, 0 while unknown; ``synced_at`` in ms since 1970 by the server's clock.

    ``queued`` rows have no answer yet, ``held`` ones were not booked and wait for a person; ``back`` of the queued are kept from
    being sent until somebody has looked.
    """

    state: State
    rtt_ms: int
    queued: int
    synced_at_ms: int = 0
    held: int = 0
    back: int = 0


class Progress(msgspec.Struct, frozen=True):
    """A snapshot is coming in: facts so far. ``done`` at its end."""

    facts: int
    done: bool = False


class TopicsChanged(msgspec.Struct, frozen=True):
    """Facts of these topics changed in the replica, or (``outbox``) an own command moved on."""

    topics: frozenset[str]


class PendingChanged(msgspec.Struct, frozen=True):
    """Own commands that are unanswered, held, or answered above the replica's cursor, oldest first."""

    rows: tuple[OutboxRow, ...]


class CommandStored(msgspec.Struct, frozen=True):
    """The disk has it. What was sealed may differ from what was handed in by ``taken_offline`` and ``last_receipt``."""

    command_id: str
    command: Command
    receipt: str


class CommandNotStored(msgspec.Struct, frozen=True):
    """The intent was not accepted and nothing was sent. ``code`` is an own code: see LocalCode."""

    command_id: str
    code: str


class CommandSettled(msgspec.Struct, frozen=True):
    """The server's answer, from a reply or from the feed, whichever came first. NotTaken: the row is held."""

    command_id: str
    answer: AnyAnswer


class SignedIn(msgspec.Struct, frozen=True):
    """``offline`` says that the verifier on this workstation, and not the server, let the person in."""

    me: Me
    offline: bool


class MeChanged(msgspec.Struct, frozen=True):
    """Roles, limits or branch were changed by the server meanwhile."""

    me: Me


class SignInFailed(msgspec.Struct, frozen=True):
    """A code with figures; ``retry_after_s`` above zero where the server slows us down. ``waits``: a manager is still asked."""

    code: str
    params: dict[str, Any] = {}
    retry_after_s: int = 0
    waits: bool = False


class PasswordNeeded(msgspec.Struct, frozen=True):
    """The server knows this session no longer, by ``code``. The person is still here, and so is what they were doing."""

    code: str


class CodeAsked(msgspec.Struct, frozen=True):
    """A code went out (``sms``, to a phone that ends in ``sent_to``) or is made by the person's own device (``totp``)."""

    way: str
    sent_to: str
    left_s: int


class ManagerAsked(msgspec.Struct, frozen=True):
    """The code was right; a manager decides whether this workstation is let in, who has the same ``words`` on their screen."""

    left_s: int
    words: tuple[str, ...] = ()


class AdmissionSeen(msgspec.Struct, frozen=True):
    """How the request of a new workstation stands: who is asked, for how long, and in how many seconds one may remind again."""

    asked: tuple[AskedManager, ...]
    left_s: int
    remind_s: int


class ManagerCodeAsked(msgspec.Struct, frozen=True):
    """A code went to the manager ``user``, to a phone that ends in ``sent_to``; they read it aloud."""

    user: str
    sent_to: str
    left_s: int


class Reached(msgspec.Struct, frozen=True):
    """How the bank is reached while nobody is signed in: "" it works, or offline, wrong_server, server_fault. ``alone``: somebody signed
    in here of late, whom this workstation could let in without it."""

    code: str = ""
    alone: bool = False


class SessionEnded(msgspec.Struct, frozen=True):
    """Whoever was signed in has signed out."""


class OutboxProblem(msgspec.Struct, frozen=True):
    """The outbox needs a person: unreadable, tampered with, a command held, or a server whose past has changed."""

    code: str
    rows: tuple[int, ...] = ()


class Answered(msgspec.Struct, frozen=True):
    """A question's answer on its way to the thread that asked: the bridge calls ``deliver`` there."""

    deliver: Callable[[], None]


EngineEvent = (
    Ready
    | ConnectionChanged
    | Progress
    | TopicsChanged
    | PendingChanged
    | CommandStored
    | CommandNotStored
    | CommandSettled
    | SignedIn
    | MeChanged
    | SignInFailed
    | CodeAsked
    | ManagerAsked
    | AdmissionSeen
    | ManagerCodeAsked
    | PasswordNeeded
    | Reached
    | SessionEnded
    | OutboxProblem
    | Answered
)
