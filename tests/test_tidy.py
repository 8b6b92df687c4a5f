"""The house's style as a test: what a reader may rely on in every file. Each rule says what it found, with the line."""

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.support.code import ROOT, Module, files, modules

FILE_LINES_MAX = 350
FUNCTION_LINES_MAX = 50
FILE_BYTES_MAX = 2_000_000

TWINLESS = {
    "__init__": "holds a docstring",
    "__main__": "the command line: the journeys start it as a process",
    "tables": "columns without behaviour: the queries' and handlers' tests run on them",
    "env": "alembic's own entry: the migration tests run it",
}
MONEY = {"minor", "amount", "balance", "balances", "variance", "pesewas"}
BLENDS = Path("teller_app/glass")
"""Glass paints: there ``amount`` is how much of a colour, between 0 and 1."""


def test_files_are_short() -> None:
    long = {
        str(m.path): n for m in modules("tests", "contract", "server", "teller_app") if (n := lines(m)) > FILE_LINES_MAX
    }
    assert not long, listing(f"{path} {count}" for path, count in long.items())


def test_functions_are_short() -> None:
    long = [
        f"{module.path}:{function.lineno} {function.name} {length(function)}"
        for module in modules("tests", "contract", "server", "teller_app")
        for function in module.functions()
        if length(function) > FUNCTION_LINES_MAX
    ]
    assert not long, listing(long)


def test_every_module_has_its_twin() -> None:
    missing = [
        str(module.twin)
        for module in modules()
        if module.path.stem not in TWINLESS
        and "versions" not in module.path.parts
        and any(True for _ in module.functions())
        and module.twin not in files()
    ]
    assert not missing, listing(missing)


def test_every_module_says_what_it_is() -> None:
    assert [str(m.path) for m in modules() if m.text.strip() and not ast.get_docstring(m.tree)] == []


def test_no_float_near_money() -> None:
    assert [found for module in modules() if BLENDS not in module.path.parents for found in floats(module)] == []


def test_nobody_calls_set_style_sheet() -> None:
    """Looks come from tokens and painted components."""
    word = "setStyle" + "Sheet"
    assert [str(module.path) for module in modules() if word in module.text] == []


def test_no_dialog_blocks_the_loop() -> None:
    """Dialogs open(); exec() would stop the feed while a person thinks. Only the application itself is exec'ed."""
    calls = [
        f"{module.path}:{node.lineno}"
        for module in modules("teller_app")
        for node in module.nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("exec", "exec_")
        if module.name not in ("teller_app.running", "teller_app.build")
    ]
    assert not calls, listing(calls)


def test_a_wait_that_is_a_context_is_entered() -> None:
    """As a bare statement it is made, thrown away and waits for nothing."""
    contexts = ("waitExposed", "waitActive", "waitSignal", "waitSignals")
    bare = [
        f"{module.path}:{node.lineno}"
        for module in modules("tests")
        for node in module.nodes
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
        if isinstance(node.value.func, ast.Attribute) and node.value.func.attr in contexts
    ]
    assert not bare, listing(bare)


def test_no_file_is_dead() -> None:
    used = {name for module in modules() for name in module.imports if name != module.name}
    dead = [
        str(module.path)
        for module in modules()
        if module.name not in used
        and '__name__ == "__main__"' not in module.text
        and module.path.stem != "__main__"
        and module.path.stem not in ("__init__", "env")
        and "versions" not in module.path.parts
    ]
    assert not dead, listing(dead)


def test_contract_stands_on_msgspec_and_the_standard_library() -> None:
    allowed = {"contract", "msgspec"} | set(sys.stdlib_module_names)
    assert [f"{m.path}: {name}" for m in modules("contract") for name in m.imports if top(name) not in allowed] == []


