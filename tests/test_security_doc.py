"""docs/security.md names requirements that exist and places that are there."""

import json
import re
from pathlib import Path

import pytest

from tests.support.code import ROOT

TEXT = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
CASES = ROOT.parent / "shared" / "cases" / "asvs5_selected.json"
ROWS = re.findall(r"^\| (\d+\.\d+\.\d+) \| (.+) \|$", TEXT, re.M)


def test_every_requirement_stands_once() -> None:
    ids = [number for number, _ in ROWS]
    assert len(ids) > 100
    assert sorted(set(ids)) == sorted(ids)


def test_every_requirement_exists_and_none_is_left_out() -> None:
    if not CASES.exists():
        pytest.skip("the published list lies beside the project")
    published = {case["id"].removeprefix("ASVS-") for case in json.loads(CASES.read_text())["cases"]}
    assert {number for number, _ in ROWS} == published


@pytest.mark.parametrize(
    ("number", "where"), [row for row in ROWS if row[1].startswith("`")], ids=lambda part: part[:12]
)
def test_every_place_is_there(number: str, where: str) -> None:
    assert Path(ROOT / where.strip("`")).exists(), number


@pytest.mark.parametrize("where", sorted({row[1] for row in ROWS if row[1].startswith("this page, ")}))
def test_every_part_of_the_page_is_there(where: str) -> None:
    assert f"## {where.removeprefix('this page, ')}" in TEXT
