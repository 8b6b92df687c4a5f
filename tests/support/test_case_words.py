import pytest

from tests.support.case_words import FAULTS, THREATS, WS, Words, row_of
from tests.support.cases import SHARED, files


@pytest.mark.parametrize(
    ("kind", "words"), [("ws_attacks", WS), ("desktop_threats", THREATS), ("fault_matrix", FAULTS)]
)
@pytest.mark.skipif(not SHARED.exists(), reason="the shared cases are not beside this tree")
def test_each_published_row_is_known_by_its_words_alone(kind: str, words: Words) -> None:
    known = {row for _, row in words}
    published = [case for case in files(kind).get("", {"cases": []})["cases"] if case["id"] in known]
    assert [row_of({**case, "id": "another"}, known, words) for case in published] == [case["id"] for case in published]


def test_words_that_say_nothing_are_no_row() -> None:
    assert row_of({"id": "x", "inputs": {"threat": "the moon is full"}}, {"desk-csv-injection"}, THREATS) == ""
    assert row_of({"id": "x", "inputs": {"threat": "formula in a sheet"}}, set(), THREATS) == "", (
        "a row that nobody tests"
    )
