import json
import logging
from collections.abc import Iterator

import pytest

from server.api.logs import EDGE, REQUEST, configure


@pytest.fixture(autouse=True)
def quiet_again() -> Iterator[None]:
    """The root logger is everybody's."""
    root = logging.getLogger()
    before = (root.handlers, root.level, logging.getLogger("uvicorn.access").disabled)
    yield
    root.handlers, root.level, logging.getLogger("uvicorn.access").disabled = before


def test_every_line_is_json_and_no_secret_comes_through(capsys: pytest.CaptureFixture[str]) -> None:
    lines = configure("info")
    log = logging.getLogger("coastal.test")
    log.info("request", extra={"path": "/v1/me", "password": "swordfish", "Authorization": "DPoP swordfish",
                              "color_message": "in colours"})  # fmt: skip
    log.debug("too fine")
    try:
        raise ValueError("broken")
    except ValueError:
        log.exception("failed")
    lines.close()
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [line["event"] for line in lines] == ["request", "failed"]
    assert (lines[0]["path"], lines[0]["level"], lines[0]["password"]) == ("/v1/me", "info", "…")
    assert "swordfish" not in json.dumps(lines) and "colour" not in json.dumps(lines)
    assert "ValueError: broken" in lines[1]["exception"]


def test_a_query_is_not_logged_and_a_broken_frame_is_no_defect(capsys: pytest.CaptureFixture[str]) -> None:
    lines = configure("info")
    log = logging.getLogger("uvicorn.error")
    log.info('%s - "WebSocket %s" 403', "127.0.0.1", "/v1/feed?token=swordfish")
    try:
        b"\xed".decode()
    except UnicodeDecodeError:
        log.exception("Invalid UTF-8 sequence received from client.")
    lines.close()
    (line,) = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert "swordfish" not in json.dumps(line)
    assert "exception" not in line


def test_lines_of_answered_requests_are_written_some_at_a_time_and_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    lines = configure("info")
    edge = logging.getLogger(EDGE)
    for number in range(3):
        edge.info(REQUEST, extra={"path": f"/v1/{number}", "status": 200, "ms": 0.1, "secret": "swordfish"})
    assert capsys.readouterr().err == "", "they wait for a moment"
    edge.error("failed", extra={"path": "/v1/3"})
    said = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [line["path"] for line in said] == ["/v1/0", "/v1/1", "/v1/2", "/v1/3"], "nothing overtakes them"
    assert set(said[0]) == {"path", "status", "ms", "level", "logger", "at", "event"}
    edge.info(REQUEST, extra={"path": "/v1/4"})
    lines.close()
    assert '"/v1/4"' in capsys.readouterr().err, "the last ones are written at the end"
