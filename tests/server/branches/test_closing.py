"""The closing report as a fact, and who may see it."""

from contract.branches import DayReportFact
from contract.permissions import Permission
from server.branches.closing import report_audience, report_fact
from server.branches.tables import ReportRow
from server.core.audience import Reader, may_see

ROW = ReportRow(
    id="b:d", branch="b", business_date="2026-11-24", at="t", seq=7, closed_by="k", reason="ill", figures=[]
)


def test_a_report_is_for_those_who_may_see_totals() -> None:
    assert isinstance(report_fact(ROW), DayReportFact)
    assert may_see(Reader("m", "b", frozenset({Permission.SEE_DRAWER_TOTALS.value})), report_audience(ROW))
    assert not may_see(Reader("c", "b", frozenset({Permission.OPEN_DRAWER.value})), report_audience(ROW))
