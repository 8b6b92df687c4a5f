"""The shared cases, and siblings of them: files of the same form with other values, so that no test knows the shared ones by heart.

Shared ones lie beside the project (``../shared/cases``), as ``NAME.json`` and whatever else begins with that name; ours in ``tests/siblings``.
A tree without its neighbour still plays ours.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.code import ROOT

SHARED = ROOT.parent / "shared" / "cases"
OURS = ROOT / "tests" / "siblings"


def files(name: str, folders: tuple[Path, ...] = (SHARED, OURS)) -> dict[str, dict[str, Any]]:
    """Each file of this kind by a word for it: the shared one has none."""
    found: dict[str, dict[str, Any]] = {}
    for folder in folders:
        for path in sorted(folder.glob(f"{name}*.json")):
            word = path.stem.removeprefix(name) or ("" if folder == SHARED else folder.name)
            found[word] = json.loads(path.read_text(encoding="utf-8"))
    return found


def cases(name: str) -> list[Any]:
    """Every case of every file as a parameter. No two have one name, though a sibling may give the ids of the shared ones again."""
    return [pytest.param(case, id=named(word, case)) for word, file in files(name).items() for case in file["cases"]]


def named(word: str, case: dict[str, Any]) -> str:
    """A case's name among all."""
    return f"{case['id']} {word}".strip()
