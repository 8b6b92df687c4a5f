"""The outbox's MAC chain: each row vouches for itself and for the row before it; its state has a seal of its own."""

import hmac

import msgspec

_encode = msgspec.msgpack.Encoder().encode
START = b"\0" * 32


class Chain:
    """Computes and compares. The key is derived from the store key, so whoever edits the file cannot make a link."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def link(self, before: bytes, *body: int | str | bytes) -> bytes:
        """The MAC of a row's unchanging part after the row whose MAC is ``before``."""
        return hmac.digest(self._key, _encode(("row", before, *body)), "sha256")

    def seal(self, mac: bytes, *state: int | str | bytes) -> bytes:
        """The MAC of a row's state, bound to that row."""
        return hmac.digest(self._key, _encode(("state", mac, *state)), "sha256")

    def head(self, *ends: int | str | bytes) -> bytes:
        """The MAC over both ends of the chain, so that rows cut off at an end are missed."""
        return hmac.digest(self._key, _encode(("ends", *ends)), "sha256")


def same(left: bytes, right: bytes) -> bool:
    """Compare two MACs."""
    return hmac.compare_digest(left, right)
