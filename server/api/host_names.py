"""By which names this server may be addressed: a proof names the URL it is for, and whose URL that is must not be the caller's to say.

Whoever lures a workstation to a server of their own gets proofs for that server's name. With any ``Host`` taken at its word they would only
have to send that name along to open the bank's doors with them (a relay; RFC 9449 section 4.3, check 9). Behind a proxy ``public_url``
says the name; with TLS of our own the certificate does; in the clear there is this machine alone.
"""

from collections.abc import Callable
from pathlib import Path

from cryptography import x509
from cryptography.x509.oid import ExtensionOID

from server.settings import Settings

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
Ours = Callable[[str], bool]
"""Whether a ``Host`` header names this server."""


def ours_of(settings: Settings) -> Ours:
    """By the certificate, read once as the server itself does; by this machine's names where there is none."""
    names = _certified(Path(settings.tls_cert)) if settings.tls_cert else LOCAL | {settings.host.lower()}
    return lambda host: _named(_without_port(host), names)


def _named(name: str, names: frozenset[str]) -> bool:
    _, dot, parent = name.partition(".")
    # A star stands for one label alone (RFC 6125 section 6.4.3).
    return "*" not in name and (name in names or (bool(dot) and f"*.{parent}" in names))


def _without_port(host: str) -> str:
    text = host.lower()
    if text.startswith("["):
        return text[1:].partition("]")[0]
    return text.partition(":")[0]


def _certified(path: Path) -> frozenset[str]:
    certificate = x509.load_pem_x509_certificate(path.read_bytes())
    try:
        found = certificate.extensions.get_extension_for_oid(ExtensionOID.SUBJECT_ALTERNATIVE_NAME).value
    except x509.ExtensionNotFound:
        return frozenset()
    assert isinstance(found, x509.SubjectAlternativeName)
    names = found.get_values_for_type(x509.DNSName)
    addresses = map(str, found.get_values_for_type(x509.IPAddress))
    return frozenset(name.lower() for name in (*names, *addresses))
