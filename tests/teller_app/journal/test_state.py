"""What can be done with the chosen row, and why not."""

import pytest

from contract.ledger import TransactionFact
from teller_app.journal.state import JournalState
from teller_app.manifest import Line
from tests.teller_app.journal.desk import DAY, LATE, REVERSAL, REVERSED, TRANSFER, WITHDRAWAL


def of(fact: TransactionFact, line: str = "online") -> JournalState:
    return JournalState(line=Line(line), shown=(fact,))


@pytest.mark.parametrize(
    ("state", "reversed_", "refunded", "compared"),
    [
        (JournalState(), "none", "none", "none"),
        (of(DAY[0]), "", "no_fee", "nobody_signs"),
        (of(WITHDRAWAL), "", "no_fee", ""),
        (of(TRANSFER), "", "", ""),
        (of(TRANSFER, "offline"), "offline", "offline", "offline"),
        (of(REVERSAL), "reversal", "no_fee", "nobody_signs"),
        (of(REVERSED), "status", "no_fee", "nobody_signs"),
        (of(LATE), "", "no_fee", "nobody_signs"),
    ],
)
def test_why_not(state: JournalState, reversed_: str, refunded: str, compared: str) -> None:
    assert (state.why_not_reversed, state.why_not_refunded, state.why_not_compared) == (reversed_, refunded, compared)


def test_what_was_counted_is_added_up() -> None:
    assert JournalState(counts={"10000": 2, "50c": 3}).counted == 20_150
