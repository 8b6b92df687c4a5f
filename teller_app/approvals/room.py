"""The approvals as the shell sees them: their place, their keys, their view."""

from teller_app.approvals.model import ApprovalsModel
from teller_app.approvals.view import ApprovalsView
from teller_app.approvals.view_holder import Pictures
from teller_app.glass.look import Look
from teller_app.glass.signatories import Specimens
from teller_app.i18n.text import Texts
from teller_app.manifest import Action, Manifest

MANIFEST = Manifest(
    name="approvals",
    title="approvals.title",
    icon="seal-check",
    # Who may not decide still sees what became of own requests, takes them back and pays against a permit.
    permission=None,
    actions=(
        Action("F4", "approvals.key.tab", "tab", in_bar=False),
        Action("F5", "approvals.key.less", "lessen"),
        Action("F6", "approvals.key.signatures", "signatures", icon="identification-card"),
        Action("F7", "approvals.key.called", "called", icon="phone"),
        Action("F8", "approvals.key.escalate", "escalate"),
        Action("Ctrl+I", "approvals.key.say", "say"),
        Action("Ctrl+D", "approvals.key.decline", "decline", icon="x", tone="neg"),
        Action("Ctrl+Enter", "approvals.key.approve", "approve", primary=True, icon="seal-check", tone="pos"),
        # What a maker does with an own request stands on its buttons; a decider's bar has no room for it.
        Action("Ctrl+W", "approvals.key.withdraw", "withdraw", in_bar=False),
        Action("F9", "approvals.key.pay", "pay", in_bar=False, icon="coins"),
        Action("Ctrl+G", "approvals.key.code", "code", in_bar=False),
    ),
)


def make_view(
    look: Look, texts: Texts, model: ApprovalsModel, pictures: Pictures, specimens: Specimens
) -> ApprovalsView:
    """The room's widget over its model."""
    return ApprovalsView(look, texts, model, pictures, specimens)
