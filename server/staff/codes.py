"""Fresh codes for acts of high privilege: bound to one command's content, six digits, five minutes, five tries, once.

The message says what the code is for, so that what one sees is what one signs. Only a keyed hash of the code is kept.
"""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update

from contract.ids import derived_id, new_id
from server.core.clock import later, stamp
from server.core.context import Context
from server.staff import totp as authenticator
from server.staff.sealing import Sealer
from server.staff.tables import GRANTS, code_grants, codes

LIVES_S = 300
TRIES_MAX = 5
ASKED_MAX = 6
ASKED_WITHIN_S = 900
"""Codes that one person may ask within this time: a phone is no bell."""
KEPT_S = 24 * 3600
SMS, TOTP = "sms", "totp"
ACT, DEVICE, ADMIT = "act", "device", "admit"
"""What a code is for: one's own command, one's new workstation, somebody else's that waits while no manager is at a screen."""


class Fate(StrEnum):
    """What became of a typed code."""

    RIGHT = "right"
    WRONG = "wrong"
    OVER = "over"


class Code(msgspec.Struct, frozen=True):
    """A code on its way. ``subject`` is what an enrolment needs again; for acts it is the command's kind."""

    id: str
    user: str
    device: str
    purpose: str
    binding: str
    way: str
    mark: str
    tries: int
    state: str
    at: str
    expires_at: str
    subject: str


@dataclass(frozen=True)
class Wanted:
    """Whose code, at which workstation, for what: ``binding`` is a SHA-256 of the content."""

    user: str
    device: str
    purpose: str
    binding: str
    subject: str

    @property
    def subject_word(self) -> str:
        """What the activity line says it was for."""
        return self.subject if self.purpose == ACT else self.purpose


def fresh_code() -> str:
    """Six digits nobody can foresee."""
    return f"{secrets.randbelow(1_000_000):06d}"


def asked_lately(conn: Connection, user: str, now: datetime) -> int:
    """How many codes the person asked within the last quarter of an hour."""
    lately = (codes.c.user == user) & (codes.c.at > later(now, -ASKED_WITHIN_S))
    return conn.scalar(select(func.count()).select_from(codes).where(lately)) or 0


def begin(conn: Connection, sealer: Sealer, wanted: Wanted, way: str, code: str, now: datetime) -> Code:
    """Keep a new code; one that was asked for the same thing before counts no more."""
    same = (codes.c.user == wanted.user) & (codes.c.binding == wanted.binding) & (codes.c.state == "sent")
    conn.execute(update(codes).where(same).values(state="replaced"))
    conn.execute(delete(codes).where(codes.c.at < later(now, -KEPT_S)))
    challenge = new_id()
    row = Code(
        id=challenge,
        user=wanted.user,
        device=wanted.device,
        purpose=wanted.purpose,
        binding=wanted.binding,
        way=way,
        mark=sealer.mark(challenge, code) if way == SMS else "",
        tries=0,
        state="sent",
        at=stamp(now),
        expires_at=later(now, LIVES_S),
        subject=wanted.subject,
    )
    conn.execute(insert(codes), msgspec.structs.asdict(row))
    return row


def find(conn: Connection, challenge: str) -> Code | None:
    """The code with this challenge."""
    row = conn.execute(select(codes).where(codes.c.id == challenge)).mappings().first()
    return None if row is None else Code(**row)


def answer(conn: Connection, sealer: Sealer, row: Code, code: str, now: datetime) -> Fate:
    """Count the try, then compare. A right one is used up; after five wrong ones nothing counts any more."""
    if row.state != "sent" or row.expires_at <= stamp(now) or row.tries >= TRIES_MAX:
        return Fate.OVER
    # Two tries at once would otherwise be counted as one.
    same = (codes.c.id == row.id) & (codes.c.tries == row.tries) & (codes.c.state == "sent")
    if conn.execute(update(codes).where(same).values(tries=row.tries + 1)).rowcount != 1:
        return Fate.OVER
    if row.way == SMS:
        right = hmac.compare_digest(sealer.mark(row.id, code), row.mark)
    else:
        right = authenticator.accept(conn, sealer, row.user, code, now)
    if right:
        conn.execute(update(codes).where(codes.c.id == row.id).values(state="used"))
        return Fate.RIGHT
    return Fate.WRONG if row.tries + 1 < TRIES_MAX else Fate.OVER


def grant(conn: Connection, user: str, device: str, fingerprint: str, now: datetime) -> None:
    """The confirmed code allows exactly this command, by this person on this device, once, for five minutes."""
    conn.execute(delete(code_grants).where(code_grants.c.expires_at < later(now, -KEPT_S)))
    key = grant_id(user, device, fingerprint)
    conn.execute(delete(code_grants).where(code_grants.c.id == key))
    conn.execute(insert(code_grants), {"id": key, "expires_at": later(now, LIVES_S), "used": False})


def grant_id(user: str, device: str, fingerprint: str) -> str:
    """The key of what a code allows."""
    return derived_id("code grant", user, device, fingerprint)


def taken(ctx: Context, fingerprint: str) -> bool:
    """Use the grant for this command, if there is one. Staged: where the command is refused after all, it is as before."""
    return _used(ctx, ctx.actor.user, fingerprint)


def beside(maker: str, fingerprint: str) -> str:
    """What a second person's proof is bound to, in a grant of theirs: whose command it is, and its content. No code's grant reads so."""
    return f"beside {maker} {fingerprint}"


def second_taken(ctx: Context, second: str, fingerprint: str) -> bool:
    """The same for the grant that the second person gave beside the maker."""
    return _used(ctx, second, beside(ctx.actor.user, fingerprint))


def _used(ctx: Context, user: str, binding: str) -> bool:
    row = ctx.get(GRANTS, grant_id(user, ctx.header.device, binding))
    if row is None or row.used or row.expires_at <= ctx.at:
        return False
    ctx.put(GRANTS, msgspec.structs.replace(row, used=True))
    return True
