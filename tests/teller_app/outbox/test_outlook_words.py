import msgspec
import pytest

from contract.outbox import DrawerThen, Expected, Fate
from teller_app.i18n.text import Texts
from teller_app.outbox import outlook_words as words
from teller_app.outbox.state import OutboxState
from tests.teller_app.outbox.desk import BACK, CUSTOMER, OUTLOOK, held_back, kept
from tests.teller_app.room_window import TEXTS


def state(*more: DrawerThen, **changes: object) -> OutboxState:
    outlook = msgspec.structs.replace(OUTLOOK, drawers=more) if more else OUTLOOK
    model, _ = held_back(outlook=outlook)
    return model.state


def test_what_will_happen_why_and_what_follows() -> None:
    found = state()
    said = [
        (*words.status(row, found, TEXTS), words.why(row, found, TEXTS).title, words.then(row, found, TEXTS))
        for row in BACK
    ]
    assert said == [
        ("Will post", "pos", "Balance then GH₵ 8,650.00", "Receipt keeps its number"),
        ("Will post", "pos", "Balance then GH₵ 9,630.00", "Receipt keeps its number"),
        ("To suspense", "warn", "This account is closed", "→ Suspense 2900"),
        ("Over/short", "warn", "The drawer is counted already", "→ Over/short 1420"),
        ("Refused", "neg", "This posting is booked already", "Stays in this list"),
    ]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("fate", Fate)
def test_every_fate_has_words_and_a_tone(fate: Fate, language: str) -> None:
    texts = Texts.load(language)
    found = OutboxState(rows=BACK[:1], expected={BACK[0].command_id: Expected(fate=fate)})
    assert words.TONES[fate]
    assert all(
        (*words.status(BACK[0], found, texts), *words.why(BACK[0], found, texts), words.then(BACK[0], found, texts))
    )


def test_a_reason_of_a_newer_server_is_said_too() -> None:
    for reason in ("of_another_year", "over_limit"):
        found = OutboxState(expected={"c1": Expected(fate=Fate.REFUSED, reason=reason)})
        assert words.why(kept(1, "back"), found, TEXTS).title


def test_the_entry_has_both_sides_and_names_the_customer() -> None:
    legs = words.legs(BACK[2], state(), TEXTS)
    assert [(leg.code, leg.name, leg.debit, leg.credit) for leg in legs] == [
        ("1010", "Cash in the drawer", "1,150.00", ""),
        ("2900", "Suspense", "", "1,150.00"),
    ]
    assert [leg.name for leg in words.legs(BACK[0], state(), TEXTS)] == ["Cash in the drawer", "Alhassan Fuseini"]
    assert words.legs(BACK[0], state(), TEXTS)[1].code.replace(" ", "") == CUSTOMER
    assert words.legs(BACK[4], state(), TEXTS) == []


def test_figures_above_the_list() -> None:
    found = state()
    assert {name: words.tile(name, found, TEXTS) for name in words.TILES} == {
        "posts": ("2", "GH₵ 4,380.00"),
        "manager": ("2", "GH₵ 1,562.80"),
        "no": ("1", "GH₵ 75.00"),
        "queue": ("5", "Numbers without a gap"),
    }
    assert words.numbers((BACK[0], BACK[3]), TEXTS) == "2 numbers missing"
    assert words.numbers((kept(1, receipt=""),), TEXTS) == ""


def test_the_cash_of_a_blind_drawer_is_told_without_its_total() -> None:
    said = [(line.title, line.figure) for line in words.cash_lines(state(), TEXTS)]
    assert said == [
        ("2 that post", "+4,380.00"),
        ("1 to suspense", "+1,150.00"),
        ("1 after the count", "+412.80"),
        ("1 that is not booked, cash moved", "+75.00"),
        ("Over/short of drawer 04 changes by", "−412.80"),
    ]


def test_whoever_sees_totals_sees_before_and_after() -> None:
    seen = state(DrawerThen(session="s", number="04", currency="GHS", moved=553_000, before=1_000_000, after=1_553_000))
    said = [(line.title, line.figure) for line in words.cash_lines(seen, TEXTS)]
    assert said[0] == ("The server says now, drawer 04", "GH₵ 10,000.00")
    assert said[-1] == ("The server then, drawer 04", "GH₵ 15,530.00")


def test_pieces_and_money_agree_or_the_drawer_is_to_be_counted() -> None:
    assert words.pieces_agree(BACK)
    assert words.pieces_agree((kept(1, kind="withdraw", pieces=-5000), kept(2, offline=False, pieces=0)))
    assert not words.pieces_agree((kept(1, pieces=4000),))
    assert words.foot(state(), TEXTS).startswith("5 of 5 shown")
