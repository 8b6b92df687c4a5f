"""What workstations signed: checked when it comes, and again years later by whoever proves the books."""

import base64
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from sqlalchemy import Connection, select

from contract.envelope import Lease, signing_input
from contract.errors import ErrorCode
from contract.ids import SERVER_DEVICE
from server.core.chain import Difference
from server.staff.denied import Denied
from server.staff.tables import DeviceRow, devices

KEYS_MAX = 2048
ASKING = "ask_for_device"
"""Asked for by a person with a code, from a workstation whose key is not known yet: nothing there is signed."""
ADMITTING = frozenset({"add_device", ASKING})
ABOUT_A_NEWCOMER = frozenset({"approve_request", "remind_request", "withdraw_request"})
"""Given at a workstation that waits to be let in, on the strength of a code: about its own request, and no other."""
WITHOUT_A_WORKSTATION = "confirm_phone"
"""Given by the door at which a one-time secret was typed, which is at no workstation."""
_ES256 = ec.ECDSA(Prehashed(SHA256()))


class Signatures:
    """Verifies device signatures (ES256, RFC 7518 section 3.4). Keys are kept parsed: parsing costs as much as verifying."""

    def __init__(self) -> None:
        self._keys: dict[tuple[str, str], ec.EllipticCurvePublicKey] = {}

    def check(self, device: DeviceRow, signature: str, message: bytes) -> bytes:
        """The message's SHA-256, of which the device's chain is made. Raises Denied(bad_signature)."""
        raw, digest = _bytes(signature), sha256(message).digest()
        der = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
        try:
            self._key(device).verify(der, digest, _ES256)
        except (InvalidSignature, ValueError) as error:
            raise Denied(ErrorCode.BAD_SIGNATURE) from error
        return digest

    def _key(self, device: DeviceRow) -> ec.EllipticCurvePublicKey:
        mark = (device.key_x, device.key_y)
        if mark not in self._keys:
            if len(self._keys) >= KEYS_MAX:
                self._keys.clear()
            x, y = (int.from_bytes(_bytes(part)) for part in mark)
            self._keys[mark] = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
        return self._keys[mark]


class Stated(msgspec.Struct, frozen=True):
    """The public key in a command that admits a workstation."""

    x: str = ""
    y: str = ""


class _Admitting(msgspec.Struct):
    device: str = ""
    key: Stated = Stated()
    request: str = ""


_admitting = msgspec.json.Decoder(_Admitting)


class Recheck:
    """Each journal row's signature against the key that the journal itself says its device was admitted with.

    The table of devices is not believed: whoever can write it could put another key there. What was erased has no signature left,
    and rows of before revision 0015 do not say all that was signed; once one row does, all that come later must.
    """

    def __init__(self, conn: Connection) -> None:
        self._signatures = Signatures()
        columns = (devices.c.id, devices.c.name, devices.c.branch, devices.c.key_x, devices.c.key_y)
        self._devices = {row.id: DeviceRow(**row._asdict()) for row in conn.execute(select(*columns))}
        self._stated: set[tuple[str, str, str]] = set()
        self._newcomers: set[str] = set()
        self._begun = False
        self.checked = 0

    def look(self, row: Any) -> Iterator[Difference]:
        """Yields what is wrong with this row's signature."""
        if row["salt"] is None or row["body"] is None:
            return
        if row["kind"] in ADMITTING:
            said = _admitting.decode(row["body"])
            self._stated.add((said.device, said.key.x, said.key.y))
        if row["kind"] == ASKING and row["outcome"] == "awaiting":
            self._newcomers.add(_admitting.decode(row["result"]).request)
        if not row["signature"] and (row["device"] == SERVER_DEVICE or self._is_of_a_door(row)):
            return
        if not row["signed"] and not self._begun:
            return
        self._begun = True
        fault = self._fault(row)
        self.checked += 1
        if fault:
            yield Difference(f"journal {row['seq']} signature", f"of workstation {row['device']}", fault)

    def check(self) -> Iterator[Difference]:
        """Keys of workstations that no command admitted: with one of them somebody else could sign."""
        for device in self._devices.values():
            if (device.id, device.key_x, device.key_y) not in self._stated:
                yield Difference(f"device {device.id} key", "one that a command admitted", "another")

    def _is_of_a_door(self, row: Any) -> bool:
        """Whether a code or a secret stands for it. What a workstation makes is counted from one."""
        if row["counter"]:
            return False
        if row["kind"] in ABOUT_A_NEWCOMER:
            return _admitting.decode(row["body"]).request in self._newcomers
        return row["kind"] == ASKING or (row["kind"] == WITHOUT_A_WORKSTATION and not row["device"])

    def _fault(self, row: Mapping[str, Any]) -> str:
        device = self._devices.get(row["device"])
        if device is None or (device.id, device.key_x, device.key_y) not in self._stated:
            return "a key that no command admitted"
        try:
            self._signatures.check(device, row["signature"], signed_bytes(row))
        except (Denied, ValueError):
            return "another"
        return ""


def signed_bytes(row: Mapping[str, Any]) -> bytes:
    """The bytes that a device signed, from its journal row with the side row. Raises ValueError where ``signed`` is spoilt."""
    basis, held, chain = row["signed"].split(" ")
    session, _, number = held.partition("/")
    lease = None if held == "-" else Lease(session=session, number=int(number))
    return signing_input(
        row["command_id"],
        row["made_by"],
        row["device"],
        row["counter"],
        row["made_at"],
        int(basis),
        lease,
        row["body"].encode(),
        "" if chain == "-" else chain,
    )


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
