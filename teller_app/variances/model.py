"""The variances' behaviour: which act fits the chosen one, and its command. No Qt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from contract import paths
from contract.approvals import RequestFact
from contract.base import Command
from contract.causes import Causes
from contract.ids import new_id
from contract.ledger import AccountFact, Cash
from contract.money import Money
from contract.permissions import Permission
from contract.staff import UserFact
from contract.variances import (
    AcceptVariance,
    Origin,
    OverShortFact,
    RecoverVariance,
    ReturnVariance,
    VarianceFact,
    VarianceState,
    WriteOffVariance,
)
from teller_app.i18n.causes import causes_from
from teller_app.manifest import Port
from teller_app.room_model import RoomModel
from teller_app.variances.state import VariancesState

TOPICS = frozenset({"variance", "over_short", "user", "request", "session", "outbox"})


@dataclass(frozen=True)
class Lookups:
    """Questions to the replica. ``drawer`` is the number of the drawer that this person has open, or ""."""

    variances: Callable[[Any], Sequence[VarianceFact]]
    sums: Callable[[Any], Sequence[OverShortFact]]
    people: Callable[[Any], Sequence[UserFact]]
    permits: Callable[[Any, str], Sequence[RequestFact]]
    account: Callable[[Any, str], tuple[AccountFact, str] | None]
    drawer: Callable[[Any, str], str]


class VariancesModel(RoomModel[VariancesState]):
    """See the module. Set ``on_change`` before the first intent. ``record`` prints one's over/short record with its likely causes."""

    def __init__(
        self, port: Port, lookups: Lookups, record: Callable[[str, Causes | None], None] = lambda variance, found: None
    ) -> None:
        self._lookups, self._record = lookups, record
        rights = port.me.permissions
        super().__init__(port, VariancesState(line=port.line, user=port.me.user, may_decide=Permission.DECIDE in rights,
                                              may_settle=Permission.SETTLE_VARIANCES in rights))  # fmt: skip
        self._listen(TOPICS)

    def choose(self, key: str) -> None:
        """Select one; what was begun for another is left."""
        if key != self.state.chosen:
            self._another()
            self._set(
                chosen=key, act="", counts={}, amount=0, amount_error="", number="", account=None, reason="", problem=""
            )
            self._explain()

    def _explain(self) -> None:
        """Ask the server for the likely causes of the chosen one, once for each amount that it had."""
        item, state = self.state.variance, self.state
        if item is None or item.origin is not Origin.CLOSE or state.explained is not None or not state.online:
            return

        def answered(body: bytes | None, code: str) -> None:
            found = causes_from(body)
            if found is not None:
                self._set(causes={**self.state.causes, item.variance: found})

        self._port.fetch(paths.DRAWER_CAUSES.format(session=item.variance), {}, answered)

    def why_off(self, act: str) -> str:
        """Why an act cannot be had for the chosen one: choice, own, state, side, right, drawer, offline, or ""."""
        state, item = self.state, self.state.variance
        if item is None:
            return "choice"
        if not state.online:
            return "offline"
        own = item.person == state.user and act != "recover"
        if own or (act == "accept" and item.forced_by == state.user):
            return "own"
        if act == "accept":
            return "right" if not state.may_decide else "" if item.state is VarianceState.RECORDED else "state"
        if item.state is not VarianceState.ACCEPTED:
            return "state"
        if act == "recover":
            return "side" if not item.short else "" if state.drawer else "drawer"
        if not state.may_settle:
            return "right"
        return "side" if act == "return" and item.short else ""

    def begin(self, act: str) -> bool:
        """Start an act. False where it means nothing now; one that is being written down goes on with all that was typed."""
        if self.why_off(act):
            return False
        if act == self.state.act:
            return True
        self._another()
        item = self.state.variance
        permit = self._permit()
        amount = permit.amount if permit is not None and act == "recover" else item.left if item else 0
        self._set(act=act, counts={}, amount=amount, amount_error="", problem="")
        return True

    def why_unprinted(self) -> str:
        """Why there is no record of the chosen one: choice, offline, kind (it was left by no close), or ""."""
        item = self.state.variance
        if item is None:
            return "choice"
        if not self.state.online:
            return "offline"
        return "" if item.origin is Origin.CLOSE else "kind"

    def print_record(self) -> bool:
        """Ctrl+P: the over/short record of the chosen one."""
        item = self.state.variance
        if item is None or self.why_unprinted():
            return False
        self._record(item.variance, self.state.explained)
        return True

    def leave(self) -> bool:
        """Put it away. False where nothing was begun."""
        had = bool(self.state.act)
        self._another()
        self._set(act="", problem="")
        return had

    def set_counts(self, counts: dict[str, int]) -> None:
        """The pieces that come back."""
        self._set(counts=dict(counts), problem="")

    def set_amount(self, minor: int, error: str = "") -> None:
        """How much is returned or recovered; ``error`` is the field's own code for what it could not read."""
        self._set(amount=minor, amount_error=error, problem="")

    def set_reason(self, text: str) -> None:
        """Why, or a note."""
        if text != self.state.reason:
            self._set(reason=text, problem="")

    def set_number(self, number: str) -> None:
        """The account that the surplus goes to."""
        self._set(number=number, account=None, problem="")
        self._port.query(lambda conn: self._lookups.account(conn, number.replace(" ", "")), self._found)

    def _found(self, account: tuple[AccountFact, str] | None) -> None:
        self._set(account=account)

    def forward(self) -> bool:
        """F9: send what was begun."""
        if not self.state.act or self.state.busy or self.state.variance is None:
            return False
        fault = self._fault()
        if fault:
            self._fail(fault)
        else:
            self._submit(self._command(self.state.variance), self._tell_asked, act="", counts={}, reason="")
        return True

    def _fault(self) -> str:
        state = self.state
        if state.act == "recover" and self._permit() is not None and state.counted != state.amount:
            return "cash_mismatch"
        if state.act == "return" and state.account is None:
            return "account_unknown"
        if state.act in ("recover", "return") and not state.amount:
            return state.amount_error or "amount_missing"
        return "reason_missing" if state.act in ("write_off", "return") and not state.reason.strip() else ""

    def _permit(self) -> RequestFact | None:
        """An approved recovery of the chosen one that was not taken yet."""
        kind, chosen = "recover_variance", self.state.chosen
        return next((item for item in self.state.permits if item.kind == kind and item.original == chosen), None)

    def _command(self, item: VarianceFact) -> Command:
        state, reason = self.state, self.state.reason.strip()
        if state.act == "accept":
            return AcceptVariance(variance=item.variance, note=reason)
        if state.act == "write_off":
            return WriteOffVariance(variance=item.variance, transaction=new_id(), reason=reason)
        amount = Money(state.amount, item.currency)
        if state.act == "return" and state.account is not None:
            return ReturnVariance(variance=item.variance, transaction=new_id(), amount=amount, reason=reason,
                                  account=state.account[0].account)  # fmt: skip
        permit = self._permit()
        if permit is None:
            return RecoverVariance(variance=item.variance, transaction=new_id(), amount=amount, reason=reason)
        # The same words as were asked with: the permit is bound to them.
        return RecoverVariance(variance=item.variance, transaction=permit.transaction, amount=amount, permit=permit.request,
                               cash=Cash(received=_whole(state.counts)), reason=permit.narration)  # fmt: skip

    def refresh(self) -> None:
        """Read again what the journal may have changed."""
        self._port.query(self._read, self._refreshed)

    def _refreshed(self, found: dict[str, Any]) -> None:
        before = self.state.variance
        self._set(**found)
        if self.state.variance is not None and self.state.variance != before:
            self._explain()

    def _read(self, conn: Any) -> dict[str, Any]:
        ask = self._lookups
        return {
            "variances": tuple(ask.variances(conn)),
            "sums": tuple(ask.sums(conn)),
            "people": tuple(ask.people(conn)),
            "permits": tuple(ask.permits(conn, self.state.user)),
            "drawer": ask.drawer(conn, self.state.user),
        }


def _whole(pieces: dict[str, int]) -> dict[str, int]:
    return {face: count for face, count in pieces.items() if count}
