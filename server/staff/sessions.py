"""Who is signed in: from a presented token to a person on a device, with today's rights. Asked at every request and every feed tick."""

from dataclasses import dataclass

from contract.errors import ErrorCode
from contract.permissions import Permission, Role
from contract.staff import DeviceKey, Me
from server.core.actor import Actor
from server.core.branch_table import BRANCHES
from server.core.clock import Clock
from server.core.unit import Resident
from server.staff.actors import actor_of, reader_of, scope_of
from server.staff.denied import Denied
from server.staff.dpop import thumbprint_of
from server.staff.limits import limits_of
from server.staff.standing import way
from server.staff.strict_jws import TokenRefused
from server.staff.tables import DEVICES, LIMITS, USERS, DeviceRow
from server.staff.tokens import Access, AccessTokens

ENDED_MAX = 10_000


@dataclass(frozen=True)
class Session:
    """A request's person: the token, the row of rights, the device."""

    access: Access
    actor: Actor
    device: DeviceRow


class Sessions:
    """Admits tokens. A session that ended is remembered here until its last access token has expired by itself."""

    def __init__(
        self,
        tokens: AccessTokens,
        resident: Resident,
        clock: Clock,
        bank_name: str,
        contact_line: str = "",
        code_kinds: tuple[str, ...] = (),
        recovery_key: str = "",
    ) -> None:
        self._tokens = tokens
        self._resident = resident
        self._clock = clock
        self._bank_name = bank_name
        self._contact_line = contact_line
        self._code_kinds = code_kinds
        x, _, y = recovery_key.partition(".")
        self._recovery_key = DeviceKey(x=x, y=y) if y else None
        self._ended: dict[str, float] = {}
        self._endings = 0

    def mark(self) -> tuple[int, int]:
        """Another pair whenever anybody's rights may have changed: a person, a role, a device, a session that was ended."""
        return self._resident.version, self._endings

    def admit(self, token: str) -> Session:
        """The session behind an access token. Raises Denied: token_expired, not_signed_in or device_unknown."""
        now = self._clock().timestamp()
        try:
            access = self._tokens.read(token, now)
        except TokenRefused as refusal:
            expired = refusal.why == "exp"
            raise Denied(ErrorCode.TOKEN_EXPIRED if expired else ErrorCode.NOT_SIGNED_IN) from refusal
        return self.check(access)

    def check(self, access: Access) -> Session:
        """The same for a token that was read before (an open feed). Raises Denied."""
        if access.expires_at <= self._clock().timestamp():
            raise Denied(ErrorCode.TOKEN_EXPIRED)
        actor = actor_of(self._resident, access.user)
        ended = access.family in self._ended or self.over(access.user, access.began)
        if actor is None or not actor.active or ended:
            raise Denied(ErrorCode.NOT_SIGNED_IN)
        return Session(access=access, actor=actor, device=self.device(access.device, access.jkt))

    def over(self, user: str, began: str) -> bool:
        """Whether the person was signed out everywhere since (disabled, password reset, by their own wish or a manager's)."""
        row = self._resident.get(USERS, user)
        return row is not None and bool(row.sessions_from) and began <= row.sessions_from

    def username(self, user: str) -> str:
        """The name the person signs in with."""
        row = self._resident.get(USERS, user)
        return row.username if row else ""

    def device(self, device: str, jkt: str) -> DeviceRow:
        """The active device with this id and this key. Raises Denied."""
        row = self._resident.get(DEVICES, device)
        if row is None or not row.active or thumbprint_of(row.key_x, row.key_y) != jkt:
            raise Denied(ErrorCode.DEVICE_UNKNOWN)
        return row

    def end(self, family: str, until: float) -> None:
        """Refuse the family's tokens from now on; ``until`` (seconds since 1970) is when the last one has expired."""
        if len(self._ended) >= ENDED_MAX:
            now = self._clock().timestamp()
            self._ended = {name: last for name, last in self._ended.items() if last > now}
        self._ended[family] = until
        self._endings += 1

    def me(self, actor: Actor, shift_ends_at: str, device: str, authenticator: bool) -> Me:
        """Who the person is to this server, on this device. ``authenticator``: whether their codes come from one."""
        row = self._resident.get(USERS, actor.user)
        branch = self._resident.get(BRANCHES, actor.branch)
        station = self._resident.get(DEVICES, device)
        if row is None:
            raise Denied(ErrorCode.NOT_SIGNED_IN)
        return Me(
            user=row.id,
            username=row.username,
            full_name=row.full_name,
            staff_number=row.staff_number,
            roles=tuple(Role(name) for name in row.roles),
            branch=row.branch,
            branch_name=branch.name if branch else "",
            branch_code=branch.code if branch else "",
            bank_name=self._bank_name,
            permissions=tuple(Permission(name) for name in sorted(actor.permissions)),
            limits=limits_of(self._resident.rows(LIMITS), actor),
            scope=scope_of(actor),
            shift_ends_at=shift_ends_at,
            contact_line=self._contact_line,
            device_name=station.name if station else "",
            code_kinds=self._code_kinds,
            code_way=way(row, authenticator),
            recovery_key=self._recovery_key,
        )


__all__ = ["Session", "Sessions", "reader_of", "scope_of"]
