"""The policy as the shell sees it: its place, its keys, its view."""

from contract.permissions import Permission
from teller_app.approvals.policy import PolicyModel
from teller_app.approvals.view_policy import PolicyView
from teller_app.glass.look import Look
from teller_app.i18n.text import Texts
from teller_app.manifest import Action, Manifest

MANIFEST = Manifest(
    name="policy",
    title="policy.title",
    icon="gear-six",
    # Managers read it and agree to changes, an administrator changes it.
    permission=Permission.OVERSEE_STAFF,
    actions=(
        Action("F3", "policy.key.new", "new"),
        Action("F6", "policy.key.change", "change"),
        Action("F8", "policy.key.turn", "turn"),
        Action("F4", "policy.key.drop", "drop"),
        Action("F9", "policy.key.send", "send", primary=True, icon="check", tone="accent"),
    ),
)


def make_view(look: Look, texts: Texts, model: PolicyModel) -> PolicyView:
    """The room's widget over its model."""
    return PolicyView(look, texts, model)
