from contract import paths
from tests.server.api.house import House


def test_the_doors_share_one_bank(house: House) -> None:
    assert house.parts.writer is house.bank.writer
    assert house.parts.hub is house.bank.hub
    assert house.parts.sources == house.bank.sources
    assert house.sign_in("efua").get(paths.ME).json()["bank_name"] == house.bank.settings.bank_name
