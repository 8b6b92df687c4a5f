from collections.abc import Callable

import pytest

from teller_app.shell.topic_rounds import TopicRounds

CASH, PEOPLE = frozenset({"cash"}), frozenset({"people"})


class Asked:
    """Questions that are answered when the test says so."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def __call__(self, done: Callable[[], None]) -> None:
        self.waiting.append(done)

    def answer(self) -> None:
        self.waiting.pop(0)()


def test_the_first_change_is_told_at_once_and_the_next_ones_together() -> None:
    asked, heard = Asked(), list[str]()
    rounds = TopicRounds(asked)
    rounds.follow(CASH, lambda: heard.append("cash"))
    rounds.follow(PEOPLE | CASH, lambda: heard.append("both"))
    rounds.tell(CASH)
    assert heard == ["cash", "both"]
    for topics in (PEOPLE, PEOPLE, CASH):
        rounds.tell(topics)
    assert heard == ["cash", "both"], "its questions are not answered yet"
    asked.answer()
    assert heard == ["cash", "both"] * 2
    asked.answer()
    assert (heard, asked.waiting) == (["cash", "both"] * 2, [])
    rounds.tell(PEOPLE)
    assert heard[-1:] == ["both"]


def test_what_nobody_follows_holds_nothing_up() -> None:
    asked, heard = Asked(), list[str]()
    rounds = TopicRounds(asked)
    rounds.follow(CASH, lambda: heard.append("cash"))
    rounds.tell(PEOPLE)
    assert asked.waiting == []
    rounds.tell(CASH)
    assert heard == ["cash"]


def test_closed_in_the_middle_nobody_hears_any_more() -> None:
    asked, heard = Asked(), list[str]()
    rounds = TopicRounds(asked)
    rounds.follow(CASH, rounds.close)
    rounds.follow(CASH, lambda: heard.append("cash"))
    rounds.tell(CASH)
    rounds.tell(CASH)
    asked.answer()
    assert heard == []


def test_who_fails_is_told_and_the_others_go_on_hearing() -> None:
    asked, heard = Asked(), list[str]()
    rounds = TopicRounds(asked)

    def fails() -> None:
        raise LookupError("a mistake in one room")

    rounds.follow(CASH, fails)
    rounds.follow(CASH | PEOPLE, lambda: heard.append("both"))
    with pytest.raises(LookupError):
        rounds.tell(CASH)
    assert heard == ["both"]
    rounds.tell(PEOPLE)
    asked.answer()
    assert heard == ["both"] * 2
