"""From an envelope's bytes to an order for the writer: decoded, its maker known, its device's signature good."""

import msgspec

from contract.base import Command
from contract.commands import decode, encode, fingerprint, kind_of
from contract.envelope import Envelope, envelope_signing_input, link_from
from contract.errors import ErrorCode
from contract.ids import SYSTEM_USER
from contract.letters import INVISIBLE
from contract.permissions import Permission
from server.api.bodies import decoded, demand_single
from server.core.actor import Header
from server.core.order import Order
from server.core.registry import Registry
from server.core.unit import Resident
from server.staff.denied import Denied
from server.staff.sessions import Session
from server.staff.signatures import Signatures
from server.staff.tables import DEVICES, USERS, DeviceRow

_envelopes = msgspec.json.Decoder(Envelope)


class Admission:
    """What an envelope must be before the writer sees it. Rights are the writer's to check, in sequence."""

    def __init__(self, resident: Resident, registry: Registry, signatures: Signatures) -> None:
        self._resident = resident
        self._registry = registry
        self._signatures = signatures

    def order(self, raw: bytes | msgspec.Raw, session: Session) -> Order:
        """An order. Raises ContractError or Denied; then nothing was written."""
        envelope = decoded(_envelopes, bytes(raw))
        # A device delivers what was made on it, for whichever of its people made it, and nothing else.
        if envelope.device != session.access.device:
            raise Denied(ErrorCode.NOT_YOURS, {"device": envelope.device})
        return self._order(envelope, session.device, session.actor.user)

    def left_behind(self, raw: bytes) -> Order:
        """The same for what a dead workstation had not sent, delivered by the bank's own hand.

        One that was revoked may have been stolen before it made this: what it left is refused.
        """
        envelope = decoded(_envelopes, raw)
        device = self._resident.get(DEVICES, envelope.device)
        if device is None or not device.active:
            raise Denied(ErrorCode.DEVICE_UNKNOWN, {"device": envelope.device})
        return self._order(envelope, device, SYSTEM_USER)

    def _order(self, envelope: Envelope, device: DeviceRow, delivered_by: str) -> Order:
        body = bytes(envelope.command)
        command = decode(body)
        digest = self._signatures.check(device, envelope.signature, envelope_signing_input(envelope))
        if self._resident.get(USERS, envelope.made_by) is None:
            raise Denied(ErrorCode.USER_UNKNOWN)
        if self._registry.of(command).permission is Permission.SYSTEM:
            raise Denied(ErrorCode.NOT_PERMITTED, {"kind": kind_of(command)})
        canonical = encode(command)
        if body != canonical:
            # Ours write canonical bytes. What is spelled otherwise is signed and kept as it is, so it must have one reading.
            demand_single(body)
        _demand_visible(command, canonical)
        header = Header(
            command_id=envelope.id,
            made_by=envelope.made_by,
            delivered_by=delivered_by,
            device=envelope.device,
            counter=envelope.counter,
            made_at=envelope.made_at,
            basis_seq=envelope.basis_seq,
            lease=envelope.lease,
            signature=envelope.signature,
            chain=envelope.chain,
            link=link_from(digest),
        )
        return Order(header, command, canonical, fingerprint(command, canonical), body)


def _demand_visible(command: Command, canonical: bytes) -> None:
    """A name that reads otherwise than it is written is nobody's. What came with cash is booked all the same: the notes are here."""
    if canonical.isascii() or hasattr(command, "cash"):
        return
    if found := INVISIBLE.search(canonical.decode()):
        raise Denied(ErrorCode.MALFORMED, {"detail": f"an invisible character, U+{ord(found.group()):04X}"})
