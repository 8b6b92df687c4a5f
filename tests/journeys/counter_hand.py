"""A teller who pays in one note after the other, as fast as the bank answers, until told to go."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from contract.drawers import OpenDrawer
from contract.envelope import Lease
from contract.feed import AnyAnswer, Executed
from contract.ids import derived_id, new_id
from contract.ledger import Cash, Deposit
from contract.money import Money
from tests.demo import bank as demo
from tests.journeys.caller import Till

NOTE = 200_00
EVERY_S = 0.05


class CounterHand:
    """``booked`` are the sequences of what the bank took, by transaction; ``failed`` whatever it answered instead."""

    def __init__(self, till: Till, account: str) -> None:
        self.till = till
        self.account = account
        self.booked: dict[str, int] = {}
        self.failed: list[AnyAnswer] = []
        session = new_id()
        till.do(OpenDrawer(session=session, drawer=derived_id("demo", "drawer", 1), counted=demo.FLOAT))
        till.lease = Lease(session=session, number=1)

    def deposit(self) -> Deposit:
        """One note."""
        return Deposit(
            transaction=new_id(), account=self.account, amount=Money(NOTE, "GHS"), cash=Cash(received={"20000": 1})
        )

    def pay_in(self) -> AnyAnswer:
        """One deposit; the answer."""
        deposit = self.deposit()
        raw = self.till.post(self.till.seal(deposit)).content
        answer: AnyAnswer = msgspec.json.decode(raw, type=AnyAnswer)
        if isinstance(answer, Executed):
            self.booked[deposit.transaction] = answer.seq
        else:
            self.failed.append(answer)
        return answer

    @contextmanager
    def paying_in(self) -> Iterator[None]:
        """All the while."""
        over = threading.Event()

        def work() -> None:
            while not over.is_set():
                self.pay_in()
                time.sleep(EVERY_S)

        worker = threading.Thread(target=work, name="teller")
        worker.start()
        try:
            yield
        finally:
            over.set()
            worker.join()
