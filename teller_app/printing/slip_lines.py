"""What the roll's two slips share: short labels, figures and sentences as text (PRINT 6, 02)."""

from teller_app.printing import sums
from teller_app.printing.blocks import duplicate_short
from teller_app.printing.facts import Status
from teller_app.printing.numbers import clock, journal_number, long_date, money, pieces, unit
from teller_app.printing.slip_facts import BookingLeg, CountLine, Flow, Form, Movement, Side, Signer, SlipFacts
from teller_app.printing.wording import SlipWords, Wording


def session_fields(facts: SlipFacts, words: SlipWords) -> list[tuple[str, str]]:
    """Date, drawer, cashier, times."""
    values = (
        long_date(facts.business_date),
        f"{facts.drawer} {facts.currency.code}, {facts.session}",
        f"{facts.cashier.name} {facts.cashier.code}",
        f"{clock(facts.opened_at, seconds=False)}, {closed_clock(facts)}",
    )
    return list(zip(words.short_meta, values, strict=True))


def closed_clock(facts: SlipFacts) -> str:
    """When the drawer was closed; a slip that is printed before has no such time."""
    return "–" if facts.status is Status.PROVISIONAL else f"{clock(facts.closed_at)} GMT"


def stamps(facts: SlipFacts, wording: Wording) -> list[tuple[str, tuple[str, ...]]]:
    """What this print is besides an original, with its lines."""
    words, common = wording.slip, wording.common
    found: list[tuple[str, tuple[str, ...]]] = []
    if facts.amendment:
        change = facts.amendment
        lines = [
            line.format(number=change.number, replaces=change.replaces, reason=change.reason) for line in words.amended
        ]
        found.append((common.amended, tuple(lines)))
    if facts.status is Status.PROVISIONAL:
        found.append((common.provisional, wording.receipt.provisional_short[:1]))
    if facts.duplicate:
        found.append((common.duplicate, duplicate_short(wording, facts.duplicate)))
    return found


def movement_label(line: Movement, facts: SlipFacts, words: SlipWords) -> str:
    """`From vault VT-03`: the short label of a movement."""
    label = words.short_movement[line.kind].format(time=clock(facts.opened_at, seconds=False))
    return f"{label} {line.short_detail}" if line.short_detail else label


def movement_figures(line: Movement, facts: SlipFacts) -> tuple[str, str]:
    """Number of items and signed figure of a movement."""
    shown = money(line.effect(), facts.currency, plus=line.kind is not Flow.OPENING)
    return "" if line.items is None else pieces(line.items), shown


def shown_counts(facts: SlipFacts) -> tuple[list[list[CountLine]], list[str]]:
    """Notes, then coins with pieces; the units of the empty coins are gathered in one line."""
    notes = [line for line in facts.counts if line.form is Form.NOTE]
    coins = [line for line in facts.counts if line.form is Form.COIN]
    empty = [unit(c.denomination_minor, facts.currency, coin=True) for c in coins if not c.system and not c.counted]
    return [notes, [line for line in coins if line.system or line.counted]], empty


def count_cells(line: CountLine, facts: SlipFacts, star: str) -> tuple[str, ...]:
    """Unit, system, counted, difference (with `star` where it is not zero), value."""
    off = line.counted - line.system
    return (
        unit(line.denomination_minor, facts.currency, line.form is Form.COIN),
        pieces(line.system),
        pieces(line.counted),
        pieces(off, plus=True) + (star if off else ""),
        money(line.denomination_minor * line.counted, facts.currency),
    )


def count_total(facts: SlipFacts, words: SlipWords, star: str) -> tuple[str, ...]:
    """The totals of the columns above."""
    system = sum(line.system for line in facts.counts)
    counted = sum(line.counted for line in facts.counts)
    off = counted - system
    value = money(sums.counted_value(facts.counts), facts.currency)
    return words.total, pieces(system), pieces(counted), pieces(off, plus=True) + (star if off else ""), value


def count_head(facts: SlipFacts, words: SlipWords) -> tuple[str, ...]:
    """The heads of the count."""
    *heads, value = words.count_head
    return words.unit_head, *heads, f"{value} {facts.currency.code}"


def attempt_lines(facts: SlipFacts) -> list[tuple[str, str, str]]:
    """Number and time, counted, variance of each blind count."""
    return [
        (
            f"{place} {clock(attempt.at)}",
            money(attempt.counted_minor, facts.currency),
            money(attempt.off(facts.expected_minor), facts.currency, plus=True),
        )
        for place, attempt in enumerate(facts.attempts, 1)
    ]


def record_lines(facts: SlipFacts, words: SlipWords) -> list[tuple[str, str]]:
    """Brought forward, this session, cumulative."""
    record = facts.over_short
    minors = (record.brought_forward_minor, facts.variance_minor - record.elsewhere_minor, record.cumulative_minor)
    labels = (words.brought_forward, words.this_session, words.cumulative)
    return [(label, money(minor, facts.currency, plus=True)) for label, minor in zip(labels, minors, strict=True)]


def explanations(facts: SlipFacts, words: SlipWords) -> list[tuple[str, list[str]]]:
    """Sentences between attempts and signatures, with their heading ("" for none)."""
    found: list[tuple[str, list[str]]] = []
    if facts.causes:
        found.append((words.causes_short, [cause.short for cause in facts.causes]))
    if facts.note:
        found.append((words.note, [facts.note]))
    if numbers := unused_numbers(facts, words):
        found.append((gaps_head(facts, words), numbers))
    return found


def unused_numbers(facts: SlipFacts, words: SlipWords) -> list[str]:
    """The numbers that nobody can account for in one line, then each other one with what became of it; entries that are left out."""
    gaps = [", ".join(facts.receipt_gaps)] if facts.receipt_gaps else []
    told = [words.unused[one.why].format(receipt=one.receipt, instead=one.instead) for one in facts.unused]
    missing = [words.entries_missing.format(count=pieces(facts.missing_entries))] if facts.missing_entries else []
    return gaps + told + missing


def gaps_head(facts: SlipFacts, words: SlipWords) -> str:
    """What ``unused_numbers`` stand under."""
    return words.gaps if facts.receipt_gaps or facts.unused else words.entries


def apart_lines(facts: SlipFacts, words: SlipWords) -> list[str]:
    """What lies apart, right below the count as on paper."""
    return [
        f"{i.label}: {words.pieces.format(count=pieces(i.pieces))}, {money(i.amount_minor, facts.currency)}"
        for i in facts.set_apart
    ]


def booking_lines(facts: SlipFacts, words: SlipWords) -> list[str]:
    """Where the variance was booked, as sentences."""

    def said(leg: BookingLeg) -> str:
        form = words.booking_late if leg.late else words.booking_short if leg.journal else words.booking_ahead
        side = words.debit if leg.side is Side.DEBIT else words.credit
        return form.format(account=leg.account, name=leg.name, side=side, amount=money(leg.amount_minor, facts.currency),
                           journal=journal_number(leg.journal), accepted=leg.accepted)  # fmt: skip

    return [said(leg) for leg in facts.booking]


def signers(facts: SlipFacts, words: SlipWords) -> list[tuple[Signer, str]]:
    """Both people with the line below their names."""
    both = (facts.cashier, facts.supervisor)
    return [(who, words.signature_short.format(who=f"{who.role} {who.code}".strip())) for who in both]
