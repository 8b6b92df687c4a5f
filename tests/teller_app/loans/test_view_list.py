import msgspec

from contract import paths
from contract.loan_doors import LoanPage
from tests.teller_app.kit import BRANCH
from tests.teller_app.loans.desk import APPROVED, CLOSED, Replica, line, loan
from tests.teller_app.loans.hands import place
from tests.teller_app.room_window import TEXTS, words_on


def test_to_do_is_listed_with_words_for_each_state(qtbot) -> None:
    _, view, _, _ = place(qtbot)
    assert "2 loans" in words_on(view.list)
    assert [view.list.table._model.source.row(n).cells[4].text for n in range(2)] == ["Applied for", "Approved"]


def test_none_says_what_to_do(qtbot) -> None:
    _, view, _, _ = place(qtbot, Replica(loans=()))
    assert TEXTS("loans.none_do") in words_on(view.list)


def test_a_letter_in_the_rows_searches(qtbot) -> None:
    window, view, model, _ = place(qtbot)
    window.type("kofi")
    assert (model.state.search, view.list.search.text()) == ("kofi", "kofi")
    assert [one.loan.holder for one in model.state.lines] == ["Kofi Asante"]


def test_the_end_of_the_list_asks_for_more(qtbot) -> None:
    _, view, model, port = place(qtbot)
    port.files[paths.LOANS.format(branch=BRANCH)] = msgspec.json.encode(LoanPage((line(loan()),), next="k"))
    model.show_tab("all")
    port.files[paths.LOANS.format(branch=BRANCH)] = msgspec.json.encode(LoanPage((line(CLOSED),)))
    view.list.table.select_key(loan().loan)
    assert len(model.state.lines) == 2


def test_without_the_line_applying_says_so_and_the_list_is_of_here(qtbot) -> None:
    _, view, _, port = place(qtbot)
    port.go_offline()
    said = words_on(view.list)
    assert TEXTS("loans.off.offline") in said and TEXTS("loans.away") in said


def test_what_was_put_aside_is_offered(qtbot) -> None:
    _, view, model, _ = place(qtbot)
    model.open(APPROVED.loan)
    model.begin("disburse")
    view.form.hold.click()
    assert view.list.held.isVisible() and view.list.held.text() == "Take up (1)"
    view.list.held.click()
    assert model.state.draft.act == "disburse"
