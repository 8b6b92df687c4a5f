"""Likely causes of an over or short, ranked. Pure: postings, traces and the difference in pieces go in, causes come out.

Each mistake says what the books would hold and what the drawer: a cause is a posting whose mistake of one kind explains the
variance to the pesewa. What a count by denomination adds decides between those that do: the pieces that are missing or left over,
put on top of those that were booked, must be a hand-over of the other amount that somebody could have made.
"""

from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter

import msgspec

from contract.causes import Cause, CauseKind, CauseLink, CauseSign
from contract.money import CURRENCIES, add_pieces, face_minor
from server.drawers.misread import misread

CAUSES_MAX = 7
LINKS_MAX = 6
NOTES_MAX = 10
"""Pieces in the wrong place that are still taken for one mistake."""
MOVES = frozenset({"from_vault", "to_vault", "from_drawer", "to_drawer", "float_out"})
_FITS, _CHANGE, _DOUBTFUL = 1.0, 0.8, 0.15
"""How well pieces are a hand-over: one way; with change smaller than any note that was given; both ways in a jumble."""
_SURE = 0.95


class Booked(msgspec.Struct, frozen=True):
    """A posting of the session: signed amount in minor units and signed pieces, in is positive."""

    link: CauseLink
    pieces: Mapping[str, int]
    account: str = ""
    undone: bool = False

    @property
    def amount(self) -> int:
        return self.link.booked


class Trace(msgspec.Struct, frozen=True):
    """Something that was not booked: a refused command, a transfer on its way. ``link.meant`` is what it would do to the drawer."""

    link: CauseLink
    pieces: Mapping[str, int] = {}


class Case(msgspec.Struct, frozen=True):
    """A counted session. ``off`` is the variance, ``pieces`` counted less expected; ``gaps`` are receipt numbers not used."""

    off: int
    pieces: Mapping[str, int]
    currency: str
    booked: Sequence[Booked] = ()
    unbooked: Sequence[Trace] = ()
    transit: Sequence[Trace] = ()
    gaps: Sequence[str] = ()


class Guess(msgspec.Struct, frozen=True):
    """One link that would explain the variance."""

    kind: CauseKind
    weight: float
    link: CauseLink
    face: str = ""
    instead: str = ""
    count: int = 0


def causes(case: Case) -> tuple[Cause, ...]:
    """At most ``CAUSES_MAX``, the likeliest first, one of a kind with its best links. None where nothing is off."""
    if not case.off:
        return ()
    by_kind: dict[CauseKind, list[Guess]] = {}
    for guess in _guesses(case):
        by_kind.setdefault(guess.kind, []).append(guess)
    found = [_cause(sorted(guesses, key=lambda item: (-item.weight, item.link.seq))) for guesses in by_kind.values()]
    return tuple(sorted(found, key=attrgetter("score"), reverse=True)[:CAUSES_MAX])


def _cause(guesses: Sequence[Guess]) -> Cause:
    best = guesses[0]
    return Cause(kind=best.kind, score=max(1, round(best.weight * 100)), links=tuple(item.link for item in guesses[:LINKS_MAX]),
                 face=best.face, instead=best.instead, count=best.count)  # fmt: skip


def _guesses(case: Case) -> Iterator[Guess]:
    for booked in case.booked:
        yield from _mistyped(case, booked)
    yield from _unmoved(case)
    yield from _missed(case)
    yield from _notes(case)
    yield from _transit(case)


def _mistyped(case: Case, booked: Booked) -> Iterator[Guess]:
    """Another amount changed hands than was typed."""
    if not booked.amount:
        return
    handed, meant = add_pieces(booked.pieces, case.pieces), booked.amount + case.off
    for kind, sign, weight in misread(booked.amount, meant, 10 ** CURRENCIES[case.currency].decimals):
        yield Guess(kind, weight * hand_over(handed, meant), _said(booked.link, sign, meant))


def _unmoved(case: Case) -> Iterator[Guess]:
    """Booked once too often, or booked and nothing changed hands. Of a transfer: it has not arrived, or lies here still."""
    twins: dict[tuple[str, str, int], int] = {}
    for booked in case.booked:
        if not booked.undone:
            key = (booked.link.kind, booked.account, booked.amount)
            twins[key] = twins.get(key, 0) + 1
    for booked in case.booked:
        if not booked.amount or booked.amount != -case.off:
            continue
        same = case.pieces == {face: -count for face, count in booked.pieces.items() if count}
        if booked.link.kind in MOVES:
            weight = 0.9 if same else 0.5
            yield Guess(CauseKind.TRANSIT, weight, _said(booked.link, CauseSign.UNMOVED, 0))
            continue
        twin = not booked.undone and twins[booked.link.kind, booked.account, booked.amount] > 1
        weight = (0.9 if twin else 0.45) * (1 if same else 0.55)
        yield Guess(CauseKind.DOUBLED, weight, _said(booked.link, CauseSign.TWIN if twin else CauseSign.UNMOVED, 0))


