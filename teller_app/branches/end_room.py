"""The day's end as the shell sees it: its place, its keys, its view. A second room over the branch's model."""

from contract.permissions import Permission
from teller_app.branches.model import BranchModel
from teller_app.branches.view_end import EndView
from teller_app.glass.look import Look
from teller_app.i18n.text import Texts
from teller_app.manifest import Action, Manifest

MANIFEST = Manifest(
    name="day_end",
    title="end.title",
    icon="moon",
    permission=Permission.SEE_DRAWER_TOTALS,
    actions=(
        Action("F3", "end.key.next", "next"),
        Action("F4", "end.key.again", "again"),
        Action("F5", "end.key.settle", "settle"),
        Action("F6", "end.key.tie", "tie"),
        Action("F8", "branches.key.report", "report"),
        Action("Ctrl+H", "end.key.pause", "pause", icon="pause"),
        Action("Alt+C", "branches.key.currency", "currency", in_bar=False, icon="coins"),
        Action("Ctrl+P", "end.key.proof", "print", icon="printer"),
        Action("F9", "branches.key.forward", "forward", primary=True),
    ),
)


def make_view(look: Look, texts: Texts, model: BranchModel) -> EndView:
    """The room's widget over the branch's model, made after Branch today's own."""
    return EndView(look, texts, model)
