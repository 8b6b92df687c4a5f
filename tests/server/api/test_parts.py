import asyncio

import pytest

from contract.errors import ErrorCode
from server.api import parts as module
from server.api.parts import Reads
from server.db.engine import open_engine
from server.staff.denied import Denied


def test_reads_run_beside_the_loop_and_too_many_are_turned_away(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "READS_WAITING_MAX", 2)
    engine = open_engine(sqlite_url)
    reads = Reads(engine, 1)

    async def three() -> list[object]:
        asked = (reads.run(lambda conn, n: conn.exec_driver_sql(f"SELECT {n}").scalar_one(), n) for n in range(3))
        return list(await asyncio.gather(*asked, return_exceptions=True))

    first, second, third = asyncio.run(three())
    reads.close()
    engine.dispose()
    assert (first, second) == (0, 1)
    assert isinstance(third, Denied)
    assert third.code is ErrorCode.BUSY
