"""The vault room's ground: what it asks of the house, what it follows, and the currency that is looked at. No Qt."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import msgspec

from contract.counts import SpotCountFact
from contract.drawers import DrawerFact, DrawerTotalsFact, SessionFact, SessionState
from contract.floats import FloatSlipFact
from contract.forecast import CashForecast
from contract.paths import CASH_FORECAST
from contract.permissions import Permission
from contract.staff import UserFact
from contract.vault import CashMoveFact, RequisitionFact, StockFact, VaultFact
from teller_app.manifest import Port
from teller_app.room_model import RoomModel
from teller_app.vault import meeting, rules
from teller_app.vault.state import VaultState

TOPICS = frozenset(
    {
        "stock",
        "vault",
        "cash_move",
        "requisition",
        "drawer",
        "session",
        "drawer_totals",
        "user",
        "branch",
        "outbox",
        "spot_count",
        "float_slip",
    }
)
_forecast = msgspec.json.Decoder(CashForecast)


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Lookups:
    """Questions to the replica. ``suggest`` turns an amount into pieces of a stock that keep its change healthy."""

    moves: Callable[[Any], Sequence[CashMoveFact]]
    requisitions: Callable[[Any], Sequence[RequisitionFact]]
    stocks: Callable[[Any], Sequence[StockFact]]
    vaults: Callable[[Any], Sequence[VaultFact]]
    drawers: Callable[[Any], Sequence[DrawerFact]]
    totals: Callable[[Any], Mapping[str, DrawerTotalsFact]]
    people: Callable[[Any], Sequence[UserFact]]
    session: Callable[[Any, str], SessionFact | None]
    sessions: Callable[[Any], Sequence[SessionFact]]
    slips: Callable[[Any], Sequence[FloatSlipFact]]
    counts: Callable[[Any], Sequence[SpotCountFact]]
    suggest: Callable[[int, Mapping[str, int], str], dict[str, int]]
    now: Callable[[], datetime] = _now


@dataclass(frozen=True)
class Prints:
    """What the room prints: a transfer's voucher, a count's sheet, a blank one of a drawer ("" the vault) in a currency."""

    voucher: Callable[[str], None]
    sheet: Callable[[str], None]
    blank: Callable[[str, str], None]


class Following(RoomModel[VaultState]):
    """State, port and lookups. The intents are the model's, which stands on this."""

    def __init__(self, port: Port, lookups: Lookups, prints: Prints, currency: str = "GHS") -> None:
        keeps = Permission.KEEP_VAULT in port.me.permissions
        decides = Permission.DECIDE in port.me.permissions
        state = VaultState(
            line=port.line,
            user=port.me.user,
            branch=port.me.branch,
            currency=currency,
            custodian=keeps,
            decides=decides,
        )
        super().__init__(port, state)
        self._lookups, self._prints = lookups, prints
        self._listen(TOPICS)

    def turn_currency(self) -> bool:
        """Alt+V: the vault of the branch's next currency. False where there is one alone, or something is written down in this one."""
        known = self.state.known
        if rules.why_off(self.state, "currency"):
            return False
        self.look_in(known[(known.index(self.state.currency) + 1) % len(known)])
        return True

    def look_in(self, currency: str) -> None:
        """The vault of this currency."""
        if currency != self.state.currency and not rules.why_off(self.state, "currency"):
            self._set(currency=currency, stock=None, transit=None, vault=None, forecast=None, problem="")
            self.refresh()
            self.look_ahead()

    def look_ahead(self) -> None:
        """A custodian came into the room, or cash moved: what will run out is asked anew. Without the server the last answer stays."""
        if self.state.custodian and self.state.online:
            path = CASH_FORECAST.format(branch=self.state.branch)
            self._port.fetch(path, {"currency": self.state.currency}, self._ahead)

    def _ahead(self, body: bytes | None, code: str) -> None:
        found = _forecast.decode(body) if body is not None else None
        # The answer may come when another currency is looked at.
        if found is not None and found.currency == self.state.currency:
            self._set(forecast=found)

    # -- following -----------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read again what the journal may have changed."""
        self._port.query(self._read, self._follow)

    def _follow(self, found: dict[str, Any]) -> None:
        """What was chosen and is gone is not chosen: it would stand in the way of what waits now. What has not come yet still is."""
        gone = meeting.there(self.state) and not meeting.there(replace(self.state, **found))
        self._set(**found, **({"chosen": ""} if gone else {}))

    def _read(self, conn: Any) -> dict[str, Any]:
        ask, state = self._lookups, self.state
        drawers = tuple(item for item in ask.drawers(conn) if item.branch == state.branch)
        stocks = {item.holder: item for item in ask.stocks(conn)}
        counted = ask.totals(conn)
        totals = {item.drawer: counted[item.session] for item in drawers if item.session in counted}
        vaults = [item for item in ask.vaults(conn) if item.branch == state.branch]
        here = (item.currency for item in stocks.values() if item.branch == state.branch)
        known = tuple(sorted({*here, *(item.currency for item in drawers), *(item.currency for item in vaults)}))
        # A branch that has no cedis is looked at in what it has.
        currency = state.currency if state.currency in known or not known else known[0]
        place = f"{state.branch}:{currency}"
        return {
            "known": known,
            "currency": currency,
            "now": ask.now().isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "moves": tuple(ask.moves(conn)),
            "requisitions": tuple(ask.requisitions(conn)),
            "currencies": tuple(
                item.currency for item in stocks.values() if item.holder.startswith(f"vault:{state.branch}:")
            ),
            "stock": stocks.get(f"vault:{place}"),
            "stocks": tuple(item for item in stocks.values() if item.holder.startswith(f"vault:{state.branch}:")),
            "transit": stocks.get(f"transit:{place}"),
            "vault": next((item for item in vaults if item.vault == f"vault:{place}"), None),
            "drawers": drawers,
            "totals": totals,
            "people": tuple(ask.people(conn)),
            "session": ask.session(conn, state.user),
            "counts": tuple(ask.counts(conn)),
            "slips": tuple(item for item in ask.slips(conn) if item.branch == state.branch),
            "openings": tuple(
                item
                for item in ask.sessions(conn)
                if item.branch == state.branch and item.state is SessionState.UNSIGNED
            ),
        }
