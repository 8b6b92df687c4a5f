"""What the approvals say of a request: kind, state, reasons with their figures. Pure; no Qt."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from contract.approvals import Earlier, Insight, RequestFact, RequestState, RiskPart, Why
from teller_app.approvals import lists
from teller_app.approvals.lists import Moment
from teller_app.glass.kinds import RISK_TONES
from teller_app.glass.table_model import Status
from teller_app.glass.timeline import Happened
from teller_app.i18n import formats
from teller_app.i18n.loan_words import percent
from teller_app.i18n.text import Texts, Words

_ICONS = {
    "deposit": "arrow-down-left",
    "withdraw": "arrow-up-right",
    "transfer": "arrows-left-right",
    "reverse_transaction": "arrow-u-up-left",
    "close_drawer": "vault",
    "request_advance": "hand-coins",
    "apply_for_loan": "money",
    "disburse_loan": "hand-withdraw",
    "repay_loan": "hand-deposit",
}
_ABOUT_POSTINGS = frozenset({"reverse_transaction", "refund_fee"})
_TONES = {
    RequestState.AWAITING: "warn",
    RequestState.APPROVED: "pos",
    RequestState.USED: "pos",
    RequestState.DECLINED: "neg",
    RequestState.WITHDRAWN: "mute",
    RequestState.EXPIRED: "mute",
}
_WHY_TONES = {"over_limit": "neg", "variance_above_tolerance": "neg", "over_drawer": "neg", "over_tier": "neg", "loan_application": "info",
              "loan_term": "info", "loan_instalment": "info", "loan_rate": "info", "loan_owing_late": "neg",
              "loan_abroad_late": "neg"}  # fmt: skip
_REASON_ICONS = {"dormant": "moon", "quiet": "moon", "unusual_size": "chart-line-up", "many_today": "list-checks",
                 "empties": "coins", "young_account": "calendar-blank", "loan_application": "money",
                 "loan_term": "calendar-blank", "loan_instalment": "list-checks", "loan_rate": "chart-line-up"}  # fmt: skip
SEEN_BY_SERVER = frozenset({"unusual_size", "quiet", "many_today", "empties", "young_account"})
"""Parts of the score that are reasons to look closer, beside those for which the gate asked."""


def kind_words(request: RequestFact, texts: Texts) -> str:
    """The name of what is asked; a kind of a newer server is a request."""
    key = f"approvals.kind.{request.kind}"
    return texts(key) if key in texts else texts("approvals.kind.other")


def short_kind(request: RequestFact, texts: Texts) -> str:
    """The same in a word, where there is one."""
    key = f"shell.kind.{request.kind}"
    return texts(key) if key in texts else kind_words(request, texts)


def kind_icon(request: RequestFact) -> str:
    """The icon of what is asked."""
    return _ICONS.get(request.kind, "seal-check")


def who(request: RequestFact, texts: Texts) -> str:
    """Whom it is about: the customer, or the drawer where there is none."""
    return request.holder or (
        texts("approvals.drawer", number=request.drawer) if request.drawer else request.maker_name
    )


def state_words(request: RequestFact, texts: Texts) -> tuple[str, str]:
    """Words and tone of its state."""
    return texts(f"approvals.state.{request.state.value}"), _TONES[request.state]


def short_name(name: str) -> str:
    """ "Efua O.": whose it is, where there is little room."""
    first, _, last = name.partition(" ")
    return f"{first} {last[:1]}." if last else first


def chips(request: RequestFact, insight: Insight | None, texts: Texts) -> tuple[Status, ...]:
    """The risk (or the state of what does not wait) and, in a few words each, why it needs a second person."""
    said, tone = state_words(request, texts)
    waits = request.state is RequestState.AWAITING
    if waits and request.asks:
        said, tone = texts("approvals.state.asks"), "info"
    elif waits and insight is not None:
        said = texts("approvals.risk_chip", word=texts(f"approvals.risk.{insight.level}"), score=insight.score)
        tone = RISK_TONES[insight.level]
    found = [texts(f"approvals.brief.{why.code}") for why in request.reasons if f"approvals.brief.{why.code}" in texts]
    quiet = (part.figure for part in (insight.parts if insight else ()) if part.code == "quiet")
    found += [texts("approvals.brief.quiet", number=days) for days in quiet]
    return (Status(said, tone), *(Status(brief, "mute", plain=True) for brief in dict.fromkeys(found) if waits))


def waiting_words(request: RequestFact, now: datetime | None, texts: Texts) -> tuple[str, str]:
    """Its state; while it waits also since how long."""
    said, tone = state_words(request, texts)
    if request.state is RequestState.AWAITING and now is not None:
        said = texts("approvals.waiting_since", age=age_words(lists.age_s(request, now), texts))
    return said, tone


def age_words(seconds: int, texts: Texts) -> str:
    """ "48 s", "21 min", "2 h 5 min": the finer, the younger."""
    minutes = seconds // 60
    if minutes >= 60:
        return texts("approvals.age_h", hours=minutes // 60, minutes=minutes % 60)
    return texts("approvals.age_min", minutes=minutes) if minutes else texts("approvals.span_s", seconds=seconds)


def account_words(request: RequestFact, insight: Insight | None, texts: Texts) -> str:
    """The account's product and number, since when the customer is one and how well known, as far as it is; "" where it is about no account."""
    since = texts("approvals.customer_since", year=insight.since[:4]) if insight and insight.since else ""
    tier = texts("counter.tier", n=insight.tier) if insight and insight.tier else ""
    parts = (insight.product if insight else "", formats.account_number(request.account_number), since, tier)
    return " · ".join(part for part in parts if part)


