"""The shapes of the staff's own doors: passwords, codes, workstations, sessions, activity, audit. None of this is a command:

what holds a secret never enters an outbox, a fingerprint, the journal, the feed or a log.
"""

from typing import Annotated, Literal

import msgspec

from contract.approvals import RequestState
from contract.base import Secret, Wire
from contract.ids import Code, Id
from contract.permissions import Role
from contract.staff import DeviceKey

_Password = Annotated[str, msgspec.Meta(max_length=256)]
_SixDigits = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{6}(?!\n)$")]


class SetPassword(Wire, frozen=True):
    """POST password: the one in use (or a one-time secret) is changed; every other session of the person ends. Answer: ``Tokens``."""

    username: Annotated[str, msgspec.Meta(max_length=64)]
    password: _Password
    new_password: _Password
    device: Id

    def secret(self) -> Secret:
        return Secret(self.new_password)


class DrawSecret(Wire, frozen=True):
    """POST one-time secret: once after ``add_user`` or ``reset_password`` was executed, by whoever asked for it."""

    user: Id


class OneTimeSecret(Wire, frozen=True):
    """``sent_to`` (last digits of a phone) where it went by SMS; ``secret`` where the person has none and must be told."""

    user: Id
    expires_at: str
    sent_to: str = ""
    secret: str = ""


class AskCode(Wire, frozen=True):
    """POST code: a fresh code for exactly this command. Its content stands in the message; the code fits nothing else."""

    command: msgspec.Raw


class CodeSent(Wire, frozen=True):
    """A code is on its way (``way`` sms, to a phone that ends in ``sent_to``), or the person's own device makes it (``totp``)."""

    challenge: Id
    way: str
    expires_at: str
    tries: int
    sent_to: str = ""


class ConfirmCode(Wire, frozen=True):
    """POST confirm: the code as typed. After it the command is taken once; a wrong one is refused and counted."""

    challenge: Id
    code: _SixDigits


class ProveSecond(Wire, frozen=True):
    """POST second: the person whom a ``SecondHere`` names stands beside the signed-in one and types their own password. After it that
    very command of that very person, at this workstation, is taken once. Wrong ones count as at their sign-in."""

    command: msgspec.Raw
    password: _Password

    def secret(self) -> Secret:
        return Secret(self.password)


class Enrol(Wire, frozen=True):
    """POST device: a workstation that the bank does not know asks in somebody's name. The proof is of ``key``. Answer: ``CodeSent``."""

    username: Annotated[str, msgspec.Meta(max_length=64)]
    password: _Password
    device: Id
    name: Code
    key: DeviceKey


class Enrolled(Wire, frozen=True):
    """The code was right and a manager is asked: signing in works once they said yes."""

    request: Id
    expires_at: str


class AskAdmission(Wire, frozen=True):
    """POST device request: how the request stands that this workstation made, and what is done about it. The proof is of the key that asked.

    ``remind`` tells ``to`` (None: all who may decide) once more; ``withdraw`` takes it back. Answer: ``Admission``.
    """

    request: Id
    act: Literal["look", "remind", "withdraw"] = "look"
    to: Id | None = None


class AskedManager(Wire, frozen=True):
    """Who may admit the workstation: ``here`` where they are signed in somewhere, ``seen_at`` (a stamp) once it lay before them."""

    user: Id
    full_name: str
    roles: tuple[Role, ...]
    branch_name: str
    here: bool = False
    seen_at: str = ""


class Admission(Wire, frozen=True):
    """A request of a workstation as it stands. ``asked``: whoever has seen it first, then who is here."""

    request: Id
    state: RequestState
    expires_at: str
    asked: tuple[AskedManager, ...] = ()
    reminded_at: str = ""
    reason: str = ""


class AskManagerCode(Wire, frozen=True):
    """POST device manager code: a code to the manager ``user``, who reads it to whoever waits. Answer: ``CodeSent``."""

    request: Id
    user: Id


class TotpAsk(Wire, frozen=True):
    """POST authenticator: with the password again, because whoever holds it holds the second factor."""

    password: _Password


class TotpSecret(Wire, frozen=True):
    """Shown once, as text and as a picture of ``uri``; counts after the first code from it was typed."""

    secret: str
    uri: str


