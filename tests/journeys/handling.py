"""What tellers and managers do with cash that moves, differs or was advanced, by keyboard: everything typed, then the one key.

A move that only types returns at once; ``until_…`` waits for what the screen shows, so that something may die in between.
"""

import os
from collections.abc import Callable
from typing import Any

from contract.advances import AdvanceState
from contract.approvals import RequestState
from contract.variances import VarianceState
from contract.vault import MoveState
from teller_app.advances.view import AdvancesView
from teller_app.approvals.view import ApprovalsView
from teller_app.counter.view import CounterView
from teller_app.drawers.view import DrawerView
from teller_app.glass.alert import Alert
from teller_app.room_model import RoomState
from teller_app.variances.view import VariancesView
from teller_app.vault.view import VaultView
from tests.demo.day import FACES
from tests.journeys.newcoming import Newcoming

ROOMS: dict[str, type[Any]] = {
    "counter": CounterView,
    "vault": VaultView,
    "advances": AdvancesView,
    "variances": VariancesView,
    "approvals": ApprovalsView,
    "drawers": DrawerView,
}
FIRST_PIECE = "GH₵ 200.00"
"""What the first field of a grid says of itself."""


class Handling(Newcoming):
    """The rooms are gone to by their names, as the palette does; all else is keys."""

    # -- seeing --------------------------------------------------------------------------------------------------

    def to_room(self, name: str) -> None:
        """Before this room, the list with the focus."""
        self._go(name, ROOMS[name])

    def standing(self) -> dict[str, Any]:
        """What the room in sight says of itself: busy, problem, what its visible alerts read, and who has the focus."""
        found = ((name, view) for name, kind in ROOMS.items() for view in self.app.window.findChildren(kind))
        room, view = next(pair for pair in found if pair[1].isVisible())
        state: RoomState = view._model.state
        said = [alert.accessibleName() for alert in view.findChildren(Alert) if alert.isVisible()]
        focus = self.hand.focus()
        return {"room": room, "busy": state.busy, "problem": state.problem, "said": said, "here": view.isAncestorOf(focus),
                "focus": focus.accessibleName() or type(focus).__name__}  # fmt: skip

    def until_free(self) -> dict[str, Any]:
        """Wait until the room in sight has its answer; what it says then."""
        self.hand.until("an answer", lambda: not self.standing()["busy"])
        return self.standing()

    def type_pieces(self, pieces: dict[str, int]) -> None:
        """From the first denomination on, Enter after each, as far as there is something to type."""
        for face in FACES:
            if not any(pieces.get(rest) for rest in FACES[FACES.index(face) :]):
                break
            if pieces.get(face):
                self.hand.type(str(pieces[face]))
            self.hand.press("Return")

    def until_sent(self) -> None:
        """Wait until nothing of this workstation is on its way any more."""
        assert self.app.engine is not None
        self.hand.until("all sent", lambda: not self.counter._model._port.waiting())

    def tab_to(self, part: str) -> None:
        """Tab until what has the focus says this of itself."""
        for _ in range(60):
            if part in self.hand.focus().accessibleName():
                return
            self.hand.press("Tab")
        raise RuntimeError(f"Tab does not lead to {part!r}")

    def arm(self, point: str) -> None:
        """From now on the app dies at this place of ``teller_app/sync/crash.py``."""
        os.environ["COASTAL_CRASH"] = point

    def hurry(self) -> None:
        """Try the line at once, as somebody does who sees the lights come back; before there is an engine it is tried anyway. Keys of a
        test pass the idle clock by, and a slow machine needs longer for a day than a person may sit still."""
        if self.app.engine is not None:
            self.app.window.idle.start(3600)
            self.app.engine.hurry()

    # -- approvals -----------------------------------------------------------------------------------------------

    def choose_waiting(self) -> None:
        """The first request that waits, by the arrows: a decided one stays chosen until somebody moves on."""
        view: ApprovalsView = self.room(ApprovalsView)
        state = lambda: view._model.state  # noqa: E731 - asked anew each time
        self.hand.until("a request", lambda: any(one.state is RequestState.AWAITING for one in state().requests))
        self.hand.press("Home")
        for _ in state().requests:
            if state().waits:
                return
            self.hand.press("Down")
        raise RuntimeError("no arrow leads to the request that waits")

    def until_taken_here(self) -> None:
        """The chosen request has lain before this decider's eyes for so long that its maker was told."""
        view: ApprovalsView = self.room(ApprovalsView)
        state = lambda: view._model.state  # noqa: E731 - asked anew each time
        self.hand.until("taken", lambda: state().chosen is not None and state().chosen.taken_by == state().user)

    def write_decision(self, words: str) -> None:
        """Enter and the words, nothing decided."""
        view: ApprovalsView = self.room(ApprovalsView)
        self.hand.press("Return")
        self.hand.type(words)
        self.hand.until("the words", lambda: view._model.state.reason == words)

    # -- the counter ---------------------------------------------------------------------------------------------

    def begin_withdraw(self, number: str, amount: str) -> None:
        """Everything typed, the notes as proposed, nothing posted."""
        self._find(number)
        self.hand.press("F4")
        self.hand.type(amount)

    def take_permit(self) -> None:
        """F10 takes the permit up; nothing is paid yet."""
        self.hand.press("F2", "F10")
        model = self.counter._model
        self.hand.until(
            "the permit in the form", lambda: bool(model.state.form.permit) and bool(model.state.form.counts)
        )

    # -- the vault -----------------------------------------------------------------------------------------------

    def begin_send(self, pieces: dict[str, int]) -> None:
        """F3: from one's own drawer to the vault, the pieces typed."""
        self.to_room("vault")
        self.hand.press("F3")
        self.tab_to(FIRST_PIECE)
        self.type_pieces(pieces)

    def begin_hand_over(self, drawer: str, pieces: dict[str, int]) -> None:
        """F3: from one's own drawer to another one, chosen by the arrows, the pieces typed."""
        self.to_room("vault")
        view: VaultView = self.room(VaultView)
        self.hand.press("F3")
        self.tab_to("To")
        for _ in range(9):
            if view.form.target.accessibleDescription().endswith(drawer):
                break
            self.hand.press("Down")
        self.tab_to(FIRST_PIECE)
        self.type_pieces(pieces)

    def sort_notes(self, pieces: dict[str, int]) -> None:
        """Alt+B: these fit notes of one's own drawer are worn ones from now on."""
        self.to_room("vault")
        self.hand.press("Alt+B")
        self.type_pieces(pieces)
        self.hand.press("F9")

    def keep_doubtful(self, pieces: dict[str, int], giver: str, reason: str) -> None:
        """Alt+C: a customer's notes that look wrong, whose they are and why. Enter on the last piece goes on to the giver."""
        self.to_room("vault")
        self.hand.press("Alt+C")
        self.type_pieces(pieces)
        self.tab_to("Whose notes")
        self.hand.type(giver)
        self.give_reason(reason)
        self.hand.press("F9")

    def refuse_move(self, reason: str) -> str:
        """Ctrl+D and why, until it is over; what has the keys then."""
        view: VaultView = self.room(VaultView)
        self.hand.press("Ctrl+D")
        self.hand.until("the form", lambda: view._model.state.form.act == "refuse")
        self.hand.type(reason)
        self.hand.press("F9")
        self.until_move("refused")
        self.hand.until("no card", lambda: not view.moves.cards.isVisible())
        return self.hand.focus().accessibleName()

    def begin_receive(self, pieces: dict[str, int], second: str) -> None:
        """The sent bag chosen by the arrows, F4, counted, and who confirms."""
        view: VaultView = self._go("vault", VaultView)
        self.until_move("sent")
        self.hand.press("Home", "F4")
        self.hand.until("the form", lambda: view._model.state.form.act == "receive")
        self.type_pieces(pieces)
        self.tab_to("Second person")
        self.hand.type(second)

    def choose_counted(self) -> None:
        """The bag that waits for this person, by the arrows."""
        self.to_room("vault")
        self.until_move("counted")
        self.hand.press("Home")

    def until_move(self, state: str) -> None:
        """Wait until a movement stands so, before whatever room."""
        view: VaultView = self.room(VaultView)
        wanted = MoveState(state)
        self.hand.until(f"a movement {state}", lambda: any(one.state is wanted for one in view._model.state.moves))

    # -- the drawer ----------------------------------------------------------------------------------------------

    def begin_count(self, pieces: dict[str, int]) -> None:
        """The blind count, everything typed."""
        view: DrawerView = self._go("drawers", DrawerView)
        self.hand.until("the open drawer", lambda: view._model.state.phase == "open")
        self.hand.press("F9")
        self.hand.until("the blind count", lambda: view._model.state.phase == "counting")
        self._count(pieces)

    def give_reason(self, reason: str) -> None:
        """Why the count differs."""
        self.tab_to("eason")
        self.hand.type(reason)

    def until_phase(self, *phases: str) -> str:
        """Wait until the drawer room stands in one of these; in which."""
        view: DrawerView = self._go("drawers", DrawerView)
        self.hand.until(f"phase {phases}", lambda: view._model.state.phase in phases)
        return view._model.state.phase

    # -- advances ------------------------------------------------------------------------------------------------

    def begin_request(self, amount: str, purpose: str) -> None:
        """F3: how much and what for; the day stands there."""
        view: AdvancesView = self._go("advances", AdvancesView)
        self.hand.press("F3")
        self.hand.until("the form", lambda: view._model.state.act == "request")
        self.hand.type(amount)
        self.hand.press("Tab")
        self.hand.type(purpose)

    def begin_pay(self, pieces: dict[str, int]) -> None:
        """The approved one, F4, the notes."""
        self._advance("approved", "F4")
        self.type_pieces(pieces)

    def begin_retire(self, spent: str, papers: str, pieces: dict[str, int]) -> None:
        """The paid one, F5: what the receipts say, their numbers, and the change that comes back."""
        self._advance("paid", "F5")
        self.hand.clear()
        self.hand.type(spent)
        self.hand.press("Tab")
        self.hand.type(papers)
        self.hand.press("Tab")
        self.type_pieces(pieces)

    def _advance(self, state: str, key: str) -> None:
        view: AdvancesView = self._go("advances", AdvancesView)
        self.until_advance(state)
        self.hand.press("Home", key)
        self.hand.until("the form", lambda: bool(view._model.state.act))

    def until_advance(self, state: str) -> None:
        """Wait until the only advance stands so."""
        view: AdvancesView = self.room(AdvancesView)
        wanted = AdvanceState(state)
        self.hand.until(f"an advance {state}", lambda: [one.state for one in view._model.state.advances] == [wanted])

    def until_left(self, minor: int) -> None:
        """Wait until so much of the only advance is still owed, and nothing is on its way."""
        view: AdvancesView = self.room(AdvancesView)
        state = lambda: view._model.state  # noqa: E731 - asked anew each time
        self.hand.until(f"{minor} left", lambda: [one.left for one in state().advances] == [minor] and not state().busy)

    # -- variances -----------------------------------------------------------------------------------------------

    def begin_recover(self, reason: str) -> None:
        """The first of the list, F4; the amount stands there, and why is typed."""
        self._recover(lambda view: bool(view._model.state.variances))
        self.hand.press("Tab")
        self.hand.type(reason)

    def begin_take(self, pieces: dict[str, int]) -> None:
        """The same once it is agreed to: the notes are counted."""
        self._recover(lambda view: bool(view._model.state.permits))
        self.type_pieces(pieces)

    def _recover(self, there: Callable[[VariancesView], bool]) -> None:
        view: VariancesView = self._go("variances", VariancesView)
        self.hand.until("a variance", lambda: there(view))
        self.hand.press("Home", "F4")
        self.hand.until("the form", lambda: view._model.state.act == "recover")

    def until_variance(self, state: str) -> None:
        """Wait until the only variance stands so."""
        view: VariancesView = self.room(VariancesView)
        wanted = VarianceState(state)
        self.hand.until(f"a variance {state}", lambda: [one.state for one in view._model.state.variances] == [wanted])
