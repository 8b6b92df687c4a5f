"""The loans' papers through a press room that only notes what it is asked."""

from typing import Any

import msgspec

from contract.ids import new_id
from contract.ledger import Cash, Original
from contract.loan_doors import StepKind
from contract.loans import LoanMoved, LoanState, RepayLoan, WriteOffLoan
from contract.money import Money
from server.ledger.verification import signer
from teller_app.loans.following import LoanSlip
from teller_app.printing.loan_facts import LoanReceiptFacts, ScheduleFacts
from teller_app.printing.wording import Wording
from teller_app.shell.loan_press import LoanPress
from tests.teller_app.loans.desk import OUT, loan, step, view
from tests.teller_app.test_papers import DESK

CODE = signer(b"k" * 32)


class Emitted(list[str]):
    def emit(self, code: str) -> None:
        self.append(code)


class Room:
    """What a press room is asked; facts are made as its thread would make them."""

    def __init__(self) -> None:
        self.refused, self.counted, self.handed, self.asked = Emitted(), [], [], []  # type: ignore[var-annotated]

    def count(self, make: Any, least: int = 0) -> None:
        self.counted.append((make(least, None), least))

    def hand_out(self, make: Any) -> None:
        self.handed.append(make())

    def ask(self, path: str, params: dict[str, str], kind: type[Any], then: Any) -> None:
        self.asked.append(path)
        then(Original(cash=Cash(received={"20000": 7})))


def made() -> tuple[LoanPress, Room]:
    room = Room()
    return LoanPress(room, DESK, Wording()), room  # type: ignore[arg-type]


def test_a_schedule_is_counted_and_one_without_a_code_refused() -> None:
    press, room = made()
    prints = press.prints()
    prints.schedule(view(paper="LS-1", code=CODE("LS-1")))
    assert isinstance(room.counted[0][0], ScheduleFacts)
    prints.schedule(view(paper=""))
    assert room.refused == ["nothing_to_print"]


def test_a_receipt_is_handed_out_at_once_and_a_write_off_has_none() -> None:
    press, room = made()
    moved = LoanMoved(loan=loan().loan, number=loan().number, state=LoanState.ACTIVE, left=5, principal=1, receipt="R", business_date="2026-11-22",
                      verification=CODE("R"))  # fmt: skip
    repaid = RepayLoan(loan=loan().loan, transaction=new_id(), amount=Money(1, "GHS"), account=new_id())
    press.receipt(LoanSlip(repaid, moved, loan(), "04"))
    press.receipt(LoanSlip(WriteOffLoan(loan=loan().loan, transaction=new_id(), reason="gone"), moved, loan(), "04"))
    assert [type(one) for one in room.handed] == [LoanReceiptFacts]


def test_a_step_again_asks_for_its_notes_where_cash_moved() -> None:
    press, room = made()
    press.again(view(), step(verification=CODE("x")))
    press.again(view(), OUT)
    assert len(room.asked) == 1
    assert [(facts.pieces, least) for facts, least in room.counted] == [({200_00: 7}, 1), ({}, 0)]
    press.again(view(), msgspec.structs.replace(OUT, kind=StepKind.WRITTEN_OFF))
    assert room.refused == ["nothing_to_print"]
