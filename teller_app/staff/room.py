"""Staff and audit as the shell sees them: their place, their keys, their view."""

from collections.abc import Callable
from datetime import date

from contract.permissions import Permission
from teller_app.glass.look import Look
from teller_app.i18n.text import Texts
from teller_app.manifest import Action, Manifest
from teller_app.staff.model import StaffModel
from teller_app.staff.view import StaffView

MANIFEST = Manifest(
    name="staff",
    title="staff.title",
    icon="users-three",
    permission=Permission.READ_AUDIT,
    actions=(
        Action("F2", "staff.key.find", "find"),
        Action("Ctrl+N", "staff.key.new", "new", primary=True, icon="user"),
        Action("F3", "staff.key.role", "role", in_bar=False),
        Action("Shift+F3", "staff.key.add", "add", in_bar=False, icon="desktop-tower"),
        Action("F4", "staff.key.edit", "edit"),
        Action("Shift+F4", "staff.key.person", "person", in_bar=False, icon="user"),
        Action("F5", "staff.key.decide", "decide", icon="seal-check"),
        Action("F6", "staff.key.revoke", "revoke", icon="x", tone="neg"),
        Action("Shift+F6", "staff.key.rename", "rename", in_bar=False),
        Action("Ctrl+Shift+R", "staff.key.readmit", "readmit", in_bar=False, icon="check"),
        Action("F7", "staff.key.trail", "trail"),
        Action("F8", "staff.key.verify", "verify", icon="seal-check"),
        Action("Ctrl+E", "staff.key.export", "export", icon="floppy-disk"),
        Action("F9", "staff.key.secret", "secret", in_bar=False, icon="lock"),
        Action("Ctrl+R", "staff.key.reset", "reset", in_bar=False, icon="lock", tone="neg"),
        Action("Ctrl+D", "staff.key.disable", "disable", in_bar=False, icon="x", tone="neg"),
        Action("Ctrl+Shift+D", "staff.key.enable", "enable", in_bar=False, icon="check"),
        Action("Ctrl+O", "staff.key.sign_out", "sign_out", in_bar=False, icon="x"),
        Action("Ctrl+S", "staff.key.sessions", "sessions", in_bar=False, icon="users"),
        Action("Ctrl+J", "staff.key.waiting", "waiting", in_bar=False, icon="seal-check"),
        Action("Ctrl+W", "staff.key.end", "end", in_bar=False, icon="x", tone="neg"),
    ),
)


def make_view(look: Look, texts: Texts, model: StaffModel, today: Callable[[], date]) -> StaffView:
    """The room's widget over its model."""
    return StaffView(look, texts, model, today)
