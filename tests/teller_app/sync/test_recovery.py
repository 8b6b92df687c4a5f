"""A key sealed to the bank: the bank's private half opens it, nothing else does."""

from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from contract.ids import new_id
from contract.staff import DeviceKey
from teller_app.sync import recovery
from teller_app.sync.keys import DeviceSigner
from teller_app.sync.recovery import NotForThisKey, seal, unseal
from tests.teller_app.samples import KEY

DEVICE = new_id()


def bank() -> tuple[ec.EllipticCurvePrivateKey, DeviceKey]:
    signer = DeviceSigner.generate()
    return signer._private, signer.public


def test_the_bank_opens_what_was_sealed_to_it() -> None:
    private, public = bank()
    first, second = seal(KEY, DEVICE, public), seal(KEY, DEVICE, public)
    assert unseal(first, private) == unseal(second, private) == KEY
    assert first.sealed != second.sealed, "a fresh key each time"
    assert KEY.hex() not in msgspec.json.encode(first).hex()


@pytest.mark.parametrize("field", ["device", "nonce", "sealed", "fresh"])
def test_nothing_of_it_can_be_changed(field: str) -> None:
    private, public = bank()
    sealed = seal(KEY, DEVICE, public)
    other = {"device": new_id(), "nonce": "A" * 16, "sealed": "A" * 64, "fresh": bank()[1]}[field]
    with pytest.raises(NotForThisKey):
        unseal(msgspec.structs.replace(sealed, **{field: other}), private)


def test_another_key_does_not_open_it() -> None:
    _, public = bank()
    with pytest.raises(NotForThisKey):
        unseal(seal(KEY, DEVICE, public), bank()[0])


def test_what_is_no_key_is_refused() -> None:
    with pytest.raises(ValueError, match=r".+"):
        seal(KEY, DEVICE, DeviceKey(x="A" * 43, y="A" * 43))


def test_it_lies_beside_the_outbox(tmp_path: Path) -> None:
    _, public = bank()
    path = recovery.beside(tmp_path / "outbox.db")
    assert path.name == "outbox.recovery"
    assert recovery.read(path) is None
    sealed = seal(KEY, DEVICE, public)
    recovery.write(path, sealed)
    assert recovery.read(path) == sealed
    assert path.stat().st_mode & 0o077 == 0
    path.write_bytes(b"{}")
    assert recovery.read(path) is None
