from datetime import date

import msgspec

from contract.loans import LoanState
from teller_app.loans import rules, words
from tests.teller_app.branches.desk import DAY
from tests.teller_app.loans.desk import (
    APPLIED,
    APPROVED,
    CLOSED,
    LINES,
    STEPS,
    line,
    loan,
    paid,
    request,
    step,
    view,
)
from tests.teller_app.room_window import TEXTS


def test_a_row_says_state_or_how_late() -> None:
    assert words.state_chip(loan(), view().standing, TEXTS).text == "17 days late"
    for state in LoanState:
        chip = words.state_chip(loan(state=state), None, TEXTS)
        assert chip.text and chip.icon, "never by colour alone"
    assert [words.amount_of(one) for one in (APPLIED, APPROVED, loan())] == [8_000_00, 20_000_00, 25_000_00]


def test_what_is_due_and_when() -> None:
    assert words.due_words(line(loan()), TEXTS) == ("1,372.21", "due now")
    assert words.due_words(line(APPLIED), TEXTS) == ("—", "")
    ahead = view(count=9)
    assert words.due_words(type(line(loan()))(ahead.loan, ahead.standing), TEXTS) == ("1,372.21", "5 Dec 2026")
    done = view(CLOSED, 24)
    assert words.due_words(type(line(loan()))(loan(), done.standing), TEXTS) == ("—", "")


def test_each_instalment_has_a_word_and_an_icon() -> None:
    lines = paid(8)
    said = [words.stand_status(one, DAY, True, TEXTS) for one in (lines[0], lines[8], lines[9], lines[12])]
    assert [one.text for one in said] == ["Paid", "17 days late", "Due in 13 d", "Scheduled"]
    assert len({one.icon for one in said}) == 4


def test_facts_leave_out_what_is_not_known() -> None:
    names = [one.title for one in words.fact_lines(view(APPLIED), DAY, TEXTS)]
    assert "First instalment" in names and "Ends today with" not in names and "Approved by" not in names
    running = {one.title: one.figure for one in words.fact_lines(view(), DAY, TEXTS)}
    assert running["Ends today with"] == "18,799.70"
    assert running["Handed out"] == "5 Feb 2026"


def test_a_step_says_who_how_much_and_which_way() -> None:
    what, about, figure, way = words.step_lines(STEPS[1], TEXTS, date(2026, 11, 22))
    assert (what, figure, way) == ("Paid back", "1,372.21", "In cash")
    assert "Efua Owusu" in about
    assert words.step_lines(step(undone=True), TEXTS, date(2026, 11, 22))[3] == "Undone"
    gone = step(kind=type(STEPS[0].kind)("written_off"))
    assert words.step_lines(gone, TEXTS, date(2026, 11, 22))[3] == ""
    assert words.step_icon(step(undone=True)) != words.step_icon(step())


def test_what_is_late_lies_in_one_bucket() -> None:
    lines = words.bucket_lines(view().standing, TEXTS)
    assert [one.figure for one in lines] == ["1,372.21", "—", "—", "—"]
    old = msgspec.structs.replace(view().standing, days=200)
    assert [one.figure for one in words.bucket_lines(old, TEXTS)][-1] == "1,372.21"


def test_who_has_a_request_and_since_when() -> None:
    assert words.waiting_words(request(), 75, TEXTS) == ("The disbursal waits", "Waits, 1:15")
    taken = request(taken_by_name="Kwesi Appiah")
    assert "Kwesi Appiah" in words.waiting_words(taken, 5, TEXTS)[1]
    for kind in ("apply_for_loan", "repay_loan", "write_off_loan", "reverse_transaction"):
        assert words.waiting_words(request(kind), 1, TEXTS)[0]


def test_what_a_payment_covers_adds_up() -> None:
    covering = rules.Covering(10_00, 90_00, 0, 5_00)
    assert [one.figure for one in words.cover_lines(covering, TEXTS)] == ["10.00", "90.00", "—", "5.00"]
    closing = rules.Covering(10_00, 90_00, 1_00, 0)
    assert words.cover_lines(closing, TEXTS)[-1].figure == "Nothing: it ends here"
    assert LINES[0].number == 1
