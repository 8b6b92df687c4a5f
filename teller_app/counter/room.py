"""The counter as the shell sees it: its place, its keys, its view."""

from contract.permissions import Permission
from teller_app.counter.model import CounterModel
from teller_app.counter.view import CounterView
from teller_app.counter.view_customer import Pictures
from teller_app.glass.look import Look
from teller_app.glass.signatories import Specimens
from teller_app.i18n.text import Texts
from teller_app.manifest import Action, Manifest

MANIFEST = Manifest(
    name="counter",
    title="counter.title",
    icon="cash-register",
    permission=Permission.POST_CASH,
    actions=(
        Action("F2", "counter.key_find", "find", icon="magnifying-glass"),
        Action("F3", "counter.key_deposit", "deposit", icon="hand-deposit", tone="pos"),
        Action("F4", "counter.key_withdraw", "withdraw", icon="hand-withdraw", tone="neg"),
        Action("F5", "counter.key_transfer", "transfer", icon="arrows-left-right", tone="info"),
        Action("F6", "counter.key_denominations", "denominations", icon="coins"),
        Action("F9", "counter.key_post", "post", primary=True, icon="check", tone="accent"),
        Action("F10", "counter.key_pay", "pay", in_bar=False, icon="coins"),
        Action("Alt+G", "counter.key_change", "change", in_bar=False, icon="arrows-left-right"),
        Action("Ctrl+H", "counter.key_hold", "hold", in_bar=False, icon="pause"),
        Action("Ctrl+U", "customers.lift.key", "lift", in_bar=False, icon="warning"),
        Action("Alt+M", "mandate.key", "mandate", in_bar=False, icon="users"),
        Action("Ctrl+I", "sign.key", "sign", in_bar=False, icon="signature"),
        Action("Alt+S", "mandate.see", "signatures", in_bar=False, icon="identification-card"),
        Action("Ctrl+M", "counter.key_mini", "mini", in_bar=False, icon="receipt"),
        Action("Ctrl+P", "counter.key_print", "print", in_bar=False, icon="printer"),
        *(Action(f"Alt+{n}", "counter.key_account", f"account {n}", in_bar=False) for n in range(1, 10)),
    ),
)


def make_view(look: Look, texts: Texts, model: CounterModel, pictures: Pictures, specimens: Specimens) -> CounterView:
    """The room's widget over its model."""
    return CounterView(look, texts, model, pictures, specimens)