@pytest.mark.parametrize("stem", ["rules", "schedule", "misread"])
def test_rules_are_pure(stem: str) -> None:
    """They take values and return values: no database, web, Qt, file or clock."""
    impure = {"sqlalchemy", "starlette", "uvicorn", "PySide6", "httpx", "os", "time", "socket", "pathlib", "threading"}
    found = [
        f"{module.path}: {name}"
        for module in modules("server", "teller_app")
        if module.path.stem == stem
        for name in module.imports
        if top(name) in impure or name.startswith(("server.db", "server.core.clock"))
    ]
    assert not found, listing(found)


def test_qt_stays_where_it_belongs() -> None:
    found = [
        str(module.path)
        for module in modules("teller_app")
        if any(top(name) == "PySide6" for name in module.imports) and not may_know_qt(module.path)
    ]
    assert not found, listing(found)


def test_nothing_is_promised_instead_of_done() -> None:
    words = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X")) + r")\b(?!\")")
    assert list(grep(words, but=("LICENSE",), suffixes=(".py", ".sh", ".toml", ".md", ".json", ".sql"))) == []


def test_no_file_names_a_registry_or_a_path_of_one_machine() -> None:
    hosts = ("py" + "pi.", "python" + "hosted", "np" + "mjs", "crates" + r"\.io", "conda" + r"\.anaconda")
    places = ("/wo" + "rk/", "/ro" + "ot/", "/ho" + r"me/(?!/)", r"/Us" + "ers/")
    assert list(grep(re.compile("|".join(hosts + places)), but=("LICENSE",))) == []


def test_requirements_are_hashed_and_name_no_address() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        text = path.read_text()
        assert "://" not in text, path.name
        pinned = re.findall(r"^[A-Za-z0-9._-]+(?:\[[a-z,]+\])?==", text, re.M)
        assert len(re.findall(r"==[^\n]*\\\n\s+--hash=sha256:", text)) == len(pinned) > 0, path.name


def test_no_large_file_is_kept() -> None:
    large = {str(path): (ROOT / path).stat().st_size for path in files()}
    assert {path: size for path, size in large.items() if size > FILE_BYTES_MAX} == {}


def listing(found: Iterable[str]) -> str:
    """All of it: pytest would cut a long list short."""
    return "\n" + "\n".join(found)


def lines(module: Module) -> int:
    return module.text.count("\n")


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def top(name: str) -> str:
    return name.split(".", maxsplit=1)[0]


def may_know_qt(path: Path) -> bool:
    rooms = path.stem in ("view", "room") or path.stem.startswith("view_")
    entry = str(path.with_suffix("")) in (
        "teller_app/early", "teller_app/running", "teller_app/build", "teller_app/printing/printer",
    )  # fmt: skip
    return rooms or entry or path.parts[1] in ("glass", "shell")


def is_money(node: ast.AST) -> bool:
    name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
    if isinstance(node, ast.arg):
        name = node.arg
    return bool(set(name.lower().split("_")) & MONEY)


def is_float(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Name) and node.id == "float"


def floats(module: Module) -> Iterator[str]:
    """Where money meets a float: an annotation, a literal beside it, a true division, a conversion."""
    for node in module.nodes:
        match node:
            case ast.AnnAssign(target=target, annotation=kind) if is_money(target) and is_float(kind):
                pass
            case ast.arg(annotation=kind) if is_money(node) and is_float(kind):
                pass
            case ast.BinOp(op=ast.Div()) if is_money(node.left) or is_money(node.right):
                pass
            case ast.BinOp(left=one, right=other) if any(
                is_money(a) and fraction(b) for a, b in ((one, other), (other, one))
            ):
                pass
            case ast.Call(func=func, args=args) if is_float(func) and any(is_money(arg) for arg in args):
                pass
            case _:
                continue
        yield f"{module.path}:{node.lineno}"


def fraction(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, float)


def grep(pattern: re.Pattern[str], but: tuple[str, ...], suffixes: tuple[str, ...] = ()) -> Iterator[str]:
    """``path:line`` of every text file that git holds where the pattern stands."""
    for path in files():
        if str(path) in but or (suffixes and path.suffix not in suffixes):
            continue
        try:
            text = (ROOT / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if pattern.search(line):
                yield f"{path}:{number}: {line.strip()[:80]}"
