"""A paper of parts on an 80 mm roll (PRINT 9): one walk from the bank's name to the code, by a pen that is a raster or columns."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from teller_app.printing.blocks import duplicate_short, printed_short
from teller_app.printing.facts import Bank, Duplicate, Verification
from teller_app.printing.form_facts import FormFacts, FormTable
from teller_app.printing.numbers import money
from teller_app.printing.wording import Wording
from teller_app.printing.words import in_words

type Stamped = list[tuple[str, tuple[str, ...]]]
"""What this print is besides an original: the word, and the lines below it."""


class Pen(Protocol):
    """What both kinds of roll can draw. A figure that does not fit is refused, a name is cut."""

    def head(self, bank: Bank, stamps: Stamped) -> None: ...

    def title(self, title: str, number: str, note: str) -> None: ...

    def field(self, label: str, value: str) -> None: ...

    def amount(self, code: str, figure: str, words: str) -> None: ...

    def state(self, word: str, plate: bool) -> None: ...

    def table(self, table: FormTable) -> None: ...

    def sentence(self, text: str) -> None: ...

    def signer(self, name: str, role: str, hand: str, signed: str) -> None: ...

    def code(self, verification: Verification | None, lines: Sequence[str], wording: Wording) -> None: ...

    def foot(self, stamps: Stamped, lines: Sequence[str]) -> None: ...

    def line(self) -> None: ...

    def gap(self) -> None: ...


def draw_form(pen: Pen, facts: FormFacts, bank: Bank, wording: Wording, copy: int = 0) -> None:
    """Raises FigureDoesNotFit rather than cut a figure. ``copy`` is which of ``facts.copies``."""
    found = stamps(facts.provisional, facts.duplicate, wording)
    pen.head(bank, found)
    pen.title(facts.title, facts.number, facts.copies[copy] if facts.copies else "")
    for field in facts.fields:
        pen.field(field.label, field.value)
    if facts.amount_minor is not None:
        pen.line()
        _amount(pen, facts)
    for place, table in enumerate(facts.tables):
        # A table ends in a rule of its own: the next one needs no second.
        (pen.gap if place else pen.line)()
        pen.table(table)
    for text in facts.sentences:
        pen.sentence(text)
    for place, (name, role) in enumerate(facts.signers):
        hand = facts.hands[place] if place < len(facts.hands) else ""
        pen.signer(name, role, hand, wording.common.hand_elsewhere)
    pen.code(facts.verification, facts.lines, said_of_no_code(wording, facts))
    lines = [printed_short(wording.common, facts.printed, facts.duplicate)]
    if facts.copies:
        lines.append(wording.form.copy.format(n=copy + 1, of=len(facts.copies)))
    elif not found:
        lines.append(wording.common.original)
    pen.foot(found, lines)


def said_of_no_code(wording: Wording, facts: FormFacts) -> Wording:
    """The words for a paper without a code: most get one later, some never do."""
    if not facts.no_code:
        return wording
    return replace(wording, common=replace(wording.common, no_code=facts.no_code, no_code_why=""))


def stamps(provisional: bool, duplicate: Duplicate | None, wording: Wording) -> Stamped:
    """The plates at top and bottom of a roll."""
    words = wording.receipt
    # Only a receipt is followed by a final one.
    found: Stamped = [(wording.common.provisional, words.provisional_short[:1])] if provisional else []
    if duplicate:
        found.append((wording.common.duplicate, duplicate_short(wording, duplicate)))
    return found


def _amount(pen: Pen, facts: FormFacts) -> None:
    minor, currency = facts.amount_minor or 0, facts.currency
    said = "" if facts.word else in_words(minor, currency, short=True)
    pen.amount(currency.code, money(minor, currency, plus=bool(facts.word)), said)
    if facts.word:
        pen.state(facts.word, minor != 0)
