"""Oneself is known at once, others once the replica was asked; somebody out of sight is the tail of their id."""

from typing import Any, cast

from PySide6.QtCore import QObject

from contract.staff import UserFact
from teller_app.shell.names import Names
from teller_app.shell.port import QtPort
from tests.teller_app.kit import BRANCH, EFUA, EFUA_ID, KWESI_ID, FakePort

KWESI = UserFact(
    user=KWESI_ID,
    username="kwesi",
    full_name="Kwesi Appiah",
    staff_number="MGR-0102",
    roles=(),
    branch=BRANCH,
    active=True,
)


class Port(FakePort):
    found: tuple[UserFact, ...] = ()

    def query(self, ask: Any, then: Any) -> None:
        then(self.found)


def test_names_follow_the_replica(qapp) -> None:
    port, parent = Port(), QObject()
    names = Names(cast(QtPort, port), parent)
    assert names.of(EFUA_ID) == (EFUA.full_name, EFUA.staff_number)
    assert names.of(KWESI_ID) == (KWESI_ID[-8:].upper(), "")
    port.found = (KWESI,)
    port.tell("user")
    assert names.name(KWESI_ID) == "Kwesi Appiah"
