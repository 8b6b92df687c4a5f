"""What a device made is one record: whatever is left out, rolled back or made by a copy is noticed by the server, and nothing else is."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from contract.errors import ErrorCode
from contract.feed import Executed
from contract.ids import new_id
from teller_app.sync.events import CommandSettled, OutboxProblem
from teller_app.sync.keyring_store import MemoryKeyring
from teller_app.sync.keys import from_b64url
from teller_app.sync.outcomes import LocalCode
from teller_app.sync.profile import STORE, outbox_key
from teller_app.sync.sqlcipher import WrongKey, open_encrypted
from teller_app.sync.state import State
from tests.demo.bank import PASSWORD
from tests.journeys.town import Town
from tests.journeys.workstation import Workstation
from tests.support.processes import ROOT

pytestmark = pytest.mark.journey

BUDGET = 20_000_00


def snapshot(town: Town, name: str, place: str) -> Path:
    """A copy of a workstation's folder, as somebody with a stick would make it while the app is closed."""
    town.stations[name][0].close()
    copy = town.folder / place
    shutil.copytree(town.profile(name), copy)
    return copy


def put_back(town: Town, name: str, copy: Path) -> None:
    town.stations[name][0].close()
    shutil.rmtree(town.profile(name))
    shutil.copytree(copy, town.profile(name))


def queue_offline(town: Town, station: Workstation, count: int = 3) -> list[str]:
    """Deposits taken in while the server is away."""
    lease = station.lease(station.engine.me.user)  # type: ignore[union-attr]
    account = town.account(station)
    assert town.server is not None
    town.server.kill()
    station.wait_state(State.OFFLINE)
    return [station.submit(town.deposit(station, account, offline=True), lease, BUDGET) for _ in range(count)]


def server_command(town: Town, *args: str, said: str = "") -> subprocess.CompletedProcess[str]:
    """The bank's own hand beside the running server."""
    env = {**os.environ, "COASTAL_URL": town.settings.url, "COASTAL_KEY_DIR": town.settings.key_dir}
    return subprocess.run(
        [sys.executable, "-m", "server", *args],
        cwd=ROOT,
        env=env,
        input=said,
        capture_output=True,
        text=True,
        timeout=60,
    )


def alter(town: Town, secrets: MemoryKeyring, name: str, sql: str) -> None:
    """Somebody at this workstation's account who found the key in the keyring changes the file."""
    key = outbox_key(from_b64url(secrets.secrets[STORE]))
    connection = open_encrypted(town.profile(name) / "outbox.db", key)
    connection.execute(sql)
    connection.close()


def test_resent_rows_and_a_restart_look_like_nothing(town: Town) -> None:
    town.serve()
    station, lease = town.at_work()
    account = town.account(station)
    assert isinstance(station.do(town.deposit(station, account), lease), Executed)
    queue_offline(town, station)
    town.serve(arm="writer.after_commit")
    assert town.server is not None
    assert town.server.wait_exit() == 137, "booked, and nobody was told"
    station, _ = town.station("one")
    town.serve()
    station.sign_in("efua", PASSWORD)
    account = town.account(station)
    station.receipts = 4
    lease = station.lease(station.engine.me.user)  # type: ignore[union-attr]
    assert isinstance(station.do(town.deposit(station, account), lease), Executed)
    assert town.count() == 5
    assert town.notices() == []


def test_what_was_left_out_is_told_and_the_rest_is_booked(town: Town) -> None:
    town.serve()
    station, _ = town.at_work()
    queue_offline(town, station)
    station.close()
    alter(town, station.secrets, "one", "DELETE FROM outbox WHERE n = (SELECT max(n) - 1 FROM outbox)")
    station, _ = town.station("one")
    problem = station.wait_for(OutboxProblem)
    assert isinstance(problem, OutboxProblem)
    assert problem.code == LocalCode.OUTBOX_TAMPERED
    town.serve()
    station.sign_in("efua", PASSWORD)
    station.wait_for(CommandSettled)
    station.wait_for(CommandSettled)
    assert town.count() == 2
    assert set(town.notices()) == {"device_gap"}
    assert len(town.notices()) == 2, "for those who decide, and for those who change devices"
    assert town.differences() == []


