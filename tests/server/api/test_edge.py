import logging
import re
import socket
from contextlib import ExitStack
from pathlib import Path

import pytest

from contract import paths
from contract.customers import RegisterCustomer
from contract.ids import new_id
from server.api.edge import Edge
from tests.server.api.house import House, open_house, problem
from tests.support.waiting import until


def test_a_request_keeps_its_id_or_gets_one(house: House) -> None:
    given = house.http.get(paths.HEALTH, headers={paths.REQUEST_ID_HEADER: "request-0001"})
    assert given.headers[paths.REQUEST_ID_HEADER] == "request-0001"
    spoofed = house.http.get(paths.HEALTH, headers={paths.REQUEST_ID_HEADER: 'x" level="error'})
    again = house.http.get(paths.HEALTH)
    own = [answer.headers[paths.REQUEST_ID_HEADER] for answer in (spoofed, again)]
    assert all(re.fullmatch(r"[0-9a-f-]{36}-[0-9]+", made) for made in own)
    assert own[0] != own[1]
    refused = house.http.get("/v1/me", headers={paths.PROTOCOL_HEADER: "1"})
    assert refused.json()["request_id"] == refused.headers[paths.REQUEST_ID_HEADER]


@pytest.mark.parametrize("spoken", ["", "0", "-1", "one", "9999999"])
def test_a_client_that_is_too_old_is_told_so(house: House, spoken: str) -> None:
    answer = house.http.get(paths.ME, headers={paths.PROTOCOL_HEADER: spoken} if spoken else {})
    assert problem(answer) == (426, "client_too_old")
    assert answer.json()["params"] == {"protocol_min": paths.PROTOCOL_MIN, "protocol": paths.PROTOCOL}


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "/nothing", 404), ("DELETE", "/health", 404), ("GET", "/health/", 404)]
)
def test_what_is_not_there_is_a_problem_too(house: House, method: str, path: str, status: int) -> None:
    assert problem(house.http.request(method, path)) == (status, "not_found")


def test_what_nobody_expected_is_a_bare_500_and_a_line_in_the_log(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    efua = house.sign_in("efua")

    def broken(*_: object) -> None:
        raise RuntimeError("swordfish")

    monkeypatch.setattr(type(house.parts.sessions), "me", broken)
    with caplog.at_level(logging.INFO, "coastal.api"):
        answer = efua.get(paths.ME)
        assert problem(answer) == (500, "internal")
        assert "swordfish" not in answer.text
    failed = [record for record in caplog.records if record.message == "failed"]
    assert [record.request_id for record in failed] == [answer.json()["request_id"]]


def test_a_line_names_the_path_and_not_the_person_searched_for(house: House, caplog: pytest.LogCaptureFixture) -> None:
    efua = house.sign_in("efua")
    with caplog.at_level(logging.INFO, "coastal.api"):
        efua.get(paths.CUSTOMERS_FIND, q="Ama Mensah")
        # The line is written after the answer went out.
        until(lambda: paths.CUSTOMERS_FIND in [record.__dict__.get("path") for record in caplog.records])
    ours = [record for record in caplog.records if record.name == "coastal.api"]
    assert not any("Mensah" in str(record.__dict__) for record in ours)


def test_past_the_bound_a_request_is_told_when_to_come_back(tmp_path: Path) -> None:
    with open_house(tmp_path, requests_max=10) as house:
        edge = house.server.config.app
        assert isinstance(edge, Edge)
        edge._open = 10
        refused = house.http.get(paths.ME, headers={paths.PROTOCOL_HEADER: "1"})
        assert problem(refused) == (503, "busy")
        assert refused.headers["retry-after"] == "1"
        assert refused.json()["retry_after_s"] == 1
        assert house.http.get(paths.READY).status_code == 200, "whoever watches over it gets through"
        edge._open = 0
        assert house.http.get(paths.ME, headers={paths.PROTOCOL_HEADER: "1"}).status_code == 401


def test_strangers_who_dribble_keep_nobody_out(tmp_path: Path) -> None:
    """A head that promises a body, and then nothing, from more sockets than there are places."""
    with open_house(tmp_path, requests_max=10) as house, ExitStack() as stack:
        where = (house.http.base_url.host, house.http.base_url.port or 0)
        head = (
            f"POST {paths.SIGN_IN} HTTP/1.1\r\nHost: x\r\n{paths.PROTOCOL_HEADER}: 1\r\nContent-Length: 100\r\n\r\n{{"
        )
        for _ in range(30):
            stack.enter_context(socket.create_connection(where)).sendall(head.encode())
        efua = house.sign_in("efua")
        assert efua.get(paths.ME).status_code == 200
        assert (
            efua.post(efua.seal(RegisterCustomer(customer=new_id(), number="C-1", full_name="Ama"))).status_code == 200
        )
        edge = house.server.config.app
        assert isinstance(edge, Edge)
        assert edge._open == 0


def test_a_body_that_is_whole_counts_until_it_is_answered(tmp_path: Path) -> None:
    with open_house(tmp_path, requests_max=10) as house:
        edge = house.server.config.app
        assert isinstance(edge, Edge)
        edge._open = 9
        assert house.ask_sign_in("efua").status_code == 200
        edge._open = 10
        assert problem(house.ask_sign_in("efua")) == (503, "busy")
        assert edge._open == 10
