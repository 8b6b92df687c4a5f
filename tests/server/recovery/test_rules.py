"""Whose report is missing."""

from server.recovery.rules import going_on, missing, report_id
from server.recovery.tables import RecoveryRow, ReportRow


def test_the_one_that_has_not_ended() -> None:
    old, new = RecoveryRow(epoch="a", began_at="1", upto=1, ended_at="2"), RecoveryRow(epoch="b", began_at="3", upto=2)
    assert going_on([old, new]) is new
    assert going_on([old]) is None


def test_reports_of_another_epoch_do_not_count() -> None:
    reports = [ReportRow(id=report_id(epoch, device), epoch=epoch, device=device, at="") for epoch, device in
               (("a", "one"), ("b", "two"))]  # fmt: skip
    assert missing("b", ["one", "two", "three"], reports) == ["one", "three"]
