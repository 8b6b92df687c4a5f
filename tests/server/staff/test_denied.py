import asyncio
from pathlib import Path

import pytest

from contract.errors import ErrorCode
from server.staff.denied import Denied, written
from tests.server.core import toy


def test_a_small_write_comes_back_with_its_value_or_says_why_not(tmp_path: Path) -> None:
    with toy.bank(toy.sqlite_url(tmp_path)) as (_, writer):
        assert asyncio.run(written(writer, lambda conn: conn.exec_driver_sql("SELECT 7").scalar_one())) == 7
    with pytest.raises(Denied) as denied:
        asyncio.run(written(writer, lambda conn: None))
    assert denied.value.code is ErrorCode.STOPPING
