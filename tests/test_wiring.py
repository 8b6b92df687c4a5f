"""Nothing hangs loose: each command has one handler and a screen (or a written reason), each fact a fold, each code words."""

import ast
import importlib
import re
from collections.abc import Iterator
from functools import cache

import pytest

from contract.base import Fact
from contract.commands import COMMAND_TYPES, KINDS
from contract.errors import ErrorCode
from contract.feed import FACT_TYPES, Gone
from server.build import make_registry
from teller_app.i18n.text import Texts
from tests.support.code import ROOT, Module, modules

COMMANDS = ROOT / "docs" / "commands.md"
TELLS = {"tell", "_tell"}
"""How the server's rooms call the notices room; the first text they pass is the notice's code."""


def test_every_command_has_exactly_one_handler() -> None:
    """The registry that build.py makes; it refuses a second handler for a kind itself."""
    registry, _ = make_registry(lambda *_: "")
    assert set(registry.by_kind) == set(COMMAND_TYPES)
    assert {handler.kind for handler in registry.by_kind.values()} == set(COMMAND_TYPES)


def test_the_table_of_commands_names_every_command_once() -> None:
    assert sorted(kind for kind, _ in table()) == sorted(KINDS)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_command_has_a_screen_or_a_reason(kind: str) -> None:
    where = dict(table())[kind]
    screens = re.findall(r"screen `(\w+)`", where)
    made_in = callers().get(KINDS[kind].__name__, set())
    if screens:
        assert set(screens) <= made_in
    else:
        assert len(where) > 15, "a reason in words"
        assert made_in <= {"sync"}, "the table says there is no screen"


def test_every_fact_has_a_fold() -> None:
    """More than one room may keep what a fact says; none may be dropped unread."""
    assert {fact for fold in folds() for fact in fold} == set(FACT_TYPES) - {Gone}


@pytest.mark.parametrize("code", ErrorCode)
def test_every_error_code_has_words(code: ErrorCode) -> None:
    assert f"error.{code.value}.title" in texts()
    assert f"error.{code.value}.do" in texts()


def test_no_words_for_codes_that_are_gone() -> None:
    """What is no code of the contract is one of the app's own, and stands in its source."""
    said = {key.split(".")[1] for key in texts().keys() if key.startswith("error.")}  # noqa: SIM118 - no mapping
    own = said - {code.value for code in ErrorCode}
    assert sorted(code for code in own if not any(f'"{code}"' in module.text for module in modules("teller_app"))) == []


def test_every_reason_for_asking_a_second_person_has_words() -> None:
    codes = {text for module in modules("server") for call in calls(module, {"Why"}) for text in named(call, "code")}
    assert codes
    assert sorted(code for code in codes if not has_words(code)) == []


def test_every_notice_has_words() -> None:
    codes = {text for module in modules("server") for call in calls(module, TELLS) for text in first_text(call)}
    assert codes
    assert sorted(code for code in codes if not has_words(code)) == []


@cache
def texts() -> Texts:
    return Texts.load("en")


@cache
def spoken() -> frozenset[str]:
    """Every part of every text's key: ``notice.over_hard_max.title`` speaks for over_hard_max."""
    return frozenset(part for key in texts().keys() for part in key.split("."))  # noqa: SIM118 - no mapping


def has_words(code: str) -> bool:
    return code in spoken()


def table() -> list[tuple[str, str]]:
    """The rows of docs/commands.md: a command's kind, and where it is given or why nowhere."""
    rows = re.findall(r"^\| `(\w+)` \|(.*)\|$", COMMANDS.read_text(encoding="utf-8"), re.M)
    return [(kind, rest.split("|")[-1].strip()) for kind, rest in rows]


@cache
def callers() -> dict[str, set[str]]:
    """Which rooms of the app call what, by the last part of its name."""
    found: dict[str, set[str]] = {}
    for module in modules("teller_app"):
        if len(module.path.parts) > 2:
            for node in module.nodes:
                if isinstance(node, ast.Call):
                    found.setdefault(name_of(node), set()).add(module.path.parts[1])
    return found


def folds() -> Iterator[dict[type[Fact], object]]:
    for module in modules("teller_app"):
        if module.path.stem == "folds":
            yield importlib.import_module(module.name).FOLDS


def calls(module: Module, names: set[str]) -> Iterator[ast.Call]:
    """Calls of a function or class with one of these names, however it was reached."""
    for node in module.nodes:
        if isinstance(node, ast.Call) and name_of(node) in names:
            yield node


def name_of(call: ast.Call) -> str:
    func = call.func
    return func.attr if isinstance(func, ast.Attribute) else str(getattr(func, "id", ""))


def named(call: ast.Call, keyword: str) -> Iterator[str]:
    for argument in call.keywords:
        if argument.arg == keyword and isinstance(argument.value, ast.Constant):
            yield str(argument.value.value)


def first_text(call: ast.Call) -> Iterator[str]:
    found = [arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    yield from found[:1]
    yield from named(call, "code")
