"""What follows the count when there is something to explain: attempts, causes, record with its chart, booking."""

from collections.abc import Sequence

from teller_app.printing.numbers import clock, journal_number, pieces, short_date
from teller_app.printing.prose import plain
from teller_app.printing.roles import DOUBLE, HAIR, ROLES, STRONG
from teller_app.printing.slip_facts import DayVariance, Side
from teller_app.printing.slip_lines import gaps_head, unused_numbers
from teller_app.printing.slip_page import SlipPage
from teller_app.printing.tables import Cell, Column, Row

ROW = 11.6
CHART_HALF = 17.0
DAYS_MAX = 14
FEW_DAYS = 7
"""Up to which the first day has no label: there is room for that of today alone."""


def draw_set_apart(page: SlipPage) -> None:
    """Mutilated notes and cheques that go to the vault with the slip."""
    facts, words = page.facts, page.words
    page.section(17, words.apart, words.apart_note, 15 + 3.2 + len(facts.set_apart) * 11.4)
    item, count, handed = words.apart_head
    columns = (
        Column(item, page.mm(62)),
        Column(count, page.mm(14), "r", figures=True),
        Column(facts.currency.symbol, page.mm(22), "r", figures=True),
        Column(handed, page.mm(26), "r"),
    )
    rows = [
        Row((Cell(i.label), Cell(pieces(i.pieces)), Cell(page.money(i.amount_minor)), Cell(i.handed_over_as)), 11.4)
        for i in facts.set_apart
    ]
    page.table(columns, rows, 15)


def draw_gaps(page: SlipPage) -> None:
    """Receipt numbers that were fixed and not used: an auditor asks for each of them."""
    facts = page.facts
    count = len(facts.receipt_gaps) + len(facts.unused)
    page.section(19, gaps_head(facts, page.words), pieces(count) if count else "", 24)
    page.y += 12
    for text in unused_numbers(facts, page.words):
        _paragraph(page, page.sheet.left, text, page.sheet.measure)
    page.y -= 6


def draw_attempts(page: SlipPage) -> None:
    """Every blind count, the last one stands."""
    facts, words = page.facts, page.words
    page.section(19, words.attempts, words.attempts_note, 15 + 3.2 + 2 * ROW)
    number, submitted, by, counted, variance = words.attempts_head
    columns = (
        Column(number, page.mm(9)),
        Column(submitted, page.mm(24)),
        Column(by, page.mm(37)),
        Column(page.head(counted), page.mm(27), "r", figures=True),
        Column(page.head(variance), page.mm(27), "r", figures=True),
    )
    rows = []
    for place, attempt in enumerate(facts.attempts, 1):
        person = words.recount.format(person=attempt.by) if attempt.recount else attempt.by
        off = attempt.off(facts.expected_minor)
        texts = (str(place), clock(attempt.at), person, page.money(attempt.counted_minor), page.money(off, plus=True))
        rows.append(Row([Cell(text) for text in texts], ROW))
    page.table(columns, rows, 15)
    if facts.attempts_note:
        page.y += 11
        _paragraph(page, page.sheet.left, facts.attempts_note, page.sheet.measure)
        page.y -= 7


def draw_causes(page: SlipPage) -> None:
    """Numbered, ranked; the confirmed one is named in the heading."""
    facts, words, sheet = page.facts, page.words, page.sheet
    confirmed = [place for place, cause in enumerate(facts.causes, 1) if cause.confirmed]
    note = words.causes_confirmed.format(number=confirmed[0]) if confirmed else words.causes_ranked
    page.section(16, words.causes, note, 40)
    page.y += 13
    leading = ROLES["s"].leading
    with sheet.tags.element("L"):
        for place, cause in enumerate(facts.causes, 1):
            lines = sheet.lines(cause.runs, "s", sheet.measure - 11)
            if page.need(len(lines) * leading):
                page.y += 16
            with sheet.tags.element("LI"):
                with sheet.tags.element("Lbl"):
                    sheet.text(sheet.left, page.y, str(place), "ss")
                with sheet.tags.element("LBody"):
                    page.y = sheet.paragraph(sheet.left + 11, page.y, lines, leading) + 2.6
    page.y -= 7


def draw_note(page: SlipPage) -> None:
    """What the cashier wrote; never cut, because it is signed."""
    sheet = page.sheet
    if page.need(24):
        page.y += 4
    page.y += 10
    sheet.text(sheet.left, page.y, page.words.note, "lab")
    _paragraph(page, sheet.left + 42, page.facts.note or "", sheet.measure - 42)
    page.y -= 9


