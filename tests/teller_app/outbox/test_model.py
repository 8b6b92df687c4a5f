import msgspec

from contract import paths
from contract.outbox import AskManager, Outlook
from teller_app.manifest import Line
from teller_app.outbox.model import OutboxModel
from tests.teller_app.kit import FakePort
from tests.teller_app.outbox.desk import (
    ACCOUNT,
    ALL,
    BACK,
    DISABLED,
    ODD,
    OUTAGE,
    OUTLOOK,
    REFUSED,
    SUBJECTS,
    THEIRS,
    WAITS,
    answer,
    held_back,
    room,
)


def test_what_was_not_taken_stands_first_and_the_rest_in_the_order_it_is_sent() -> None:
    model, port = room()
    assert [row.command_id for row in model.state.shown] == ["c3", "c4", "c5", "c6", "c7", "c1", "c2"]
    assert model.state.chosen == DISABLED
    assert model.state.subjects == {ACCOUNT: SUBJECTS[ACCOUNT]}
    assert [len(rows) for rows in (model.state.waiting, model.state.held, model.state.refused)] == [2, 4, 1]
    model.toggle_problems()
    assert [row.command_id for row in model.state.shown] == ["c3", "c4", "c5", "c6", "c7"]
    model.toggle_problems()
    port.not_booked = (WAITS,)
    port.tell("outbox")
    assert model.state.shown == (WAITS,)


def test_the_choice_stays_with_its_row_and_never_slides_to_a_neighbour() -> None:
    model, port = room()
    model.choose(1)
    assert model.state.chosen == REFUSED
    port.not_booked = tuple(row for row in ALL if row is not DISABLED)
    port.tell("outbox")
    assert model.state.chosen == REFUSED
    port.not_booked = (WAITS, ODD)
    for _ in range(2):
        port.tell("outbox")
        assert model.state.chosen is None
    assert not model.send()


def test_only_cash_that_was_taken_in_is_sent_again_and_only_with_the_line() -> None:
    model, port = room()
    assert model.send()
    assert (port.again, model.state.notice, model.state.notice_params) == (
        ["c3"], "sent_again", {"receipt": DISABLED.receipt},
    )  # fmt: skip
    for place in range(1, len(ALL)):
        model.choose(place)
        assert not model.send()
    model.choose(0)
    port.set_line(Line("offline"))
    assert not model.send()
    assert port.again == ["c3"]


def test_what_was_read_is_put_away_after_a_question() -> None:
    model, port = room()
    assert not model.ask_put_away(), "cash waits until it is booked"
    model.choose(1)
    assert model.ask_put_away()
    model.put_away(False)
    assert (port.away, model.state.asking) == ([], False)
    model.put_away(True)
    assert port.away == [], "nobody was asked"
    model.ask_put_away()
    model.put_away(True)
    assert (port.away, model.state.notice) == (["c4"], "put_away")
    model.choose(model.state.shown.index(THEIRS))
    assert not model.ask_put_away()


def test_a_question_goes_with_its_row() -> None:
    model, port = room()
    model.choose(1)
    model.ask_put_away()
    port.not_booked = (WAITS, ODD)
    port.tell("outbox")
    assert not model.state.asking
    model.put_away(True)
    assert port.away == []


def test_what_waited_and_is_gone_was_booked_and_each_outage_counts_its_own() -> None:
    model, port = room()
    assert (model.state.booked, model.state.lost_at) == ((), "")
    port.set_line(Line("offline", synced_at="2026-11-22T09:22:00.000Z"))
    assert model.state.lost_at == "2026-11-22T09:22:00.000Z"
    port.set_line(Line("online"))
    port.not_booked = tuple(row for row in ALL if row not in (WAITS, ODD))
    port.tell("outbox")
    assert model.state.booked == (WAITS,), "what was put away was booked by nobody"
    port.not_booked = (REFUSED,)
    port.tell("outbox")
    assert [row.command_id for row in model.state.booked] == ["c1", "c2"]
    port.set_line(Line("offline", synced_at="2026-11-22T10:00:00.000Z"))
    assert (model.state.booked, model.state.lost_at) == ((), "2026-11-22T10:00:00.000Z")


def test_one_is_held_back_or_all_and_f9_sends_them() -> None:
    model, port = room((DISABLED, WAITS))
    assert not model.hold_one(), "it waits for a person already"
    model.choose(1)
    assert model.hold_one() and model.hold_all()
    assert port.back == [WAITS.command_id, ""]
    model, port = held_back()
    assert not model.hold_one() and not model.hold_all()
    assert model.send()
    assert (port.let_gone, model.state.notice, model.state.notice_params) == (1, "let_go", {"n": 5})
    assert port.again == []


