"""What the counter knows: the replica's answers and the line, folded into one frozen state. The intents are in model.py."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from contract import ledger
from contract.approvals import RequestFact
from contract.base import Command
from contract.customers import CustomerFact, MandateFact
from contract.drawers import SessionFact
from contract.feed import AnyAnswer
from contract.ledger import AccountFact, TransactionFact
from contract.standin import StandInFact
from teller_app.counter import held, rules, standing, tally
from teller_app.counter.journal_rows import account_of, rows_of_day
from teller_app.counter.state import CounterState, Held
from teller_app.counter.tally import Tally
from teller_app.manifest import Line, Port
from teller_app.room_model import RoomModel
from teller_app.sync.desk import stamp

TOPICS = frozenset(
    {
        "account",
        "product",
        "customer",
        "mandate",
        "transaction",
        "session",
        "outbox",
        "request",
        "stand_in",
        "stand_in_code",
    }
)

TALLY = "tally"
"""Under which name the session's own pieces are remembered."""


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
    asked: Callable[[Any, str], Sequence[RequestFact]]
    stand_in: Callable[[Any, str], StandInFact | None]
    code: Callable[[Any, str], str]
    holder: Callable[[Any, str], str]
    mandate: Callable[[Any, str], MandateFact | None]
    held_life_s: Callable[[Any], int]


@dataclass(frozen=True)
class Slip:
    """What the receipt printer is told after a posting: the command, the answer (None while queued), who and whose, and who signs
    for the account."""

    command: Command
    command_id: str
    answer: AnyAnswer | None
    customer: CustomerFact
    account: AccountFact
    receipt: str
    mandate: MandateFact | None = None


@dataclass(frozen=True)
class Approved:
    """Whose account a permit names: its holder, all of theirs, and which of them it is."""

    customer: CustomerFact
    accounts: tuple[AccountFact, ...]
    index: int


