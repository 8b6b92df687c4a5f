"""Who is let in: the handshake rows of ``ws_attacks.json`` against a real server process."""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from websockets.exceptions import ConnectionClosed, InvalidMessage, InvalidStatus
from websockets.sync.client import connect

from contract import paths
from contract.commands import fingerprint
from contract.customers import RegisterCustomer
from contract.feed import Bye, Resync
from contract.ids import new_id
from contract.permissions import Role
from contract.staff import ChangeUser, DisableUser, RevokeDevice
from server import build
from server.core.actor import system_header
from server.core.clock import stamp, system_clock
from server.staff import codes
from server.staff.keys import load_keys
from server.staff.tokens import AccessTokens
from tests.server.api.guarded import Guarded, guarded
from tests.server.api.house import Person
from tests.server.api.test_feed import ask, opened, read, until
from tests.server.staff.test_tokens import FILES, attack_token
from tests.support.case_words import WS, row_of
from tests.support.cases import cases
from tests.support.ports import wait_for_port
from tests.support.processes import ServerProcess
from tests.support.tls import make_certificate, trusting

LIFE_S = 6
"""Of a token that ends while its socket is open. Long enough for a handshake on a busy machine."""
MODULES = ("test_ws_handshake", "test_ws_words", "test_ws_frames", "test_ws_load", "test_ws_variants")


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    with guarded(tmp_path_factory.mktemp("ws"), stations=4) as served:
        yield served


def refused(person: Person, path: str = paths.FEED, **headers: str | None) -> int:
    """The status that a handshake with other headers is refused with (None takes one away). Nothing was sent to it."""
    given = {name: value for name, value in (person.headers("GET", paths.FEED) | headers).items() if value is not None}
    with pytest.raises((InvalidStatus, InvalidMessage, ConnectionClosed)) as error:
        connect(person.house.base.replace("http", "ws") + path, additional_headers=given, proxy=None, open_timeout=60)
    return error.value.response.status_code if isinstance(error.value, InvalidStatus) else 0


def test_every_published_attack_has_its_test() -> None:
    texts = [(Path(__file__).parent / f"{name}.py").read_text() for name in MODULES]
    played = {
        found.replace("_", "-") for text in texts for found in re.findall(r"^def test_(ws_\w+)\(", text, re.MULTILINE)
    }
    missing = [case.id for case in cases("ws_attacks") if not row_of(case.values[0], played, WS)]
    assert missing == []


def test_ws_no_auth(bank: Guarded) -> None:
    assert refused(bank.sign_in("efua"), authorization=None) == 401
    assert refused(bank.sign_in("efua"), dpop=None) == 401


def test_ws_token_in_url(bank: Guarded) -> None:
    efua = bank.sign_in("efua")
    assert refused(efua, f"{paths.FEED}?token={efua.tokens.access}", authorization=None) == 401
    assert efua.tokens.access not in bank.server.text


def test_ws_bad_token(bank: Guarded) -> None:
    """All of them were made for another bank, the control, too; our own token is the control here."""
    efua = bank.sign_in("efua")
    for file, case in ((each, case) for each in FILES.values() for case in each["cases"]):
        token = attack_token(file, case)
        if token.isascii() and token.isprintable() and len(token) < 16_000:
            assert refused(efua, authorization=f"DPoP {token}") in (400, 401), case["id"]
        else:
            assert refused_raw(bank, token), case["id"]
    with opened(efua) as socket:
        assert ask(socket, 0).head > 0


def refused_raw(bank: Guarded, token: str) -> bool:
    """A token that no client library would put into a header, in a header all the same."""
    with httpx.Client(base_url=bank.base, trust_env=False) as client:
        try:
            headers = [(b"authorization", b"DPoP " + token.encode("utf-8", "replace")), (b"coastal-protocol", b"1")]
            return client.get(paths.ME, headers=headers).status_code in (400, 401, 431)
        except httpx.HTTPError:
            return True


def test_ws_refresh_as_access(bank: Guarded) -> None:
    efua = bank.sign_in("efua")
    assert refused(efua, authorization=f"DPoP {efua.tokens.refresh}") == 401
    assert refused(efua, authorization=f"Bearer {efua.tokens.access}") == 401


def test_ws_wrong_device(bank: Guarded) -> None:
    efua, other = bank.sign_in("efua"), bank.signers[1]
    before = len(bank.rows("SELECT 1 FROM activity WHERE what = 'wrong_key'"))
    proof = other.proof("GET", bank.base + paths.FEED, efua.tokens.access)
    assert refused(efua, dpop=proof) == 401
    assert len(bank.rows("SELECT 1 FROM activity WHERE what = 'wrong_key'")) == before + 1


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1", "file://"])
def test_ws_origin_evil(bank: Guarded, origin: str) -> None:
    assert refused(bank.sign_in("efua"), origin=origin) == 403


