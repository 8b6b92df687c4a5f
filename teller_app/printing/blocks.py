"""The parts that documents share: letterhead, stamped boxes, running head, footer, fields, verification, signatures."""

from collections.abc import Sequence
from dataclasses import dataclass

from teller_app.printing.facts import Bank, Currency, Duplicate, Stamp, Verification
from teller_app.printing.hands import draw_hand
from teller_app.printing.numbers import moment, money
from teller_app.printing.prose import plain
from teller_app.printing.roles import BAR, HAIR, HAIR_HEAD, LETTERHEADS, MM, SIGN
from teller_app.printing.sheet import Sheet
from teller_app.printing.verification import qr_matrix
from teller_app.printing.wording import CommonWords, Wording
from teller_app.printing.words import in_words

STAMP_BOX, STAMP_LINE = 25.0, 9.2
SIGN_GUTTER = 8 * MM


def letterhead(
    sheet: Sheet, bank: Bank, title: str, number: str, words: CommonWords, top: float | None = None
) -> float:
    """Mark and bank at the left, title and number at the right; returns the y of the hairline below. ``top``: not the page's."""
    look, y = LETTERHEADS[sheet.paper.form], sheet.paper.top if top is None else top
    mark(sheet, sheet.left, y, look.mark, words.mark_alt.format(bank=bank.name))
    x = sheet.left + look.mark + 2.6 * MM
    taken = max(sheet.width(title, look.title_role), sheet.width(number, look.number_role))
    room = sheet.right - taken - 6 - x
    sheet.name(x, y + look.bank_y, bank.name, look.bank_role, room)
    lines = (bank.branch_line, bank.contact_line) if len(look.lines_y) > 1 else (bank.short_line,)
    for line, below in zip(lines, look.lines_y, strict=True):
        sheet.name(x, y + below, line, "foot", room)
    with sheet.tags.element("H1"):
        sheet.text(sheet.right, y + look.title_y, title, look.title_role, "r")
    sheet.figure(sheet.right, y + look.number_y, number, look.number_role, sheet.measure / 2, "r")
    return _head_rules(sheet, y + look.mark + look.gap, look.mark)


def running_head(sheet: Sheet, bank: Bank, left: str, number: str) -> float:
    """One line at the top of page 2 and on; returns the y of the hairline below."""
    y, size = sheet.paper.top, 5 * MM
    with sheet.tags.artifact():
        mark(sheet, sheet.left, y, size, "")
        x = sheet.left + size + 2 * MM
        code = sheet.figure(sheet.right, y + 10, number, "codes", sheet.measure / 2, "r")
        room = sheet.right - code - 6 - x
        used = sheet.name(x, y + 10, bank.name, "bs", room / 2) + 2.5 * MM
        sheet.name(x + used, y + 10, left, "s", room - used)
        return _head_rules(sheet, y + size + 1.8 * MM, size)


def footer(sheet: Sheet, words: CommonWords, printed: str, code: str | None) -> None:
    """Who printed when and where, the code again, and the page out of how many."""
    y = sheet.bottom + 5.2 * MM
    with sheet.tags.artifact():
        sheet.rule(sheet.left, sheet.right, y - 8.6, HAIR)
        page = words.page.format(page=sheet.page, total=sheet.total or 1)
        taken = sheet.text(sheet.right, y, page, "footm", "r") + 8
        if code is not None:
            taken += sheet.text(sheet.right - taken, y, words.verify.format(code=code), "codesf", "r") + 8
        sheet.name(sheet.left, y, printed, "foot", sheet.measure - taken)


def printed_line(words: CommonWords, printed: Stamp, duplicate: Duplicate | None) -> str:
    """The left of the footer: the only place where the clock of printing stands."""
    stamp = duplicate.reprinted if duplicate else printed
    form = words.reprinted if duplicate else words.printed
    by = words.by.format(person=stamp.by) if stamp.by else ""
    return form.format(moment=moment(stamp.at), by=by, workstation=stamp.workstation)


