"""What travels: a command with who made it, where and when, signed by the device at the moment it is made.

The signature (ES256, RFC 7518 section 3.4: r and s, 64 bytes) covers the header's fields and the command's own bytes exactly as they
were encoded, so an auditor can check it years later. The server's idempotency fingerprint is taken of the *parsed* command instead
(defaults omitted), so that a newer server knows an older client's command again.

The envelopes of one device are a chain: each one after the first signs a digest of the one before. So the server sees what was left
out, swapped, made twice under one number, or made by a copy of the device. Envelopes without ``chain`` come from programs of before,
and from workstations that keep no outbox; they claim nothing about what went before them.
"""

import base64
import hashlib
from typing import Annotated

import msgspec

from contract.base import Wire
from contract.calendar import INSTANT
from contract.ids import Id

SIGNING_CONTEXT = b"coastal-teller envelope 1"
CHAINED_CONTEXT = b"coastal-teller envelope 2"
CHAIN_START = "A" * 43
"""The ``chain`` of an outbox's first envelope."""
ENVELOPES_MAX = 50
BODY_BYTES_MAX = 64 * 1024
COUNTER_MAX = 2**53


class Lease(Wire, frozen=True):
    """The right of one device to use one drawer session. ``number`` grows each time the session moves to another device."""

    session: Id
    number: Annotated[int, msgspec.Meta(ge=1, le=9999)]


class Envelope(Wire, frozen=True):
    """A command on its way. ``made_at`` is the device's clock (RFC 3339, UTC) and evidence only: order is the server's.

    ``basis_seq`` is the last journal sequence that the maker's replica had seen. ``command`` stays encoded. ``chain`` is the
    ``link_of`` the device's envelope before this one.
    """

    id: Id
    made_by: Id
    device: Id
    counter: Annotated[int, msgspec.Meta(ge=1, le=COUNTER_MAX)]
    made_at: Annotated[str, msgspec.Meta(pattern=rf"^({INSTANT})(?!\n)$")]
    basis_seq: Annotated[int, msgspec.Meta(ge=0, le=COUNTER_MAX)]
    command: msgspec.Raw
    signature: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_-]{86}(?!\n)$")]
    lease: Lease | None = None
    chain: Annotated[str, msgspec.Meta(pattern=r"^([A-Za-z0-9_-]{43})?(?!\n)$")] = ""


def signing_input(
    id: str,
    made_by: str,
    device: str,
    counter: int,
    made_at: str,
    basis_seq: int,
    lease: Lease | None,
    command: bytes,
    chain: str = "",
) -> bytes:
    """The bytes a device signs. No field can contain a line break, so the joined form is unambiguous."""
    held = f"{lease.session}/{lease.number}" if lease else "-"
    parts = (id, made_by, device, str(counter), made_at, str(basis_seq), held, *((chain,) if chain else ()))
    # Without a chain the bytes are those of before, so that what lies in an old outbox still verifies.
    context = CHAINED_CONTEXT if chain else SIGNING_CONTEXT
    return context + b"\n" + "\n".join(parts).encode() + b"\n" + command


def envelope_signing_input(envelope: Envelope) -> bytes:
    """The bytes that ``envelope.signature`` must cover."""
    return signing_input(
        envelope.id,
        envelope.made_by,
        envelope.device,
        envelope.counter,
        envelope.made_at,
        envelope.basis_seq,
        envelope.lease,
        bytes(envelope.command),
        envelope.chain,
    )


def link_of(envelope: Envelope) -> str:
    """What the device's next envelope carries as ``chain``: SHA-256 of the signed bytes, base64url without padding."""
    return link_from(hashlib.sha256(envelope_signing_input(envelope)).digest())


def link_from(digest: bytes) -> str:
    """The same where the signed bytes are hashed already."""
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
