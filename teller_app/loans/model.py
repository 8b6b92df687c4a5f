"""The loans' behaviour: finding, applying, handing out, taking back, writing off, undoing. No Qt."""

from dataclasses import replace

from contract.approvals import RequestFact, WithdrawRequest
from contract.base import Command
from contract.feed import AnyAnswer, Awaiting, Executed
from contract.loans import LoanFact, LoanMoved, LoanState
from teller_app.loans import drafting, rules
from teller_app.loans.following import LoanSlip
from teller_app.loans.state import ACT_OF, Draft
from teller_app.loans.typing_in import TypingIn

CLEAR_COUNTED = "clear_counted"
"""The question before cash that somebody counted is cleared: whatever is typed answers it with no."""
WANTED = {"disburse": LoanState.APPROVED, "repay": LoanState.ACTIVE, "write_off": LoanState.ACTIVE}
ACTS = ("apply", "disburse", "repay", "write_off", "undo")


class LoansModel(TypingIn):
    """See the module. Set ``on_change`` before the first intent."""

    # -- finding -------------------------------------------------------------------------------------------------

    def show_tab(self, tab: str) -> None:
        """Another list."""
        if tab != self.state.tab:
            self._set(tab=tab, lines=(), next="")
            self.list_again()

    def next_tab(self) -> bool:
        """The list beside this one, and around. False where no list is seen."""
        if self.state.page != "list":
            return False
        self.show_tab(rules.TABS[(rules.TABS.index(self.state.tab) + 1) % len(rules.TABS)])
        return True

    def set_search(self, text: str) -> None:
        """Search the tab by number or holder as one types."""
        if text != self.state.search:
            self._set(search=text)
            self.list_again()

    def choose(self, key: str) -> None:
        """Select a loan in the list."""
        if key and key != self.state.chosen:
            if not self.state.draft.act:
                self._another()
            self._set(chosen=key, view=None, step="", which="all", problem="")
            self.look_closer()

    def open(self, key: str) -> None:
        """Look at one whole."""
        self.choose(key)
        if self.state.chosen:
            self._set(page="loan")

    def choose_step(self, transaction: str) -> None:
        """Select one of its payments, to print it."""
        self._set(step=transaction)

    def show_which(self, which: str) -> None:
        """All instalments, the open or the late ones."""
        self._set(which=which)

    def leave(self) -> bool:
        """Ctrl+W: first what is written down, then the loan. False where there is nothing to leave."""
        state = self.state
        if state.draft.act:
            if state.draft.counted and state.problem != CLEAR_COUNTED:
                self._fail(CLEAR_COUNTED)
                return True
            self._another()
            self._set(
                draft=Draft(),
                plan=None,
                cover=None,
                hits=(),
                problem="",
                page="list" if state.page == "apply" else state.page,
            )
        elif state.page != "list":
            self._set(page="list", problem="")
        else:
            return False
        return True

    # -- which acts there are ------------------------------------------------------------------------------------

    def why_off(self, act: str) -> str:
        """Why an act cannot be had now: offline, right, product, choice, asked, state, newest, nothing, or ""."""
        state = self.state
        if act == "schedule":
            return "" if state.view is not None else "choice"
        if act == "receipt":
            return "" if state.paid_step is not None else "nothing"
        if not state.online:
            return "offline"
        if act == "apply":
            return "right" if not state.may_ask else "" if state.offered else "product"
        if state.loan is None:
            return "choice"
        if act == "withdraw":
            return "" if state.request is not None else "nothing"
        if act == "pay":
            return "" if state.permit is not None else "nothing"
        may = {"write_off": state.may_settle, "undo": state.may_undo}.get(act, state.may_serve)
        if not may:
            return "right"
        if state.request is not None:
            return "permit" if state.permit is not None else "asked"
        if act == "undo":
            return "" if state.newest is not None else "newest"
        return "" if state.loan.state is WANTED[act] else "state"

    # -- writing down --------------------------------------------------------------------------------------------

    def begin(self, act: str) -> bool:
        """Start an act. False where it means nothing now; one that is being written down goes on with all that was typed."""
        state = self.state
        if act in ("disburse", "repay", "undo") and self.why_off(act) == "permit":
            return self.pay()
        if self.why_off(act):
            return False
        if act == state.draft.act and (act == "apply" or state.draft.loan == state.chosen):
            self._set(page="apply" if act == "apply" else "loan")
            return True
        if state.draft.counted:
            self.hold()
        self._another()
        self._set(draft=self._proposed(act), page="apply" if act == "apply" else "loan", problem="", hits=())
        self._work_out()
        self.look_closer()
        return True

    def _proposed(self, act: str) -> Draft:
        state, loan = self.state, self.state.loan
        if act == "apply":
            offered = state.offered
            return Draft(act=act, product=offered[0].product if len(offered) == 1 else "", in_cash=False)
        assert loan is not None
        base = Draft(act=act, loan=loan.loan, account=loan.account)
        if act == "disburse":
            return replace(base, amount=loan.approved, in_cash=not loan.account)
        if act == "undo":
            step = state.newest
            assert step is not None
            return replace(base, amount=step.amount, in_cash=step.in_cash, original=step.transaction)
        standing = state.view.standing if state.view is not None and act == "repay" else None
        return replace(base, amount=max(0, standing.due) or standing.next_amount if standing else 0)

    def pay(self) -> bool:
        """F10: go on with what was agreed to: the notes are counted now. Says whether there was something."""
        permit = self.state.permit
        if permit is None:
            self._notify("nothing_to_pay", {}, "info")
            return False
        self.use_permit(permit)
        return True

    def use_permit(self, request: RequestFact) -> bool:
        """Go on with an approved request, also from the room of decisions. False where it is not about a loan in sight.

        What was counted for it already stays, and what was counted for another is put aside.
        """
        act, state = ACT_OF.get(request.kind, ""), self.state
        loan = request.original if act != "undo" else self._loan_of(request.original)
        if not act or not loan:
            return False
        if request.request == state.draft.permit:
            self._set(page="loan")
            return True
        if state.draft.counted:
            self.hold()
        self._another()
        if loan != state.chosen:
            self._set(chosen=loan, view=None, step="", which="all")
        ceiling = request.ceiling or request.amount
        original = request.original if act == "undo" else ""
        first = next((why.about for why in request.reasons if why.code == "loan_term"), "")
        draft = Draft(act=act, loan=loan, amount=ceiling, ceiling=ceiling, permit=request.request, transaction=request.transaction,
                      original=original, text=request.narration if act == "undo" else "", first_due=first)  # fmt: skip
        self._set(draft=draft, page="loan", problem="")
        self._propose()
        self.look_closer()
        return True

    def _loan_of(self, transaction: str) -> str:
        """The loan in sight that a transaction was a step of."""
        steps = self.state.view.steps if self.state.view is not None else ()
        return self.state.chosen if transaction in {step.transaction for step in steps} else ""

    # -- sending -------------------------------------------------------------------------------------------------

    def forward(self) -> bool:
        """F9: send what was written down. Cash that changes hands has a receipt number of the drawer."""
        state = self.state
        if not state.draft.act or state.busy:
            return False
        fault = drafting.fault(state)
        if fault:
            self._fail(fault)
        elif state.counts_cash:
            self._set(busy=True, problem="")
            begun = self._begun
            self._port.next_receipt(
                lambda receipt: self._send(receipt) if begun == self._begun else self._set(busy=False)
            )
        else:
            self._send("")
        return True

    def _send(self, receipt: str) -> None:
        state, loan = self.state, self.state.loan
        command = drafting.command_of(state, receipt)
        drawer = state.session.number if state.session is not None else ""
        page = "list" if state.page == "apply" else state.page
        self._submit(command, lambda answer: self._settled(command, answer, loan, drawer), receipt, draft=Draft(), plan=None, cover=None,
                     hits=(), page=page)  # fmt: skip

    def _settled(self, command: Command, answer: AnyAnswer, loan: LoanFact | None, drawer: str) -> None:
        if isinstance(answer, Awaiting):
            self._tell_asked(answer)
        elif isinstance(answer, Executed):
            moved = answer.result
            if isinstance(moved, LoanMoved) and loan is not None:
                figures = {"number": loan.number, "left": moved.left, "currency": loan.currency}
                self._notify(moved.state.value if moved.state is LoanState.CLOSED else "done", figures, "pos")
                self._prints.receipt(LoanSlip(command, moved, loan, drawer))
            else:
                self._notify("undone", {}, "pos")

    def withdraw(self) -> bool:
        """Ctrl+D: take the own request about the chosen loan back, also a permit that was not used."""
        request = self.state.request
        if request is None or self.state.busy:
            return False
        if not self.state.online:
            self._fail("needs_server")
            return True
        self._submit(WithdrawRequest(request=request.request), lambda answer: self._notify("withdrawn", {}, "info"))
        return True

    def print_schedule(self) -> bool:
        """Alt+P: the schedule with its cost."""
        if self.state.view is not None:
            self._prints.schedule(self.state.view)
        return self.state.view is not None

    def print_step(self) -> bool:
        """Ctrl+P: the receipt of the selected payment again."""
        view, step = self.state.view, self.state.paid_step
        if view is None or step is None:
            return False
        self._prints.again(view, step)
        return True
