"""One handler a command, and a batch that costs the same number of statements however long it is."""

import pytest

from contract import ledger
from contract.base import Command
from contract.permissions import Permission
from server.ledger.handlers import handlers
from tests.server.ledger.counter import deposit, posted, receipt, transfer, withdraw
from tests.server.room_kit import Kit
from tests.support.statements import statements


def test_every_command_of_the_room_has_its_handler_and_right(kit: Kit) -> None:
    rights = {handler.kind: handler.permission for handler in handlers(kit.deps)}
    commands = {kind for kind in vars(ledger).values() if isinstance(kind, type) and issubclass(kind, Command)}
    assert set(rights) == commands - {Command}
    assert rights[ledger.ReverseTransaction] is Permission.REVERSE


def test_a_batch_costs_a_constant_number_of_statements(monkeypatch: pytest.MonkeyPatch, kit: Kit) -> None:
    ones = [kit.account(product="02", money=100_00) for _ in range(30)]
    posted(kit.run(withdraw(ones[0], 100)))

    def work(accounts: list[str], counter: int) -> list[Command]:
        found: list[Command] = []
        for account in accounts:
            counter += 1
            found += [
                deposit(account, 100, receipt=receipt(counter)),
                withdraw(account, 100),
                transfer(account, ones[0], 100),
            ]
        return found

    said = statements(monkeypatch, kit.engine)

    def count(commands: list[Command]) -> int:
        before = len(said)
        for answer in kit.run_all(commands):
            posted(answer)
        return len(said) - before

    assert count(work(ones[1:4], 100)) == count(work(ones[4:29], 200)) > 0
