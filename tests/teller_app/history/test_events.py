from teller_app.history.curve import EVENTS
from teller_app.history.events import events, next_event
from tests.teller_app.history.desk import at, history
from tests.teller_app.room_window import TEXTS

DAY = history()


def test_the_track_has_what_is_no_plain_posting_and_each_has_its_word() -> None:
    found = sorted(events(DAY))
    assert found[0] == (at("08:00"), "opened")
    assert (at("13:15"), "break") in found
    assert {name for _, name in found} == {"opened", "vault", "exchange", "approval", "count", "break"}
    assert {name for name, _, _ in EVENTS} >= {name for _, name in found}
    assert all(f"history.event.{name}" in TEXTS for _, name in found)


def test_from_event_to_event_and_no_further_than_the_day() -> None:
    assert next_event(DAY, at("12:40"), True) == at("13:15")
    assert next_event(DAY, at("13:15"), False) == at("12:40")
    assert (next_event(DAY, at("13:15"), True), next_event(DAY, at("08:00"), False)) == ("", "")
