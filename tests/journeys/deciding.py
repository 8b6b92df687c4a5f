"""What a teller and a manager do about a request, at their own windows. Moves hand back the clock, so that two windows can be compared."""

import time
from typing import Any

from contract.approvals import RequestState
from teller_app.approvals.view import ApprovalsView
from teller_app.standin.view import StandInView
from tests.demo.day import Day


class Deciding(Day):
    """Moves of both desks. ``time.time()`` is one clock for all processes of a machine."""

    def _go(self, room: str, kind: type[Any]) -> Any:
        assert self.app.window.work is not None
        self.app.window.work.go(room)
        view = self.room(kind)
        self.hand.until(room, view.isVisible)
        return view

    def ask_cash(self, number: str, amount: str, stands: str = "pending") -> float:
        """A withdrawal over the teller's limit, until it stands so in the journal; when F9 was pressed."""
        hand, before = self.hand, len(self.states())
        self._find(number)
        hand.press("F4")
        hand.type(amount)
        hand.press("F9")
        at = self._sign()
        hand.until("asked", lambda: len(self.states()) > before and self.states()[0] == stands)
        return at

    def _sign(self) -> float:
        """The customer signs on the pad that F9 laid over the counter; when the teller sent it."""
        self.hand.until("the pad", lambda: (sheet := self.counter.sign) is not None and sheet.is_open)
        assert self.counter.sign is not None
        pad = self.counter.sign.pad
        # No hand draws the same twice, and the bank refuses what it has seen: as a copy.
        now = time.monotonic_ns() // 1_000
        drop, lean = now % 400 / 1000, now // 1_000 % 400 / 1000
        self.hand.draw(pad, [(0.1, 0.8), (0.2, 0.2), (0.3, 0.9 - drop)], [(0.15, 0.5), (0.28, 0.5), (0.4 + lean, 0.6)])
        self.hand.until("the signature", lambda: pad.strokes == 2)
        at = time.time()
        self.hand.press("F9")
        return at

    def signature_of_today(self) -> tuple[str, bool]:
        """The name of the strokes beside the chosen request, and whether they are drawn."""
        view: ApprovalsView = self.room(ApprovalsView)
        tiles = view.detail.holder.signers.tiles
        self.hand.until("the signature of today", lambda: any(tile.isVisible() and tile.signed for tile in tiles))
        assert view._model.state.chosen is not None
        return view._model.state.chosen.ink, any(tile.signed for tile in tiles)

    def withdraw_request(self) -> None:
        """The teller thinks better of it: Ctrl+W, until the request is taken back."""
        view = self._go("approvals", ApprovalsView)
        self.hand.until("the own request", lambda: view._model.state.can_withdraw and not view._model.state.busy)
        self.hand.press("Ctrl+W")
        self.hand.until("taken back", lambda: not view._model.state.can_withdraw and not view._model.state.busy)

    def until_newest(self, state: str) -> None:
        """Wait until the journal's newest posting stands so."""
        self.hand.until(f"newest {state}", lambda: self.states()[:1] == [state])

    def to_approvals(self) -> None:
        """The manager's list."""
        self._go("approvals", ApprovalsView)

    def until_request(self) -> float:
        """Wait until a request stands on the screen, chosen; when it did."""
        view: ApprovalsView = self.room(ApprovalsView)
        self.hand.until("a request", lambda: view._model.state.waits and view.detail.approve.isVisible())
        return time.time()

    def insight(self) -> dict[str, Any]:
        """What the screen shows beside the request, once it is there."""
        view: ApprovalsView = self.room(ApprovalsView)
        self.hand.until("the insight", lambda: view._model.state.insight is not None)
        found = view._model.state.insight
        assert found is not None
        return {"before": found.before, "after": found.after, "score": found.score,
                "parts": sum(part.points for part in found.parts)}  # fmt: skip

    def until_taken(self) -> str:
        """The teller's card says who has it; the name."""
        model = self.counter._model
        self.hand.until("taken", lambda: any(one.taken_by_name for one in model.state.asked))
        return next(one.taken_by_name for one in model.state.asked if one.taken_by_name)

    def decide(self, note: str, key: str = "Ctrl+Return") -> float:
        """Words and the key; when it was pressed."""
        view: ApprovalsView = self.room(ApprovalsView)
        self.hand.press("Return")
        self.hand.type(note)
        self.hand.until("the words", lambda: view._model.state.reason == note)
        at = time.time()
        self.hand.press(key)
        return at

    def until_decided(self) -> None:
        """Nothing waits on the manager's list any more."""
        view: ApprovalsView = self.room(ApprovalsView)
        self.hand.until(
            "decided", lambda: not any(one.state is RequestState.AWAITING for one in view._model.state.requests)
        )

    def until_permit(self) -> float:
        """The teller's card says that it may be paid, and the till that it is online; when it did.

        After a cut what the bank says may arrive a moment before the line counts as there, and F9 then says that it needs one.
        """
        model = self.counter._model
        approved = RequestState.APPROVED
        self.hand.until(
            "the permit", lambda: model.state.online and any(one.state is approved for one in model.state.asked)
        )
        return time.time()

    def until_nothing_waits(self) -> float:
        """Nothing of the teller's own is open any more; when that stood on the screen."""
        model = self.counter._model
        self.hand.until("decided", lambda: not model.state.asked)
        return time.time()

    def pay_permit(self) -> None:
        """The notes as proposed are handed over, until the payment is booked."""
        self.press_pay()
        self.until_newest("completed")

    def press_pay(self) -> None:
        """F10 takes the permit up, F9 pays it; nothing is waited for."""
        self.hand.press("F10")
        model = self.counter._model
        self.hand.until("the permit in the form", lambda: bool(model.state.form.permit))
        self.hand.press("F9")

    # -- the dead line -------------------------------------------------------------------------------------------

    def make_codes(self) -> int:
        """The manager's codes, counted by the server; how many are ready."""
        view: StandInView = self._go("standin", StandInView)
        self.hand.press("F6")
        self.hand.until("codes", lambda: bool(view._model.state.ready))
        return len(view._model.state.ready)

    def grant(self, amount: str) -> None:
        """A stand-in budget for the first open drawer."""
        view: StandInView = self._go("standin", StandInView)
        self.hand.until("a drawer", lambda: view._model.state.chosen is not None)
        self.hand.press("F9")
        self.hand.type(amount)
        self.hand.press("F9")
        self.hand.until("granted", lambda: any(one.budget is not None for one in view._model.state.drawers))

    def read_out(self, account: str, amount: str) -> str:
        """Ctrl+G asks what for, then shows the code."""
        view: StandInView = self._go("standin", StandInView)
        self.hand.press("Ctrl+G")
        self.hand.type(account)
        self.hand.press("Tab")
        self.hand.type(amount)
        self.hand.press("Ctrl+G")
        self.hand.until("a code", lambda: bool(view._model.state.shown))
        return view._model.state.shown

    def until_budget(self) -> int:
        """What the teller's card says may be paid without the server, in minor units."""
        model = self.counter._model
        self.hand.until("the budget", lambda: model.state.stand_in is not None)
        assert model.state.stand_in is not None
        return model.state.stand_in.granted - model.state.stand_in.used

    def until_used(self, used: int) -> None:
        """Wait until the server has counted so much of the budget."""
        model = self.counter._model
        self.hand.until("counted", lambda: model.state.stand_in is not None and model.state.stand_in.used == used)

    def account_end(self, number: str) -> str:
        """The last digits of the account that a search chooses."""
        self._find(number)
        account = self.counter._model.state.account
        assert account is not None
        self.hand.press("Escape")
        return account.number[-4:]

    def pay_without_server(self, number: str, amount: str, code: str) -> str:
        """A withdrawal while the server is away; the problem after the first F9, then the code is typed and it is paid."""
        hand, before = self.hand, len(self.states())
        self._find(number)
        hand.press("F4")
        hand.type(amount)
        hand.press("F9")
        problem = self.counter._model.state.problem
        hand.type(code)
        hand.until("the code", lambda: bool(self.counter._model.state.form.code_id))
        hand.press("F9")
        self._sign()
        hand.until("paid", lambda: len(self.states()) > before and self.states()[0] == "queued")
        return problem
