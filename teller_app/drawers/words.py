"""What the drawer room says: steps, tones and lines as texts' keys and figures. Pure; no Qt."""

from collections.abc import Sequence
from typing import Literal

from contract.drawers import DrawerFact, ReconciliationFact
from teller_app.drawers.state import DrawerState
from teller_app.i18n import formats
from teller_app.i18n.text import Texts

type Stands = Literal["done", "active", "waiting", "exception"]
type StepWords = tuple[str, str, Stands]
"""Title, detail, and how it stands: done, active, waiting or exception."""

_ICONS = {
    "opening": "sun",
    "deposit": "arrow-down-left",
    "withdraw": "arrow-up-right",
    "fee": "coins",
    "reversal_in": "arrow-u-up-left",
    "reversal_out": "arrow-u-up-left",
    "from_vault": "vault",
    "to_vault": "vault",
    "from_drawer": "cash-register",
    "to_drawer": "cash-register",
}


def movement_icon(kind: str) -> str:
    """The icon of a movement's kind; a kind of a newer server still has one."""
    return _ICONS.get(kind, "arrows-left-right")


def movement_title(kind: str, texts: Texts) -> str:
    """The name of a movement's kind."""
    key = f"drawers.flow.{kind}"
    return texts(key) if key in texts else texts("drawers.flow.other")


def difference_words(minor: int, texts: Texts, currency: str) -> tuple[str, str, str]:
    """How far off a count is: words, tone and icon. A shortage is red, a surplus amber, agreement green."""
    if not minor:
        return texts("drawers.agrees"), "pos", "check"
    key, tone = ("drawers.short", "neg") if minor < 0 else ("drawers.over", "warn")
    return texts(key, amount=formats.money_with_sign(abs(minor), currency)), tone, "warning"


def opening_steps(state: DrawerState, texts: Texts) -> list[StepWords]:
    """The five steps from the vault's float to working with it."""
    counted, result = state.booked, state.result
    difference = result.difference if result else 0
    said = difference_words(difference, texts, state.currency)[0] if result else texts("drawers.step.done")
    said = said if counted else texts("drawers.step.waiting")
    number = state.drawer.number if state.drawer else ""
    source = "left" if state.drawer and state.drawer.carried_forward else "vault"
    return [
        (texts(f"drawers.step.{source}"), texts("drawers.step.number", number=number), "done"),
        (texts("drawers.step.float"), *_stands(texts, counted, texts("drawers.step.blind"))),
        (texts("drawers.step.difference"), said, ("exception" if difference else "done") if counted else "waiting"),
        (texts("drawers.step.two"), *_signatures(state, texts)),
        (texts("drawers.step.open"), *_next(texts, state.phase == "opened")),
    ]


def closing_steps(state: DrawerState, texts: Texts) -> list[StepWords]:
    """The five steps from the last posting to the slip."""
    sheet, phase = state.reconciliation, state.phase
    at = {"counting": 1, "reconcile": 2, "awaiting": 3, "closed": 5}.get(phase, 0)
    counted = formats.clock(formats.moment(sheet.attempts[-1].at)) if sheet and sheet.attempts and at > 1 else ""
    stopped = formats.clock(formats.moment(sheet.attempts[0].at)) if sheet and sheet.attempts else ""
    signing = "drawers.step.needed" if state.above_tolerance else "drawers.step.not_needed"
    details = [
        stopped or texts("drawers.step.with_count"),
        counted or texts("drawers.step.done"),
        texts("drawers.step.done"),
        texts(signing) if at >= 2 else texts("drawers.step.waiting"),
        texts("drawers.step.done"),
    ]
    titles = ("stop", "count", "reconcile", "manager", "slip")
    steps: list[StepWords] = []
    for place, (title, detail) in enumerate(zip(titles, details, strict=True)):
        stands: Stands = "done" if place < at else "active" if place == at else "waiting"
        said = (
            detail if place < at or place == 3 else texts(f"drawers.step.{'in_progress' if place == at else 'waiting'}")
        )
        steps.append((texts(f"drawers.step.{title}"), said, stands))
    return steps


def limit_rows(drawer: DrawerFact, texts: Texts) -> list[tuple[str, str]]:
    """The bounds of a drawer as lines."""
    figures = (
        ("soft", drawer.soft_max),
        ("insured", drawer.insured),
        ("hard", drawer.hard_max),
        ("tolerance", drawer.tolerance),
    )
    return [(texts(f"drawers.limit.{name}"), formats.money(minor)) for name, minor in figures]


def limit_marks(drawer: DrawerFact, texts: Texts) -> list[tuple[int, str]]:
    """The bounds on the meter's scale, in thousandths of the hard maximum."""
    named = (("soft", drawer.soft_max), ("insured", drawer.insured), ("hard", drawer.hard_max))
    return [(thousandths(minor, drawer.hard_max), texts(f"drawers.mark.{name}")) for name, minor in named]


def thousandths(minor: int, whole: int) -> int:
    """A share of a whole from 0 to 1000."""
    return min(1000, max(0, minor * 1000 // whole)) if whole > 0 else 0


def recent(sheet: ReconciliationFact) -> Sequence[tuple[str, int]]:
    """(business date, variance) of the last fourteen days, oldest first, this one last."""
    before = [(day, minor) for day, minor in sheet.recent if day != sheet.business_date]
    return (*before, (sheet.business_date, sheet.variance))[-14:]


def _signatures(state: DrawerState, texts: Texts) -> tuple[str, Stands]:
    if state.phase == "signing":
        return texts("drawers.step.one_of_two"), "active"
    asked = state.drawer is not None and state.drawer.two_sign
    return texts("drawers.step.waiting" if asked else "drawers.step.not_asked"), "done" if state.booked else "waiting"


def signature_lines(state: DrawerState, texts: Texts) -> list[tuple[str, str, str, str]]:
    """Role, who and when, how it stands and its tone: the cashier who counted, then the custodian who is waited for."""
    at = formats.clock(formats.moment(state.session.opened_at)) if state.session else ""
    counted = texts("drawers.sign.you_at", at=at) if at else texts("drawers.sign.you")
    return [
        (texts("drawers.sign.cashier"), counted, texts("drawers.sign.signed"), "pos"),
        (texts("drawers.sign.custodian"), texts("drawers.sign.told"), texts("drawers.step.waiting"), "warn"),
    ]


def _stands(texts: Texts, done: bool, detail: str) -> tuple[str, Stands]:
    return (detail, "done") if done else (texts("drawers.step.in_progress"), "active")


def _next(texts: Texts, ready: bool) -> tuple[str, Stands]:
    return (texts("drawers.step.press_f9"), "active") if ready else (texts("drawers.step.waiting"), "waiting")
