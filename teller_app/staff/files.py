"""What an extract of the audit trail is called on disk. Pure."""

from datetime import date
from pathlib import Path

SUFFIX = ".jsonl"


def extract_name(day: date, group: str) -> str:
    """ "audit-2026-11-22.jsonl" of the journal, "activity-2026-11-22.jsonl" of what happened around signing in."""
    log = "activity" if group == "sign_in" else "audit"
    return f"{log}-{day.isoformat()}{SUFFIX}"


def chosen_file(name: str) -> Path:
    """The place as it was chosen; a name without an ending gets ours."""
    path = Path(name)
    return path if path.suffix else path.with_suffix(SUFFIX)
