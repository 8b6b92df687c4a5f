"""The trial balance and proof sheet on A4 across (PRINT 6, 10): groups with totals, carried forward, the proofs, two signatures."""

from teller_app.printing import blocks
from teller_app.printing.cash_wording import TrialWords
from teller_app.printing.document import PrintDocument, document_key, make_pdf
from teller_app.printing.facts import Bank, Status
from teller_app.printing.fonts import PrintFonts
from teller_app.printing.numbers import journal_hashes, journal_number, long_date, money, short_date
from teller_app.printing.roles import A4_ACROSS, HEAD_RULE, MM
from teller_app.printing.sheet import Sheet
from teller_app.printing.structure import About
from teller_app.printing.sums import check_trial
from teller_app.printing.tables import Below, Cell, Column, Row, draw_head, draw_row
from teller_app.printing.trial_facts import Account, Group, TrialFacts
from teller_app.printing.wording import Wording

FIGURE = 30 * MM
LEAST_OF_GROUP = 5
"""A group starts with at least so many rows on a page, or with all that it has."""
LINE, GROUP_HEAD, GROUP_TOTAL, FORWARD, GRAND = 11.0, 12.6, 11.6, 12.4, 14.0
PROOF, PROOF_TOTAL = 12.6, 13.6
FOOT = 74.0
"""Height of verification and signatures at the foot of the last page, in points."""
QR_SIZE = 16 * MM
SIGN_WIDTH = 124 * MM
"""Both signatures with the room between them."""


def span_lines(facts: TrialFacts, words: TrialWords) -> list[str]:
    """The journal's rows and the hashes at their ends, as far as they are known."""
    first, last = facts.first_seq, facts.last_seq
    rows = words.journal.format(first=journal_number(first), last=journal_number(last), rows=last - first + 1)
    return [rows, journal_hashes(*facts.hashes)] if facts.hashes else [rows]


def trial_pdf(facts: TrialFacts, bank: Bank, fonts: PrintFonts, wording: Wording, mono: bool) -> PrintDocument:
    """Raises TotalMismatch or CodeRefused rather than print books that do not balance as if they did."""
    check_trial(facts)
    words = wording.trial
    subject = words.subject.format(branch=facts.branch, day=short_date(facts.business_date))
    about = About(words.title, subject, facts.number, bank.name)
    key = document_key(facts.number, Status.FINAL.value, facts.duplicate, A4_ACROSS.form)
    return make_pdf(key, A4_ACROSS, about, fonts, mono, lambda sheet: _Drawing(sheet, facts, bank, wording).draw())


