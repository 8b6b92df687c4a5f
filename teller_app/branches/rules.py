"""What holds up the close of a branch's day, and who owns it. Pure; the server decides again when it is closed."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from contract.approvals import RequestState
from contract.branches import DayFigures
from contract.drawers import SessionState
from contract.vault import MoveState, Where
from teller_app.branches.state import Check, Seen

GROUPS = ("branch", "vault", "drawers", "papers")
CLOSE_KIND = "close_branch_day"
GOING = (MoveState.PROPOSED, MoveState.SENT, MoveState.COUNTED)


def checks(seen: Seen) -> tuple[Check, ...]:
    """All checks of the evening, in its order; every one is there from the morning on."""
    if seen.branch is None:
        return ()
    return (*_branch(seen), *_vault(seen), *_drawers(seen), *_papers(seen))


def _branch(seen: Seen) -> Iterator[Check]:
    assert seen.branch is not None
    yield Check("branch", "day_open", seen.branch.business_date, ready=seen.branch.open)


def _vault(seen: Seen) -> Iterator[Check]:
    assert seen.branch is not None
    for stock in seen.stocks:
        if stock.branch != seen.branch.branch or not stock.holder.startswith("vault:"):
            continue
        custody = next((vault for vault in seen.vaults if vault.vault == stock.holder), None)
        counted = not stock.amount or (custody is not None and custody.closed_on == seen.branch.business_date)
        yield Check("vault", "vault_counted", stock.currency, ready=counted, act="" if counted else "vault")
    waiting = [
        move
        for move in seen.moves
        if move.state in GOING and not outside(move.state, move.source.where, move.target.where)
    ]
    if not waiting:
        yield Check("vault", "moves_received", ready=True)
    for move in waiting:
        receiver = next((item.cashier for item in seen.drawers if item.drawer == move.target.drawer), "")
        owner = move.waits_for or receiver
        yield Check(
            "vault", "move_open", move.number, owner=owner, since=move.sent_at or move.at, act="nudge" if owner else ""
        )


def outside(state: MoveState, source: Where, target: Where) -> bool:
    """A bag on the road to or from the bank may stay there over night."""
    return state is MoveState.SENT and Where.BANK in (source, target)


def _drawers(seen: Seen) -> Iterator[Check]:
    by_session = {session.session: session for session in seen.sessions}
    silent = [till for till in seen.tills if till.session in by_session]
    if not silent:
        yield Check("drawers", "tills_here", ready=True)
    for till in silent:
        yield Check("drawers", "till_away", till.number, owner=till.cashier, since=till.since, act="nudge")
    for drawer in seen.drawers:
        session = by_session.get(drawer.session)
        if session is None:
            yield Check("drawers", "drawer_closed", drawer.number, ready=True)
        elif session.state is SessionState.AWAITING:
            yield Check("drawers", "drawer_awaits", drawer.number, since=session.opened_at, act="decide")
        else:
            yield Check(
                "drawers", "drawer_open", drawer.number, owner=session.cashier, since=session.opened_at, act="nudge"
            )


def _papers(seen: Seen) -> Iterator[Check]:
    # The close's own request is what all of this leads to, and no blocker of it.
    waiting = [one for one in seen.requests if one.state is RequestState.AWAITING and one.kind != CLOSE_KIND]
    yield Check("papers", "requests_decided", str(len(waiting)) if waiting else "", ready=not waiting,
                since=waiting[0].at if waiting else "", act="decide" if waiting else "")  # fmt: skip
    open_ones = [item for item in seen.variances if item.state.value == "recorded"]
    yield Check("papers", "variances_accepted", str(len(open_ones)) if open_ones else "", ready=not open_ones,
                since=open_ones[0].at if open_ones else "", act="variances" if open_ones else "")  # fmt: skip

    day = seen.branch.business_date if seen.branch else ""
    late = [item for item in seen.advances if item.state.value == "paid" and item.due <= day]
    if not late:
        yield Check("papers", "advances_retired", ready=True)
    for item in late:
        yield Check("papers", "advance_open", item.number, owner=item.person, since=item.at, act="nudge")


HARD = frozenset({"drawer_open", "drawer_awaits", "move_open"})
"""What no reason closes over: that cash is in somebody's hands."""


def close_fault(found: tuple[Check, ...], reason: str, ties: bool = True, paused_by: str = "") -> str:
    """Why the day cannot be closed now, as an error's code; "" where it can. ``ties``: nothing known says that it does not."""
    if paused_by:
        return "day_end_paused"
    codes = {check.code for check in found if not check.ready}
    if codes & {"drawer_open", "drawer_awaits"}:
        return "drawers_still_open"
    if "move_open" in codes:
        return "move_pending"
    if reason.strip():
        return ""
    return "vault_not_counted" if "vault_counted" in codes else "" if ties else "day_not_tied"


REASONABLE = frozenset({"vault_not_counted", "day_not_tied"})
"""What a day may be closed over where somebody says why."""


def next_day(business_date: str, today: date) -> str:
    """The date that is opened next: today, or the day after the last one where the calendar is behind it."""
    if not business_date:
        return today.isoformat()
    return max(today, date.fromisoformat(business_date) + timedelta(days=1)).isoformat()


def figures_now(seen: Seen, known: tuple[DayFigures, ...]) -> dict[str, Any]:
    """What changes of the figures: the closing report's of a closed day. Those of a day before go: yesterday's difference is none of today's."""
    if seen.report is not None:
        return {"figures": seen.report.figures, "figures_at": seen.report.at}
    day = seen.branch.business_date if seen.branch else ""
    if any(figures.business_date != day for figures in known):
        return {"figures": (), "figures_at": "", "x": (), "x_at": ""}
    return {}
