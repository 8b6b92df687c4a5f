"""A walk through every screen: the cashier's day of the demonstration, with the stops that a day does not need."""

from PySide6.QtTest import QTest

from teller_app.approvals.view import ApprovalsView
from teller_app.journal.view import JournalView
from tests.demo import bank as demo
from tests.demo.day import Day
from tests.demo.fingers import Stuck

TOAST_GONE_MS = 160
SETTLED_MS = 350
"""Layers slide and fade; their picture is taken when they stand."""
SOUGHT = "de"
"""Letters of a customer, of a command and of a receipt."""


class Walk(Day):
    """``everything`` leaves the pictures; each stop presses the keys that a person would."""

    def everything(self) -> None:
        """From the sign-in to the manager's list."""
        self.sign_in()
        self.open_drawer()
        self.more()
        self.hand.shot("toasts")
        self.hand.tidy = self._without_toasts
        self.deposit("000003", "480", {"20000": 2, "10000": 1}, {"2000": 1}, still="counter-deposit")
        self.withdraw("000003", "120", {"10000": 1, "2000": 1})
        self.hand.until("all settled", lambda: set(self.states()) == {"completed"})
        self.layers()
        self.reversal()
        self.lock()
        self.transfer()
        self.outage()
        self.still_waiting("offline-palette", "Ctrl+K")
        self.still_waiting("offline-sign-out", "Ctrl+Q")
        self.hand.press("Ctrl+Shift+H")
        self.still("outbox")
        self.hand.press("F2")
        self.back()
        self.count()
        self.still("drawer-closed")
        self.request()
        self.sign_out()
        self.approvals()

    def _without_toasts(self) -> None:
        """They have a picture of their own, and lie over others for as long as a person needs to read them."""
        self.app.window.toasts.clear()
        QTest.qWait(TOAST_GONE_MS)

    def still(self, name: str) -> None:
        """A picture once nothing moves."""
        QTest.qWait(SETTLED_MS)
        self.hand.shot(name)

    def layers(self) -> None:
        """What floats above the counter: palette, help, notices."""
        for key, name in (("Ctrl+K", "palette"), ("F1", "help"), ("Alt+N", "notices"), ("Ctrl+,", "appearance")):
            self.still_waiting(name, key)
        self.hand.press("Ctrl+K")
        self.hand.type(SOUGHT)
        self.still("palette-found")
        self.hand.press("Esc")
        QTest.qWait(SETTLED_MS)

    def still_waiting(self, name: str, key: str) -> None:
        """A layer by its key; Esc takes it away."""
        self.hand.press(key)
        self.still(name)
        self.hand.press("Esc")
        QTest.qWait(SETTLED_MS)

    def request(self) -> None:
        """The transfer shall be taken back: no notes change hands, so it can be asked for without a drawer."""
        hand = self.hand
        hand.press("F7")
        view: JournalView = self.room(JournalView)
        model = view._model
        hand.until("the journal", lambda: model.state.chosen is not None)
        self._choose("transfer", view)
        hand.press("F6")
        hand.until("the reason", lambda: model.state.reversing)
        hand.type("Credited to the neighbour's account")
        hand.press("F9")
        hand.until("the request sent", lambda: not model.state.reversing)
        self.still("journal-requested")

    def reversal(self) -> None:
        """The journal, and the reason asked for; not sent, because a drawer with an open request cannot be counted."""
        hand = self.hand
        hand.press("F7")
        view: JournalView = self.room(JournalView)
        hand.until("the journal", lambda: view._model.state.chosen is not None)
        self._choose("deposit", view)
        self.still("journal")
        hand.press("F6")
        hand.until("the reason", lambda: view._model.state.reversing)
        hand.type("Counted twice at the counter")
        self.still("reversal")
        hand.press("Esc")
        hand.until("the question dropped", lambda: not view._model.state.reversing)
        QTest.qWait(SETTLED_MS)
        hand.press("F2")

    def _choose(self, kind: str, view: JournalView) -> None:
        """The newest row of a kind, by the arrows."""
        self.hand.press("Home")
        for _ in range(20):
            chosen = view._model.state.chosen
            if chosen is not None and chosen.kind == kind:
                return
            self.hand.press("Down")
        raise Stuck(f"no {kind} in the journal")

    def lock(self) -> None:
        """Covered, and opened again by the password."""
        hand = self.hand
        hand.press("F12")
        hand.until("the lock", lambda: self.app.window.locked)
        self.still("lock")
        hand.type(demo.PASSWORD)
        hand.press("Return")
        hand.until("the counter again", lambda: not self.app.window.locked)

    def sign_out(self) -> None:
        """Efua goes; the dialog says what stays behind."""
        hand = self.hand
        hand.press("Ctrl+Q")
        self.still("sign-out")
        for _ in range(6):
            if self.app.window.work is None:
                break
            if "out" in (hand.focus().accessibleName() or "").lower():
                hand.press("Return")
                QTest.qWait(SETTLED_MS)
            else:
                hand.press("Tab")
        hand.until("the sign-in", lambda: self.app.window.work is None and self.app.door.state.ready)

    def approvals(self) -> None:
        """The manager's list with one open request, and what it looks like once it is decided."""
        hand = self.hand
        if hand.focus().accessibleName() and self.app.door.state.username:
            self.other_person()
        hand.type("hajara")
        hand.press("Tab")
        hand.type(demo.PASSWORD)
        hand.press("Return")
        hand.until("the manager's rooms", lambda: self.app.window.work is not None)
        self.go_to_approvals()
        view: ApprovalsView = self.room(ApprovalsView)
        # A first sign-in on this workstation brings a snapshot; before it there is nothing to see.
        hand.until("the open request", lambda: view._model.state.chosen is not None)
        self.still("approvals-request")
        hand.press("Return")
        hand.type("The holder signed the slip")
        self.still("approvals-reason")
        hand.press("Ctrl+Return")
        hand.until("the decision", lambda: not any(row.state == "awaiting" for row in view._model.state.requests))
        self.still("approvals-decided")

    def other_person(self) -> None:
        """Back to the field of the name, and it is empty."""
        self.hand.press("Shift+Tab")
        self.hand.clear()

    def go_to_approvals(self) -> None:
        """The place is found by trying the keys of the sidebar."""
        for number in (*range(1, 10), 0):
            self.hand.press(f"Ctrl+{number}")
            if any(view.isVisible() for view in self.app.window.findChildren(ApprovalsView)):
                return
        raise Stuck("no key leads to the approvals")
