"""Lines of the policy in words and figures."""

import msgspec
import pytest

from contract.approvals import When
from contract.permissions import Role
from teller_app.approvals import policy_words as words
from teller_app.approvals.policy import Draft, PolicyState
from tests.teller_app.approvals.policy_desk import RULES, Books, asked, room
from tests.teller_app.room_window import TEXTS


def state() -> PolicyState:
    return room(Books(requests=(asked(),)))[0].state


def test_each_line_says_what_it_holds_for_and_its_bound() -> None:
    said = {fact.rule: (words.scope(fact, state(), TEXTS), words.figure(fact, state(), TEXTS)) for fact in RULES}
    assert said == {
        "ask-life": ("Everything, everywhere", "15 min"),
        "dormant-withdraw": ("Cash withdrawal · Dormant", "—"),
        "head": ("Makola", "Osu"),
        "ops": ("Transfer", "Operations"),
        "till-9": ("Cash withdrawal · Makola · Drawer 09", "GH₵ 2,000.00"),
        "tier-1": ("Tier 1", "GH₵ 5,000.00"),
    }


def test_whether_it_holds_or_waits() -> None:
    found = {fact.rule: words.status(fact, state(), TEXTS)[0] for fact in RULES}
    assert (found["ops"], found["tier-1"]) == ("Holds", "Change waits")
    assert words.status(RULES[5], PolicyState(), TEXTS)[0] == "Off"


def test_every_sort_and_role_has_words() -> None:
    assert [key for key, _ in words.whens(TEXTS)] == [when.value for when in When]
    assert len({text for _, text in words.roles(TEXTS)}) == len(Role)
    assert {words.title(msgspec.structs.replace(RULES[0], when=when), TEXTS) for when in When} == {
        text for _, text in words.whens(TEXTS)
    }


@pytest.mark.parametrize(
    ("when", "text", "bound"),
    [
        (When.AMOUNT, "5,000", 5_000_00),
        (When.AMOUNT, "five", None),
        (When.ASK_LIFE, "15", 900),
        (When.ASK_LIFE, "90 s", 90),
        (When.ESCALATE, "5,000", None),
        (When.PAY_LIFE, "", None),
    ],
)
def test_a_bound_is_read_as_its_sort_measures_it(when: When, text: str, bound: int | None) -> None:
    draft = Draft(when=when)
    assert words.bound_of(draft, text) == bound
    if bound is not None:
        again = Draft(when=when, bound=bound)
        assert words.bound_of(again, words.bound_text(again)) == bound


def test_drawers_are_those_of_the_branch() -> None:
    books = Books()
    assert len(words.drawers(books.drawers, "", TEXTS)) == 2
    assert len(words.drawers(books.drawers, "elsewhere", TEXTS)) == 1
    assert len(words.branches(books.branches, TEXTS)) == len(words.branches(books.branches, TEXTS, any_one=False)) + 1
