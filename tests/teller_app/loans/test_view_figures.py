from tests.teller_app.loans.desk import APPROVED, loan
from tests.teller_app.loans.hands import place
from tests.teller_app.room_window import TEXTS, words_on


def test_what_is_owed_due_and_its_terms(qtbot) -> None:
    _, view, model, _ = place(qtbot)
    model.open(loan().loan)
    said = words_on(view.figures)
    for text in ("18,148.81", "27.4% paid back", "of 25,000.00", "GH₵ 1,372.21 due now", "Since 5 Nov", "18,799.70", "31.9%",
                 "Behind by 948.74", "17 days late"):  # fmt: skip
        assert text in said, text
    assert "From 5 Feb 2026 to 5 Feb 2028" in view.figures.chart.accessibleDescription()


def test_less_than_asked_is_said_before_it_is_handed_out(qtbot) -> None:
    _, view, model, _ = place(qtbot)
    model.open(APPROVED.loan)
    assert "GH₵ 20,000.00 approved of 25,000.00 asked" in words_on(view.figures)
    assert view.figures.go.text() == TEXTS("loans.go.disburse")
    view.figures.go.click()
    assert model.state.draft.act == "disburse"


def test_the_schedule_is_printed(qtbot) -> None:
    _, view, model, _ = place(qtbot)
    model.open(loan().loan)
    view.figures.schedule.click()
    assert model._prints.schedule.__self__ == [model.state.view]
