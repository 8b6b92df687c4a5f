"""The manager's side of the dead line: budgets of the drawers, and codes to read out. No Qt."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from string import digits as ascii_digits
from typing import Any

import msgspec

from contract import paths
from contract.drawers import SessionFact, SessionState
from contract.ids import new_id
from contract.money import Money
from contract.standin import CODES_MAX, ArmCodes, ArmedCode, GrantStandIn, StandInFact, StandInSecret, TellCode
from teller_app.manifest import Port
from teller_app.room_model import RoomModel, RoomState
from teller_app.standin.codes import armed

TOPICS = frozenset({"session", "stand_in", "stand_in_code"})
NOTE = "stand_in_codes"
ACCOUNT_DIGITS_MIN = 4


class Kept(msgspec.Struct, frozen=True):
    """A code as the manager's workstation keeps it, encrypted; ``spoken``: it was read out and is not shown again."""

    code: str
    secret: str
    spoken: bool = False


@dataclass(frozen=True)
class Lookups:
    """Questions to the replica. ``armed`` makes hashes on the same worker thread."""

    sessions: Callable[[Any], Sequence[SessionFact]]
    budgets: Callable[[Any], Sequence[StandInFact]]
    mine: Callable[[Any, str], frozenset[str]]
    names: Callable[[Any], Mapping[str, str]]
    armed: Callable[[Sequence[tuple[str, str]]], tuple[ArmedCode, ...]] = armed


@dataclass(frozen=True)
class Drawer:
    """An open drawer of the branch and its budget, None where it has none in this session."""

    session: SessionFact
    cashier: str
    budget: StandInFact | None = None


@dataclass(frozen=True)
class StandInState(RoomState):
    """``ready`` are the codes that count at the server and were not read out; ``shown`` is the one that stands on the screen.

    ``said_account`` (last digits) and ``said_amount`` are what the teller said on the telephone, ``shown_for`` both of the code that is shown.
    """

    drawers: tuple[Drawer, ...] = ()
    index: int = 0
    amount: int | None = None
    codes: tuple[Kept, ...] = ()
    counted: frozenset[str] = frozenset()
    shown: str = ""
    shown_for: tuple[str, Money] | None = None
    said_account: str = ""
    said_amount: int | None = None

    @property
    def chosen(self) -> Drawer | None:
        """The selected drawer."""
        return self.drawers[self.index] if 0 <= self.index < len(self.drawers) else None

    @property
    def ready(self) -> tuple[Kept, ...]:
        """What can be read out."""
        return tuple(kept for kept in self.codes if not kept.spoken and kept.code in self.counted)


class StandInModel(RoomModel[StandInState]):
    """See the module."""

    def __init__(self, port: Port, lookups: Lookups) -> None:
        super().__init__(port, StandInState(line=port.line))
        self._lookups = lookups
        self._fresh: list[tuple[str, str]] = []
        self._listen(TOPICS)
        port.recall(NOTE, self._recalled)

    def _recalled(self, value: bytes | None) -> None:
        if value:
            self._set(codes=tuple(msgspec.json.decode(value, type=list[Kept])))

    def refresh(self) -> None:
        """Read drawers, budgets and own codes again."""
        user, branch = self._port.me.user, self._port.me.branch

        def ask(conn: Any) -> tuple[tuple[Drawer, ...], frozenset[str]]:
            names = self._lookups.names(conn)
            budgets = {fact.session: fact for fact in self._lookups.budgets(conn)}
            open_here = [
                one for one in self._lookups.sessions(conn) if one.branch == branch and one.state is SessionState.OPEN
            ]
            drawers = [
                Drawer(one, names.get(one.cashier, ""), budgets.get(one.session))
                for one in open_here
                if one.cashier != user
            ]
            return tuple(sorted(drawers, key=lambda one: one.session.number)), self._lookups.mine(conn, user)

        self._port.query(ask, lambda found: self._set(drawers=found[0], counted=found[1]))

    def choose(self, index: int) -> None:
        """Select a drawer."""
        if index != self.state.index:
            self._set(index=index, amount=None, problem="")

    def set_amount(self, minor: int | None) -> None:
        """The budget as typed."""
        self._set(amount=minor, problem="")

    def grant(self) -> None:
        """F9: the budget for the chosen drawer until the shift ends; again renews it whole."""
        drawer, amount = self.state.chosen, self.state.amount
        if drawer is None or self.state.busy:
            return
        if amount is None or not self.state.online:
            self._fail("amount_missing" if self.state.online else "needs_server")
            return
        until = self._port.me.shift_ends_at
        self._submit(GrantStandIn(session=drawer.session.session, amount=amount, until=until), amount=None)

    def make(self) -> None:
        """F6: new codes. Each is fetched from the server, hashed for the tills, and counts once the server has the hashes."""
        if self.state.busy:
            return
        if not self.state.online:
            self._fail("needs_server")
            return
        self._fresh = []
        self._set(busy=True, problem="", shown="")
        for code in [new_id() for _ in range(CODES_MAX)]:
            self._port.fetch(paths.STAND_IN_SECRET.format(code=code), {}, self._fetched)

    def _fetched(self, body: bytes | None, code: str) -> None:
        if not self.state.busy:
            return
        if body is None:
            self._fail("needs_server" if code == "offline" else code)
            return
        found = msgspec.json.decode(body, type=StandInSecret)
        self._fresh.append((found.code, found.secret))
        if len(self._fresh) == CODES_MAX:
            pairs = tuple(self._fresh)
            self._port.query(lambda conn: self._lookups.armed(pairs), self._hashed)

    def _hashed(self, hashes: tuple[ArmedCode, ...]) -> None:
        # Kept before they count: a code that the server takes and nobody knows would be lost.
        self._keep(tuple(Kept(code, secret) for code, secret in self._fresh))
        self._submit(ArmCodes(codes=hashes))

    def read_out(self) -> None:
        """Ctrl+G: the next code, large, to be read over the telephone; it is spent with that. Works without the server."""
        ready, amount, drawer = self.state.ready, self.state.said_amount, self.state.chosen
        if not ready:
            self._fail("no_codes")
            return
        if not amount or len(self.state.said_account) < ACCOUNT_DIGITS_MIN:
            self._fail("code_for_what")
            return
        currency = drawer.session.currency if drawer else "GHS"
        told = TellCode(code=ready[0].code, account_end=self.state.said_account, amount=Money(amount, currency))
        spoken = tuple(replace_spoken(kept, ready[0].code) for kept in self.state.codes)
        self._keep(spoken)
        # It decides nothing, so it waits in the outbox for the line: the server compares it with what was paid.
        self._port.submit(told)
        bound = (told.account_end, told.amount)
        self._set(shown=ready[0].secret, shown_for=bound, said_account="", said_amount=None, problem="")

    def set_said(self, account: str, amount: int | None) -> None:
        """What the teller says: the end of the account's number, and the amount."""
        digits = "".join(symbol for symbol in account if symbol in ascii_digits)
        self._set(said_account=digits, said_amount=amount, problem="")

    def hide(self) -> None:
        """The code is off the screen."""
        self._set(shown="")

    def _keep(self, codes: tuple[Kept, ...]) -> None:
        self._port.remember(NOTE, msgspec.json.encode(codes))
        self._set(codes=codes)


def replace_spoken(kept: Kept, code: str) -> Kept:
    """The same, read out where it is this one."""
    return Kept(kept.code, kept.secret, True) if kept.code == code else kept
