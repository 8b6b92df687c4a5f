"""What those who look after the staff do at their own windows, by keyboard."""

import time
from typing import Any

from teller_app.approvals.view import ApprovalsView
from teller_app.products.view import ProductsView
from teller_app.shell.code_sheet import CodeSheet
from teller_app.shell.work_page import WorkPage
from teller_app.staff.view import StaffView
from teller_app.staff.view_own import OwnView
from tests.demo import bank as demo
from tests.journeys.deciding import Deciding


class Staffing(Deciding):
    """Moves of an administrator, a manager and an auditor."""

    def work_as(self, username: str, password: str = demo.PASSWORD) -> str:
        """Type name and password; the step or the problem shown, empty once the frame is there and the line is up."""
        hand, door = self.hand, self.app.door
        hand.until("the sign-in", lambda: door.state.ready and not door.state.busy)
        panel = self.app.door_view.panel
        panel.username.edit.setFocus()
        hand.clear()
        hand.type(username)
        panel.password.edit.setFocus()
        hand.clear()
        hand.type(password)
        hand.press("Return")
        hand.until("an answer", lambda: bool(door.state.problem or door.state.step or self._page() is not None))
        if self._page() is None:
            return door.state.step or door.state.problem
        hand.until("the line", lambda: self.line_now() == "online")
        return ""

    def choose_password(self, password: str) -> str:
        """The step after a one-time secret: a password of one's own, twice."""
        hand, door = self.hand, self.app.door
        hand.type(password)
        hand.press("Tab")
        hand.type(password)
        hand.press("Return")
        hand.until("an answer", lambda: self._page() is not None or bool(door.state.problem))
        return "" if self._page() is not None else door.state.problem

    def _page(self) -> WorkPage | None:
        return self.app.window.work if isinstance(self.app.window.work, WorkPage) else None

    def line_now(self) -> str:
        """The connection of whoever is at work here."""
        page = self._page()
        return page.desk.state.line.state if page is not None else ""

    def until_desk(self, state: str) -> None:
        """Wait until the line is this, also where nobody has a counter."""
        self.hand.until(f"the line {state}", lambda: self.line_now() == state)

    def _staff(self) -> StaffView:
        view: StaffView = self.room(StaffView)
        return view

    def to_staff(self) -> int:
        """The room; how many people it shows once it knows them."""
        view: StaffView = self._go("staff", StaffView)
        state = view._model
        self.hand.until(
            "the people", lambda: bool(state.state.people and state.state.standing and state.state.trail.lines)
        )
        return len(state.state.people)

    def new_person(self, name: str, username: str, number: str) -> str:
        """Ctrl+N and everything typed; what the code is asked for."""
        hand, view = self.hand, self._staff()
        hand.press("Ctrl+N")
        hand.until("the sheet", lambda: view.sheet is not None and view.sheet.is_open)
        hand.type(name)
        for text in (username, number):
            hand.press("Tab")
            hand.type(text)
        # Phone and branch stay as they are; the first role is cashier.
        hand.press("Tab", "Tab", "Tab", "Space", "Return")
        return self.code_asked()

    def _code_sheet(self) -> CodeSheet | None:
        return next((sheet for sheet in self.app.window.findChildren(CodeSheet) if sheet.is_open), None)

    def code_asked(self) -> str:
        """Wait for the sheet that asks a code, and until it was sent; what is signed."""
        self.hand.until(
            "the code's sheet", lambda: (sheet := self._code_sheet()) is not None and bool(sheet._challenge)
        )
        sheet = self._code_sheet()
        assert sheet is not None
        return sheet.act.text()

    def type_code(self, code: str) -> None:
        """Six digits; the sheet goes and the act goes out."""
        self.hand.type(code)
        self.hand.until("the code taken", lambda: self._code_sheet() is None)

    def until_news(self, notice: str) -> None:
        """Wait until the room says this; the sheet is gone then."""
        view = self._staff()
        self.hand.until(f"the news {notice}", lambda: view._model.state.notice == notice and view.sheet is None)

    def until_person(self, username: str, state: str) -> None:
        """Wait until somebody stands so, and select them."""
        view = self._staff()

        def stands() -> bool:
            found = [one for one in view._model.state.people if one.username == username]
            if not found:
                return False
            view.people.table.select_key(found[0].user)
            return view._model.state.state_of(found[0]) == state

        self.hand.until(f"{username} {state}", stands)

    def draw_secret(self) -> str:
        """F9 on the selected person; the secret as it is shown, which is then put away."""
        view = self._staff()
        self.hand.press("F9")
        self.hand.until("the secret", lambda: view.secret is not None and view.secret.is_open)
        assert view.secret is not None
        secret = view.secret.shown.text()
        self.hand.press("Return")
        self.hand.until("it put away", lambda: view.secret is None)
        return secret

    def asked_lines(self) -> list[str]:
        """What the decider is shown of the chosen request's content."""
        view: ApprovalsView = self.room(ApprovalsView)
        return [f"{line.title} {line.figure}" for line in view.detail.asked.lines]

    def ask_fee(self, product: str, amount: str) -> str:
        """Another fee for a withdrawal, typed and asked for; what the room says once the change waits."""
        hand, view = self.hand, self._go("products", ProductsView)
        state = lambda: view._model.state  # noqa: E731 - read anew each time
        hand.until("the products", lambda: any(row.product == product for row in state().rows))
        view.table.select_key(product)
        hand.until(product, lambda: state().chosen.product == product and not view.why_off("change"))
        hand.press("F6")
        fee = view.form.fields["withdrawal_fee"].edit
        hand.until("the form", lambda: view.form.fields["name"].edit.hasFocus())
        hand.press("Tab", "Tab", "Tab")
        hand.until("the fee", fee.hasFocus)
        hand.clear()
        hand.type(amount)
        hand.press("F9")
        hand.until("it waiting", lambda: state().chosen.request is not None and view.waits.isVisible())
        return str(view.waits.accessibleName())

    def until_fee(self, product: str, minor: int) -> str:
        """Wait until the product costs so much and nothing waits about it; its line as it is read."""
        view: ProductsView = self.room(ProductsView)

        def stands() -> bool:
            row = next(row for row in view._model.state.rows if row.product == product)
            return row.terms.withdrawal_fee == minor and row.request is None

        self.hand.until(f"{product} at {minor}", stands)
        return str(view.facts.accessibleDescription())

    def revoke(self, name: str, reason: str) -> float:
        """F6 on a workstation; when Enter was pressed."""
        hand, view = self.hand, self._staff()
        hand.until(name, lambda: any(one.name == name for one in view._model.state.devices))
        view.devices.table.select_key(next(one.device for one in view._model.state.devices if one.name == name))
        hand.press("F6")
        hand.until("the sheet", lambda: view.sheet is not None and view.sheet.is_open)
        hand.type(reason)
        at = time.time()
        hand.press("Return")
        return at

    def disable(self, username: str, reason: str) -> None:
        """Ctrl+D on a person, why, Enter; until they have left in the list."""
        hand, view = self.hand, self._staff()
        view.people.table.select_key(next(one.user for one in view._model.state.people if one.username == username))
        hand.press("Ctrl+D")
        hand.until("the sheet", lambda: view.sheet is not None and view.sheet.is_open)
        hand.type(reason)
        hand.press("Return")
        self.until_person(username, "left")

    def to_own_phone(self) -> str:
        """My sign-ins, once a phone waits there; what is said of it."""
        view: OwnView = self._go("own", OwnView)
        self.hand.until("a phone that waits", lambda: view.noted.isVisible())
        return view.noted.accessibleName()

    def confirm_phone(self) -> str:
        """F7; what the code is asked for."""
        self.hand.press("F7")
        return self.code_asked()

    def until_own(self, notice: str) -> str:
        """Wait until My sign-ins has told this; how codes come now."""
        view: OwnView = self.room(OwnView)
        self.hand.until(f"the news {notice}", lambda: view._model.state.notice == notice and not view.noted.isVisible())
        return view._model.state.way

    def until_out(self) -> float:
        """Wait until this window asks for the password; when it did."""
        self.hand.until("out", lambda: self.app.window.locked)
        return time.time()

    def filter_trail(self, text: str) -> list[list[str]]:
        """F7 and words; kind and maker of each line that is left."""
        view = self._staff()
        self.hand.press("F7")
        self.hand.type(text)
        trail = view._model.trail
        self.hand.until("the lines", lambda: trail.state.text == text and not trail.state.loading)
        return [[line.kind, line.made_by_name] for line in trail.state.lines if not hasattr(line, "n")]

    def verify_chain(self) -> list[Any]:
        """F8; how it ended and how many entries were walked."""
        trail = self._staff()._model.trail
        self.hand.press("F8")
        self.hand.until("a verdict", lambda: trail.state.check.state in ("whole", "broken", "failed"))
        return [trail.state.check.state, trail.state.check.upto, trail.state.check.bad]

    def export_trail(self, path: str) -> str:
        """Ctrl+E and the file's name into the dialogue; where the room says that it lies."""
        view = self._staff()
        self.hand.press("Ctrl+E")
        self.hand.until(
            "the file's name", lambda: type(self.hand.focus()).__name__ != "NoneType" and self._names_file()
        )
        self.hand.clear()
        self.hand.type(path)
        self.hand.press("Return")
        self.hand.until(
            "the extract", lambda: bool(view._model.trail.state.exported or view._model.trail.state.problem)
        )
        return view._model.trail.state.exported

    def _names_file(self) -> bool:
        focused = self.hand.focus()
        return focused.window() is not self.app.window and bool(focused.objectName())
