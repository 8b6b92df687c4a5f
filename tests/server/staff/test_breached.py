"""A list of breached passwords as a file: every line is found, and none that is not there."""

import hashlib
from pathlib import Path

import pytest

from server.staff.breached import Breached, BreachedUnusable
from server.staff.passwords import Passwords


def listed(path: Path, passwords: list[str], end: str = "\r\n", last: str = "\r\n") -> str:
    hashes = sorted(hashlib.sha1(word.encode(), usedforsecurity=False).hexdigest().upper() for word in passwords)
    lines = [f"{digits}:{10 ** (number % 7)}" for number, digits in enumerate(hashes)]
    path.write_text(end.join(lines) + last, newline="")
    return str(path)


@pytest.mark.parametrize("count", [1, 2, 3, 250])
@pytest.mark.parametrize(("end", "last"), [("\r\n", "\r\n"), ("\n", "\n"), ("\n", "")])
def test_every_line_is_found_and_no_other(tmp_path: Path, count: int, end: str, last: str) -> None:
    there = [f"tilapia and banku {number}" for number in range(count)]
    breached = Breached(listed(tmp_path / "list", there, end, last))
    assert all(breached.knows(word) for word in there)
    assert not any(breached.knows(word + "!") for word in there)


def test_without_a_file_nothing_is_known_and_a_wrong_one_is_said(tmp_path: Path) -> None:
    assert not Breached("").knows("password")
    for content in (b"", b"password\n", b"5baa61e4c9b93f3f0682250b6cf8331b7ee68fd8\n"):
        (tmp_path / "wrong").write_bytes(content)
        with pytest.raises(BreachedUnusable):
            Breached(str(tmp_path / "wrong"))
    with pytest.raises(BreachedUnusable):
        Breached(str(tmp_path / "absent"))


def test_a_breached_one_is_weak_however_long(tmp_path: Path) -> None:
    word = "twelve quiet egrets over Keta lagoon"
    passwords = Passwords(cheap=True, breached=Breached(listed(tmp_path / "list", [word])))
    try:
        assert passwords.weakness(word) == "breached"
        assert passwords.weakness(word + "!") == ""
        assert passwords.weakness("short") == "short"
    finally:
        passwords.close()
