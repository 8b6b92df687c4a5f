"""What the day's end says: steps, exceptions, what was settled, the closing. Pure; no Qt."""

from datetime import date

from contract.approvals import RequestFact
from teller_app.branches import end_rules, words
from teller_app.branches.end_rules import EndStep, Fault, Settled
from teller_app.branches.state import BranchState
from teller_app.glass.lines import Line
from teller_app.glass.step_list import ListStep
from teller_app.i18n import formats
from teller_app.i18n.text import Texts


def step_line(step: EndStep, state: BranchState, texts: Texts) -> ListStep:
    """One step as it is shown."""
    figure = formats.money(step.figure) if step.figure is not None and step.state != "waiting" else ""
    title = texts(f"end.step.{step.name}")
    if step.name == "next" and state.next_date:
        title = texts("end.step.next_on", date=formats.day(date.fromisoformat(state.next_date), texts.language))
    return ListStep(title, _step_detail(step, state, texts), step.state, figure)


def _step_detail(step: EndStep, state: BranchState, texts: Texts) -> str:
    if step.state == "waiting":
        return texts("end.state.waits")
    if step.name == "open":
        return business_date(state, texts)
    if step.name == "tie":
        figures = words.figures_of(state)
        return words.tie_words(figures, texts)[0] if figures else texts("end.tie_not_read")
    if step.name == "close":
        return _close_detail(state, texts)
    if step.name == "next":
        return texts("end.state.next")
    return texts("branches.n_of", n=step.n, m=step.m) if step.m else texts("end.state.nothing")


def business_date(state: BranchState, texts: Texts) -> str:
    """ "Business date 22 Nov 2026"; nothing before the first day was opened."""
    day = state.seen.branch.business_date if state.seen.branch else ""
    return texts("end.business_date", date=formats.day_year(date.fromisoformat(day), texts.language)) if day else ""


def _close_detail(state: BranchState, texts: Texts) -> str:
    report = state.seen.report
    if report is not None and not state.open:
        return texts("end.closed_by", name=state.name(report.closed_by), at=words.at(report.at))
    asked = end_rules.signature(state)
    return asked_words(asked, texts) if asked else texts("end.state.close")


def asked_words(asked: RequestFact, texts: Texts) -> str:
    """Who asked for the manager's signature, and when."""
    return texts("end.asked", name=asked.maker_name, at=words.at(asked.at))


def fault_title(fault: Fault, texts: Texts) -> str:
    """What it is."""
    if fault.check is not None:
        return words.check_title(fault.check, texts)
    if fault.entry is not None:
        return fault.entry.receipt or texts("end.row", kind=_kind(fault.entry.kind, texts), seq=fault.entry.seq)
    if fault.held is not None:
        return texts("end.held", about=fault.held.receipt or f"#{fault.held.seq}")
    return texts("end.account", about=fault.about)


def fault_sub(fault: Fault, state: BranchState, texts: Texts) -> str:
    """Whose it is, when; of an entry its row in the journal, too."""
    if fault.check is not None:
        return words.check_sub(fault.check, state, texts)
    if fault.entry is not None:
        return f"#{fault.entry.seq} · {state.name(fault.entry.made_by)} · {words.at(fault.entry.at)}"
    if fault.held is not None:
        kind = _kind(fault.held.kind, texts)
        return f"{kind} · {state.name(fault.held.made_by)} · {formats.when(fault.held.at, texts.language)}"
    return texts("end.no_row")


def fault_figures(fault: Fault, texts: Texts) -> str:
    """By how much it is off, and between what; empty where it is about no money."""
    if fault.entry is not None:
        pair = texts("end.leg_moved", leg=formats.money(fault.entry.leg), moved=formats.money(fault.entry.moved))
        return texts("end.off_by", amount=formats.signed_money(fault.off), pair=pair)
    if fault.held is not None:
        pair = texts("end.held_of.in" if fault.off > 0 else "end.held_of.out")
        return texts("end.off_by", amount=formats.signed_money(fault.off), pair=pair)
    return texts("end.off_by", amount=formats.signed_money(fault.off), pair=fault.about) if fault.off else ""