def test_ws_plain_ws(tmp_path: Path, start_server: Any) -> None:
    cert, key = make_certificate(tmp_path)
    with guarded(tmp_path / "b" if (tmp_path / "b").mkdir() is None else tmp_path) as served:
        served.server.stop()
        env = {**served.env, "COASTAL_TLS_CERT": str(cert), "COASTAL_TLS_KEY": str(key)}
        server: ServerProcess = start_server(served.settings.url, env=env, wait=False)
        wait_for_port(server.port)
        for secure in (False, True):
            url = f"{'wss' if secure else 'ws'}://127.0.0.1:{server.port}{paths.FEED}"
            with pytest.raises((OSError, InvalidMessage, InvalidStatus, ConnectionClosed)) as error:
                connect(url, ssl=trusting(cert) if secure else None, proxy=None, open_timeout=60,
                        additional_headers={paths.PROTOCOL_HEADER: "1"})  # fmt: skip
            assert isinstance(error.value, InvalidStatus) is secure, (
                "in the clear there is not even an answer, nor a redirect"
            )


def closing(person: Person, act: Any, bound_s: float = 60.0) -> tuple[Any, int, float]:
    """(last message, close code, seconds from the act's answer): what an open socket hears. The bound is against hanging."""
    with opened(person) as socket:
        ask(socket, 0)
        act()
        began = time.monotonic()
        last = until(socket, lambda message: isinstance(message, Bye | Resync))
        with pytest.raises(ConnectionClosed) as closed:
            socket.recv(timeout=bound_s)
        assert closed.value.rcvd is not None
        return last, closed.value.rcvd.code, time.monotonic() - began


def test_ws_expire_mid(bank: Guarded) -> None:
    efua = bank.sign_in("efua")
    tokens, now = AccessTokens(load_keys(bank.settings.key_folder).signing), time.time()
    access, lives_s = tokens.issue(
        efua.me.user, efua.signer.device, efua.signer.thumbprint(), new_id(), now, now + LIFE_S, stamp(system_clock())
    )
    assert lives_s <= LIFE_S
    short = Person(efua.house, efua.signer, msgspec.structs.replace(efua.tokens, access=access))
    last, code, _ = closing(short, lambda: None)
    assert (last, code) == (Bye(code="token_expired"), 1008)


def test_ws_logout_mid(bank: Guarded) -> None:
    efua = bank.sign_in("efua")
    last, code, spent_s = closing(efua, lambda: efua.call("POST", paths.SIGN_OUT))
    print(f"signed out: the open feed was closed {spent_s * 1000:.0f} ms after the answer")
    assert (last, code) == (Bye(code="not_signed_in"), 1008)


def test_ws_revoke_device_mid(bank: Guarded) -> None:
    efua, yaa = bank.sign_in("efua", at=3), bank.sign_in("yaa", at=1)
    revoke = RevokeDevice(device=bank.signers[3].device, reason="stolen")
    last, code, spent_s = closing(efua, lambda: yaa.post(yaa.seal(revoke)))
    print(f"workstation revoked: the open feed was closed {spent_s * 1000:.0f} ms after the answer")
    assert (last, code) == (Bye(code="device_unknown"), 1008)
    customer = RegisterCustomer(customer=new_id(), number="C-77", full_name="Ama")
    assert efua.post(efua.seal(customer)).status_code == 403, "and its outbox is refused, not swallowed"


def test_a_disabled_person_hears_it_at_once(bank: Guarded) -> None:
    kofi, yaa = bank.sign_in("kofi", at=2), bank.sign_in("yaa", at=1)
    disable = DisableUser(user=kofi.me.user, reason="left")
    last, code, spent_s = closing(kofi, lambda: yaa.post(yaa.seal(disable)))
    print(f"person disabled: the open feed was closed {spent_s * 1000:.0f} ms after the answer")
    assert (last, code) == (Bye(code="not_signed_in"), 1008)
    assert kofi.get(paths.ME).status_code == 401


def test_ws_role_change_mid(bank: Guarded) -> None:
    """By the bank's own hand in another process, which is the slowest way for it to arrive."""
    kojo, efua = bank.sign_in("kojo", at=2), bank.sign_in("efua", at=1)
    change = ChangeUser(user=kojo.me.user, roles=(Role.ADMINISTRATOR,), branch=bank.branch)

    def act() -> float:
        with build.bank(bank.settings) as hand:
            hand.writer.execute_sync(system_header(new_id(), stamp(system_clock())), change)
            began = time.monotonic()
        efua.post(efua.seal(RegisterCustomer(customer=new_id(), number="C-78", full_name="Secret")))
        return began

    with opened(kojo) as socket:
        ask(socket, bank.rows("SELECT seq FROM journal_head")[0][0])
        began = act()
        heard = []
        with pytest.raises(ConnectionClosed):
            while True:
                heard.append(read(socket))
        print(
            f"role changed by another process: the open feed began anew {(time.monotonic() - began) * 1000:.0f} ms after"
        )
    assert heard[-1] == Resync(reason="scope")
    assert "Secret" not in str(heard), "what his role may not see any more was not delivered"
    customer = RegisterCustomer(customer=new_id(), number="C-79", full_name="Ama")
    assert kojo.post(kojo.seal(customer)).status_code == 403
    assert codes.grant_id(kojo.me.user, "d", fingerprint(customer))
