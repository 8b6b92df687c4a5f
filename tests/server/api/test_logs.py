import json
import logging
from collections.abc import Iterator

import pytest

from server.api.logs import configure


@pytest.fixture(autouse=True)
def quiet_again() -> Iterator[None]:
    """The root logger is everybody's."""
    root = logging.getLogger()
    before = (root.handlers, root.level, logging.getLogger("uvicorn.access").disabled)
    yield
    root.handlers, root.level, logging.getLogger("uvicorn.access").disabled = before


def test_every_line_is_json_and_no_secret_comes_through(capsys: pytest.CaptureFixture[str]) -> None:
    configure("info")
    log = logging.getLogger("coastal.test")
    log.info("request", extra={"path": "/v1/me", "password": "swordfish", "Authorization": "DPoP swordfish"})
    log.debug("too fine")
    try:
        raise ValueError("broken")
    except ValueError:
        log.exception("failed")
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [line["event"] for line in lines] == ["request", "failed"]
    assert (lines[0]["path"], lines[0]["level"], lines[0]["password"]) == ("/v1/me", "info", "…")
    assert "swordfish" not in json.dumps(lines)
    assert "ValueError: broken" in lines[1]["exception"]


def test_a_query_is_not_logged_and_a_broken_frame_is_no_defect(capsys: pytest.CaptureFixture[str]) -> None:
    configure("info")
    log = logging.getLogger("uvicorn.error")
    log.info('%s - "WebSocket %s" 403', "127.0.0.1", "/v1/feed?token=swordfish")
    try:
        b"\xed".decode()
    except UnicodeDecodeError:
        log.exception("Invalid UTF-8 sequence received from client.")
    (line,) = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert "swordfish" not in json.dumps(line)
    assert "exception" not in line
