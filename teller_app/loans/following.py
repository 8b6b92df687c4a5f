"""What the loans' room knows: the replica's answers, the server's lists and the chosen loan. The intents are in model.py."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from contract import paths
from contract.approvals import RequestFact
from contract.base import UNREADABLE, Command
from contract.customers import CustomerFact
from contract.drawers import SessionFact
from contract.ledger import AccountFact
from contract.loan_doors import LoanLine, LoanPage, LoanStep, LoanView, Standing
from contract.loans import LoanFact, LoanMoved, LoanProductFact, LoanState
from contract.permissions import Permission
from teller_app.loans import held, rules
from teller_app.loans.state import Draft, LoansState
from teller_app.manifest import Port
from teller_app.room_model import RoomModel

TOPICS = frozenset({"loan", "loan_product", "request", "session", "branch", "account", "outbox"})
PAGE = 100
"""Loans that are asked for at once."""


@dataclass(frozen=True)
class Lookups:
    """Questions to the replica. ``requests`` are own ones of which something may still come, ``day`` the branch's business date;
    ``propose`` says in which pieces an amount of a currency is paid.
    """

    loans: Callable[[Any], Sequence[LoanFact]]
    products: Callable[[Any], Sequence[LoanProductFact]]
    find: Callable[[Any, str, int], Sequence[CustomerFact]]
    accounts_of: Callable[[Any, str], Sequence[AccountFact]]
    requests: Callable[[Any, str], Sequence[RequestFact]]
    session: Callable[[Any, str], SessionFact | None]
    day: Callable[[Any], str]
    propose: Callable[[int, str], dict[str, int]]


@dataclass(frozen=True)
class LoanSlip:
    """What the receipt printer is told after money moved: what was asked, what came of it, which loan, at which drawer."""

    command: Command
    moved: LoanMoved
    loan: LoanFact
    drawer: str


@dataclass(frozen=True)
class Prints:
    """The papers of a loan: its schedule, the receipt right after money moved, and one of its steps again."""

    schedule: Callable[[LoanView], None]
    receipt: Callable[[LoanSlip], None]
    again: Callable[[LoanView, LoanStep], None]


class Following(RoomModel[LoansState]):
    """Reads again what the journal may have changed, and works out what was typed against it."""

    def __init__(self, port: Port, lookups: Lookups, prints: Prints) -> None:
        rights = port.me.permissions
        super().__init__(port, LoansState(line=port.line, user=port.me.user, may_ask=Permission.ASK_FOR_LOANS in rights,
                                          may_serve=Permission.SERVE_LOANS in rights, may_settle=Permission.SETTLE_LOANS in rights,
                                          may_undo=Permission.REVERSE in rights))  # fmt: skip
        self._lookups, self._prints = lookups, prints
        self._known: dict[str, LoanState] | None = None
        self._listen(TOPICS)
        port.recall(held.NOTE, self._recalled)

    def _recalled(self, value: bytes | None) -> None:
        """Forms that this person put aside before a crash or a sign-out."""
        self._set(held=(*held.unpacked(value), *self.state.held)[-held.HELD_MAX :])

    # -- reading -------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read again what the journal may have changed."""
        self._port.query(self._read_for(), self._refreshed)

    def look_closer(self) -> None:
        """Another loan or person is looked at: the list stays where somebody is in it."""
        self._port.query(self._read_for(), self._looked)

    def _read_for(self) -> Callable[[Any], dict[str, Any]]:
        customer = self._customer()
        return lambda conn: self._read(conn, customer)

    def _customer(self) -> str:
        """Whose accounts may be chosen now: the applicant's, else the borrower's."""
        state = self.state
        if state.draft.act == "apply":
            return state.draft.customer.customer if state.draft.customer is not None else ""
        return state.loan.customer if state.loan is not None else ""

    def _read(self, conn: Any, customer: str) -> dict[str, Any]:
        ask = self._lookups
        return {
            "loans": tuple(ask.loans(conn)),
            "products": tuple(ask.products(conn)),
            "requests": tuple(ask.requests(conn, self.state.user)),
            "session": ask.session(conn, self.state.user),
            "business_date": ask.day(conn),
            "accounts": tuple(ask.accounts_of(conn, customer)) if customer else (),
        }

    def _refreshed(self, found: dict[str, Any]) -> None:
        self._looked(found)
        if len(self.state.lines) > PAGE and self.state.tab != "waiting":
            # Somebody is far down: what is known of these is shown, nothing jumps.
            self._set(lines=rules.with_facts(self.state.lines, self.state.loans))
        else:
            self.list_again()

    def _looked(self, found: dict[str, Any]) -> None:
        self._set(**found)
        self._tell_decided()
        self._view()

    def _tell_decided(self) -> None:
        """Whoever asked hears of the yes or no wherever they are."""
        known, now = self._known, {loan.loan: loan.state for loan in self.state.loans}
        self._known = now
        for loan in self.state.loans:
            before = known.get(loan.loan) if known is not None else loan.state
            if loan.made_by == self.state.user and before is LoanState.APPLIED and loan.state is LoanState.APPROVED:
                less = "approved_less" if loan.approved < loan.asked else "approved"
                figures = {
                    "number": loan.number,
                    "amount": loan.approved,
                    "asked": loan.asked,
                    "currency": loan.currency,
                }
                self._notify(less, figures, "warn" if less == "approved_less" else "pos")

    def list_again(self) -> None:
        """What the tab lists, from the replica where that is all there is to know, else from the server."""
        state = self.state
        if state.tab == "waiting" or not state.online:
            known = rules.found(rules.of_tab(state.loans, state.tab), state.search)
            self._set(
                lines=tuple(LoanLine(loan, Standing(state.business_date)) for loan in known), next="", loading=False
            )
            return
        self._set(loading=not state.lines)
        self._fetch_lines("")

    def _fetch_lines(self, before: str) -> None:
        tab, search = self.state.tab, self.state.search.strip()
        params = {"limit": str(PAGE), **({"state": "active"} if tab == "active" else {}), **({"late": "1"} if tab == "late" else {}),
                  **({"q": search} if search else {}), **({"before": before} if before else {})}  # fmt: skip

        def answered(body: bytes | None, code: str) -> None:
            found = _decoded(body, LoanPage)
            if (tab, search) != (self.state.tab, self.state.search.strip()):
                return
            if found is None:
                self._set(loading=False)
                return
            lines = (*(self.state.lines if before else ()), *found.lines)
            self._set(lines=rules.with_facts(lines, self.state.loans), next=found.next, loading=False)

        self._port.fetch(paths.LOANS.format(branch=self._port.me.branch), params, answered)

    def more(self) -> None:
        """The list goes on: the end of it was reached."""
        if self.state.next and self.state.online:
            self._fetch_lines(self.state.next)

    def _view(self) -> None:
        """The chosen loan whole. Without the server what was last said of it stays."""
        chosen = self.state.chosen
        if not chosen or not self.state.online:
            return

        def answered(body: bytes | None, code: str) -> None:
            found = _decoded(body, LoanView)
            if found is not None and self.state.chosen == chosen:
                self._set(view=found)
                self._work_out()

        self._port.fetch(paths.LOAN.format(loan=chosen), {}, answered)

    # -- working out ---------------------------------------------------------------------------------------------

    def _write(self, **changes: Any) -> None:
        """Something was typed: what follows from it is worked out at once. What is on its way is not changed any more."""
        if self._sending:
            return
        self._set(draft=replace(self.state.draft, **changes), problem="")
        self._work_out()

    def _work_out(self) -> None:
        state = self.state
        draft, product, plan, cover = state.draft, state.product, None, None
        if draft.act == "apply" and product is not None and draft.amount and not draft.amount_error:
            term = rules.read_term(draft.term)
            plan = rules.planned(product, draft.amount, term, draft.first_due, state.business_date)
        elif draft.act == "repay" and state.view is not None and state.view.loan.loan == draft.loan and draft.amount:
            cover = rules.covering(state.view, draft.amount, state.business_date)
        if (plan, cover) != (state.plan, state.cover):
            self._set(plan=plan, cover=cover)

    def _put_down(self, drafts: tuple[Draft, ...]) -> None:
        self._set(held=drafts)
        self._port.remember(held.NOTE, held.packed(drafts))


def _decoded[T](body: bytes | None, kind: type[T]) -> T | None:
    """What the server said; None where it said nothing that can be read."""
    if body is None:
        return None
    try:
        return msgspec.json.decode(body, type=kind)
    except UNREADABLE:
        return None
