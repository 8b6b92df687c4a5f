"""The vault room as the shell sees it: its place, its keys, its view."""

from contract.permissions import Permission
from teller_app.glass.look import Look
from teller_app.i18n.text import Texts
from teller_app.manifest import Action, Manifest
from teller_app.vault.model import VaultModel
from teller_app.vault.view import VaultView

MANIFEST = Manifest(
    name="vault",
    title="vault.title",
    icon="bank",
    permission=Permission.MOVE_CASH,
    actions=(
        Action("F3", "vault.key.send", "send"),
        Action("F4", "vault.key.receive", "receive"),
        Action("Ctrl+D", "vault.key.refuse", "refuse"),
        Action("F5", "vault.key.exchange", "exchange"),
        Action("F6", "vault.key.ask", "ask"),
        Action("F8", "vault.key.count", "count", right=Permission.KEEP_VAULT),
        Action("F10", "vault.key.sign", "sign", right=Permission.KEEP_VAULT),
        Action("Ctrl+I", "vault.key.pad", "pad", in_bar=False),
        Action("Ctrl+Shift+L", "vault.key.lock", "lock", in_bar=False, right=Permission.KEEP_VAULT),
        Action("Ctrl+U", "vault.key.unlock", "unlock", in_bar=False, right=Permission.KEEP_VAULT),
        Action("Alt+M", "vault.key.micro", "micro", in_bar=False),
        Action("Alt+H", "vault.key.handover", "handover", in_bar=False),
        Action("Alt+S", "vault.key.surprise", "surprise", in_bar=False, right=Permission.KEEP_VAULT),
        Action("Ctrl+Shift+F", "vault.key.force", "force", in_bar=False, right=Permission.DECIDE),
        Action("Alt+B", "vault.key.sort", "sort", in_bar=False),
        Action("Alt+C", "vault.key.impound", "impound", in_bar=False),
        Action("Alt+V", "vault.key.currency", "currency", in_bar=False, right=Permission.KEEP_VAULT),
        Action("Ctrl+B", "vault.key.bucket", "bucket", in_bar=False),
        Action("Ctrl+P", "vault.key.slip", "print", icon="printer"),
        Action("Ctrl+W", "vault.key.leave", "leave", in_bar=False),
        Action("F9", "vault.key.forward", "forward", primary=True),
    ),
)


def make_view(look: Look, texts: Texts, model: VaultModel) -> VaultView:
    """The room's widget over its model."""
    return VaultView(look, texts, model)
