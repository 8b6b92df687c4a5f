import pytest

from contract.permissions import Role
from teller_app.manifest import Line
from teller_app.shell import words
from teller_app.shell.desk import DeskState
from tests.teller_app.kit import EFUA
from tests.teller_app.shell.rooms import DAY, SESSION, TEXTS


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (Line("online", 42), ("online", "Online", "42 ms")),
        (Line("online", 42, 3), ("online", "Online", "3 queued")),
        (Line("offline", 0, 7), ("offline", "Offline", "7 queued")),
        (Line("online", 42, 0, "", 2), ("held", "Online", "2 not booked")),
        (Line("offline", 0, 7, "", 1), ("offline", "Offline", "7 queued, 1 not booked")),
        (Line("reconnecting"), ("reconnecting", "Reconnecting", "")),
        (Line("syncing"), ("reconnecting", "Catching up", "")),
        (Line("signed_out"), ("signed_out", "Signed out", "")),
    ],
)
def test_the_chip(line: Line, shown: tuple[str, str, str]) -> None:
    assert words.chip(line, TEXTS) == shown


@pytest.mark.parametrize(
    ("line", "tone", "title"),
    [
        (Line("online", synced_at="2026-11-22T09:47:12.000Z"), "pos", "All postings sent"),
        (Line("online", queued=1), "info", "1 posting waits"),
        (Line("offline", queued=7), "warn", "7 postings wait"),
        (Line("offline"), "warn", "Working offline"),
        (Line("online", queued=1, held=2), "neg", "2 were not booked"),
    ],
)
def test_the_sync_card(line: Line, tone: str, title: str) -> None:
    card = words.sync_card(line, TEXTS)
    assert (card.tone, card.title) == (tone, title)


def test_place_person_and_day() -> None:
    state = DeskState(EFUA, Line(), DAY, SESSION)
    assert words.place(state, TEXTS) == "Makola branch · Teller 04"
    assert words.user_line(state, TEXTS) == "Teller 04 · Makola"
    assert words.day(state, TEXTS) == ("Sun 22 Nov 2026", "Business day open")
    assert words.place(state, TEXTS, "6 waiting") == "Makola branch · 6 waiting", "what the room says comes first"
    bare = DeskState(EFUA, Line())
    assert words.place(bare, TEXTS) == "Makola branch"
    assert words.user_line(bare, TEXTS) == "Cashier · Makola"
    assert words.day(bare, TEXTS)[0] == "No business day"
    assert words.brand(EFUA, TEXTS) == ("Akoma", "Savings & Loans")


def test_every_role_has_a_word() -> None:
    assert all(f"shell.role.{role.value}" in TEXTS for role in Role)


def test_news_of_a_room() -> None:
    posted = words.news("counter", "posted", {"receipt": "04-1"}, "pos", TEXTS)
    assert (posted.title, posted.body, posted.tone) == ("Posted", "Receipt 04-1", "pos")
    refused = words.news("counter", "error.account_closed", {}, "neg", TEXTS)
    assert refused.title == "This account is closed"