class TotpConfirm(Wire, frozen=True):
    code: _SixDigits


class SessionView(Wire, frozen=True):
    """Somebody signed in: where, since when, until when at the latest, last seen when."""

    session: Id
    user: Id
    full_name: str
    device: Id
    device_name: str
    started_at: str
    ends_at: str
    last_at: str
    current: bool = False


class EndSession(Wire, frozen=True):
    """POST end session: one's own, or one of somebody whom one looks after."""

    session: Id


class DeviceSeen(Wire, frozen=True):
    """When a workstation was last heard of, and who was at it. ``forked``: its record split, and nothing of it is booked until it is readmitted."""

    device: Id
    last_at: str
    user: Id
    full_name: str
    forked: bool = False


class PersonStanding(Wire, frozen=True):
    """What the staff's own list does not say of a person: whether guessing locked them out, how codes reach them
    (``totp``, ``sms``, or empty: not at all), when they were last here, and whether a one-time secret waits: ``due`` to be drawn,
    ``drawn`` and not used yet.
    """

    user: Id
    locked: bool = False
    code_way: str = ""
    last_at: str = ""
    secret: str = ""


class ActivityLine(Wire, frozen=True):
    """One line of what happened around signing in, devices, codes, exports. ``what`` is closed by the client's texts."""

    n: int
    at: str
    what: str
    user: str = ""
    username: str = ""
    full_name: str = ""
    device: str = ""
    device_name: str = ""
    by: str = ""
    detail: str = ""


class ActivityPage(Wire, frozen=True):
    """Newest first; ``next`` (0: no more) is the ``before`` of the following page."""

    lines: tuple[ActivityLine, ...]
    next: int = 0


class NoteActivity(Wire, frozen=True):
    """POST activity: the app printed or wrote out personal data. ``about`` names it as people do: an account's number."""

    what: Literal["printed", "exported"]
    about: Annotated[str, msgspec.Meta(min_length=1, max_length=120)]


class AuditLine(Wire, frozen=True):
    """A journal row without its body."""

    seq: int
    at: str
    kind: str
    outcome: str
    made_by: str
    made_by_name: str
    delivered_by: str
    device: str
    device_name: str
    branch: str
    business_date: str
    command: str
    refers_to: str
    hash: str


class ChainState(Wire, frozen=True):
    """Where the journal stands, and up to where its head was signed at a day's close (0: never yet)."""

    seq: int
    hash: str
    sealed_seq: int = 0
    sealed_at: str = ""
    activity: int = 0
    activity_hash: str = ""


class ChainPart(Wire, frozen=True):
    """A stretch of a chain computed again, from the entry behind ``after`` to ``upto`` of ``head``.

    ``bad`` (0: none) is the first entry that is not as it was written, ``what`` the part of it. The stretch ends there; the next
    one begins at ``upto``.
    """

    after: int
    upto: int
    head: int
    bad: int = 0
    what: str = ""


class AuditPage(Wire, frozen=True):
    """Newest first; ``next`` (0: no more) is the ``before`` of the following page."""

    lines: tuple[AuditLine, ...]
    chain: ChainState
    next: int = 0


class AuditEntry(Wire, frozen=True):
    """One journal row whole: body and facts as stored (empty: erased, or ``withheld`` from this reader) and the hashes that hold it in the chain.

    ``state`` is that of the request which the row made or decided, ``asked`` its kind, ``asked_body`` what was asked where the row itself says
    something else. ``before`` and ``after`` are the fact about a person, role, limit or workstation that it changed; ``before`` is empty for what is new.
    """

    line: AuditLine
    body: str
    facts: str
    prev_hash: str
    body_hash: str
    facts_hash: str
    books_hash: str
    signed: str = ""
    """What the workstation signed beside the header and the body: basis, lease, chain (``contract/envelope.py``)."""
    signature: str = ""
    withheld: bool = False
    next_hash: str = ""
    state: str = ""
    asked: str = ""
    asked_body: str = ""
    asked_by_name: str = ""
    decided_by_name: str = ""
    decided_at: str = ""
    before: str = ""
    after: str = ""
