"""A scanner is asked before a picture is kept: a local server that speaks clamd's INSTREAM."""

import asyncio
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest

from contract import paths
from contract.errors import ContractError, ErrorCode
from server.api.scanner import Scanner
from server.settings import SettingsRefused, make
from server.staff.denied import Denied
from tests.server.api.house import House, open_house, problem
from tests.support.pictures import png
from tests.support.ports import free_port

BAD = b"EICAR"


async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """As clamd answers: chunks with their length, until one of nought."""
    assert await reader.readexactly(10) == b"zINSTREAM\0"
    content = b""
    while size := int.from_bytes(await reader.readexactly(4)):
        content += await reader.readexactly(size)
    said = b"stream: Eicar-Test-Signature FOUND" if BAD in content else b"stream: OK"
    writer.write(b"INSTREAM size limit exceeded. ERROR\0" if b"HUGE" in content else said + b"\0")
    await writer.drain()
    writer.close()


@contextmanager
def clamd(port: int) -> Iterator[None]:
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(asyncio.start_server(answer, "127.0.0.1", port))
    thread = Thread(target=loop.run_forever, name="clamd")
    thread.start()
    try:
        yield
    finally:
        server.close()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def code_of(where: str, content: bytes) -> str:
    try:
        asyncio.run(Scanner(where).look(content))
    except (ContractError, Denied) as error:
        return error.code.value
    return ""


def test_clean_is_kept_known_is_refused_and_unclear_waits() -> None:
    port = free_port()
    with clamd(port):
        where = f"127.0.0.1:{port}"
        found = [code_of(where, content) for content in (b"a face", b"a face " + BAD, b"HUGE", b"")]
    assert found == ["", ErrorCode.MALFORMED, ErrorCode.BUSY, ""]
    assert code_of("", BAD) == ""


@pytest.mark.parametrize("where", ["127.0.0.1:{port}", "/nowhere/clamd.ctl", "nonsense"])
def test_a_scanner_that_is_away_keeps_nothing(where: str) -> None:
    assert code_of(where.format(port=free_port()), b"a face") == ErrorCode.BUSY


def test_it_stands_before_the_file_s_door(tmp_path: Path) -> None:
    port = free_port()
    with clamd(port), open_house(tmp_path, scanner=f"127.0.0.1:{port}") as house:
        efua = house.sign_in("efua")
        assert put(house, efua, png(b"a face")) == (204, "")
        assert put(house, efua, png(BAD)) == (400, "malformed")


def put(house: House, person: object, content: bytes) -> tuple[int, str]:
    path = paths.FILES.format(sha256=hashlib.sha256(content).hexdigest())
    answer = person.call("PUT", path, content)  # type: ignore[attr-defined]
    return (204, "") if answer.status_code == 204 else problem(answer)


@pytest.mark.parametrize("where", ["clamd", "host:port", "host:99999999"])
def test_a_setting_that_is_no_place_is_refused(where: str) -> None:
    with pytest.raises(SettingsRefused):
        make({"scanner": where})
