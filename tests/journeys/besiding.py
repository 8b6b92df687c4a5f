"""What two people do at one workstation, by keyboard: the first one's act, the second one's own password beside them."""

from teller_app.drawers.view import DrawerView
from teller_app.shell.second_sheet import SecondSheet
from teller_app.vault.view import VaultView
from tests.demo import bank as demo
from tests.journeys.staffing import Staffing


class Besiding(Staffing):
    """Moves at a vault, and at a till whose opening takes two signatures."""

    def send_to_bank(self, notes: int, second: str) -> str:
        """F3 and so many of the largest note out of the vault to the bank outside; what the window then asks the second person."""
        hand = self.hand
        view: VaultView = self._go("vault", VaultView)
        hand.until("the people", lambda: bool(view._model.state.people and view._model.state.stock))
        hand.press("F3")
        hand.until("the form", lambda: view.form.source.hasFocus())
        view.form.grid.focus_first()
        hand.type(str(notes))
        view._model.set_second(second)
        hand.press("F9")
        hand.until("the question", lambda: view.form.confirm_line.isVisible() and not view._model.state.busy)
        return view.form.confirm_line.accessibleName()

    def vault_moves(self) -> list[str]:
        """How the movements stand, newest first."""
        view: VaultView = self.room(VaultView)
        return [move.state.value for move in view._model.state.moves]

    def until_moved(self, states: list[str]) -> None:
        """Wait until they stand so."""
        self.hand.until(f"moves {states}", lambda: self.vault_moves() == states)

    def count_for_two(self, number: str) -> str:
        """The float of the drawer that two sign for, counted; what F9 offers then."""
        hand = self.hand
        hand.press("F8")
        view: DrawerView = self.room(DrawerView)
        model = view._model
        hand.until(number, lambda: any(one.number == number for one in model.state.free))
        model.choose(next(at for at, one in enumerate(model.state.free) if one.number == number))
        hand.until("the count", lambda: model.state.phase == "opening" and not hand.focus().isHidden())
        view.opening.count.grid.focus_first()
        self._count(demo.FLOAT)
        hand.press("F9")
        hand.until("the custodians", lambda: model.state.phase == "signing" and len(model.state.keepers) > 1)
        hand.until("the session", lambda: model.state.session is not None)
        return view.opening.result.go.accessibleName()

    def choose_custodian(self, user: str) -> str:
        """Who of them stands beside; what F9 offers then."""
        view: DrawerView = self.room(DrawerView)
        view.opening.signatures.who.chosen.emit(user)
        return view.opening.result.go.accessibleName()

    def until_signed(self) -> str:
        """Wait until the drawer is open; who signed it."""
        view: DrawerView = self.room(DrawerView)
        self.hand.until("the drawer open", lambda: view._model.state.phase == "open")
        assert view._model.state.session is not None
        return view._model.state.session.signed_by

    def say_yes(self, *passwords: str) -> list[str]:
        """F9, then what the person beside types, each until it is answered: who is asked, what about, and what is said of each try."""
        hand = self.hand
        hand.press("F9")
        hand.until("the sheet", lambda: self._second_sheet() is not None)
        sheet = self._second_sheet()
        assert sheet is not None
        said = [sheet.title.text(), sheet.act.text()]
        for typed in passwords:
            hand.until("the field", lambda: hand.focus() is sheet.password.edit)
            hand.type(typed)
            hand.press("Return")
            hand.until("an answer", lambda: self._second_sheet() is None or not (sheet.password.text() or sheet._busy))
            said.append("" if self._second_sheet() is None else sheet.error.accessibleName())
        return said

    def let_yes_be(self) -> str:
        """F9 and Escape; what the room says then."""
        hand = self.hand
        hand.press("F9")
        hand.until("the sheet", lambda: self._second_sheet() is not None)
        hand.press("Esc")
        view: VaultView = self.room(VaultView)
        hand.until("it let be", lambda: bool(view._model.state.problem) and self._second_sheet() is None)
        return view._model.state.problem

    def _second_sheet(self) -> SecondSheet | None:
        return next((sheet for sheet in self.app.window.findChildren(SecondSheet) if sheet.is_open), None)
