"""The outbox as the shell sees it: its place, its keys, its view."""

from collections.abc import Callable

from teller_app.glass.look import Look
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
        Action("F4", "outbox.key.put_away", "put_away", icon="check"),
        Action("F6", "outbox.key.problems", "problems", icon="warning"),
        Action("F9", "outbox.key.send_again", "send_again", primary=True, icon="arrows-clockwise", tone="accent"),
    ),
)


def make_view(look: Look, texts: Texts, model: OutboxModel, person: Callable[[str], str]) -> OutboxView:
    """The room's widget over its model. ``person`` is a full name by a user's id."""
    return OutboxView(look, texts, model, person)
