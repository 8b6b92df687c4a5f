"""What somebody does at a workstation that the bank does not know, by keyboard, and what both screens show meanwhile."""

from typing import Any

from teller_app.approvals.view import ApprovalsView
from teller_app.sign_in.model import CODE, MANAGER, MANAGER_CODE
from tests.journeys.staffing import Staffing


class Newcoming(Staffing):
    """From the unknown workstation's sign-in to the rooms."""

    def _step(self, step: str) -> Any:
        door = self.app.door
        self.hand.until(f"the step {step}", lambda: door.state.step == step and not door.state.busy)
        return self.app.door_view.steps[step]

    def ask_in(self) -> None:
        """F5 at the sign-in that said that the bank does not know this workstation."""
        self.hand.press("F5")
        self._step(CODE)

    def type_door_code(self, code: str) -> None:
        """The six digits of one's own phone."""
        self._step(CODE)
        self.hand.type(code)
        self._step(MANAGER)

    def words_here(self) -> list[str]:
        """The words to compare, as they stand at the newcomer."""
        return list(self._step(MANAGER).words.words())

    def words_there(self) -> list[str]:
        """The words to compare, as the chosen request shows them to who decides."""
        view: ApprovalsView = self.room(ApprovalsView)
        self.hand.until("the words", lambda: view.detail.compare.isVisible())
        return list(view.detail.compare.words())

    def asked(self) -> list[list[str]]:
        """Who is asked and how far it got, once anybody is."""
        panel = self._step(MANAGER)
        self.hand.until("somebody asked", lambda: not panel.asked.rows[0].isHidden())
        return [[row.accessibleName(), row.accessibleDescription()] for row in panel.asked.rows if not row.isHidden()]

    def until_seen(self) -> str:
        """Wait until it lies before a manager; who that is."""
        waiting = lambda: self.app.door.state.waiting  # noqa: E731 - asked again each time
        self.hand.until("seen", lambda: any(one.seen_at for one in waiting().asked))
        return next(one.full_name for one in waiting().asked if one.seen_at)

    def remind(self) -> None:
        """Enter; wait until it was taken."""
        self._step(MANAGER)
        self.hand.press("Return")
        self.hand.until("reminded", lambda: self.app.door.state.waiting.remind_s > 0)

    def ask_manager_code(self) -> list[str]:
        """F5; the words that stand beside the code's boxes."""
        self._step(MANAGER)
        self.hand.press("F5")
        return list(self._step(MANAGER_CODE).compare.words())

    def until_in(self, code: str = "") -> None:
        """Type a manager's code, if one is given; wait for the rooms."""
        if code:
            self.hand.type(code)
        self.hand.until("the rooms", lambda: self._page() is not None)
        self.hand.until("the line", lambda: self.line_now() == "online")

    def turned_away(self) -> list[str]:
        """Wait until nobody waits any more; why, and what was said."""
        door = self.app.door
        self.hand.until("an end", lambda: not door.state.step and bool(door.state.problem))
        return [door.state.problem, str(door.state.problem_params.get("reason", ""))]

    def picture(self, path: str) -> None:
        """What the window shows now, into a file."""
        self.app.window.grab().save(path)
