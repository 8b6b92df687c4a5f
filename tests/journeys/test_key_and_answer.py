"""kill -9 between the key and the answer, of the server and of the app, wherever cash changes hands or somebody decides about it.

Each time: the person is told what is on its way, the same thing is not done twice and not left out, and the keyboard goes on.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle
from typing import Any

import pytest
from sqlalchemy import select

from server.advances.tables import advances
from server.approvals.tables import requests
from server.db.engine import open_engine
from server.drawers.tables import sessions
from server.ledger.tables import transactions
from server.vault.tables import cash_transfers
from tests.demo import bank as demo
from tests.journeys.street import Street
from tests.journeys.window import Window, WindowDied
from tests.support.processes import CRASHED

pytestmark = pytest.mark.journey
ACCOUNT, BAG, PAID, BACK = "000003", {"20000": 2}, {"10000": 1}, {"2000": 1}
TOLD = "Kept here, not answered yet"
AT_SERVER = ("writer.before_commit", "writer.after_commit", "door.before_reply")
AT_APP = ("outbox.after_put", "sender.before_send", "sender.after_send")
Kill = Callable[[Window, str], None]


@dataclass
class Plug:
    """Pulls the server's plug, or the workstation's, right behind a key."""

    street: Street
    points: Iterator[str]

    def server(self, window: Window, key: str) -> None:
        """A server that will die is there when the key is pressed, and one that lives is there afterwards."""
        street = self.street
        assert street.server is not None
        point = next(self.points)
        street.server.kill()
        self._line(window, point)
        window.do("press", key)
        assert street.server.wait_exit() == CRASHED
        window.do("until_line", "offline")
        self._look(window, booked=point != "writer.before_commit")
        self._line(window)
        after = window.do("until_free")
        assert (after["problem"], TOLD in after["said"], after["here"]) == ("", False, True), after
        assert street.differences() == []

    def _look(self, window: Window, booked: bool) -> None:
        """What was booked may have come by the feed before the line went; what was not is told to be on its way."""
        seen = window.do("standing")
        if seen["room"] == "counter":
            # The form is free for the next customer; the journal says how far the posting is. Against a permit it is the
            # transaction that was asked about, and is being paid until it is booked.
            assert window.do("states")[0] in ("sending", "queued", "pending", "paying", *(["completed"] * booked))
        else:
            assert seen["busy"] == (TOLD in seen["said"]), seen
            assert seen["busy"] or booked, seen

    def _line(self, window: Window, arm: str = "") -> None:
        """A server, and this window at it."""
        window.do("until_line", "offline")
        self.street.serve(arm=arm)
        window.do("until_line", "online")

    def app(self, window: Window, key: str) -> None:
        """The app dies behind the key; its person starts it again and signs in."""
        for one in self.street.windows.values():
            one.do("hurry")
        window.do("arm", next(self.points))
        with pytest.raises(WindowDied, match=str(CRASHED)):
            window.do("press", key)
            window.do("until_line", "gone with the app")
        name = next(name for name, one in self.street.windows.items() if one is window)
        window.start()
        assert window.do("sign_in_as", name) == ""
        window.do("until_sent")
        assert self.street.differences() == []


def rows(street: Street, *columns: Any) -> list[Any]:
    engine = open_engine(street.settings.url)
    with engine.connect() as conn:
        found = sorted(tuple(row) for row in conn.execute(select(*columns)))
    engine.dispose()
    return found


def counter(kill: Kill, efua: Window) -> None:
    efua.do("deposit", ACCOUNT, "10000", {"20000": 50})
    efua.do("begin_withdraw", ACCOUNT, "120")
    kill(efua, "F9")
    efua.do("until_states", ["completed"] * 2)


def vault(kill: Kill, efua: Window, kojo: Window, hajara: Window) -> None:
    """From the drawer to the vault: sent, counted there, confirmed by a second person."""
    efua.do("begin_send", BAG)
    kill(efua, "F9")
    hajara.do("begin_receive", BAG, "Kojo")
    kill(hajara, "F9")
    kojo.do("choose_counted")
    kill(kojo, "F9")
    kojo.do("to_room", "vault")
    kojo.do("until_move", "received")


def approvals(kill: Kill, efua: Window, hajara: Window) -> None:
    """One declined, one agreed to and paid."""
    efua.do("press", "F2")
    for amount, key, done in (("5500", "Ctrl+D", "declined"), ("6000", "Ctrl+Return", "approved")):
        hajara.do("to_approvals")
        for window in (efua, hajara):
            # The last plug was pulled before somebody else's eyes; nobody asks before their own line is there again.
            window.do("until_line", "online")
        efua.do("ask_cash", ACCOUNT, amount)
        hajara.do("choose_waiting")
        hajara.do("until_taken_here")
        hajara.do("write_decision", "Spoke to the customer")
        kill(hajara, key)
        if done == "approved":
            efua.do("until_permit")
            efua.do("take_permit")
            kill(efua, "F9")
            efua.do("until_newest", "completed")
        else:
            efua.do("until_nothing_waits")


def advance(kill: Kill, efua: Window, kojo: Window, hajara: Window) -> None:
    """Asked for and agreed to; paid and retired by somebody else, eighty on receipts and twenty back."""
    efua.do("begin_request", "100", "Fuel")
    kill(efua, "F9")
    hajara.do("to_approvals")
    hajara.do("choose_waiting")
    hajara.do("decide", "Seen the car")
    kojo.do("to_room", "advances")
    kojo.do("begin_pay", PAID)
    kill(kojo, "F9")
    kojo.do("to_room", "advances")
    kojo.do("begin_retire", "80", "R-1", BACK)
    kill(kojo, "F9")
    kojo.do("to_room", "advances")
    kojo.do("until_advance", "retired")


def drawer(kill: Kill, efua: Window, hajara: Window) -> None:
    """Five short, counted and closed; whose shortage it is finds the note, asks, is agreed to, and pays it into the next drawer."""
    held = dict(demo.FLOAT) | {"20000": demo.FLOAT["20000"] + 50 - 2 - 30, "500": demo.FLOAT["500"] - 1}
    held["10000"], held["2000"] = held["10000"] - 1, held["2000"] - 1
    efua.do("begin_count", held)
    kill(efua, "F9")
    efua.do("until_phase", "reconcile")
    efua.do("give_reason", "One note of five")
    kill(efua, "F9")
    efua.do("until_phase", "closed", "choose")
    if efua.do("until_phase", "closed", "choose") == "closed":
        efua.do("press", "F9")
    efua.do("take_drawer", 3)
    efua.do("begin_recover", "Found below the tray")
    kill(efua, "F9")
    hajara.do("to_approvals")
    hajara.do("choose_waiting")
    hajara.do("decide", "Seen by two")
    efua.do("to_room", "variances")
    efua.do("begin_take", {"500": 1})
    kill(efua, "F9")
    efua.do("to_room", "variances")
    efua.do("until_variance", "settled")


def a_day(street: Street, kill: Kill) -> None:
    """All rooms, then what the books say: each thing once."""
    efua, kojo, hajara = street.open("efua", "kojo", "hajara")
    street.at_counter(efua, "efua", 1)
    street.at_counter(kojo, "kojo", 2)
    assert hajara.do("sign_in_as", "hajara") == ""
    counter(kill, efua)
    vault(kill, efua, kojo, hajara)
    approvals(kill, efua, hajara)
    advance(kill, efua, kojo, hajara)
    drawer(kill, efua, hajara)
    booked = rows(street, transactions.c.kind, transactions.c.amount, transactions.c.status)
    assert [row for row in booked if row[0] in ("deposit", "withdraw", "recovery")] == [
        ("deposit", 10_000_00, "completed"), ("recovery", 5_00, "completed"), ("withdraw", 120_00, "completed"),
        ("withdraw", 5_500_00, "failed"), ("withdraw", 6_000_00, "completed"),
    ]  # fmt: skip
    assert [state for (state,) in rows(street, requests.c.state)] == ["approved", "declined", "used", "used"]
    assert rows(street, advances.c.state, advances.c.amount) == [("retired", 100_00)]
    assert rows(street, cash_transfers.c.state, cash_transfers.c.amount) == [("received", 400_00)]
    assert [(state, len(counts)) for state, counts in rows(street, sessions.c.state, sessions.c.attempts)] == [
        ("closed", 1), ("open", 0), ("open", 0)
    ]  # fmt: skip
    assert street.differences() == []
    assert street.server is not None
    assert "Traceback" not in street.server.text
    for window in street.windows.values():
        assert "Traceback" not in window.text


@pytest.mark.timeout(900)
def test_the_server_dies_between_a_key_and_its_answer(street: Street) -> None:
    a_day(street, Plug(street, cycle(AT_SERVER)).server)


@pytest.mark.timeout(900)
def test_the_app_dies_between_a_key_and_its_acknowledgement(street: Street) -> None:
    a_day(street, Plug(street, cycle(AT_APP)).app)
