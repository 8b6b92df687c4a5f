"""One bad page costs its rows and no others; what is missing is named; the damaged file stays."""

from pathlib import Path

import pytest

from teller_app.sync.keyring_store import MemoryKeyring
from teller_app.sync.keys import b64url
from teller_app.sync.outbox import Outbox
from teller_app.sync.pins import Pins
from teller_app.sync.profile import STORE, open_profile, outbox_key
from teller_app.sync.salvage import salvage
from tests.teller_app.samples import KEY
from tests.teller_app.sync.test_outbox import put

ENTRIES = 60
PAGE = 4096


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "outbox.db"
    box = Outbox.open(path, KEY, now=lambda: 1000)
    for _ in range(ENTRIES):
        put(box)
    box.connection.execute("PRAGMA journal_mode = DELETE")
    box.close()
    return path


def damaged_page(path: Path, number: int) -> None:
    content = bytearray(path.read_bytes())
    content[number * PAGE + 700] ^= 0x40
    path.write_bytes(content)


def test_the_rest_is_sent_and_what_is_missing_is_named(file: Path) -> None:
    whole = {row.n: row.raw for row in _rows(file)}
    pages = file.stat().st_size // PAGE
    saved = 0
    for page in range(1, pages):
        copy = file.with_name(f"copy-{page}") / "outbox.db"
        copy.parent.mkdir()
        copy.write_bytes(file.read_bytes())
        damaged_page(copy, page)
        secrets = MemoryKeyring()
        secrets.put(STORE, b64url(KEY))
        profile = open_profile(copy.parent, secrets)
        if profile.persistent:
            found = {row.n: row.raw for row in profile.outbox.unsent(ENTRIES)}
            assert found.items() <= whole.items(), "what is there is what was written"
            assert set(whole) - set(found) <= set(profile.tampered)
            saved += len(found)
        else:
            assert profile.problem == "outbox_unreadable"
        profile.close()
        assert any(child.read_bytes() for child in copy.parent.iterdir() if "outbox.db" in child.name)
    assert saved > ENTRIES * (pages - 1) * 0.6, "most of it, wherever the damage lies"


def test_a_file_that_is_whole_is_carried_over_whole(file: Path) -> None:
    whole = [row.raw for row in _rows(file)]
    kept = salvage(file, outbox_key(KEY), now=lambda: 2.0)
    assert kept == file.with_name("outbox.db.damaged-2000")
    assert kept.exists()
    assert [row.raw for row in _rows(file)] == whole


def test_what_lies_beside_the_rows_is_carried_over_too(file: Path) -> None:
    box = Outbox.open(file, KEY)
    Pins(box).set("efua", "271828")
    box.close()
    salvage(file, outbox_key(KEY))
    box = Outbox.open(file, KEY)
    assert Pins(box).check("efua", "271828") is None
    box.close()


@pytest.mark.parametrize("content", [b"", b"rubbish" * 1000])
def test_without_its_first_page_nothing_is_touched(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    assert salvage(file, outbox_key(KEY)) is None
    assert [child.name for child in file.parent.iterdir() if "damaged" in child.name] == []


def _rows(path: Path) -> list:
    box = Outbox.open(path, KEY)
    box.verify()
    rows = box.unsent(ENTRIES)
    box.close()
    return rows
