"""The device's key (P-256): signs envelopes (ES256, RFC 7518 section 3.4) and DPoP proofs (RFC 9449)."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable
from urllib.parse import urlsplit

import msgspec
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from contract import commands
from contract.base import Command
from contract.envelope import Envelope, Lease, envelope_signing_input
from contract.ids import new_id
from contract.staff import DeviceKey

_ES256 = ec.ECDSA(hashes.SHA256())
_COORDINATE_BYTES = 32


def b64url(raw: bytes) -> str:
    """Base64url without padding (RFC 7515)."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def from_b64url(text: str) -> bytes:
    """The bytes of unpadded base64url. Raises ValueError."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def derived_key(store_key: bytes, purpose: str) -> bytes:
    """A 32-byte key for one purpose, so that no two files share one."""
    return hmac.digest(store_key, b"coastal-teller " + purpose.encode(), "sha256")


class Header(msgspec.Struct, frozen=True):
    """What stands beside a command in its envelope. ``counter`` is the device's, ``basis_seq`` the maker's cursor, ``chain`` the
    link of the device's envelope before."""

    id: str
    made_by: str
    counter: int
    made_at: str
    basis_seq: int
    lease: Lease | None = None
    chain: str = ""


class DeviceSigner:
    """One workstation's identity: its id and its private key, which never leave together with anything else."""

    def __init__(self, device: str, private: ec.EllipticCurvePrivateKey) -> None:
        self.device = device
        self._private = private
        numbers = private.public_key().public_numbers()
        self.public = DeviceKey(x=_coordinate(numbers.x), y=_coordinate(numbers.y))

    @classmethod
    def generate(cls, device: str | None = None) -> "DeviceSigner":
        """A fresh key under a fresh device id."""
        return cls(device or new_id(), ec.generate_private_key(ec.SECP256R1()))

    @classmethod
    def parse(cls, text: str) -> "DeviceSigner":
        """From ``text()``. Raises ValueError."""
        device, _, scalar = text.partition(" ")
        value = int.from_bytes(from_b64url(scalar))
        return cls(device, ec.derive_private_key(value, ec.SECP256R1()))

    def text(self) -> str:
        """Device id and private scalar, short enough for every keyring (Windows: 1,280 characters)."""
        scalar = self._private.private_numbers().private_value
        return f"{self.device} {b64url(scalar.to_bytes(_COORDINATE_BYTES))}"

    def __repr__(self) -> str:
        return f"DeviceSigner({self.device})"

    def thumbprint(self) -> str:
        """The JWK thumbprint of the public key (RFC 7638)."""
        members = {"crv": "P-256", "kty": "EC", "x": self.public.x, "y": self.public.y}
        return b64url(hashlib.sha256(json.dumps(members, separators=(",", ":")).encode()).digest())

    def sign(self, message: bytes) -> str:
        """r and s, 64 bytes, base64url."""
        r, s = decode_dss_signature(self._private.sign(message, _ES256))
        return b64url(r.to_bytes(_COORDINATE_BYTES) + s.to_bytes(_COORDINATE_BYTES))

    def seal(self, command: Command, header: Header) -> Envelope:
        """The command in its envelope, signed."""
        raw = commands.encode(command)
        unsigned = Envelope(
            id=header.id,
            made_by=header.made_by,
            device=self.device,
            counter=header.counter,
            made_at=header.made_at,
            basis_seq=header.basis_seq,
            command=msgspec.Raw(raw),
            signature="",
            lease=header.lease,
            chain=header.chain,
        )
        return msgspec.structs.replace(unsigned, signature=self.sign(envelope_signing_input(unsigned)))

    def proof(self, method: str, url: str, access: str | None = None, now: Callable[[], float] = time.time) -> str:
        """A DPoP proof for one request. ``access`` binds it to the token it travels with (claim ``ath``)."""
        jwk = {"kty": "EC", "crv": "P-256", "x": self.public.x, "y": self.public.y}
        header = {"typ": "dpop+jwt", "alg": "ES256", "jwk": jwk}
        claims: dict[str, str | int] = {"htm": method, "htu": bare_url(url), "iat": int(now()), "jti": new_id()}
        if access is not None:
            claims["ath"] = b64url(hashlib.sha256(access.encode()).digest())
        body = ".".join(b64url(msgspec.json.encode(part)) for part in (header, claims))
        return f"{body}.{self.sign(body.encode())}"


def bare_url(url: str) -> str:
    """The ``htu`` of a request: scheme, host and path, without query and fragment."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}{parts.path}"


def _coordinate(value: int) -> str:
    return b64url(value.to_bytes(_COORDINATE_BYTES))
