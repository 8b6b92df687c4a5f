"""My sign-ins as the shell sees them: everybody has them."""

from collections.abc import Callable
from datetime import date

from teller_app.glass.look import Look
from teller_app.i18n.text import Texts
from teller_app.manifest import Action, Manifest
from teller_app.staff.own import OwnModel
from teller_app.staff.view_own import OwnView

MANIFEST = Manifest(
    name="own",
    title="own.title",
    icon="shield-check",
    permission=None,
    actions=(
        Action("F4", "own.key.totp", "totp", icon="lock"),
        Action("F6", "own.key.end", "end", icon="x"),
        Action("F7", "own.key.phone", "phone", icon="phone"),
        Action("Ctrl+O", "own.key.everywhere", "everywhere", icon="x", tone="neg"),
    ),
)


def make_view(look: Look, texts: Texts, model: OwnModel, today: Callable[[], date]) -> OwnView:
    """The room's widget over its model."""
    return OwnView(look, texts, model, today)
