"""What the audit trail says: a line, an entry with what was before, the state of the chain. Pure; no Qt."""

from datetime import date
from typing import Any

import msgspec

from contract.base import UNREADABLE
from contract.doors import ActivityLine, AuditEntry, AuditLine
from contract.products import SetProduct
from teller_app.i18n import acts, formats, products
from teller_app.i18n.text import Texts
from teller_app.staff import rules
from teller_app.staff.state import StaffState
from teller_app.staff.trail_state import TrailLine, TrailState, group_of
from teller_app.staff.words import names

_GROUP_TONES = {"sign_in": "info", "money": "pos", "access": "accent", "settings": "warn", "work": "mute"}
_BAD = frozenset(
    {
        "sign_in_failed",
        "slowed_down",
        "locked",
        "refresh_reused",
        "wrong_key",
        "code_wrong",
        "feed_misused",
        "noted_too_often",
        "refused",
        "id_reused",
        "device_revoked",
    }
)
HASH_HEAD, HASH_TAIL = 14, 4


def number(line: TrailLine) -> str:
    """ "48 213"."""
    return formats.pieces(line.n if isinstance(line, ActivityLine) else line.seq)


def who(line: TrailLine, texts: Texts) -> str:
    """Who it was: the bank itself, a person, or a name that nobody has."""
    if isinstance(line, ActivityLine):
        return line.by or line.full_name or line.username or texts("staff.trail.system")
    return line.made_by_name or texts("staff.trail.system")


def what(line: TrailLine, texts: Texts) -> str:
    """What happened; an entry that was not executed says so."""
    if isinstance(line, ActivityLine):
        return acts.activity_words(line.what, texts)
    said = acts.kind_words(line.kind, texts)
    return said if line.outcome == "executed" else texts(f"staff.trail.{line.outcome}", what=said)


def where(line: TrailLine) -> str:
    """On which workstation, or whom it was about."""
    if isinstance(line, ActivityLine) and line.by and line.full_name:
        return line.full_name
    return line.device_name or formats.EM_DASH


def chip(line: TrailLine, texts: Texts) -> tuple[str, str]:
    """The group in words, and its tone; what went wrong is red."""
    group = group_of(line)
    bad = isinstance(line, ActivityLine) and line.what in _BAD
    return texts(f"staff.group.{group}"), "neg" if bad else _GROUP_TONES[group]


def chain(state: TrailState, texts: Texts) -> tuple[str, str]:
    """The chain's state in words and tone: unchecked, per cent, whole with its count, broken with the first bad entry."""
    check, known = state.check, state.chain
    count = known.seq if known else 0
    if check.state == "checking":
        return texts("staff.chain.checking", percent=check.share), "info"
    if check.state == "whole":
        return texts("staff.chain.whole", n=check.upto), "pos"
    if check.state == "broken":
        return texts(f"staff.chain.broken_{check.chain}", n=formats.pieces(check.bad)), "neg"
    return texts(f"staff.chain.{check.state}", n=count), "warn" if check.state == "failed" else "mute"


def seal(state: TrailState, seq: int, texts: Texts, today: date) -> tuple[str, str]:
    """Whether a close has sealed the entry, and whether that was looked at since."""
    known = state.chain
    if known is None or not known.sealed_seq or seq > known.sealed_seq:
        return texts("staff.seal.not_yet"), "mute"
    checked = state.check.state == "whole"
    return texts(
        f"staff.seal.{'whole' if checked else 'unchecked'}", at=formats.when(known.sealed_at, texts.language, today)
    ), "pos" if checked else "mute"


def short_hash(value: str) -> str:
    """ "4be1 07c9 88d2 … 19fa", a dash where there is none yet."""
    if not value:
        return formats.EM_DASH
    head = value[: HASH_HEAD - 2]
    return " ".join(head[at : at + 4] for at in range(0, len(head), 4)) + f" … {value[-HASH_TAIL:]}"


def entry_facts(entry: AuditEntry, state: StaffState, texts: Texts, today: date) -> list[tuple[str, str]]:
    """Maker, checker, when, reason, workstation."""
    line, body = entry.line, _read(entry.asked_body or entry.body)
    checker = entry.decided_by_name or (texts(f"staff.entry.{entry.state}") if entry.state else "")
    found = [
        ("maker", entry.asked_by_name or line.made_by_name or texts("staff.trail.system")),
        ("checker", checker),
        ("decided", formats.when(entry.decided_at, texts.language, today) if entry.decided_at else ""),
        ("delivered", state.name(line.delivered_by) if line.delivered_by != line.made_by else ""),
        ("reason", str(body.get("reason", "") or body.get("note", ""))),
        ("device", line.device_name),
        (
            "branch",
            ", ".join(part for part in (state.branch_name(line.branch), _day(line.business_date, texts)) if part),
        ),
    ]
    return [(texts(f"staff.entry.{name}"), value) for name, value in found if value]


