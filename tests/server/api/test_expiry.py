"""A request past its time ends by a journalled command; what nobody answered goes on; a delegation ends."""

import asyncio
from types import SimpleNamespace

import pytest

from contract.advances import RemindAdvances
from contract.approvals import EndDelegation, EscalateRequest, ExpireRequests, RemindRequest
from contract.base import Command
from contract.ids import new_id
from contract.vault import LockedWhy, LockVault
from server.advances.queries import overdue
from server.api import vault_lock
from server.api.expiry import Expiry
from server.approvals import queries
from server.approvals.tables import RULES
from server.core.clock import system_clock
from server.staff.delegations import DELEGATIONS, DelegationRow
from server.vault.tables import VAULTS, VaultRow


class Desk:
    """Stands in for the parts: the database's answers by question, and the commands that reached the writer."""

    def __init__(
        self,
        due: list[str],
        unanswered: list[str] | None = None,
        lent: list[DelegationRow] | None = None,
        late: list[str] | None = None,
        unseen: list[str] | None = None,
        vaults: list[LockVault] | None = None,
    ) -> None:
        self.commands: list[Command] = []
        self.resident = self
        self.parts = SimpleNamespace(clock=system_clock, reads=self, writer=self)
        self._answers = {queries.due: due, queries.unanswered: unanswered or [], overdue: late or [],
                         queries.unseen: unseen or [], vault_lock.due: vaults or []}  # fmt: skip
        self._rows = {RULES: {}, DELEGATIONS: {row.by: row for row in lent or []},
                      VAULTS: {lock.vault: VaultRow(id=lock.vault, branch="b", currency="GHS", locks_at="x") for lock in vaults or []}}  # fmt: skip

    def rows(self, store: object) -> dict[str, object]:
        return self._rows[store]  # type: ignore[index]

    async def run(self, query: object, *args: object) -> list[str]:
        return self._answers[query]  # type: ignore[index]

    async def execute(self, header: object, command: Command, canonical: bytes, raw: bytes) -> None:
        self.commands.append(command)


def tick(desk: Desk) -> int:
    return asyncio.run(Expiry(desk.parts).tick())  # type: ignore[arg-type]


def test_what_is_due_is_ended_in_one_command() -> None:
    ids = [new_id(), new_id()]
    desk = Desk(ids)
    assert tick(desk) == 2
    assert desk.commands == [ExpireRequests(requests=tuple(ids))]


def test_nothing_due_writes_nothing() -> None:
    desk = Desk([])
    assert tick(desk) == 0
    assert desk.commands == []


def test_what_nobody_answered_is_put_before_others() -> None:
    request = new_id()
    desk = Desk([], [request])
    tick(desk)
    assert desk.commands == [EscalateRequest(request=request, reason="unanswered")]


@pytest.mark.parametrize(("until", "ends"), [("2026-01-01T00:00:00.000Z", True), ("2199-01-01T00:00:00.000Z", False)])
def test_a_delegation_ends_with_its_time(until: str, ends: bool) -> None:
    row = DelegationRow(
        by=new_id(), id=new_id(), by_name="", to=new_id(), to_name="", branch="", until=until, reason=""
    )
    desk = Desk([], [], [row])
    tick(desk)
    assert desk.commands == ([EndDelegation(delegation=row.id)] if ends else [])


def test_advances_that_are_late_are_reminded_of_in_one_command() -> None:
    late = [new_id(), new_id()]
    desk = Desk([], late=late)
    tick(desk)
    assert desk.commands == [RemindAdvances(advances=tuple(late))]


def test_managers_are_reminded_of_a_new_workstation_that_nobody_looked_at() -> None:
    request = new_id()
    desk = Desk([], unseen=[request])
    tick(desk)
    assert desk.commands == [RemindRequest(request=request)]


def test_a_vault_whose_hour_has_come_is_locked() -> None:
    lock = LockVault(vault="vault:b:GHS", why=LockedWhy.IDLE)
    desk = Desk([], vaults=[lock])
    tick(desk)
    assert desk.commands == [lock]
