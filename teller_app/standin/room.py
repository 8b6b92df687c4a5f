"""The dead line as the shell sees it: its place, its keys, its view."""

from contract.permissions import Permission
from teller_app.glass.look import Look
from teller_app.i18n.text import Texts
from teller_app.manifest import Action, Manifest
from teller_app.standin.model import StandInModel
from teller_app.standin.view import StandInView

MANIFEST = Manifest(
    name="standin",
    title="standin.title",
    icon="phone",
    permission=Permission.DECIDE,
    actions=(
        Action("F6", "standin.key.make", "make"),
        Action("F9", "standin.key.grant", "grant"),
        Action("Ctrl+G", "standin.key.code", "code", primary=True),
    ),
)


def make_view(look: Look, texts: Texts, model: StandInModel) -> StandInView:
    """The room's widget over its model."""
    return StandInView(look, texts, model)
