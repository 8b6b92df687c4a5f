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


class ChangeUser(Command, frozen=True, tag="change_user"):
    user: Id
    roles: Annotated[tuple[Role, ...], msgspec.Meta(min_length=1, max_length=6)]
    branch: Id


class DisableUser(Command, frozen=True, tag="disable_user"):
    user: Id
    reason: Reason


class AddDevice(Command, frozen=True, tag="add_device"):
    device: Id
    name: Code
    branch: Id
    key: DeviceKey


class RevokeDevice(Command, frozen=True, tag="revoke_device"):
    device: Id
    reason: Reason


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
    """What one role may do alone: ``per_transaction`` in minor units of ``currency`` for commands of ``kind``."""

    kind: str
    currency: str
    per_transaction: int


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
    recovery_key: DeviceKey | None = None


class Tokens(Wire, frozen=True):
    """Access: JWT for ten minutes. Refresh: opaque, rotating, for one shift. Both bound to the device's key."""

    access: str
    access_expires_in_s: int
    refresh: str
    me: Me
