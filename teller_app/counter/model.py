"""The counter's behaviour: intents in, one frozen state out. No Qt, no network; the house is reached through the port."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from contract import ledger
from contract.approvals import RequestFact
from contract.base import Command
from contract.customers import CustomerFact
from contract.drawers import SessionFact
from contract.feed import AnyAnswer, Awaiting, Executed, NotTaken, Refused
from contract.ledger import AccountFact, TransactionFact
from teller_app.counter import rules
from teller_app.counter.drafting import command_of, emptied
from teller_app.counter.journal_rows import account_of, rows_of_day
from teller_app.counter.state import CounterState, Form, Hit
from teller_app.manifest import Line, Port

HITS_MAX = 8
TOPICS = frozenset({"account", "customer", "transaction", "session", "outbox", "request"})


@dataclass(frozen=True)
class Lookups:
    """Questions to the replica, from the rooms that own the answers. Each takes the replica's connection first."""

    find: Callable[[Any, str, int], Sequence[CustomerFact]]
    customer: Callable[[Any, str], CustomerFact | None]
    accounts_of: Callable[[Any, str], Sequence[AccountFact]]
    account_by_number: Callable[[Any, str], tuple[AccountFact, str] | None]
    journal: Callable[[Any, str], Sequence[TransactionFact]]
    recent: Callable[[Any, str], Sequence[TransactionFact]]
    session: Callable[[Any, str], SessionFact | None]
    permits: Callable[[Any, str], Sequence[RequestFact]]
    holder: Callable[[Any, str], str]


@dataclass(frozen=True)
class Slip:
    """What the receipt printer is told after a posting: the command, the answer (None while queued), who and whose."""

    command: Command
    command_id: str
    answer: AnyAnswer | None
    customer: CustomerFact
    account: AccountFact
    receipt: str


