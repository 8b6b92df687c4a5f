"""What the clock has to remind of: only on an open day."""

from sqlalchemy import Connection

from server.advances import queries
from tests.server.drawers.house import House


def test_nothing_is_overdue_in_a_bank_without_advances(house: House) -> None:
    with house.engine.connect() as conn:
        assert isinstance(conn, Connection)
        assert queries.overdue(conn) == []
    assert [source.topic for source in queries.sources()] == ["advance"]
