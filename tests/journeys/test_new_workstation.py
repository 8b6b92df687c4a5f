"""A computer that the bank does not know and a manager at another one, each by keyboard in a window of its own, before a real server."""

import os
from pathlib import Path

import pytest

from server.sms.embedded import shown
from tests.journeys.street import Street
from tests.journeys.test_staff import newest_code, outcomes, sent
from tests.journeys.window import Window

pytestmark = pytest.mark.journey
PICTURES = os.environ.get("JOURNEY_PICTURES", "")
"""A folder for what both windows showed, for whoever wants to look."""


def newcomer(street: Street) -> Window:
    """Efua before a computer of no bank; her code was right."""
    window = street.window("new")
    assert window.do("work_as", "efua") == "device_unknown"
    before = sent(street)
    window.do("ask_in")
    window.do("type_door_code", newest_code(street, before))
    return window


def look(window: Window, name: str) -> None:
    if PICTURES:
        window.do("picture", str(Path(PICTURES) / f"{name}.png"))


def test_both_compare_three_words_and_the_manager_lets_it_in(street: Street) -> None:
    (manager,) = street.open("one")
    new = newcomer(street)
    names = [name for name, _ in new.do("asked")]
    assert "Hajara Bawa" in names
    new.do("remind")
    look(new, "waiting")
    assert manager.do("work_as", "hajara") == ""
    manager.do("to_approvals")
    manager.do("until_request")
    words = new.do("words_here")
    assert len(words) == 3 and manager.do("words_there") == words
    assert new.do("until_seen") == "Hajara Bawa"
    look(new, "seen")
    look(manager, "deciding")
    before = sent(street)
    manager.do("decide", "she read me the words")
    manager.do("code_asked")
    manager.do("type_code", newest_code(street, before))
    manager.do("until_decided")
    new.do("until_in")
    assert outcomes(street, "remind_request") == ["executed"]
    assert street.differences() == []


def test_without_a_manager_at_a_screen_one_reads_a_code_aloud(street: Street) -> None:
    street.open("one")
    new = newcomer(street)
    new.do("asked")
    before = sent(street)
    words = new.do("ask_manager_code")
    code = newest_code(street, before)
    assert " ".join(words) in shown(street.settings.sms_file)[-1].text
    look(new, "manager-code")
    new.do("until_in", code)
    assert outcomes(street, "approve_request")[-1] == "executed"
    assert street.differences() == []


def test_a_no_comes_with_its_reason(street: Street) -> None:
    (manager,) = street.open("one")
    new = newcomer(street)
    assert manager.do("work_as", "hajara") == ""
    manager.do("to_approvals")
    manager.do("until_request")
    manager.do("decide", "I was never called", "Ctrl+D")
    manager.do("until_decided")
    assert new.do("turned_away") == ["device_declined", "I was never called"]
    look(new, "declined")
    assert street.differences() == []
