"""The day's end as steps and exceptions, from what the branch's room knows (picture 22, the cash part). Pure.

Nothing runs by itself here: people count, receive and decide, and a step is done once the books say so. What does not hold up the rest
is an exception; what is in somebody's hands is (``rules.HARD``).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from contract.approvals import RequestFact, RequestState
from contract.branches import BrokenEntry, HeldEntry
from contract.papers import TrialPaper
from teller_app.branches import rules
from teller_app.branches.state import BranchState, Check
from teller_app.branches.words import figures_of

type StepState = Literal["done", "active", "waiting", "exception"]

STEPS = ("open", "tills", "drawers", "moves", "vault", "requests", "variances", "advances", "tie", "close", "next")
_CODES = {
    "tills": ("till_away", "tills_here"),
    "drawers": ("drawer_open", "drawer_awaits", "drawer_closed"),
    "moves": ("move_open", "moves_received"),
    "vault": ("vault_counted",),
    "requests": ("requests_decided",),
    "variances": ("variances_accepted",),
    "advances": ("advance_open", "advances_retired"),
}
SOFT = frozenset({"tills", "requests", "variances", "advances"})
"""Steps that leave exceptions and let the rest go on."""


@dataclass(frozen=True)
class EndStep:
    """One step: ``n`` of ``m`` are ready; ``figure`` in minor units where it has one."""

    name: str
    state: StepState
    n: int = 0
    m: int = 0
    figure: int | None = None


@dataclass(frozen=True)
class Fault:
    """An exception to settle. ``act`` is entry, nudge, decide, variances or "" (nothing can be done here).

    ``check`` is the blocker behind it, ``entry`` the journal row that breaks the tie-out or, ``held``, lies in suspense; ``off`` by how much
    in minor units.
    """

    key: str
    step: str
    code: str
    act: str
    check: Check | None = None
    entry: BrokenEntry | None = None
    held: HeldEntry | None = None
    about: str = ""
    off: int = 0


@dataclass(frozen=True)
class Settled:
    """What the day settled by itself, for whoever signs it: a code with words and what it is about."""

    code: str
    about: str
    amount: int = 0
    count: int = 0


def chosen(state: BranchState) -> Fault | None:
    """The selected exception, the first one where none is."""
    found = faults(state)
    return next((one for one in found if one.key == state.fault), found[0] if found else None)


def steps(state: BranchState) -> tuple[EndStep, ...]:
    """All steps in the evening's order. The first hard one that is not done is under way, what comes after it waits."""
    branch = state.seen.branch
    if branch is None or not branch.business_date:
        return tuple(EndStep(name, "waiting") for name in STEPS)
    found: list[EndStep] = []
    held = False
    for name in STEPS:
        done, n, m = _standing(state, name)
        if done:
            mark: StepState = "done"
        elif name in SOFT or (name == "tie" and figures_of(state) is not None):
            mark = "exception"
        else:
            mark, held = ("waiting" if held else "active"), True
        found.append(EndStep(name, mark, n, m, _figure(state, name)))
    return tuple(found)


def _standing(state: BranchState, name: str) -> tuple[bool, int, int]:
    """(done, how many are ready, of how many)."""
    closed = not state.open
    if name == "open":
        return True, 1, 1
    if name == "tie":
        figures = state.figures
        return bool(figures) and all(item.ties for item in figures), 0, 0
    if name in ("close", "next"):
        return closed and name == "close", 0, 0
    mine = [check for check in state.checks if check.code in _CODES[name]]
    ready = sum(check.ready for check in mine)
    if closed and name not in SOFT:
        # Its drawers are closed and its cash is received, or the day would not be.
        ready = len(mine)
    return ready == len(mine), ready, len(mine)


def _figure(state: BranchState, name: str) -> int | None:
    figures, seen = figures_of(state), state.seen
    if name == "drawers":
        return sum(line.balance for line in figures.drawers) if figures else None
    if name in ("moves", "vault"):
        holder = "transit:" if name == "moves" else "vault:"
        held = [
            stock.amount
            for stock in seen.stocks
            if stock.holder.startswith(holder) and stock.currency == state.currency
        ]
        return sum(held) if held else None
    if name == "variances":
        return figures.over_short if figures else None
    return figures.cash if figures and name == "tie" else None


def faults(state: BranchState) -> tuple[Fault, ...]:
    """What is to be settled: entries that break the tie-out first, then what lies in suspense, then what nobody has decided."""
    return (*_breaks(state), *_held(state), *_undecided(state))


def _breaks(state: BranchState) -> Iterator[Fault]:
    for figures in state.figures:
        for broken in figures.broken:
            for entry in broken.entries:
                yield Fault(f"entry:{entry.seq}", "tie", "broken_entry", "entry", entry=entry, about=broken.account,
                            off=entry.moved - entry.leg)  # fmt: skip
            if not broken.entries:
                yield Fault(f"account:{broken.account}", "tie", "broken_account", "", about=broken.account,
                            off=broken.counted - broken.ledger)  # fmt: skip


def _held(state: BranchState) -> Iterator[Fault]:
    for figures in state.figures:
        for entry in figures.held:
            yield Fault(f"held:{entry.seq}", "suspense", "in_suspense", "entry", held=entry, off=entry.amount)


def _undecided(state: BranchState) -> Iterator[Fault]:
    for check in state.blockers:
        step = next((name for name in SOFT if check.code in _CODES[name]), "")
        if step:
            yield Fault(f"check:{check.key}", step, check.code, check.act, check=check, about=check.about)


def settled(state: BranchState) -> tuple[Settled, ...]:
    """What the day's rules settled by themselves."""
    return (*_of_drawers(state), *_on_the_road(state))


def _of_drawers(state: BranchState) -> Iterator[Settled]:
    figures = figures_of(state)
    for line in figures.drawers if figures else ():
        if line.forced_by:
            yield Settled("forced", line.number, line.variance)
        if line.late_entries:
            yield Settled("amended", line.number, line.variance, line.late_entries)
        elif line.variance and not line.forced_by:
            yield Settled("variance", line.number, line.variance)
        if line.state == "closed" and line.balance:
            yield Settled("left_in", line.number, line.balance)


def _on_the_road(state: BranchState) -> Iterator[Settled]:
    for move in state.seen.moves:
        if move.state in rules.GOING and rules.outside(move.state, move.source.where, move.target.where):
            yield Settled("on_road", move.number, move.amount)


def unbalanced(paper: TrialPaper) -> int:
    """By how much the trial balance's debits and credits differ, in minor units: of the day, else of the balances it opened with."""
    moved = sum(line.debits - line.credits for line in paper.lines)
    return moved or sum(line.opening for line in paper.lines)


def signature(state: BranchState) -> RequestFact | None:
    """The request that asks a manager to sign the close, while it waits."""
    return next(
        (one for one in state.seen.requests if one.kind == rules.CLOSE_KIND and one.state is RequestState.AWAITING),
        None,
    )


def same_report(state: BranchState) -> bool | None:
    """Whether the closing report equals the last mid-day one read here after the day's last movement; None where there is none."""
    if not state.x or state.seen.report is None:
        return None
    return tuple(state.x) == tuple(state.seen.report.figures)
