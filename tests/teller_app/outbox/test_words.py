import pytest

from contract.commands import KINDS
from contract.errors import ErrorCode
from teller_app.manifest import Kept, Line
from teller_app.outbox import words
from tests.teller_app.outbox.desk import (
    ALL,
    ALTERED,
    BACK,
    DISABLED,
    ODD,
    REFUSED,
    THEIRS,
    WAITS,
    held_back,
    kept,
    room,
)
from tests.teller_app.room_window import TEXTS


@pytest.mark.parametrize(
    ("row", "title", "then"),
    [
        (WAITS, "Waits for the server", ""),
        (kept(9, "back"), "Held back", ""),
        (DISABLED, "The one who made this is no longer active", "send it again"),
        (REFUSED, "currency", "count as over"),
        (ODD, "held here", "Do it again at the counter"),
        (ALTERED, "altered from outside", "call the manager and support"),
        (THEIRS, "Somebody else made this", "when they sign in here"),
        (kept(8, "refused", offline=False, code="account_closed"), "closed", "journal keeps the refusal"),
        (kept(7, "held", offline=False, code="second_needed"), "has not said yes", "F9 sends it again"),
        (kept(7, "held", offline=False, code="code_needed"), "fresh code", "F9 sends it again"),
    ],
)
def test_why_and_what_to_do(row: Kept, title: str, then: str) -> None:
    assert title in words.why(row, TEXTS).title
    assert then in words.what_to_do(row, TEXTS)


@pytest.mark.parametrize("code", ErrorCode)
def test_every_code_is_said_also_without_its_figures(code: ErrorCode) -> None:
    said = words.why(kept(1, "held", code=code.value), TEXTS)
    assert said.title
    assert said.what_to_do


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_has_a_name(kind: str) -> None:
    assert words.kind_words(kept(1, kind=kind), TEXTS)
    assert words.kind_icon(kept(1, kind=kind))


@pytest.mark.parametrize("state", ["queued", "sending", "back", "held", "refused"])
def test_every_state_has_words_and_a_tone(state: str) -> None:
    assert all(words.state_words(kept(1, state), TEXTS))


def test_figures() -> None:
    assert words.amount_words(WAITS) == ("+50.00", "pos")
    assert words.amount_words(kept(1, kind="withdraw")) == ("−50.00", "text")
    assert words.amount_words(ODD)[0] == "—"
    assert words.total((WAITS, kept(2, kind="withdraw", amount=2000), ODD)) == "GH₵ 30.00"
    assert words.total(()) == words.total((WAITS, kept(2, currency="CZK"))) == ""


def test_facts_and_whose_it_is() -> None:
    model, _ = room()
    assert words.who(WAITS, model.state, TEXTS) == "Alhassan Fuseini"
    assert words.who(ODD, model.state, TEXTS) == "Drawer close"
    assert words.about(WAITS, model.state, TEXTS) == f"Deposit · {WAITS.receipt}"
    assert words.about(ODD, model.state, TEXTS) == ""
    facts = dict(words.facts(DISABLED, model.state, "Kwesi Appiah", TEXTS))
    assert facts["Made by"] == "Kwesi Appiah"
    assert facts["Code for support"] == "maker_disabled"
    assert facts["Taken"] == "Without the server"
    assert {row.command_id for row in ALL} == {row.command_id for row in model.state.rows}


def test_an_outage_is_told_while_it_lasts_and_afterwards() -> None:
    model, port = room()
    assert words.outage(model.state, TEXTS) == "7 postings"
    port.set_line(Line("offline", synced_at="2026-11-22T09:22:00.000Z"))
    assert words.outage(model.state, TEXTS) == "7 postings · the line is lost since 09:22"
    port.set_line(Line("online"))
    assert words.outage(model.state, TEXTS) == "7 postings · the line was lost at 09:22"


def test_how_long_the_line_was_away() -> None:
    model, port = room()
    assert words.outage_line(model.state, TEXTS) == ("", [])
    port.set_line(Line("offline", synced_at="2026-11-22T09:22:00.000Z"))
    title, moments = words.outage_line(model.state, TEXTS)
    assert (title, [moment.time for moment in moments]) == ("The line is away", ["09:22", "now"])
    port.set_line(Line("online", synced_at="2026-11-22T09:22:20.000Z"))
    assert words.outage_line(model.state, TEXTS)[0] == "Offline for less than a minute"


def test_a_task_names_whose_it_is() -> None:
    model, _ = held_back()
    facts = [dict(words.facts(row, model.state, "Efua", TEXTS)) for row in BACK]
    assert [found.get("Whose task", "") for found in facts] == ["", "", *["Whoever decides at the branch"] * 2, ""]
