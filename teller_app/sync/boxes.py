"""Small files at rest under a key of the profile: AES-256-GCM, each with a nonce of its own."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MARK = b"coastal box 1\n"
_NONCE_BYTES = 12


class BoxClosed(Exception):
    """Another key's, or altered."""


class SealedBox:
    """``seal`` and ``open`` whole contents."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def seal(self, content: bytes) -> bytes:
        """What may lie on the disk."""
        nonce = os.urandom(_NONCE_BYTES)
        return MARK + nonce + self._cipher.encrypt(nonce, content, MARK)

    def open(self, sealed: bytes) -> bytes:
        """The content. What was never sealed (by a program of before) comes back as it is. Raises BoxClosed."""
        if not sealed.startswith(MARK):
            return sealed
        rest = sealed[len(MARK) :]
        try:
            return self._cipher.decrypt(rest[:_NONCE_BYTES], rest[_NONCE_BYTES:], MARK)
        except (InvalidTag, ValueError):
            raise BoxClosed from None