def test_an_old_copy_put_back_books_nothing_twice_and_stops_at_its_first_new_word(town: Town) -> None:
    town.serve()
    station, _ = town.at_work()
    queue_offline(town, station)
    old = snapshot(town, "one", "old")
    station, _ = town.station("one")
    town.serve()
    station.sign_in("efua", PASSWORD)
    for _ in range(3):
        station.wait_for(CommandSettled)
    lease = station.lease(station.engine.me.user)  # type: ignore[union-attr]
    station.receipts = 3
    assert isinstance(station.do(town.deposit(station, town.account(station)), lease), Executed)
    put_back(town, "one", old)
    station, _ = town.station("one")
    station.sign_in("efua", PASSWORD)
    for _ in range(3):
        station.wait_for(CommandSettled)
    assert (town.count(), town.notices()) == (4, []), "what is sent again is answered again"
    station.receipts = 4
    waiting = station.submit(town.deposit(station, town.account(station)), lease)
    station.wait_for(OutboxProblem, lambda event: event.code == ErrorCode.DEVICE_FORKED)
    assert town.count() == 4
    assert set(town.notices()) == {"device_forked"}
    done = server_command(town, "devices", "readmit", "WS-1", "--reason", "an old image was restored")
    assert done.returncode == 0, done.stderr
    station.close()
    station, _ = town.station("one")
    station.sign_in("efua", PASSWORD)
    assert isinstance(station.settle(waiting), Executed), "nothing was lost meanwhile"
    assert town.count() == 5
    assert town.differences() == []


def test_a_clone_is_found_and_both_stop(town: Town) -> None:
    town.serve()
    station, _ = town.at_work()
    snapshot(town, "one", "profile-clone")
    station, _ = town.station("one")
    twin = MemoryKeyring()
    twin.secrets.update(station.secrets.secrets)
    assert town.proxy is not None
    clone = Workstation(town.proxy.url, town.profile("clone"), twin)
    town.stations["clone"] = (clone, clone.start())
    for machine in (station, clone):
        machine.sign_in("efua", PASSWORD)
    account = town.account(station)
    lease = station.lease(station.engine.me.user)  # type: ignore[union-attr]
    assert isinstance(station.do(town.deposit(station, account), lease), Executed)
    clone.receipts = 10
    clone.submit(town.deposit(clone, account), lease)
    clone.wait_for(OutboxProblem, lambda event: event.code == ErrorCode.DEVICE_FORKED)
    station.submit(town.deposit(station, account), lease)
    station.wait_for(OutboxProblem, lambda event: event.code == ErrorCode.DEVICE_FORKED)
    assert town.count() == 1
    assert town.notices().count("device_forked") == 2, "told once to each circle"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_restored_bank_gets_everything_again_and_finds_nothing_missing(town: Town) -> None:
    """From a copy of its file, under another epoch, as a restore makes it."""
    town.serve()
    station, lease = town.at_work()
    account = town.account(station)
    assert isinstance(station.do(town.deposit(station, account), lease), Executed)
    assert town.server is not None
    assert town.server.stop() == 0
    station.wait_state(State.OFFLINE)
    bank = Path(town.settings.url.removeprefix("sqlite:///"))
    backup = bank.read_bytes()
    town.serve()
    station.wait_state(State.ONLINE)
    for _ in range(3):
        assert isinstance(station.do(town.deposit(station, account), lease), Executed)
    assert town.server.stop() == 0
    station.wait_state(State.OFFLINE)
    bank.write_bytes(backup)
    with sqlite3.connect(bank) as conn:
        conn.execute("UPDATE journal_head SET epoch = ?", (new_id(),))
    conn.close()
    assert town.count() == 1
    town.serve()
    station.wait_state(State.ONLINE)
    assert isinstance(station.do(town.deposit(station, account), lease), Executed)
    assert town.count() == 5
    assert town.notices() == []
    assert town.differences() == []


