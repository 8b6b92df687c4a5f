"""Small secrets that must be read again (an authenticator's seed) and marks of codes, both under a key outside the database."""

import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

NONCE_BYTES = 12


class SealBroken(Exception):
    """The sealed text was altered, belongs to somebody else, or was sealed with another key."""


class Sealer:
    """``mark`` for what is only compared, ``seal`` and ``open`` for what is read again (AES-256-GCM). Two keys from one."""

    def __init__(self, key: bytes) -> None:
        self._mark_key = HKDFExpand(SHA256(), 32, b"coastal codes").derive(key)
        self._aead = AESGCM(HKDFExpand(SHA256(), 32, b"coastal seeds").derive(key))

    def mark(self, challenge: str, code: str) -> str:
        """A keyed hash: six digits are few, but without the key trying them all proves nothing."""
        return hmac.new(self._mark_key, f"{challenge}|{code}".encode(), hashlib.sha256).hexdigest()

    def seal(self, secret: bytes, owner: str) -> str:
        """Text for the database, bound to its owner."""
        nonce = os.urandom(NONCE_BYTES)
        return (nonce + self._aead.encrypt(nonce, secret, owner.encode())).hex()

    def open(self, sealed: str, owner: str) -> bytes:
        """The secret. Raises SealBroken."""
        raw = bytes.fromhex(sealed)
        try:
            return self._aead.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], owner.encode())
        except InvalidTag as error:
            raise SealBroken(owner) from error
