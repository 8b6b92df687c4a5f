"""The score's parts add up, each with the figure it saw; the usual size is the median; twelve months, empty ones too."""

import msgspec
import pytest

from contract.approvals import Why
from server.approvals import risk
from server.approvals.risk import Seen

TODAY = "2026-11-24"
PAST = tuple((f"2026-{month:02d}-10", 4_000_00) for month in range(10, 1, -1))
QUIET = Seen(amount=4_000_00, today=TODAY, past=PAST, available=40_000_00, opened_on="2011-02-01")
replace = msgspec.structs.replace


def points(seen: Seen) -> dict[str, int]:
    return {part.code: part.points for part in risk.parts(seen)}


def test_what_is_as_always_scores_nothing() -> None:
    assert points(replace(QUIET, past=(("2026-11-20", 4_000_00), *PAST))) == {}


@pytest.mark.parametrize(
    ("changes", "code", "expected"),
    [
        ({"amount": 6_000_00}, "unusual_size", None),
        ({"amount": 6_000_01}, "unusual_size", 15),
        ({"amount": 12_000_00}, "unusual_size", 25),
        ({"past": (("2026-09-26", 4_000_00),)}, "quiet", None),
        ({"past": (("2026-09-25", 4_000_00),)}, "quiet", 15),
        ({"past": (("2026-05-01", 4_000_00),)}, "quiet", 20),
        ({"past": ()}, "no_pattern", 10),
        ({"past": tuple((TODAY, 4_000_00) for _ in range(2))}, "many_today", 10),
        ({"amount": 36_000_00}, "empties", 10),
        ({"amount": 36_000_00, "takes_out": False}, "empties", None),
        ({"opened_on": "2026-10-26"}, "young_account", 10),
        ({"opened_on": "2026-10-25"}, "young_account", None),
        ({"flags": ("dormant",)}, "flag_dormant", 15),
        ({"reasons": (Why(code="over_limit", figure=18_500_00, bound=5_000_00),)}, "over_bound", 20),
        ({"reasons": (Why(code="over_limit", figure=25_000_00, bound=5_000_00),)}, "over_bound", 30),
        ({"reasons": (Why(code="variance_above_tolerance", figure=-30_00, bound=10_00),)}, "over_bound", 20),
        ({"reasons": (Why(code="over_limit", figure=500_00, bound=0),)}, "nothing_alone", 30),
        ({"reasons": (Why(code="fee_refund", figure=2_00, bound=5_00),)}, "over_bound", None),
        ({"reasons": (Why(code="variance_settled", figure=-50_00, bound=10_00),)}, "over_bound", None),
        ({"reasons": (Why(code="reversal", figure=1),)}, "undoes", 20),
    ],
)
def test_each_part_from_its_bound_on(changes: dict[str, object], code: str, expected: int | None) -> None:
    assert points(replace(QUIET, **changes)).get(code) == expected


def test_the_parts_add_up_and_never_pass_the_full_score() -> None:
    worst = replace(QUIET, amount=40_000_00, past=(("2026-05-01", 1_000_00),), opened_on=TODAY, flags=("dormant",
                    "politically_exposed"), reasons=(Why(code="over_limit", figure=40_000_00, bound=5_000_00),
                    Why(code="reversal", figure=1)))  # fmt: skip
    found = risk.parts(worst)
    assert risk.score(found) == sum(part.points for part in found) == risk.FULL
    assert [part.points for part in found] == sorted((part.points for part in found), reverse=True)


@pytest.mark.parametrize(
    ("score", "word"), [(0, "low"), (39, "low"), (40, "medium"), (69, "medium"), (70, "high"), (100, "high")]
)
def test_a_score_in_a_word(score: int, word: str) -> None:
    assert risk.level(score) == word


def test_the_usual_size_is_the_median() -> None:
    assert risk.usual([("d", 100), ("d", 9_000), ("d", 300)]) == 300
    assert risk.usual([("d", 100), ("d", 200)]) == 150
    assert risk.usual([]) == 0


def test_twelve_months_up_to_this_one() -> None:
    months = risk.months([("2026-11-01", 500), ("2026-11-02", 300), ("2025-12-31", 700), ("2025-11-30", 9)], TODAY)
    assert [month.month for month in months][::11] == ["2025-12", "2026-11"]
    assert [(m.items, m.total, m.largest) for m in (months[0], months[1], months[-1])] == [
        (1, 700, 700),
        (0, 0, 0),
        (2, 800, 500),
    ]
