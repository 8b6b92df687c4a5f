"""A product of the list in words: where it stands, who decides what waits about it. Pure; no Qt."""

from contract.money import CURRENCIES
from contract.products import KINDS
from teller_app.glass.amounts import parse_minor
from teller_app.i18n import formats
from teller_app.i18n.acts import role_words
from teller_app.i18n.products import asked_lines, kind_words, terms_lines
from teller_app.i18n.text import Texts, Words
from teller_app.products.state import Draft, ProductsState, Shown

type Options = list[tuple[str, str]]


def title(row: Shown) -> str:
    """ "20 Current"."""
    return f"{row.product} {row.terms.name}"


def sub(row: Shown, texts: Texts) -> str:
    """ "Current account · GHS"."""
    return f"{kind_words(row.terms.kind, texts)} · {row.terms.currency}"


def status(row: Shown, texts: Texts) -> tuple[str, str]:
    """Words and tone: whether it is sold, and whether a change waits."""
    if row.request is not None:
        return texts("products.status.waits" if row.there else "products.status.asked"), "warn"
    return (texts("product.off"), "mute") if row.terms.off else (texts("product.sold"), "pos")


def waits(row: Shown, state: ProductsState, texts: Texts) -> Words:
    """Who asked for the change that waits, and who decides it."""
    request = row.request
    if request is None:
        return Words(texts("products.sent"), texts("products.sent_do"))
    branch = next((one.name for one in state.branches if one.branch == request.branch), "")
    who = role_words(request.role.value, texts)
    decider = texts("products.decider", role=who, branch=branch) if branch else who
    said = [texts("products.waits_do", maker=request.maker_name, at=_clock(request.at))]
    if request.taken_by_name:
        said.append(texts("products.has_it", name=request.taken_by_name, at=_clock(request.taken_at)))
    said.append(texts("products.until" if row.there else "products.until_new"))
    return Words(texts("products.waits", decider=decider), " ".join(said))


def _clock(stamp: str) -> str:
    return formats.clock(formats.moment(stamp))


def lines(row: Shown, texts: Texts) -> list[tuple[str, str]]:
    """(name, value): the terms as they hold, or what is asked for where a change waits."""
    return asked_lines(row.asked, texts) if row.asked is not None else terms_lines(row.terms, texts)


def kinds(draft: Draft, texts: Texts) -> Options:
    """The kinds of product, and the draft's own where it is none of them."""
    known = KINDS if draft.kind in KINDS else (*KINDS, draft.kind)
    return [(kind, kind_words(kind, texts)) for kind in known]


def currencies(draft: Draft) -> Options:
    """The bank's currencies."""
    return [(code, code) for code in sorted({*CURRENCIES, draft.currency})]


def minor_of(text: str) -> int | None:
    """What was typed as an amount in minor units; an empty field is nought."""
    found = parse_minor(text, 2) if text.strip() else 0
    return found if isinstance(found, int) else None
