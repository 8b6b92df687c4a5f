from contract import paths
from tests.server.api.house import House


def test_it_is_alive_and_ready_until_it_stops(house: House) -> None:
    assert house.http.get(paths.HEALTH).json()["status"] == "live"
    ready = house.http.get(paths.READY)
    assert (ready.status_code, ready.json()) == (200, {"status": "ready", "head": house.bank.hub.head})
    house.parts.running.stopping = True
    assert house.http.get(paths.READY).status_code == 503
    assert house.http.get(paths.HEALTH).status_code == 200
