"""What the branch's room says: checks, drawers and figures as texts' keys. Pure; no Qt."""

from typing import Literal

from contract.branches import DayFigures, TillFact
from contract.drawers import DrawerFact, SessionFact, SessionState
from contract.vault import MoveState
from teller_app.branches.state import BranchState, Check
from teller_app.i18n import formats
from teller_app.i18n.text import Texts

_LIMITS = {"low": ("low", "warn"), "normal": ("open", "pos"), "near": ("near", "warn"), "over": ("over", "neg")}


def check_title(check: Check, texts: Texts) -> str:
    """ "Drawer 03 is open"."""
    return texts(f"branches.check.{check.code}", about=check.about)


def check_sub(check: Check, state: BranchState, texts: Texts) -> str:
    """Whose it is and since when."""
    owner = state.name(check.owner) if check.owner else texts(f"branches.owner.{check.group}")
    return texts("branches.since", owner=owner, at=at(check.since)) if check.since else owner


def at(stamp: str) -> str:
    """A time of the day."""
    return formats.clock(formats.moment(stamp)) if stamp else ""


def till_advice(till: TillFact, state: BranchState, texts: Texts) -> tuple[str, str]:
    """What a till that is away holds up, and what there is to do: wait, call, close its drawer by force."""
    at_last = texts("branches.till.unsent", n=till.unsent) if till.unsent else texts("branches.till.sent")
    title = texts("branches.till.blocks", about=till.number, last=at_last)
    return title, texts("branches.till.do", name=state.name(till.cashier))


def drawer_state(
    drawer: DrawerFact, session: SessionFact | None, texts: Texts, away: TillFact | None = None
) -> tuple[str, str]:
    """Words and tone of a drawer."""
    if session is None:
        return texts("branches.drawer.closed"), "mute"
    if away is not None:
        said = texts("branches.drawer.away_n", n=away.unsent) if away.unsent else texts("branches.drawer.away")
        return said, "warn"
    if session.state.value != "open":
        return texts(f"branches.drawer.{session.state.value}"), "info"
    word, tone = _LIMITS.get(session.cash_word, ("open", "pos"))
    return texts(f"branches.drawer.{word}"), tone


def presence(session: SessionFact | None, away: TillFact | None) -> Literal["", "on", "away", "off"]:
    """The dot at a cashier's avatar: at the counter, counting or waiting, or not to be reached. The state's chip says it in words."""
    if session is None or away is not None:
        return "off"
    return "on" if session.state is SessionState.OPEN else "away"


def bar_mark(balance: int, drawer: DrawerFact) -> str:
    """The token of a drawer's line and bar: amber above the soft maximum, red above the hard one (as the server words it)."""
    if 0 < drawer.hard_max < balance:
        return "neg"
    return "warn_mark" if 0 < drawer.soft_max < balance else "accent_mark"


def figures_of(state: BranchState) -> DayFigures | None:
    """The last report's figures in the chosen currency."""
    return next((item for item in state.figures if item.currency == state.currency), None)


def tie_words(figures: DayFigures, texts: Texts) -> tuple[str, str]:
    """Whether it ties: words and tone."""
    if figures.ties:
        return texts("branches.ties"), "pos"
    if not figures.off:
        return texts("branches.altered"), "neg"
    return texts("branches.off", amount=formats.signed_money(figures.off)), "neg"


def drawers_closed(figures: DayFigures, texts: Texts) -> str:
    """How many of the day's drawers are counted and closed."""
    closed = sum(drawer.state == "closed" for drawer in figures.drawers)
    return texts("branches.closed_of", n=closed, m=len(figures.drawers))


def vault_counted(state: BranchState, texts: Texts) -> str:
    """When the vault was counted, and by whom."""
    seen = (vault for vault in state.seen.vaults if (vault.branch, vault.currency) == (state.home, state.currency))
    custody = next(seen, None)
    if custody is None or not custody.counted_at:
        return texts("vault.uncounted")
    names = ", ".join(formats.short_name(state.name(user)) for user in custody.counted_by)
    return texts("branches.counted_by", at=at(custody.counted_at), names=names)


def bags(state: BranchState, texts: Texts) -> str:
    """The numbers of what is on its way."""
    going = [move.number for move in state.seen.moves
             if move.state in (MoveState.SENT, MoveState.COUNTED) and (move.branch, move.currency) == (state.home, state.currency)]  # fmt: skip
    return ", ".join(going) if going else texts("branches.note.none_going")