class Following(RoomModel[CounterState]):
    """Reads again what the journal may have changed, and judges what was typed against it."""

    def __init__(
        self, port: Port, lookups: Lookups, printed: Callable[[Slip], None], now: Callable[[], str] = stamp
    ) -> None:
        super().__init__(port, CounterState(line=port.line))
        self._lookups = lookups
        self._print = printed
        self._now = now
        self._tally = Tally()
        self._shelf = held.Shelf()
        port.on_topics(TOPICS, self.refresh)
        port.on_line(self._line_changed)
        port.recall(held.NOTE, self._recalled)

    def _recalled(self, value: bytes | None) -> None:
        """Forms that this person put aside before a crash or a sign-out. What is held by now stands above them."""
        if value:
            self._port.query(self._lookups.held_life_s, lambda life_s: self._brought_back(value, life_s))

    def _brought_back(self, value: bytes, life_s: int) -> None:
        self._shelf = replace(self._shelf, life_s=life_s)
        self._bring(held.unpacked(value))

    def _bring(self, kept: Sequence[Held]) -> None:
        """Those that may be taken up come beneath what is held by now; the others stay on the disk."""
        before = (self._shelf.away, self.state.held)
        seen, self._shelf = self._shelf.judged(kept, self._now())
        if (self._shelf.away, seen) != (before[0], ()):
            self._set(held=(*seen, *self.state.held))
            self._keep_held()

    def _keep_held(self) -> None:
        self._port.remember(held.NOTE, held.packed((*self._shelf.away, *self.state.held)))

    def _hold(self) -> None:
        """Put aside, or take up again; the disk has it as the screen."""
        before = self.state.held
        self._set(**standing.held_or_resumed(self.state, *self._shelf.stamp(self._now())))
        if self.state.held != before:
            self._keep_held()

    @property
    def counting(self) -> bool:
        """Whether cash that somebody counted lies before this form, and F9 has not taken it."""
        return not self.state.busy and standing.stands_by_itself(self.state, self._pieces)

    def put_aside(self) -> None:
        """Somebody leaves with cash counted on the desk: the form is kept for them, as if the next customer had come."""
        if self.counting:
            self._hold()

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
                "mandate": self._lookups.mandate(conn, account.account) if account else None,
                "session": self._lookups.session(conn, user),
                "booked": tuple(self._lookups.journal(conn, user)),
                "names": {key: self._lookups.holder(conn, key) for key in unbooked if key},
                "asked": tuple(self._lookups.asked(conn, user)),
                "stand_in": self._lookups.stand_in(conn, mine.session)
                if (mine := self._lookups.session(conn, user))
                else None,
            }

        self._port.query(ask, lambda found: self._refreshed(customer, account, found))

    def _refreshed(self, customer: CustomerFact | None, account: AccountFact | None, found: dict[str, Any]) -> None:
        waiting = self._port.waiting()
        session = found["session"]
        changes: dict[str, Any] = {
            "session": session,
            "journal": rows_of_day(
                found["booked"], waiting, self._port.kept(), found["names"], found["asked"], self.state.online
            ),
        }
        changes |= {
            "asked": found["asked"],
            "stand_in": found["stand_in"],
            "paid_waiting": standing.paid_waiting(waiting),
        }
        changes["queued_deposits"] = sum(
            item.command.amount.minor
            for item in waiting
            if isinstance(item.command, ledger.Deposit) and item.command.taken_offline
        )
        if session and session.session != self._tally.session:
            self._tally = Tally(session=session.session)
            self._port.recall(TALLY, lambda kept: self._tally_recalled(kept, session.session))
        if session:
            changes["currency"] = session.currency
            paid = standing.paid_today(found["booked"], waiting, session.currency)
            changes["own_limit"] = standing.own_limit(self._port.me.limits, session.currency, paid_today=paid)
            changes["transfer_limit"] = standing.own_limit(self._port.me.limits, session.currency, "transfer")
        if customer is not None and customer == self.state.customer:
            changes |= {name: found[name] for name in ("accounts", "recent")}
            if account is not None and self.state.account == account:
                changes["mandate"] = found["mandate"]
            # A flag or a photo set elsewhere is seen now; who left this branch stays until the teller has looked up.
            now = changes["customer"] = found["customer"] or customer
            if self.state.find_text == customer.full_name:
                changes["find_text"] = now.full_name
        self._set(**changes)

    def _tally_recalled(self, kept: bytes | None, session: str) -> None:
        """The tally of before a new start. What was posted since is not lost by it: nothing was."""
        if self._tally == Tally(session=session):
            self._tally = tally.read(kept, session)

    def _tell_tally(self, command: Command) -> None:
        """Cash changed hands: the next payout is proposed out of what came in."""
        self._tally = tally.after(self._tally, command)
        self._port.remember(TALLY, tally.written(self._tally))

    def _of_request(self, conn: Any, request: RequestFact) -> Approved | None:
        """Exactly the account that was approved, or None: never what a search finds first, never another of the customer's."""
        found = self._lookups.account_by_number(conn, request.account_number)
        person = self._lookups.customer(conn, found[0].customer) if found else None
        if person is None:
            return None
        theirs = tuple(self._lookups.accounts_of(conn, person.customer))
        at = next((n for n, item in enumerate(theirs) if item.account == request.account), None)
        return None if at is None else Approved(person, theirs, at)

    def _pieces(self, amount: int) -> dict[str, int]:
        return tally.propose(amount, self.state.currency, self._tally.pieces)

    def _line_changed(self, line: Line) -> None:
        online = self.state.online
        told = line.online and line.synced_at and line.synced_at != self.state.line.synced_at
        self._set(line=line, **({"code_tries": 0} if line.state == "online" else {}))
        if online is not self.state.online:
            # What is on its way without a line is not on its way.
            self.refresh()
        if told:
            self._shelf = self._shelf.told(line.synced_at, self._now())
            self._bring(())

    # -- inside --------------------------------------------------------------------------------------------------

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
                target_typed=form.target_text,
                amount=form.amount,
                cash=cash,
                session=state.session,
                online=self.state.online,
                held_back=self.state.held_back,
                queued_deposits=state.queued_deposits,
                available=state.available + (form.amount if form.permit else 0),
                ceiling=form.ceiling,
                stand_in_left=standing.stand_in_left(state, self._now()),
                own_limit=state.own_limit,
                coded=bool(form.code_id),
            )
        )

    def _params(self, code: str) -> dict[str, Any]:
        if code == "insufficient_funds":
            return {"available": self.state.available, "currency": self.state.currency}
        if code == "offline_budget" and self.state.session:
            return {"budget": self.state.session.offline_budget, "currency": self.state.currency}
        figures = {
            "stand_in_budget": standing.stand_in_left(self.state, self._now()),
            "code_missing": self.state.own_limit,
        }
        return {"ceiling": figures[code], "currency": self.state.currency} if code in figures else {}

    def _target_found(self, text: str, found: tuple[AccountFact, str] | None) -> None:
        # The account of an older text must never stand behind the number that is read now.
        if found and text == self.state.form.target_text:
            self._form(target=found[0], target_name=found[1])

    def _form(self, **changes: Any) -> None:
        self._set(form=replace(self.state.form, **changes))

    def _set(self, **changes: Any) -> None:
        state = replace(self.state, **changes)
        if "form" in changes and "problem" not in changes and state.problem == standing.CLEAR_COUNTED:
            state = replace(state, problem="")
        account = state.account.account if state.account else None
        state = replace(state, form=standing.still_beneath(self.state, state.form, account))
        if state.mandate is not None and (state.account is None or state.mandate.account != state.account.account):
            state = replace(state, mandate=None)
        state = replace(state, form=standing.of_the_mandate(state.form, state.mandate))
        if state.account is not None:
            debits = [
                debit for item in self._port.waiting() if (debit := rules.debit_on(item.command, state.account.account))
            ]
            state = replace(state, available=rules.available_now(state.account, debits))
        before, self.state = self.state, state
        blocked = self._blocked()
        # What F9 complained of goes as soon as it is mended: nothing red stands beside a count that agrees.
        mended = "problem" not in changes and state.problem == before.blocked != blocked
        self.state = replace(state, blocked=blocked, problem="" if mended else state.problem)
        self.on_change(self.state)
