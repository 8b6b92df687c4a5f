"""A photo that one workstation puts on file is seen at another, also without the server; what is not it is never shown."""

import hashlib
import time

import pytest
from sqlalchemy import update

from contract import paths
from contract.customers import CustomerFact, ImageKind, SetCustomerImage
from contract.feed import Executed
from server.customers.tables import files
from server.db.engine import open_engine
from teller_app.customers.queries import find_customers
from teller_app.sync.state import State
from tests.demo import bank as demo
from tests.journeys.town import Town
from tests.journeys.workstation import WAIT_S, Workstation
from tests.support.pictures import png

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)]

PHOTO = png(b"a photo of Abena")
SIGNATURE = png(b"a signature of Abena")


def name_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def put_on_file(station: Workstation, customer: str, image: ImageKind, content: bytes) -> None:
    """Up goes the file, then the command that names it."""
    box: list[str] = []
    station.engine.upload(paths.FILES.format(sha256=name_of(content)), content, lambda body, code: box.append(code))
    while not box:
        station._hear(time.monotonic() + WAIT_S)
    assert box == [""]
    answer = station.do(SetCustomerImage(customer=customer, image=image, file=name_of(content)))
    assert isinstance(answer, Executed), answer


def customer(station: Workstation, number: str = "000001") -> CustomerFact:
    return station.ask(lambda conn: find_customers(conn, number)[0])


def look(station: Workstation, sha256: str) -> bytes | None:
    box: list[bytes | None] = []
    station.engine.picture(sha256, bytes, box.append)
    while not box:
        station._hear(time.monotonic() + WAIT_S)
    return box[0]


def known(station: Workstation, photo: str) -> CustomerFact:
    """The customer, once the feed has told of the photo."""
    until = time.monotonic() + WAIT_S
    while customer(station).photo != photo:
        assert time.monotonic() < until, "the fact did not arrive by the feed"
        time.sleep(0.02)
    return customer(station)


def requests(town: Town, sha256: str) -> int:
    """How often the server was asked for a file."""
    assert town.server is not None
    path = f'"{paths.FILES.format(sha256=sha256)}"'
    return sum(path in line and '"GET"' in line for line in town.server.text.splitlines())


def test_a_photo_arrives_at_the_other_till_survives_the_outage_and_is_never_another(town: Town) -> None:
    town.serve()
    one, two = (town.stations[name][0] for name in ("one", "two"))
    one.sign_in("efua", demo.PASSWORD)
    two, _ = town.at_work("two", "kojo")
    put_on_file(one, customer(one).customer, ImageKind.SIGNATURE, SIGNATURE)
    put_on_file(one, customer(one).customer, ImageKind.PHOTO, PHOTO)
    seen = known(two, name_of(PHOTO))

    # The bank's store is altered by hand: whatever it hands out now is not what the journal's fact named.
    alter(town, name_of(PHOTO), PHOTO + b"?")
    assert look(two, seen.photo) is None
    alter(town, name_of(PHOTO), PHOTO)
    assert [look(two, seen.photo) for _ in range(2)] == [PHOTO, PHOTO]
    assert requests(town, seen.photo) == 2, "the refused one, and the one that was kept"

    assert town.server is not None
    town.server.kill()
    two.wait_state(State.OFFLINE)
    assert look(two, seen.photo) == PHOTO
    assert look(two, seen.signature) is None, "never looked at before"
    town.serve()
    two.wait_state(State.ONLINE)
    assert look(two, seen.signature) == SIGNATURE
    assert town.differences() == []


def alter(town: Town, sha256: str, content: bytes) -> None:
    """Write into the server's file table past the server."""
    engine = open_engine(town.settings.url)
    with engine.execution_options(coastal_write=True).begin() as conn:
        conn.execute(update(files).where(files.c.sha256 == sha256).values(content=content))
    engine.dispose()
