"""How a request to the server can end. The transport returns one of these and never raises."""

from enum import StrEnum
from typing import Any

import msgspec

from contract.errors import ErrorCode, Problem
from contract.feed import Awaiting, Executed, Refused


class Applied(msgspec.Struct, frozen=True):
    """It is booked."""

    answer: Executed


class AwaitingApproval(msgspec.Struct, frozen=True):
    """A second person is asked."""

    answer: Awaiting


class RejectedByRule(msgspec.Struct, frozen=True):
    """A rule said no, and the journal remembers it."""

    answer: Refused


class Declined(msgspec.Struct, frozen=True):
    """The server answered, and the request left no receipt."""

    problem: Problem

    @property
    def code(self) -> str:
        """The problem's code."""
        return self.problem.code.value


class Offline(msgspec.Struct, frozen=True):
    """No answer came: what was sent may or may not have arrived. ``detail`` is for the log."""

    detail: str = ""
    code: str = "offline"


class ServerFault(msgspec.Struct, frozen=True):
    """The server answered with something that is no answer of ours, or with a failure of its own."""

    status: int
    detail: str = ""
    code: str = "server_fault"


class SignedOut(msgspec.Struct, frozen=True):
    """The session is over: a password is needed."""

    code: str = ErrorCode.NOT_SIGNED_IN.value
    params: dict[str, Any] = {}


Failed = Declined | Offline | ServerFault | SignedOut
Posted = Applied | AwaitingApproval | RejectedByRule


class LocalCode(StrEnum):
    """Codes of this side: what the server never said. Each needs its words in ``i18n``, like the server's codes."""

    OFFLINE = "offline"
    SERVER_FAULT = "server_fault"
    NEEDS_SERVER = "needs_server"
    NOT_SENDABLE = "not_sendable"
    OFFLINE_BUDGET = "offline_budget"
    OFFLINE_TOO_LONG = "offline_too_long"
    OFFLINE_LOCKED = "offline_locked"
    OFFLINE_NO_DRAWER = "offline_no_drawer"
    OUTBOX_FULL = "outbox_full"
    OUTBOX_FAILED = "outbox_failed"
    OUTBOX_TAMPERED = "outbox_tampered"
    OUTBOX_UNREADABLE = "outbox_unreadable"
    OUTBOX_MIRROR = "outbox_mirror"
    OUTBOX_RESTORED = "outbox_restored"
    COMMAND_HELD = "command_held"
    HELD_BACK = "held_back"
    PAST_CHANGED = "past_changed"
    WRONG_SERVER = "wrong_server"
    INSECURE_SERVER = "insecure_server"
    NO_KEYRING = "no_keyring"
