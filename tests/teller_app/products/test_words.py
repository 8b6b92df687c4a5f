"""A product of the list in words."""

import msgspec

from teller_app.products import words
from teller_app.products.state import Draft, shown
from tests.teller_app.products.desk import NEW, PRODUCTS, Books, asked, room
from tests.teller_app.room_window import TEXTS


def test_each_line_says_what_it_is_and_where_it_stands() -> None:
    rows = shown(PRODUCTS, (asked(), asked(NEW)))
    said = [(words.title(row), words.sub(row, TEXTS), *words.status(row, TEXTS)) for row in rows]
    assert said == [
        ("10 Savings", "Savings account · GHS", "On sale", "pos"),
        ("20 Current", "Current account · GHS", "Change waits", "warn"),
        ("30 Susu", "Susu account · GHS", "Withdrawn from sale", "mute"),
        ("40 Youth", "Savings account · GHS", "Asked for", "warn"),
    ]


def test_what_waits_says_who_decides_and_who_has_it_open() -> None:
    taken = asked(taken_by_name="Kofi Antwi", taken_at="2026-11-22T09:40:00.000Z")
    state = room(Books(requests=(taken,)))[0].state
    said = words.waits(state.rows[1], state, TEXTS)
    assert said.title == "A change waits for: Manager, Makola"
    assert said.what_to_do.startswith("Asked for by Abena Owusu at ")
    assert "Kofi Antwi has had it open since " in said.what_to_do
    assert said.what_to_do.endswith("Until it is decided the product stays as it is.")
    away = msgspec.structs.replace(taken, branch=taken.maker, taken_by_name="")
    assert words.waits(shown(PRODUCTS, (away,))[1], state, TEXTS).title == "A change waits for: Manager"
    assert words.waits(state.rows[0], state, TEXTS).title == "A second person is asked"


def test_the_right_side_shows_what_is_asked_where_something_waits() -> None:
    rows = shown(PRODUCTS, (asked(),))
    assert dict(words.lines(rows[1], TEXTS))["Fee for a withdrawal"] == "GH₵ 1.00 → GH₵ 1.50"
    assert dict(words.lines(rows[0], TEXTS))["Minimum balance"] == "GH₵ 20.00"


def test_what_was_typed_as_an_amount() -> None:
    assert [words.minor_of(text) for text in ("", " ", "5", "1,250.50", "5k")] == [0, 0, 500, 125_050, None]


def test_a_kind_of_before_keeps_its_name() -> None:
    assert ("gold", "gold") in words.kinds(Draft(kind="gold"), TEXTS)
    assert len(words.kinds(Draft(), TEXTS)) == 3
    assert ("USD", "USD") in words.currencies(Draft(currency="USD"))