def printed_short(words: CommonWords, printed: Stamp, duplicate: Duplicate | None) -> str:
    """The same for a roll, where there is no room for the person."""
    stamp = duplicate.reprinted if duplicate else printed
    form = words.reprinted_short if duplicate else words.printed_short
    return form.format(moment=moment(stamp.at), workstation=stamp.workstation)


def numbered_stamps(words: CommonWords, provisional: bool, duplicate: Duplicate | None) -> list[str]:
    """`PROVISIONAL`, `DUPLICATE 1`: what every page after the first says in its head."""
    found = [words.provisional] if provisional else []
    return found + ([f"{words.duplicate} {duplicate.number}"] if duplicate else [])


def stamp_box(sheet: Sheet, y: float, word: str, lines: tuple[str, ...]) -> float:
    """A full-width outlined box: the word at the left, what it means in two or three lines at the right. No diagonal watermark (PRINT 8)."""
    more = STAMP_LINE * max(0, len(lines) - 2)
    sheet.box(sheet.left + 0.5, y, sheet.measure - 1, STAMP_BOX + more, weight=1)
    sheet.text(sheet.left + 8, y + 16.4 + more / 2, word, "stamp")
    room = _stamp_room(sheet, word)
    for place, line in enumerate(lines):
        sheet.name(sheet.right - 6 - room, y + 10.6 + place * STAMP_LINE, line, "s", room)
    return y + STAMP_BOX + more


def plate(sheet: Sheet, y: float, word: str, filled: bool) -> None:
    """The variance's word at the right margin, its top at y: white on black where the count is off, else in an outline (PRINT 1.3)."""
    width = sheet.width(word, "ss") + 9
    sheet.box(sheet.right - width - 0.4, y, width, 11, filled=filled, weight=0.8)
    sheet.text(sheet.right - width / 2, y + 8.2, word, "ss", "c", white=filled)


def _stamp_room(sheet: Sheet, word: str) -> float:
    return sheet.measure - 23 - sheet.width(word, "stamp")


def duplicate_lines(sheet: Sheet, words: CommonWords, duplicate: Duplicate) -> tuple[str, ...]:
    """The lines in the box of a reprint: which it is and why, when and where the original was printed. A reason that is too long
    for the first line has one of its own, so that it is never cut.
    """
    again, first = duplicate.reprinted, duplicate.original
    form = words.first_printed_by if first.by else words.first_printed
    original = form.format(moment=moment(first.at), workstation=first.workstation, person=first.by)
    which = {"number": duplicate.number, "moment": moment(again.at)}
    with_reason = words.reprint_for.format(**which, reason=duplicate.reason)
    if duplicate.reason and sheet.width(with_reason, "s") <= _stamp_room(sheet, words.duplicate):
        return with_reason, original
    return words.reprint.format(**which), original, *reason_lines(words, duplicate)


def reason_lines(words: CommonWords, duplicate: Duplicate) -> tuple[str, ...]:
    """Why it was printed again, where that was said: a line of its own, so that it is never cut."""
    return (words.reprint_why.format(reason=duplicate.reason),) if duplicate.reason else ()


def duplicate_short(wording: Wording, duplicate: Duplicate) -> tuple[str, ...]:
    """The same for a roll, a line each, and the reason where there is one."""
    words = wording.receipt
    again = words.reprint_short.format(number=duplicate.number, moment=moment(duplicate.reprinted.at))
    original = words.original_short.format(moment=moment(duplicate.original.at))
    return (again, original, *reason_lines(wording.common, duplicate))


def duplicate_box(sheet: Sheet, y: float, duplicate: Duplicate | None, words: CommonWords) -> float:
    """The box below the letterhead of a reprint; an original has none, and y is where it was."""
    return stamp_box(sheet, y + 7, words.duplicate, duplicate_lines(sheet, words, duplicate)) if duplicate else y


