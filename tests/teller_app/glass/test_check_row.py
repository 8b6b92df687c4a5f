from teller_app.glass.check_row import LINE, Check, CheckRow
from teller_app.glass.look import Look


def test_all_are_read_out_and_what_has_no_room_goes_on_another_line(qtbot) -> None:
    made = CheckRow(Look(), "What was checked")
    qtbot.addWidget(made)
    made.set_checks((Check("Card on file"), Check("Mandate: any two sign"), Check("Call-back not done", "warn")))
    assert made.accessibleDescription() == "Card on file; Mandate: any two sign; Call-back not done"
    made.resize(900, LINE)
    assert made.sizeHint().height() == LINE
    made.resize(240, LINE)
    assert made.sizeHint().height() == 3 * LINE


def test_an_open_check_looks_other_than_a_done_one(qtbot) -> None:
    made = CheckRow(Look(), "What was checked")
    qtbot.addWidget(made)
    made.resize(300, LINE)
    made.show()
    made.set_checks((Check("Called back"),))
    done = made.grab().toImage()
    made.set_checks((Check("Called back", "warn"),))
    assert made.grab().toImage() != done
