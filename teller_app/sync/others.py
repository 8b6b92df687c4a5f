"""Who else works at this workstation: whoever left a drawer or unsent postings here, or was here today (picture 21).

What somebody left is noted when they go, in their own encrypted notes. A workstation that lost its power knows only when they came.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

import msgspec

from contract.base import UNREADABLE
from contract.staff import Me
from teller_app.sync.desk import stamp
from teller_app.sync.notes import recall, remember
from teller_app.sync.outbox import Outbox
from teller_app.sync.profile import Profile

NOTE = "left"
HOURS_MAX = 12
"""Somebody without anything here is named for as long as a shift may last, in hours."""
NEVER_ANSWERED = 1 << 62
"""Above every sequence: of the outbox's rows only those that nobody has answered."""


class Other(msgspec.Struct, frozen=True):
    """A colleague at this workstation. ``drawer`` is the number of the one they hold, ``left_at`` a stamp, ``unsent`` their postings
    that still wait here."""

    username: str
    full_name: str
    staff_number: str
    left_at: str
    drawer: str = ""
    unsent: int = 0


class _Left(msgspec.Struct, frozen=True):
    at: str
    drawer: str = ""


def note_leaving(profile: Profile, user: str, drawer: str, at: str = "") -> None:
    """Keep when this person went, and with which drawer open. Worker threads only."""
    remember(*profile.notes(user), NOTE, msgspec.json.encode(_Left(at or stamp(), drawer)))


def others(
    profile: Profile, user: str, known: Sequence[tuple[Me, int]], now: datetime | None = None
) -> tuple[Other, ...]:
    """Everybody but ``user``: whose postings wait first, then whoever left last. Worker threads only.

    ``known`` are those who signed in here, and when (seconds since 1970).
    """
    unsent = _unsent(profile.outbox)
    since = stamp((now or datetime.now(UTC)) - timedelta(hours=HOURS_MAX))
    found = [_other(profile, me, came, unsent.get(me.user, 0)) for me, came in known if me.user != user]
    shown = [one for one in found if one.unsent or one.drawer or one.left_at >= since]
    return tuple(sorted(sorted(shown, key=lambda one: one.left_at, reverse=True), key=lambda one: not one.unsent))


def _unsent(outbox: Outbox) -> Mapping[str, int]:
    """What has no answer yet, also what somebody holds back: it lies here all the same."""
    return Counter(row.made_by for row in outbox.pending(NEVER_ANSWERED) if row.unsettled)


def _other(profile: Profile, me: Me, came: int, unsent: int) -> Other:
    # Only whoever left a note has one: a look at the lock makes no files.
    path, key = profile.notes(me.user)
    kept = recall(path, key, NOTE) if path.exists() else None
    came_at = stamp(datetime.fromtimestamp(came, UTC))
    try:
        left = msgspec.json.decode(kept, type=_Left) if kept else _Left(came_at)
    except UNREADABLE:
        left = _Left(came_at)
    return Other(me.username, me.full_name, me.staff_number, max(left.at, came_at), left.drawer, unsent)
