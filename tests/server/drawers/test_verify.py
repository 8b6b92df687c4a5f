"""A piece or an amount changed behind the bank's back is named."""

import pytest

from server.drawers import verify
from tests.server.drawers import house as h
from tests.server.drawers.house import House, done


def _where(house: House, spoil: str) -> list[str]:
    house.open()
    done(house.run(h.deposit(100_00, {"10000": 1})))
    with house.engine.execution_options(coastal_write=True).begin() as conn:
        conn.exec_driver_sql(spoil)
    with house.engine.connect() as conn:
        return [difference.where for difference in verify.check(conn)]


def test_untouched_cash_is_whole(house: House) -> None:
    assert _where(house, "select 1") == []


@pytest.mark.parametrize(
    "spoil",
    [
        "update bags set pieces='{\"10000\":1}' where holder like 'drawer:%'",
        "update bags set amount=amount+1 where holder like 'drawer:%'",
        "update cash_moves set pieces='{\"10000\":-99}' where kind='deposit'",
        "delete from cash_moves where kind='deposit'",
        "update bags set pieces=replace(pieces, '10000', '10000:mutilated') where holder like 'drawer:%'",
        "update bags set pieces=replace(pieces, '10000', '10000:suspect') where holder like 'drawer:%'",
        "update accounts set debits=debits+1 where id=(select account from bags where holder like 'drawer:%')",
        "delete from bags where holder like 'drawer:%'",
    ],
)
def test_a_change_is_named(house: House, spoil: str) -> None:
    assert set(_where(house, spoil)) == {f"bag drawer:{h.DRAWER}"}
