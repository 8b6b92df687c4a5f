"""People and devices: commands, facts, and the shapes of signing in."""

from typing import Annotated

import msgspec

from contract.base import Command, Fact, Secret, Wire
from contract.ids import Code, Id
from contract.permissions import Permission, Role

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
UserName = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9._-]{1,38}[a-z0-9](?!\n)$")]
B64 = Annotated[
    str, msgspec.Meta(pattern=r"^[A-Za-z0-9_-]{43}(?!\n)$", description="32 bytes, base64url without padding")
]
Reason = Annotated[str, msgspec.Meta(min_length=1, max_length=400)]
Phone = Annotated[str, msgspec.Meta(pattern=r"^(\+[1-9][0-9]{6,14})?(?!\n)$", description="E.164, or empty: none")]
Act = Annotated[str, msgspec.Meta(pattern=r"^[a-z_]{2,30}(?!\n)$", description="a kind of command that moves money")]
Bound = Annotated[int, msgspec.Meta(ge=0, le=10**16)]


class DeviceKey(Wire, frozen=True):
    """A P-256 public key as in RFC 7517, only the two coordinates."""

    x: B64
    y: B64


class AddUser(Command, frozen=True, tag="add_user"):
    user: Id
    username: UserName
    full_name: Name
    staff_number: Code
    roles: Annotated[tuple[Role, ...], msgspec.Meta(min_length=1, max_length=6)]
    branch: Id
    phone: Phone = ""


class ChangeUser(Command, frozen=True, tag="change_user"):
    """Roles and branch are what they shall be; an empty name or phone stays as it was.

    Another phone is noted, and counts once its owner confirms it; until then the one before does. ``phone_lost``: that one, and the
    authenticator that may be on it, count no more from now on.
    """

    user: Id
    roles: Annotated[tuple[Role, ...], msgspec.Meta(min_length=1, max_length=6)]
    branch: Id
    full_name: Annotated[str, msgspec.Meta(max_length=120)] = ""
    phone: Phone = ""
    phone_lost: bool = False


class ConfirmPhone(Command, frozen=True, tag="confirm_phone"):
    """The phone that was noted is mine: the code that this asks for goes to that very number (ASVS 6.6.1). ``noted`` as in ``UserFact``."""

    user: Id
    noted: Id


class DisableUser(Command, frozen=True, tag="disable_user"):
    user: Id
    reason: Reason


class EnableUser(Command, frozen=True, tag="enable_user"):
    """Somebody who was disabled works here again. Sessions of before stay over."""

    user: Id
    reason: Reason


class UnlockUser(Command, frozen=True, tag="unlock_user"):
    """The failures that slow a person's sign-in down are forgotten."""

    user: Id
    reason: Reason


class EndSessions(Command, frozen=True, tag="end_sessions"):
    """Signed out everywhere: oneself, or somebody one looks after."""

    user: Id
    reason: Annotated[str, msgspec.Meta(max_length=400)] = ""


class ResetPassword(Command, frozen=True, tag="reset_password"):
    """The password counts no more. A one-time secret is drawn for the person afterwards, at its own door."""

    user: Id
    reason: Reason


class ChangeRole(Command, frozen=True, tag="change_role"):
    """What a role may do from now on, in every branch. ``everywhere`` lifts the branch bound."""

    role: Role
    permissions: Annotated[tuple[Permission, ...], msgspec.Meta(max_length=60)]
    everywhere: bool = False


class SetLimit(Command, frozen=True, tag="set_limit"):
    """What may be done alone, in minor units: of a role, a person or a whole branch, exactly one of them named.

    ``per_day`` None: the day's sum is not bound. ``removed``: the bound is taken away.
    """

    act: Act
    currency: Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{3}(?!\n)$")]
    per_transaction: Bound
    per_day: Bound | None = None
    role: Role | None = None
    user: Id | None = None
    branch: Id | None = None
    removed: bool = False


