"""The journal as the shell sees it: its place, its keys, its view."""

from teller_app.glass.look import Look
from teller_app.glass.signatories import Specimens
from teller_app.i18n.text import Texts
from teller_app.journal.model import JournalModel
from teller_app.journal.view import JournalView
from teller_app.manifest import Action, Manifest

MANIFEST = Manifest(
    name="journal",
    title="journal.title",
    icon="receipt",
    # Everybody has a journal: the feed brings each person only what they may see.
    permission=None,
    actions=(
        Action("F3", "journal.key.find", "find", icon="magnifying-glass"),
        Action("F5", "journal.key.kind", "kind"),
        Action("F6", "journal.key.reverse", "reverse", icon="arrow-u-up-left"),
        Action("Ctrl+R", "journal.key.refund", "refund", in_bar=False, icon="hand-coins"),
        Action("Ctrl+I", "journal.key.compare", "compare", in_bar=False, icon="signature"),
        Action("Ctrl+P", "journal.key.print", "print", icon="printer"),
        Action("Ctrl+E", "journal.key.export", "export", in_bar=False),
    ),
)


def make_view(look: Look, texts: Texts, model: JournalModel, specimens: Specimens) -> JournalView:
    """The room's widget over its model."""
    return JournalView(look, texts, model, specimens)
