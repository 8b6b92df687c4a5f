"""A loan's papers on their way to the press room: which facts, and what only the server knows of them."""

from contract import paths
from contract.ledger import Cash, Original
from contract.loan_doors import LoanStep, LoanView, StepKind
from contract.loans import DisburseLoan, RepayLoan
from teller_app import loan_papers
from teller_app.loans.following import LoanSlip, Prints
from teller_app.papers import Desk
from teller_app.printing.facts import Stamp
from teller_app.printing.loan_facts import ScheduleFacts
from teller_app.printing.prints import Facts
from teller_app.printing.wording import Wording
from teller_app.shell.press_room import PressRoom

CASH_NOT_KNOWN = Cash()


class LoanPress:
    """What the loans' room asks to be printed."""

    def __init__(self, room: PressRoom, desk: Desk, words: Wording) -> None:
        self._room, self._desk, self._words = room, desk, words

    def prints(self) -> Prints:
        """As the room's model takes them."""
        return Prints(self.schedule, self.receipt, self.again)

    def schedule(self, view: LoanView) -> None:
        """The schedule with its cost; printing it again says DUPLICATE."""
        words = self._words.schedule
        if loan_papers.schedule(view, self._desk, words) is None:
            self._room.refused.emit("nothing_to_print")
            return

        def made(again: int, first: Stamp | None) -> Facts:
            facts = loan_papers.schedule(view, self._desk, words, again, first)
            assert isinstance(facts, ScheduleFacts)
            return facts

        self._room.count(made)

    def receipt(self, slip: LoanSlip) -> None:
        """The original, while the borrower waits. Other steps have no receipt."""
        command = slip.command
        if isinstance(command, DisburseLoan | RepayLoan):
            words = self._words.loan_receipt
            self._room.hand_out(
                lambda: loan_papers.receipt(command, slip.moved, slip.loan, slip.drawer, self._desk, words)
            )

    def again(self, view: LoanView, step: LoanStep) -> None:
        """A step's receipt once more, with the notes that the server knows of it."""
        if step.kind is StepKind.WRITTEN_OFF or not step.number:
            self._room.refused.emit("nothing_to_print")
        elif step.in_cash:
            path = paths.ORIGINAL.format(transaction=step.transaction)
            self._room.ask(path, {}, Original, lambda said: self._print_again(view, step, said.cash))
        else:
            self._print_again(view, step, CASH_NOT_KNOWN)

    def _print_again(self, view: LoanView, step: LoanStep, cash: Cash) -> None:
        words = self._words.loan_receipt
        # What the decider's yes booked on an account was printed by nobody: its first print is the original.
        booked_by_decider = step.kind is StepKind.DISBURSED and not step.in_cash
        self._room.count(
            lambda again, first: loan_papers.again(view, step, cash, self._desk, words, again, first),
            least=0 if booked_by_decider else 1,
        )
