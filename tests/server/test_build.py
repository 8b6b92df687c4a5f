"""A whole cash day through the registry that build.py makes: every room together, and the books whole at its end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from contract.approvals import ApproveRequest, Requested
from contract.base import Command
from contract.customers import RegisterCustomer
from contract.drawers import CloseDrawer, CountTaken, DrawerOpened, OpenDrawer, SubmitCount
from contract.envelope import Lease
from contract.errors import ErrorCode
from contract.feed import AnyAnswer, Awaiting, Executed, NotTaken, Refused
from contract.ids import derived_id, new_id
from contract.ledger import Cash, Deposit, OpenAccount, Posted, ReverseTransaction, Withdraw
from contract.money import Money, pieces_total
from server import build
from server.core.actor import Header
from server.core.clock import stamp, system_clock
from server.settings import Settings
from tests.demo import bank as demo
from tests.support.prepared import prepare

EFUA, HAJARA = demo.STAFF[0].id, demo.STAFF[2].id
DRAWER, DEVICE = derived_id("demo", "drawer", 1), new_id()


@dataclass
class Counter:
    """Efua at drawer 01."""

    bank: build.Bank
    account: str = ""
    lease: Lease | None = None
    receipts: int = 0

    def do(self, command: Command, who: str = EFUA) -> AnyAnswer:
        header = Header(command_id=new_id(), made_by=who, delivered_by=who, device=DEVICE, counter=1, made_at=stamp(system_clock()),
                        lease=self.lease)  # fmt: skip
        return self.bank.writer.execute_sync(header, command)

    def receipt(self) -> str:
        self.receipts += 1
        return f"01-20261124-1-{self.receipts:04d}"

    def deposit(self, amount: int, received: dict[str, int], given: dict[str, int] | None = None) -> AnyAnswer:
        cash = Cash(received=received, given=given or {})
        return self.do(
            Deposit(
                transaction=new_id(),
                account=self.account,
                amount=Money(amount, "GHS"),
                cash=cash,
                receipt=self.receipt(),
            )
        )

    def withdraw(
        self, amount: int, given: dict[str, int], transaction: str = "", permit: str | None = None
    ) -> AnyAnswer:
        return self.do(Withdraw(transaction=transaction or new_id(), account=self.account, amount=Money(amount, "GHS"),
                                cash=Cash(given=given), permit=permit))  # fmt: skip


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    settings = Settings(url=f"sqlite:///{tmp_path}/bank.db")
    prepare(settings)
    with build.bank(settings) as bank:
        demo.fill(bank.writer, {}, date(2026, 11, 24))
        made = Counter(bank)
        customer, made.account = new_id(), new_id()
        assert isinstance(
            made.do(RegisterCustomer(customer=customer, number="0048", full_name="Abena Mensah"), HAJARA), Executed
        )
        assert isinstance(made.do(OpenAccount(account=made.account, customer=customer, product="10"), HAJARA), Executed)
        session = new_id()
        opened = made.do(OpenDrawer(session=session, drawer=DRAWER, counted=demo.FLOAT))
        assert isinstance(opened, Executed)
        assert isinstance(opened.result, DrawerOpened)
        made.lease = Lease(session=session, number=opened.result.lease)
        yield made


def differences(bank: build.Bank) -> list[object]:
    with bank.engine.connect() as conn:
        return list(build.verify(conn))


def test_a_day_from_the_float_to_the_accepted_variance(counter: Counter) -> None:
    assert counter.lease is not None
    first = counter.deposit(480_00, {"20000": 2, "10000": 1}, {"2000": 1})
    assert isinstance(first, Executed)
    assert isinstance(first.result, Posted)
    assert first.result.balance_after == 480_00
    short = dict(demo.FLOAT)
    short["20000"] += 2
    short["10000"] += 1
    short["2000"] -= 2
    counted = counter.do(SubmitCount(session=counter.lease.session, attempt=new_id(), counted=short))
    assert isinstance(counted, Executed)
    assert isinstance(counted.result, CountTaken)
    assert (counted.result.expected, counted.result.variance) == (pieces_total(demo.FLOAT) + 480_00, -20_00)
    asked = counter.do(CloseDrawer(session=counter.lease.session, reason="Change given twice"))
    assert isinstance(asked, Awaiting)
    assert asked.result.reasons[0].code == "variance_above_tolerance"
    assert isinstance(counter.do(ApproveRequest(request=asked.result.request), HAJARA), Executed)
    assert differences(counter.bank) == []


def test_over_the_limit_is_paid_once_against_a_permit(counter: Counter) -> None:
    for _ in range(3):
        assert isinstance(counter.deposit(4_000_00, {"20000": 20}), Executed)
    transaction, notes = new_id(), {"20000": 30}
    asked = counter.withdraw(6_000_00, notes, transaction)
    assert isinstance(asked, Awaiting)
    request = asked.result
    assert isinstance(request, Requested)
    refused = counter.withdraw(7_000_00, {"20000": 35})
    assert isinstance(refused, Refused), "what waits is not there to be paid out again"
    assert refused.problem.code is ErrorCode.INSUFFICIENT_FUNDS
    own = counter.do(ApproveRequest(request=request.request))
    assert isinstance(own, NotTaken)
    assert isinstance(counter.do(ApproveRequest(request=request.request), HAJARA), Executed)
    paid = counter.withdraw(6_000_00, notes, transaction, request.request)
    assert isinstance(paid, Executed), paid
    again = counter.withdraw(6_000_00, notes, transaction, request.request)
    assert isinstance(again, Refused)
    assert differences(counter.bank) == []


def test_a_drawer_gives_no_piece_it_has_not_got(counter: Counter) -> None:
    assert isinstance(counter.deposit(400_00, {"20000": 2}), Executed)
    answer = counter.withdraw(200_00, {"200": 100})
    assert isinstance(answer, Refused)
    assert answer.problem.code is ErrorCode.PIECES_SHORT
    assert differences(counter.bank) == []


def test_the_opening_of_a_drawer_cannot_be_reversed(counter: Counter) -> None:
    with counter.bank.engine.connect() as conn:
        opening = conn.exec_driver_sql("SELECT id FROM transactions WHERE kind = 'open_drawer'").scalar_one()
    answer = counter.do(ReverseTransaction(transaction=new_id(), original=opening, reason="Legs without their pieces"))
    assert isinstance(answer, Refused)
    assert answer.problem.code is ErrorCode.NOT_REVERSIBLE
    assert differences(counter.bank) == []


def test_every_topic_is_told_once_in_a_snapshot() -> None:
    topics = [source.topic for source in build.sources()]
    assert len(topics) == len(set(topics))
    assert {"branch", "customer", "account", "transaction", "session", "request", "notice"} <= set(topics)
