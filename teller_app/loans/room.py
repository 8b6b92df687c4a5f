"""The loans as the shell sees them: their place, their keys, their view."""

from contract.permissions import Permission
from teller_app.glass.look import Look
from teller_app.i18n.text import Texts
from teller_app.loans.model import LoansModel
from teller_app.loans.view import LoansView
from teller_app.manifest import Action, Manifest

MANIFEST = Manifest(
    name="loans",
    title="loans.title",
    icon="hand-withdraw",
    permission=Permission.READ_ACCOUNTS,
    actions=(
        Action("F3", "loans.key.apply", "apply", icon="plus", right=Permission.ASK_FOR_LOANS),
        Action("F4", "loans.key.disburse", "disburse", icon="hand-withdraw", right=Permission.SERVE_LOANS),
        Action("F5", "loans.key.repay", "repay", icon="hand-deposit", right=Permission.SERVE_LOANS),
        Action("F6", "loans.key.next", "next"),
        Action(
            "Alt+W", "loans.key.write_off", "write_off", in_bar=False, icon="warning", right=Permission.SETTLE_LOANS
        ),
        Action("Ctrl+U", "loans.key.undo", "undo", in_bar=False, icon="arrow-u-up-left", right=Permission.REVERSE),
        Action("F10", "loans.key.pay", "pay", in_bar=False, icon="coins", right=Permission.SERVE_LOANS),
        Action("Ctrl+D", "loans.key.withdraw", "withdraw", in_bar=False, icon="arrow-u-up-left"),
        Action("Ctrl+H", "loans.key.hold", "hold", in_bar=False, icon="pause"),
        Action("Ctrl+P", "loans.key.receipt", "receipt", in_bar=False, icon="printer"),
        Action("Alt+P", "loans.key.schedule", "schedule", in_bar=False, icon="printer"),
        Action("Ctrl+W", "loans.key.leave", "leave", in_bar=False),
        Action("F9", "loans.key.forward", "forward", primary=True),
    ),
)


def make_view(look: Look, texts: Texts, model: LoansModel) -> LoansView:
    """The room's widget over its model."""
    return LoansView(look, texts, model)
