"""How the frame says things: the line, the sync card, the place, the day, the news of a room."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from contract.staff import Me
from teller_app.glass.connection_chip import LineState
from teller_app.glass.toast import ToastWords
from teller_app.i18n import formats
from teller_app.i18n.text import Texts
from teller_app.manifest import Line
from teller_app.shell.desk import DeskState

_CHIP: Mapping[str, LineState] = {
    "online": "online",
    "offline": "offline",
    "reconnecting": "reconnecting",
    "syncing": "reconnecting",
    "signed_out": "signed_out",
}


class CardWords(NamedTuple):
    """Icon, tone and two lines of the sync card."""

    icon: str
    tone: str
    title: str
    detail: str


def local_time(stamp: str) -> datetime | None:
    """A stamp of the wire (RFC 3339, UTC) on this workstation's clock; None where there is none."""
    if not stamp:
        return None
    parsed = datetime.fromisoformat(stamp)
    return (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).astimezone()


def chip(line: Line, texts: Texts) -> tuple[LineState, str, str]:
    """State, label and detail of the connection chip. What was not booked or waits is said before how fast the line is."""
    state = _CHIP.get(line.state, "offline")
    label = texts(f"shell.line.{line.state}" if line.state in _CHIP else "shell.line.offline")
    if line.held:
        shown: LineState = "held" if state == "online" else state
        key = "shell.line.queued_held" if line.queued else "shell.line.held"
        return shown, label, texts(key, n=line.held, queued=line.queued)
    if line.back:
        return state, label, texts("shell.line.back", n=line.back)
    if line.queued:
        return state, label, texts("shell.line.queued", n=line.queued)
    if line.state == "online" and line.rtt_ms:
        return state, label, texts("shell.line.rtt", ms=line.rtt_ms)
    return state, label, ""


def sync_card(line: Line, texts: Texts) -> CardWords:
    """The same once more in words: what waits, and when all was last in step."""
    at = local_time(line.synced_at)
    last = texts("shell.sync.last", at=formats.clock_seconds(at)) if at else texts("shell.sync.never")
    if line.held:
        return CardWords("warning", "neg", texts("shell.sync.held", n=line.held), texts("shell.sync.held_do"))
    if line.back:
        return CardWords("pause", "warn", texts("shell.sync.back", n=line.back), texts("shell.sync.back_do"))
    if line.queued:
        tone = "info" if line.online else "warn"
        detail = texts("shell.sync.going" if tone == "info" else "shell.sync.kept")
        return CardWords("arrows-clockwise", tone, texts("shell.sync.waiting", n=line.queued), detail)
    if line.online:
        return CardWords("cloud-check", "pos", texts("shell.sync.all_sent"), last)
    return CardWords("cloud-slash", "warn", texts("shell.sync.away"), last)


def role(me: Me, texts: Texts) -> str:
    """The first role in words."""
    return texts(f"shell.role.{me.roles[0].value}") if me.roles else ""


def user_line(state: DeskState, texts: Texts) -> str:
    """ "Teller 04 · Makola", or the role where no drawer is held."""
    where = texts("shell.teller", number=state.session.number) if state.session else role(state.me, texts)
    # The card is narrow: "Makola" says as much there as "Makola branch".
    branch = state.me.branch_name.removesuffix(texts("shell.branch_suffix"))
    return texts("shell.user_line", where=where, branch=branch)


def place(state: DeskState, texts: Texts, more: str = "") -> str:
    """The second line of the title: "Makola branch · Teller 04", or whatever ``more`` the room has to say behind the branch."""
    branch = state.me.branch_name
    if not more and state.session is not None:
        more = texts("shell.teller", number=state.session.number)
    return texts("shell.place", branch=branch, more=more) if more else branch


def day(state: DeskState, texts: Texts) -> tuple[str, str]:
    """The business date and how the day stands."""
    branch = state.branch
    if branch is None or not branch.business_date:
        return texts("shell.day.unknown"), texts("shell.day.waiting")
    words = formats.weekday_day_year(date.fromisoformat(branch.business_date), texts.language)
    return words, texts("shell.day.open" if branch.open else "shell.day.closed")


def brand(me: Me, texts: Texts) -> tuple[str, str]:
    """The bank's name on two lines: its first word large, the rest small."""
    first, _, rest = me.bank_name.partition(" ")
    return (first, rest) if first else (texts("shell.brand"), texts("shell.brand_line"))


def news(room: str, code: str, params: Mapping[str, Any], tone: str, texts: Texts) -> ToastWords:
    """A room's notice as a toast: ``error.…`` codes have their own words, others are ``toast.<room>.<code>``."""
    if code.startswith("error."):
        words = texts.for_code(code.removeprefix("error."), params)
        return ToastWords(words.title, words.what_to_do, tone)
    title = texts(f"toast.{room}.{code}.title", **params)
    return ToastWords(title, texts(f"toast.{room}.{code}.body", **params), tone)
