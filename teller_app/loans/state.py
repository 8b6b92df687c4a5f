"""The loans' room as one frozen state, and what follows from it alone. No Qt."""

from dataclasses import dataclass, field

from contract.approvals import RequestFact, RequestState
from contract.customers import CustomerFact
from contract.drawers import SessionFact
from contract.ledger import AccountFact
from contract.loan_doors import LoanLine, LoanStep, LoanView
from contract.loans import LoanFact, LoanProductFact
from contract.money import pieces_total
from teller_app.loans.rules import Covering, Plan
from teller_app.room_model import RoomState

LOAN_KINDS = frozenset({"disburse_loan", "repay_loan", "write_off_loan", "reverse_transaction"})
ACT_OF = {"disburse_loan": "disburse", "repay_loan": "repay", "reverse_transaction": "undo"}
"""Which act a permit goes on with."""


@dataclass(frozen=True)
class Draft:
    """What is being written down: ``act`` is apply, disburse, repay, write_off, undo or "" for nothing, ``loan`` about which.

    ``text`` is the purpose or the reason; ``permit``, ``ceiling`` and ``transaction`` are those of an approved request, ``original``
    is the transaction that is undone. ``counts`` are pieces over the counter (received, or paid where money goes out), ``change`` what goes back.
    """

    act: str = ""
    loan: str = ""
    amount: int = 0
    amount_error: str = ""
    in_cash: bool = True
    account: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    change: dict[str, int] = field(default_factory=dict)
    giving_change: bool = False
    text: str = ""
    first_due: str = ""
    find: str = ""
    customer: CustomerFact | None = None
    product: str = ""
    term: str = ""
    permit: str = ""
    ceiling: int = 0
    transaction: str = ""
    original: str = ""
    at: str = ""

    @property
    def counted(self) -> bool:
        """Whether somebody counted cash into it."""
        return any(self.counts.values()) or any(self.change.values())


@dataclass(frozen=True)
class LoansState(RoomState):
    """``page`` is list, loan or apply; ``lines`` are what the ``tab`` lists, ``next`` goes on with them at the server. ``loans`` and
    ``requests`` are the replica's: what moved lately, and own requests of which something may still come. ``view`` is the chosen loan whole, as
    the server said it. ``step`` is the selected payment. ``accounts`` are those of the borrower or applicant; ``hits`` the customers found.
    """

    user: str = ""
    may_ask: bool = False
    may_serve: bool = False
    may_settle: bool = False
    may_undo: bool = False
    page: str = "list"
    tab: str = "waiting"
    search: str = ""
    lines: tuple[LoanLine, ...] = ()
    next: str = ""
    loading: bool = False
    loans: tuple[LoanFact, ...] = ()
    products: tuple[LoanProductFact, ...] = ()
    requests: tuple[RequestFact, ...] = ()
    business_date: str = ""
    session: SessionFact | None = None
    chosen: str = ""
    view: LoanView | None = None
    which: str = "all"
    step: str = ""
    draft: Draft = Draft()
    accounts: tuple[AccountFact, ...] = ()
    hits: tuple[CustomerFact, ...] = ()
    plan: Plan | None = None
    cover: Covering | None = None
    held: tuple[Draft, ...] = ()

    @property
    def loan(self) -> LoanFact | None:
        """The chosen one: as the journal says where that is known, else as the server said it."""
        lately = next((loan for loan in self.loans if loan.loan == self.chosen), None)
        if lately is not None:
            return lately
        if self.view is not None:
            return self.view.loan
        return next((line.loan for line in self.lines if line.loan.loan == self.chosen), None)

    @property
    def product(self) -> LoanProductFact | None:
        """The product that is being applied for."""
        return next((one for one in self.products if one.product == self.draft.product), None)

    @property
    def offered(self) -> tuple[LoanProductFact, ...]:
        """What can be applied for now."""
        return tuple(one for one in self.products if not one.off)

    @property
    def request(self) -> RequestFact | None:
        """The own open request about the chosen loan: waiting, or a permit that was not used."""
        return next((one for one in self.requests if self._about(one)), None)

    def _about(self, request: RequestFact) -> bool:
        if not self.chosen:
            return False
        steps = self.view.steps if self.view is not None else ()
        loan = self.loan
        undone = request.kind == "reverse_transaction" and request.original in {step.transaction for step in steps}
        return undone or request.original == self.chosen or (loan is not None and request.request == loan.request)

    @property
    def permit(self) -> RequestFact | None:
        """What may be paid or taken in now for the chosen loan."""
        found = self.request
        return found if found is not None and found.is_permit and found.state is RequestState.APPROVED else None

    @property
    def waiting(self) -> RequestFact | None:
        """What somebody else has to decide about the chosen loan first."""
        found = self.request
        return found if found is not None and found.state is RequestState.AWAITING else None

    @property
    def newest(self) -> LoanStep | None:
        """The last step of the chosen loan that holds: only that one can be undone."""
        steps = self.view.steps if self.view is not None else ()
        return next((step for step in reversed(steps) if not step.undone), None)

    @property
    def paid_step(self) -> LoanStep | None:
        """The selected step, the newest one where none is."""
        steps = self.view.steps if self.view is not None else ()
        return next((step for step in steps if step.transaction == self.step), self.newest)

    @property
    def net(self) -> int:
        """What the typed pieces come to, as the amount is meant: change counts against what was received."""
        return pieces_total(self.draft.counts) - pieces_total(self.draft.change)

    @property
    def change_due(self) -> int:
        """What goes back of what was received, in minor units."""
        takes_in = self.draft.act == "repay" or (self.draft.act == "undo" and not self.pays_out)
        return max(0, pieces_total(self.draft.counts) - self.draft.amount) if takes_in else 0

    @property
    def pays_out(self) -> bool:
        """Whether the cash of what is written down goes over the counter to the borrower."""
        if self.draft.act == "undo":
            steps = self.view.steps if self.view is not None else ()
            return any(step.transaction == self.draft.original and step.kind.value == "repaid" for step in steps)
        return self.draft.act == "disburse"

    @property
    def counts_cash(self) -> bool:
        """Whether pieces are typed now: what somebody else has to agree to first is paid after that."""
        act, cash = self.draft.act, self.draft.in_cash and self.in_drawer
        if act in ("disburse", "undo"):
            return cash and bool(self.draft.permit)
        return act == "repay" and cash

    @property
    def in_drawer(self) -> bool:
        """Whether the open drawer holds the loan's currency; no notes of another are ever counted for it."""
        return self.session is None or self.loan is None or self.session.currency == self.loan.currency