def closing_stamps(sheet: Sheet, stamps: Sequence[str], words: CommonWords) -> None:
    """At the lower right of the last page: Original, or what it is instead."""
    for place, stamp in enumerate(reversed(stamps)):
        sheet.text(sheet.right, sheet.bottom - 6 - place * 13, stamp, "stamp", "r")
    if not stamps:
        sheet.text(sheet.right, sheet.bottom - 6, words.original, "ss", "r")


def amount(
    sheet: Sheet, y: float, label: str, minor: int, currency: Currency, right: float, role: str = "figxl"
) -> float:
    """The one figure that a paper is about, then in words, closed to the margin; returns the baseline after them.

    ``y`` is the label's baseline. A figure that is too wide for the largest role is set in the next.
    """
    figure, below = money(minor, currency), 24 if role == "figxl" else 22
    with sheet.tags.element("Div"):
        sheet.text(sheet.left, y, label, "lab")
        used = sheet.text(sheet.left, y + below, currency.symbol, "h4") + 5
        room = right - sheet.left - used
        sheet.figure(sheet.left + used, y + below, figure, role if sheet.width(figure, role) < room else "fig", room)
        lines = sheet.lines(plain(in_words(minor, currency)), "bm", right - sheet.left)
        y = sheet.paragraph(sheet.left, y + below + 14, lines, 11)
    sheet.closing_rule(sheet.left, y - 11, lines[-1], right)
    return y


@dataclass(frozen=True)
class Field:
    """A label with its value below; figures and codes are never cut."""

    label: str
    value: str
    role: str = "bm"
    figure: bool = False


def draw_field(sheet: Sheet, x: float, y: float, field: Field, width: float) -> None:
    """y is the label's baseline, the value stands 10.2 points below."""
    with sheet.tags.element("Div"):
        sheet.name(x, y, field.label, "lab", width)
        if field.figure:
            sheet.figure(x, y + 10.2, field.value, field.role, width)
        else:
            sheet.name(x, y + 10.2, field.value, field.role, width)


def field_grid(sheet: Sheet, y: float, fields: list[Field], columns: int, gap: float) -> float:
    """Fields in equal columns; returns the last value's baseline."""
    width = sheet.measure / columns
    for place, field in enumerate(fields):
        row, column = divmod(place, columns)
        draw_field(sheet, sheet.left + column * width, y + row * gap, field, width - 5)
    return y + (len(fields) - 1) // columns * gap + 10.2


def heading(sheet: Sheet, y: float, text: str, note: str = "") -> None:
    """A section heading with a quieter remark behind it."""
    with sheet.tags.element("H2"):
        used = sheet.text(sheet.left, y, text, "h")
    if note:
        sheet.name(sheet.left + used + 6, y, note, "s", sheet.measure - used - 6)


def verification_block(
    sheet: Sheet, y: float, size: float, verification: Verification | None, lines: list[str], words: CommonWords
) -> None:
    """QR symbol with the code at its right and lines below; without a code the block says so in words."""
    x = sheet.left
    if verification is not None:
        qr_symbol(sheet, x, y, size, verification.payload, words.qr_alt.format(code=verification.code))
        x += size + 3.4 * MM
        sheet.text(x, y + 6.4, words.verification, "lab")
        sheet.text(x, y + 19, verification.code, "codel")
    else:
        sheet.text(x, y + 6.4, words.no_code, "bs")
        sheet.text(x, y + 18, words.no_code_why, "s")
    for place, line in enumerate(lines):
        role = "codes" if line.startswith("#") else "s"
        sheet.name(x, y + 30 + place * 9.4, line, role, sheet.right - x)


def qr_symbol(sheet: Sheet, x: float, y: float, size: float, payload: str, alt: str) -> None:
    """No quiet zone is drawn: the caller keeps four modules of white around it."""
    matrix = qr_matrix(payload)
    count = len(matrix)
    module = size / count
    canvas = sheet.canvas
    with sheet.tags.figure(alt):
        canvas.setFillGray(0)
        for row, modules in enumerate(matrix):
            bottom = sheet.paper.height - y - (row + 1) * module
            for start, end in _dark_runs(modules):
                # A hair taller than a module, so that no viewer draws a white seam between rows.
                canvas.rect(x + start * module, bottom, (end - start) * module, module * 1.002, stroke=0, fill=1)


