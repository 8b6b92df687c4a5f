"""What the list says of what is held back: what will become of each, why, and what that does to the cash. Pure; no Qt."""

from collections.abc import Iterable, Sequence

from contract.numbers import parse_receipt
from contract.outbox import Expected, Fate
from teller_app.glass.entry_table import Leg
from teller_app.glass.lines import Line
from teller_app.i18n import formats
from teller_app.i18n.text import MissingText, Texts, Words
from teller_app.manifest import Kept
from teller_app.outbox import words
from teller_app.outbox.state import OutboxState

TONES: dict[Fate, str] = {
    Fate.POSTS: "pos",
    Fate.BOOKED: "pos",
    Fate.SUSPENSE: "warn",
    Fate.OVER_SHORT: "warn",
    Fate.WAITS: "warn",
    Fate.REFUSED: "neg",
    Fate.NOT_TAKEN: "neg",
    Fate.UNKNOWN: "info",
}
MANAGERS = (Fate.SUSPENSE, Fate.OVER_SHORT, Fate.WAITS)
"""What becomes a manager's task."""
NO = (Fate.REFUSED, Fate.NOT_TAKEN)
TILES = {
    "posts": ("pos", "check-circle"),
    "manager": ("warn", "seal-check"),
    "no": ("neg", "warning-circle"),
    "queue": ("", "tray"),
}
"""Tone where it is not nought, and icon of each figure above the list, while what is held back is looked at."""


def status(row: Kept, state: OutboxState, texts: Texts) -> tuple[str, str]:
    """Words and tone of the outcome: what will become of it where that is known, else how it stands."""
    fate = state.fate(row)
    return words.state_words(row, texts) if fate is None else (texts(f"outbox.fate.{fate.value}"), TONES[fate])


def why(row: Kept, state: OutboxState, texts: Texts) -> Words:
    """Why that will become of it, and what it means."""
    found = state.expected.get(row.command_id)
    fate = state.fate(row)
    if found is None or fate is None:
        return words.why(row, texts)
    meaning = texts(f"outbox.fate.{fate.value}.do")
    if found.reason:
        return Words(_reason(found, texts), meaning)
    if fate is Fate.POSTS and found.balance_after is not None and row.currency:
        balance = formats.money_with_sign(found.balance_after, row.currency)
        return Words(texts("outbox.balance_then", balance=balance), meaning)
    return Words(texts(f"outbox.fate.{fate.value}.why"), meaning)


def _reason(found: Expected, texts: Texts) -> str:
    code = found.reason if f"error.{found.reason}.title" in texts else "command_held"
    try:
        return texts.for_code(code, found.params).title
    except MissingText:
        # A server of another year may say a code without the figures that our sentence asks for.
        return texts.for_code("command_held").title


def then(row: Kept, state: OutboxState, texts: Texts) -> str:
    """What follows: where it is booked, whose task it becomes, that its number stays."""
    fate = state.fate(row)
    return "" if fate is None else texts(f"outbox.fate.{fate.value}.then")


def legs(row: Kept, state: OutboxState, texts: Texts) -> list[Leg]:
    """The entry as it would be booked."""
    found = state.expected.get(row.command_id)
    return [
        Leg(
            line.code or formats.account_number(line.account),
            texts(f"outbox.account.{line.code}") if f"outbox.account.{line.code}" in texts else words.who(row, state, texts),
            formats.money(line.debit) if line.debit else "",
            formats.money(line.credit) if line.credit else "",
        )
        for line in (found.lines if found else ())
    ]  # fmt: skip


def tile(name: str, state: OutboxState, texts: Texts) -> tuple[str, str]:
    """Figure of a tile and the line under it while what is held back is looked at."""
    rows = {
        "posts": state.of_fate(Fate.POSTS, Fate.BOOKED),
        "manager": state.of_fate(*MANAGERS),
        "no": (*state.of_fate(*NO), *(row for row in state.rows if row.stuck)),
        "queue": (*state.waiting, *state.back),
    }[name]
    return formats.pieces(len(rows)), numbers(rows, texts) if name == "queue" else words.total(rows)


def numbers(rows: Iterable[Kept], texts: Texts) -> str:
    """Whether the receipts that wait follow one another in each session."""
    counters: dict[tuple[str, str, int], list[int]] = {}
    for row in rows:
        parsed = parse_receipt(row.receipt)
        if parsed is not None:
            counters.setdefault(parsed[:3], []).append(parsed[3])
    if not counters:
        return ""
    missing = sum(max(found) - min(found) + 1 - len(set(found)) for found in counters.values())
    return texts("outbox.numbers_missing", n=missing) if missing else texts("outbox.numbers_whole")


def foot(state: OutboxState, texts: Texts) -> str:
    """How much of the list is shown, and that sending twice does nothing."""
    return texts("outbox.foot", n=len(state.shown), all=len(state.rows))


def cash_lines(state: OutboxState, texts: Texts) -> list[Line]:
    """What the drawers have now, what what waits does to them, what they have then. Totals only for those who may see them."""
    found: list[Line] = []
    for drawer in state.drawers:
        sign = formats.currency_sign(drawer.currency)
        if drawer.before is not None:
            found.append(
                Line(texts("outbox.cash.now", drawer=drawer.number), figure=f"{sign} {formats.money(drawer.before)}")
            )
        found += _moved(state, texts)
        if drawer.over_short:
            figure = formats.signed_money(drawer.over_short)
            found.append(Line(texts("outbox.cash.over_short", drawer=drawer.number), figure=figure, color="warn"))
        if drawer.after is not None:
            found.append(
                Line(texts("outbox.cash.then", drawer=drawer.number), figure=f"{sign} {formats.money(drawer.after)}")
            )
    return found


def _moved(state: OutboxState, texts: Texts) -> list[Line]:
    """The cash behind the envelopes, by what becomes of them: it has moved already, whatever the books will say."""
    found = []
    for key, rows, color in (
        ("posts", state.of_fate(Fate.POSTS), "pos"),
        ("suspense", state.of_fate(Fate.SUSPENSE), "warn"),
        ("late", state.of_fate(Fate.OVER_SHORT), "warn"),
        ("no", state.of_fate(*NO), "neg"),
    ):
        cash = [row for row in rows if row.offline]
        if cash:
            moved = sum(row.amount if row.kind == "deposit" else -row.amount for row in cash)
            found.append(
                Line(texts(f"outbox.cash.{key}", n=len(cash)), figure=formats.signed_money(moved), color=color)
            )
    return found


def pieces_agree(rows: Sequence[Kept]) -> bool:
    """Whether the notes and coins typed are worth what each posting says."""
    cash = (row for row in rows if row.offline and row.kind in ("deposit", "withdraw"))
    return all(row.pieces == (row.amount if row.kind == "deposit" else -row.amount) for row in cash)