def test_problems_come_first_once_it_is_known_what_will_happen() -> None:
    model, port = held_back()
    assert [row.command_id for row in model.state.shown] == ["c12", "c13", "c14", "c10", "c11"]
    model.toggle_problems()
    assert [row.command_id for row in model.state.shown] == ["c12", "c13", "c14"]
    model.show("posts")
    assert [row.command_id for row in model.state.shown] == ["c10", "c11"]
    assert (model.state.lost_at, model.state.back_at) == (OUTAGE[0].synced_at, OUTAGE[1].synced_at)
    port.not_booked = BACK[:1]
    port.tell("outbox")
    assert {row.command_id for row in model.state.booked} == {"c11", "c12", "c13", "c14"}


def test_it_is_looked_at_again_with_each_change_and_never_twice_at_once() -> None:
    model, port = held_back()
    port.tell("account")
    port.tell("account")
    port.tell("account")
    assert len(port.outlooks) == 1, "one question is on its way"
    answer(port, BACK, OUTLOOK)
    assert len(port.outlooks) == 1, "what changed meanwhile is asked once more"
    answer(port, BACK, msgspec.structs.replace(OUTLOOK, drawers=()))
    assert (port.outlooks, model.state.drawers) == ([], ())


def test_without_an_answer_nothing_is_said_of_the_future() -> None:
    for outlook, code in ((None, "offline"), (None, "busy")):
        model, _ = held_back(outlook=outlook, code=code)
        assert (model.state.looked, model.state.look_problem) == (False, code)
    model, port = held_back()
    port.tell("account")
    port.outlooks.pop()(("c10",), b"no answer of ours", "")
    assert (model.state.looked, model.state.look_problem) == (False, "server_fault")
    assert model.look()
    answer(port, BACK, OUTLOOK)
    assert (model.state.looked, model.state.look_problem) == (True, "")
    port.set_line(OUTAGE[0])
    assert not model.state.looked, "what was foreseen is no longer true without the server"


def test_more_than_one_question_holds_are_said_only_as_far_as_they_were_asked() -> None:
    model, _ = held_back(outlook=Outlook(rows=OUTLOOK.rows[:2]))
    assert len(model.state.expected) == 2
    assert model.state.fate(BACK[4]) is None


def test_a_manager_is_asked_about_the_problems() -> None:
    model, port = held_back()
    port.answers[paths.OUTLOOK_MANAGER] = b""
    assert model.ask_manager()
    asked = AskManager(count=3, receipts=tuple(BACK[place].receipt for place in (2, 3, 4)))
    assert port.posted == [(paths.OUTLOOK_MANAGER, asked)]
    assert (model.state.notice, model.state.notice_params) == ("manager_asked", {"n": 3})
    port.answers.clear()
    assert model.ask_manager()
    assert (model.state.notice, model.state.notice_tone) == ("error.offline", "neg")
    port.set_line(Line("offline"))
    assert not model.ask_manager()
    assert not room(())[0].ask_manager()


def test_what_is_shown_is_printed() -> None:
    printed: list[object] = []
    model, _ = held_back()
    model._print = printed.append
    assert model.print_list()
    assert printed == [model.state]
    model, _ = room(())
    model._print = printed.append
    assert not model.print_list() and len(printed) == 1


def test_accounts_that_stand_otherwise_than_when_the_line_went_are_counted() -> None:
    standings = {ACCOUNT: "active||"}
    opened: list[str] = []
    port = FakePort(line=Line("online"))
    port.not_booked = ()
    model = OutboxModel(port, lambda conn, account: SUBJECTS.get(account), standing=lambda conn, account: standings[account],
                        open_account=opened.append)  # fmt: skip
    port.set_line(OUTAGE[0])
    port.not_booked = BACK
    port.tell("outbox")
    assert model.state.changed == 0, "without the line nothing changes here"
    port.set_line(OUTAGE[1])
    standings[ACCOUNT] = "active|stop|"
    port.tell("customer")
    assert model.state.changed == 1
    port.not_booked = ()
    port.tell("outbox")
    assert model.state.changed == 1, "it was so, also once all has gone"
    assert not model.open_account() and opened == [], "nothing is chosen"
    port.set_line(OUTAGE[0])
    assert model.state.changed == 0, "another outage begins its own count"


def test_the_chosen_ones_account_is_opened_where_it_is_known() -> None:
    opened: list[str] = []
    port = FakePort(line=Line("online"))
    port.not_booked = (WAITS, ODD)
    model = OutboxModel(port, lambda conn, account: SUBJECTS.get(account), open_account=opened.append)
    model.refresh()
    assert model.state.chosen == ODD
    assert not model.open_account()
    model.choose(1)
    assert model.open_account()
    assert opened == [ACCOUNT]
