import hashlib

import msgspec
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from joserfc import jws
from joserfc.jwk import ECKey

from contract.envelope import Envelope, Lease, envelope_signing_input
from teller_app.sync.keys import DeviceSigner, Header, b64url, from_b64url
from tests.teller_app.samples import USER, deposit, some_id


def verify(signer: DeviceSigner, signature: str, message: bytes) -> None:
    raw = from_b64url(signature)
    x, y = (int.from_bytes(from_b64url(part)) for part in (signer.public.x, signer.public.y))
    key = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
    der = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    key.verify(der, message, ec.ECDSA(hashes.SHA256()))


def test_an_envelope_verifies_and_one_changed_byte_does_not() -> None:
    signer = DeviceSigner.generate()
    header = Header(some_id(1), USER, 5, "2026-11-24T09:00:00.000Z", 3, Lease(session=some_id(2), number=1))
    raw = msgspec.json.encode(signer.seal(deposit(), header))
    envelope = msgspec.json.decode(raw, type=Envelope)
    verify(signer, envelope.signature, envelope_signing_input(envelope))
    forged = msgspec.json.decode(raw.replace(b'"minor":5000', b'"minor":9000'), type=Envelope)
    with pytest.raises(InvalidSignature):
        verify(signer, forged.signature, envelope_signing_input(forged))


def test_a_proof_is_a_dpop_token_that_another_library_accepts() -> None:
    signer = DeviceSigner.generate()
    token = signer.proof("GET", "https://bank.example/v1/entries?after=3", access="abc", now=lambda: 1000.7)
    jwk = {"kty": "EC", "crv": "P-256", "x": signer.public.x, "y": signer.public.y}
    key = ECKey.import_key(jwk)
    parsed = jws.deserialize_compact(token, key, algorithms=["ES256"])
    claims = msgspec.json.decode(parsed.payload)
    assert parsed.protected == {"typ": "dpop+jwt", "alg": "ES256", "jwk": jwk}
    assert claims["htu"] == "https://bank.example/v1/entries"
    assert (claims["htm"], claims["iat"]) == ("GET", 1000)
    assert claims["ath"] == b64url(hashlib.sha256(b"abc").digest())
    assert signer.thumbprint() == key.thumbprint()


def test_the_kept_text_is_short_and_gives_the_same_device_back() -> None:
    signer = DeviceSigner.generate()
    again = DeviceSigner.parse(signer.text())
    assert (again.device, again.public) == (signer.device, signer.public)
    assert len(signer.text()) < 100
    assert signer.text().split()[1] not in repr(signer)
