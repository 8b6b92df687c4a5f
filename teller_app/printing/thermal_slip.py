"""The reconciliation slip in the columns of an 80 mm roll (PRINT 6, 02): same order as on paper."""

from teller_app.printing import sums
from teller_app.printing.blocks import printed_short
from teller_app.printing.facts import Bank
from teller_app.printing.numbers import journal_number, money
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
from teller_app.printing.thermal import BIG, BOLD, BOLD_B, LOW_PLATE, TALL, B, EscRoll
from teller_app.printing.wording import SlipWords, Wording

COUNT_COLUMNS = (8, 12, 12, 10, 22)


def slip_columns(facts: SlipFacts, bank: Bank, wording: Wording) -> EscRoll:
    """The same in columns. Raises PrintRefused when figures do not add up or do not fit."""
    sums.check_slip(facts)
    roll, words = EscRoll(), wording.slip
    roll.centre(bank.name, TALL)
    roll.centre(bank.short_line.replace(" · ", "  "), B)
    for word, lines in stamps(facts, wording):
        roll.plate(word)
        for line in lines:
            roll.centred(line, B)
    roll.rule("=")
    roll.figure(words.title.upper(), BOLD)
    roll.figure(facts.number)
    for label, value in session_fields(facts, words):
        roll.field(label, value)
    roll.rule("=")
    _columns_figures(roll, facts, words)
    _columns_movement(roll, facts, words)
    _columns_count(roll, facts, words)
    _columns_record(roll, facts, words)
    _columns_foot(roll, facts, wording)
    return roll


def _columns_figures(roll: EscRoll, facts: SlipFacts, words: SlipWords) -> None:
    code = facts.currency.code
    roll.pair(f"{words.expected} {code}", money(facts.expected_minor, facts.currency), BOLD)
    roll.pair(f"{words.counted} {code}", money(facts.counted_minor, facts.currency), BOLD)
    label, value = (
        f"{words.state_of(facts.variance_minor)} {code}",
        money(facts.variance_minor, facts.currency, plus=True),
    )
    roll.pair(label, value, BIG if len(label) + 1 + len(value) <= BIG.columns else TALL)
    roll.rule("=")


def _columns_movement(roll: EscRoll, facts: SlipFacts, words: SlipWords) -> None:
    head, items, _ = words.movement_head
    roll.columns([(head, -24), (items, 6), (facts.currency.code, 18)], BOLD)
    for line in sums.printed_movements(facts):
        count, shown = movement_figures(line, facts)
        roll.columns([(movement_label(line, facts, words), -24), (count, 6), (shown, 18)])
    roll.rule()
    roll.pair(words.expected_total, money(facts.expected_minor, facts.currency), BOLD)
    roll.rule("=")


def _columns_count(roll: EscRoll, facts: SlipFacts, words: SlipWords) -> None:
    roll.columns(list(zip(count_head(facts, words), COUNT_COLUMNS, strict=True)), BOLD_B)
    roll.rule("-", B)
    groups, empty = shown_counts(facts)
    for group in groups:
        for line in group:
            cells = list(zip(count_cells(line, facts, "*"), COUNT_COLUMNS, strict=True))
            roll.columns(cells, BOLD_B if line.counted != line.system else B)
        roll.rule("-", B)
    roll.columns(list(zip(count_total(facts, words, "*"), COUNT_COLUMNS, strict=True)), BOLD_B)
    if empty:
        roll.wrap(words.no_pieces.format(units=", ".join(empty)), B)
    roll.feed()
    if facts.set_apart:
        roll.figure(words.apart.upper(), BOLD)
        for text in apart_lines(facts, words):
            roll.wrap(text, B)
        roll.feed()


def _columns_record(roll: EscRoll, facts: SlipFacts, words: SlipWords) -> None:
    if facts.attempts:
        head, _, note = words.attempts_short.partition(" (")
        roll.figure(f"{head.upper()} ({note}" if note else head.upper(), BOLD)
        for when, counted, off in attempt_lines(facts):
            roll.columns([(when, -14), (counted, 17), (off, 17)])
        if facts.attempts_note:
            roll.wrap(facts.attempts_note, B)
        roll.feed()
    for title, texts in explanations(facts, words):
        roll.figure(title.upper(), BOLD)
        for text in texts:
            roll.wrap(text, B)
        roll.feed()
    roll.name(words.record_short.format(drawer=facts.drawer).upper(), BOLD)
    *before, last = record_lines(facts, words)
    for label, value in before:
        roll.pair(label, value)
    roll.rule()
    roll.pair(*last, BOLD)
    for text in booking_lines(facts, words):
        roll.wrap(text, B)


def _columns_foot(roll: EscRoll, facts: SlipFacts, wording: Wording) -> None:
    words, common = wording.slip, wording.common
    roll.feed(90)
    for place, (signer, role) in enumerate(signers(facts, words)):
        roll.rule("_")
        roll.wrap(signer.name, BOLD)
        roll.wrap(role, B)
        roll.feed(16 if place else 84)
    first, last = journal_number(facts.journal.first), journal_number(facts.journal.last)
    if facts.verification is not None:
        roll.qr(facts.verification.payload)
        roll.centre(common.verification, B)
        roll.centred_figure(facts.verification.code, TALL)
    else:
        roll.centre(common.no_code, BOLD)
    journal = words.journal_short.format(first=first, last=last).replace(" – ", "-")
    roll.centre(f"{journal}  # ..{facts.journal.tail_hash[-12:]}", B)
    roll.feed()
    shown = stamps(facts, wording)
    for place, (word, _) in enumerate(shown):
        if place:
            roll.feed(8)
        roll.plate(word, LOW_PLATE)
    roll.centre(printed_short(common, facts.printed, facts.duplicate), B)
    if not shown:
        roll.centre(common.original, B)
