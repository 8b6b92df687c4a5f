"""The drawer reconciliation slip on A5 or A4 (PRINT 6, 01): one page when all is well, more when something is to be explained.

A balanced slip of one attempt ends on page 1. A variance, a second attempt, a note, something set apart or a missing
receipt number puts what follows the count on page 2, and signatures always stand last.
"""

from collections.abc import Callable

from teller_app.printing import blocks, sums
from teller_app.printing.document import PrintDocument, document_key, make_pdf
from teller_app.printing.facts import Bank, Status
from teller_app.printing.fonts import PrintFonts
from teller_app.printing.numbers import clock, journal_hashes, journal_number, long_date, short_date
from teller_app.printing.prints import name_of
from teller_app.printing.roles import A5, MM, Paper
from teller_app.printing.sheet import Sheet
from teller_app.printing.slip_count import draw_count, draw_movement
from teller_app.printing.slip_facts import Signer, SlipFacts
from teller_app.printing.slip_lines import closed_clock, gaps_head, unused_numbers
from teller_app.printing.slip_page import SlipPage
from teller_app.printing.slip_record import (
    draw_attempts,
    draw_booking,
    draw_causes,
    draw_gaps,
    draw_note,
    draw_record,
    draw_set_apart,
)
from teller_app.printing.structure import About
from teller_app.printing.wording import SlipWords, Wording

QR_SIZE = 15.5 * MM
FOOT_ONE_PAGE = 76.0
FOOT_LAST_PAGE = 78.0
SENTENCE_ABOVE = 36.0


def slip_pdf(
    facts: SlipFacts, bank: Bank, fonts: PrintFonts, wording: Wording, mono: bool = False, paper: Paper = A5
) -> PrintDocument:
    """The slip as PDF. Raises PrintRefused when its figures do not add up or do not fit on this paper."""
    sums.check_slip(facts)
    words = wording.slip
    subject = words.subject.format(drawer=facts.drawer, day=short_date(facts.business_date))
    about = About(words.document, subject, facts.number, bank.name)
    key = document_key(*name_of(facts), facts.duplicate, paper.media)
    return make_pdf(key, paper, about, fonts, mono, lambda sheet: _draw(sheet, facts, bank, wording))


def explains_nothing(facts: SlipFacts) -> bool:
    """Whether the slip ends on page 1: balanced at the first count and nothing else to say."""
    return not (
        facts.variance_minor
        or len(facts.attempts) > 1
        or facts.attempts_note
        or facts.causes
        or facts.note
        or facts.booking
        or facts.set_apart
        or facts.receipt_gaps
        or facts.unused
        or facts.missing_entries
    )


def journal_line(facts: SlipFacts, words: SlipWords) -> str:
    """`Journal 48 112 – 48 394 · 283 rows`."""
    first, last = facts.journal.first, facts.journal.last
    return words.journal.format(first=journal_number(first), last=journal_number(last), rows=last - first + 1)


def hash_line(facts: SlipFacts) -> str:
    """The hashes at the range's ends; the first is left out where it is not known."""
    return journal_hashes(facts.journal.first_hash, facts.journal.tail_hash)


def _draw(sheet: Sheet, facts: SlipFacts, bank: Bank, wording: Wording) -> None:
    page = SlipPage(sheet, facts, bank, wording)
    sections = _sections(page)
    page.sections = [title for title, _ in sections]
    _draw_top(page)
    draw_movement(page)
    draw_count(page)
    if explains_nothing(facts) and page.y <= sheet.bottom - FOOT_ONE_PAGE - 16:
        _draw_agreed(page)
        _draw_foot(page, FOOT_ONE_PAGE)
        return
    if facts.set_apart:
        draw_set_apart(page)
    if sheet.page == 1 and sheet.paper.media == A5.media:
        # On A5 what explains the count begins page 2 (PRINT 6); on A4 there is room for it below.
        page.turn()
    for _, draw in sections:
        draw(page)
    if page.y > sheet.bottom - FOOT_LAST_PAGE - SENTENCE_ABOVE - 12:
        page.turn()
    sentence = facts.statement or page.words.statement
    sheet.name(sheet.left, sheet.bottom - FOOT_LAST_PAGE - SENTENCE_ABOVE, sentence, "s", sheet.measure)
    _draw_foot(page, FOOT_LAST_PAGE)


