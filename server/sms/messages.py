"""The bank's record of each message: its states, and what is due. Rows are moved on by conditional updates."""

from datetime import datetime

import msgspec
from sqlalchemy import Connection, insert, select, update

from contract.ids import new_id
from server.core.clock import later, stamp
from server.sms.provider import Answer, Delivery, Fate
from server.sms.tables import messages

TRIES_MAX = 5
FIRST_WAIT_S = 2
ASK_AFTER_S = 30
ASKED_FOR_S = 3600
DUE_MAX = 50
LOST_AFTER_S = 600
"""Longer than any hand-over lasts, its wait for a thread, its connection and its retries included."""


class Message(msgspec.Struct, frozen=True):
    """A message. States: queued → sending → sent → delivered | failed, and unknown where nobody can say whether it left.

    ``text`` of a secret one is empty here; it lives in the courier's memory until it left.
    """

    id: str
    phone: str
    purpose: str
    text: str
    secret: bool
    state: str
    provider: str
    provider_id: str
    tries: int
    error: str
    at: str
    next_at: str
    changed_at: str


def queue(conn: Connection, phone: str, text: str, purpose: str, secret: bool, provider: str, now: datetime) -> Message:
    """A new message that waits to leave."""
    present = stamp(now)
    row = Message(new_id(), phone, purpose, "" if secret else text, secret, "queued", provider, "", 0, "", present, present, present)  # fmt: skip
    conn.execute(insert(messages), msgspec.structs.asdict(row))
    return row


def find(conn: Connection, message: str) -> Message | None:
    """The message with this id."""
    row = conn.execute(select(messages).where(messages.c.id == message)).mappings().first()
    return None if row is None else Message(**row)


def due(conn: Connection, now: datetime) -> list[Message]:
    """What waits to leave or to be asked about, oldest first."""
    waits = messages.c.state.in_(["queued", "sent", "unsure"]) & (messages.c.next_at <= stamp(now))
    rows = conn.execute(select(messages).where(waits).order_by(messages.c.next_at).limit(DUE_MAX)).mappings()
    return [Message(**row) for row in rows]


def claim(conn: Connection, row: Message, now: datetime) -> bool:
    """Take a queued message for sending; False when somebody else has it."""
    same = (messages.c.id == row.id) & (messages.c.state == "queued") & (messages.c.tries == row.tries)
    values = {"state": "sending", "tries": row.tries + 1, "changed_at": stamp(now)}
    return conn.execute(update(messages).where(same).values(**values)).rowcount == 1


def settle(conn: Connection, row: Message, answer: Answer, now: datetime) -> str:
    """What the carrier said about a claimed message; its new state. ``row`` is as before the claim."""
    tries = row.tries + 1
    next_at, state = later(now, ASK_AFTER_S), "sent"
    if answer.fate is Fate.BUSY:
        # Certainly not taken: it may be tried again, a little later each time.
        state = "queued" if tries < TRIES_MAX else "failed"
        next_at = later(now, FIRST_WAIT_S * 2**tries)
    elif answer.fate is Fate.REFUSED:
        state = "failed"
    elif answer.fate is Fate.UNKNOWN:
        # With the carrier's name for it we ask; without one nobody can, and sending again might send twice.
        state = "unsure" if answer.carrier_id else "unknown"
        next_at = stamp(now)
    _move(conn, row.id, "sending", state, now, next_at, provider_id=answer.carrier_id, error=answer.why[:80])
    return state


def heard(conn: Connection, row: Message, where: Delivery, now: datetime) -> str:
    """What the carrier says about a message that left, or maybe left; its new state."""
    state = {Delivery.DELIVERED: "delivered", Delivery.FAILED: "failed", Delivery.ON_ITS_WAY: "sent"}.get(
        where, row.state
    )
    if state in ("sent", "unsure") and later(now, -ASKED_FOR_S) > row.at:
        state = "unknown"
    _move(conn, row.id, row.state, state, now, later(now, ASK_AFTER_S))
    return state


def of_carrier(conn: Connection, provider: str, carrier_id: str) -> Message | None:
    """The message that a carrier speaks of."""
    match = (messages.c.provider == provider) & (messages.c.provider_id == carrier_id)
    row = conn.execute(select(messages).where(match)).mappings().first()
    return None if row is None else Message(**row)


def interrupted(conn: Connection, now: datetime) -> int:
    """What was being sent when a process died is unknown; a secret that waited is lost with the memory it lay in. How many those are.

    Nothing that changed within ``LOST_AFTER_S``: another server on the same database may have it in hand.
    """
    stale = messages.c.changed_at < later(now, -LOST_AFTER_S)
    lost = conn.execute(
        update(messages)
        .where((messages.c.state == "queued") & messages.c.secret.is_(True) & stale)
        .values(state="failed", error="lost at a restart", changed_at=stamp(now))
    )
    open_ = conn.execute(
        update(messages)
        .where((messages.c.state == "sending") & stale)
        .values(state="unknown", error="interrupted", changed_at=stamp(now))
    )
    return lost.rowcount + open_.rowcount


def _move(conn: Connection, message: str, before: str, state: str, now: datetime, next_at: str, **more: str) -> None:
    same = (messages.c.id == message) & (messages.c.state == before)
    conn.execute(update(messages).where(same).values(state=state, next_at=next_at, changed_at=stamp(now), **more))
