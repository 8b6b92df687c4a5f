"""What travels: a command with who made it, where and when, signed by the device at the moment it is made.

The signature (ES256, RFC 7518 section 3.4: r and s, 64 bytes) covers the header's fields and the command's own bytes exactly as they
were encoded, so an auditor can check it years later. The server's idempotency fingerprint is taken of the *parsed* command instead
(defaults omitted), so that a newer server knows an older client's command again.
"""

from typing import Annotated

import msgspec

from contract.base import Wire
from contract.ids import Id

SIGNING_CONTEXT = b"coastal-teller envelope 1"
ENVELOPES_MAX = 50
BODY_BYTES_MAX = 64 * 1024
COUNTER_MAX = 2**53


class Lease(Wire, frozen=True):
    """The right of one device to use one drawer session. ``number`` grows each time the session moves to another device."""

    session: Id
    number: Annotated[int, msgspec.Meta(ge=1, le=9999)]


class Envelope(Wire, frozen=True):
    """A command on its way. ``made_at`` is the device's clock (RFC 3339, UTC) and evidence only: order is the server's.

    ``basis_seq`` is the last journal sequence that the maker's replica had seen. ``command`` stays encoded.
    """

    id: Id
    made_by: Id
    device: Id
    counter: Annotated[int, msgspec.Meta(ge=1, le=COUNTER_MAX)]
    made_at: Annotated[
        str, msgspec.Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z(?!\n)$")
    ]
    basis_seq: Annotated[int, msgspec.Meta(ge=0, le=COUNTER_MAX)]
    command: msgspec.Raw
    signature: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_-]{86}(?!\n)$")]
    lease: Lease | None = None


def signing_input(
    id: str, made_by: str, device: str, counter: int, made_at: str, basis_seq: int, lease: Lease | None, command: bytes
) -> bytes:
    """The bytes a device signs. No field can contain a line break, so the joined form is unambiguous."""
    held = f"{lease.session}/{lease.number}" if lease else "-"
    head = "\n".join((id, made_by, device, str(counter), made_at, str(basis_seq), held))
    return SIGNING_CONTEXT + b"\n" + head.encode() + b"\n" + command


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
    )
