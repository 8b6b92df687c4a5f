"""The running page of a slip: a cursor that turns pages, and the head that every page of the slip carries.

A continuation page repeats the figures that are signed (PRINT 1.5), says what it continues with, never begins in the
middle of a row and never ends in a heading.
"""

from collections.abc import Sequence

from teller_app.printing import blocks
from teller_app.printing.facts import Bank, Status
from teller_app.printing.numbers import money, short_date
from teller_app.printing.roles import ROLES, STRONG
from teller_app.printing.sheet import Sheet
from teller_app.printing.slip_facts import SlipFacts
from teller_app.printing.tables import Column, Row, draw_head, draw_row
from teller_app.printing.wording import Wording

KEPT_ROWS = 3
A5_MEASURE = 124


class SlipPage:
    """`y` is where the next thing goes. `sections` are the names of what is still to come, for "Continued on"."""

    def __init__(self, sheet: Sheet, facts: SlipFacts, bank: Bank, wording: Wording) -> None:
        self.sheet, self.facts, self.bank = sheet, facts, bank
        self.words, self.common = wording.slip, wording.common
        self.y = 0.0
        self.sections: list[str] = []

    def mm(self, width: float) -> float:
        """Millimetres of A5's 124 (PRINT 6) in points of this paper: a larger one has the same columns, wider."""
        return width * self.sheet.measure / A5_MEASURE

    def money(self, minor: int, plus: bool = False) -> str:
        """A figure of the slip's currency."""
        return money(minor, self.facts.currency, plus)

    def head(self, label: str) -> str:
        """A column head or label with the currency, which stands once (PRINT 5)."""
        return f"{label} {self.facts.currency.symbol}"

    def need(self, height: float) -> bool:
        """Make room for `height` points; whether a new page was begun."""
        if self.y + height <= self.sheet.bottom - 10:
            return False
        self.turn()
        return True

    def turn(self) -> None:
        """Close this page with what follows, begin the next with the figures."""
        sheet, facts, words = self.sheet, self.facts, self.words
        page = sheet.page + 1
        text = words.continued.format(page=page, sections=self._following())
        if sheet.width(text, "s") > sheet.measure:
            text = words.continued_short.format(page=page)
        sheet.name(sheet.left, sheet.bottom - 1, text, "s", sheet.measure)
        self.footer()
        sheet.turn_page()
        left = words.running.format(drawer=facts.drawer, day=short_date(facts.business_date))
        stamps = [self.common.amended] if facts.amendment else []
        stamps += blocks.numbered_stamps(self.common, facts.status is Status.PROVISIONAL, facts.duplicate)
        left = " · ".join([*stamps, left])
        y = blocks.running_head(sheet, self.bank, left, facts.number)
        with sheet.tags.element("Sect"):
            self.y = self.figures(y + 8, "figs", 32)

    def footer(self) -> None:
        """The footer repeats the code on each page (PRINT 7)."""
        facts = self.facts
        line = blocks.printed_line(self.common, facts.printed, facts.duplicate)
        blocks.footer(self.sheet, self.common, line, facts.verification.code if facts.verification else None)

    def stamps(self) -> list[str]:
        """What this print is besides an original, in capital letters; on every page."""
        facts, common = self.facts, self.common
        found = [common.amended] if facts.amendment else []
        found += [common.provisional] if facts.status is Status.PROVISIONAL else []
        return found + ([common.duplicate] if facts.duplicate else [])

    def figures(self, y: float, role: str, height: float) -> float:
        """Expected, counted, variance. Sign, word and plate carry the variance, never colour (PRINT 1.3)."""
        sheet, facts, words = self.sheet, self.facts, self.words
        sheet.rule(sheet.left, sheet.right, y, STRONG)
        width = sheet.measure / 3
        shown = (
            (words.expected, self.money(facts.expected_minor)),
            (words.counted, self.money(facts.counted_minor)),
            (words.variance, self.money(facts.variance_minor, plus=True)),
        )
        for place, (label, value) in enumerate(shown):
            x = sheet.left + place * width + (7 if place else 0)
            if place:
                sheet.upright(sheet.left + place * width, y + 6, y + height - 6)
            with sheet.tags.element("Div"):
                sheet.text(x, y + 12, self.head(label), "lab")
                sheet.figure(x, y + 12 + ROLES[role].size + 2.6, value, role, width - 12)
        blocks.plate(sheet, y + 5, words.state_of(facts.variance_minor), filled=facts.variance_minor != 0)
        sheet.rule(sheet.left, sheet.right, y + height, STRONG)
        return y + height

    def section(self, gap: float, title: str, note: str, keep: float) -> None:
        """A heading `gap` points below, kept together with `keep` points of what follows; y becomes its baseline."""
        if title in self.sections:
            del self.sections[: self.sections.index(title)]
        self.need(gap + keep)
        if title in self.sections:
            self.sections.remove(title)
        self.y += gap
        blocks.heading(self.sheet, self.y, title, note)

    def table(self, columns: Sequence[Column], rows: Sequence[Row], gap: float) -> None:
        """A table whose head stands `gap` below y. Its last two rows and its total stay together over a turn."""
        sheet = self.sheet
        with sheet.tags.element("Table"):
            self.y = draw_head(sheet, sheet.left, self.y + gap, columns)
            for place, row in enumerate(rows):
                left = len(rows) - place
                together = rows[place:] if left == KEPT_ROWS else rows[place : place + 1]
                if left >= KEPT_ROWS and self.need(sum(each.height for each in together)):
                    with sheet.tags.artifact():
                        self.y = draw_head(sheet, sheet.left, self.y + 18, columns)
                self.y = draw_row(sheet, sheet.left, self.y, columns, row)

    def _following(self) -> str:
        names = [name[0].lower() + name[1:] for name in self.sections] + [self.words.signatures]
        return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