class CounterModel:
    """See the module. Set ``on_change`` before the first intent."""

    def __init__(self, port: Port, lookups: Lookups, printed: Callable[[Slip], None]) -> None:
        self._port = port
        self._lookups = lookups
        self._print = printed
        self.state = CounterState(line=port.line)
        self.on_change: Callable[[CounterState], None] = lambda state: None
        port.on_topics(TOPICS, self.refresh)
        port.on_line(self._line_changed)

    # -- finding -------------------------------------------------------------------------------------------------

    def find(self, text: str) -> None:
        """Search as one types."""
        self._set(find_text=text, finding=bool(text.strip()), hit_index=0)
        if not text.strip():
            self._set(hits=())
            return
        self._port.query(lambda conn: self._search(conn, text), lambda hits: self._found(text, hits))

    def _search(self, conn: Any, text: str) -> tuple[Hit, ...]:
        people = self._lookups.find(conn, text, HITS_MAX)
        return tuple(Hit(person, tuple(self._lookups.accounts_of(conn, person.customer))) for person in people)

    def _found(self, text: str, hits: tuple[Hit, ...]) -> None:
        # A slower answer to an older text must not replace a newer one.
        if text == self.state.find_text:
            self._set(hits=hits, finding=False, hit_index=0)

    def move_hit(self, step: int) -> None:
        """Arrow keys in the list of hits."""
        if self.state.hits:
            self._set(hit_index=(self.state.hit_index + step) % len(self.state.hits))

    def pick(self, index: int | None = None) -> None:
        """Take the hit: the form is emptied, because it belonged to somebody else."""
        at = self.state.hit_index if index is None else index
        if at >= len(self.state.hits):
            return
        hit = self.state.hits[at]
        form = Form(mode=self.state.form.mode)
        self._set(customer=hit.customer, accounts=hit.accounts, account_index=0, hits=(), find_text=hit.customer.full_name,
                  form=form, problem="", picked=self.state.picked + 1)  # fmt: skip
        self.refresh()

    def choose_account(self, index: int) -> None:
        """Alt+1 to Alt+9."""
        if index < len(self.state.accounts):
            self._set(account_index=index)
            self.refresh()

    # -- typing --------------------------------------------------------------------------------------------------

    def set_mode(self, mode: str) -> None:
        """F3, F4, F5. The cash typed for another direction is dropped, the amount stays."""
        if mode != self.state.form.mode:
            form = Form(mode=mode, amount=self.state.form.amount, narration=self.state.form.narration)
            self._set(form=form, problem="")
            self._propose()

    def set_amount(self, minor: int, error: str = "") -> None:
        """The amount as typed; ``error`` is the field's own code for what it could not read."""
        self._form(amount=minor, amount_error=error)
        self._propose()

    def _propose(self) -> None:
        if self.state.form.mode == "withdraw":
            self._form(counts=rules.propose(self.state.form.amount, self.state.currency))

    def set_counts(self, counts: dict[str, int]) -> None:
        """Pieces typed in the grid: received, paid, or the change, whichever the grid shows."""
        if self.state.form.giving_change:
            self._form(change=counts)
            return
        form = replace(self.state.form, counts=counts)
        if form.mode == "deposit":
            due = replace(self.state, form=form).change_due
            form = replace(form, change=rules.propose(due, self.state.currency))
        self._set(form=form)

    def toggle_change(self) -> None:
        """Show the grid of the change instead of what was received, and back."""
        if self.state.form.mode == "deposit" and (self.state.change_due or self.state.form.giving_change):
            self._form(giving_change=not self.state.form.giving_change)

    def set_text(self, name: str, value: str) -> None:
        """A text field of the form by its name."""
        self._form(**{name: value})

    def set_target(self, text: str) -> None:
        """The account a transfer goes to, by number."""
        self._form(target_text=text, target=None, target_name="")
        number = text.replace(" ", "")
        if len(number) >= 6:
            self._port.query(lambda conn: self._lookups.account_by_number(conn, number), self._target_found)

    def _target_found(self, found: tuple[AccountFact, str] | None) -> None:
        if found:
            self._form(target=found[0], target_name=found[1])

    def clear(self) -> None:
        """Esc: first the form, then the customer."""
        empty = Form(mode=self.state.form.mode)
        if self.state.form != empty:
            self._set(form=empty, problem="")
        else:
            self._set(customer=None, accounts=(), find_text="", hits=(), recent=(), problem="")
        self._set()

    # -- posting -------------------------------------------------------------------------------------------------

    def post(self) -> bool:
        """F9. Says whether a command was made; if not, ``problem`` says why."""
        state = self.state
        if state.busy:
            return False
        code = self._blocked()
        if code:
            self._set(problem=code, problem_params=self._params(code), tick=state.tick + 1)
            return False
        self._set(busy=True, problem="")
        # What stood on the screen at F9 is posted, whatever is typed while the disk is asked for a receipt.
        posted = self.state
        self._port.next_receipt(lambda receipt: self._send(posted, receipt))
        return True

    def _send(self, posted: CounterState, receipt: str) -> None:
        customer, account = posted.customer, posted.account
        if customer is None or account is None:
            self._set(busy=False)
            return
        command = command_of(posted.form, account, receipt, online=self._online())

        def stored(command_id: str) -> None:
            self._stored(posted, Slip(command, command_id, None, customer, account, receipt))

        def settled(answer: AnyAnswer) -> None:
            self._settled(Slip(command, "", answer, customer, account, receipt))

        self._port.submit(command, receipt, stored, settled, lambda code: self._failed(posted, code))

    def _stored(self, posted: CounterState, slip: Slip) -> None:
        """The disk has it: the form is free for the next customer. Without the server the receipt is PROVISIONAL."""
        offline = isinstance(slip.command, ledger.Deposit) and slip.command.taken_offline
        self._set(busy=False, notice="queued" if offline else "", notice_params={"receipt": slip.receipt}, notice_tone="info",
                  tick=self.state.tick + 1, **emptied(self.state, posted))  # fmt: skip
        if offline:
            self._print(slip)
        self.refresh()

    def _settled(self, slip: Slip) -> None:
        answer = slip.answer
        if isinstance(answer, Executed):
            offline = isinstance(slip.command, ledger.Deposit) and slip.command.taken_offline
            self._notify("posted", {"receipt": slip.receipt}, "pos", last_receipt=slip.receipt)
            if not offline:
                self._print(slip)
        elif isinstance(answer, Awaiting):
            self._notify("awaiting", {"receipt": slip.receipt}, "warn")
        elif isinstance(answer, Refused):
            self._notify("error." + answer.problem.code.value, dict(answer.problem.params), "neg")
        elif isinstance(answer, NotTaken):
            self._notify("error." + answer.code.value, dict(answer.params), "neg")
        self.refresh()

    def _failed(self, posted: CounterState, code: str) -> None:
        """The outbox could not keep it: nothing was sent, everything typed is there again."""
        back = {name: getattr(posted, name) for name in ("customer", "accounts", "account_index", "find_text", "form")}
        self._set(busy=False, problem=code, problem_params={}, tick=self.state.tick + 1, **back)

    def use_permit(self, request: RequestFact) -> None:
        """Pay against an approval: its account and amount are filled in, the notes are counted anew."""

        def found(data: tuple[CustomerFact | None, tuple[AccountFact, ...]]) -> None:
            customer, accounts = data
            index = next((n for n, item in enumerate(accounts) if item.account == request.account), 0)
            form = Form(mode=request.kind, amount=request.amount, permit=request.request, transaction=request.transaction,
                        narration=request.narration)  # fmt: skip
            self._set(customer=customer, accounts=accounts, account_index=index, form=form, find_text=request.holder,
                      picked=self.state.picked + 1)  # fmt: skip
            self._propose()
            self.refresh()

        self._port.query(lambda conn: self._of_account(conn, request.account_number), found)

    def _of_account(self, conn: Any, number: str) -> tuple[CustomerFact | None, tuple[AccountFact, ...]]:
        people = self._lookups.find(conn, number, 1)
        return (people[0], tuple(self._lookups.accounts_of(conn, people[0].customer))) if people else (None, ())

    # -- following -----------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read again what the journal may have changed."""
        customer = self.state.customer
        account = self.state.account
        user = self._port.me.user
        unbooked = {account_of(item.command) for item in self._port.waiting()} | {
            item.account for item in self._port.kept()
        }

        def ask(conn: Any) -> dict[str, Any]:
            accounts = self._lookups.accounts_of(conn, customer.customer) if customer else ()
            return {
                "customer": self._lookups.customer(conn, customer.customer) if customer else None,
                "accounts": tuple(accounts),
                "recent": tuple(self._lookups.recent(conn, account.account))[:3] if account else (),
                "session": self._lookups.session(conn, user),
                "booked": tuple(self._lookups.journal(conn, user)),
                "names": {key: self._lookups.holder(conn, key) for key in unbooked if key},
            }

        self._port.query(ask, lambda found: self._refreshed(customer, found))

    def _refreshed(self, customer: CustomerFact | None, found: dict[str, Any]) -> None:
        waiting = self._port.waiting()
        session = found["session"]
        changes: dict[str, Any] = {
            "session": session,
            "journal": rows_of_day(found["booked"], waiting, self._port.kept(), found["names"]),
        }
        changes["queued_deposits"] = sum(
            item.command.amount.minor
            for item in waiting
            if isinstance(item.command, ledger.Deposit) and item.command.taken_offline
        )
        if session:
            changes["currency"] = session.currency
        if customer is not None and customer == self.state.customer:
            changes |= {name: found[name] for name in ("accounts", "recent")}
            # A flag or a photo set elsewhere is seen now; who left this branch stays until the teller has looked up.
            now = changes["customer"] = found["customer"] or customer
            if self.state.find_text == customer.full_name:
                changes["find_text"] = now.full_name
        self._set(**changes)

    def _line_changed(self, line: Line) -> None:
        self._set(line=line)

    # -- inside --------------------------------------------------------------------------------------------------

    def _online(self) -> bool:
        return self.state.line.state in ("online", "syncing")

    def _blocked(self) -> str:
        if self.state.form.amount_error:
            return self.state.form.amount_error
        state, form = self.state, self.state.form
        cash = rules.Cash(form.counts, form.change) if form.mode == "deposit" else rules.Cash({}, form.counts)
        return rules.blocked(
            rules.Draft(
                mode=form.mode,
                customer=state.customer,
                account=state.account,
                target=form.target,
                amount=form.amount,
                cash=cash,
                session=state.session,
                online=self._online(),
                queued_deposits=state.queued_deposits,
                available=state.available + (form.amount if form.permit else 0),
            )
        )

    def _params(self, code: str) -> dict[str, Any]:
        if code == "insufficient_funds":
            return {"available": self.state.available, "currency": self.state.currency}
        if code == "offline_budget" and self.state.session:
            return {"budget": self.state.session.offline_budget, "currency": self.state.currency}
        return {}

    def _notify(self, code: str, params: dict[str, Any], tone: str, **more: Any) -> None:
        self._set(notice=code, notice_params=params, notice_tone=tone, tick=self.state.tick + 1, **more)

    def _form(self, **changes: Any) -> None:
        self._set(form=replace(self.state.form, **changes))

    def _set(self, **changes: Any) -> None:
        state = replace(self.state, **changes)
        if state.account is not None:
            debits = [
                debit for item in self._port.waiting() if (debit := rules.debit_on(item.command, state.account.account))
            ]
            state = replace(state, available=rules.available_now(state.account, debits))
        self.state = state
        self.state = replace(state, blocked=self._blocked())
        self.on_change(self.state)
