"""Those who look after the staff, each at their own window by keyboard, before a real server."""

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from server.core.journal_tables import journal
from server.db.engine import open_engine
from server.sms.embedded import shown
from tests.journeys.street import Street
from tests.journeys.window import Window
from tests.server.api.test_security import code_in

pytestmark = pytest.mark.journey
OWN = "three fishermen at Elmina 4"


def newest_code(street: Street, before: int) -> str:
    """The code in the message that came after so many."""
    until = time.monotonic() + 60
    while len(shown(street.settings.sms_file)) <= before:
        assert time.monotonic() < until, "no message"
        time.sleep(0.02)
    return code_in(shown(street.settings.sms_file)[-1].text)


def sent(street: Street) -> int:
    return len(shown(street.settings.sms_file)) if street.settings.sms_file.exists() else 0


def outcomes(street: Street, kind: str) -> list[str]:
    engine = open_engine(street.settings.url)
    with engine.connect() as conn:
        found = list(conn.scalars(select(journal.c.outcome).where(journal.c.kind == kind).order_by(journal.c.seq)))
    engine.dispose()
    return found


def decides_with_code(street: Street, manager: Window) -> tuple[list[str], str]:
    """The manager agrees at the list and types the code; what was shown, and what was signed."""
    manager.do("to_approvals")
    manager.do("until_request")
    lines = manager.do("asked_lines")
    before = sent(street)
    manager.do("decide", "I know her")
    act = manager.do("code_asked")
    manager.do("type_code", newest_code(street, before))
    manager.do("until_decided")
    return lines, act


def a_fee_is_changed_though_the_server_dies(street: Street, admin: Window, manager: Window) -> None:
    """Asked for by the administrator, agreed to by the manager under Approvals; its effect stands in the first window by itself."""

    def power_cut() -> None:
        assert street.server is not None
        street.server.kill()
        for window in (admin, manager):
            window.do("until_desk", "offline")
        street.serve()
        for window in (admin, manager):
            window.do("until_desk", "online")

    waits = admin.do("ask_fee", "20", "1.50")
    assert "Manager, Makola branch" in waits
    power_cut()
    manager.do("choose_waiting")
    manager.do("until_request")
    assert "Fee for a withdrawal GH₵ 1.00 → GH₵ 1.50" in manager.do("asked_lines")
    manager.do("decide", "As the board said")
    manager.do("until_decided")
    power_cut()
    assert "Fee for a withdrawal, GH₵ 1.50" in admin.do("until_fee", "20", 150)
    assert outcomes(street, "set_product") == ["awaiting"]


def test_a_person_is_asked_for_agreed_to_with_a_code_and_enrols_with_the_one_time_secret(street: Street) -> None:
    admin, manager = street.open("one", "two")
    assert admin.do("work_as", "adjoa") == ""
    assert admin.do("to_staff") == 6
    before = sent(street)
    act = admin.do("new_person", "Ama Serwaa", "ama.serwaa", "TLR-0500")
    assert act == "Add Ama Serwaa as Cashier at Makola branch"
    admin.do("type_code", newest_code(street, before))
    admin.do("until_news", "asked")
    assert manager.do("work_as", "hajara") == ""
    lines, signed = decides_with_code(street, manager)
    assert any("Ama Serwaa" in line for line in lines)
    assert signed == "Approve: Add Ama Serwaa as Cashier at Makola branch, asked by Adjoa Tetteh"
    admin.do("until_person", "ama.serwaa", "due")
    secret = admin.do("draw_secret")
    assert len(secret) > 8
    admin.do("until_person", "ama.serwaa", "drawn")
    a_fee_is_changed_though_the_server_dies(street, admin, manager)
    admin.close()
    ama = street.window("one")
    assert ama.do("work_as", "ama.serwaa", secret) == "password"
    assert ama.do("choose_password", OWN) == ""
    assert outcomes(street, "add_user")[-1] == "awaiting"
    assert street.differences() == []


def test_a_revoked_workstation_is_out_while_its_window_is_open(street: Street, record_property: Any) -> None:
    teller, manager = street.open("one", "two")
    street.at_counter(teller)
    assert manager.do("work_as", "hajara") == ""
    manager.do("to_staff")
    pressed = manager.do("revoke", "WS-one", "left on a bus")
    out = teller.do("until_out")
    # Reported, never asserted: the machine that runs the tests has other things to do.
    record_property("out_after_s", round(out - pressed, 3))
    print(f"the revoked window is out after {out - pressed:.3f} s")
    assert outcomes(street, "revoke_device") == ["executed"]
    assert street.differences() == []


def test_an_auditor_filters_proves_and_takes_an_extract_that_proves_itself(street: Street, tmp_path: Path) -> None:
    teller, auditor = street.open("one", "two")
    street.at_counter(teller)
    teller.do("deposit", "000003", "200", {"20000": 1})
    assert auditor.do("work_as", "nana") == ""
    auditor.do("to_staff")
    state, walked, bad = auditor.do("verify_chain")
    assert (state, bad) == ("whole", 0)
    assert walked > 20
    assert auditor.do("filter_trail", "efua deposit") == [["deposit", "Efua Owusu"]]
    extract = tmp_path / "extract.jsonl"
    assert auditor.do("export_trail", str(extract)) == str(extract)
    command = [sys.executable, "-m", "server", "verify", "--export", str(extract), "--url", street.settings.url]
    env = {"COASTAL_KEY_DIR": street.settings.key_dir, "PATH": "/usr/bin:/bin"}
    told = subprocess.run(command, capture_output=True, text=True, env=env, timeout=120, check=False)
    assert (told.returncode, "is whole" in told.stdout) == (0, True), told.stderr
    extract.write_bytes(extract.read_bytes().replace(b"Efua", b"Ebua", 1))
    told = subprocess.run(command, capture_output=True, text=True, env=env, timeout=120, check=False)
    assert told.returncode != 0
