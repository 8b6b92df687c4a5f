from datetime import date
from pathlib import Path

from teller_app.staff.files import chosen_file, extract_name


def test_names() -> None:
    assert extract_name(date(2026, 11, 22), "all") == "audit-2026-11-22.jsonl"
    assert extract_name(date(2026, 11, 22), "sign_in") == "activity-2026-11-22.jsonl"
    assert chosen_file("/x/audit") == Path("/x/audit.jsonl")
    assert chosen_file("/x/audit.txt") == Path("/x/audit.txt")