def asker_words(request: RequestFact, texts: Texts) -> tuple[str, ...]:
    """Who asks, at which drawer, when."""
    drawer = texts("approvals.drawer", number=request.drawer) if request.drawer else ""
    return tuple(part for part in (request.maker_name, drawer, time_words(request.at)) if part)


def number_words(request: RequestFact, texts: Texts) -> str:
    """The request as the papers name it that were paid on it."""
    return texts("approvals.number", number=request.request[-8:].upper())


def amount_words(request: RequestFact) -> str:
    """The amount with its sign, "" where it is about no money."""
    return formats.money_with_sign(request.amount, request.currency) if request.currency else ""


def why_words(why: Why, currency: str, texts: Texts) -> tuple[Words, str]:
    """Title, figures in a sentence, and tone of one reason; one from a newer server still says that there is one."""
    code = why.code if f"approvals.why.{why.code}.title" in texts else "other"
    if why.code == "loan_owing" and why.about:
        code = "loan_owing_late"
    params = {
        "code": why.code,
        "figure": _money(why.figure, currency),
        "bound": _money(why.bound, currency),
        "over": _money(max(0, why.figure - why.bound), currency),
        "about": why.about,
        "flag": _flag(why.about, texts),
        "number": why.figure,
        "count": why.bound,
        "rate": percent(why.figure),
        "own_rate": percent(why.bound),
    }
    said = Words(texts(f"approvals.why.{code}.title"), texts(f"approvals.why.{code}.do", **params))
    return said, _WHY_TONES.get(code, "warn")


def reason_icon(code: str, flag: str = "") -> str:
    """The icon of a reason where it has one of its own, else "": with several below each other each is found at once."""
    return _REASON_ICONS.get(flag if code == "flagged" else code, "")


def _flag(flag: str, texts: Texts) -> str:
    key = f"approvals.flag.{flag}"
    return texts(key) if key in texts else flag


def part_words(part: RiskPart, request: RequestFact, texts: Texts) -> tuple[str, str]:
    """Title and figures in a sentence of one part of a request's score; one of a newer server still says its code."""
    currency, quiet = request.currency, part.figure if part.code == "quiet" else 0
    code = part.code if f"approvals.part.{part.code}.title" in texts else "other"
    params = {
        "code": part.code,
        "figure": _money(part.figure, currency),
        "bound": _money(part.bound, currency),
        "number": part.figure,
        "day": formats.day_year(formats.moment(request.at).date() - timedelta(days=quiet), texts.language),
        "times": f"{part.figure / part.bound:.1f}" if part.bound else "",
    }
    return texts(f"approvals.part.{code}.title", **params), texts(f"approvals.part.{code}.do", **params)


