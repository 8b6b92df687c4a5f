"""What the variances' room says. Pure; no Qt."""

from contract.variances import Origin, VarianceFact, VarianceState
from teller_app.i18n import formats
from teller_app.i18n.text import Texts
from teller_app.variances.state import VariancesState

_TONES = {VarianceState.RECORDED: "neg", VarianceState.ACCEPTED: "warn", VarianceState.SETTLED: "pos"}


def title(item: VarianceFact, state: VariancesState, texts: Texts) -> str:
    """ "Drawer 04, Efua Owusu", "Vault, VT-0012"."""
    what = "variances.of" if item.origin is Origin.CLOSE else f"variances.of_{item.origin.value}"
    return texts(what, drawer=item.drawer, name=state.name(item.person))


def sub(item: VarianceFact, texts: Texts) -> str:
    """When, and why by the cashier's word."""
    when = formats.day(formats.moment(item.at).date(), texts.language)
    return f"{when} · {item.reason}" if item.reason else when


def state_words(item: VarianceFact, texts: Texts) -> tuple[str, str]:
    """Words and tone."""
    return texts(f"variances.state.{item.state.value}"), _TONES[item.state]


def figure(item: VarianceFact) -> tuple[str, str]:
    """The signed amount: a shortage red, a surplus amber."""
    return formats.signed_money(item.amount), "neg" if item.amount < 0 else "warn"


def step_lines(item: VarianceFact, state: VariancesState, texts: Texts) -> list[tuple[str, str, str]]:
    """(what, by whom and when, how much) of each step."""
    lines = []
    for step in item.steps:
        names = [state.name(user) for user in (step.by, step.approved_by) if user]
        who = ", ".join(names) or texts("variances.by_rule")
        about = f"{who} · {formats.clock(formats.moment(step.at))}" + (f" · {step.note}" if step.note else "")
        lines.append(
            (texts(f"variances.step.{step.kind.value}"), about, formats.money(step.amount) if step.amount else "")
        )
    return lines
