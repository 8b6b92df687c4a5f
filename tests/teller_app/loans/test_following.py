import msgspec

from contract import paths
from contract.loan_doors import LoanPage
from contract.loans import LoanState
from teller_app.loans import held
from teller_app.loans.state import Draft
from tests.teller_app.kit import BRANCH, EFUA_ID, FakePort
from tests.teller_app.loans.desk import APPLIED, APPROVED, CLOSED, TELLER, Replica, line, loan, room, view
from tests.teller_app.room_window import TEXTS

LIST = paths.LOANS.format(branch=BRANCH)


def asked(port: FakePort) -> list[dict[str, str]]:
    return [params for path, params in port.fetched if path == LIST]


def test_to_do_is_known_here_and_the_rest_is_asked_for() -> None:
    model, port = room(Replica())
    assert [one.loan for one in model.state.lines] == [APPLIED, APPROVED]
    assert asked(port) == []
    model.show_tab("late")
    assert asked(port)[-1] == {"limit": "100", "late": "1"}
    model.show_tab("active")
    model.set_search("abena ")
    assert asked(port)[-1] == {"limit": "100", "state": "active", "q": "abena"}
    assert [one.loan.loan for one in model.state.lines] == [loan().loan, CLOSED.loan], "as the server said"


def test_the_list_goes_on_where_it_ended() -> None:
    replica = Replica()
    model, port = room(replica)
    port.files[LIST] = msgspec.json.encode(LoanPage((line(loan()),), next="k"))
    model.show_tab("all")
    assert model.state.next == "k"
    port.files[LIST] = msgspec.json.encode(LoanPage((line(CLOSED),)))
    model.more()
    assert asked(port)[-1]["before"] == "k"
    assert [one.loan.loan for one in model.state.lines] == [loan().loan, CLOSED.loan]
    model.more()
    assert len(asked(port)) == 2, "there is no more"


def test_without_the_server_the_lists_are_what_is_known_here_and_the_loan_as_it_was() -> None:
    model, port = room(Replica())
    model.open(loan().loan)
    port.go_offline()
    model.show_tab("active")
    assert [one.loan for one in model.state.lines] == [loan()]
    port.tell("loan")
    assert model.state.view == view()


def test_a_server_that_says_nothing_readable_changes_nothing() -> None:
    model, port = room(Replica())
    port.files[LIST] = b"?"
    model.show_tab("all")
    assert (model.state.lines, model.state.loading) == ((), False)


def test_each_change_of_the_loan_reads_it_again() -> None:
    replica = Replica()
    model, port = room(replica)
    model.open(loan().loan)
    after = view(loan(left=0, state=LoanState.CLOSED), 24)
    port.files[paths.LOAN.format(loan=loan().loan)] = msgspec.json.encode(after)
    port.tell("loan")
    assert model.state.view == after


def test_whoever_asked_hears_of_a_yes_and_that_it_is_less() -> None:
    replica = Replica(loans=(APPLIED,))
    model, port = room(replica)
    yes = msgspec.structs.replace(APPLIED, state=LoanState.APPROVED, approved=APPLIED.asked)
    replica.loans = (yes,)
    port.tell("loan")
    assert model.state.notice == "approved"
    replica.loans = (APPLIED,)
    port.tell("loan")
    replica.loans = (msgspec.structs.replace(yes, approved=5_000_00),)
    port.tell("loan")
    assert (model.state.notice, model.state.notice_tone) == ("approved_less", "warn")
    said = TEXTS("toast.loans.approved_less.body", **model.state.notice_params)
    assert "5,000.00" in said and "8,000.00" in said


def test_what_others_asked_for_is_no_news_here() -> None:
    theirs = msgspec.structs.replace(APPLIED, made_by="somebody")
    replica = Replica(loans=(theirs,))
    model, port = room(replica)
    replica.loans = (msgspec.structs.replace(theirs, state=LoanState.APPROVED, approved=1),)
    port.tell("loan")
    assert model.state.notice == ""
    assert model.state.user == EFUA_ID


def test_forms_of_before_a_crash_are_there_again() -> None:
    port = FakePort(TELLER)
    port.notes[held.NOTE] = held.packed((Draft(act="repay", loan=loan().loan, amount=5),))
    model, _ = room(Replica(), port)
    assert model.state.held[0].amount == 5
    assert model.hold()
    assert (model.state.page, model.state.draft.amount, model.state.chosen) == ("loan", 5, loan().loan)


def test_whoever_is_far_down_stays_there_and_sees_what_changed() -> None:
    replica = Replica()
    model, port = room(replica)
    many = tuple(line(loan(number)) for number in range(101))
    port.files[LIST] = msgspec.json.encode(LoanPage(many))
    model.show_tab("all")
    replica.loans = (loan(7, left=1),)
    port.tell("loan")
    assert len(asked(port)) == 1
    assert [one.loan.left for one in model.state.lines if one.loan == loan(7, left=1)] == [1]
    model.choose(loan(9).loan)
    assert len(asked(port)) == 1
