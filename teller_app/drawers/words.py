"""What the drawer room says: steps, tones and lines as texts' keys and figures. Pure; no Qt."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from contract.drawers import BookedLine, DrawerFact, PostTo, ReconciliationFact
from contract.money import worth
from contract.staff import Limit
from teller_app.drawers.state import BESIDE, DrawerState
from teller_app.i18n import formats
from teller_app.i18n.text import Texts

type Stands = Literal["done", "active", "waiting", "exception"]
type StepWords = tuple[str, str, Stands]
"""Title, detail, and how it stands: done, active, waiting or exception."""

_ICONS = {
    "opening": "sun",
    "deposit": "arrow-down-left",
    "withdraw": "arrow-up-right",
    "loan_repayment": "hand-coins",
    "loan_disbursal": "money",
    "fee": "coins",
    "reversal_in": "arrow-u-up-left",
    "reversal_out": "arrow-u-up-left",
    "from_vault": "vault",
    "to_vault": "vault",
    "from_drawer": "cash-register",
    "to_drawer": "cash-register",
}


def room_title(state: DrawerState, texts: Texts) -> str:
    """What is done with the drawer now."""
    if state.phase in ("opening", "opened", "signing"):
        return texts("drawers.title.opening")
    closing = state.phase in ("counting", "reconcile", "awaiting", "closed")
    return texts("drawers.title.closing" if closing else "drawers.title")


def place(state: DrawerState, texts: Texts) -> str:
    """Which drawer and whose; "" while none is chosen."""
    number = state.drawer.number if state.drawer else state.session.number if state.session else ""
    return texts("drawers.place", number=number, name=state.me) if number and state.me else ""


_FORWARD = {
    "opening": "count",
    "opened": "open",
    "signing": "open",
    "open": "begin_close",
    "counting": "count",
    "reconcile": "begin_close",
}


def key_names(state: DrawerState, texts: Texts) -> dict[str, str]:
    """What the keys of the bar do in this phase, where the room's own name for them says less."""
    phase = state.phase
    named = {"again": texts("drawers.recount" if phase == "reconcile" else "drawers.key.clear")}
    if phase in _FORWARD:
        named["forward"] = texts(f"drawers.key.{'decline' if state.declining else _FORWARD[phase]}")
    if phase in ("signing", "reconcile"):
        named["manager"] = texts("drawers.key.vault_signs" if phase == "signing" else "drawers.ask_manager")
    return named


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
    blind = texts(f"drawers.step.{'again' if state.again else 'blind'}")
    if counted and state.session:
        blind = texts("drawers.step.blind_at", at=formats.clock(formats.moment(state.session.opened_at)))
    return [
        (texts(f"drawers.step.{source}"), texts("drawers.step.number", number=number), "done"),
        (texts("drawers.step.float"), *_stands(texts, counted, blind)),
        (texts("drawers.step.difference"), said, "done" if counted else "waiting"),
        (texts("drawers.step.two"), *_signatures(state, texts)),
        (texts("drawers.step.open"), *_next(texts, state.phase == "opened")),
    ]


def closing_steps(state: DrawerState, texts: Texts) -> list[StepWords]:
    """The five steps from the last posting to the slip."""
    sheet, phase = state.reconciliation, state.phase
    at = {"counting": 1, "reconcile": 2, "awaiting": 3, "closed": 5}.get(phase, 0)
    counted = formats.clock(formats.moment(sheet.attempts[-1].at)) if sheet and sheet.attempts and at > 1 else ""
    stopped = formats.clock(formats.moment(sheet.attempts[0].at)) if sheet and sheet.attempts else ""
    signing = "drawers.step.needed" if state.asks_manager else "drawers.step.not_needed"
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


def vault_off(state: DrawerState, texts: Texts) -> str:
    """What a difference of the vault's is made of, where it is one piece's alone."""
    sent = state.result.sent if state.result else {}
    off = {face: state.counts.get(face, 0) - sent.get(face, 0) for face in {*sent, *state.counts}}
    found = [(face, pieces) for face, pieces in off.items() if pieces]
    if len(found) != 1:
        return texts("drawers.booked_vault_do")
    face, pieces = found[0]
    value = formats.money_with_sign(worth(face), state.currency)
    return texts(f"drawers.booked_vault_{'less' if pieces < 0 else 'more'}", n=abs(pieces), value=value)


SEGMENTS_MAX = 4
"""Counts that the switch has room for: the first, and the last of more."""


