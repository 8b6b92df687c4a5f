"""TLS to the bank: the chain of certificates, and on top of it the one key that a branch expects, where it was set.

A pin is ``sha256//`` and the base64 of SHA-256 over the certificate's SubjectPublicKeyInfo (as curl's ``--pinnedpubkey`` takes it),
so a renewed certificate of the same key still fits. Several are parted by ``;``: the next key can be announced before it is used.
The pin is looked at in the handshake, before a byte of a request is sent.
"""

import base64
import hashlib
import hmac
import ssl
from pathlib import Path

PREFIX = "sha256//"
_DIGEST_BYTES = 32


class BadPin(ValueError):
    """A setting that is no pin."""


class _PinnedObject(ssl.SSLObject):
    """A connection of a pinned context."""

    def do_handshake(self) -> None:
        """The usual handshake, then the pin. Raises SSLCertVerificationError."""
        super().do_handshake()
        context = self.context
        assert isinstance(context, PinnedContext)
        found = pin_of(self.getpeercert(binary_form=True) or b"")
        if not any(hmac.compare_digest(found, pin) for pin in context.pins):
            raise ssl.SSLCertVerificationError("the server's key is not the one that was set for this workstation")


class PinnedContext(ssl.SSLContext):
    """A client's context that also knows which keys are expected."""

    pins: tuple[str, ...] = ()


def tls_context(ca_file: Path | None = None, pins: str = "") -> ssl.SSLContext | None:
    """What the settings ask for; None: ``usual_context``. Raises BadPin; OSError where the file cannot be read."""
    if not pins:
        return _by_names(ssl.create_default_context(cafile=str(ca_file))) if ca_file else None
    context = _by_names(PinnedContext(ssl.PROTOCOL_TLS_CLIENT))
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if ca_file:
        context.load_verify_locations(cafile=str(ca_file))
    else:
        context.load_default_certs()
    context.pins = parsed(pins)
    context.sslobject_class = _PinnedObject
    return context


def usual_context() -> ssl.SSLContext:
    """For a bank whose certificate the public authorities vouch for. Takes a quarter of a second."""
    import httpx  # It brings the public authorities along, and a start does not wait for it.

    return _by_names(httpx.create_ssl_context(trust_env=False))


def _by_names[Context: ssl.SSLContext](context: Context) -> Context:
    # RFC 9525 section 2: a name that stands in the subject alone was meant for people, and no authority need have looked at it.
    context.hostname_checks_common_name = False
    return context


def parsed(pins: str) -> tuple[str, ...]:
    """The pins of a setting. Raises BadPin."""
    found = tuple(part.strip() for part in pins.split(";"))
    for pin in found:
        try:
            digest = base64.b64decode(pin.removeprefix(PREFIX), validate=True)
        except ValueError:
            raise BadPin(pin) from None
        if not pin.startswith(PREFIX) or len(digest) != _DIGEST_BYTES:
            raise BadPin(pin)
    return found


def pin_of(certificate: bytes) -> str:
    """The pin of a certificate (DER)."""
    # Only a pinned workstation needs them, and a start would load them for nothing.
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
    from cryptography.x509 import load_der_x509_certificate

    key = load_der_x509_certificate(certificate).public_key()
    info = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return PREFIX + base64.b64encode(hashlib.sha256(info).digest()).decode()


def refused(error: BaseException) -> bool:
    """Whether a connection failed because of who answered: a certificate nobody vouches for, or another key than expected."""
    seen: set[int] = set()
    at: BaseException | None = error
    while at is not None and id(at) not in seen:
        if isinstance(at, ssl.SSLCertVerificationError):
            return True
        seen.add(id(at))
        at = at.__cause__ or at.__context__
    return False
