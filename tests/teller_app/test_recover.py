"""Taking out what a dead workstation had not sent."""

import io
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
)

from contract.feed import Executed
from teller_app.recover import CANNOT, DONE, run
from teller_app.sync.keyring_store import MemoryKeyring
from teller_app.sync.keys import DeviceSigner
from teller_app.sync.profile import open_profile
from tests.teller_app.sync.test_outbox import put

PASSPHRASE = "a long walk on Labadi beach"


def pem(path: Path, key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey, secret: str = "") -> Path:
    closed: KeySerializationEncryption = BestAvailableEncryption(secret.encode()) if secret else NoEncryption()
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, closed))
    return path


@pytest.fixture
def dead(tmp_path: Path) -> tuple[Path, list[bytes], ec.EllipticCurvePrivateKey]:
    """A profile with one answered and two unsent rows; its keyring is gone."""
    bank = DeviceSigner.generate()
    profile = open_profile(tmp_path / "profile", MemoryKeyring(), mirrors=tmp_path / "stick")
    profile.seal_to(bank.public)
    rows = [put(profile.outbox) for _ in range(3)]
    profile.outbox.settle(rows[0].command_id, Executed(seq=5))
    profile.close()
    return tmp_path, [row.raw for row in rows], bank._private


def recover(folder: Path, outbox: Path, key: Path, *more: str, said: str = "") -> tuple[int, str, list[bytes]]:
    out, target = io.StringIO(), folder / "envelopes"
    argv = ["--recover-outbox", str(outbox), "--recovery-key", str(key), "--out", str(target), *more]
    code = run(argv, io.StringIO(said), out)
    return code, out.getvalue(), target.read_bytes().splitlines() if target.exists() else []


@pytest.mark.parametrize("place", ["profile/outbox.db", "stick"])
def test_what_was_not_sent_comes_out_as_it_was_signed(
    dead: tuple[Path, list[bytes], ec.EllipticCurvePrivateKey], place: str
) -> None:
    folder, raws, private = dead
    outbox = folder / place if place != "stick" else next((folder / "stick").glob("*.db"))
    before = outbox.read_bytes()
    key = pem(folder / "bank.pem", private, PASSPHRASE)
    code, said, found = recover(folder, outbox, key, "--passphrase-stdin", said=PASSPHRASE + "\n")
    assert (code, found) == (DONE, raws[1:])
    assert "devices deliver" in said
    assert (folder / "envelopes").stat().st_mode & 0o077 == 0
    assert outbox.read_bytes() == before, "evidence is left as it was"
    (folder / "envelopes").unlink()
    assert recover(folder, outbox, pem(key, private), "--everything")[2] == raws


def test_why_it_cannot_be_done_is_said_in_words(dead: tuple[Path, list[bytes], ec.EllipticCurvePrivateKey]) -> None:
    folder, _, private = dead
    outbox = folder / "profile" / "outbox.db"
    good = pem(folder / "bank.pem", private, PASSPHRASE)
    stranger = pem(folder / "other.pem", DeviceSigner.generate()._private)
    size = 2048
    rsa_key = pem(folder / "rsa.pem", rsa.generate_private_key(65537, size))
    for key, path, words in (
        (good, outbox, "its passphrase is another"),
        (stranger, outbox, "sealed to another recovery key"),
        (rsa_key, outbox, "no recovery key"),
        (stranger, folder / "gone.db", "there is no"),
    ):
        code, said, found = recover(folder, path, key, "--passphrase-stdin", said="wrong\n")
        assert (code, found) == (CANNOT, [])
        assert words in said
    (folder / "profile" / "outbox.recovery").unlink()
    assert "no sealed key" in recover(folder, outbox, stranger)[1]


def test_a_damaged_outbox_and_a_file_that_is_there(dead: tuple[Path, list[bytes], ec.EllipticCurvePrivateKey]) -> None:
    folder, _, private = dead
    outbox, key = folder / "profile" / "outbox.db", pem(folder / "bank.pem", private)
    (folder / "envelopes").write_bytes(b"of yesterday")
    code, said, found = recover(folder, outbox, key)
    assert (code, found) == (CANNOT, [b"of yesterday"])
    assert "nothing was written" in said
    outbox.write_bytes(b"x" * 8192)
    assert "damaged" in recover(folder, outbox, key)[1]


def test_one_bad_page_costs_its_rows_alone_and_they_are_counted(tmp_path: Path) -> None:
    bank = DeviceSigner.generate()
    profile = open_profile(tmp_path / "profile", MemoryKeyring())
    profile.seal_to(bank.public)
    raws = [put(profile.outbox).raw for _ in range(60)]
    profile.close()
    outbox = tmp_path / "profile" / "outbox.db"
    content = bytearray(outbox.read_bytes())
    content[len(content) // 2] ^= 0x40
    outbox.write_bytes(content)
    code, said, found = recover(tmp_path, outbox, pem(tmp_path / "bank.pem", bank._private))
    assert code == DONE
    assert 0 < len(found) < len(raws)
    assert set(found) < set(raws)
    assert f"{len(raws) - len(found)} more cannot be read" in said
    assert outbox.read_bytes() == bytes(content), "evidence is left as it was"