def signature(
    sheet: Sheet, x: float, y: float, width: float, name: str, role: str, hand: str = "", alt: str = ""
) -> None:
    """A line to sign on, with name and role below it; ``hand`` is what was drawn on a pad."""
    draw_hand(sheet, x, y, width, hand, alt.format(name=name))
    sheet.rule(x, x + width, y, SIGN)
    with sheet.tags.element("Div"):
        sheet.name(x, y + 9, name, "bs", width)
        sheet.name(x, y + 18, role, "s", width)


def signatures(
    sheet: Sheet,
    y: float,
    people: Sequence[tuple[str, str]],
    left: float | None = None,
    gutter: float = SIGN_GUTTER,
    hands: Sequence[str] = (),
    alt: str = "",
) -> None:
    """(name, what they sign as) side by side from ``left``, the text's where it is not said, to the right margin. ``hands`` are what they
    drew, one each, ``alt`` how that is said of a name.
    """
    start = sheet.left if left is None else left
    width = (sheet.right - start - gutter * (len(people) - 1)) / len(people)
    for place, (name, role) in enumerate(people):
        hand = hands[place] if place < len(hands) else ""
        signature(sheet, start + place * (width + gutter), y, width, name, role, hand, alt)


def mark(sheet: Sheet, x: float, y: float, size: float, alt: str) -> None:
    """A heart with a tick, white on a rounded square; solid black on a mono laser."""
    with sheet.tags.decoration() if sheet.tags.silent else sheet.tags.figure(alt):
        canvas, height = sheet.canvas, sheet.paper.height
        sheet.use_accent()
        canvas.roundRect(x, height - y - size, size, size, size * 0.22, stroke=0, fill=1)
        canvas.setStrokeGray(1)
        canvas.setLineWidth(size * 0.075)
        canvas.setLineJoin(1)
        canvas.setLineCap(1)
        heart = canvas.beginPath()
        heart.moveTo(*_placed(x, y, size, height, HEART_START))
        for curve in HEART:
            heart.curveTo(*(value for point in curve for value in _placed(x, y, size, height, point)))
        heart.close()
        canvas.drawPath(heart, stroke=1, fill=0)
        tick = canvas.beginPath()
        tick.moveTo(*_placed(x, y, size, height, TICK[0]))
        for point in TICK[1:]:
            tick.lineTo(*_placed(x, y, size, height, point))
        canvas.drawPath(tick, stroke=1, fill=0)
        canvas.setLineJoin(0)
        canvas.setLineCap(0)


type Point = tuple[float, float]
HEART_START: Point = (0.5, 0.80)
HEART: tuple[tuple[Point, Point, Point], ...] = (
    ((0.30, 0.66), (0.17, 0.54), (0.17, 0.40)),
    ((0.17, 0.28), (0.26, 0.20), (0.36, 0.20)),
    ((0.42, 0.20), (0.47, 0.23), (0.50, 0.29)),
    ((0.53, 0.23), (0.58, 0.20), (0.64, 0.20)),
    ((0.74, 0.20), (0.83, 0.28), (0.83, 0.40)),
    ((0.83, 0.54), (0.70, 0.66), (0.50, 0.80)),
)
TICK: tuple[Point, ...] = ((0.37, 0.45), (0.47, 0.55), (0.64, 0.37))


def _placed(x: float, y: float, size: float, height: float, point: Point) -> Point:
    return x + point[0] * size, height - y - point[1] * size


def _head_rules(sheet: Sheet, y: float, bar: float) -> float:
    sheet.rule(sheet.left, sheet.right, y, HAIR_HEAD)
    sheet.accent_bar(sheet.left, sheet.left + bar, y, BAR)
    return y


def _dark_runs(modules: tuple[bool, ...]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    start = None
    for place, dark in enumerate((*modules, False)):
        if dark and start is None:
            start = place
        elif not dark and start is not None:
            runs.append((start, place))
            start = None
    return runs
