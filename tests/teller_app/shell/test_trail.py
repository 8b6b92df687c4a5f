import ast
import logging
import sys
from enum import StrEnum

import pytest

from teller_app.shell import trail
from tests.support.code import modules

WRITERS = {"debug", "info", "warning", "error", "exception", "critical"}


class Code(StrEnum):
    FULL = "outbox_full"


def record(message: object, *args: object, name: str = "teller_app.sync.link", error: BaseException | None = None):
    kind = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord(name, logging.ERROR, __file__, 1, message, args, kind)


@pytest.mark.parametrize(
    ("message", "args", "said"),
    [
        ("line ended: %s %s", (Code.FULL, "Ama Serwaa"), "line ended: outbox_full …"),
        ("booked %d for %(who)s", (48000,), "booked … for %(who)s"),
        ("failed: %r, again %s, 100 %%", (KeyError("1027441807"), False), "failed: KeyError, again False, 100 %"),
        (["no", "sentence"], (), "…"),
    ],
)
def test_arguments_are_data_and_data_is_left_out(message: object, args: tuple[object, ...], said: str) -> None:
    assert trail.sentence(record(message, *args)) == said


def test_a_librarys_words_are_left_out() -> None:
    line = trail.TrailFormatter().format(record("GET https://bank/customers?find=Ama", name="httpx"))
    assert line.endswith("ERROR httpx …")


def find_customer(name: str) -> None:
    try:
        raise KeyError(name)
    except KeyError as error:
        raise ValueError(f"no customer {name} with 1027441807") from error


def test_an_error_is_its_type_and_its_places() -> None:
    try:
        find_customer("Ama Serwaa")
    except ValueError as error:
        text = trail.TrailFormatter().format(record("uncaught", error=error))
    assert "Ama" not in text
    assert "1027441807" not in text
    lines = text.splitlines()
    assert lines[0].endswith("ERROR teller_app.sync.link uncaught")
    assert [line.strip() for line in lines if line.startswith("  ") and not line.startswith("    ")] == [
        "builtins.ValueError",
        "builtins.KeyError",
    ]
    assert any(
        line.strip().startswith("teller_app/shell/test_trail.py:") and line.endswith(" find_customer") for line in lines
    )


def test_what_is_about_the_program_stays() -> None:
    assert trail.about(ModuleNotFoundError("No module named 'escpos'")) == ": No module named 'escpos'"
    assert trail.about(OSError(28, "No space left", "outbox.db")) == ": errno 28"
    assert trail.about(ValueError("Ama")) == ""


@pytest.mark.parametrize(
    ("file", "shown"),
    [
        ("/ho" + "me/ama/src/teller_app/sync/link.py", "teller_app/sync/link.py"),
        (r"C:\Users\Ama\app\_internal\teller_app\shell\window.py", "teller_app/shell/window.py"),
        ("/x/site-packages/httpx/_client.py", "httpx/_client.py"),
        ("/usr/lib/python3.13/threading.py", "threading.py"),
        ("", ""),
    ],
)
def test_a_place_names_nobodys_home(file: str, shown: str) -> None:
    assert trail.place(file) == shown


def test_a_long_way_is_cut_in_the_middle() -> None:
    def down(left: int) -> None:
        if not left:
            raise RecursionError
        down(left - 1)

    try:
        down(100)
    except RecursionError:
        assert len(list(trail.frames(sys.exc_info()[2]))) == trail.FRAMES_MAX


def test_every_sentence_that_the_app_logs_stands_in_its_source() -> None:
    """A sentence put together before it is logged would carry its data into the trail."""
    made = [
        f"{module.path}:{call.lineno}"
        for module in modules("teller_app", "contract")
        for call in ast.walk(module.tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in WRITERS
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id in ("log", "_log", "logger", "logging")
        and not (call.args and isinstance(call.args[0], ast.Constant))
    ]
    assert made == []