def earlier_words(earlier: Earlier, texts: Texts) -> tuple[str, str, str]:
    """Kind and state, when and by whom, the amount."""
    key = f"approvals.kind.{earlier.kind}"
    kind = texts(key) if key in texts else texts("approvals.kind.other")
    state = texts(f"approvals.state.{earlier.state.value}")
    day = formats.day(formats.moment(earlier.at).date(), texts.language)
    sub = texts("approvals.said", name=earlier.maker_name, at=day)
    return f"{kind} · {state}", sub, formats.money(earlier.amount)


def month_letter(month: str, texts: Texts) -> str:
    """The first letter of a month that is written YYYY-MM."""
    return texts("approvals.months").split(" ")[int(month[5:7]) - 1]


def holder_words(request: RequestFact, texts: Texts) -> str:
    """Who has a waiting request, and since when, for its maker."""
    if request.taken_by_name:
        return texts("approvals.has_it", name=request.taken_by_name, at=time_words(request.taken_at))
    return texts("approvals.sent_at", role=texts(f"approvals.role.{request.role.value}"), at=time_words(request.at))


def facts(request: RequestFact, texts: Texts) -> list[tuple[str, str]]:
    """Everything else as (name, value), empty values left out."""
    found = [
        ("maker", request.maker_name),
        ("customer", request.holder),
        ("account", formats.account_number(request.account_number)),
        ("original", _original(request) if request.kind in _ABOUT_POSTINGS else ""),
        ("due", _due(request, texts) if request.kind == "request_advance" else ""),
        ("narration", request.narration),
        ("drawer", request.drawer),
        ("at", time_words(request.at)),
        ("until", time_words(request.expires_at)),
        ("ceiling", formats.money_with_sign(request.ceiling, request.currency) if request.ceiling else ""),
        (
            "taken",
            texts("approvals.said", name=request.taken_by_name, at=time_words(request.taken_at))
            if request.taken_by
            else "",
        ),
        ("permit", texts("approvals.permit" if request.is_permit else "approvals.at_once")),
        ("decided", time_words(request.decided_at)),
        ("reason", request.reason),
    ]
    return [(texts(f"approvals.fact.{name}"), value) for name, value in found if value]


def _original(request: RequestFact) -> str:
    """What it is about, as people read it: a posting's receipt, or the end of its id where it has none."""
    receipt = next((why.about for why in request.reasons if why.about), "")
    return receipt or request.original[-8:]


def _due(request: RequestFact, texts: Texts) -> str:
    """The day on which an advance has to be retired: "Mon 30 Nov 2026"."""
    day = next((why.about for why in request.reasons if why.about), "")
    return formats.weekday_day_year(date.fromisoformat(day), texts.language) if day else ""


def time_words(stamp: str) -> str:
    """ "09:47" in this workstation's time, "" for no stamp."""
    return formats.clock(formats.moment(stamp)) if stamp else ""


def _money(minor: int, currency: str) -> str:
    return formats.money_with_sign(minor, currency) if currency else formats.money(minor)


def moments(found: Sequence[Moment], texts: Texts) -> list[Happened]:
    """What happened to a request, as times and words."""
    return [
        Happened(time_words(moment.at), texts(f"approvals.moment.{moment.code}", name=moment.name.partition(" ")[0]))
        for moment in found
    ]


def span_words(seconds: int, texts: Texts) -> str:
    """ "1 min 48 s"."""
    minutes, rest = divmod(seconds, 60)
    return (
        texts("approvals.span", minutes=minutes, seconds=rest) if minutes else texts("approvals.span_s", seconds=rest)
    )


def usual_reasons(phone: str, at: str, texts: Texts) -> tuple[tuple[str, str], ...]:
    """(label, words of the note) of the reasons that are given again and again; the first where there is a phone to call."""
    called = (
        texts("approvals.called", phone=formats.phone(phone)),
        texts("approvals.called_note", phone=formats.phone(phone), at=at),
    )
    others = tuple((texts(f"approvals.usual_{name}"),) * 2 for name in ("pattern", "funds"))
    return ((called,) if phone else ()) + others
