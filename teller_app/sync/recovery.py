"""The outbox's key, sealed to the bank: whoever holds the bank's recovery key can read the outbox of a workstation that died.

ECIES over P-256, the curve that hardware keeps: an ephemeral key, ECDH, HKDF-SHA256 (RFC 5869), AES-256-GCM; the device's id is
authenticated. What is sealed opens the outbox alone, neither a replica nor the device's signing key.
"""

import os
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from contract.base import UNREADABLE, Wire
from contract.ids import Id
from contract.staff import DeviceKey
from teller_app.sync.keys import b64url, from_b64url

SUFFIX = ".recovery"
_CONTEXT = b"coastal-teller recovery 1"
_NONCE_BYTES = 12


class NotForThisKey(Exception):
    """The sealed key is another bank key's, or was altered."""


class Sealed(Wire, frozen=True):
    """What lies beside an outbox. ``bank`` says to which of the bank's keys it was sealed, ``fresh`` is the ephemeral key."""

    device: Id
    bank: DeviceKey
    fresh: DeviceKey
    nonce: str
    sealed: str


def seal(key: bytes, device: str, bank: DeviceKey) -> Sealed:
    """Seal 32 bytes to the bank's public key. Raises ValueError where that is no point of the curve."""
    fresh = ec.generate_private_key(ec.SECP256R1())
    ours = _public(fresh)
    secret = fresh.exchange(ec.ECDH(), _numbers(bank).public_key())
    nonce = os.urandom(_NONCE_BYTES)
    sealed = AESGCM(_derived(secret, ours, bank)).encrypt(nonce, key, device.encode())
    return Sealed(device=device, bank=bank, fresh=ours, nonce=b64url(nonce), sealed=b64url(sealed))


def unseal(sealed: Sealed, private: ec.EllipticCurvePrivateKey) -> bytes:
    """The outbox's key. Raises NotForThisKey."""
    bank = _public(private)
    if bank != sealed.bank:
        raise NotForThisKey(sealed.device)
    try:
        secret = private.exchange(ec.ECDH(), _numbers(sealed.fresh).public_key())
        box = AESGCM(_derived(secret, sealed.fresh, bank))
        return box.decrypt(from_b64url(sealed.nonce), from_b64url(sealed.sealed), sealed.device.encode())
    except (InvalidTag, ValueError):
        raise NotForThisKey(sealed.device) from None


def beside(outbox: Path) -> Path:
    """Where the sealed key of an outbox lies."""
    return outbox.with_suffix(SUFFIX)


def read(path: Path) -> Sealed | None:
    """The sealed key that lies there; None where there is none that can be read."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Sealed)
    except (OSError, *UNREADABLE):
        return None


def write(path: Path, sealed: Sealed) -> None:
    """Put it there whole, synced. Raises OSError."""
    fresh = path.with_suffix(".fresh-recovery")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(msgspec.json.encode(sealed))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _derived(secret: bytes, fresh: DeviceKey, bank: DeviceKey) -> bytes:
    info = b"\n".join((_CONTEXT, *(part.encode() for key in (fresh, bank) for part in (key.x, key.y))))
    return HKDF(SHA256(), 32, salt=None, info=info).derive(secret)


def _numbers(key: DeviceKey) -> ec.EllipticCurvePublicNumbers:
    x, y = (int.from_bytes(from_b64url(part)) for part in (key.x, key.y))
    return ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1())


def _public(private: ec.EllipticCurvePrivateKey) -> DeviceKey:
    numbers = private.public_key().public_numbers()
    return DeviceKey(x=b64url(numbers.x.to_bytes(32)), y=b64url(numbers.y.to_bytes(32)))
