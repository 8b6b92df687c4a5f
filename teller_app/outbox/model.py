"""The list of what is not booked: what is a problem stands first, then what waits, in the order it is sent. No Qt."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import msgspec

from contract import paths
from contract.base import UNREADABLE
from contract.customers import CustomerFact, MandateFact
from contract.hands import SignedHand
from contract.ink import name_of
from contract.ledger import Transfer, Withdraw
from contract.outbox import RECEIPTS_MAX, AskManager, Outlook
from teller_app.glass.hands_beside import Compared, Today
from teller_app.manifest import Kept, Line, Port
from teller_app.outbox.state import ALL, PROBLEMS, OutboxState, Subject
from teller_app.room_model import RoomModel

type Signatories = Callable[[Any, str], tuple[CustomerFact | None, MandateFact | None]]
TOPICS = frozenset({"outbox", "account", "customer"})


class OutboxModel(RoomModel[OutboxState]):
    """See the module. ``subject`` finds number and holder of an account in the replica, ``print_list`` prints what is shown.

    ``standing`` is how an account stands there apart from its money, as one value that is another where that is another;
    ``open_account`` goes to where it is served, ``signatories`` are an account's holder and mandate.
    """

    def __init__(
        self,
        port: Port,
        subject: Callable[[Any, str], Subject | None],
        print_list: Callable[[OutboxState], None] = lambda state: None,
        standing: Callable[[Any, str], str] = lambda conn, account: "",
        open_account: Callable[[str], None] = lambda account: None,
        signatories: Signatories = lambda conn, account: (None, None),
    ) -> None:
        super().__init__(port, OutboxState(line=port.line))
        self._subject = subject
        self._print = print_list
        self._standing, self._open, self._signatories = standing, open_account, signatories
        self._before: dict[str, str] = {}
        self._there = port.line.state != "offline"
        self._looking = self._look_again = False
        self._listen(TOPICS)
        port.on_line(self._follow_line)

    def _follow_line(self, line: Line) -> None:
        """Another outage begins its own count; what the last one brought is read until then."""
        was, self._there = self._there, line.state != "offline"
        if was and not self._there:
            self._before = {}
            self._set(booked=(), lost_at=line.synced_at, back_at="", changed=0)
            self.refresh()
        elif line.online and self.state.lost_at and not self.state.back_at:
            self._set(back_at=line.synced_at)
        self._look()

    def refresh(self) -> None:
        """Look at the outbox again."""
        rows = self._port.kept()
        accounts = {row.account for row in rows if row.account}
        followed = accounts | self._before.keys()

        def ask(conn: Any) -> tuple[dict[str, Subject], dict[str, str]]:
            found = ((account, self._subject(conn, account)) for account in accounts)
            subjects = {account: subject for account, subject in found if subject is not None}
            return subjects, {account: self._standing(conn, account) for account in followed}

        self._port.query(ask, lambda found: self._refreshed(rows, *found))

    def _compare(self, standings: dict[str, str]) -> int:
        """Without the line nothing in the replica changes: what stands there then is what the counter went by."""
        if not self._there:
            self._before = {**standings, **self._before}
        return sum(standings.get(account, before) != before for account, before in self._before.items())

    def _refreshed(self, rows: tuple[Kept, ...], subjects: dict[str, Subject], standings: dict[str, str]) -> None:
        left = {row.command_id for row in rows}
        # What waits goes out and is put away by nobody: where it is gone, the bank has it.
        taken = tuple(row for row in (*self.state.waiting, *self.state.back) if row.command_id not in left)
        changed = self._compare(standings)
        self._keep_choice(rows=rows, subjects=subjects, booked=self.state.booked + taken, changed=changed)
        self._look()

    def _keep_choice(self, **changes: Any) -> None:
        """Problems first; the choice stays with its row and never slides to a neighbour."""
        chosen, before = self.state.chosen, self.state.shown
        state = replace(self.state, **changes)
        ordered = tuple(sorted(state.rows, key=lambda row: not state.is_problem(row)))
        state = replace(state, rows=ordered)
        places = [at for at, row in enumerate(state.shown) if chosen and row.command_id == chosen.command_id]
        # Where the chosen one is gone, nothing is chosen: the next key must not mean its neighbour.
        index = places[0] if places else (-1 if before else 0)
        self._set(**{**changes, "rows": ordered}, index=index, asking=self.state.asking and bool(places))

    # -- looking before sending ----------------------------------------------------------------------------------

    def _look(self) -> None:
        """Ask what would become of what is held back, as of now: what the bank changed meanwhile counts."""
        if not (self.state.back and self.state.line.online):
            if self.state.expected or self.state.drawers or self.state.look_problem:
                self._keep_choice(expected={}, drawers=(), look_problem="")
            return
        self._look_again = self._looking
        if not self._looking:
            self._looking = True
            self._port.outlook(self._looked)

    def _looked(self, commands: tuple[str, ...], body: bytes | None, code: str) -> None:
        self._looking = False
        if self._look_again:
            self._look()
            return
        try:
            found = msgspec.json.decode(body, type=Outlook) if body is not None else None
        except UNREADABLE:
            found, code = None, "server_fault"
        if found is None:
            self._keep_choice(expected={}, drawers=(), look_problem=code)
        elif self.state.back:
            expected = dict(zip(commands, found.rows, strict=False))
            self._keep_choice(expected=expected, drawers=found.drawers, look_problem="")

    def look(self) -> bool:
        """F5: try again."""
        self._look()
        return bool(self.state.back)

    def hold_one(self) -> bool:
        """F4: the chosen one is not sent yet, nor what stands behind it: nothing overtakes it."""
        row = self.state.chosen
        if row is None or not self.state.can_hold:
            return False
        self._port.hold_back(row.command_id)
        return True

    def hold_all(self) -> bool:
        """Ctrl+H: nothing is sent until somebody has looked."""
        if not any(row.state == "queued" for row in self.state.rows):
            return False
        self._port.hold_back()
        return True

    def ask_manager(self) -> bool:
        """F10: those who decide at the branch are told that somebody wants them to look at the problems first."""
        asked = self.state.problems or self.state.back
        if not asked or not self.state.line.online:
            return False
        receipts = tuple(row.receipt for row in asked if row.receipt)[:RECEIPTS_MAX]

        def told(body: bytes | None, code: str) -> None:
            if body is None:
                self._notify(f"error.{code}", {}, "neg")
            else:
                self._notify("manager_asked", {"n": len(asked)}, "info")

        self._port.post(paths.OUTLOOK_MANAGER, AskManager(count=len(asked), receipts=receipts), told)
        return True

    def print_list(self) -> bool:
        """Ctrl+P: what is shown, on paper."""
        if self.state.shown:
            self._print(self.state)
        return bool(self.state.shown)

    def compare(self) -> bool:
        """Ctrl+I: what was signed beneath the chosen one, which lies here and nowhere else, beside the specimens. False where nothing was."""
        row = self.state.chosen
        said = next((one.command for one in self._port.waiting() if row and one.command_id == row.command_id), None)
        if row is None or not isinstance(said, Withdraw | Transfer):
            return False
        drawn = [("", said.ink), *((hand.name, hand.ink) for hand in said.hands)]
        hands = tuple(SignedHand(name=name, file=name_of(ink)) for name, ink in drawn if ink)
        today = Today(hands, said.unsigned.value if said.unsigned else "", row.at)
        strokes = tuple(ink for _, ink in drawn if ink)

        def found(known: tuple[CustomerFact | None, MandateFact | None]) -> None:
            self._set(comparing=Compared(row.command_id, *known, today, strokes))

        self._port.query(lambda conn: self._signatories(conn, row.account), found)
        return True

    def leave_compare(self) -> None:
        """Esc."""
        self._set(comparing=None)

    # -- the list ------------------------------------------------------------------------------------------------

    def choose(self, index: int) -> None:
        """Select a row."""
        if index != self.state.index:
            self._set(index=index, asking=False)

    def open_account(self) -> bool:
        """Enter: the chosen one's account, where it is served. False where this reader does not know it."""
        row = self.state.chosen
        if row is None or row.account not in self.state.subjects:
            return False
        self._open(row.account)
        return True

    def show(self, which: str) -> None:
        """All, only problems, or what will be booked."""
        if which != self.state.show:
            self._set(show=which, index=0, asking=False)

    def toggle_problems(self) -> None:
        """F6: only problems, or everything."""
        self.show(ALL if self.state.show == PROBLEMS else PROBLEMS)

    def send(self) -> bool:
        """F9: what is held back goes out, in its order; where nothing is, the chosen one that was not taken goes out once more, the
        same bytes. Either is booked once at most."""
        back = self.state.back
        if back:
            self._port.let_go()
            self._notify("let_go", {"n": len(back)}, "info")
            return True
        return self.send_again()

    def send_again(self) -> bool:
        """The chosen one, which the server did not take, once more."""
        row = self.state.chosen
        if row is None or not self.state.can_send:
            return False
        self._port.send_again(row.command_id)
        self._notify("sent_again", {"receipt": row.receipt or "-"}, "info")
        return True

    def ask_put_away(self) -> bool:
        """Ctrl+D: it is asked first, because it leaves the list."""
        if self.state.can_put_away:
            self._set(asking=True)
        return self.state.asking

    def put_away(self, yes: bool) -> None:
        """The answer."""
        row = self.state.chosen
        asked = self.state.asking
        self._set(asking=False)
        if yes and asked and row is not None and row.may_put_away:
            self._port.put_away(row.command_id)
            self._notify("put_away", {"receipt": row.receipt or "-"}, "info")
