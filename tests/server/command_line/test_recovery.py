"""The bank's recovery key, and handing in what a dead workstation left."""

from pathlib import Path

import msgspec

from contract.customers import RegisterCustomer
from contract.ids import new_id
from server.settings import make
from teller_app.recover import bank_key
from teller_app.sync.keys import DeviceSigner, Header
from tests.server.command_line.conftest import Desk
from tests.server.command_line.test_staff import hire

PASSPHRASE = "a long walk on Labadi beach"


def envelope(signer: DeviceSigner, made_by: str, counter: int, number: str) -> bytes:
    command = RegisterCustomer(customer=new_id(), number=number, full_name="Ama Mensah")
    header = Header(new_id(), made_by, counter, "2026-11-24T09:00:00.000Z", 0)
    return msgspec.json.encode(signer.seal(command, header))


def test_the_printed_half_is_a_setting_and_the_other_opens_with_its_passphrase(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "recovery.pem"
    said = desk.run("recovery-key", file, "--passphrase-stdin", said=PASSPHRASE + "\n")
    name, _, value = said.strip().splitlines()[-1].partition(" = ")
    assert make({name: value.strip('"')}).recovery_key
    numbers = bank_key(file, _Typed(PASSPHRASE)).public_key().public_numbers()  # type: ignore[arg-type]
    signer = DeviceSigner("d", bank_key(file, _Typed(PASSPHRASE)))  # type: ignore[arg-type]
    assert value.strip('"') == f"{signer.public.x}.{signer.public.y}"
    assert numbers.curve.name == "secp256r1"
    assert file.stat().st_mode & 0o077 == 0
    assert "ENCRYPTED" in file.read_text()
    assert "File exists" in desk.run("recovery-key", file, "--passphrase-stdin", said=PASSPHRASE + "\n", status=2)
    assert "at least 12" in desk.run("recovery-key", tmp_path / "b", "--passphrase-stdin", said="short\n", status=2)


class _Typed:
    def __init__(self, line: str) -> None:
        self._line = line

    def readline(self) -> str:
        return self._line + "\n"


def test_what_was_left_is_booked_in_its_makers_name_once(desk: Desk, tmp_path: Path) -> None:
    hire(desk)
    signer = DeviceSigner.generate()
    key = f"{signer.public.x}.{signer.public.y}"
    desk.run("devices", "add", "WS-1", "--branch", "040", "--device", signer.device, "--key", key)
    ((efua,),) = desk.rows("SELECT id FROM users WHERE username = 'efua'")
    file = tmp_path / "envelopes"
    good = [envelope(signer, efua, n, f"C-{n}") for n in (1, 2)]
    file.write_bytes(b"\n".join(good) + b"\n")
    for _ in range(2):
        assert "2 of 2 have their place" in desk.run("devices", "deliver", file)
    rows = desk.rows("SELECT made_by, delivered_by, outcome FROM journal WHERE kind = 'register_customer'")
    assert rows == [(efua, "00000000-0000-7000-8000-000000000001", "executed")] * 2
    forged = good[0].replace(b"Ama", b"Abu")
    stranger = envelope(DeviceSigner.generate(), efua, 3, "C-3")
    file.write_bytes(b"\n".join((forged, stranger, b"{}", good[1])))
    said = desk.run("devices", "deliver", file, status=1)
    assert "line 1: not taken: bad signature" in said
    assert "line 2: not taken: device unknown" in said
    assert "line 3: not taken: malformed" in said
    assert "1 of 4 have their place" in said
    desk.run("devices", "revoke", "WS-1", "--reason", "stolen")
    assert "device unknown" in desk.run("devices", "deliver", file, status=1), (
        "it may have been stolen before it made this"
    )


def test_a_forked_device_is_readmitted_by_name(desk: Desk) -> None:
    signer = DeviceSigner.generate()
    desk.run("devices", "add", "WS-1", "--branch", "040", "--key", f"{signer.public.x}.{signer.public.y}")
    assert "WS-1 goes on" in desk.run("devices", "readmit", "WS-1", "--reason", "the copy is destroyed")
    assert desk.journalled()[:2] == ("readmit_device", "executed")
    assert "no active device WS-9" in desk.run("devices", "readmit", "WS-9", "--reason", "x", status=2)