def count_name(number: int, of: int, texts: Texts) -> str:
    """ "First count" and "Recount" of two, "Count 3" of more."""
    if of > 2:
        return texts("drawers.count_n", number=number)
    return texts("drawers.count_first" if number == 1 else "drawers.count_second")


def count_segments(state: DrawerState, texts: Texts) -> tuple[tuple[str, str, bool], ...]:
    """(key, words, whether it can be looked at) of the switch between a close's counts: those that are in, the one that may follow the
    first, and both beside each other. None where the pieces of a count are not known.
    """
    counting, numbers = state.phase == "counting", [line.number for line in state.kept]
    if state.reconciliation is not None and not numbers:
        return ()
    coming = [len(numbers) + 1] if counting or len(numbers) < 2 else []
    shown = [*numbers, *coming]
    of = max(2, len(shown))
    shown = shown if len(shown) <= SEGMENTS_MAX else [shown[0], *shown[1 - SEGMENTS_MAX :]]
    if len(shown) < 2:
        shown.append(2)
    counts = ((str(n), count_name(n, of, texts), n not in coming and n in numbers and not counting) for n in shown)
    now = str(len(numbers) + 1)
    segments = tuple((key, label, there or (counting and key == now)) for key, label, there in counts)
    beside = ((BESIDE, texts("drawers.count_beside"), True),) if len(numbers) > 1 and not counting else ()
    return (*segments, *beside)


def opened_words(sheet: ReconciliationFact, state: DrawerState, texts: Texts) -> str:
    """When the session began, and that the vault's custodian signed for its float, where one did."""
    if not sheet.opened_at:
        return ""
    at = formats.clock(formats.moment(sheet.opened_at))
    signed = state.session is not None and state.session.session == sheet.session and state.session.signed_by
    return texts("drawers.flow.confirmed", at=at) if signed else at


def unused_lines(sheet: ReconciliationFact, texts: Texts) -> list[tuple[str, str]]:
    """(number, what became of it) of receipt numbers without a posting that are accounted for; how many entries did not arrive."""
    missing = sheet.attempts[-1].missing_entries if sheet.attempts else 0
    left_out = [(texts("drawers.unused.entries", n=missing), "")] if missing else []
    return left_out + [
        (one.receipt, texts(f"drawers.unused.{one.why.value}", receipt=one.instead)) for one in sheet.unused_receipts
    ]


def limit_rows(drawer: DrawerFact, texts: Texts, own: Sequence[Limit] = ()) -> list[tuple[str, str]]:
    """The bounds of a drawer as lines, and what its cashier may pay out alone."""
    figures = (
        *((("minimum", drawer.minimum),) if drawer.minimum else ()),
        ("soft", drawer.soft_max),
        ("insured", drawer.insured),
        ("hard", drawer.hard_max),
        *(
            ("withdraw", one.per_transaction)
            for one in own
            if one.kind == "withdraw" and one.currency == drawer.currency and one.per_transaction
        ),
        ("tolerance", drawer.tolerance),
    )
    return [(texts(f"drawers.limit.{name}"), formats.money(minor)) for name, minor in figures]


def limit_marks(drawer: DrawerFact, texts: Texts) -> list[tuple[int, str]]:
    """The bounds on the meter's scale, in thousandths of the hard maximum."""
    named = [("soft", drawer.soft_max), ("insured", drawer.insured), ("hard", drawer.hard_max)]
    if drawer.minimum:
        named.insert(0, ("minimum", drawer.minimum))
    return [(thousandths(minor, drawer.hard_max), texts(f"drawers.mark.{name}")) for name, minor in named]


