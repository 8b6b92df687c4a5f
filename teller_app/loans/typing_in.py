"""What is typed into the loans' forms, and what is put aside of it. No Qt."""

from dataclasses import replace

from contract.customers import CustomerFact
from contract.money import pieces_total
from teller_app.loans import drafting, held
from teller_app.loans.following import Following
from teller_app.loans.state import Draft
from teller_app.sync.desk import stamp

HITS_MAX = 6


class TypingIn(Following):
    """Every intent that changes the draft. While it is on its way to the server nothing of it is changed."""

    def set_amount(self, minor: int, error: str = "") -> None:
        """How much; ``error`` is the field's own code for what it could not read."""
        self._write(amount=minor, amount_error=error)
        self._propose()

    def set_in_cash(self, in_cash: bool) -> None:
        """Over the counter, or over the borrower's account."""
        if in_cash != self.state.draft.in_cash and not self.state.draft.permit:
            self._write(in_cash=in_cash, counts={}, change={}, giving_change=False)

    def set_account(self, account: str) -> None:
        """Which of the customer's accounts; "" for none."""
        self._write(account=account)

    def set_counts(self, counts: dict[str, int]) -> None:
        """Pieces typed in the grid: received, paid, or the change, whichever the grid shows."""
        draft = self.state.draft
        if draft.giving_change:
            self._write(change=dict(counts))
            return
        self._write(counts=dict(counts))
        due = self.state.change_due
        if draft.act == "repay" and self.state.in_drawer and due != pieces_total(self.state.draft.change):
            self._write(change=self._lookups.propose(due, drafting.currency_of(self.state)) if due else {})

    def toggle_change(self) -> bool:
        """F6: the pieces that go back instead of those received, and back. False where none go back."""
        draft = self.state.draft
        if draft.act != "repay" or not self.state.counts_cash or not (self.state.change_due or draft.giving_change):
            return False
        self._write(giving_change=not draft.giving_change)
        return True

    def set_text(self, text: str) -> None:
        """The purpose, or the reason."""
        if text != self.state.draft.text:
            self._write(text=text)

    def set_first_due(self, text: str) -> None:
        """When the first instalment is due, as YYYY-MM-DD."""
        if text != self.state.draft.first_due:
            self._write(first_due=text)

    def set_product(self, product: str) -> None:
        """What is applied for."""
        self._write(product=product)

    def set_term(self, text: str) -> None:
        """The number of instalments."""
        if text != self.state.draft.term:
            self._write(term=text.strip())

    def find_customer(self, text: str) -> None:
        """Search for the applicant as one types."""
        if text == self.state.draft.find:
            return
        self._write(find=text, customer=None, account="")
        if not text.strip():
            self._set(hits=(), accounts=())
            return
        self._port.query(
            lambda conn: tuple(self._lookups.find(conn, text, HITS_MAX)), lambda hits: self._found(text, hits)
        )

    def _found(self, text: str, hits: tuple[CustomerFact, ...]) -> None:
        # A slower answer to an older text must not replace a newer one.
        if text == self.state.draft.find and self.state.draft.customer is None:
            self._set(hits=hits)

    def pick(self, customer: str) -> None:
        """Take one of those found; "" for the first."""
        hits = self.state.hits
        hit = next((one for one in hits if one.customer == customer or not customer), None)
        if hit is not None:
            self._write(customer=hit, find=hit.full_name, account="")
            self._set(hits=())
            self.look_closer()

    def _propose(self) -> None:
        """What is paid out is proposed in notes; whoever has others at hand types over it."""
        state = self.state
        if state.counts_cash and state.pays_out and not state.draft.amount_error:
            self._write(counts=self._lookups.propose(state.draft.amount, drafting.currency_of(state)))

    def hold(self) -> bool:
        """Ctrl+H: put the form aside for the next customer, or take up the one that was held last. False where there is neither."""
        state = self.state
        if state.draft.act and len(state.held) < held.HELD_MAX and not state.busy:
            self._another()
            self._put_down((*state.held, replace(state.draft, at=stamp())))
            self._set(draft=Draft(), plan=None, cover=None, hits=(), problem="", page="list")
        elif not state.draft.act and state.held:
            *rest, last = state.held
            self._another()
            self._put_down(tuple(rest))
            self._set(draft=last, page="apply" if last.act == "apply" else "loan", problem="")
            if last.loan and last.loan != state.chosen:
                self._set(chosen=last.loan, view=None, step="", which="all")
            self._work_out()
            self.look_closer()
        else:
            return False
        return True
