"""Decisions at once: one winner, one posting, one row in the journal. ``COASTAL_RACES=1000`` makes a soak of it."""

import os
from pathlib import Path

import pytest

from contract.approvals import ApproveRequest
from contract.ids import new_id
from tests.server.approvals.many import opened, rounds

ROUNDS = int(os.environ.get("COASTAL_RACES", "4"))


def test_however_many_decide_at_once_one_does(database_url: str, tmp_path: Path) -> None:
    with opened(database_url, tmp_path) as many:
        assert rounds(many, ROUNDS) == []


@pytest.mark.parametrize("again", [1, 3])
def test_an_approval_that_is_sent_again_is_the_same_approval(database_url: str, tmp_path: Path, again: int) -> None:
    with opened(database_url, tmp_path) as many:
        request, key = many.ask(), new_id()
        answers = [
            many.act(ApproveRequest(request=request), many.checkers[0], command_id=key) for _ in range(again + 1)
        ]
        assert all(answer == answers[0] for answer in answers)
        assert (many.posted(request), many.approvals_of(request)) == (1, 1)
