"""Branch today as the shell sees it: its place, its keys, its view."""

from contract.permissions import Permission
from teller_app.branches.model import BranchModel
from teller_app.branches.view import BranchView
from teller_app.glass.look import Look
from teller_app.i18n.text import Texts
from teller_app.manifest import Action, Manifest

MANIFEST = Manifest(
    name="branches",
    title="branches.title",
    icon="squares-four",
    permission=Permission.SEE_DRAWER_TOTALS,
    actions=(
        Action("F3", "branches.key.drawers", "drawers", icon="cash-register"),
        Action("F4", "branches.key.vault", "vault", icon="vault"),
        Action("F6", "branches.key.nudge", "nudge"),
        Action("Shift+F6", "branches.key.nudge_all", "nudge_all", in_bar=False),
        Action("Ctrl+Shift+F", "branches.key.force", "force", in_bar=False, icon="cash-register"),
        Action("F8", "branches.key.report", "report"),
        Action("F10", "branches.key.review", "review"),
        Action("Alt+A", "branches.key.acknowledge", "acknowledge", in_bar=False),
        Action("Alt+C", "branches.key.currency", "currency", in_bar=False, icon="coins"),
        Action("Ctrl+P", "branches.key.print", "print", in_bar=False, icon="printer"),
        Action("F9", "branches.key.forward", "forward", primary=True),
    ),
)


def make_view(look: Look, texts: Texts, model: BranchModel) -> BranchView:
    """The room's widget over its model."""
    return BranchView(look, texts, model)
