"""Everything that a workstation wrote while somebody worked at it, byte by byte: no password, PIN, token, key, and no customer.

``papers`` is left out: it is the printer of a machine without one. The keyring's own file stands beside the profile here, as the
operating system's would.
"""

import contextlib
import json
import re
from pathlib import Path

import pytest
from sqlalchemy import select

from server.customers.tables import customers
from server.db.engine import open_engine
from teller_app.sync.profile import DEVICE, STORE
from tests.demo.bank import PASSWORD
from tests.journeys.street import Street

pytestmark = pytest.mark.journey

PIN, WRONG_PIN = "482915", "739104"
WRONG_PASSWORD = "kenkey-and-fish-1483"
TOKEN = re.compile(rb"eyJ[A-Za-z0-9_-]{20,}\.")
PRINTED = "papers"


def people(street: Street) -> set[str]:
    """What the bank knows of its customers and nobody else may: whole names, phones, cards."""
    engine = open_engine(street.settings.url)
    with engine.connect() as conn:
        rows = conn.execute(select(customers.c.full_name, customers.c.phone, customers.c.card_number)).all()
    engine.dispose()
    return {value for row in rows for value in row if value and len(value) > 6}


def written(profile: Path) -> dict[str, bytes]:
    """Every file by its name in the profile."""
    found: dict[str, bytes] = {}
    for path in profile.rglob("*"):
        name = path.relative_to(profile)
        # A file may be gone by the time it is opened: papers move on while the app lives.
        with contextlib.suppress(FileNotFoundError, IsADirectoryError):
            if name.parts[0] != PRINTED:
                found[str(name)] = path.read_bytes()
    return found


def hits(files: dict[str, bytes], secrets: set[str]) -> list[str]:
    """Where one of these stands, as text or as the text of a Windows program."""
    wanted = [(secret, form) for secret in secrets for form in (secret.encode(), secret.encode("utf-16-le"))]
    return [f"{name}: {secret}" for name, content in files.items() for secret, form in wanted if form in content]


def test_a_day_leaves_no_secret_behind(street: Street, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COASTAL_TELLER_LOG_LEVEL", "debug")
    (window,) = street.open("one")
    assert window.do("sign_in_as", "efua", WRONG_PASSWORD) == "bad_credentials"
    street.at_counter(window)
    window.do("set_pin", PIN)
    assert window.do("lock_and_unlock", WRONG_PIN, PIN)
    window.do("deposit", "000003", "480", {"20000": 2, "10000": 1}, {"2000": 1})
    window.do("withdraw", "000003", "120", {"10000": 1, "2000": 1})
    assert street.server is not None
    street.server.kill()
    window.do("outage")
    profile = window.folder / "profile"
    keyring = json.loads((window.folder / "keyring.json").read_text())
    kept = {name: value for name, value in keyring.items() if name not in (DEVICE, STORE)}
    device_key = keyring[DEVICE].split()[1]
    secrets = {PASSWORD, WRONG_PASSWORD, PIN, WRONG_PIN, device_key, keyring[STORE], *kept.values()}
    assert len(secrets) == 7, "two passwords, two PINs, two keys, the refresh handle"
    alive = written(profile)
    window.abort()
    dead = written(profile)
    named = people(street)
    assert len(named) > 30
    for files in (alive, dead):
        assert {"outbox.db", "window.json"} <= set(files)
        assert any(name.endswith(".log") for name in files)
        assert hits(files, secrets) == []
        assert hits(files, named) == []
        assert [name for name, content in files.items() if TOKEN.search(content)] == []
    assert [name for name in dead if Path(name).name.startswith("core")] == []
    window.start()
    window.do("key")
    assert hits(written(profile), secrets | named) == [], "the report of the crash, gathered at the next start"


def test_the_search_itself_finds_what_is_there(tmp_path: Path) -> None:
    """The control: the same search over a profile that does hold a name, a PIN and a token."""
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / "teller.log").write_text(f"unlocked with {PIN}\n")
    (tmp_path / "replica.db").write_bytes(b"\0" * 100 + "Abena Serwaa Mensah".encode("utf-16-le"))
    files = written(tmp_path)
    assert len(hits(files, {PIN, "Abena Serwaa Mensah"})) == 2
    assert TOKEN.search(b"authorization: DPoP eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJpc3MiOiJ4In0.c2ln")
