"""The six figures over a branch's day, each with a second line (picture 11). Pure; no Qt."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from contract.drawers import ReconciliationFact
from contract.vault import CashMoveFact, MoveState
from teller_app.branches.state import BranchState
from teller_app.i18n import formats
from teller_app.i18n.text import Texts

LATE = ("late_in", "late_out")
"""Kinds of movement that became known after the count."""
NEAR = 90
"""Percent of a vault's limit from which its share is amber."""


@dataclass(frozen=True)
class KeyFigure:
    """A figure with its tile's tone, and what stands under it with its own; "" where nothing is known or nothing is to be noted."""

    figure: str
    note: str = ""
    tone: str = ""
    note_tone: str = ""


def key_figures(state: BranchState, texts: Texts) -> Mapping[str, KeyFigure]:
    """All six by their tile's name. Cash is that of the chosen currency: cedis and dollars make no sum."""
    return {
        "drawers": _drawers(state, texts),
        "vault": _vault(state, texts),
        "transit": _transit(state, texts),
        "net": _net(state, texts),
        "postings": _postings(state, texts),
        "blockers": KeyFigure(
            str(len(state.blockers)),
            texts("branches.note.checks", n=state.ready, m=len(state.checks)) if state.checks else "",
            "warn" if state.blockers else "pos",
        ),
    }


def percent(amount: int, limit: int) -> int:
    """How much of a limit it is, in whole percent downwards: what is under its limit never reads 100."""
    return amount * 100 // limit if limit > 0 else 0


def _drawers(state: BranchState, texts: Texts) -> KeyFigure:
    mine = [drawer for drawer in state.seen.drawers if drawer.currency == state.currency]
    held = sum(item.balance for item in state.seen.totals.values() if item.currency == state.currency)
    held += sum(_left(state, drawer.drawer) for drawer in mine if not drawer.session)
    open_ones = sum(bool(drawer.session) for drawer in mine)
    return KeyFigure(formats.money(held), texts("branches.note.open", n=open_ones, m=len(mine)))


def _vault(state: BranchState, texts: Texts) -> KeyFigure:
    seen, held = state.seen, _held(state, "vault")
    custody = next((item for item in seen.vaults if _here(state, item.branch, item.currency)), None)
    # What the insurer pays is the limit, as the vault's own meter has it.
    limit = (custody.insured or custody.soft_max) if custody else 0
    if not limit:
        return KeyFigure(formats.money(held))
    share = percent(held, limit)
    note = texts("branches.note.of_limit", percent=share, limit=formats.money(limit))
    return KeyFigure(formats.money(held), note, note_tone="warn" if share >= NEAR else "")


def _transit(state: BranchState, texts: Texts) -> KeyFigure:
    going = [move for move in state.seen.moves if _going(state, move)]
    late = [state.late[move.transfer] for move in going if move.transfer in state.late]
    said = texts("branches.note.transfers", n=len(going)) if going else texts("branches.note.none_going")
    if late:
        said = texts("branches.note.late", transfers=said, n=len(late), minutes=max(late))
    return KeyFigure(formats.money(_held(state, "transit")), said, note_tone="warn" if late else "")


def _net(state: BranchState, texts: Texts) -> KeyFigure:
    mine = [item for item in state.seen.totals.values() if item.currency == state.currency]
    done = [amount for sheet in state.seen.closed if sheet.currency == state.currency for amount in _moved(sheet)]
    cash_in = sum(item.cash_in for item in mine) + sum(amount for amount in done if amount > 0)
    cash_out = sum(item.cash_out for item in mine) - sum(amount for amount in done if amount < 0)
    note = texts("branches.note.in_out", cash_in=formats.money(cash_in), cash_out=formats.money(cash_out))
    return KeyFigure(formats.signed_money(cash_in - cash_out), note)


def _postings(state: BranchState, texts: Texts) -> KeyFigure:
    made: dict[str, int] = {}
    for session in state.seen.sessions:
        made[session.drawer] = made.get(session.drawer, 0) + session.postings
    for sheet in state.seen.closed:
        made[sheet.drawer] = made.get(sheet.drawer, 0) + sum(movement.items for movement in sheet.movements)
    most = max(made, key=lambda drawer: made[drawer], default="")
    numbers = {session.drawer: session.number for session in state.seen.sessions}
    numbers |= {drawer.drawer: drawer.number for drawer in state.seen.drawers}
    busiest = texts("branches.note.busiest", number=numbers.get(most, ""), n=made[most]) if most and made[most] else ""
    return KeyFigure(formats.pieces(sum(made.values())), _compared(state, texts) or busiest)


def _left(state: BranchState, drawer: str) -> int:
    """What lies in a closed drawer: what its last close of the day counted, or what the last report found where it was not opened."""
    counted = [sheet.counted for sheet in state.seen.closed if sheet.drawer == drawer]
    if counted:
        return counted[-1]
    return next((line.balance for one in state.figures for line in one.drawers if line.drawer == drawer), 0)


def _moved(sheet: ReconciliationFact) -> list[int]:
    """What moved in a closed session, signed. What became known after its count was counted already."""
    return [movement.amount for movement in sheet.movements if movement.kind not in LATE]


def _compared(state: BranchState, texts: Texts) -> str:
    """How the day goes beside the same weekday a week ago, as far as that is known."""
    week = state.week_before
    if week is None or not week.then:
        return ""
    more = round((week.now - week.then) * 100 / week.then)
    weekday = formats.weekday(date.fromisoformat(week.day), texts.language)
    word = "above" if more > 0 else "below" if more < 0 else "equal"
    return texts(f"branches.note.week_{word}", percent=abs(more), weekday=weekday)


def _held(state: BranchState, where: str) -> int:
    stocks = (item for item in state.seen.stocks if item.holder.startswith(f"{where}:"))
    return sum(item.amount for item in stocks if item.currency == state.currency)


def _here(state: BranchState, branch: str, currency: str) -> bool:
    return (branch, currency) == (state.home, state.currency)


def _going(state: BranchState, move: CashMoveFact) -> bool:
    return move.state is MoveState.SENT and _here(state, move.branch, move.currency)
