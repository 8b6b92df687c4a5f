"""The doors over either database: the same bank, the same answers."""

from pathlib import Path

from contract import paths
from contract.customers import RegisterCustomer
from contract.ids import new_id
from tests.server.api.house import open_house, problem
from tests.server.api.test_feed import ask, opened, until


def test_the_doors_share_one_bank_on_both_databases(database_url: str, tmp_path: Path) -> None:
    with open_house(tmp_path, url=database_url, bank_name="Anchor Bank", contact_line="0302 000 000") as house:
        assert house.parts.writer is house.bank.writer
        efua = house.sign_in("efua")
        with opened(efua) as socket:
            start = ask(socket, house.bank.hub.head).head
            command = RegisterCustomer(customer=new_id(), number="C-1", full_name="Ama Mensah")
            envelope = efua.seal(command)
            assert efua.post(envelope).content == efua.post(envelope).content
            assert until(socket, lambda message: message.upto == start + 1).entries[0].command == envelope.id
        assert efua.get(paths.CUSTOMERS_FIND, q="mensah").json()[0]["customer"] == command.customer
        me = efua.get(paths.ME).json()
        assert (me["bank_name"], me["contact_line"]) == ("Anchor Bank", "0302 000 000")
        assert efua.get(paths.SNAPSHOT).json()["seq"] == start + 1
        for _ in range(4):
            house.ask_sign_in("kojo", "guess guess guess")
        assert problem(house.ask_sign_in("kojo")) == (429, "slow_down")
