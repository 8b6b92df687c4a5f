"""A room's actions are keys with words; the line starts as away; the house and the tests' fake are the same port."""

import inspect

import pytest

from teller_app.i18n.text import Texts
from teller_app.manifest import Action, Line, Manifest, Port
from teller_app.resources import resource_path
from teller_app.shell.key_manual import ROOMS
from teller_app.shell.port import QtPort
from tests.teller_app.kit import FakePort


def test_defaults_are_the_careful_ones() -> None:
    assert Line().state == "offline"
    assert not Action("F9", "x", "post").primary


def of(port: type, name: str) -> object:
    """A property, or the names of a method's parameters with their defaults."""
    member = getattr(port, name, None)
    if not inspect.isfunction(member):
        return "property"
    parameters = list(inspect.signature(member).parameters.values())[1:]
    return [(parameter.name, parameter.default) for parameter in parameters]


@pytest.mark.parametrize("port", [QtPort, FakePort])
def test_the_house_and_the_tests_fake_answer_the_same_calls(port: type) -> None:
    """Models are tested over the fake; were its calls others than the house's, those tests would say nothing."""
    names = [name for name in vars(Port) if not name.startswith("_")]
    assert {"submit", "query", "fetch", "me", "line"} <= set(names)
    assert {name: of(port, name) for name in names} == {name: of(Port, name) for name in names}


@pytest.mark.parametrize("manifest", ROOMS, ids=lambda manifest: manifest.name)
def test_every_room_has_words_and_one_meaning_a_key(manifest: Manifest) -> None:
    texts, keys = Texts.load(), [action.key for action in manifest.actions]
    assert [key for key in (manifest.title, *(action.text for action in manifest.actions)) if key not in texts] == []
    assert len(keys) == len(set(keys))
    assert sum(action.primary for action in manifest.actions) <= 1


@pytest.mark.parametrize("manifest", ROOMS, ids=lambda manifest: manifest.name)
def test_every_room_has_its_icon_in_each_weight_that_is_painted(manifest: Manifest) -> None:
    """Sidebar: regular, and fill where one is. The palette paints rooms and actions bold."""
    wanted = [("bold", action.icon) for action in manifest.actions if action.icon]
    painted = ("regular", "fill", "bold") if manifest.in_sidebar else ("bold",)
    wanted += [(weight, manifest.icon) for weight in painted]
    assert [place for place in wanted if not resource_path("icons", place[0], f"{place[1]}.svg").exists()] == []


def test_no_room_of_the_sidebar_looks_like_another() -> None:
    icons = [manifest.icon for manifest in ROOMS if manifest.in_sidebar]
    assert len(icons) == len(set(icons))