def test_a_new_outbox_is_told(town: Town) -> None:
    town.serve()
    station, lease = town.at_work()
    assert isinstance(station.do(town.deposit(station, town.account(station)), lease), Executed)
    station.close()
    for file in town.profile("one").glob("outbox.db*"):
        file.unlink()
    station, _ = town.station("one")
    station.sign_in("efua", PASSWORD)
    station.receipts = 1
    assert isinstance(station.do(town.deposit(station, town.account(station)), lease), Executed)
    assert set(town.notices()) == {"device_restarted"}


def test_a_dead_workstations_outbox_is_handed_in_by_the_bank(town: Town) -> None:
    pem = town.folder / "recovery.pem"
    made = server_command(town, "recovery-key", str(pem), "--passphrase-stdin", said=PASSWORD)
    town.env["COASTAL_RECOVERY_KEY"] = made.stdout.split('"')[1]
    town.serve()
    station, _ = town.at_work()
    queue_offline(town, station)
    station.close()
    town.serve()
    outbox, target = town.profile("one") / "outbox.db", town.folder / "envelopes"
    app = [sys.executable, "-m", "teller_app", "--recover-outbox", str(outbox), "--recovery-key", str(pem)]
    taken = subprocess.run(
        [*app, "--out", str(target), "--passphrase-stdin"],
        cwd=ROOT, input=PASSWORD, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert taken.returncode == 0, taken.stdout + taken.stderr
    for _ in range(2):
        given = server_command(town, "devices", "deliver", str(target))
        assert given.returncode == 0, given.stdout + given.stderr
    assert town.count() == 3
    assert town.notices() == []
    assert town.differences() == []


def test_a_copied_profile_is_worthless_elsewhere(town: Town) -> None:
    """Another machine has another keyring: it reads nothing of the copy, and the bank knows no device of its key."""
    town.serve()
    station, _ = town.at_work()
    queue_offline(town, station)
    snapshot(town, "one", "profile-thief")
    town.serve()
    before = {path.name: path.read_bytes() for path in town.profile("thief").iterdir() if path.is_file()}
    assert town.proxy is not None
    thief = Workstation(town.proxy.url, town.profile("thief"), MemoryKeyring())
    ready = thief.start()
    town.stations["thief"] = (thief, ready)
    assert not ready.persistent
    assert thief.refused_sign_in("efua", PASSWORD).code == ErrorCode.DEVICE_UNKNOWN
    for path in town.profile("thief").glob("*.db"):
        with pytest.raises(WrongKey):
            open_encrypted(path, outbox_key(from_b64url(thief.secrets.secrets[STORE])))
    assert town.count() == 0
    after = {path.name: path.read_bytes() for path in town.profile("thief").iterdir() if path.name in before}
    assert after == before, "the copy is left as it is"


def test_an_outbox_from_its_mirror_goes_on_as_if_nothing_had_been(town: Town) -> None:
    mirrors = town.folder / "stick"
    town.serve()
    town.station("one", mirrors)
    station, lease = town.at_work()
    assert isinstance(station.do(town.deposit(station, town.account(station)), lease), Executed)
    queue_offline(town, station)
    station.close()
    shutil.rmtree(town.profile("one"))
    station, _ = town.station("one", mirrors)
    station.wait_for(OutboxProblem, lambda event: event.code == LocalCode.OUTBOX_RESTORED)
    town.serve()
    station.sign_in("efua", PASSWORD)
    for _ in range(3):
        station.wait_for(CommandSettled)
    assert town.count() == 4
    assert town.notices() == []
    assert town.differences() == []
