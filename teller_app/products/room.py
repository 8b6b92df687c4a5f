"""The products as the shell sees them: their place, their keys, their view."""

from contract.permissions import Permission
from teller_app.glass.look import Look
from teller_app.i18n.text import Texts
from teller_app.manifest import Action, Manifest
from teller_app.products.model import ProductsModel
from teller_app.products.view import ProductsView

MANIFEST = Manifest(
    name="products",
    title="products.title",
    icon="money",
    # Managers read them and agree to changes, an administrator changes them.
    permission=Permission.OVERSEE_STAFF,
    actions=(
        Action("F3", "products.key.new", "new"),
        Action("F6", "products.key.change", "change"),
        Action("F8", "products.key.turn", "turn"),
        Action("F4", "products.key.drop", "drop"),
        Action("F9", "products.key.send", "send", primary=True, icon="check", tone="accent"),
    ),
)


def make_view(look: Look, texts: Texts, model: ProductsModel) -> ProductsView:
    """The room's widget over its model."""
    return ProductsView(look, texts, model)
