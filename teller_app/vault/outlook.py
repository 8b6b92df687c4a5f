"""What the forecast says of the vault and of a drawer. Pure; no Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from contract.buckets import STRAP, any_bucket, payable
from contract.forecast import CashForecast, Drain, PlaceForecast, needed, runs_out
from contract.money import face_minor
from contract.vault import CashMoveFact, MoveKind, MoveState, RequisitionFact
from teller_app.i18n import formats
from teller_app.i18n.text import Texts

SOON_MIN = 60
"""Minutes before a piece is gone in which its bar is red: a cash centre needs so long."""
LATE_FACTOR = 1.5
"""A bag that is on the road so many times longer than such bags usually are is later than usual."""

LATE_MIN = 15
"""Minutes in which nobody is late: a bag across the hall is usually there at once."""


@dataclass(frozen=True)
class RunOut:
    """One note or coin: pieces there and needed, the minute at which it is gone (None: it lasts), share of the rest of the day."""

    face: str
    left: int
    needed: int
    minute: int | None
    share: float
    tone: str


def place_of(forecast: CashForecast, drawer: str = "") -> PlaceForecast | None:
    """The vault's forecast, or that of an open drawer."""
    return next((place for place in forecast.places if place.drawer == drawer), None)


def run_outs(forecast: CashForecast, place: PlaceForecast, stock: Mapping[str, int]) -> list[RunOut]:
    """Each piece that usually goes out, the largest first, against what can be paid out of ``stock``."""
    held = any_bucket(payable(stock))
    return [
        _run_out(forecast, drain, held.get(drain.face, 0)) for drain in place.drains if needed(drain) and drain.rest
    ]


def _run_out(forecast: CashForecast, drain: Drain, left: int) -> RunOut:
    minute = runs_out(left, drain, forecast.since, forecast.until)
    span = max(1, forecast.until - forecast.since)
    share = 1.0 if minute is None else (minute - forecast.since) / span
    soon = minute is not None and minute - forecast.since <= SOON_MIN
    tone = "neg" if soon else "accent" if minute is None else "warn"
    return RunOut(drain.face, left, needed(drain), minute, share, tone)


def day_stock(forecast: CashForecast | None, held: Mapping[str, int]) -> tuple[dict[str, float], frozenset[str]]:
    """How much of twice what the rest of the day needs lies there, by piece (0 to 1), and which pieces run out before it ends.

    Half a bar is just enough, so that there is something to see on both sides of it. Nothing without a forecast.
    """
    place = place_of(forecast) if forecast is not None else None
    if forecast is None or place is None:
        return {}, frozenset()
    wanted = {drain.face: needed(drain) for drain in place.drains if needed(drain)}
    share = {face: min(1.0, held.get(face, 0) / (2 * most)) for face, most in wanted.items()}
    return share, frozenset(face for face, most in wanted.items() if held.get(face, 0) < most)


def first_gone(found: Sequence[RunOut]) -> RunOut | None:
    """What is gone first."""
    gone = [item for item in found if item.minute is not None]
    return min(gone, key=lambda item: item.minute or 0, default=None)


def to_order(item: RunOut) -> int:
    """Pieces to ask for: what is missing until the close, in whole straps."""
    missing = max(0, item.needed - item.left)
    return missing if item.face.endswith("c") else -(-missing // STRAP) * STRAP


def clock(minute: int) -> str:
    """ "16:20"."""
    return formats.clock_minute(minute)


def axis(forecast: CashForecast) -> tuple[str, ...]:
    """Now, half-way and the end of the day; nothing once it is over."""
    if forecast.since >= forecast.until:
        return ()
    return tuple(clock(at) for at in (forecast.since, (forecast.since + forecast.until) // 2, forecast.until))


def lasting(
    forecast: CashForecast | None, drawer: str, held: Mapping[str, int], sent: Mapping[str, int], texts: Texts
) -> list[tuple[str, str, str, bool]]:
    """(face, now and after, until when, whether it falls short) of each piece that is about to be sent to a drawer."""
    place = place_of(forecast, drawer) if forecast is not None else None
    drains = {drain.face: drain for drain in place.drains} if place else {}
    there, more = any_bucket(payable(held)), any_bucket(payable(sent))
    lines = []
    for face in sorted(more, key=lambda face: (-face_minor(face), face)):
        now, after = there.get(face, 0), there.get(face, 0) + more[face]
        minute = runs_out(after, drains[face], forecast.since, forecast.until) if forecast and face in drains else None
        until = "" if face not in drains else texts("vault.lasts.day")
        until = until if minute is None else texts("vault.lasts.until", at=clock(minute))
        lines.append((face, texts("vault.lasts.line", now=f"{now:,}", after=f"{after:,}"), until, minute is not None))
    return lines


def wanted(forecast: CashForecast | None, asked: RequisitionFact, held: Mapping[str, int] | None) -> dict[str, int]:
    """Pieces that a drawer will be short of until the end of the day, by face; nothing where it is not known what it holds or needs."""
    place = place_of(forecast, asked.drawer) if forecast is not None else None
    if place is None or held is None or forecast is None or forecast.currency != asked.currency:
        return {}
    there = any_bucket(payable(held))
    short = {drain.face: needed(drain) - there.get(drain.face, 0) for drain in place.drains}
    return {face: pieces for face, pieces in short.items() if pieces > 0}


def _took(move: CashMoveFact) -> int:
    """Minutes from sent to received."""
    return int((formats.moment(move.received_at) - formats.moment(move.sent_at)).total_seconds() // 60)


def usual_minutes(move: CashMoveFact, moves: Sequence[CashMoveFact]) -> int | None:
    """How long movements between the same kinds of place took today, the middle one; None where none has arrived."""
    took = sorted(
        _took(item)
        for item in moves
        if item.kind is MoveKind.TRANSFER and item.state is MoveState.RECEIVED and item.sent_at and item.received_at
        and (item.source.where, item.target.where) == (move.source.where, move.target.where)
    )  # fmt: skip
    return took[len(took) // 2] if took else None


def later_than_usual(move: CashMoveFact, moves: Sequence[CashMoveFact], now_minutes: int) -> int | None:
    """The usual minutes where this one, ``now_minutes`` on its way, is later than they allow; None where it is not."""
    usual = usual_minutes(move, moves)
    if move.state is not MoveState.SENT or usual is None or now_minutes <= max(LATE_MIN, usual * LATE_FACTOR):
        return None
    return usual
