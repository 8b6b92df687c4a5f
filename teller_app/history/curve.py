"""The day as the scrubber's curve: points, events, axes. Pure; no Qt in it."""

from collections.abc import Iterator

from teller_app.glass.time_scrubber import DayCurve, Event
from teller_app.history.events import events
from teller_app.history.state import HistoryState
from teller_app.history.words import HOUR_S, second
from teller_app.i18n import formats
from teller_app.i18n.axis import levels
from teller_app.i18n.text import Texts

HOURS_LEAST = 2
LABELS_MAX = 10
EVENTS_MAX = 60
"""Hours that the axis shows at least, its labels and the events on the track at most."""
EVENTS = (("opened", "lock-key-open", "pos"), ("vault", "vault", "info"), ("exchange", "arrows-left-right", "info"),
          ("approval", "seal-check", "warn"), ("count", "list-checks", "accent"), ("break", "coffee", "mute"))  # fmt: skip
"""What stands on the track: name, icon and tone of each, for the legend below it."""
_FACES = {name: (icon, tone) for name, icon, tone in EVENTS}


def day_curve(state: HistoryState, texts: Texts) -> DayCurve:
    """Everything the scrubber paints, in seconds of the day and minor units."""
    history = state.history
    if history is None or not history.sessions:
        return DayCurve()
    times = [second(history.sessions[0].opened_at), *(second(step.at) for step in state.steps)]
    start = times[0] // HOUR_S * HOUR_S
    end = max(times[-1], start + HOURS_LEAST * HOUR_S)
    end = -(-end // HOUR_S) * HOUR_S
    top = levels(max(*state.balances, history.soft_max if history.soft_max <= 2 * max(state.balances) else 0))
    bound = history.soft_max if 0 < history.soft_max <= top[-1] else 0
    words = texts("history.bound", amount=formats.money(bound).partition(".")[0])
    at = second(state.cursor) if state.cursor else start
    clock = formats.clock(formats.moment(state.cursor)) if state.cursor else ""
    return DayCurve(
        start=start,
        end=end,
        points=tuple(zip(times, map(float, state.balances), strict=True)),
        at=at,
        bubble=(clock, formats.money_with_sign(state.balances[state.at], history.currency)),
        events=tuple(_events(state))[:EVENTS_MAX],
        labels=tuple(_labels(start, end)),
        levels=tuple((float(level), formats.money(level).partition(".")[0]) for level in top),
        gaps=tuple((second(one), second(other)) for one, other in history.gaps),
        bound=(float(bound), words) if bound else None,
        mark=second(state.mark) if state.mark else None,
    )


def _events(state: HistoryState) -> Iterator[Event]:
    if state.history is not None:
        for at, name in events(state.history):
            yield Event(second(at), *_FACES[name])


def _labels(start: float, end: float) -> Iterator[tuple[float, str]]:
    hours = int((end - start) // HOUR_S)
    each = -(-hours // LABELS_MAX)
    for hour in range(0, hours + 1, max(1, each)):
        at = start + hour * HOUR_S
        yield at, f"{int(at // HOUR_S) % 24:02d}:00"
