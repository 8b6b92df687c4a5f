"""The drawer room as the shell sees it: its place, its keys, its view."""

from contract.permissions import Permission
from teller_app.drawers.model import DrawerModel
from teller_app.drawers.view import DrawerView
from teller_app.glass.look import Look
from teller_app.glass.signatories import Specimens
from teller_app.i18n.text import Texts
from teller_app.manifest import Action, Manifest

MANIFEST = Manifest(
    name="drawers",
    title="drawers.title",
    icon="vault",
    permission=Permission.OPEN_DRAWER,
    actions=(
        Action("F5", "drawers.key.slip", "slip", icon="seal-check"),
        Action("F6", "drawers.key.next", "next", icon="coins"),
        Action("Ctrl+B", "drawers.key.bucket", "bucket", in_bar=False),
        Action("Ctrl+R", "drawers.key.again", "again", icon="arrows-clockwise"),
        Action("Ctrl+P", "drawers.key.print", "print", icon="printer"),
        Action("Alt+P", "drawers.key.sheet", "sheet", in_bar=False, icon="printer"),
        Action("Alt+C", "drawers.key.counts", "counts", in_bar=False, icon="arrows-left-right"),
        Action("Ctrl+D", "drawers.key.decline", "decline", icon="x", tone="neg"),
        Action("Ctrl+H", "drawers.key.save", "save", in_bar=False, icon="floppy-disk"),
        Action("Ctrl+I", "drawers.sign.pad", "pad", in_bar=False, icon="signature"),
        Action("Alt+I", "drawers.sign.field_key", "hand", in_bar=False, icon="signature"),
        Action("F9", "drawers.key.forward", "forward", primary=True, icon="arrow-right", tone="accent"),
        Action("F10", "drawers.key.manager", "manager", icon="seal-check"),
    ),
)


def make_view(look: Look, texts: Texts, model: DrawerModel, specimens: Specimens) -> DrawerView:
    """The room's widget over its model."""
    return DrawerView(look, texts, model, specimens)