def thousandths(minor: int, whole: int) -> int:
    """A share of a whole from 0 to 1000."""
    return min(1000, max(0, minor * 1000 // whole)) if whole > 0 else 0


def recent(sheet: ReconciliationFact) -> Sequence[tuple[str, int]]:
    """(business date, variance) of the last fourteen days, oldest first, this one last."""
    before = [(day, minor) for day, minor in sheet.recent if day != sheet.business_date]
    return (*before, (sheet.business_date, sheet.variance))[-14:]


def account_words(line: BookedLine, texts: Texts) -> tuple[str, str]:
    """ "1010-04" and "Cash in drawer 04". An account of a newer server is named by its code."""
    code = f"{line.code}-{line.detail}" if line.detail else line.code
    key = f"drawers.account.{line.code}"
    return code, texts(key, number=line.detail) if key in texts else code


def post_to(to: PostTo, state: DrawerState, texts: Texts) -> str:
    """ "Over/short 1420-04": an account that a close's difference can go to, in few words."""
    number = state.drawer.number if state.drawer else ""
    line = BookedLine(code="1420", detail=number) if to is PostTo.OVER_SHORT else BookedLine(code="1430")
    return texts(f"drawers.post_to.{to.value}", code=account_words(line, texts)[0])


def before_day(state: DrawerState, texts: Texts) -> str:
    """The business date of the drawer's last close."""
    day = state.before.business_date if state.before else ""
    return formats.weekday_day(date.fromisoformat(day), texts.language) if day else ""


def before_lines(state: DrawerState, texts: Texts) -> list[tuple[str, str, str, str]]:
    """Title, more, icon and its tone: the last close, its cash, its difference where one may know it, and where one sat oneself."""
    seen = state.before
    if seen is None or state.drawer is None:
        return []
    kept = "left" if seen.left_in else "empty"
    cash = (texts(f"drawers.before.{kept}"), texts(f"drawers.before.{kept}_do"), "vault", "accent")
    if not seen.session:
        return [(texts("drawers.before.never"), texts("drawers.before.never_do"), "sun", "mute"), cash]
    at = formats.clock(formats.moment(seen.closed_at))
    who = texts("drawers.before.forced" if seen.forced else "drawers.before.by", name=state.before_by, at=at)
    lines = [
        (texts("drawers.before.closed", number=seen.number), who, "check", "warn" if seen.forced else "pos"),
        cash,
    ]
    if seen.variance is not None:
        said = difference_words(seen.variance, texts, state.currency)[0]
        more = "drawers.before.accepted" if seen.accepted else "drawers.before.difference"
        lines.append((said, texts(more), *(("warning", "warn") if seen.variance else ("seal-check", "pos"))))
    if seen.own_number and seen.own_number != state.drawer.number:
        till = texts("drawers.before.you", number=seen.own_number)
        lines.append((till, _own_day(seen.own_date, texts), "user", "info"))
    return lines


def _own_day(day: str, texts: Texts) -> str:
    return texts("drawers.before.on", day=formats.day(date.fromisoformat(day), texts.language))


def _signatures(state: DrawerState, texts: Texts) -> tuple[str, Stands]:
    if state.declined:
        return texts("drawers.sign.back"), "exception"
    if state.phase == "signing":
        return texts("drawers.step.one_of_two"), "active"
    asked = state.drawer is not None and state.drawer.two_sign
    return texts("drawers.step.waiting" if asked else "drawers.step.not_asked"), "done" if state.booked else "waiting"


def signatures(state: DrawerState, texts: Texts) -> list[tuple[str, str, str, str, str]]:
    """Role, name, how and when, state in words and its tone: the cashier who counted, then the custodian who is waited for."""
    at = formats.clock(formats.moment(state.session.opened_at)) if state.session else ""
    counted = texts("drawers.sign.you_at", at=at) if at else texts("drawers.sign.you")
    mine = (state.me, counted, texts("drawers.sign.signed"), "pos")
    if state.declined:
        mine = (state.me, state.declined, texts("drawers.sign.declined"), "neg")
    told = texts("drawers.sign.told")
    if state.session and state.session.called_at:
        told = texts("drawers.sign.called", at=formats.clock(formats.moment(state.session.called_at)), told=told)
    session = state.session
    if session is not None and session.signed_by:
        signed = texts("drawers.sign.in_vault", at=formats.clock(formats.moment(session.signed_at)))
        hand = (texts("drawers.sign.custodian"), session.signed_by, signed, texts("drawers.sign.signed"), "pos")
        return [(texts("drawers.sign.cashier"), *mine), hand]
    theirs = texts("drawers.sign.takes_back" if state.declined else "drawers.sign.custodian")
    if state.custodians_hand:
        told = texts("drawers.sign.drawn")
    keepers = _some([name for _, name in state.keepers], texts) if state.keepers else ""
    return [(texts("drawers.sign.cashier"), *mine), (theirs, keepers, told, texts("drawers.step.waiting"), "warn")]


def _some(names: Sequence[str], texts: Texts) -> str:
    """Two names, and how many more there are."""
    if len(names) <= 2:
        return texts("drawers.sign.or").join(names)
    return texts("drawers.sign.more", names=", ".join(names[:2]), n=len(names) - 2)


def _stands(texts: Texts, done: bool, detail: str) -> tuple[str, Stands]:
    return (detail, "done") if done else (texts("drawers.step.in_progress"), "active")


def _next(texts: Texts, ready: bool) -> tuple[str, Stands]:
    return (texts("drawers.step.press_f9"), "active") if ready else (texts("drawers.step.waiting"), "waiting")
