"""A request past its time ends by a journalled command, and what it held is free."""

import asyncio
from types import SimpleNamespace

from contract.approvals import ExpireRequests
from contract.ids import new_id
from server.api.expiry import Expiry
from server.core.clock import system_clock


class Desk:
    """Stands in for the parts: one answer of the database, and the commands that reached the writer."""

    def __init__(self, due: list[str]) -> None:
        self.commands: list[ExpireRequests] = []
        self.parts = SimpleNamespace(clock=system_clock, reads=self, writer=self)
        self._due = due

    async def run(self, query: object, *args: object) -> list[str]:
        return self._due

    async def execute(self, header: object, command: ExpireRequests, canonical: bytes, raw: bytes) -> None:
        self.commands.append(command)


def test_what_is_due_is_ended_in_one_command() -> None:
    ids = [new_id(), new_id()]
    desk = Desk(ids)
    assert asyncio.run(Expiry(desk.parts).tick()) == 2  # type: ignore[arg-type]
    assert [command.requests for command in desk.commands] == [tuple(ids)]


def test_nothing_due_writes_nothing() -> None:
    desk = Desk([])
    assert asyncio.run(Expiry(desk.parts).tick()) == 0  # type: ignore[arg-type]
    assert desk.commands == []
