"""What tellers do with loans, by keyboard: everything typed, then the one key. A move that only types returns at once."""

from collections.abc import Callable
from typing import Any

from contract.loans import LoanState
from teller_app.approvals.view import ApprovalsView
from teller_app.loans.state import LoansState
from teller_app.loans.view import LoansView
from tests.journeys.handling import FIRST_PIECE, ROOMS, Handling

ROOMS["loans"] = LoansView
REASON = "Note or reason"
"""What the decider's field says of itself."""


class Lending(Handling):
    """The room is gone to by its name, as the palette does; all else is keys."""

    def _loans(self) -> tuple[LoansView, Callable[[], LoansState]]:
        view: LoansView = self._go("loans", LoansView)
        return view, lambda: view._model.state

    def begin_application(self, number: str, amount: str, term: str, first_due: str, purpose: str) -> list[str]:
        """F3 and every field; what the plan says before anything is asked: instalments and yearly cost."""
        view, state = self._loans()
        self.hand.until("a product", lambda: bool(state().offered))
        self.hand.press("F3")
        self.hand.until(
            "the form", lambda: state().draft.act == "apply" and view.apply.who.isAncestorOf(self.hand.focus())
        )
        self.hand.type(number)
        self.hand.until("the customer", lambda: [hit.number for hit in state().hits[:1]] == [number])
        self.hand.press("Return")
        self.hand.until("the borrower", lambda: state().draft.customer is not None)
        self.tab_to("Amount")
        self.hand.type(amount)
        self.tab_to("Instalments")
        self.hand.type(term)
        self.tab_to("First instalment on")
        self.hand.type(first_due)
        self.tab_to("What the money is for")
        self.hand.type(purpose)
        self.hand.until("the plan", lambda: state().plan is not None)
        return [str(len(state().plan.lines)), view.cost.apr.figure]  # type: ignore[union-attr]

    def approve_less(self, amount: str, why: str) -> None:
        """The decider's F5, the amount, the reason, the key."""
        view: ApprovalsView = self.room(ApprovalsView)
        state = lambda: view._model.state  # noqa: E731 - asked anew each time
        self.hand.press("F5")
        self.hand.until(
            "the amount's field", lambda: state().lessening and view.detail.less.isAncestorOf(self.hand.focus())
        )
        self.hand.type(amount)
        self.hand.until("the amount", lambda: bool(state().less))
        self.tab_to(REASON)
        self.hand.type(why)
        self.hand.until("the words", lambda: state().reason == why)
        self.hand.press("Ctrl+Return")

    def until_loan(self, state: str) -> list[Any]:
        """Wait until the only loan stands so and is known whole, before whatever room; what is owed of it and its number of payments."""
        view: LoansView = self.room(LoansView)
        wanted = LoanState(state)

        def there() -> bool:
            found = view._model.state.view
            return found is not None and found.loan.state is wanted and not view._model.state.busy

        self.hand.until(f"a loan {state}", there)
        found = view._model.state.view
        assert found is not None
        return [found.loan.left, sum(not step.undone for step in found.steps)]

    def open_loan(self) -> None:
        """The first of the list, Enter."""
        view, state = self._loans()
        self.hand.until("a loan", lambda: bool(state().lines))
        if state().page == "list":
            view.list.table.setFocus()
            self.hand.press("Home", "Return")
        self.hand.until("the loan whole", lambda: state().page == "loan" and state().view is not None)

    def begin_disbursal(self) -> None:
        """F4: what was approved stands there, in cash as the borrower has no account."""
        _, state = self._loans()
        self.hand.press("F4")
        self.hand.until("the form", lambda: state().draft.act == "disburse")

    def count_permit(self) -> None:
        """F10 once it was agreed to: the notes stand there as proposed."""
        _, state = self._loans()
        self.hand.until("the permit", lambda: state().permit is not None)
        self.hand.press("F10")
        self.hand.until("the notes", lambda: bool(state().draft.permit) and state().net == state().draft.amount)

    def begin_repayment(self, amount: str, pieces: dict[str, int]) -> list[int]:
        """F5, how much, the notes; what it would cover: interest, principal, and the change."""
        view, state = self._loans()
        self.hand.press("F5")
        self.hand.until(
            "the form", lambda: state().draft.act == "repay" and view.form.amount.isAncestorOf(self.hand.focus())
        )
        self.hand.type(amount)
        self.tab_to(FIRST_PIECE)
        self.type_pieces(pieces)
        self.hand.until("the cover", lambda: state().cover is not None)
        cover = state().cover
        assert cover is not None
        return [cover.interest, cover.principal, state().change_due]

    def begin_undo(self, reason: str) -> None:
        """Ctrl+U and why."""
        view, state = self._loans()
        self.hand.press("Ctrl+U")
        self.hand.until(
            "the form", lambda: state().draft.act == "undo" and view.form.text.isAncestorOf(self.hand.focus())
        )
        self.hand.type(reason)
