"""The counter's behaviour: intents in, one frozen state out. No Qt, no network; the house is reached through the port."""

from dataclasses import replace
from functools import partial
from typing import Any

from contract.approvals import RequestFact, RequestState, WithdrawRequest
from contract.errors import ErrorCode
from contract.feed import AnyAnswer, Awaiting, Executed, NotTaken, Refused
from contract.ledger import AccountFact
from contract.paths import STATEMENT
from contract.standin import spoken
from teller_app.counter import lifting, mandating, mini, standing
from teller_app.counter.drafting import command_of, emptied, happened
from teller_app.counter.following import Approved, Slip
from teller_app.counter.signing import Signing
from teller_app.counter.state import CounterState, Form, Hit

HITS_MAX = 8
CODE_SYMBOLS = 12
CODE_TRIES_MAX = 5
"""Wrong codes until the server has been seen again."""


class CounterModel(Signing):
    """See the module. Set ``on_change`` before the first intent."""

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
        """Take the hit: the form is emptied, because it belonged to somebody else. Cash that was counted into it stands aside."""
        at = self.state.hit_index if index is None else index
        if at >= len(self.state.hits):
            return
        hit = self.state.hits[at]
        if standing.stands_by_itself(self.state, self._pieces):
            self.hold()
            self._notify("aside", {}, "info")
        form = Form(mode=self.state.form.mode)
        self._set(customer=hit.customer, accounts=hit.accounts, account_index=0, hits=(), find_text=hit.customer.full_name,
                  form=form, problem="", picked=self.state.picked + 1)  # fmt: skip
        self.refresh()

    def choose_account(self, index: int) -> None:
        """Alt+1 to Alt+9."""
        if index < len(self.state.accounts) and index != self.state.account_index:
            self._let_go()
            self._set(account_index=index)
            self.refresh()

    def look_at_mini(self) -> bool:
        """Ctrl+M: the newest entries of the chosen account. False without one; nothing is typed over or moved."""
        account = self.state.account
        if account is None:
            return False
        self._set(mini=mini.Mini(account))
        path = STATEMENT.format(account=account.account)
        self._port.fetch(path, {"last": str(mini.LINES)}, lambda body, code: self._mini_came(account, body, code))
        return True

    def _mini_came(self, account: AccountFact, body: bytes | None, code: str) -> None:
        if self.state.mini is None or self.state.mini.account.account != account.account:
            return
        if body is not None:
            self._set(mini=mini.shown(account, mini.decode(body)))
            return
        self._port.query(
            lambda conn: tuple(self._lookups.recent(conn, account.account)),
            lambda facts: self._set(mini=mini.known(account, code or "offline", facts)),
        )

    def leave_mini(self) -> None:
        """Esc: back to what was being typed."""
        self._set(mini=None)

    def hold(self) -> None:
        """Ctrl+H: put the form aside for the next customer, or take up the one that was held last."""
        self._hold()
        self.refresh()

    def ask_lift(self) -> None:
        """Ctrl+U: the customer's flag shall go; why is asked first."""
        flag = lifting.liftable(self.state.customer)
        if flag is not None and not self.state.busy:
            problem = self.state.away
            self._set(lifting=None if problem else flag, lift_problem="", problem=problem, problem_params={})

    def drop_lift(self) -> None:
        """Esc in the question."""
        self._set(lifting=None, lift_problem="")

    def lift(self, reason: str) -> None:
        """Ask a second person. The flag stays until they agree."""
        customer, flag = self.state.customer, self.state.lifting
        if customer is None or flag is None or self.state.busy:
            return
        if not reason.strip():
            self._set(lift_problem="reason_missing", tick=self.state.tick + 1)
            return
        self._set(busy=True, lifting=None, lift_problem="")
        command = lifting.command_of(customer, flag, reason)
        self._port.submit(command, "", None, self._lift_settled, self._lift_failed)

    def ask_mandate(self) -> None:
        """Alt+M: who signs for the chosen account shall change."""
        if self.state.account is None or self.state.busy:
            return
        problem = self.state.away
        problem = problem or ("" if mandating.fits(self.state.mandate) else "mandate_long")
        self._set(mandating=not problem, mandate_problem="", problem=problem, problem_params={})

    def drop_mandate(self) -> None:
        """Esc in the sheet."""
        self._set(mandating=False, mandate_problem="")

    def change_mandate(self, form: mandating.MandateForm) -> None:
        """Ask a second person. The mandate on file counts until they agree."""
        account, problem = self.state.account, mandating.fault(form)
        if account is None or self.state.busy:
            return
        self._set(mandate_problem=problem, mandating=bool(problem), busy=not problem, tick=self.state.tick + 1)
        if not problem:
            command = mandating.command_of(form, account.account, self.state.mandate)
            self._port.submit(command, "", None, self._lift_settled, self._lift_failed)

    def _lift_settled(self, answer: AnyAnswer) -> None:
        self._set(busy=False)
        if isinstance(answer, Awaiting):
            self._notify("lift_asked", {}, "warn")
        elif isinstance(answer, Refused):
            self._notify("error." + answer.problem.code.value, dict(answer.problem.params), "neg")
        elif isinstance(answer, NotTaken):
            self._notify("error." + answer.code.value, dict(answer.params), "neg")
        self.refresh()

    def _lift_failed(self, code: str) -> None:
        self._set(busy=False, problem=code, problem_params={}, tick=self.state.tick + 1)

    def set_code(self, text: str) -> None:
        """A manager's code as the teller types it. It is looked for on a worker thread: the hashes are slow on purpose."""
        self._set(form=standing.with_code(self.state.form, text), problem="")
        if len(spoken(text)) < CODE_SYMBOLS:
            return
        if self.state.code_tries >= CODE_TRIES_MAX:
            self._set(problem="code_locked", problem_params={})
            return
        self._port.query(lambda conn: self._lookups.code(conn, text), lambda code: self._code_found(text, code))

    def _code_found(self, text: str, code: str) -> None:
        if text != self.state.form.code:
            return
        if code in standing.codes_spent(self._port.waiting()):
            # A right code, so no try is counted; only the server would know it, and it is away.
            self._set(problem="code_spent", problem_params={})
        elif code:
            self._form(code_id=code)
        else:
            self._set(problem="code_unknown", problem_params={}, code_tries=self.state.code_tries + 1)

    def _let_go(self) -> None:
        """Another account or direction is another content: the permit is given back, and what it held is free."""
        permit = self.state.form.permit
        if permit:
            self._port.submit(WithdrawRequest(request=permit))
            self._set(form=replace(self.state.form, permit="", ceiling=0, transaction=""))
            self._notify("let_go", {}, "warn")

    # -- typing --------------------------------------------------------------------------------------------------

    def set_mode(self, mode: str) -> None:
        """F3, F4, F5. The cash typed for another direction is dropped, the amount stays."""
        if mode != self.state.form.mode:
            self._let_go()
            form = Form(mode=mode, amount=self.state.form.amount, narration=self.state.form.narration)
            self._set(form=form, problem="")
            self._propose()

    def set_amount(self, minor: int, error: str = "") -> None:
        """The amount as typed; ``error`` is the field's own code for what it could not read."""
        self._form(amount=minor, amount_error=error)
        self._propose()

    def _propose(self) -> None:
        if self.state.form.mode == "withdraw":
            self._form(counts=self._pieces(self.state.form.amount))

    def set_counts(self, counts: dict[str, int]) -> None:
        """Pieces typed in the grid: received, paid, or the change, whichever the grid shows."""
        if self.state.form.giving_change:
            self._form(change=counts)
            return
        form = replace(self.state.form, counts=counts)
        if form.mode == "deposit":
            due = replace(self.state, form=form).change_due
            form = replace(form, change=self._pieces(due))
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
            self._port.query(
                lambda conn: self._lookups.account_by_number(conn, number), partial(self._target_found, text)
            )

    def clear(self) -> None:
        """Esc: first the form, then the customer. Cash that somebody counted goes at the second time of asking."""
        empty = Form(mode=self.state.form.mode)
        if self.state.problem != standing.CLEAR_COUNTED and standing.counted(self.state, self._pieces):
            self._set(problem=standing.CLEAR_COUNTED, problem_params={}, tick=self.state.tick + 1)
        elif self.state.form != empty:
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
        if self._asks_to_sign():
            return False
        if state.form.permit and state.form.mode == "withdraw" and not state.online:
            self._let_go()  # Paid on the budget: what the permit holds must not stand between these notes and the account.
        self._set(busy=True, problem="")
        # What stood on the screen at F9 is posted as it was judged, whatever is typed or the line does while the disk numbers it.
        posted = self.state
        self._port.next_receipt(lambda receipt: self._send(posted, receipt))
        return True

    def _send(self, posted: CounterState, receipt: str) -> None:
        customer, account = posted.customer, posted.account
        if customer is None or account is None:
            self._set(busy=False)
            return
        session = posted.session.session if posted.session else ""
        command = command_of(
            standing.sent_of(posted), account, receipt, online=posted.online, maker=self._port.me.user, session=session
        )

        def stored(command_id: str) -> None:
            self._stored(posted, Slip(command, command_id, None, customer, account, receipt, posted.mandate))

        def settled(answer: AnyAnswer) -> None:
            self._settled(Slip(command, "", answer, customer, account, receipt, posted.mandate))

        self._port.submit(command, receipt, stored, settled, lambda code: self._failed(posted, code))

    def _stored(self, posted: CounterState, slip: Slip) -> None:
        """The disk has it: the form is free for the next customer. Without the server the receipt is PROVISIONAL."""
        offline = happened(slip.command)
        self._set(busy=False, notice="queued" if offline else "", notice_params={"receipt": slip.receipt}, notice_tone="info",
                  tick=self.state.tick + 1, **emptied(self.state, posted))  # fmt: skip
        if offline:
            self._tell_tally(slip.command)
            self._print(slip)
        self.refresh()

    def _settled(self, slip: Slip) -> None:
        answer = slip.answer
        if isinstance(answer, Executed):
            self._notify("posted", {"receipt": slip.receipt}, "pos", last_receipt=slip.receipt)
            if not happened(slip.command):
                self._tell_tally(slip.command)
                self._print(slip)
        elif isinstance(answer, Awaiting):
            self._notify("awaiting", {"receipt": slip.receipt}, "warn")
        elif isinstance(answer, Refused):
            permit = str(getattr(slip.command, "permit", None) or "")
            if permit and answer.problem.code in (ErrorCode.PERMIT_MISMATCH, ErrorCode.MANDATE_CHANGED):
                # It was given for something else: what it holds must not wait for the clock.
                self._port.submit(WithdrawRequest(request=permit))
            self._notify("error." + answer.problem.code.value, dict(answer.problem.params), "neg")
        elif isinstance(answer, NotTaken):
            self._notify("error." + answer.code.value, dict(answer.params), "neg")
        self.refresh()

    def _failed(self, posted: CounterState, code: str) -> None:
        """The outbox could not keep it: nothing was sent, everything typed is there again."""
        back = {name: getattr(posted, name) for name in ("customer", "accounts", "account_index", "find_text", "form")}
        self._set(busy=False, problem=code, problem_params={}, tick=self.state.tick + 1, **back)

    def pay(self) -> bool:
        """F10: the oldest approved request at this counter, ready to be counted out. Says whether there was one."""
        ready = (one for one in self.state.asked if one.state is RequestState.APPROVED and one.kind in standing.PAYABLE)
        permit = next(ready, None)
        if permit is not None:
            self.use_permit(permit)
        else:
            self._notify("nothing_to_pay", {}, "info")
        return permit is not None

    def use_permit(self, request: RequestFact) -> None:
        """Pay against an approval: its account and amount are filled in, the notes are counted anew."""

        def found(at: Approved | None) -> None:
            if at is None:
                self._notify("error.account_unknown", {}, "neg")
                return
            ceiling = request.ceiling or request.amount
            form = Form(mode=request.kind, amount=ceiling, permit=request.request, ceiling=ceiling,
                        transaction=request.transaction, narration=request.narration)  # fmt: skip
            self._set(customer=at.customer, accounts=at.accounts, account_index=at.index, form=form,
                      find_text=request.holder, picked=self.state.picked + 1)  # fmt: skip
            self._propose()
            self.refresh()

        self._port.query(lambda conn: self._of_request(conn, request), found)
