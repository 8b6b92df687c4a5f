import msgspec

from contract.drawers import SessionState
from teller_app.branches import words
from tests.teller_app.branches.desk import BROKEN, Replica, figures, room, silent
from tests.teller_app.room_window import TEXTS
from tests.teller_app.vault.desk import drawer, session

STATE = room(Replica())[0].state


def test_a_check_says_what_whose_and_since_when() -> None:
    check = next(check for check in STATE.blockers if check.code == "drawer_open")
    assert words.check_title(check, TEXTS) == "Drawer 02 is open"
    assert words.check_sub(check, STATE, TEXTS).startswith("Kojo Bediako, since ")


def test_every_check_and_owner_has_words() -> None:
    assert all(words.check_title(check, TEXTS) and words.check_sub(check, STATE, TEXTS) for check in STATE.checks)


def test_a_drawer_in_words() -> None:
    assert words.drawer_state(drawer(4), None, TEXTS) == ("Closed", "mute")
    assert words.drawer_state(drawer(3, "x"), session(), TEXTS) == ("Open", "pos")
    counted = type(session())(
        **{**{f: getattr(session(), f) for f in session().__struct_fields__}, "state": SessionState.COUNTED}
    )
    assert words.drawer_state(drawer(3, "x"), counted, TEXTS) == ("Counted", "info")


def test_a_difference_is_said_with_its_sign() -> None:
    assert words.tie_words(figures(), TEXTS)[1] == "pos"
    assert words.tie_words(BROKEN, TEXTS) == ("Off by −10.00", "neg")


def test_a_till_that_is_away_says_what_waits_and_what_there_is_to_do() -> None:
    assert words.drawer_state(drawer(3, "x"), session(), TEXTS, silent()) == ("Offline 7", "warn")
    assert words.drawer_state(drawer(3, "x"), session(), TEXTS, silent(0)) == ("Offline", "warn")
    assert words.drawer_state(drawer(3), None, TEXTS, silent())[0] == "Closed"
    blocks, acts = words.till_advice(silent(), STATE, TEXTS)
    assert blocks == "Drawer 03 cannot close; 7 postings waited there when it was last here"
    assert acts.startswith("Wait: ")
    assert "Call Efua Owusu" in acts
    assert "Ctrl+Shift+F" in acts
    assert "nothing waited" in words.till_advice(silent(0), STATE, TEXTS)[0]


def test_the_dot_of_a_cashier_is_green_only_at_an_open_drawer_that_is_heard_of() -> None:
    assert words.presence(session(3), None) == "on"
    assert words.presence(session(3, state=SessionState.COUNTED), None) == "away"
    assert words.presence(session(3), silent()) == words.presence(None, None) == "off"


def test_a_bar_has_the_colour_that_the_server_has_a_word_for() -> None:
    """As ``limit_word``: near above the soft maximum, over above the hard one. Without a bound nothing is near."""
    held = (40_000_00, 40_000_01, 60_000_00, 60_000_01)
    assert [words.bar_mark(one, drawer(3)) for one in held] == ["accent_mark", "warn_mark", "warn_mark", "neg"]
    assert words.bar_mark(99_000_00, msgspec.structs.replace(drawer(3), soft_max=0, hard_max=0)) == "accent_mark"
