"""The variances as the shell sees them: their place, their keys, their view."""

from contract.permissions import Permission
from teller_app.glass.look import Look
from teller_app.i18n.text import Texts
from teller_app.manifest import Action, Manifest
from teller_app.variances.model import VariancesModel
from teller_app.variances.view import VariancesView

MANIFEST = Manifest(
    name="variances",
    title="variances.title",
    icon="coins",
    permission=Permission.MOVE_CASH,
    actions=(
        Action("F3", "variances.key.accept", "accept"),
        Action("F4", "variances.key.recover", "recover"),
        Action("F5", "variances.key.write_off", "write_off"),
        Action("F6", "variances.key.return", "return"),
        Action("Ctrl+P", "variances.key.print", "print", in_bar=False, icon="printer"),
        Action("Ctrl+W", "vault.key.leave", "leave", in_bar=False),
        Action("F9", "variances.key.forward", "forward", primary=True),
    ),
)


def make_view(look: Look, texts: Texts, model: VariancesModel) -> VariancesView:
    """The room's widget over its model."""
    return VariancesView(look, texts, model)
