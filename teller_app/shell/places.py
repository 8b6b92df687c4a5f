"""The order of the places in the sidebar: a person's daily work first, what is looked up now and then below a line (pictures 02 and 04). Pure."""

from collections.abc import Collection, Sequence

from contract.permissions import Permission
from teller_app.manifest import Manifest

DECIDES = (
    "approvals",
    "branches",
    "vault",
    "drawers",
    "day_end",
    "customers",
    "loans",
    "staff",
    "history",
    "variances",
    "advances",
    "journal",
)
"""Of who decides: what waits for them, then their branch."""
NOW_AND_THEN = ("standin", "products", "reports", "policy", "own")
"""Below the line."""


def in_order(
    manifests: Sequence[Manifest], permissions: Collection[Permission]
) -> tuple[list[Manifest], list[Manifest]]:
    """The daily places and the others, each in its order. Whoever serves customers begins at the counter, and has the rooms as they were made where nothing waits for them."""
    first = ("counter", *DECIDES) if Permission.POST_CASH in permissions else DECIDES
    daily = [one for one in manifests if one.name not in NOW_AND_THEN]
    others = [one for one in manifests if one.name in NOW_AND_THEN]
    if Permission.DECIDE in permissions:
        daily.sort(key=lambda one: first.index(one.name) if one.name in first else len(first))
    if not daily:
        return others, []
    return daily, sorted(others, key=lambda one: NOW_AND_THEN.index(one.name))
