"""What the loans' room says. Pure; no Qt."""

from datetime import date, timedelta

from contract.approvals import RequestFact
from contract.loan_doors import Instalment, LoanLine, LoanStep, LoanView, Standing, StepKind
from contract.loans import LoanFact, LoanState, LoanTerms
from teller_app.glass.lines import Line
from teller_app.glass.table_model import Status
from teller_app.i18n import formats
from teller_app.i18n.loan_words import percent, terms_said
from teller_app.i18n.text import Texts
from teller_app.loans import rules

TONES = {
    LoanState.APPLIED: ("warn", "clock"),
    LoanState.DROPPED: ("mute", "x"),
    LoanState.APPROVED: ("info", "seal-check"),
    LoanState.ACTIVE: ("accent", "arrow-right"),
    LoanState.CLOSED: ("pos", "check-circle"),
    LoanState.WRITTEN_OFF: ("neg", "warning-circle"),
}
_STANDS = {
    "paid": ("pos", "check"),
    "late": ("warn", "warning"),
    "today": ("accent", "clock"),
    "part": ("info", "circle-dashed"),
    "scheduled": ("mute", "calendar-blank"),
}
_STEP_ICONS = {StepKind.DISBURSED: "hand-withdraw", StepKind.REPAID: "hand-deposit", StepKind.WRITTEN_OFF: "warning"}
BUCKETS = ((1, 30), (31, 60), (61, 90), (91, 0))
"""Days late, from and to; 0: any more."""


def state_chip(loan: LoanFact, standing: Standing | None, texts: Texts) -> Status:
    """Its state, or how late it is: words with an icon."""
    if loan.state is LoanState.ACTIVE and standing is not None and standing.days > 0:
        return Status(texts("loans.late", n=standing.days), "warn", "warning")
    tone, icon = TONES[loan.state]
    return Status(texts(f"loans.state.{loan.state.value}"), tone, icon)


def amount_of(loan: LoanFact) -> int:
    """What it is about: handed out, else approved, else asked."""
    return loan.principal or loan.approved or loan.asked


def row_sub(loan: LoanFact, texts: Texts) -> str:
    """Product and purpose."""
    return " · ".join(part for part in (loan.product_name, loan.purpose) if part)


def due_words(line: LoanLine, texts: Texts) -> tuple[str, str]:
    """What is due and since or until when: (figure, words); empty where nothing runs."""
    loan, standing = line.loan, line.standing
    if loan.state is not LoanState.ACTIVE:
        return formats.EM_DASH, ""
    if standing.due > 0:
        return formats.money(standing.due), texts("loans.due_now")
    if standing.next_due:
        return formats.money(standing.next_amount), day(standing.next_due, texts)
    return formats.EM_DASH, ""


def day(text: str, texts: Texts) -> str:
    """ "5 Nov 2026" of a wire's date, "" of none."""
    return formats.day_year(date.fromisoformat(text), texts.language) if text else ""


def days_before(today: str, days: int, texts: Texts) -> str:
    """The day that many days ago: "5 Nov"."""
    return formats.day(date.fromisoformat(today) - timedelta(days=days), texts.language)


def terms_lines(terms: LoanTerms, texts: Texts) -> list[Line]:
    """Rate and method."""
    return [Line(name, figure=value) for name, value in terms_said(terms, texts)]


def stand_status(line: Instalment, today: str, owing: bool, texts: Texts) -> Status:
    """How an instalment stands, by icon and word."""
    stand = rules.stand_of(line, today, owing)
    tone, icon = _STANDS[stand]
    if stand == "late":
        return Status(texts("loans.late", n=-rules.days_to(line, today)), tone, icon)
    if stand == "scheduled" and owing and today and rules.days_to(line, today) <= 31:
        return Status(texts("loans.stand.in_days", days=rules.days_to(line, today)), "info", "clock")
    return Status(texts(f"loans.stand.{stand}"), tone, icon)


def fact_lines(view: LoanView, today: str, texts: Texts) -> list[Line]:
    """Everything beside the figures as (name, value)."""
    loan, terms, standing = view.loan, view.terms, view.standing
    planned = not loan.disbursed_on
    first = [("product", loan.product_name), ("apr", percent(loan.rate_year, 1) if loan.rate_year else "")]
    rest = [
        ("first_due" if planned else "disbursed", day(loan.first_due if planned else loan.disbursed_on, texts)),
        ("account", formats.account_number(loan.account_number) if loan.account_number else texts("loans.cash_only")),
        ("payoff", formats.money(standing.payoff) if loan.state is LoanState.ACTIVE else ""),
        ("purpose", loan.purpose),
        ("made_by", view.made_by_name),
        ("approved_by", view.approved_by_name),
        ("reason", view.reason),
    ]
    told, others = (
        [Line(texts(f"loans.fact.{name}"), figure=value) for name, value in some if value] for some in (first, rest)
    )
    term = Line(texts(f"loans.every.{terms.every.value}"), figure=texts("loans.times", n=loan.term))
    return [*told, *terms_lines(terms, texts), term, *others]


def step_lines(step: LoanStep, texts: Texts, today: date) -> tuple[str, str, str, str]:
    """(what, when and by whom, how much, by which way) of a step; one that was undone says so."""
    when = formats.when(step.at, texts.language, today)
    people = ", ".join(name for name in (step.by_name, step.approved_by_name) if name)
    way = "in_cash" if step.in_cash else "by_account"
    if step.undone:
        way = "undone"
    elif step.kind is StepKind.WRITTEN_OFF:
        return texts(f"loans.step.{step.kind.value}"), f"{when} · {people}", formats.money(step.amount), ""
    return (
        texts(f"loans.step.{step.kind.value}"),
        f"{when} · {people}",
        formats.money(step.amount),
        texts(f"loans.{way}"),
    )


def step_icon(step: LoanStep) -> str:
    """The icon of a step."""
    return "arrow-u-up-left" if step.undone else _STEP_ICONS[step.kind]


def bucket_lines(standing: Standing, texts: Texts) -> list[Line]:
    """What is late by how many days: one bucket has it all, because the oldest day counts."""
    found = []
    for first, last in BUCKETS:
        name = texts("loans.bucket", first=first, last=last) if last else texts("loans.bucket_more", first=first)
        here = standing.days >= first and (not last or standing.days <= last)
        figure = formats.money(standing.arrears) if here else formats.EM_DASH
        found.append(Line(name, figure=figure, color="warn" if here else "text2", mark="warn" if here else ""))
    return found


def waiting_words(request: RequestFact, since: int, texts: Texts) -> tuple[str, str]:
    """Title and sentence of an own request that waits: who has it and since when."""
    key = "asks_you" if request.asks else "has_it" if request.taken_by_name else "sent_to"
    said = texts(f"counter.{key}", name=request.taken_by_name, since=formats.countdown(since))
    return texts(f"loans.asked.{request.kind}"), said


def cover_lines(state_cover: rules.Covering, texts: Texts) -> list[Line]:
    """What an amount would cover, part by part."""
    parts = [
        ("interest", state_cover.interest),
        ("principal", state_cover.principal),
        ("over", state_cover.over),
    ]
    found = [Line(texts(f"loans.cover.{name}"), figure=formats.money_or_dash(amount)) for name, amount in parts]
    left = texts("loans.cover.closes") if state_cover.closes else formats.money(state_cover.left)
    return [*found, Line(texts("loans.cover.left"), figure=left, color="pos" if state_cover.closes else "text")]
