"""The advances as the shell sees them: their place, their keys, their view."""

from contract.permissions import Permission
from teller_app.advances.model import AdvancesModel
from teller_app.advances.view import AdvancesView
from teller_app.glass.look import Look
from teller_app.i18n.text import Texts
from teller_app.manifest import Action, Manifest

MANIFEST = Manifest(
    name="advances",
    title="advances.title",
    icon="hand-coins",
    permission=Permission.MOVE_CASH,
    actions=(
        Action("F3", "advances.key.request", "request"),
        Action("F4", "advances.key.pay", "pay"),
        Action("F5", "advances.key.retire", "retire"),
        Action("Ctrl+P", "advances.key.print", "print", in_bar=False, icon="printer"),
        Action("Alt+P", "advances.key.voucher", "voucher", in_bar=False, icon="printer"),
        Action("Ctrl+W", "vault.key.leave", "leave", in_bar=False),
        Action("F9", "advances.key.forward", "forward", primary=True),
    ),
)


def make_view(look: Look, texts: Texts, model: AdvancesModel) -> AdvancesView:
    """The room's widget over its model."""
    return AdvancesView(look, texts, model)
