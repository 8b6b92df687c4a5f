"""What a branch's room asks where nobody has told it how: nothing stands there, nothing is usual, and time is the world's."""

from datetime import UTC, date

from teller_app.branches.lookups import Lookups
from tests.teller_app.vault.desk import move


def asks_little() -> Lookups:
    """Only what every branch's room is told how to ask; all of it is empty."""
    nothing = {name: (lambda conn: ()) for name in ("drawers", "sessions", "stocks", "vaults", "moves", "requests", "variances", "advances", "people")}  # fmt: skip
    one = lambda conn, key: None  # noqa: E731
    return Lookups(branch=one, report=one, totals=lambda conn: {}, today=lambda: date(2026, 11, 22), **nothing)


def test_a_question_that_nobody_answers_has_an_empty_answer() -> None:
    asked = asks_little()
    assert [list(asked.alerts(None, "u")), list(asked.tills(())), list(asked.closed(None))] == [[], [], []]
    assert asked.usual(move(), [move()], 5) is None
    assert asked.now().tzinfo is UTC
