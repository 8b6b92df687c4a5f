from teller_app.manifest import Line
from tests.teller_app.outbox.desk import ALL, DISABLED, ODD, REFUSED, SUBJECTS, THEIRS, WAITS, room


def test_what_was_not_taken_stands_first_and_the_rest_in_the_order_it_is_sent() -> None:
    model, port = room()
    assert [row.command_id for row in model.state.shown] == ["c3", "c4", "c5", "c6", "c7", "c1", "c2"]
    assert model.state.chosen == DISABLED
    assert model.state.subjects == SUBJECTS
    assert [len(rows) for rows in (model.state.waiting, model.state.held, model.state.refused)] == [2, 4, 1]
    model.toggle_stuck()
    assert [row.command_id for row in model.state.shown] == ["c3", "c4", "c5", "c6", "c7"]
    model.toggle_stuck()
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
    assert not model.send_again()


def test_only_cash_that_was_taken_in_is_sent_again_and_only_with_the_line() -> None:
    model, port = room()
    assert model.send_again()
    assert (port.again, model.state.notice, model.state.notice_params) == (
        ["c3"], "sent_again", {"receipt": DISABLED.receipt},
    )  # fmt: skip
    for place in range(1, len(ALL)):
        model.choose(place)
        assert not model.send_again()
    model.choose(0)
    port.set_line(Line("offline"))
    assert not model.send_again()
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
