"""A proof that was made for another server's name opens nothing, whoever sends that name along."""

from pathlib import Path

import pytest

from contract import paths
from server.api.host_names import ours_of
from server.settings import Settings
from tests.server.api.house import House, problem
from tests.support.certificates import Authority


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
    names = ("bank.example", "*.branch.example")
    cert, key = Authority(tmp_path).server("common.example", names, ("10.0.0.5",))
    assert ours_of(Settings(tls_cert=str(cert), tls_key=str(key)))(host) is ours


def test_a_certificate_without_names_names_nothing(tmp_path: Path) -> None:
    file = Authority(tmp_path).file
    ours = ours_of(Settings(tls_cert=str(file), tls_key="x"))
    assert not any(map(ours, ("common.example", "localhost", "")))
