import msgspec
from hypothesis import given
from hypothesis import strategies as st

from contract.causes import Causes
from contract.history import HistoryTransfer
from teller_app.history import words
from teller_app.history.state import HistoryState
from tests.teller_app import samples
from tests.teller_app.drawers.desk import SESSION_ID
from tests.teller_app.history.desk import DAY, STEPS, at, closed, history
from tests.teller_app.room_window import TEXTS
from tests.teller_app.vault.desk import PEOPLE

STATE = HistoryState(history=history(), at=10, cursor=at("13:52"), people=PEOPLE)


@given(st.integers(0, 86_399_999))
def test_seconds_and_stamps_are_each_others_inverse(milliseconds: int) -> None:
    assert round(words.second(words.stamp(DAY, milliseconds / 1000)) * 1000) == milliseconds


def test_a_day_by_its_name() -> None:
    assert words.title(STATE, TEXTS) == "22 Nov 2026, so far"
    assert words.title(HistoryState(history=closed()), TEXTS) == "22 Nov 2026, closed, variance −20.00"
    assert words.title(HistoryState(), TEXTS) == TEXTS("history.day")


def test_whether_the_journal_holds() -> None:
    assert words.chain(STATE, TEXTS)[1] == "pos"
    said, tone = words.chain(HistoryState(history=history(broken=497)), TEXTS)
    assert "497" in said and tone == "neg"
    assert words.chain(HistoryState(history=history(more=True)), TEXTS)[1] == "warn"
    assert words.chain(HistoryState(), TEXTS) == ("", "mute")


def test_lines_of_what_stands_beside() -> None:
    day = history()
    assert words.step_words(STEPS[10], TEXTS) == ("Selorm Agbeko", "Withdrawal · 04-20261122-1-0497")
    assert words.step_words(STEPS[0], TEXTS) == ("Opening count", "")
    assert words.amount(STEPS[10]) == ("−640.00", "text")
    assert words.count_line(day.counts[0], STATE, TEXTS)[::2] == ("Spot count 11:00", "0.00")
    assert words.approval_line(day.approvals[0], STATE, TEXTS) == (
        "Kumasi Timber Ltd", "Done · Kwesi Appiah 09:33", "2,500.00",
    )  # fmt: skip
    assert words.transfer_line(day.transfers[0], TEXTS) == ("From vault, VT-0604", "08:20 · Float", "+14,000.00")
    odd = HistoryTransfer(number="X", at=at("09:00"), kind="by_helicopter", state="sent", amount=1)
    assert words.transfer_line(odd, TEXTS)[0] == "by_helicopter, X"


def test_how_far_something_was_from_the_minute_that_is_looked_at() -> None:
    for stamp, said in (
        ("11:00", "2 h 52 m before"),
        ("13:47", "5 m before"),
        ("13:52", ""),
        ("15:05", "1 h 13 m after"),
    ):
        assert words.apart(at(stamp), STATE, TEXTS) == said
    assert words.apart(at("11:00"), HistoryState(), TEXTS) == ""


def test_the_cause_that_rests_on_the_posting_at_the_handle() -> None:
    found = msgspec.json.decode(samples.causes(SESSION_ID), type=Causes)
    there = HistoryState(history=closed(), at=11, causes=found)
    assert there.step is not None and there.step.transaction == found.causes[0].links[0].transaction
    head, said = words.cause(there, TEXTS)
    assert (head, said) == ("Likely cause of −20.00", "1 × 20 too many changed hands.")
    elsewhere = HistoryState(history=closed(), at=3, causes=found)
    assert "13:52" in words.cause(elsewhere, TEXTS)[1]
    assert words.cause(STATE, TEXTS) == ("", "")
