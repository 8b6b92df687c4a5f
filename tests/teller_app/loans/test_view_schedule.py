from tests.teller_app.loans.desk import APPROVED, loan
from tests.teller_app.loans.hands import place
from tests.teller_app.room_window import words_on


def test_paid_late_and_coming_rows_by_icon_and_word(qtbot) -> None:
    _, view, model, _ = place(qtbot)
    model.open(loan().loan)
    rows = view.schedule.table._model.source
    chips = [rows.row(n).cells[-1] for n in range(24)]
    assert [chips[n].text for n in (0, 8, 9, 20)] == ["Paid", "17 days late", "Due in 13 d", "Scheduled"]
    assert all(chip.icon for chip in chips)
    assert view.schedule.table.current_key() == "9", "the eye goes to the first that is open"
    said = words_on(view.schedule)
    assert "Paid 10,977.68" in said and "To pay 21,955.42" in said


def test_only_the_open_or_late_ones(qtbot) -> None:
    _, view, model, _ = place(qtbot)
    model.open(loan().loan)
    view.schedule.which.setCurrentIndex(2)
    assert (model.state.which, view.schedule.table._model.source.count()) == ("late", 1)
    assert [view.schedule.which.tabText(n) for n in range(3)] == ["All 24", "Open 16", "Late 1"]


def test_before_it_is_handed_out_it_is_a_plan_without_choices(qtbot) -> None:
    _, view, model, _ = place(qtbot)
    model.open(APPROVED.loan)
    assert not view.schedule.which.isVisible()
    assert not view.schedule.paid.isVisible()
    assert view.schedule.table._model.source.row(0).cells[-1].text == "Scheduled"
