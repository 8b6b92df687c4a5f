"""What another process wrote is followed here within a second, and counts here."""

from contract import paths
from contract.feed import Batch, Resync
from contract.ids import new_id
from contract.imports import ImportChunk
from contract.permissions import Role
from contract.staff import AddUser
from server import build
from server.core.actor import system_header
from server.core.clock import stamp
from server.core.journal_tables import journal
from tests.server.api.house import House
from tests.server.api.test_feed import ask, opened, until
from tests.support import waiting


def test_a_person_added_by_the_command_line_is_known_and_followed(house: House) -> None:
    yaa = house.sign_in("yaa")
    with opened(yaa) as socket, build.bank(house.bank.settings) as other:
        ask(socket, house.bank.hub.head)
        user = new_id()
        command = AddUser(user=user, username="ama", full_name="Ama", staff_number="A9", roles=(Role.CASHIER,), branch=house.branch)  # fmt: skip
        other.writer.execute_sync(system_header(new_id(), stamp(house.clock())), command)
        said = until(socket, lambda message: isinstance(message, Batch) and message.entries)
        assert said.entries[0].facts[0].user == user
    waiting.until(lambda: house.ask_sign_in("ama", "wrong wrong wrong").json()["code"] == "bad_credentials")
    waiting.until(lambda: house.bank.hub.head == said.upto)


def test_an_import_makes_replicas_start_afresh_once_it_falls_silent(house: House) -> None:
    efua = house.sign_in("efua")
    with opened(efua) as socket:
        before = ask(socket, house.bank.hub.head).scope
        digest = "0" * 64
        chunk = ImportChunk(job=digest, file="customers.csv", chunk=0, rows=0, digest=digest)

        def booked(conn) -> None:
            # A chunk's journal row is all that the watch looks at.
            conn.execute(journal.update().where(journal.c.seq == house.bank.hub.head).values(kind="import_chunk"))

        assert chunk.__struct_config__.tag == "import_chunk"
        house.do(AddUser(user=new_id(), username="ama", full_name="Ama", staff_number="A9", roles=(Role.CASHIER,), branch=house.branch))  # fmt: skip
        house.bank.writer.write_sync(booked)
        assert until(socket, lambda message: isinstance(message, Resync)) == Resync(reason="import")
    page = efua.get(paths.SNAPSHOT).json()
    assert page["scope"] not in ("", before), "who was away at that moment learns it by the scope"
