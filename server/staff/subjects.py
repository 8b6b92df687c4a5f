"""What a command about the staff changes, and how that stood before: for whoever audits it. Pure."""

from collections.abc import Iterable
from typing import Any

from server.staff.roles import limit_id

TOPICS = ("user", "role", "limit", "device")
"""Facts of this room. The key of each lies in the field that is called as the fact is."""


def subject_of(kind: str, body: dict[str, Any]) -> tuple[str, str] | None:
    """(topic, key) of what a command changes; None for a command that is not about the staff."""
    match kind:
        case "set_limit":
            user, branch = body.get("user"), body.get("branch")
            owner = f"user:{user}" if user else f"branch:{branch}" if branch else str(body.get("role", ""))
            return "limit", limit_id(owner, str(body.get("act", "")), str(body.get("currency", "")))
        case "change_role":
            return "role", str(body.get("role", ""))
        case "add_device" | "ask_for_device" | "rename_device" | "revoke_device" | "readmit_device":
            return "device", str(body.get("device", ""))
        case (
            "add_user"
            | "change_user"
            | "disable_user"
            | "enable_user"
            | "unlock_user"
            | "reset_password"
            | "end_sessions"
            | "confirm_phone"
        ):
            return "user", str(body.get("user", ""))
    return None


def stated(facts: Iterable[Any]) -> tuple[str, str] | None:
    """(topic, key) of the first fact of this room among those that an entry states: a decision states what it executed."""
    for fact in (_fact(item) for item in facts):
        topic = str(fact.get("fact", ""))
        if topic in TOPICS:
            return topic, str(fact.get(topic, ""))
    return None


def fact_about(facts: Iterable[Any], subject: tuple[str, str]) -> dict[str, Any] | None:
    """What an entry states about the subject; ``facts`` as the journal keeps them, pairs of audience and fact."""
    topic, key = subject
    for fact in (_fact(item) for item in facts):
        if fact.get("fact") == topic and fact.get(topic) == key:
            return fact
    return None


def _fact(item: Any) -> dict[str, Any]:
    found = item[1] if isinstance(item, list) and len(item) > 1 else None
    return found if isinstance(found, dict) else {}