def _sections(page: SlipPage) -> list[tuple[str, Callable[[SlipPage], None]]]:
    """What stands after the count, in its order, with the name under which page 1 announces it."""
    facts, words = page.facts, page.words
    found: list[tuple[bool, str, Callable[[SlipPage], None]]] = [
        (bool(facts.attempts), words.attempts, draw_attempts),
        (bool(facts.causes), words.causes, draw_causes),
        (facts.note is not None, words.note, draw_note),
        (bool(unused_numbers(facts, words)), gaps_head(facts, words), draw_gaps),
        (True, words.record, draw_record),
        (bool(facts.booking), words.booking, draw_booking),
    ]
    return [(title, draw) for wanted, title, draw in found if wanted]


def _draw_top(page: SlipPage) -> None:
    """Letterhead, boxes, the fields of the session, the three figures."""
    sheet, facts, words = page.sheet, page.facts, page.words
    page.y = blocks.letterhead(sheet, page.bank, words.title, facts.number, page.common)
    _draw_boxes(page)
    journal = f"{journal_number(facts.journal.first)} – {journal_number(facts.journal.last)}"
    values = (
        facts.drawer_line,
        facts.cashier.name,
        long_date(facts.business_date),
        facts.session,
        " · ".join(part for part in (clock(facts.opened_at, seconds=False), facts.opened_how) if part),
        closed_clock(facts),
        facts.workstation,
        journal,
    )
    # People and places may be cut; dates, numbers and times may not.
    whole = (False, False, True, True, False, True, False, True)
    fields = [
        blocks.Field(*two, figure=fixed) for two, fixed in zip(zip(words.meta, values, strict=True), whole, strict=True)
    ]
    page.y = blocks.field_grid(sheet, page.y + 14, fields, 4, 23)
    with sheet.tags.element("Sect"):
        page.y = page.figures(page.y + 9, "fig", 40)


def _draw_boxes(page: SlipPage) -> None:
    facts, words, common = page.facts, page.words, page.common
    boxes: list[tuple[str, tuple[str, ...]]] = []
    if facts.amendment:
        change = facts.amendment
        lines = tuple(
            line.format(number=change.number, replaces=change.replaces, reason=change.reason) for line in words.amended
        )
        boxes.append((common.amended, lines))
    if facts.status is Status.PROVISIONAL:
        boxes.append((common.provisional, words.provisional))
    if facts.duplicate:
        boxes.append((common.duplicate, blocks.duplicate_lines(page.sheet, common, facts.duplicate)))
    for place, (word, lines) in enumerate(boxes):
        page.y = blocks.stamp_box(page.sheet, page.y + (3 if place else 7), word, lines)


def _draw_agreed(page: SlipPage) -> None:
    """The one line of a balanced slip."""
    facts, words, sheet = page.facts, page.words, page.sheet
    count = len(facts.attempts) or 1
    at = facts.attempts[-1].at if facts.attempts else facts.closed_at
    cumulative = page.money(facts.over_short.cumulative_minor, plus=True)
    text = words.agreed.format(count=count, time=clock(at), cumulative=cumulative)
    sheet.figure(sheet.left, page.y + 11, text, "s", sheet.measure)


def _draw_foot(page: SlipPage, signatures: float) -> None:
    """Two signatures side by side and the verification block, both measured from the foot of the text."""
    sheet, facts, words = page.sheet, page.facts, page.words
    people = [(signer.name, _role_line(signer, words)) for signer in (facts.cashier, facts.supervisor)]
    blocks.signatures(sheet, sheet.bottom - signatures, people)
    lines = [journal_line(facts, words), hash_line(facts)]
    if facts.receipt_range and not (facts.receipt_gaps or facts.unused):
        lines[0] += f" · {words.no_gap.format(numbers=facts.receipt_range)}"
    blocks.closing_stamps(sheet, page.stamps(), page.common)
    top = sheet.bottom - signatures + 30
    blocks.verification_block(sheet, top, QR_SIZE, facts.verification, lines, page.common)
    page.footer()


def _role_line(signer: Signer, words: SlipWords) -> str:
    return words.signature.format(who=" · ".join(part for part in (signer.role, signer.code) if part))
