import hashlib

from sqlalchemy import select

from contract import paths
from contract.customers import IMAGE_BYTES_MAX
from server.api.files import BYTES_DAY_MAX, LEAST
from server.customers.pictures import SIDE_MAX
from server.staff.tables import limit_use
from tests.server.api.house import House, problem
from tests.support.pictures import png

PNG = png(b"a face")


def path_of(content: bytes) -> str:
    return paths.FILES.format(sha256=hashlib.sha256(content).hexdigest())


def test_a_picture_is_kept_once_and_got_by_its_name(house: House) -> None:
    efua = house.sign_in("efua")
    for _ in range(2):
        assert efua.call("PUT", path_of(PNG), PNG).status_code == 204
    got = efua.get(path_of(PNG))
    assert (got.status_code, got.content, got.headers["content-type"]) == (200, PNG, "image/png")
    assert "immutable" in got.headers["cache-control"]
    name = path_of(PNG).rpartition("/")[2]
    assert got.headers["content-disposition"] == f'attachment; filename="{name}.png"'
    assert got.headers["x-content-type-options"] == "nosniff"


def test_what_is_no_picture_or_another_is_refused(house: House) -> None:
    efua = house.sign_in("efua")
    large, flood = PNG + b"\x00" * IMAGE_BYTES_MAX, png(width=SIDE_MAX + 1)
    assert problem(efua.call("PUT", path_of(PNG), PNG + b"!")) == (400, "malformed")
    assert problem(efua.call("PUT", path_of(b"text"), b"text")) == (400, "malformed")
    assert problem(efua.call("PUT", path_of(large), large)) == (413, "too_large")
    assert problem(efua.call("PUT", path_of(flood), flood)) == (413, "too_large")
    assert problem(efua.get(path_of(b"absent"))) == (404, "not_found")
    assert problem(efua.get(paths.FILES.format(sha256="..%2F..%2Fetc"))) == (404, "not_found")
    assert problem(house.sign_in("yaa").get(path_of(PNG))) == (403, "not_permitted")


def test_nobody_fills_the_disk(house: House) -> None:
    """A day's bytes are counted by person, and a small picture for more than it is."""
    efua, kojo = house.sign_in("efua"), house.sign_in("kojo")
    assert efua.call("PUT", path_of(PNG), PNG).status_code == 204
    key = f"{efua.me.user}/file/bytes"
    with house.bank.engine.connect() as conn:
        assert conn.scalar(select(limit_use.c.total).where(limit_use.c.id == key)) == LEAST
    house.bank.writer.write_sync(lambda conn: conn.execute(limit_use.update().values(total=BYTES_DAY_MAX - LEAST + 1)))
    other = png(b"another")
    refused = efua.call("PUT", path_of(other), other)
    assert problem(refused) == (429, "slow_down")
    assert int(refused.headers["retry-after"]) > 60
    assert problem(efua.get(path_of(other))) == (404, "not_found")
    assert kojo.call("PUT", path_of(other), other).status_code == 204
    house.clock.pass_s(24 * 3600)
    third = png(b"a third")
    assert house.sign_in("efua").call("PUT", path_of(third), third).status_code == 204