class AddDevice(Command, frozen=True, tag="add_device"):
    device: Id
    name: Code
    branch: Id
    key: DeviceKey


class RevokeDevice(Command, frozen=True, tag="revoke_device"):
    device: Id
    reason: Reason


class RenameDevice(Command, frozen=True, tag="rename_device"):
    device: Id
    name: Code


class AskForDevice(Command, frozen=True, tag="ask_for_device"):
    """Made by the server in a person's name once the code that went to them was typed: a manager decides."""

    device: Id
    name: Code
    key: DeviceKey


class ReadmitDevice(Command, frozen=True, tag="readmit_device"):
    """Its envelopes forked (a copy, or an old state restored) and somebody looked: the next one begins its chain anew."""

    device: Id
    reason: Reason


class UserFact(Fact, frozen=True, tag="user"):
    user: Id
    username: str
    full_name: str
    staff_number: str
    roles: tuple[Role, ...]
    branch: Id
    active: bool
    phone_end: str = ""
    """The phone's last three digits: enough to say where a code went."""
    noted: str = ""
    """By what its owner confirms the phone that was noted for them, empty where none waits; ``noted_end`` are its last three digits."""
    noted_end: str = ""


class RoleFact(Fact, frozen=True, tag="role"):
    """What a role may do. Everybody on the staff may know."""

    role: Role
    permissions: tuple[Permission, ...]
    everywhere: bool = False


class LimitFact(Fact, frozen=True, tag="limit"):
    """A bound in minor units; of role, user and branch exactly one is named. ``limit`` is its key; ``removed``: it is no more."""

    limit: str
    act: str
    currency: str
    per_transaction: int
    per_day: int | None = None
    role: Role | None = None
    user: Id | None = None
    branch: Id | None = None
    removed: bool = False


class DeviceFact(Fact, frozen=True, tag="device"):
    device: Id
    name: str
    branch: Id
    active: bool


class SignIn(Wire, frozen=True):
    """POST sign-in. A DPoP proof of the device's key stands in the header."""

    username: Annotated[str, msgspec.Meta(max_length=64)]
    password: Annotated[str, msgspec.Meta(max_length=256)]
    device: Id

    def secret(self) -> Secret:
        return Secret(self.password)


class Refresh(Wire, frozen=True):
    """POST refresh: the opaque token is used once and answered with its successor."""

    refresh: Annotated[str, msgspec.Meta(max_length=128)]
    device: Id


class Limit(Wire, frozen=True):
    """What the person may do alone with commands of ``kind``, in minor units of ``currency``. ``per_day`` None: no bound."""

    kind: str
    currency: str
    per_transaction: int
    per_day: int | None = None


class Me(Wire, frozen=True):
    """Who the signed-in person is to this server. ``scope`` changes when roles, branch or permissions do.

    ``contact_line`` is how the bank is reached, for the letterhead; ``device_name`` what the bank calls this workstation.
    ``recovery_key`` is the bank's public key to which a workstation seals the key of its outbox.
    """

    user: Id
    username: str
    full_name: str
    staff_number: str
    roles: tuple[Role, ...]
    branch: Id
    branch_name: str
    branch_code: str
    bank_name: str
    permissions: tuple[Permission, ...]
    limits: tuple[Limit, ...]
    scope: str
    shift_ends_at: str
    idle_lock_s: int = 300
    contact_line: str = ""
    device_name: str = ""
    code_kinds: tuple[str, ...] = ()
    """Commands that ask a fresh code each time, whatever they are about."""
    code_way: str = ""
    """How codes reach the person: ``totp``, ``sms`` or empty (no way: an administrator must note a phone)."""
    recovery_key: DeviceKey | None = None


class Tokens(Wire, frozen=True):
    """Access: JWT for ten minutes. Refresh: opaque, rotating, for one shift. Both bound to the device's key."""

    access: str
    access_expires_in_s: int
    refresh: str
    me: Me
