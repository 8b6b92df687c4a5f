"""What the list says of a command that is not booked: what it is, how it stands, why, and what to do. Pure; no Qt."""

from collections.abc import Iterable

from contract.errors import ErrorCode
from contract.outbox import Fate
from teller_app.glass.kinds import kind_mark
from teller_app.glass.timeline import Happened
from teller_app.i18n import formats
from teller_app.i18n.text import MissingText, Texts, Words
from teller_app.manifest import Kept
from teller_app.outbox.state import OutboxState

_TONES = {"queued": "info", "sending": "info", "back": "warn", "held": "neg", "refused": "neg"}
PROVABLE = frozenset({ErrorCode.CODE_NEEDED, ErrorCode.SECOND_NEEDED})
"""Why something waits for a proof that is asked for as it goes out again."""
CASH_OUT = frozenset({"withdraw"})
TILES = {"waiting": "", "booked": "pos", "held": "neg", "refused": "neg"}
"""The tone of each figure above the list, where it is not nought."""


def kind_words(row: Kept, texts: Texts) -> str:
    """The name of what was asked."""
    key = f"outbox.kind.{row.kind}"
    return texts(key) if key in texts else texts("outbox.kind.other")


def kind_icon(row: Kept) -> tuple[str, str]:
    """Icon and tone of it."""
    return kind_mark("reversal" if row.kind == "reverse_transaction" else row.kind)


def who(row: Kept, state: OutboxState, texts: Texts) -> str:
    """The customer as far as this reader knows them, else what was asked."""
    return state.subjects.get(row.account, ("", ""))[1] or kind_words(row, texts)


def about(row: Kept, state: OutboxState, texts: Texts) -> str:
    """Kind and receipt below the customer; the receipt alone where the kind stands above already."""
    kind = kind_words(row, texts)
    return " · ".join(part for part in (kind if who(row, state, texts) != kind else "", row.receipt) if part)


def whole(row: Kept, state: OutboxState, texts: Texts) -> str:
    """Which one it is, in a line: kind, amount, whose, receipt."""
    money = formats.money_with_sign(row.amount, row.currency) if row.currency else ""
    return " · ".join(part for part in (kind_words(row, texts), money, who(row, state, texts), row.receipt) if part)


def amount_head(state: OutboxState, texts: Texts) -> str:
    """The head of the amounts, with the currency where all are in one."""
    signs = {formats.currency_sign(row.currency) for row in state.rows if row.currency}
    return texts("outbox.column.amount_in", sign=signs.pop()) if len(signs) == 1 else texts("outbox.column.amount")


def amount_words(row: Kept) -> tuple[str, str]:
    """Figure and colour: a deposit is a credit, a withdrawal a plain minus, nothing for what is about no money."""
    if not row.currency:
        return formats.EM_DASH, "text3"
    if row.kind == "deposit":
        return formats.signed_money(row.amount), "pos"
    return formats.money(-row.amount if row.kind in CASH_OUT else row.amount), "text"


def state_words(row: Kept, texts: Texts) -> tuple[str, str]:
    """Words and tone of how it stands."""
    return texts(f"outbox.state.{row.state}"), _TONES[row.state]


def why(row: Kept, texts: Texts) -> Words:
    """Why it is not booked, and what its code asks for; empty words for what only waits."""
    if row.state == "back":
        return Words(texts("outbox.back_waits"), texts("outbox.back_waits_do"))
    if not row.stuck:
        return Words(texts("outbox.waits"), texts("outbox.waits_do"))
    code = row.code if f"error.{row.code}.title" in texts else "command_held"
    try:
        return texts.for_code(code, row.params)
    except MissingText:
        # A server of another year may say a code without the figures that our sentence asks for.
        return texts.for_code("command_held")


def what_to_do(row: Kept, texts: Texts) -> str:
    """What the person at the counter does with the cash and the paper of it."""
    if not row.stuck:
        return ""
    if row.code == ErrorCode.NOT_YOURS:
        return texts("outbox.then.theirs")
    if row.code in PROVABLE:
        return texts("outbox.then.prove")
    if row.state == "refused":
        return texts("outbox.then.refused_cash" if row.offline else "outbox.then.refused")
    if row.offline:
        return texts("outbox.then.cash" if row.may_send_again else "outbox.then.altered")
    return texts("outbox.then.nothing" if row.may_put_away else "outbox.then.altered")


def outage(state: OutboxState, texts: Texts) -> str:
    """How many rows there are, and since when the line is or was away."""
    rows = texts("outbox.rows", n=len(state.shown))
    if not state.lost_at:
        return rows
    at = formats.clock(formats.moment(state.lost_at))
    return f"{rows} · {texts('outbox.lost' if state.line.state == 'offline' else 'outbox.back', at=at)}"


def outage_line(state: OutboxState, texts: Texts) -> tuple[str, list[Happened]]:
    """How long the line was away, and when it went and came; nothing where it did not since the sign-in."""
    if not state.lost_at:
        return "", []
    lost = formats.moment(state.lost_at)
    moments = [Happened(formats.clock(lost), texts("outbox.outage.lost"), "warn_mark")]
    if not state.back_at:
        return texts("outbox.outage.lasts"), [
            *moments,
            Happened(texts("outbox.outage.now"), texts("outbox.outage.lasts")),
        ]
    back = formats.moment(state.back_at)
    minutes = round((back - lost).total_seconds() / 60)
    title = texts("outbox.outage", n=minutes) if minutes > 0 else texts("outbox.outage.short")
    if state.changed:
        said = texts("outbox.outage.changed", n=state.changed)
        moments.append(Happened(texts("outbox.outage.meanwhile"), said, "warn_mark"))
    return title, [*moments, Happened(formats.clock(back), texts("outbox.outage.back"), "pos")]


def heading(row: Kept, said: str, texts: Texts) -> str:
    """What the chosen one is called: its receipt and how it stands."""
    return texts("outbox.heading", receipt=row.receipt or kind_words(row, texts), said=said)


def moved(row: Kept, texts: Texts) -> str:
    """What the cash did, and when: "cash paid out 15:24"; what moved none was made then."""
    key = row.kind if row.offline and row.kind in ("deposit", "withdraw") else "made"
    return texts(f"outbox.moved.{key}", at=formats.clock(formats.moment(row.at)))


def total(rows: Iterable[Kept]) -> str:
    """What they come to where they are of one currency: "GH₵ 600.00"; "" for none or several."""
    taken = [row for row in rows if row.currency]
    currencies = {row.currency for row in taken}
    if len(currencies) != 1:
        return ""
    signed = sum(-row.amount if row.kind in CASH_OUT else row.amount for row in taken)
    return formats.money_with_sign(signed, currencies.pop())


def facts(row: Kept, state: OutboxState, maker: str, texts: Texts) -> list[tuple[str, str]]:
    """What the heading does not say, as (name, value), empty values left out."""
    found = [
        ("maker", maker),
        ("made_at", formats.when(row.at, texts.language)),
        ("taken", texts("outbox.taken_offline" if row.offline else "outbox.taken_online")),
        ("code", row.code),
    ]
    if state.fate(row) in (Fate.SUSPENSE, Fate.OVER_SHORT):
        found += [("owner", texts("outbox.owner")), ("settle", texts("outbox.settle"))]
    return [(texts(f"outbox.fact.{name}"), value) for name, value in found if value]
