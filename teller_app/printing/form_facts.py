"""A paper as a list of parts: what one description says on A5 and on the roll, frozen. Figures are printed as they come, nothing is added.

Whoever makes one re-adds its totals first (``sums``).
"""

import msgspec

from teller_app.printing.facts import Currency, Duplicate, Stamp, Verification


class FormField(msgspec.Struct, frozen=True):
    """A label with its value. A figure or code is never cut; a name may be, a ``long`` one takes a line of its own."""

    label: str
    value: str
    figure: bool = False
    long: bool = False


class FormColumn(msgspec.Struct, frozen=True):
    """Its head and its share of the width. Figures stand at the right, names at the left."""

    head: str
    share: float
    figures: bool = True


class FormRow(msgspec.Struct, frozen=True):
    """``lead`` is a name across, above the cells; ``group``: the first of its kind, after a rule (coins after notes)."""

    cells: tuple[str, ...]
    lead: str = ""
    strong: bool = False
    group: bool = False


class FormTable(msgspec.Struct, frozen=True):
    """``tall`` rows have room for a hand; ``total`` is the last row, below a rule."""

    columns: tuple[FormColumn, ...]
    rows: tuple[FormRow, ...]
    total: tuple[str, ...] = ()
    heading: str = ""
    note: str = ""
    tall: bool = False


class FormFacts(msgspec.Struct, frozen=True, kw_only=True):
    """``status`` tells two prints of one number apart (before and after the witness). ``amount_minor`` is the one figure, None where
    there is none; with ``word`` (SHORT) it is signed and not written out. ``copies`` are who keeps each copy, () for one paper.
    ``signers`` are (name, what they sign as), "" where the name is written in, ``hands`` what they drew on a pad. ``no_code`` is said where there never will be a code.
    """

    number: str
    title: str
    subject: str
    currency: Currency
    fields: tuple[FormField, ...]
    printed: Stamp
    verification: Verification | None
    status: str = "final"
    amount_label: str = ""
    amount_minor: int | None = None
    word: str = ""
    tables: tuple[FormTable, ...] = ()
    sentences: tuple[str, ...] = ()
    signers: tuple[tuple[str, str], ...] = ()
    hands: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    no_code: str = ""
    copies: tuple[str, ...] = ()
    provisional: bool = False
    duplicate: Duplicate | None = None