def _missed(case: Case) -> Iterator[Guess]:
    """Changed hands and was never booked. It leaves no posting, but it may leave a refusal or a hole in the receipts."""
    traced = False
    for trace in case.unbooked:
        if trace.link.meant == case.off:
            traced = True
            yield Guess(CauseKind.MISSED, _SURE, trace.link)
    if traced:
        return
    plausible = 0.55 * hand_over(case.pieces, case.off)
    for receipt in case.gaps:
        link = CauseLink(sign=CauseSign.GAP, meant=case.off, receipt=receipt)
        yield Guess(CauseKind.MISSED, min(_SURE, plausible + 0.2), link)
    if not case.gaps:
        yield Guess(CauseKind.MISSED, plausible, CauseLink(sign=CauseSign.NOTHING, meant=case.off))


def _transit(case: Case) -> Iterator[Guess]:
    """Sent here or from here, and the other side has not said that it came."""
    for trace in case.transit:
        if trace.link.meant == case.off:
            weight = _SURE if dict(trace.pieces) == case.pieces else 0.65
            yield Guess(CauseKind.TRANSIT, weight, trace.link)


def _notes(case: Case) -> Iterator[Guess]:
    """One denomination too many and another too few by as many pieces, or one alone, on a posting that moved such pieces."""
    for over, under, count, weight in _misplaced(case):
        for booked in case.booked:
            if _moved(booked.pieces, over, under, count):
                yield _note(case, booked, (over, under, count), weight)


def _misplaced(case: Case) -> Iterator[tuple[str, str, int, float]]:
    """(left over, missing, how many, weight): what the count says outright, or single pieces that would make the difference where
    other pieces are off as well, because somebody typed them wrong without harm."""
    more = [(face, count) for face, count in case.pieces.items() if count > 0]
    less = [(face, -count) for face, count in case.pieces.items() if count < 0]
    count = max((count for _, count in (*more, *less)), default=0)
    outright = len(more) <= 1 and len(less) <= 1 and count <= NOTES_MAX
    if outright and (not more or not less or more[0][1] == less[0][1]):
        weight = (0.85 if more and less else 0.6) / count**0.4
        yield more[0][0] if more else "", less[0][0] if less else "", count, weight
        return
    worth = {item.face: item.minor for item in CURRENCIES[case.currency].denominations} | {"": 0}
    for over, gained in worth.items():
        for under, lost in worth.items():
            if gained - lost == case.off and over != under:
                borne_out = (not over or case.pieces.get(over, 0) > 0) and (not under or case.pieces.get(under, 0) < 0)
                yield over, under, 1, 0.5 if borne_out else 0.2


def _moved(pieces: Mapping[str, int], over: str, under: str, count: int) -> bool:
    """Whether this posting gave out what is left over, or took in what is missing. A piece alone may also be too many or too few."""
    gave, took = pieces.get(over, 0) <= -count, pieces.get(under, 0) >= count
    if over and under:
        return gave or took
    return gave or pieces.get(over, 0) > 0 if over else took or pieces.get(under, 0) < 0


def _note(case: Case, booked: Booked, misplaced: tuple[str, str, int], weight: float) -> Guess:
    over, under, count = misplaced
    face, instead, sign = over or under, "", CauseSign.SWAPPED
    if over and under:
        # Given: the missing piece went out where the one left over was due. Taken: the one left over came in for the missing.
        face, instead = (under, over) if booked.pieces.get(over, 0) < 0 else (over, under)
    else:
        sign = CauseSign.TOO_MANY if (booked.pieces.get(face, 0) < 0) is bool(under) else CauseSign.TOO_FEW
    link = _said(booked.link, sign, booked.amount + case.off)
    return Guess(CauseKind.WRONG_NOTE, weight, link, face, instead, count)


def hand_over(pieces: Mapping[str, int], amount: int) -> float:
    """How likely it is that somebody handed over ``amount`` (signed) in these signed pieces."""
    if not amount:
        return _DOUBTFUL if pieces else _FITS
    main = {face: count for face, count in pieces.items() if (count > 0) is (amount > 0)}
    change = {face: count for face, count in pieces.items() if face not in main}
    if not change:
        return _FITS
    back = abs(sum(face_minor(face) * count for face, count in change.items()))
    return _CHANGE if main and back < min(map(face_minor, main)) else _DOUBTFUL


def _said(link: CauseLink, sign: CauseSign, meant: int) -> CauseLink:
    return msgspec.structs.replace(link, sign=sign, meant=meant)
