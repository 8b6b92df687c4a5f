"""The same troubles at the real window: keys typed, the server, the wire or the app itself dying in between."""

import time

import pytest

from contract import paths
from contract.errors import ErrorCode
from contract.ids import new_id
from server.staff.keys import load_keys
from server.staff.tokens import AccessTokens
from tests.journeys.street import DEPOSIT, Street
from tests.journeys.town import EFUA
from tests.journeys.window import Window, WindowDied
from tests.support.processes import CRASHED
from tests.support.proxy import Mode

pytestmark = pytest.mark.journey


def test_the_server_dies_around_its_commit_and_the_app_around_its_send(street: Street) -> None:
    """One working day of plugs pulled; each posting is booked once, and the window says so."""
    (window,) = street.open("one")
    street.at_counter(window)
    for booked, point in enumerate(("writer.before_commit", "writer.after_commit", "door.before_reply"), start=1):
        assert street.server is not None
        street.server.kill()
        window.do("until_line", "offline")
        street.serve(arm=point)
        window.do("until_line", "online")
        window.do("begin_deposit", *DEPOSIT)
        window.do("post")
        assert street.server.wait_exit() == CRASHED
        street.serve()
        window.do("until_states", ["completed"] * booked)
        assert (street.count(), street.differences()) == (booked, [])
    for booked, point in enumerate(("outbox.after_put", "sender.before_send", "sender.after_send"), start=4):
        window.kill()
        window.start(crash=point)
        assert window.do("sign_in_as", "efua") == ""
        window.do("session")
        window.do("begin_deposit", *DEPOSIT)
        with pytest.raises(WindowDied, match=str(CRASHED)):
            window.do("post")
            window.do("until_states", ["completed"] * booked)
        window.start()
        assert window.do("sign_in_as", "efua") == ""
        window.do("until_states", ["completed"] * booked)
        assert (street.count(), street.differences()) == (booked, [])


def test_what_was_never_stored_was_never_acknowledged(street: Street) -> None:
    (window,) = street.open("one")
    street.at_counter(window)
    window.kill()
    window.start(crash="outbox.before_put")
    window.do("sign_in_as", "efua")
    window.do("session")
    window.do("begin_deposit", *DEPOSIT)
    with pytest.raises(WindowDied, match=str(CRASHED)):
        window.do("post")
        window.do("until_states", ["completed"])
    window.start()
    window.do("sign_in_as", "efua")
    window.do("session")
    assert (window.do("states"), street.count()) == ([], 0)


def test_a_black_hole_and_a_cut_line(street: Street) -> None:
    """Nothing is refused and nothing answers: the window goes on by itself, and all is booked once when the line is back."""
    (window,) = street.open("one")
    street.at_counter(window)
    assert street.proxy is not None
    street.proxy.mode = Mode.BLACK_HOLE
    window.do("begin_deposit", *DEPOSIT)
    window.do("post")
    window.do("until_line", "offline")
    for _ in range(2):
        window.do("begin_deposit", *DEPOSIT)
        window.do("post")
    # The first may have reached the server: it waits for its answer, and without a line nothing is said to be on its way.
    window.do("until_states", ["queued", "queued", "queued"])
    assert street.count() == 0
    street.proxy.mode = Mode.PASS
    street.proxy.cut()
    window.do("until_states", ["completed"] * 3)
    street.proxy.mode = Mode.SWALLOW_ANSWERS
    window.do("begin_deposit", *DEPOSIT)
    window.do("post")
    street.wait_count(4)
    street.proxy.mode = Mode.PASS
    street.proxy.cut()
    window.do("until_states", ["completed"] * 4)
    assert (street.count(), street.differences()) == (4, [])


def test_a_token_that_ends_in_the_middle_of_a_posting_is_not_noticed(street: Street) -> None:
    """The token is one that the bank signed and that is over, with the app still thinking it fresh."""
    (window,) = street.open("one")
    street.at_counter(window)
    window.do("begin_deposit", *DEPOSIT)
    window.do("grow_old", expired_token(street, window))
    window.do("post")
    window.do("until_states", ["completed"])
    assert window.do("typed") == ["0", ""]
    assert street.server is not None
    refused = [line for line in street.server.text.splitlines() if paths.COMMANDS in line and "token_expired" in line]
    assert len(refused) == 1
    assert (street.count(), street.differences()) == (1, [])


def expired_token(street: Street, window: Window) -> str:
    """Ten minutes and a second old, for the person and the device at this window."""
    device, _ = window.device()
    maker, now = AccessTokens(load_keys(street.settings.key_folder).signing), time.time()
    return maker.issue(EFUA, device, window.do("thumbprint"), new_id(), now - 601, now)[0]


def test_nervous_fingers_post_once(street: Street) -> None:
    (window,) = street.open("one")
    street.at_counter(window)
    window.do("begin_deposit", *DEPOSIT)
    window.do("post", 3)
    window.do("until_states", ["completed"])
    assert (street.count(), street.differences()) == (1, [])


def test_two_tills_on_one_account(street: Street) -> None:
    one, two = street.open("one", "two")
    street.at_counter(one, "efua", 1)
    street.at_counter(two, "kojo", 2)
    for window in (one, two, one, two):
        window.do("begin_deposit", *DEPOSIT)
        window.do("post")
    for window in (one, two):
        window.do("until_states", ["completed"] * 2)
    assert (street.count(), street.differences()) == (4, [])


def test_a_wrong_password_and_a_full_disk(street: Street) -> None:
    (window,) = street.open("one")
    assert window.do("sign_in_as", "efua", "not-the-password-at-all") == ErrorCode.BAD_CREDENTIALS
    street.at_counter(window)
    window.do("fill_disk", True)
    window.do("begin_deposit", *DEPOSIT)
    before = window.do("typed")
    booked = 0
    while True:
        window.do("post")
        booked += 1
        if not window.do("settled", booked):
            break
        window.do("begin_deposit", *DEPOSIT)
    booked -= 1
    assert window.do("typed")[0] == before[0], "what was typed stands until the disk has room"
    assert street.count() == booked
    window.do("fill_disk", False)
    window.do("post")
    window.do("until_states", ["completed"] * (booked + 1))
    assert (street.count(), street.differences()) == (booked + 1, [])


def test_who_signs_in_next_morning_delivers_what_was_taken_in(street: Street) -> None:
    (window,) = street.open("one")
    street.at_counter(window)
    street.away_with(window, 3)
    window.kill()
    street.serve()
    window.start()
    assert window.do("sign_in_as", "kojo") == ""
    street.wait_count(3)
    assert (street.count(), street.differences()) == (3, [])
