"""Forms that were put aside for the next customer outlive the app: it is killed as a power cut would, with the server up or down."""

import pytest

from tests.demo.bank import PASSWORD
from tests.journeys.street import DEPOSIT, Street
from tests.journeys.window import Window

pytestmark = pytest.mark.journey
NEXT = ("000004", "450", {"20000": 2, "5000": 1})


def put_aside(window: Window, *forms: tuple[str, str, dict[str, int]]) -> list[list[object]]:
    """Each typed and held; what stands aside then, oldest first."""
    found: list[list[object]] = []
    for form in forms:
        window.do("begin_deposit", *form)
        typed = window.do("form")
        found.append([typed["customer"], typed["amount"], typed["counts"]])
        window.do("press", "Ctrl+H")
    window.do("until_held", found)
    assert window.do("kept") == len(found)
    return found


def take_up(window: Window, form: list[object]) -> None:
    """Ctrl+H at an empty counter brings back all that was typed; F9 posts it."""
    window.do("press", "Ctrl+H")
    assert list(window.do("form").values()) == form
    window.do("post")


def test_held_forms_come_back_after_a_kill_whole_and_once_for_their_person(street: Street) -> None:
    (window,) = street.open("one")
    street.at_counter(window)
    older, newer = put_aside(window, DEPOSIT, NEXT)
    window.kill()
    window.start()
    assert window.do("sign_in_as", "kojo") == ""
    assert (window.do("kept"), window.do("held")) == (0, []), "they are Efua's, not the workstation's"
    window.kill()
    window.start()
    assert window.do("sign_in_as", "efua") == ""
    window.do("session")
    window.do("until_held", [older, newer])
    assert window.do("form")["customer"] == ""
    take_up(window, newer)
    window.do("until_states", ["completed"])
    assert window.do("kept") == 1
    window.kill()
    window.start()
    assert window.do("sign_in_as", "efua") == ""
    window.do("session")
    window.do("until_held", [older])
    take_up(window, older)
    window.do("until_states", ["completed"] * 2)
    assert (window.do("kept"), window.do("held")) == (0, [])
    assert (street.count(), street.differences()) == (2, [])


def test_after_a_power_cut_a_held_form_is_taken_up_without_the_server(street: Street) -> None:
    (window,) = street.open("one")
    street.at_counter(window)
    (form,) = put_aside(window, DEPOSIT)
    assert street.server is not None
    street.server.kill()
    window.kill()
    window.start()
    assert window.do("sign_in_as", "efua", PASSWORD, "offline") == ""
    window.do("session")
    window.do("until_held", [form])
    take_up(window, form)
    window.do("until_states", ["queued"])
    street.serve()
    window.do("until_states", ["completed"])
    assert (street.count(), street.differences()) == (1, [])
