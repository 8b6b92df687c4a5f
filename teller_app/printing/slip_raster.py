"""The reconciliation slip as a typeset roll of 80 mm (PRINT 6, 02): same order as on paper, about 33 cm."""

from teller_app.printing import sums
from teller_app.printing.blocks import printed_short
from teller_app.printing.facts import Bank
from teller_app.printing.fonts import PrintFonts
from teller_app.printing.numbers import journal_number, money
from teller_app.printing.raster import PAD, WIDTH, RasterRoll
from teller_app.printing.slip import journal_line
from teller_app.printing.slip_facts import SlipFacts
from teller_app.printing.slip_lines import (
    apart_lines,
    attempt_lines,
    booking_lines,
    count_cells,
    count_head,
    count_total,
    explanations,
    movement_figures,
    movement_label,
    record_lines,
    session_fields,
    shown_counts,
    signers,
    stamps,
)
from teller_app.printing.wording import SlipWords, Wording

RASTER_EDGES = (84, 200, 318, 400, WIDTH - PAD)


def slip_raster(facts: SlipFacts, bank: Bank, fonts: PrintFonts, wording: Wording) -> RasterRoll:
    """The typeset roll. Raises PrintRefused when figures do not add up or do not fit."""
    sums.check_slip(facts)
    roll, words = RasterRoll(fonts), wording.slip
    roll.mark()
    roll.line(bank.name, "bank", "c")
    roll.line(bank.short_line, "s", "c")
    for word, lines in stamps(facts, wording):
        roll.space(6)
        roll.plate(word)
        for line in lines:
            roll.wrap(line, "s", align="c")
    roll.rule()
    roll.line(words.title, "title")
    roll.line(facts.number, "cs")
    roll.space(6)
    for label, value in session_fields(facts, words):
        roll.field(label, value)
    roll.space(4)
    roll.rule(3)
    _raster_figures(roll, facts, words)
    _raster_movement(roll, facts, words)
    _raster_count(roll, facts, words)
    _raster_record(roll, facts, words)
    _raster_foot(roll, facts, wording)
    return roll


def _raster_figures(roll: RasterRoll, facts: SlipFacts, words: SlipWords) -> None:
    code = facts.currency.code
    roll.pair(f"{words.expected} {code}", money(facts.expected_minor, facts.currency), "bs")
    roll.pair(f"{words.counted} {code}", money(facts.counted_minor, facts.currency), "bs")
    roll.space(4)
    roll.big_figure(f"{words.variance} {code}", "bs", money(facts.variance_minor, facts.currency, plus=True), 18)
    if facts.variance_minor:
        roll.plate(f"{words.state_of(facts.variance_minor)} {money(abs(facts.variance_minor), facts.currency)}", "h")
    else:
        roll.line(words.state_of(facts.variance_minor), "h", "c")
    roll.rule(3, 4)


def _raster_movement(roll: RasterRoll, facts: SlipFacts, words: SlipWords) -> None:
    head, items, _ = words.movement_head
    edge = WIDTH - PAD
    roll.row([(head, PAD, -250), (items, 330, 70), (facts.currency.code, edge, 230)], "ss")
    roll.rule(1, 4)
    for line in sums.printed_movements(facts):
        count, shown = movement_figures(line, facts)
        room = 260 if count else 320
        roll.row([(movement_label(line, facts, words), PAD, -room), (count, 330, 70), (shown, edge, 230)], "b")
    roll.rule(2, 5)
    roll.pair(words.expected_total, money(facts.expected_minor, facts.currency), "bs")
    roll.double_rule()
    roll.space(10)


def _raster_count(roll: RasterRoll, facts: SlipFacts, words: SlipWords) -> None:
    starts = (0, *RASTER_EDGES[:-1])
    rooms = [edge - start - 4 for edge, start in zip(RASTER_EDGES, starts, strict=True)]

    def row(cells: tuple[str, ...], look: str) -> None:
        roll.row(list(zip(cells, RASTER_EDGES, rooms, strict=True)), look)

    row(count_head(facts, words), "ss")
    roll.rule(1, 4)
    groups, empty = shown_counts(facts)
    for group in groups:
        for line in group:
            row(count_cells(line, facts, ""), "bs" if line.counted != line.system else "b")
        roll.rule(1, 4)
    row(count_total(facts, words, ""), "bs")
    roll.double_rule()
    if empty:
        roll.wrap(words.no_pieces.format(units=", ".join(empty)), "s")
    roll.space(8)
    if facts.set_apart:
        roll.line(words.apart, "h")
        for text in apart_lines(facts, words):
            roll.wrap(text, "s")
        roll.space(8)


def _raster_record(roll: RasterRoll, facts: SlipFacts, words: SlipWords) -> None:
    if facts.attempts:
        roll.line(words.attempts_short, "h")
        for when, counted, off in attempt_lines(facts):
            roll.row([(when.replace(" ", "  "), PAD, -180), (counted, 400, 210), (off, WIDTH - PAD, 165)])
        if facts.attempts_note:
            roll.wrap(facts.attempts_note, "s")
        roll.space(8)
    for title, texts in explanations(facts, words):
        roll.line(title, "h")
        for text in texts:
            roll.wrap(text.replace("GH₵", "GHS"), "s")
        roll.space(8)
    roll.line(words.record_short.format(drawer=facts.drawer), "h")
    *before, last = record_lines(facts, words)
    for label, value in before:
        roll.pair(label, value)
    roll.rule(2, 4)
    roll.pair(*last, "bs")
    roll.space(4)
    for text in booking_lines(facts, words):
        roll.wrap(text, "s")


def _raster_foot(roll: RasterRoll, facts: SlipFacts, wording: Wording) -> None:
    words, common = wording.slip, wording.common
    roll.space(84)
    for place, (signer, role) in enumerate(signers(facts, words)):
        roll.rule(2, 0)
        roll.space(4)
        roll.wrap(signer.name, "bs")
        roll.wrap(role, "s")
        roll.space(14 if place else 80)
    if facts.verification is not None:
        first, last = journal_number(facts.journal.first), journal_number(facts.journal.last)
        texts = [
            (common.verification, "s"),
            (facts.verification.code, "code"),
            (words.journal_short.format(first=first, last=last), "s"),
            (f"# … {facts.journal.tail_hash[-12:]}", "cs"),
        ]
        roll.verification(facts.verification, texts)
    else:
        roll.line(common.no_code, "bs")
        roll.line(journal_line(facts, words), "s")
    shown = stamps(facts, wording)
    for word, _ in shown:
        roll.space(6)
        roll.plate(word, "h")
    roll.space(6)
    roll.line(printed_short(common, facts.printed, facts.duplicate), "s", "c")
    if not shown:
        roll.line(common.original, "s", "c")
