"""One cashier's whole day by keyboard: sign in, count the drawer, serve, lose the server, count blind, close, print."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from contract.money import CURRENCIES
from teller_app.build import App
from teller_app.counter.view import CounterView
from teller_app.drawers.view import DrawerView
from teller_app.glass.paper_preview import PaperPreview
from tests.demo import bank as demo
from tests.demo.fingers import Fingers, rest
from tests.demo.stage import Stage

FACES = [item.face for item in CURRENCIES["GHS"].denominations]


@dataclass
class Day:
    """Plays the day on a stage and keeps a log of what it saw."""

    stage: Stage
    app: App
    out: Path
    say: Callable[[str], None]
    took: list[tuple[str, float]] = field(default_factory=list)
    cash: dict[str, int] = field(default_factory=lambda: dict(demo.FLOAT))

    def __post_init__(self) -> None:
        self.hand = Fingers(self.app.window, self.out / "screens")

    # -- seeing --------------------------------------------------------------------------------------------------

    def room(self, kind: type[Any]) -> Any:
        """The view of a room, to read what it shows."""
        found = self.app.window.findChildren(kind)
        if not found:
            raise RuntimeError(f"no {kind.__name__}")
        return found[-1]

    @property
    def counter(self) -> CounterView:
        view: CounterView = self.room(CounterView)
        return view

    def step(self, words: str, act: Callable[[], None]) -> None:
        """Do one step, say it, time it."""
        begun = time.perf_counter()
        act()
        took = time.perf_counter() - begun
        self.took.append((words, took))
        self.say(f"{took:6.2f} s  {words}")

    def states(self) -> list[str]:
        """The states in today's journal, newest first."""
        state = self.counter._model.state
        return [row.state for row in state.journal if row.kind in ("deposit", "withdraw", "transfer")]

    # -- the day -------------------------------------------------------------------------------------------------

    def play(self) -> None:
        """From sign-in to the slip."""
        self.step("Efua signs in", self.sign_in)
        self.step("counts the float and opens drawer 01", self.open_drawer)
        self.step(
            "a deposit of 480.00 with change given",
            lambda: self.deposit("000003", "480", {"20000": 2, "10000": 1}, {"2000": 1}, still="counter-deposit"),
        )
        self.step("a withdrawal of 120.00", lambda: self.withdraw("000003", "120", {"10000": 1, "2000": 1}))
        self.step("nine more deposits", self.more)
        self.step("a transfer of 50.00", self.transfer)
        self.step("the server dies; three deposits queue, each with a PROVISIONAL receipt", self.outage)
        self.step("the server is back: everything is sent in order, once", self.back)
        self.step("the blind count, five cedis short, is within tolerance: closed, slip printed", self.count)

    def sign_in(self) -> None:
        hand = self.hand
        hand.until("the sign-in", lambda: self.app.door.state.ready)
        hand.shot("sign-in")
        # The caret stands in the first empty field, as it does for a person.
        hand.type("efua")
        hand.press("Tab")
        hand.type(demo.PASSWORD)
        hand.press("Return")
        hand.until("the counter", lambda: bool(self.app.window.findChildren(CounterView)))
        hand.until("the line", lambda: self.counter._model.state.line.state == "online")
        hand.shot("counter-empty")

    def open_drawer(self) -> None:
        hand = self.hand
        hand.press("F8")
        view: DrawerView = self.room(DrawerView)
        hand.until("a drawer to take", lambda: bool(view._model.state.drawers))
        hand.shot("drawer-choose")
        hand.press("Return")
        hand.until("the count", lambda: view._model.state.phase == "opening")
        self._count(demo.FLOAT)
        hand.shot("drawer-opening")
        hand.press("F9")
        hand.until("the drawer open", lambda: view._model.state.phase == "opened")
        hand.shot("drawer-opened")
        hand.press("F9")
        hand.until("the session", lambda: view._model.state.phase == "open")
        hand.press("F2")
        hand.until("the counter's drawer", lambda: self.counter._model.state.session is not None)

    def _count(self, pieces: dict[str, int]) -> None:
        """Every denomination in order, Enter after each; the first has the focus already."""
        for face in FACES:
            count = pieces.get(face, 0)
            self.hand.type(str(count))
            self.hand.press("Return")

    def _find(self, number: str) -> None:
        hand, model = self.hand, self.counter._model
        # Nobody has typed the next form before the last one is on the disk and off the screen; F9 would mean the last one still.
        hand.until("the form free", lambda: not model.state.busy)
        hand.press("F2")
        hand.clear()
        hand.type(number)
        hand.until(f"customer {number}", lambda: any(hit.customer.number == number for hit in model.state.hits[:1]))
        hand.press("Return")

        def there() -> bool:
            found = model.state.customer
            return found is not None and found.number == number and model.state.account is not None

        hand.until(f"{number} in the form", there)

    def _cash(self, pieces: dict[str, int]) -> None:
        self.hand.press("F6")
        for face in FACES:
            if not any(pieces.get(rest) for rest in FACES[FACES.index(face) :]):
                break
            if pieces.get(face):
                self.hand.type(str(pieces[face]))
            self.hand.press("Return")

    def deposit(
        self, number: str, amount: str, received: dict[str, int], given: dict[str, int] | None = None, still: str = ""
    ) -> None:
        """Cash in; ``still`` names a picture of the form before it is sent."""
        hand = self.hand
        before = len(self.states())
        self._find(number)
        hand.press("F3")
        hand.type(amount)
        self._cash(received)
        if still:
            hand.shot(still)
        hand.press("F9")
        hand.until("the posting", lambda: len(self.states()) > before)
        self._move(received, given or {})

    def withdraw(self, number: str, amount: str, given: dict[str, int]) -> None:
        hand = self.hand
        before = len(self.states())
        self._find(number)
        hand.press("F4")
        hand.type(amount)
        hand.shot("counter-withdraw")
        self._post()
        hand.until("the withdrawal", lambda: len(self.states()) > before and self.states()[0] == "completed")
        self._move({}, given)

    def _post(self) -> None:
        """F9; where several sign for the account, they have done so on paper."""
        hand, model = self.hand, self.counter._model
        hand.press("F9")
        if model.state.signing:
            hand.until("the pad", lambda: self.counter.sign is not None and self.counter.sign.is_open)
            hand.press("F6")

    def _move(self, received: dict[str, int], given: dict[str, int]) -> None:
        for face, count in received.items():
            self.cash[face] = self.cash.get(face, 0) + count
        for face, count in given.items():
            self.cash[face] = self.cash.get(face, 0) - count

    def more(self) -> None:
        for n in range(4, 13):
            self.deposit(f"{n:06d}", "300", {"10000": 3})
        self.hand.until("all settled", lambda: set(self.states()) == {"completed"})

    def transfer(self) -> None:
        hand = self.hand
        before = len(self.states())
        self._find("000005")
        target = self.counter._model.state.accounts[0].number
        self._find("000003")
        self.mini_statement()
        hand.press("F5")
        hand.type("50")
        hand.press("F6")
        hand.type(target)
        hand.until("the target", lambda: self.counter._model.state.form.target is not None)
        hand.shot("counter-transfer")
        self._post()
        hand.until("the transfer", lambda: len(self.states()) > before and self.states()[0] == "completed")

    def mini_statement(self) -> None:
        """The newest entries over what is being typed, by the real server."""
        hand = self.hand
        hand.press("Ctrl+M")
        hand.until("the entries", lambda: (seen := self.counter._model.state.mini) is not None and bool(seen.entries))
        hand.shot("counter-mini")
        hand.press("Esc")
        hand.until("the counter again", lambda: self.counter._model.state.mini is None)

    def outage(self) -> None:
        hand = self.hand
        self.stage.kill()
        hand.until("offline", lambda: self.counter._model.state.line.state == "offline")
        for n in (14, 15, 16):
            self.deposit(f"{n:06d}", "200", {"20000": 1})
        hand.until("three queued", lambda: self.states()[:3] == ["queued"] * 3)
        hand.shot("counter-offline")

    def back(self) -> None:
        self.stage.serve()
        self.hand.until("everything booked", lambda: set(self.states()) == {"completed"})
        self.hand.shot("counter-back-online")

    def count(self) -> None:
        hand = self.hand
        hand.press("F8")
        view: DrawerView = self.room(DrawerView)
        hand.until("the open drawer", lambda: view._model.state.phase == "open")
        hand.shot("drawer-open")
        hand.press("F9")
        hand.until("the blind count", lambda: view._model.state.phase == "counting")
        short = dict(self.cash)
        short["500"] -= 1
        self._count(short)
        hand.shot("drawer-blind-count")
        hand.press("F9")
        hand.until(
            "the reconciliation",
            lambda: view._model.state.phase == "reconcile" and view._model.state.reconciliation is not None,
        )
        self._focus_reason(view)
        hand.type("One note of five short, seen at the recount")
        hand.shot("drawer-reconcile")
        hand.press("F9")
        hand.until("the close", lambda: view._model.state.phase == "closed")
        hand.press("Ctrl+P")
        papers = self.app.settings.papers
        hand.until(
            "the slip on paper",
            lambda: any("slip" in path.name.lower() or "econc" in path.name for path in papers.glob("*.pdf")),
        )
        hand.until(
            "the slip on the screen", lambda: any(shown.page for shown in self.app.window.findChildren(PaperPreview))
        )
        rest(400)
        hand.shot("slip-preview")
        hand.press("Esc")

    def _focus_reason(self, view: DrawerView) -> None:
        """Tab to the reason, as a person would."""
        for _ in range(40):
            if "eason" in (self.hand.focus().accessibleName() or ""):
                return
            self.hand.press("Tab")
        raise RuntimeError("the reason cannot be reached with Tab")