def fault_hint(fault: Fault, texts: Texts) -> str:
    """What is proposed."""
    return texts(f"end.hint.{'held' if fault.held is not None else fault.act or 'none'}")


def fault_act(fault: Fault, state: BranchState, texts: Texts) -> tuple[str, str, str]:
    """What can be done about it: words, key, and the tone where it is done already or nothing can be."""
    if fault.check is not None and fault.check.key in state.nudged:
        return texts("branches.act.nudged"), "", "info"
    return (texts(f"end.act.{fault.act}"), "F5", "") if fault.act else (texts("end.act.none"), "", "mute")


def settled_line(item: Settled, texts: Texts) -> Line:
    """What the day settled by itself."""
    said = texts(f"end.settled.{item.code}", about=item.about, n=item.count)
    return Line(said, figure=formats.signed_money(item.amount) if item.amount else "", mark="pos")


def closing_lines(state: BranchState, texts: Texts) -> list[Line]:
    """What stands before the close, in its order: what is ready in green, what is not in amber."""
    figures = words.figures_of(state)
    tie = words.tie_words(figures, texts)[0] if figures else texts("end.tie_not_read")
    left = len(end_rules.faults(state))
    return [
        _line("blockers", texts("end.left", n=_hard(state)), not _hard(state), texts),
        _line("tie", tie, bool(figures and figures.ties), texts),
        _line("trial", *_trial(state, texts), texts),
        _line("faults", texts("end.left", n=left), not left, texts),
        _line("report", *_report(state, texts), texts),
        _line("signature", *_signature(state, texts), texts),
    ]


def _line(name: str, said: str, ready: bool, texts: Texts) -> Line:
    tone = "pos" if ready else "warn"
    return Line(texts(f"end.closing.{name}"), figure=said, color=tone, mark=tone)


def _hard(state: BranchState) -> int:
    if not state.open:
        return 0
    found = [step for step in end_rules.steps(state) if step.name in ("drawers", "moves", "vault")]
    return sum(step.m - step.n for step in found if step.state != "done")


def _trial(state: BranchState, texts: Texts) -> tuple[str, bool]:
    """Whether debits equal credits in every currency of the branch that was read."""
    off = next((off for _, off in state.trials.values() if off), 0)
    if off:
        return texts("end.trial_off", off=formats.money(off)), False
    if any(currency not in state.trials for currency in state.currencies):
        return texts("end.tie_not_read"), False
    return texts("end.trial_equal"), True


def _report(state: BranchState, texts: Texts) -> tuple[str, bool]:
    same = end_rules.same_report(state)
    if same is not None:
        return texts("end.same" if same else "end.moved_since", at=words.at(state.x_at)), True
    if state.seen.report is not None:
        return texts("branches.z_at", at=words.at(state.seen.report.at)), True
    # An X alone equals nothing yet: it is what the Z will be compared with.
    return texts("branches.x_at", at=words.at(state.x_at)) if state.x else texts("end.tie_not_read"), False


def _signature(state: BranchState, texts: Texts) -> tuple[str, bool]:
    report, asked = state.seen.report, end_rules.signature(state)
    if report is not None and not state.open:
        return state.name(report.signed_by or report.closed_by), True
    return asked_words(asked, texts) if asked else texts("end.unsigned"), False


def summary(state: BranchState, texts: Texts) -> tuple[str, str]:
    """Where the day's end stands: a title and a line below it."""
    found = end_rules.steps(state)
    at = next((n for n, step in enumerate(found) if step.state == "active"), None)
    if state.paused_by and state.seen.branch is not None:
        said = texts("end.paused", name=state.name(state.paused_by), at=words.at(state.seen.branch.paused_at))
        return said, texts("end.paused_do")
    if not state.open and state.seen.report is not None:
        report = state.seen.report
        return texts("end.over"), texts("end.closed_by", name=state.name(report.closed_by), at=words.at(report.at))
    if at is None:
        return texts("end.not_begun"), texts("end.not_begun_do")
    title = texts("end.step_n", n=at + 1, m=len(found), step=texts(f"end.step.{found[at].name}"))
    return title, step_line(found[at], state, texts).detail


def _kind(kind: str, texts: Texts) -> str:
    key = f"act.kind.{kind}"
    return texts(key) if key in texts else kind
