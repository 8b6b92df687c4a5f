"""A branch by the code that papers name it with."""

from server.core.branch_table import BRANCHES, BranchRow, branch_coded
from server.core.unit import Resident


def test_a_branch_is_found_by_its_code() -> None:
    held = Resident([BRANCHES])
    rows = [BranchRow(id=f"id-{code}", code=code, name=f"Branch {code}") for code in ("001", "040")]
    held.apply({BRANCHES: {row.id: row for row in rows}})
    assert branch_coded(held, "040") == rows[1]
    assert branch_coded(held, "999") is None
