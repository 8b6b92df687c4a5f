"""The loans as a teller and a manager have them, as scenes of ``scenes.py``: in a frame of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from contract.approvals import RequestState, Why
from contract.staff import Me
from teller_app.approvals import room as approvals_room
from teller_app.loans import room as loans_room
from teller_app.loans.model import LoansModel
from teller_app.manifest import Line
from teller_app.notices.model import NoticesModel
from teller_app.notices.view import NoticeList
from teller_app.outbox import room as outbox_room
from teller_app.shell.lock import LockActs
from teller_app.shell.work_page import Opens, WorkPage
from tests.teller_app.approvals import desk as approvals
from tests.teller_app.kit import FakePort
from tests.teller_app.loans import desk as loans
from tests.teller_app.shell import rooms as shell

if TYPE_CHECKING:
    from tests.teller_app.scenes import Stage

AWAY = Line("offline", 0, 0, "2026-11-22T09:40:00.000Z")


def _frame(stage: Stage, replica: loans.Replica | None = None, me: Me = loans.TELLER) -> LoansModel:
    look, texts = stage.look, stage.texts
    port = stage.port = FakePort(me)
    model, _ = loans.room(replica or loans.Replica(), port)
    decisions = (look, texts, stage.approvals_model, approvals.no_pictures, approvals.no_files)
    views = (
        (loans_room.MANIFEST, loans_room.make_view(look, texts, model)),
        (approvals_room.MANIFEST, approvals_room.make_view(*decisions)),
        (
            outbox_room.MANIFEST,
            outbox_room.make_view(look, texts, stage.outbox_model, lambda user: "Efua Owusu", approvals.no_files),
        ),
    )
    shown = [shell.explained(manifest, view) for manifest, view in views]
    opens = Opens(lambda fact: None, lambda fact: None)
    page = stage.page = WorkPage(look, texts, port, shown, shell.World().lookups(), stage.window.acts(), opens)
    acts = LockActs(lambda password, then: None, lambda user: None, pin_left=lambda then: then(-1))
    stage.window.show_work(page, NoticeList(look, texts, NoticesModel(port, lambda conn: ())), acts)
    page.go("loans")
    return model


def loans_list(stage: Stage) -> None:
    model = _frame(stage)
    model.show_tab("all")


def loans_none(stage: Stage) -> None:
    _frame(stage, loans.Replica(loans=()))


def loans_detail(stage: Stage) -> None:
    """Picture 06."""
    model = _frame(stage)
    model.open(loans.loan().loan)


def loans_approved_less(stage: Stage) -> None:
    model = _frame(stage)
    model.open(loans.APPROVED.loan)


def loans_waiting(stage: Stage) -> None:
    """A disbursal that somebody else has before them."""
    asked = loans.request(taken_by=loans.KWESI_ID, taken_by_name="Kwesi Appiah", taken_at="2026-11-22T09:41:00.000Z")
    model = _frame(stage, loans.Replica(requests=(asked,)))
    model.open(loans.APPROVED.loan)


def loans_apply(stage: Stage) -> None:
    model = _frame(stage)
    model.begin("apply")
    model.find_customer("abena")
    model.pick("")
    model.set_product("TRADE")
    model.set_amount(12_000_00)
    model.set_term("18")
    model.set_first_due("2026-12-22")
    model.set_text("Cloth for the season")


def loans_apply_finding(stage: Stage) -> None:
    model = _frame(stage)
    model.begin("apply")
    model.find_customer("a")


def loans_pay_out(stage: Stage) -> None:
    """Agreed to: the notes are counted."""
    ready = loans.request(state=RequestState.APPROVED, ceiling=18_000_00)
    model = _frame(stage, loans.Replica(requests=(ready,)))
    model.open(loans.APPROVED.loan)
    model.pay()


def loans_repay(stage: Stage) -> None:
    model = _frame(stage)
    model.open(loans.loan().loan)
    model.begin("repay")
    model.set_amount(1_500_00)
    model.set_counts({"20000": 8})


def loans_write_off(stage: Stage) -> None:
    model = _frame(stage, me=loans.SETTLER)
    model.open(loans.loan().loan)
    model.begin("write_off")
    model.forward()


def loans_away(stage: Stage) -> None:
    model = _frame(stage)
    model.open(loans.loan().loan)
    model.begin("repay")
    model.set_amount(1_500_00)
    stage.port.set_line(AWAY)


def approvals_loan(stage: Stage) -> None:
    """What a decider weighs: the loan's figures, and the borrower beside them."""
    reasons = (
        Why("loan_application", loans.APPLIED.asked, about=loans.APPLIED.product_name), Why("loan_term", 24, about=loans.APPLIED.first_due),
        Why("loan_instalment", 439_11, 10_538_64), Why("loan_rate", 319_447, 280_000), Why("loan_owing", 1_200_00, 1, "LN-040-00007"),
    )  # fmt: skip
    asked = approvals.request(kind="apply_for_loan", amount=loans.APPLIED.asked, holder=loans.ABENA.full_name, account="", account_number="",
                              original=loans.APPLIED.loan, reasons=reasons, is_permit=False, narration=loans.APPLIED.purpose)  # fmt: skip
    replica = approvals.Replica((asked,), cash=approvals.CASH, borrower=loans.ABENA)
    stage.approvals_model, stage.approvals_port = approvals.room(replica, FakePort(stage.port.me))
    stage.work("approvals")
    stage.approvals_model.lessen()


SCENES: tuple[Callable[[Stage], None], ...] = (
    loans_list, loans_none, loans_detail, loans_approved_less, loans_waiting, loans_apply, loans_apply_finding, loans_pay_out, loans_repay,
    loans_write_off, loans_away, approvals_loan,
)  # fmt: skip
