import json
from pathlib import Path

import pytest

from tests.support.cases import OURS, cases, files

KINDS = ("bank_workload_jepsen", "desktop_threats", "fault_matrix", "idempotency_fineract", "idempotency_rules", "jwt_attacks",
         "maker_checker", "otp_vectors", "ws_attacks")  # fmt: skip


def test_whatever_begins_with_the_name_is_read(tmp_path: Path) -> None:
    for name in ("otp", "otp_2", "other"):
        (tmp_path / f"{name}.json").write_text(json.dumps({"cases": [{"id": name}]}))
    found = files("otp", (tmp_path,))
    assert [file["cases"][0]["id"] for file in found.values()] == ["otp", "otp_2"]
    assert files("otp", (tmp_path / "nowhere",)) == {}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_sibling_and_no_two_cases_one_name(kind: str) -> None:
    assert (OURS / f"{kind}.json").exists()
    names = [case.id for case in cases(kind)]
    assert len(names) == len(set(names)) > 0
