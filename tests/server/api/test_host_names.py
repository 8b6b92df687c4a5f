"""A proof that was made for another server's name opens nothing, whoever sends that name along."""

import datetime
import ipaddress
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from contract import paths
from server.api.host_names import ours_of
from server.settings import Settings
from tests.server.api.house import House, problem


def certificate(path: Path, *names: str, address: str = "") -> str:
    key, now = generate_private_key(SECP256R1()), datetime.datetime.now(datetime.UTC)
    said = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "common.example")])
    made = x509.CertificateBuilder().subject_name(said).issuer_name(said).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(now).not_valid_after(now + datetime.timedelta(days=1))
    kinds: list[x509.GeneralName] = [x509.DNSName(name) for name in names]
    kinds += [x509.IPAddress(ipaddress.ip_address(address))] if address else []
    if kinds:
        made = made.add_extension(x509.SubjectAlternativeName(kinds), critical=False)
    path.write_bytes(made.sign(key, SHA256()).public_bytes(Encoding.PEM))
    return str(path)


def test_relayed_proofs_open_nothing(house: House) -> None:
    """The workstation was lured to evil.example, which hands on what it got, Host and all."""
    efua, evil = house.sign_in("efua"), "http://evil.example"
    for path in (paths.ME, paths.SNAPSHOT):
        proof = house.here.proof("GET", evil + path, efua.tokens.access, house.clock().timestamp)
        given = efua.headers("GET", path, proof=False) | {"dpop": proof, "host": "evil.example"}
        answer = house.http.get(path, headers=given)
        assert problem(answer) == (401, "bad_proof")
        assert answer.json()["params"]["why"] == "host"
    port = house.base.rpartition(":")[2]
    for name in ("localhost", "127.0.0.1", "[::1]"):
        base = f"http://{name}:{port}"
        proof = house.here.proof("GET", base + paths.ME, efua.tokens.access, house.clock().timestamp)
        given = efua.headers("GET", paths.ME, proof=False) | {"dpop": proof, "host": f"{name}:{port}"}
        assert house.http.get(paths.ME, headers=given).status_code == 200


@pytest.mark.parametrize(
    ("host", "ours"),
    [
        ("bank.example", True), ("BANK.example:8642", True), ("till.branch.example", True), ("10.0.0.5:443", True),
        ("[fd00::5]:443", False), ("branch.example", False), ("a.till.branch.example", False), ("common.example", False),
        ("evil.example", False), ("bank.example.evil.example", False), ("bank.example@evil.example", False), ("", False),
        ("127.0.0.1", False), ("*.branch.example", False),
    ],
)  # fmt: skip
def test_with_tls_the_certificate_names_it(tmp_path: Path, host: str, ours: bool) -> None:
    file = certificate(tmp_path / "cert.pem", "bank.example", "*.branch.example", address="10.0.0.5")
    assert ours_of(Settings(tls_cert=file, tls_key="x"))(host) is ours


def test_a_certificate_without_names_names_nothing(tmp_path: Path) -> None:
    ours = ours_of(Settings(tls_cert=certificate(tmp_path / "cert.pem"), tls_key="x"))
    assert not any(map(ours, ("common.example", "localhost", "")))
