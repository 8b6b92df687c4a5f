"""No text that a person reads on the screen bypasses i18n: literal prose in views, rooms, shell and glass."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.support.code import Module, modules

PROSE = re.compile(r"[^\W\d_]{2,}[,.:;]? [^\W\d_]{2,}|^[A-Z][a-z]{2,}[.!?:]?$")
"""Two words in a row, or one word with a capital."""
KEYS = re.compile(r"^(Enter|Return|Esc|Ctrl|Alt|Shift|Tab|Space|Del|Home|End|Left|Right|Up|Down)([+ ].*)?$")
"""Names of keys stand on the keys in English."""
NAMES = {"Workstation", "Fusion", "Regular", "Medium", "SemiBold", "Bold", "Inter", "InterDisplay", "Inter Display"}
"""Of Qt's style, of the fonts, of a type."""
SHEET = Path("teller_app/glass/gallery_components.py")
ASIDE = ("gallery", "key_manual", "stalls")
"""The designers' reference sheets, the maker of the manual's page, the watch that writes to the log: no teller sees them."""
SILENT = {"debug", "info", "warning", "error", "exception", "critical"}


def test_no_prose_in_what_paints_the_screen() -> None:
    found = [
        f"{module.path}:{line} {words!r}"
        for module in modules("teller_app")
        if shows(module)
        for line, words in prose(module)
    ]
    assert not found, "\n" + "\n".join(found)


def test_the_eye_sees_prose_where_there_is_some() -> None:
    sheet = next(module for module in modules("teller_app") if module.path == SHEET)
    assert len(list(prose(sheet))) > 20


def shows(module: Module) -> bool:
    stem, room = module.path.stem, module.path.parts[1]
    if stem.startswith(ASIDE):
        return False
    painted = stem in ("view", "room", "model", "words", "state", "rules") or stem.startswith("view_")
    return painted or room in ("glass", "shell") or stem == "build"


def prose(module: Module) -> Iterator[tuple[int, str]]:
    unread = set(unread_nodes(module.tree))
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in unread:
            continue
        words = node.value
        if PROSE.search(words) and not KEYS.match(words) and words not in NAMES:
            yield node.lineno, words


def unread_nodes(tree: ast.Module) -> Iterator[int]:
    """Constants that no person at the counter reads: docstrings, the log, exceptions, names of types."""
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant()) | ast.Raise() | ast.Assert():
                silent: ast.AST | None = node
            case ast.Call(func=ast.Attribute(attr=name)) if name in SILENT:
                silent = node
            case ast.AnnAssign(annotation=kind) | ast.arg(annotation=kind) | ast.FunctionDef(returns=kind):
                silent = kind
            case _:
                continue
        if silent is not None:
            yield from (id(part) for part in ast.walk(silent))
