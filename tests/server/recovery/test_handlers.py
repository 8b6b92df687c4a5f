"""What is taken while reports are missing, and what opens the bank again."""

from collections.abc import Iterator

import msgspec
import pytest

from contract.base import Command
from contract.errors import ErrorCode
from contract.feed import AnyAnswer, Executed, NotTaken, Refused
from contract.ids import new_id
from contract.recovery import ReportResent, WaiveReports
from server import build
from server.core.actor import Header
from server.recovery import queries
from server.recovery.tables import REPORTS
from tests.demo import bank as demo
from tests.faults.square import Square, transfer

EFUA, HAJARA = demo.STAFF[0].id, demo.STAFF[2].id


class Hands:
    """Whoever, at whichever workstation."""

    def __init__(self, bank: build.Bank, square: Square) -> None:
        self.bank, self.square = bank, square
        row = bank.writer.write_sync(lambda conn: queries.begin(conn, "2026-11-24T10:00:00.000Z"))
        bank.writer.write_sync(bank.writer.resident.reload)
        self.epoch = row.epoch

    def do(self, command: Command, at: int = 0, who: str = EFUA) -> AnyAnswer:
        device = self.square.signers[at].device
        header = Header(command_id=new_id(), made_by=who, delivered_by=who, device=device, counter=1,
                        made_at="2026-11-24T10:00:00.000Z")  # fmt: skip
        return self.bank.writer.execute_sync(header, command)

    def move(self, at: int) -> AnyAnswer:
        return self.do(transfer(self.square.accounts[0], self.square.accounts[1], 1, "again"), at)

    @property
    def open(self) -> bool:
        return queries.going_on(self.bank.writer.resident) is None


@pytest.fixture
def hands(square: Square) -> Iterator[Hands]:
    with build.bank(square.settings) as bank:
        yield Hands(bank, square)


def test_until_it_reports_whatever_a_workstation_sends_is_taken_and_then_nothing_new(hands: Hands) -> None:
    assert isinstance(hands.move(0), Executed)
    assert isinstance(hands.do(ReportResent(epoch=hands.epoch), 0), Executed)
    assert hands.move(0) == NotTaken(code=ErrorCode.EPOCH_CHANGED)
    assert isinstance(hands.move(1), Executed), "the others are still sending again"
    for at in (1, 2, 3):
        assert not hands.open
        assert isinstance(hands.do(ReportResent(epoch=hands.epoch), at), Executed)
    assert hands.open
    assert isinstance(hands.move(0), Executed)
    assert isinstance(hands.do(ReportResent(epoch=hands.epoch), 0), Executed), "said again it changes nothing"


def test_a_manager_goes_on_without_those_that_do_not_come(hands: Hands) -> None:
    assert isinstance(hands.do(ReportResent(epoch=hands.epoch), 0), Executed)
    waiver = WaiveReports(epoch=hands.epoch, reason="flooded")
    assert hands.do(waiver, 0) == NotTaken(code=ErrorCode.NOT_PERMITTED, params={"permission": "decide"})
    one = msgspec.structs.replace(waiver, devices=(hands.square.signers[1].device,))
    assert isinstance(hands.do(one, 0, HAJARA), Executed)
    assert not hands.open
    again = hands.do(one, 0, HAJARA)
    assert isinstance(again, Refused)
    assert again.problem.code is ErrorCode.DEVICE_UNKNOWN
    assert isinstance(hands.do(waiver, 0, HAJARA), Executed)
    assert hands.open
    waived = [row.waived_by for row in hands.bank.writer.resident.rows(REPORTS).values()]
    assert sorted(waived) == sorted(["", HAJARA, HAJARA, HAJARA])


def test_a_report_for_another_epoch_is_none(hands: Hands) -> None:
    answer = hands.do(ReportResent(epoch=new_id()))
    assert isinstance(answer, Refused)
    assert answer.problem.code is ErrorCode.EPOCH_CHANGED
