"""What a cashier and a custodian do about a float slip, and what a teller tries with a manager's code, at their own windows."""

from teller_app.branches.view import BranchView
from teller_app.counter.standing import stand_in_left
from teller_app.drawers import saved
from teller_app.drawers.view import DrawerView
from teller_app.vault.view import VaultView
from tests.demo import bank as demo
from tests.journeys.staffing import Staffing


class Floating(Staffing):
    """Moves by keyboard, each until the screen shows it."""

    def ask_slip(self) -> None:
        """F5 in the list of drawers: the first drawer's float on a slip."""
        hand = self.hand
        hand.press("F8")
        view: DrawerView = self.room(DrawerView)
        hand.until("a drawer", lambda: bool(view._model.state.free) and view.choosing.table.current_key() != "")
        hand.press("F5")
        hand.until("asked", lambda: view._model.state.slip is not None)

    def sign_slip(self) -> None:
        """F10 chooses what waits for the custodian, F9 hands it over."""
        hand = self.hand
        view: VaultView = self._go("vault", VaultView)
        hand.until("a slip", lambda: any(not slip.seal for slip in view._model.state.slips))
        hand.press("F10")
        hand.until("chosen", lambda: view._model.state.slip is not None)
        hand.press("F9")
        hand.until("signed", lambda: any(slip.seal for slip in view._model.state.slips))

    def until_slip(self) -> str:
        """Wait until the cashier's list says that the slip is signed; by whom."""
        view: DrawerView = self.room(DrawerView)
        self.hand.until("the slip", lambda: bool(view._model.state.slip and view._model.state.slip.seal))
        assert view._model.state.slip is not None
        return view._model.state.slip.signed_by

    def open_on_slip(self) -> str:
        """Count the float into the drawer of the slip, without the server; the session's id."""
        hand = self.hand
        view: DrawerView = self.room(DrawerView)
        hand.press("Return")
        hand.until("the count", lambda: view._model.state.phase == "opening")
        self._count(demo.FLOAT)
        hand.press("F9")
        hand.until("the drawer open", lambda: view._model.state.phase == "open" and view.session.unproven.isVisible())
        hand.press("F2")
        return self.session()

    def until_proven(self) -> None:
        """Wait until the server's own session has taken the slip's place."""
        self.hand.press("F8")
        view: DrawerView = self.room(DrawerView)
        state = lambda: view._model.state  # noqa: E731 - asked anew each time
        self.hand.until("proven", lambda: state().slip is None and state().session is not None)

    def phase(self) -> list[str]:
        """Where the drawer room stands, and the problem it shows."""
        view: DrawerView = self.room(DrawerView)
        return [view._model.state.phase, view._model.state.problem]

    def put_close_aside(self) -> None:
        """Ctrl+H at a count that is typed, until the disk has it."""
        self.hand.press("Ctrl+H")
        self.hand.until("the count kept", lambda: bool(self.close_kept()["counts"]))

    def close_kept(self) -> dict[str, object]:
        """What of a close lies on this workstation's disk for who is signed in: the id of the count to come, its pieces."""
        found: list[bytes | None] = []
        engine = self.app.engine
        assert engine is not None
        engine.recall(saved.NOTE, found.append)
        self.hand.until("the notes", lambda: bool(found))
        kept = saved.unpacked(found[0])
        return {"attempt": kept.attempt, "counts": kept.counts}

    def go_on_count(self) -> dict[str, int]:
        """F9 at the open drawer: the count as it stands there."""
        view: DrawerView = self._go("drawers", DrawerView)
        self.hand.until("what was kept", lambda: view._model.state.phase == "open" and view._model.state.saved)
        self.hand.press("F9")
        self.hand.until("the count", lambda: view._model.state.phase == "counting")
        return view._model.state.counts

    # -- the manager looks on ------------------------------------------------------------------------------------

    def _day(self) -> BranchView:
        view: BranchView = self._go("branches", BranchView)
        return view

    def until_live(self, held: dict[str, int]) -> dict[str, int]:
        """Wait until the manager's screen shows these drawers with this much in each, in minor units by its number; what it shows."""
        view = self._day()

        def shown() -> dict[str, int]:
            seen = view._model.state.seen
            numbers = {drawer.drawer: drawer.number for drawer in seen.drawers}
            return {numbers[total.drawer]: total.balance for total in seen.totals.values()}

        self.hand.until("the drawers", lambda: shown() == held)
        return shown()

    def until_blockers(self, count: int) -> list[str]:
        """Wait until so many checks still stand in the way of the close; their codes."""
        view = self._day()
        self.hand.until("the board", lambda: len(view._model.state.blockers) == count)
        return [check.code for check in view._model.state.blockers]

    def until_tied(self) -> list[int]:
        """Wait for the closing report on the screen; cash by places and cash by the ledger, in minor units."""
        view = self._day()
        self.hand.until(
            "the report", lambda: view._model.state.seen.report is not None and bool(view._model.state.figures)
        )
        (figures,) = view._model.state.figures
        return [figures.cash, figures.ledger]

    # -- a code tried ------------------------------------------------------------------------------------------------

    def try_code(self, number: str, amount: str, code: str) -> str:
        """A withdrawal without the server with this code; the problem that the form shows, "" where it takes the code. Nothing is paid."""
        hand, model = self.hand, self.counter._model
        self._find(number)
        hand.press("F4")
        hand.type(amount)
        hand.press("F9")
        if model.state.problem != "code_missing":
            problem = model.state.problem
        else:
            hand.type(code)
            hand.until("an answer", lambda: bool(model.state.problem or model.state.form.code_id))
            problem = model.state.problem
        hand.press("Escape", "Escape")
        return problem

    def budget_left(self) -> int:
        """What the teller's card says is left without the server, in minor units."""
        return stand_in_left(self.counter._model.state)