def draw_record(page: SlipPage) -> None:
    """Brought forward, this session, cumulative; bars of the last business days at the right."""
    facts, words, sheet = page.facts, page.words, page.sheet
    days = facts.over_short.days[-DAYS_MAX:]
    note = (words.record_note if len(days) > 1 else words.record_note_first).format(drawer=facts.drawer, days=len(days))
    page.section(19, words.record, note, 70)
    top, width = page.y + 9, page.mm(46)
    record = facts.over_short
    shown = (
        (words.brought_forward, record.brought_forward_minor, "s"),
        (words.this_session, facts.variance_minor - record.elsewhere_minor, "s"),
        (words.cumulative, record.cumulative_minor, "ss"),
    )
    for place, (label, minor, role) in enumerate(shown):
        y, last = top + place * 12.4, place == len(shown) - 1
        if last:
            sheet.rule(sheet.left, sheet.left + width, y, STRONG)
        with sheet.tags.element("Div"):
            sheet.text(sheet.left, y + 8.8, label, role)
            sheet.figure(sheet.left + width, y + 8.8, page.money(minor, plus=True), role, width / 2, "r")
        sheet.rule(sheet.left, sheet.left + width, y + 12.4, STRONG if last else HAIR)
    if days:
        _draw_chart(page, days, sheet.left + width + page.mm(14), top + 20)
    page.y = top + 3 * 12.4 + 12


def draw_booking(page: SlipPage) -> None:
    """Where the variance was booked, who accepted it and until when it is to be resolved."""
    facts, words = page.facts, page.words
    page.section(17, words.booking, "", 15 + 3.2 + 2 * ROW)
    booked, journal, accepted, resolve = words.booking_head
    if facts.tolerance_minor is not None:
        accepted = words.booking_tolerance.format(amount=page.money(facts.tolerance_minor))
    dated = any(leg.resolve_by for leg in facts.booking)
    columns = [
        Column(booked, page.mm(48)),
        Column(journal, page.mm(14)),
        Column(accepted, page.mm(40 if dated else 62)),
    ]
    # No empty column: nothing may be written in on what is signed.
    columns += [Column(resolve, page.mm(22), "r")] if dated else []
    rows = []
    for leg in facts.booking:
        side = words.debit if leg.side is Side.DEBIT else words.credit
        cells = [
            Cell(f"{leg.account} {leg.name}", tail=f" · {side} {page.money(leg.amount_minor)}"),
            Cell(journal_number(leg.journal) if leg.journal else "–"),
            Cell(leg.accepted),
        ]
        cells += [Cell(short_date(leg.resolve_by) if leg.resolve_by else "–")] if dated else []
        rows.append(Row(cells, ROW))
    page.table(columns, rows, 15)


def chart_bound(days: Sequence[DayVariance]) -> int:
    """The upper end of the chart's scale in minor units: the least of 1, 2, 2.5, 5 times a power of ten that holds all."""
    largest, power = max((abs(day.minor) for day in days), default=0), 10
    while True:
        for tenths in (10, 20, 25, 50):
            if largest <= tenths * power:
                return tenths * power
        power *= 10


def _draw_chart(page: SlipPage, days: Sequence[DayVariance], x: float, zero: float) -> None:
    """Today is solid at the right, other days are outlined: the difference is a pattern, not a colour. A drawer's first days are
    as wide as those of any other.
    """
    sheet, words, bound = page.sheet, page.words, chart_bound(days)
    unit = 10**page.facts.currency.exponent
    today = page.money(days[-1].minor, plus=True)
    step = (sheet.right - x) / DAYS_MAX
    start = sheet.right - len(days) * step
    with sheet.tags.figure(words.chart_alt.format(days=len(days), today=today)):
        for level in (bound, 0, -bound):
            y = zero - level * CHART_HALF / bound
            sheet.rule(x, sheet.right, y, DOUBLE if level == 0 else HAIR, () if level == 0 else (1, 1.4))
            whole = level % unit == 0
            label = pieces(level // unit, plus=True) if whole else page.money(level, plus=True)
            sheet.text(x - 4, y + 2.2, label, "foot", "r")
        for place, day in enumerate(days):
            height = abs(day.minor) * CHART_HALF / bound
            last = place == len(days) - 1
            if height:
                left, top = start + place * step + step * 0.22, zero - height if day.minor > 0 else zero
                sheet.box(left, top, step * 0.56, height, filled=last, white=not last)
        if len(days) > FEW_DAYS:
            sheet.text(start, zero + 26.5, short_date(days[0].day).rsplit(" ", 1)[0], "foot")
        day_text = short_date(days[-1].day).rsplit(" ", 1)[0]
        today_text = words.chart_today.format(day=day_text, today=page.money(days[-1].minor))
        sheet.text(sheet.right, zero + 26.5, today_text, "footm", "r")


def _paragraph(page: SlipPage, x: float, text: str, width: float) -> None:
    """A text that may run over a page; y is its first baseline and becomes the baseline after its last line."""
    for line in page.sheet.lines(plain(text), "s", width):
        if page.need(0):
            page.y += 16
        page.y = page.sheet.paragraph(x, page.y, [line], ROLES["s"].leading)
