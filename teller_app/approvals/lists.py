"""Which requests stand in which list, what was decided today and how fast, and what has happened to one. Pure; no Qt."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from contract.approvals import RequestFact, RequestLineFact, RequestState
from contract.permissions import Role
from teller_app.i18n import formats

TABS = ("mine", "branch", "done")
"""What waits for the reader or is theirs; whatever is in sight; what is over."""
DECIDED = frozenset({RequestState.APPROVED, RequestState.USED, RequestState.DECLINED})
_REFUSED = (RequestState.DECLINED, RequestState.EXPIRED)
SHOWN_MAX = 3


@dataclass(frozen=True)
class Reader:
    """Whose lists they are. ``roles`` are those in which they decide now, lent ones included; none: they only ask."""

    user: str
    roles: Collection[Role] = ()


@dataclass(frozen=True)
class Moment:
    """Something that happened to a request: ``code`` is asked, seen, question, answer or the state that it took."""

    at: str
    code: str
    name: str = ""


def is_open(request: RequestFact) -> bool:
    """Whether anything may still come of it."""
    return request.state is RequestState.AWAITING or (request.state is RequestState.APPROVED and request.is_permit)


def is_mine(request: RequestFact, reader: Reader) -> bool:
    """Whether it waits for this reader, or is their own and open."""
    if request.maker == reader.user:
        return is_open(request)
    return request.state is RequestState.AWAITING and request.role in reader.roles


def shown(requests: Sequence[RequestFact], tab: str, reader: Reader) -> tuple[RequestFact, ...]:
    """The requests of one list, in the order in which they came."""
    if tab == "mine":
        return tuple(one for one in requests if is_mine(one, reader))
    return tuple(requests) if tab == "branch" else tuple(one for one in requests if not is_open(one))


def counts(requests: Sequence[RequestFact], reader: Reader) -> tuple[int, int, int]:
    """How many are mine, wait at the branch, are over."""
    waiting = sum(one.state is RequestState.AWAITING for one in requests)
    return len(shown(requests, "mine", reader)), waiting, len(shown(requests, "done", reader))


def ended(before: Sequence[RequestFact], now: Sequence[RequestFact], user: str) -> tuple[RequestFact, ...]:
    """This person's own that were open a moment ago, and to which somebody or the clock has said no since."""
    open_then = {one.request for one in before if one.maker == user and is_open(one)}
    return tuple(one for one in now if one.request in open_then and one.state in _REFUSED)


def decided_on(requests: Sequence[RequestFact], day: date) -> tuple[RequestFact, ...]:
    """What a person decided on this day of the workstation's clock, newest first."""
    found = [
        one
        for one in requests
        if one.state in DECIDED and one.decided_at and formats.moment(one.decided_at).date() == day
    ]
    return tuple(sorted(found, key=lambda one: one.decided_at, reverse=True))


def average_s(decided: Sequence[RequestFact]) -> int | None:
    """Seconds from asking to deciding, on average; None where nothing was decided."""
    if not decided:
        return None
    spans = [(formats.moment(one.decided_at) - formats.moment(one.at)).total_seconds() for one in decided]
    return round(sum(spans) / len(spans))


def age_s(request: RequestFact, now: datetime) -> int:
    """How long ago it was asked, in whole seconds; a server's clock that is ahead makes it nought."""
    return max(0, int((now - formats.moment(request.at)).total_seconds()))


def oldest(requests: Sequence[RequestFact]) -> RequestFact | None:
    """The one that has waited longest."""
    waiting = (one for one in requests if one.state is RequestState.AWAITING)
    return min(waiting, key=lambda one: one.at, default=None)


def timeline(request: RequestFact, thread: Sequence[RequestLineFact]) -> tuple[Moment, ...]:
    """What happened to it, in order. Of questions and answers only the last of each: the thread has them all."""
    found = [Moment(request.at, "asked", request.maker_name)]
    if request.taken_at:
        found.append(Moment(request.taken_at, "seen", request.taken_by_name))
    for asks, code in ((True, "question"), (False, "answer")):
        said = [line for line in thread if line.request == request.request and line.asks is asks]
        found += [Moment(said[-1].at, code, said[-1].by_name)] if said else []
    if request.decided_at:
        found.append(Moment(request.decided_at, request.state.value))
    return tuple(sorted(found, key=lambda moment: moment.at))


def first_waiting(requests: Sequence[RequestFact]) -> int | None:
    """The place of the first that waits for a decision."""
    return next((place for place, one in enumerate(requests) if one.state is RequestState.AWAITING), None)


def waits_for(requests: Sequence[RequestFact], reader: Reader) -> bool:
    """Whether this reader has something to decide."""
    return any(one.maker != reader.user and is_mine(one, reader) for one in requests)
