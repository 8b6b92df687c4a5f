"""The first page of a slip: movement with its running column, and the count, notes and coins side by side."""

from collections.abc import Sequence

from teller_app.printing import sums
from teller_app.printing.numbers import clock, pieces, unit
from teller_app.printing.slip_facts import CountLine, Flow, Form, Movement, SlipFacts
from teller_app.printing.slip_page import SlipPage
from teller_app.printing.tables import Below, Cell, Column, Row, draw_head, draw_row
from teller_app.printing.wording import SlipWords

ROW, TOTAL_ROW, GRAND_ROW = 11.2, 11.8, 14.0


def movement_label(line: Movement, facts: SlipFacts, words: SlipWords) -> str:
    """`Received from vault · VT-040-261120-03`; the opening says when and how it was counted."""
    how = f" ({facts.opened_how})" if facts.opened_how else ""
    label = words.movement[line.kind].format(time=clock(facts.opened_at, seconds=False), how=how)
    return f"{label} · {line.detail}" if line.detail else label


def draw_movement(page: SlipPage) -> None:
    """Opening to closing with a running column; the last running figure is what is expected in the drawer."""
    facts, words = page.facts, page.words
    head, items, running = words.movement_head
    columns = (
        Column(head, page.mm(62)),
        Column(items, page.mm(14), "r", figures=True),
        Column(facts.currency.symbol, page.mm(22), "r", figures=True),
        Column(page.head(running), page.mm(26), "r", figures=True),
    )
    total, rows = 0, []
    for line in sums.printed_movements(facts):
        total += line.effect()
        shown = page.money(line.effect(), plus=line.kind is not Flow.OPENING)
        count = "" if line.items is None else pieces(line.items)
        label = movement_label(line, facts, words)
        rows.append(Row((Cell(label), Cell(count), Cell(shown), Cell(page.money(total))), 11.4))
    sums.same("running", facts.expected_minor, total)
    last = (Cell(words.expected_total, "ss"), Cell(""), Cell(""), Cell(page.money(total), "ss"))
    rows.append(Row(last, 12.4, 3.8, Below.GRAND))
    page.table(columns, rows, 15)
    page.y += 1.6


def draw_count(page: SlipPage) -> None:
    """Both sides of the count and the total of both; kept on one page."""
    facts, words, sheet = page.facts, page.words, page.sheet
    notes = [line for line in facts.counts if line.form is Form.NOTE]
    coins = [line for line in facts.counts if line.form is Form.COIN]
    deepest = max(len(notes), len(coins))
    page.section(17, words.count, words.count_note, 16 + 3.2 + deepest * ROW + TOTAL_ROW + 3 + GRAND_ROW)
    gutter = page.mm(4)
    width = (sheet.measure - gutter) / 2
    top = page.y + 16
    value = 0
    foot = top
    for side, lines in enumerate((notes, coins)):
        x = sheet.left + side * (width + gutter)
        head = words.coin_head if side else words.note_head
        foot, subtotal = _draw_side(page, x, top, width, head, lines, deepest - len(lines))
        value += subtotal
    sums.same("count_of_both_sides", facts.counted_minor, value)
    count = pieces(sum(line.counted for line in facts.counts))
    columns = (
        Column("", page.mm(60)),
        Column("", page.mm(40), "r", figures=True),
        Column("", page.mm(24), "r", figures=True),
    )
    row = (Cell(words.total_counted, "bs"), Cell(words.pieces.format(count=count)), Cell(page.money(value), "bs"))
    with sheet.tags.element("Table"):
        page.y = draw_row(sheet, sheet.left, foot + 3, columns, Row(row, GRAND_ROW, 4.4, Below.GRAND)) + 2


def _draw_side(
    page: SlipPage, x: float, y: float, width: float, head: str, lines: Sequence[CountLine], empty: int
) -> tuple[float, int]:
    """One side of the count; returns its foot and its value. A unit that differs is SemiBold."""
    words, currency = page.words, page.facts.currency
    scale = width / 60
    heads = (head, *words.count_head[:3], page.head(words.count_head[3]))
    shares = (9, 11.5, 12.5, 9, 18)
    columns = [Column(text, share * scale, "r", figures=True) for text, share in zip(heads, shares, strict=True)]
    value = 0
    with page.sheet.tags.element("Table"):
        y = draw_head(page.sheet, x, y, columns)
        for line in lines:
            worth, off = line.denomination_minor * line.counted, line.counted - line.system
            value += worth
            cells = (
                Cell(unit(line.denomination_minor, currency, line.form is Form.COIN), "ss" if off else "sm"),
                Cell(pieces(line.system)),
                Cell(pieces(line.counted), "sm"),
                Cell(pieces(off, plus=True), "ss" if off else "s"),
                Cell(page.money(worth)),
            )
            y = draw_row(page.sheet, x, y, columns, Row(cells, ROW, 3.4))
        system, counted = sum(line.system for line in lines), sum(line.counted for line in lines)
        texts = (
            words.total, pieces(system), pieces(counted), pieces(counted - system, plus=True), page.money(value),
        )  # fmt: skip
        row = Row([Cell(text, "ss") for text in texts], TOTAL_ROW, 3.6, Below.TOTAL)
        y = draw_row(page.sheet, x, y + empty * ROW, columns, row)
    return y, value
