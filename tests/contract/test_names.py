"""A name is found by the keys that a keyboard has."""

import pytest

from contract.names import plain


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Ɛsi Akɔsua", "esi akosua"),
        ("Ŋutɔ Ɖzifa Ʋuƒoɣe", "nuto dzifa vufoge"),
        ("Dvořáková Žaneta", "dvorakova zaneta"),
        ("Straße", "strasse"),
        ("Øystein Łukasz", "oystein lukasz"),
    ],
)
def test_letters_that_no_keyboard_has(name: str, typed: str) -> None:
    assert plain(name) == plain(name.upper()) == typed
