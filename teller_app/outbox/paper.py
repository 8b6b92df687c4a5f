"""The list as it is printed: what the screen says of each row, by currency. Pure; no Qt."""

from teller_app.i18n import formats
from teller_app.i18n.text import Texts
from teller_app.outbox import outlook_words, words
from teller_app.outbox.state import OutboxState
from teller_app.printing.kept_facts import KeptLine


def kept_lines(state: OutboxState, texts: Texts) -> dict[str, tuple[KeptLine, ...]]:
    """The shown rows that are about money, in the list's order, by their currency."""
    found: dict[str, list[KeptLine]] = {}
    for row in state.shown:
        if not row.currency:
            continue
        outcome, _ = outlook_words.status(row, state, texts)
        found.setdefault(row.currency, []).append(
            KeptLine(
                receipt=row.receipt,
                at=formats.moment(row.at),
                who=words.who(row, state, texts),
                what=words.kind_words(row, texts),
                amount_minor=-row.amount if row.kind in words.CASH_OUT else row.amount if row.kind == "deposit" else 0,
                outcome=outcome,
                why=outlook_words.why(row, state, texts).title,
            )
        )
    return {currency: tuple(lines) for currency, lines in found.items()}
