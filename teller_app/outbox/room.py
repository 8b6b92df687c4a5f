"""The outbox as the shell sees it: its place, its keys, its view."""

from collections.abc import Callable

from teller_app.glass.look import Look
from teller_app.glass.signatories import Specimens
from teller_app.i18n.text import Texts
from teller_app.manifest import Action, Manifest
from teller_app.outbox.model import OutboxModel
from teller_app.outbox.view import OutboxView

MANIFEST = Manifest(
    name="outbox",
    title="outbox.title",
    icon="arrows-clockwise",
    # Whoever signs in here delivers what lies here, so whoever signs in here sees it.
    permission=None,
    in_sidebar=False,
    actions=(
        Action("F4", "outbox.key.hold_one", "hold_one", icon="pause"),
        Action("Ctrl+O", "outbox.key.account", "account", in_bar=False, icon="user"),
        Action("Ctrl+I", "outbox.key.compare", "compare", in_bar=False, icon="signature"),
        Action("F5", "outbox.key.look", "look", in_bar=False, icon="eye"),
        Action("F6", "outbox.key.problems", "problems", icon="warning"),
        Action("F10", "outbox.key.ask", "ask", icon="seal-check"),
        Action("Ctrl+H", "outbox.key.hold_all", "hold_all", in_bar=False, icon="pause"),
        Action("Ctrl+P", "outbox.key.print", "print", icon="printer"),
        Action("Ctrl+D", "outbox.key.put_away", "put_away", in_bar=False, icon="check"),
        Action("F9", "outbox.key.send", "send", primary=True, icon="arrows-clockwise", tone="accent"),
    ),
)


def make_view(
    look: Look, texts: Texts, model: OutboxModel, person: Callable[[str], str], specimens: Specimens
) -> OutboxView:
    """The room's widget over its model. ``person`` is a full name by a user's id."""
    return OutboxView(look, texts, model, person, specimens)
