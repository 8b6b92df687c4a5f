"""Cash that a colleague takes for the bank's own errands: asked for, approved, paid from a drawer, retired with receipts."""

from enum import StrEnum
from typing import Annotated

import msgspec

from contract.base import Command, Fact, Result, Wire
from contract.branches import IsoDate
from contract.drawers import Amount
from contract.ids import Id
from contract.ledger import Cash, Receipt
from contract.money import Money
from contract.staff import Reason

Papers = Annotated[tuple[Annotated[str, msgspec.Meta(min_length=1, max_length=80)], ...], msgspec.Meta(max_length=20)]
"""What was bought and for how much, by the numbers on its receipts."""


class AdvanceState(StrEnum):
    """approved → paid → retired, when what was paid is spent or back."""

    APPROVED = "approved"
    PAID = "paid"
    RETIRED = "retired"


class RequestAdvance(Command, frozen=True, tag="request_advance"):
    """For oneself. It always waits for a manager."""

    advance: Id
    amount: Money
    purpose: Reason
    due: IsoDate


class PayAdvance(Command, frozen=True, tag="pay_advance"):
    """Another cashier hands it out of their drawer."""

    advance: Id
    transaction: Id
    cash: Cash
    receipt: Receipt = ""


class RetireAdvance(Command, frozen=True, tag="retire_advance"):
    """Another cashier takes receipts for ``spent`` and the change. What is still missing stays owed."""

    advance: Id
    transaction: Id
    spent: Amount
    papers: Papers = ()
    cash: Cash = Cash()
    receipt: Receipt = ""


class RemindAdvances(Command, frozen=True, tag="remind_advances"):
    """The bank's clock: what is overdue on its branch's business date, once a day."""

    advances: Annotated[tuple[Id, ...], msgspec.Meta(max_length=200)]


class AdvanceStep(Wire, frozen=True):
    """A payment or a retirement. ``back`` is cash that came back."""

    kind: str
    by: str
    at: str
    spent: int = 0
    back: int = 0
    papers: tuple[str, ...] = ()
    transaction: str = ""


class AdvanceFact(Fact, frozen=True, tag="advance"):
    """``left`` is what the person still owes in receipts or cash, of what was paid."""

    advance: Id
    number: str
    branch: Id
    person: Id
    currency: str
    amount: int
    left: int
    state: AdvanceState
    purpose: str
    due: str
    at: str
    business_date: str
    approved_by: str = ""
    steps: tuple[AdvanceStep, ...] = ()


class AdvanceMoved(Result, frozen=True, tag="advance_moved"):
    advance: Id
    number: str
    left: int
    state: AdvanceState
