"""Whoever asks for what they may not leaves a line with name, workstation and door, once a minute; strangers leave none."""

from sqlalchemy import select

from contract import paths
from server.staff import activity
from server.staff.tables import activity as lines
from tests.server.api.house import House, Person

FILE = paths.FILES.format(sha256="ab" * 32)


def noted(house: House) -> list[tuple[str, str, str]]:
    with house.bank.engine.connect() as conn:
        found = conn.execute(select(lines).where(lines.c.what == activity.REFUSED).order_by(lines.c.n)).all()
    return [(row.user, row.device, row.detail) for row in found]


def test_a_missing_right_is_kept_with_who_and_where(house: House) -> None:
    yaa = house.sign_in("yaa")
    for _ in range(3):
        assert yaa.get(FILE, name="Abena").status_code == 403
    assert yaa.call("PUT", FILE, b"x").status_code == 403
    user, device = house.people["yaa"], house.here.device
    assert noted(house) == [(user, device, f"not_permitted {verb} {FILE}") for verb in ("GET", "PUT")]
    house.clock.pass_s(61)
    assert yaa.get(FILE).status_code == 403
    assert len(noted(house)) == 3


def test_who_has_not_proved_themselves_fills_no_log(house: House) -> None:
    efua = house.sign_in("efua")
    headers = efua.headers("GET", FILE, proof=False)
    assert house.http.get(FILE, headers=headers).status_code == 401
    assert house.http.get(FILE, headers={paths.PROTOCOL_HEADER: "1"}).status_code == 401
    assert Person(house, house.there, efua.tokens).get(FILE).status_code == 401
    assert noted(house) == []


def test_what_was_allowed_or_not_there_is_no_refusal(house: House) -> None:
    efua = house.sign_in("efua")
    assert efua.get(FILE).status_code == 404
    assert efua.get(paths.ME).status_code == 200
    assert noted(house) == []


def test_walking_through_numbers_is_knocking_at_one_door(house: House) -> None:
    yaa = house.sign_in("yaa")
    for number in range(20):
        assert yaa.get(paths.FILES.format(sha256=f"{number:064x}")).status_code == 403
    assert len(noted(house)) == 1
