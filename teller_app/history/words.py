"""What the drawer history says, and its day as a curve. Pure; no Qt."""

from datetime import date

from contract.history import HistoryApproval, HistoryCount, HistoryStep, HistoryTransfer
from teller_app.history.state import HistoryState
from teller_app.i18n import causes, formats
from teller_app.i18n.text import Texts

HOUR_S = 3600
_ICONS = {"deposit": "hand-deposit", "withdraw": "hand-withdraw", "exchange": "arrows-left-right", "variance": "warning-circle",
          "opening": "lock-key-open", "from_vault": "vault", "to_vault": "vault"}  # fmt: skip


def second(stamp: str) -> float:
    """A journal's stamp as seconds of its day."""
    at = formats.moment(stamp)
    return at.hour * HOUR_S + at.minute * 60 + at.second + at.microsecond / 1e6


def stamp(day: str, at: float) -> str:
    """Seconds of a day as the journal would write them."""
    whole, part = divmod(round(at * 1000), 1000)
    return f"{day}T{whole // HOUR_S:02d}:{whole % HOUR_S // 60:02d}:{whole % 60:02d}.{part:03d}Z"


def icon_of(kind: str) -> str:
    """A step's icon."""
    return _ICONS.get(kind, "coins")


def title(state: HistoryState, texts: Texts) -> str:
    """The day by its name."""
    history = state.history
    if history is None:
        return texts("history.day")
    day = formats.day_year(date.fromisoformat(history.business_date), texts.language)
    if history.live:
        return texts("history.day_live", day=day)
    return texts("history.day_closed", day=day, amount=formats.signed_money(state.variance))


def place(state: HistoryState, texts: Texts) -> str:
    """ "Drawer 04 · Efua Owusu · Sun 22 Nov 2026"; "" where no day is shown."""
    history = state.history
    if history is None:
        return ""
    drawer = texts("vault.place.drawer", number=history.number)
    cashier = state.name(history.sessions[-1].cashier) if history.sessions else ""
    day = formats.weekday_day_year(date.fromisoformat(history.business_date), texts.language)
    return " · ".join(part for part in (drawer, cashier, day) if part)


def chain(state: HistoryState, texts: Texts) -> tuple[str, str]:
    """Whether the journal holds, in words and a tone."""
    history = state.history
    if history is None:
        return "", "mute"
    if history.broken:
        return texts("history.broken", seq=history.broken), "neg"
    return texts("history.more" if history.more else "history.whole"), "warn" if history.more else "pos"


def step_words(step: HistoryStep, texts: Texts) -> tuple[str, str]:
    """(whose, what and which receipt) of a posting."""
    kind = texts(f"history.kind.{step.kind}") if f"history.kind.{step.kind}" in texts else step.kind
    return step.holder or kind, " · ".join(part for part in (kind if step.holder else "", step.receipt) if part)


def amount(step: HistoryStep) -> tuple[str, str]:
    """The signed amount and its colour."""
    return formats.signed_money(step.amount), "pos" if step.amount > 0 else "text"


def count_line(item: HistoryCount, state: HistoryState, texts: Texts) -> tuple[str, str, str]:
    """(what and when, by whom, difference)."""
    what = texts(f"history.count.{item.kind}", at=formats.clock(formats.moment(item.at)))
    who = ", ".join(state.name(user) for user in (item.by, item.witness) if user)
    return what, who, formats.signed_money(item.variance)


def approval_line(item: HistoryApproval, state: HistoryState, texts: Texts) -> tuple[str, str, str]:
    """(for whom, who said what and when, amount)."""
    said = texts(f"history.said.{item.state}") if f"history.said.{item.state}" in texts else item.state
    about = f"{said} · {state.name(item.by)} {formats.clock(formats.moment(item.at))}"
    return item.holder or texts("history.approval"), about, formats.money_or_dash(item.amount)


def transfer_line(item: HistoryTransfer, texts: Texts) -> tuple[str, str, str]:
    """(which way and number, when and what was noted, amount)."""
    way = texts(f"history.way.{item.kind}") if f"history.way.{item.kind}" in texts else item.kind
    about = " · ".join(part for part in (formats.clock(formats.moment(item.at)), item.note) if part)
    return f"{way}, {item.number}", about, formats.signed_money(item.amount)


def apart(stamp: str, state: HistoryState, texts: Texts) -> str:
    """How far something was from the minute that is looked at: "2 h 52 m before"; nothing within the minute."""
    if not state.cursor:
        return ""
    minutes = round((second(stamp) - second(state.cursor)) / 60)
    if not minutes:
        return ""
    hours, rest = divmod(abs(minutes), 60)
    key = "after" if minutes > 0 else "before"
    return texts(f"history.{key}_hours", h=hours, m=rest) if hours else texts(f"history.{key}_minutes", m=rest)


def cause(state: HistoryState, texts: Texts) -> tuple[str, str]:
    """The likely cause that rests on the posting at the handle, or the likeliest one with where it stands."""
    found, step = state.explained, state.step
    if found is None or not found.causes:
        return "", ""
    head = texts("history.cause", amount=formats.signed_money(found.variance))
    for item in found.causes:
        for link in item.links:
            if step is not None and link.transaction and link.transaction == step.transaction:
                return head, causes.sentence(item, link, texts)
    first = found.causes[0]
    where = causes.about(first.links[0])
    said = causes.sentence(first, first.links[0], texts)
    return head, f"{said} {where}" if where else said
