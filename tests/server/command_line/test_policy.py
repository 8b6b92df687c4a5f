"""The policy of approvals from the command line: journalled, listed, and in words where it will not do."""

from tests.server.command_line.conftest import Desk


def test_a_line_is_set_changed_and_taken_away(desk: Desk) -> None:
    desk.run("approvals", "rule", "big", "--when", "amount", "--act", "withdraw", "--branch", "040", "--currency", "GHS",
             "--bound", "2,500.00")  # fmt: skip
    assert desk.journalled()[:2] == ("set_approval_rule", "executed")
    assert "big: amount withdraw GHS manager above 2,500.00" in desk.run("approvals", "rules")
    desk.run("approvals", "rule", "big", "--when", "amount", "--currency", "GHS", "--off")
    assert "big" not in desk.run("approvals", "rules")


def test_a_new_bank_has_lines_about_dormant_accounts(desk: Desk) -> None:
    assert "dormant-withdraw: flag withdraw dormant manager" in desk.run("approvals", "rules")


def test_seconds_and_a_branch_for_what_nobody_answers(desk: Desk) -> None:
    desk.run("approvals", "rule", "up", "--when", "escalate", "--to-branch", "040", "--seconds", "120")
    assert desk.rows("select bound from approval_rules where id='up'") == [(120,)]


def test_what_is_missing_is_named(desk: Desk) -> None:
    said = desk.run("approvals", "rule", "x", "--when", "flag", status=1)
    assert "rule incomplete (missing: flag)" in said
    assert "no drawer 09" in desk.run(
        "approvals", "rule", "x", "--when", "day", "--drawer", "09", "--currency", "GHS", status=2
    )
    assert "no branch 099" in desk.run("approvals", "rule", "x", "--when", "who", "--branch", "099", status=2)
