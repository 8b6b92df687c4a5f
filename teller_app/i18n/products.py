"""A product's terms in words: before and after, and whom a change reaches. Pure; the products' own room and whoever decides read the same."""

from contract.products import BOUNDS, FEES, SetProduct, Terms
from teller_app.i18n import formats
from teller_app.i18n.text import Texts

FIELDS = ("name", "kind", "currency", *BOUNDS, *FEES, "off")
"""In the order in which they are read."""
_ARROW = " → "


def kind_words(kind: str, texts: Texts) -> str:
    """The kind of account; one that this app does not know says its own name."""
    key = f"product.kind.{kind}"
    return texts(key) if key in texts else kind


def value_words(terms: Terms, field: str, texts: Texts) -> str:
    """One of the terms as it is read."""
    if field in (*BOUNDS, *FEES):
        return formats.money_with_sign(getattr(terms, field), terms.currency)
    if field == "kind":
        return kind_words(terms.kind, texts)
    if field == "off":
        return texts("product.off" if terms.off else "product.sold")
    return str(getattr(terms, field))


def terms_lines(terms: Terms, texts: Texts) -> list[tuple[str, str]]:
    """(name, value) of all terms."""
    return [(texts(f"product.field.{field}"), value_words(terms, field, texts)) for field in FIELDS]


def changed(before: Terms, after: Terms) -> list[str]:
    """The fields that are others, in the order in which they are read."""
    return [field for field in FIELDS if getattr(before, field) != getattr(after, field)]


def changes(command: SetProduct, texts: Texts) -> list[tuple[str, str, str]]:
    """(name, before, after) of what is asked to become another; of a new product all, with nothing before."""
    before, after = command.before, command.terms
    if before is None:
        return [(name, "", value) for name, value in terms_lines(after, texts)]
    return [
        (texts(f"product.field.{field}"), value_words(before, field, texts), value_words(after, field, texts))
        for field in changed(before, after)
    ]


def asked_lines(command: SetProduct, texts: Texts) -> list[tuple[str, str]]:
    """(name, value) of what is asked: of a change first each value as it was and as it shall be, then what stays; of a new one all."""
    before, after = command.before, command.terms
    if before is None:
        return [(texts("product.code"), command.product), *terms_lines(after, texts)]
    others = changed(before, after)
    lines = [(texts("product.code"), f"{command.product} {before.name}")]
    lines += [(name, f"{was}{_ARROW}{becomes}") for name, was, becomes in changes(command, texts)]
    stays = [field for field in FIELDS if field not in others and field != "name"]
    return lines + [(texts(f"product.field.{field}"), value_words(after, field, texts)) for field in stays]


def reach_words(before: Terms | None, after: Terms, texts: Texts) -> str:
    """Whom it reaches, in sentences: which accounts, and from when. Where nothing is changed yet, what a change would."""
    if before is None:
        said = ["new", "bounds", "fees"]
    else:
        others = changed(before, after)
        parts = {
            "off": "off" in others and after.off,
            "on": "off" in others and not after.off,
            "fees": not others or any(field in FEES for field in others),
            "bounds": not others or any(field in BOUNDS for field in others),
            "name": "name" in others,
        }
        said = [name for name, holds in parts.items() if holds]
    return " ".join(texts(f"product.reach.{name}") for name in said)