class _Drawing:
    """One pass over one sheet; ``sums`` are the six running totals."""

    def __init__(self, sheet: Sheet, facts: TrialFacts, bank: Bank, wording: Wording) -> None:
        self.sheet, self.facts, self.bank = sheet, facts, bank
        self.words, self.common = wording.trial, wording.common
        self.sums = [0] * 6
        sides = (self.words.debit, self.words.credit) * 3
        self.columns = [Column(self.words.code, 17 * MM), Column(self.words.account, 64 * MM)]
        self.columns += [Column(side, FIGURE, "r", figures=True) for side in sides]

    def draw(self) -> None:
        sheet, words = self.sheet, self.words
        y = blocks.letterhead(sheet, self.bank, words.title, self.facts.number, self.common)
        y = blocks.duplicate_box(sheet, y, self.facts.duplicate, self.common)
        y = self._meta(y + 13)
        with sheet.tags.element("Table"):
            y = self._head(y + 20)
            for group in self.facts.groups:
                y = self._group(y, group)
            if y + 3 + GRAND > sheet.bottom - 4:
                y = self._turn(y)
            total = [Cell(""), Cell(words.total, "bs"), *(Cell(self._money(value), "bs") for value in self.sums)]
            y = draw_row(sheet, sheet.left, y + 3, self.columns, Row(total, GRAND, 4.4, Below.GRAND))
        self._proofs(y + 22)
        self._foot()

    def _meta(self, y: float) -> float:
        facts, words = self.facts, self.words
        rows = words.rows.format(first=journal_number(facts.first_seq), last=journal_number(facts.last_seq))
        values = (facts.branch, long_date(facts.business_date), facts.currency.code, rows,
                  words.day_open if facts.open else words.day_closed, words.result)  # fmt: skip
        fields = [blocks.Field(label, value) for label, value in zip(words.meta, values, strict=True)]
        return blocks.field_grid(self.sheet, y, fields, 6, 24)

    def _head(self, y: float) -> float:
        """Three heads over two columns each, then the columns' own."""
        sheet, x = self.sheet, self.sheet.left + 81 * MM
        for place, head in enumerate(self.words.heads):
            right = x + (place + 1) * 2 * FIGURE
            sheet.text(right, y, head.format(symbol=self.facts.currency.symbol), "ss", "r")
            sheet.rule(right - 2 * FIGURE + 5 * MM, right, y + 3.4, HEAD_RULE)
        return draw_head(sheet, sheet.left, y + 14, self.columns, ruled=False)

    def _group(self, y: float, group: Group) -> float:
        sheet, words, before = self.sheet, self.words, list(self.sums)
        least = GROUP_HEAD + LINE * min(len(group.accounts), LEAST_OF_GROUP) + GROUP_TOTAL
        y = self._room(y, least)
        head = [Cell(group.name, "ss"), *(Cell("") for _ in range(7))]
        y = draw_row(sheet, sheet.left, y, self.columns, Row(head, GROUP_HEAD, 3.6))
        for place, account in enumerate(group.accounts):
            last = place == len(group.accounts) - 1
            y = self._room(y, LINE + (GROUP_TOTAL if last else 0))
            self.sums = [total + value for total, value in zip(self.sums, account.figures, strict=True)]
            y = draw_row(sheet, sheet.left, y, self.columns, Row(self._cells(account), LINE, 3.3))
        own = [after - earlier for earlier, after in zip(before, self.sums, strict=True)]
        cells = [Cell(""), Cell(words.group_total.format(group=group.name), "sm")]
        cells += [Cell(self._money(value), "sm") for value in own]
        return draw_row(sheet, sheet.left, y, self.columns, Row(cells, GROUP_TOTAL, 3.6, Below.TOTAL))

    def _cells(self, account: Account) -> list[Cell]:
        """A balance of nought is printed on the account's own side, so that nobody can write one in."""
        figures = account.figures
        texts = [self._money(value) if value else "" for value in figures]
        for debit in (0, 4):
            if not figures[debit] and not figures[debit + 1]:
                texts[debit if account.code[:1] in "15" else debit + 1] = self._money(0)
        return [Cell(account.code, "codes"), Cell(account.name), *(Cell(text) for text in texts)]

    def _room(self, y: float, height: float) -> float:
        """The same page where this fits above the forward line, else the next one."""
        return y if y + height + FORWARD <= self.sheet.bottom - 4 else self._turn(y)

    def _forward(self, y: float, said: str, below: Below) -> float:
        cells = [Cell(""), Cell(said, "ss"), *(Cell(self._money(value), "ss") for value in self.sums)]
        return draw_row(self.sheet, self.sheet.left, y, self.columns, Row(cells, FORWARD, 3.8, below))

    def _turn(self, y: float) -> float:
        """On to the next page, with the totals so far at the foot of this one and at the head of that."""
        sheet, words = self.sheet, self.words
        self._forward(y, words.carried, Below.TOTAL)
        y = self._next_page(words.running)
        with sheet.tags.artifact():
            y = self._head(y + 16)
        return self._forward(y, words.brought, Below.HAIR)

    def _next_page(self, running: str) -> float:
        self._footer()
        self.sheet.turn_page()
        facts = self.facts
        left = " · ".join([
            *blocks.numbered_stamps(self.common, False, facts.duplicate),
            running.format(branch=facts.branch, day=short_date(facts.business_date)),
        ])  # fmt: skip
        return blocks.running_head(self.sheet, self.bank, left, facts.number)

    def _proofs(self, y: float) -> None:
        sheet, words, symbol = self.sheet, self.words, self.facts.currency.symbol
        height = 17 + PROOF * len(self.facts.proofs) + PROOF_TOTAL + 10
        if y + height > sheet.bottom - FOOT:
            y = self._next_page(words.running_proof) + 22
        blocks.heading(sheet, y, words.proofs)
        heads = [head.format(symbol=symbol) for head in words.proof_heads]
        widths, sides = (86, 36, 42, 34, 4, 59), ("l", "r", "r", "r", "l", "l")
        columns = [
            Column(head, width * MM, "r" if side == "r" else "l", figures=side == "r")
            for head, width, side in zip(heads, widths, sides, strict=True)
        ]
        with sheet.tags.element("Table"):
            y = draw_head(sheet, sheet.left, y + 17, columns)
            for proof in self.facts.proofs:
                off = self._money(proof.found - proof.books, plus=True)
                cells = [Cell(proof.what, "b"), Cell(self._money(proof.books), "b"), Cell(self._money(proof.found), "b"),
                         Cell(off, "bm"), Cell(""), Cell(proof.how)]  # fmt: skip
                y = draw_row(sheet, sheet.left, y, columns, Row(cells, PROOF, 3.9))
            off = self._money(sum(proof.found - proof.books for proof in self.facts.proofs), plus=True)
            cells = [Cell(text, "bs") for text in (words.sum_of_differences, "", "", off, "", "")]
            draw_row(sheet, sheet.left, y, columns, Row(cells, PROOF_TOTAL, 4.3, Below.GRAND))

    def _foot(self) -> None:
        sheet, facts, words = self.sheet, self.facts, self.words
        lines = span_lines(facts, words)
        blocks.verification_block(sheet, sheet.bottom - 50, QR_SIZE, facts.verification, lines, self.common)
        signers = ((facts.prepared, words.prepared), ("", words.checked))
        blocks.signatures(sheet, sheet.bottom - 24, signers, sheet.right - SIGN_WIDTH)
        if facts.duplicate:
            sheet.text(sheet.right, sheet.bottom - 48, self.common.duplicate, "stamp", "r")
        self._footer()

    def _footer(self) -> None:
        line = blocks.printed_line(self.common, self.facts.printed, self.facts.duplicate)
        blocks.footer(self.sheet, self.common, line, self.facts.verification.code)

    def _money(self, minor: int, plus: bool = False) -> str:
        return money(minor, self.facts.currency, plus)