def activity_facts(line: ActivityLine, texts: Texts) -> list[tuple[str, str]]:
    """A line of the activity log, value by value."""
    found = [
        ("who", line.full_name or line.username),
        ("by", line.by),
        ("device", line.device_name),
        ("detail", line.detail),
    ]
    return [(texts(f"staff.entry.{name}"), value) for name, value in found if value]


def entry_title(entry: AuditEntry, state: StaffState, texts: Texts) -> str:
    """What the entry did, whom and how much; only its kind where the content is withheld."""
    if entry.withheld:
        return texts("staff.entry.withheld")
    kind, text = (entry.asked, entry.asked_body) if entry.asked_body else (entry.line.kind, entry.body)
    return acts.act_words(kind, _read(text), names(state), texts)


def changes(entry: AuditEntry, state: StaffState, texts: Texts) -> list[tuple[str, str, str]]:
    """(what, before, after) of what the entry changed. One that only asks shows what was asked in the place of after."""
    if (entry.asked or entry.line.kind) == "set_product":
        return _product(entry.asked_body or entry.body, texts)
    before, after = _read(entry.before), _read(entry.after)
    if not after:
        asked = acts.act_lines(
            entry.asked or entry.line.kind, _read(entry.asked_body or entry.body), names(state), texts
        )
        then = {texts(f"act.line.{name}"): _value(name, value, before, state, texts) for name, value in _named(before)}
        if before.get("fact") == "limit":
            # A fact leaves out what is not set.
            then.setdefault(texts("act.line.per_day"), texts("act.none"))
        # Where something was there before, only what becomes another; of what is new, everything.
        return [
            (name, then.get(name, ""), value) for name, value in asked if not before or then.get(name, value) != value
        ]
    return [
        (texts(f"act.line.{_LABELS[name]}"), _value(_LABELS[name], old, before, state, texts), _value(_LABELS[name], new, after, state, texts))
        for name, old, new in rules.changes(before, after)
        if name in _LABELS
    ]  # fmt: skip


def _product(text: str, texts: Texts) -> list[tuple[str, str, str]]:
    """The command itself says what was there, and took effect only where that was so."""
    try:
        return products.changes(msgspec.json.decode(text, type=SetProduct), texts) if text else []
    except UNREADABLE:
        return []


_LABELS = {"full_name": "name", "username": "username", "staff_number": "staff_number", "roles": "roles", "branch": "branch", "active": "active",
           "phone_end": "phone_end", "noted_end": "noted_end", "permissions": "rights", "everywhere": "everywhere", "per_transaction": "per_transaction",
           "per_day": "per_day", "removed": "removed", "name": "device"}  # fmt: skip


def _named(fact: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(_LABELS[name], value) for name, value in fact.items() if name in _LABELS]


def _value(name: str, value: Any, fact: dict[str, Any], state: StaffState, texts: Texts) -> str:
    if name in ("per_transaction", "per_day"):
        return (
            formats.money_with_sign(value, str(fact.get("currency", "")))
            if isinstance(value, int)
            else texts("act.none")
            if fact
            else ""
        )
    if isinstance(value, bool):
        return texts("act.yes" if value else "act.no")
    if value is None:
        return ""
    if name == "branch":
        return state.branch_name(str(value)) or str(value)[-8:].upper()
    if name in ("roles", "rights"):
        word = acts.role_words if name == "roles" else acts.right_words
        return ", ".join(word(str(one), texts) for one in value)
    return str(value)


def _day(value: str, texts: Texts) -> str:
    return formats.day_year(date.fromisoformat(value), texts.language) if value else ""


def _read(text: str) -> dict[str, Any]:
    try:
        return msgspec.json.decode(text, type=dict[str, Any]) if text else {}
    except UNREADABLE:
        return {}


__all__ = [
    "AuditLine",
    "activity_facts",
    "chain",
    "changes",
    "chip",
    "entry_facts",
    "entry_title",
    "number",
    "seal",
    "short_hash",
    "what",
    "where",
    "who",
]
